"""Ask and write about many rows in one statement, for the named queries of any room.

On SQLite past Django's cursor, which costs a microsecond or more a row; and with a ``bytearray`` for every ``bytes``, of which
Python's ``sqlite3`` looks for an adapter each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db import connection

ASKED: Final = 900
"""Values a query: SQLite takes a thousand parameters everywhere."""
Value = int | str | bytes | bytearray | None


def found(statement: str, values: Sequence[bytes], *others: Value) -> list[tuple[Any, ...]]:
    """Return the rows of a statement that says ``IN ({})``, for as many values as there are; ``others`` follow them."""
    rows: list[tuple[Any, ...]] = []
    for start in range(0, len(values), ASKED):
        some = values[start : start + ASKED]
        if connection.vendor == "sqlite" and connection.connection is not None:
            asked = statement.format(", ".join("?" * len(some))).replace("%s", "?")
            rows += connection.connection.execute(asked, (*map(bytearray, some), *others)).fetchall()
            continue
        with connection.cursor() as cursor:
            cursor.execute(statement.format(", ".join(["%s"] * len(some))), [*some, *others])  # type: ignore[list-item]  # as below
            rows += cursor.fetchall()
    return rows


def write(statement: str, rows: Iterable[Sequence[Value]]) -> None:
    """Insert or change many rows, inside an act."""
    if connection.vendor == "sqlite" and connection.connection is not None:
        connection.connection.executemany(statement.replace("%s", "?"), rows)
        return
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(rows))  # type: ignore[arg-type]  # psycopg takes a `bytearray` too
