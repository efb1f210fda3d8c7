"""``refusals.log``: every refusal, on the disk before it is answered, apart from the database and its backups.

One line of canonical JSON each: ``instant``, ``kind``, ``scope``, ``token`` (hexadecimal, keyed: no address). The file only
grows. A line that a crash cut short was never answered; it is reported and passed over.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from licet.ledger.transaction import Refusal
from licet.verify.canonical import canonical

_KEYS: Final = {"instant", "kind", "scope", "token"}


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A line that cannot be read: its number, from 1."""

    line: int


def append_refusals(path: Path, refusals: Sequence[Refusal]) -> None:
    """Append refusals in one write and wait for the disk."""
    if not refusals:
        return
    lines = b"".join(_line(each) for each in refusals)
    fresh = not path.exists()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        if _ends_within_a_line(path):
            lines = b"\n" + lines
        written = os.write(descriptor, lines)
        if written != len(lines):
            os.write(descriptor, b"\n" + lines)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if fresh:
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def read_refusals(path: Path) -> Iterator[Refusal | Unreadable]:
    """Read the log from its beginning; what cannot be read comes as ``Unreadable``."""
    if not path.exists():
        return
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield _read(line) or Unreadable(number)


def _line(refusal: Refusal) -> bytes:
    return (
        canonical(
            {
                "instant": refusal.instant,
                "kind": refusal.kind,
                "scope": refusal.scope,
                "token": refusal.token.hex(),
            }
        )
        + b"\n"
    )


def _ends_within_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return False
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"


def _read(line: bytes) -> Refusal | None:
    try:
        said = json.loads(line)
        if set(said) != _KEYS:
            return None
        return Refusal(bytes.fromhex(said["token"]), str(said["kind"]), str(said["scope"]), int(said["instant"]))
    except (ValueError, TypeError):
        return None
