"""Put a finished folder in its place so that there is a whole one or none: Ctrl-C leaves nothing half-written."""

from __future__ import annotations

import shutil
from pathlib import Path

from licet.terms.errors import UsageError


def check_place(out: Path, marker: str) -> None:
    """Raise ``UsageError`` when ``out`` is a file, or a folder that holds something other than what we write there.

    ``marker`` is the file by which a folder of ours is known.
    """
    if not out.exists():
        return
    if not out.is_dir():
        msg = f"`{out}` is a file, and a folder is to be written there"
        raise UsageError(msg)
    if any(out.iterdir()) and not (out / marker).is_file():
        msg = f"`{out}` is a folder that holds something else; it is left as it is"
        raise UsageError(msg)


def take_place(finished: Path, out: Path, marker: str) -> None:
    """Rename a finished folder (on the same file system) to ``out``, if what stands there is ours (``check_place``)."""
    check_place(out, marker)
    replace(finished, out)


def replace(finished: Path, out: Path) -> None:
    """Rename a finished folder to ``out``; what stood there goes once the new one stands, and comes back otherwise."""
    if not out.exists():
        finished.rename(out)
        return
    old = finished.with_name(finished.name + ".old")
    try:
        out.rename(old)
        finished.rename(out)
    finally:
        if out.exists():
            shutil.rmtree(old, ignore_errors=True)
        elif old.exists():
            old.rename(out)
