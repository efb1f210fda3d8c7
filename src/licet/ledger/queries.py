"""The named queries of the log, alike on SQLite and PostgreSQL. The rest is the ORM."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db import connection

LOCK_HEAD: Final = "SELECT size, edge, root FROM ledger_head WHERE id = 1"
"""On PostgreSQL with FOR UPDATE; on SQLite the transaction began IMMEDIATE, which is the same lock."""

INSERT_EVENTS: Final = (
    "INSERT INTO ledger_event (index, kind, subject, seq, happened_at, recorded_at, commitment, names, digests,"
    " core_salt, core, sealed_subject, sealed_context, sealed_content)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
).replace("(index,", '("index",')

PUT_TILE: Final = (
    "INSERT INTO ledger_tile (level, number, hashes) VALUES (%s, %s, %s)"
    " ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes"
)

MOVE_HEAD: Final = "UPDATE ledger_head SET size = %s, edge = %s, root = %s WHERE id = 1 AND size = %s"
"""Compare and set: should the lock ever fail, two sequencers cannot fork the log."""

LAST_OF: Final = "SELECT seq, commitment FROM ledger_event WHERE subject = %s ORDER BY seq DESC LIMIT 1"

PENDING: Final = 'SELECT commitment FROM ledger_event WHERE "index" >= %s AND "index" < %s ORDER BY "index"'
"""The commitments of the last, unfinished tile of level 0."""


def lock_head() -> tuple[int, bytes, bytes] | None:
    """Lock the head row for the transaction; return size, edge, root."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK_HEAD + (" FOR UPDATE" if connection.vendor == "postgresql" else ""))
        row = cursor.fetchone()
    return None if row is None else (row[0], bytes(row[1]), bytes(row[2]))


def last_of(subject: bytes) -> tuple[int, bytes] | None:
    """Return number and commitment of a person's last event."""
    with connection.cursor() as cursor:
        cursor.execute(LAST_OF, [subject])
        row = cursor.fetchone()
    return None if row is None else (row[0], bytes(row[1]))


def pending(size: int) -> list[bytes]:
    """Return the commitments of the events of a size that no full tile holds yet."""
    with connection.cursor() as cursor:
        cursor.execute(PENDING, [size // 256 * 256, size])
        return [bytes(row[0]) for row in cursor.fetchall()]


def insert_events(rows: Sequence[tuple[object, ...]]) -> None:
    """Insert events."""
    with connection.cursor() as cursor:
        cursor.executemany(INSERT_EVENTS, rows)


def put_tiles(tiles: Sequence[tuple[int, int, bytes]]) -> None:
    """Insert or replace tiles: level, number, hashes."""
    if tiles:
        with connection.cursor() as cursor:
            cursor.executemany(PUT_TILE, tiles)


def move_head(size: int, edge: bytes, root: bytes, *, from_size: int) -> bool:
    """Move the head from one size to the next; tell whether it was where it should be."""
    with connection.cursor() as cursor:
        cursor.execute(MOVE_HEAD, [size, edge, root, from_size])
        return cursor.rowcount == 1
