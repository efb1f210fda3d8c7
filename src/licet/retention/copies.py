"""Copies of ``keys.db``: where each lies and until when. A key destroyed is out of reach once the last copy is gone.

The list is written, on the disk, before a copy is made: one that a crash left half-made is known too. What somebody
copied by other means, nobody here knows.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from licet.ledger import clock, home
from licet.ledger.folder import write_private
from licet.terms.errors import LedgerError

FILE: Final = "key-copies.json"


@dataclass(frozen=True, slots=True)
class KeyCopy:
    """A copy of the keys: where, made when, to be destroyed when (seconds, UTC)."""

    path: Path
    made_at: int
    until: int


def copies() -> list[KeyCopy]:
    """Return every copy that was not destroyed yet, oldest first."""
    place = home().data / FILE
    if not place.exists():
        return []
    try:
        told = json.loads(place.read_text("utf-8"))
        found = [KeyCopy(Path(each["path"]), int(each["made_at"]), int(each["until"])) for each in told]
    except (ValueError, TypeError, KeyError):
        raise LedgerError(f"`{place}`, the list of copies of the keys, cannot be read: put it back") from None
    return sorted(found, key=lambda each: each.made_at)


def expect(path: Path, until: int) -> None:
    """Write down, before it is made, that a copy will lie somewhere until an instant."""
    _write([*copies(), KeyCopy(path.absolute(), clock.now(), until)])


def horizon() -> int:
    """Return the instant from which no copy known to us holds a key that is destroyed now."""
    return max((each.until for each in copies()), default=clock.now())


def prune() -> int:
    """Destroy the copies whose time is over; return how many went. One that cannot be deleted stays on the list."""
    left, gone = [], 0
    for each in copies():
        if each.until > clock.now() or not _deleted(each.path):
            left.append(each)
        else:
            gone += 1
    if gone:
        _write(left)
    return gone


def overdue() -> list[KeyCopy]:
    """Return the copies that should be gone and are not."""
    return [each for each in copies() if each.until <= clock.now() and each.path.exists()]


def _deleted(path: Path) -> bool:
    try:
        if path.exists():
            with path.open("r+b") as file:  # old blocks are overwritten where the file system writes in place
                file.write(bytes(path.stat().st_size))
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _write(found: list[KeyCopy]) -> None:
    told = [{"path": str(each.path), "made_at": each.made_at, "until": each.until} for each in found]
    write_private(home().data / FILE, json.dumps(told, indent=1) + "\n")
