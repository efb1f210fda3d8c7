"""Signed heads of the log. One that leaves the house is *published*: no smaller tree is ever signed after it.

A checkpoint of a size can be made again, byte for byte, from the tiles: Ed25519 gives one signature (RFC 8032).
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final

from licet.ledger import tree
from licet.ledger.folder import write_private
from licet.ledger.record import home
from licet.terms.errors import LedgerError
from licet.verify.checkpoint import Checkpoint, read_checkpoint, verify_checkpoint
from licet.verify.note import Vkey, signed

_in_turn: Final = threading.Lock()


def at(size: int) -> bytes:
    """Return the signed checkpoint of a size, at most the head's."""
    house = home()
    head = Checkpoint(house.origin, size, tree.root(size))
    return signed(head.text(), house.vkey, house.signer.sign).stored()


def newest() -> Checkpoint | None:
    """Return the newest published checkpoint; ``None`` when none ever left the house."""
    found = _newest()
    return None if found is None else found[0]


def _newest() -> tuple[Checkpoint, bytes] | None:
    try:
        stored = home().published.read_bytes()
    except FileNotFoundError:
        return None
    return _verified(stored, home().vkey), stored


@lru_cache(maxsize=4)
def _verified(stored: bytes, vkey: Vkey) -> Checkpoint:
    return verify_checkpoint(stored, [vkey])


def published_size() -> int:
    """Return the size of the newest published checkpoint, 0 when there is none."""
    found = newest()
    return 0 if found is None else found.size


def publish(at_least: int = 0) -> bytes:
    """Return a published checkpoint of at least so many entries, by default of all: on the disk before it is returned.

    The file is written by one process at a time and only ever for a larger tree.
    """
    with _in_turn:  # those who wait for one batch are served by one checkpoint
        before = _newest()
        if before is not None and at_least and before[0].size >= at_least:
            return before[1]
        with _alone(home().data):
            return _publish(_newest())


def _publish(before: tuple[Checkpoint, bytes] | None) -> bytes:
    size = tree.size()
    if before is not None:
        head, stored = before
        if size < head.size or tree.root(head.size) != head.root:
            raise LedgerError(
                f"a checkpoint of `{head.size}` entries was published, and this log does not continue it: "
                "restore a newer backup"
            )
        if size == head.size:
            return stored
    made = at(size)
    write_private(home().published, made.decode())
    return made


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    descriptor = os.open(data / ".publishing", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def size_of(stored: bytes) -> int:
    """Return the size that a checkpoint states."""
    return read_checkpoint(stored)[0].size
