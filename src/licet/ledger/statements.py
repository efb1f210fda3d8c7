"""Run a named query, alike on SQLite and PostgreSQL.

On SQLite it goes past Django's cursor, which costs some 25 µs a query where a short one takes 4: acts that hold the lock, and
pages that many open at once, are made of short ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

Value = bytes | str | int | None
Row = tuple[Any, ...]


def rows(statement: str, values: Sequence[Value] = ()) -> list[Row]:
    """Return every row of a query; ``%s`` stands for each value."""
    base = connections[DEFAULT_DB_ALIAS]
    if base.vendor == "sqlite":
        base.ensure_connection()
        with base.wrap_database_errors:
            found: list[Row] = base.connection.execute(_marked(statement), values).fetchall()
        return found
    with base.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def row(statement: str, values: Sequence[Value] = ()) -> Row | None:
    """Return the first row of a query, ``None`` when there is none."""
    return next(iter(rows(statement, values)), None)


def run(statement: str, values: Sequence[Value]) -> int:
    """Change rows; return how many."""
    base = connections[DEFAULT_DB_ALIAS]
    if base.vendor == "sqlite":
        base.ensure_connection()
        with base.wrap_database_errors:
            return int(base.connection.execute(_marked(statement), values).rowcount)
    with base.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def run_many(statement: str, many: Iterable[Sequence[Value]]) -> None:
    """Change rows by the same statement with each of many values."""
    base = connections[DEFAULT_DB_ALIAS]
    if base.vendor == "sqlite":
        base.ensure_connection()
        with base.wrap_database_errors:
            base.connection.executemany(_marked(statement), many)
        return
    with base.cursor() as cursor:
        cursor.executemany(statement, list(many))


def marks(count: int) -> str:
    """Return the marks of so many values, for ``IN (…)``."""
    return ", ".join(["%s"] * count)


@lru_cache(maxsize=256)
def _marked(statement: str) -> str:
    return statement.replace("%s", "?")
