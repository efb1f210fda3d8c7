"""The tree of the log as it grows: the right edge and the unfinished tiles, read from the database when another wrote.

What is in memory is only a copy of what stands in the head row, the events and the tiles; a batch that finds another
size than it remembers reads them again.
"""

from __future__ import annotations

from collections.abc import Sequence

from licet.ledger import queries
from licet.ledger.models import Tile
from licet.terms.errors import LedgerError
from licet.verify.entry import entry
from licet.verify.tiles import WIDTH
from licet.verify.tree import HASH, Edge, leaf_hash

_FULL = WIDTH * HASH


class Growing:
    """The edge and the last tile of each level, for the size at which it was last seen."""

    def __init__(self) -> None:
        self._edge: Edge | None = None
        self._last: dict[int, bytes] = {}

    def forget(self) -> None:
        """Read everything anew next time."""
        self._edge = None

    def append(self, size: int, packed: bytes, commitments: Sequence[bytes]) -> None:
        """Append entries to the tree of a size and edge: tiles and head are written in this transaction."""
        if self._edge is None or self._edge.size != size:
            self._read(size, packed)
        edge = self._edge
        if edge is None:  # `_read` has just made it
            raise LedgerError
        try:
            queries.put_tiles(self._tiles(edge, edge.append([entry(each) for each in commitments])))
            _move_head(edge, size)
        except BaseException:
            self.forget()
            raise

    def _tiles(self, edge: Edge, written: list[list[bytes]]) -> list[tuple[int, int, bytes]]:
        tiles = []
        for level, hashes in enumerate(written):
            whole = self._last.get(level, b"") + b"".join(hashes)
            total = edge.size >> 8 * level
            number = (total * HASH - len(whole)) // _FULL
            while len(whole) >= _FULL:
                tiles.append((level, number, whole[:_FULL]))
                whole, number = whole[_FULL:], number + 1
            if level and whole and hashes:
                tiles.append((level, number, whole))
            self._last[level] = whole
        return tiles

    def _read(self, size: int, packed: bytes) -> None:
        self._edge = Edge(size, packed)
        leaves = [leaf_hash(entry(each)) for each in queries.commitments(size // WIDTH * WIDTH, size)]
        if len(leaves) != size % WIDTH:
            raise LedgerError("the log lacks events of its last tile: run `licet ledger fsck`")
        self._last = {0: b"".join(leaves)}
        level, total = 1, size >> 8
        while total:
            width = total % WIDTH
            if width:
                tile = Tile.objects.filter(level=level, number=total // WIDTH).first()
                if tile is None or len(tile.hashes) < width * HASH:
                    raise LedgerError("the log lacks a tile: run `licet ledger fsck`")
                self._last[level] = bytes(tile.hashes)[: width * HASH]
            level, total = level + 1, total >> 8


def _move_head(edge: Edge, size: int) -> None:
    if not queries.move_head(edge.size, edge.pack(), edge.root(), from_size=size):
        raise LedgerError("the head of the log moved while it was locked: nothing was recorded")
