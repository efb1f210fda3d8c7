"""Run a named query, alike on SQLite and PostgreSQL.

It goes past Django's cursor, which costs some 25 µs a query where a short one of SQLite takes 4: acts that hold the lock, and
pages that many open at once, are made of short ones. On PostgreSQL a query is a journey; ``several`` make one together.
Where rows are many, give ``bytearray``: of each ``bytes`` Python's ``sqlite3`` looks for an adapter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from django.db import DEFAULT_DB_ALIAS, connections

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

ASKED: Final = 900
"""Values a query: SQLite takes a thousand parameters everywhere."""
Value = bytes | bytearray | str | int | None
Row = tuple[Any, ...]
Query = tuple[str, Sequence[Value]]


def rows(statement: str, values: Sequence[Value] = ()) -> list[Row]:
    """Return every row of a query; ``%s`` stands for each value."""
    base = _base()
    with base.wrap_database_errors:
        found: list[Row] = _executed(base, statement, values).fetchall()
    return found


def row(statement: str, values: Sequence[Value] = ()) -> Row | None:
    """Return the first row of a query, ``None`` when there is none."""
    return next(iter(rows(statement, values)), None)


def rows_in(statement: str, values: Sequence[bytes], *others: Value) -> list[Row]:
    """Return the rows of a query that says ``IN ({})``, for as many values as there are; ``others`` follow them."""
    found: list[Row] = []
    for start in range(0, len(values), ASKED):
        some = values[start : start + ASKED]
        found += rows(statement.format(marks(len(some))), (*map(bytearray, some), *others))
    return found


def several(*queries: Query) -> list[list[Row]]:
    """Return every row of each of several queries."""
    base = _base()
    if base.vendor == "sqlite":
        return [rows(*each) for each in queries]
    with base.wrap_database_errors, base.connection.pipeline():
        asked = [_executed(base, *each) for each in queries]
        return [each.fetchall() for each in asked]


def run(statement: str, values: Sequence[Value]) -> int:
    """Change rows; return how many."""
    base = _base()
    with base.wrap_database_errors:
        return int(_executed(base, statement, values).rowcount)


def run_many(statement: str, many: Iterable[Sequence[Value]]) -> None:
    """Change rows by the same statement with each of many values."""
    base = _base()
    with base.wrap_database_errors:
        if base.vendor == "sqlite":
            base.connection.executemany(_marked(statement), many)
        else:
            _cursor(base).executemany(statement, list(many))


def marks(count: int) -> str:
    """Return the marks of so many values, for ``IN (…)``."""
    return ", ".join(["%s"] * count)


def _base() -> BaseDatabaseWrapper:
    base = connections[DEFAULT_DB_ALIAS]
    base.ensure_connection()
    return base


def _executed(base: BaseDatabaseWrapper, statement: str, values: Sequence[Value]) -> Any:  # noqa: ANN401  # a cursor of either driver
    if base.vendor == "sqlite":
        return base.connection.execute(_marked(statement), values)
    return _cursor(base).execute(statement, values)


def _cursor(base: BaseDatabaseWrapper) -> Any:  # noqa: ANN401  # the same
    from psycopg import Cursor  # noqa: PLC0415  # an extra: a house on SQLite does without

    return Cursor(base.connection)


@lru_cache(maxsize=256)
def _marked(statement: str) -> str:
    return statement.replace("%s", "?")
