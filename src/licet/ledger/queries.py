"""The named queries of the log, alike on SQLite and PostgreSQL. The rest is the ORM."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db import connection

from licet.ledger.statements import Row, row, rows, run, run_many

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

LAST_OF_MANY: Final = (
    "SELECT DISTINCT ON (subject) subject, seq, commitment FROM ledger_event WHERE subject = ANY (%s)"
    " ORDER BY subject, seq DESC"
)
"""PostgreSQL alone: there each query is a journey."""

COMMITMENTS: Final = 'SELECT commitment FROM ledger_event WHERE "index" >= %s AND "index" < %s ORDER BY "index"'


def be_patient(seconds: float) -> None:
    """Let SQLite wait so long for a lock that another process holds; its waiting sleeps up to a tenth of a second."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        connection.connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}").close()


def lock_head() -> tuple[int, bytes, bytes] | None:
    """Lock the head row for the transaction; return size, edge, root."""
    found = row(LOCK_HEAD + (" FOR UPDATE" if connection.vendor == "postgresql" else ""))
    return None if found is None else (found[0], bytes(found[1]), bytes(found[2]))


def last_of(subject: bytes) -> tuple[int, bytes] | None:
    """Return number and commitment of a person's last event."""
    found = row(LAST_OF, (subject,))
    return None if found is None else (found[0], bytes(found[1]))


def last_of_many(subjects: Sequence[bytes]) -> dict[bytes, tuple[int, bytes]]:
    """Return number and commitment of the last event of those of many persons who have one."""
    if connection.vendor == "sqlite":  # in one process a query each costs a few microseconds
        every = {subject: last_of(subject) for subject in subjects}
        return {subject: last for subject, last in every.items() if last is not None}
    with connection.cursor() as cursor:
        cursor.execute(LAST_OF_MANY, [list(subjects)])
        return {bytes(subject): (seq, bytes(made)) for subject, seq, made in cursor.fetchall()}


CORES_OF: Final = (
    'SELECT "index", kind, subject, seq, happened_at, recorded_at, commitment, core FROM ledger_event'
    " WHERE subject = %s ORDER BY seq"
)


def cores_of(subject: bytes) -> list[Row]:
    """Return a person's events with their cores."""
    return rows(CORES_OF, (subject,))


HEADS: Final = (
    "SELECT e.subject, e.seq, e.commitment FROM ledger_event e"
    ' JOIN (SELECT subject, MAX(seq) AS seq FROM ledger_event WHERE subject IS NOT NULL AND "index" < %s'
    " GROUP BY subject) h"
    " ON e.subject = h.subject AND e.seq = h.seq"
)


def heads(size: int) -> list[tuple[bytes, int, bytes]]:
    """Return each person's last event in the log of a size: reference, number, commitment."""
    return [(bytes(subject), seq, bytes(made)) for subject, seq, made in rows(HEADS, (size,))]


def commitments(start: int, end: int) -> list[bytes]:
    """Return the commitments of events from an index to before another."""
    return [bytes(made) for (made,) in rows(COMMITMENTS, (start, end))]


def insert_events(events: Sequence[Row]) -> None:
    """Insert events, each in the order of ``INSERT_EVENTS``."""
    run_many(INSERT_EVENTS, events)


def put_tiles(tiles: Sequence[tuple[int, int, bytes]]) -> None:
    """Insert or replace tiles: level, number, hashes."""
    if tiles:
        run_many(PUT_TILE, tiles)


def move_head(size: int, edge: bytes, root: bytes, *, from_size: int) -> bool:
    """Move the head from one size to the next; tell whether it was where it should be."""
    return run(MOVE_HEAD, (size, edge, root, from_size)) == 1
