"""The daily map of heads (specs/head-map.md): for each person, which event was the last. Nothing can be left out after it.

Slots are keyed and opaque; rows stand in their order, so that a person has one place. Only the newest maps are kept
whole; what an older one said is in its event.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Final

from django.db.models import QuerySet

from licet.ledger import models, queries, tree
from licet.ledger.head_rows import ROW, SLOT, find, slot
from licet.ledger.record import act, home
from licet.ledger.transaction import Draft, Recorded, Transaction
from licet.verify.chain import MAPPED, Row, head_value, map_entry
from licet.verify.entry import SALT
from licet.verify.tiles import WIDTH, Source, Tiles
from licet.verify.tree import Edge

MAPS_KEPT: Final = 2
_CHUNKS_AN_ACT: Final = 20


def slot_of(subject: bytes) -> bytes:
    """Return a person's place in every map: HMAC-SHA-256 of the reference under the key of maps."""
    return slot(home().derived("head-map"), subject)


def map_heads() -> Recorded:
    """Map the head of every person as the log stands, and record the map's root.

    Read and hashed outside the writer, stored a few chunks an act: a million persons keep nobody waiting.
    """
    size = tree.size()
    rows = sorted(_rows(queries.heads(size)))
    parts = [rows[start : start + WIDTH] for start in range(0, len(rows), WIDTH)]
    edge, tiles = Edge(), _Tiles()
    for part in parts:
        tiles.add(edge.append([map_entry(row[:SLOT], row[2 * SLOT :]) for row in part]))
    number = _begin(len(rows), size, edge.root())
    chunks = [
        models.HeadChunk(head_map=number, number=at, first_slot=part[0][:SLOT], rows=b"".join(part))
        for at, part in enumerate(parts)
    ]
    for start in range(0, len(chunks), _CHUNKS_AN_ACT):
        _store(chunks[start : start + _CHUNKS_AN_ACT])
    _store_tiles(
        [models.HeadTile(head_map=number, level=level, number=at, hashes=each) for level, at, each in tiles.whole()]
    )
    return _finish(number)


@act
def _begin(_tx: Transaction, rows: int, size: int, root: bytes) -> int:
    return int(models.HeadMap.objects.create(event=None, rows=rows, log_size=size, root=root).pk)


@act
def _store(_tx: Transaction, chunks: Sequence[models.HeadChunk]) -> None:
    models.HeadChunk.objects.bulk_create(chunks)


@act
def _store_tiles(_tx: Transaction, tiles: Sequence[models.HeadTile]) -> None:
    models.HeadTile.objects.bulk_create(tiles, batch_size=100)


@act
def _finish(tx: Transaction, number: int) -> Recorded:
    head_map = models.HeadMap.objects.get(pk=number)
    core = {"map_root": bytes(head_map.root).hex(), "map_rows": head_map.rows, "map_log_size": head_map.log_size}
    recorded = tx.record(Draft(MAPPED, core))
    head_map.event = recorded.index
    head_map.save(update_fields=["event"])
    _drop_old()
    return recorded


def _rows(heads: list[tuple[bytes, int, bytes]]) -> list[bytes]:
    salts = os.urandom(SALT * len(heads))
    found = []
    for at, (subject, seq, commitment) in enumerate(heads):
        salt = salts[at * SALT : (at + 1) * SALT]
        found.append(slot_of(subject) + salt + head_value(salt, commitment, seq))
    return found


class _Tiles:
    """The hashes of each tile level as they come."""

    def __init__(self) -> None:
        self._levels: dict[int, list[bytes]] = {}

    def add(self, written: list[list[bytes]]) -> None:
        for level, hashes in enumerate(written):
            self._levels.setdefault(level, []).extend(hashes)

    def whole(self) -> list[tuple[int, int, bytes]]:
        return [
            (level, start // WIDTH, b"".join(hashes[start : start + WIDTH]))
            for level, hashes in self._levels.items()
            for start in range(0, len(hashes), WIDTH)
        ]


def _drop_old() -> None:
    kept = list(_whole().values_list("pk", flat=True)[:MAPS_KEPT])
    models.HeadChunk.objects.exclude(head_map__in=kept).delete()
    models.HeadTile.objects.exclude(head_map__in=kept).delete()
    models.HeadMap.objects.exclude(pk__in=kept).delete()


def _whole() -> QuerySet[models.HeadMap]:
    return models.HeadMap.objects.filter(event__isnull=False).order_by("-event")


def newest() -> models.HeadMap | None:
    """Return the newest map."""
    return _whole().first()


def row_of(subject: bytes, head_map: models.HeadMap | None = None) -> Row | None:
    """Return a person's row, with its proof, in a map (default: the newest); ``None`` when they are not in it."""
    chosen = head_map or newest()
    if chosen is None:
        return None
    found = find(chosen.pk, slot_of(subject))
    if found is None:
        return None
    chunk, at = found
    salt = bytes(chunk.rows)[at + SLOT : at + 2 * SLOT]
    index = chunk.number * WIDTH + at // ROW
    return Row(slot_of(subject), salt, index, tuple(Tiles(chosen.rows, _source(chosen.pk)).inclusion(index)))


def _source(head_map: int) -> Source:
    def tile(level: int, number: int, width: int) -> bytes:
        found = models.HeadTile.objects.get(head_map=head_map, level=level, number=number)
        return bytes(found.hashes)[: width * SLOT]

    return tile
