"""How a command writes what is somebody's: readable by its owner alone, and never over what is there."""

from __future__ import annotations

import os
from pathlib import Path

from licet.terms.errors import UsageError

_PRIVATE = 0o600


def refuse_existing(place: Path) -> None:
    """Raise ``UsageError`` when something is there already, or when there is no folder to write into."""
    if place.exists() or place.is_symlink():
        raise UsageError(f"`{place}` is there already, and nothing is written over it")
    if not place.absolute().parent.is_dir():
        raise UsageError(f"the folder of `{place}` does not exist")


def write_secret(place: Path, stored: bytes) -> None:
    """Write a new file that its owner alone reads."""
    try:
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
    except FileExistsError:
        raise UsageError(f"`{place}` is there already, and nothing is written over it") from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(stored)
