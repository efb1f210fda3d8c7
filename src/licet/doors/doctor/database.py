"""The database: whole, durable, forgetful, up to date. Django knows where it lies; the record need not be open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from licet.doors.doctor.finding import Finding, fault, good, unknown, warning

_SYNCHRONOUS_FULL = 2
_WAL_HEADER = slice(18, 20)
"""Where the header of a SQLite file tells its journal: 02 02 for WAL (sqlite.org/fileformat2.html, 1.3.3)."""
_DURABLE = {"on", "local", "remote_write", "remote_apply"}


def database() -> Iterator[Finding]:
    """Look at how the database keeps what it is given."""
    try:
        # before a connection, which puts it right as it opens
        left = list(_journal_left()) if connection.vendor == "sqlite" and connection.connection is None else []
        found = left + list(_sqlite() if connection.vendor == "sqlite" else _postgresql())
    except (DatabaseError, OSError):
        yield fault("database", "unreachable")
        return
    yield from found or [good("database", engine=connection.vendor)]


def _ask(question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return "" if row is None else str(row[0])


def _journal_left() -> Iterator[Finding]:
    with Path(str(connection.settings_dict["NAME"])).open("rb") as file:
        if file.read(20)[_WAL_HEADER] not in {b"\2\2", b""}:
            yield warning("database", "no_wal")


def _sqlite() -> Iterator[Finding]:
    if _ask("PRAGMA integrity_check") != "ok":
        yield fault("database", "damaged")
    if _ask("PRAGMA journal_mode") != "wal":
        yield fault("database", "no_wal_here")
    if int(_ask("PRAGMA synchronous")) < _SYNCHRONOUS_FULL:
        yield fault("database", "not_durable")
    if _ask("PRAGMA secure_delete") != "1":
        yield fault("database", "remembers")


def _postgresql() -> Iterator[Finding]:
    if _ask("SHOW synchronous_commit") not in _DURABLE or _ask("SHOW fsync") != "on":
        yield fault("database", "not_durable")
    if _ask("SHOW full_page_writes") != "on":
        yield fault("database", "torn_pages")


def migrations() -> Iterator[Finding]:
    """Look at whether the tables are those that this version of Licet works with."""
    try:
        executor = MigrationExecutor(connection)
        ahead = executor.migration_plan(executor.loader.graph.leaf_nodes())
        known = set(executor.loader.disk_migrations)
        newer = [name for name in executor.loader.applied_migrations if name not in known]
    except DatabaseError:
        yield unknown("migrations")
        return
    if newer:
        yield fault("migrations", "newer", n=len(newer))
    elif ahead:
        yield fault("migrations", "ahead", n=len(ahead))
    else:
        yield good("migrations")
