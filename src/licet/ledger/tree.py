"""The tree as it is stored: tiles from the database, proofs cut from them, for any size up to the head's."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from licet.ledger import models, queries
from licet.ledger.record import home
from licet.terms.errors import LedgerError
from licet.verify.entry import entry
from licet.verify.tiles import WIDTH, Tiles
from licet.verify.tree import HASH, leaf_hash


def size() -> int:
    """Return how many entries the log holds."""
    return int(models.Head.objects.values_list("size", flat=True).get(id=1))


def tiles(of_size: int | None = None) -> Tiles:
    """Return the tree of a size, by default of all; raise ``LedgerError`` beyond the head."""
    chosen = size() if of_size is None else of_size
    return _tiles(home().data, chosen)


@lru_cache(maxsize=8)
def _tiles(_data: Path, of_size: int) -> Tiles:
    """Keep the trees last asked for: those who wait for one batch ask for proofs in the same tree."""
    whole = size()
    if not 0 <= of_size <= whole:
        raise LedgerError(f"the log holds `{whole}` entries, not `{of_size}`")
    return Tiles(of_size, _tile)


def _tile(level: int, number: int, width: int) -> bytes:
    if level == 0 and width < WIDTH:
        return b"".join(leaf_hash(entry(each)) for each in queries.commitments(number * WIDTH, number * WIDTH + width))
    tile = models.Tile.objects.filter(level=level, number=number).first()
    if tile is None or len(tile.hashes) < width * HASH:
        raise LedgerError("the log lacks a tile: run `licet ledger fsck`")
    return bytes(tile.hashes)[: width * HASH]


def root(of_size: int | None = None) -> bytes:
    """Return the root of the tree of a size, by default of all."""
    return tiles(of_size).root()


def inclusion(index: int, of_size: int | None = None) -> list[bytes]:
    """Return the proof that an event stands in the tree of a size."""
    return tiles(of_size).inclusion(index)


def consistency(old: int, new: int | None = None) -> list[bytes]:
    """Return the proof that the tree of one size only grew into that of another."""
    return tiles(new).consistency(old)
