"""The database: whole, durable, forgetful, up to date. Django knows where it lies; the record need not be open."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from licet.doors.doctor.finding import Finding, fault, good, unknown

_SYNCHRONOUS_FULL = 2
_DURABLE = {"on", "local", "remote_write", "remote_apply"}


def database() -> Iterator[Finding]:
    """Look at how the database keeps what it is given."""
    try:
        found = list(_sqlite() if connection.vendor == "sqlite" else _postgresql())
    except DatabaseError:
        yield fault("database", "unreachable")
        return
    yield from found or [good("database", engine=connection.vendor)]


def _ask(question: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return "" if row is None else str(row[0])


def _sqlite() -> Iterator[Finding]:
    if _ask("PRAGMA integrity_check") != "ok":
        yield fault("database", "damaged")
    if _ask("PRAGMA journal_mode") != "wal":
        yield fault("database", "no_wal")
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
