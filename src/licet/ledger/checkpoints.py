"""Signed heads of the log. One that leaves the house is *published*: no smaller tree is ever signed after it.

A checkpoint of a size can be made again, byte for byte, from the tiles: Ed25519 gives one signature (RFC 8032).
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from licet.ledger import tree
from licet.ledger.folder import write_private
from licet.ledger.record import home
from licet.terms.errors import LedgerError
from licet.verify.checkpoint import Checkpoint, verify_checkpoint
from licet.verify.note import signed


def at(size: int) -> bytes:
    """Return the signed checkpoint of a size, at most the head's."""
    house = home()
    head = Checkpoint(house.origin, size, tree.root(size))
    return signed(head.text(), house.vkey, house.signer.sign).stored()


def newest() -> Checkpoint | None:
    """Return the newest published checkpoint; ``None`` when none ever left the house."""
    path = home().published
    return verify_checkpoint(path.read_bytes(), [home().vkey]) if path.exists() else None


def published_size() -> int:
    """Return the size of the newest published checkpoint, 0 when there is none."""
    found = newest()
    return 0 if found is None else found.size


def publish(at_least: int = 0) -> bytes:
    """Return a published checkpoint of at least so many entries, by default of all: on the disk before it is returned.

    The file is written by one process at a time and only ever for a larger tree.
    """
    house = home()
    with _alone(house.data):
        before = newest()
        if before is not None and at_least and before.size >= at_least:
            return house.published.read_bytes()
        size = tree.size()
        if before is not None:
            if size < before.size or tree.root(before.size) != before.root:
                raise LedgerError(
                    f"a checkpoint of `{before.size}` entries was published, and this log does not continue it: "
                    "restore a newer backup"
                )
            if size == before.size:
                return house.published.read_bytes()
        stored = at(size)
        write_private(house.published, stored.decode())
        return stored


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    descriptor = os.open(data / ".publishing", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
