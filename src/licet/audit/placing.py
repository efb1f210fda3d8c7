"""Put a finished folder in its place so that there is a whole one or none: Ctrl-C leaves nothing half-written.

What is being made stands in a hidden folder beside its place, which nobody but its owner may read: it holds people. It
is gone afterwards, whatever happens; if Licet was killed, the next run that writes beside it takes it away.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

from licet.terms.errors import UsageError

try:
    import fcntl
except ImportError:  # Windows has none: there what a killed run left stays
    fcntl = None  # type: ignore[assignment]

_PREFIX: Final = ".licet-"
_LOCK: Final = "lock"


@contextmanager
def working_folder(out: Path) -> Iterator[Path]:
    """Give a folder beside ``out`` that is gone afterwards; raise ``UsageError`` where none can be made."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _sweep(out.parent)
        work = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=out.parent))
    except OSError as error:
        raise cannot_write(out, error) from None
    with _held(work):
        try:
            yield work
        finally:
            shutil.rmtree(work, ignore_errors=True)


def cannot_write(out: Path, error: OSError) -> UsageError:
    """Return the error of a place that cannot be written to."""
    return UsageError(f"`{out}` cannot be written to: {(error.strerror or 'unknown reason').lower()}")


@contextmanager
def _held(work: Path) -> Iterator[None]:
    """Hold a lock in a working folder. The system lets go of it when the process ends, however it ends."""
    new = work / f"{_LOCK}.new"
    with new.open("wb") as lock:
        _locked(lock)
        new.rename(work / _LOCK)  # a lock is seen by others only once it is held
        yield


def _sweep(parent: Path) -> None:
    """Remove the working folders of runs that were killed: their lock is free."""
    if fcntl is None:
        return
    for left in parent.glob(f"{_PREFIX}*/{_LOCK}"):
        with suppress(OSError), left.open("rb") as lock:
            if _locked(lock):
                shutil.rmtree(left.parent, ignore_errors=True)


def _locked(lock: IO[bytes]) -> bool:
    """Take a lock; tell whether nobody else had it. Where the file system knows no locks, nobody has any."""
    if fcntl is None:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def check_place(out: Path, marker: str) -> None:
    """Raise ``UsageError`` when ``out`` is a file, or a folder that holds something other than what we write there.

    ``marker`` is the file by which a folder of ours is known.
    """
    try:
        if not out.exists():
            return
        if not out.is_dir():
            msg = f"`{out}` is a file, and a folder is to be written there"
            raise UsageError(msg)
        if any(out.iterdir()) and not (out / marker).is_file():
            msg = f"`{out}` is a folder that holds something else; it is left as it is"
            raise UsageError(msg)
    except OSError as error:
        raise cannot_write(out, error) from None


def take_place(finished: Path, out: Path, marker: str, ours: Collection[str] = ()) -> None:
    """Move a finished folder (on the same file system) to ``out``, if what stands there is ours (``check_place``).

    Of a folder of ours, the files that we write (``ours``) go; what somebody put beside them stays.
    """
    check_place(out, marker)
    try:
        replace(finished, out.resolve() if out.is_symlink() else out, ours)
    except OSError as error:
        raise cannot_write(out, error) from None


def replace(finished: Path, out: Path, ours: Collection[str] = ()) -> None:
    """Rename a finished folder to ``out``; what stood there goes once the new one stands, and comes back otherwise.

    Only what is among ``ours`` goes: answers and notes that somebody keeps in the folder are moved into the new one.
    """
    if not out.exists():
        finished.rename(out)
        return
    old = finished.with_name(finished.name + ".old")
    try:
        out.rename(old)
        finished.rename(out)
    finally:
        if old.exists() and not out.exists():
            old.rename(out)
        elif old.exists():  # ours stands there now, or that of another run which was quicker
            _keep(old, out, ours)


def _keep(old: Path, out: Path, ours: Collection[str]) -> None:
    """Move what is not ours from the folder that goes into the one that stands, and remove the former."""
    for kept in old.iterdir():
        if kept.name not in ours and not (out / kept.name).exists():
            kept.rename(out / kept.name)
    shutil.rmtree(old, ignore_errors=True)
