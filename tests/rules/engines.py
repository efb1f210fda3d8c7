"""The same compiled rules, run by every engine over the same rows: one pair of masks a row each."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb
import narwhals.stable.v2 as nw
import polars as pl

from licet.rules import bulk
from licet.rules.compiled import Compiled
from licet.rules.printers import sql
from licet.rules.printers.python import function

Masks = list[tuple[int, int]]
Rows = Sequence[Mapping[str, int]]
Calendar = Mapping[str, list[int]]

SMALL = 127
MIDDLE = 2**31 - 1


def in_python(compiled: Compiled, rows: Rows) -> Masks:
    masks = function(compiled)
    return [masks(*(row[column] for column in compiled.columns)) for row in rows]


def on_polars(compiled: Compiled, rows: Rows, calendar: Calendar | None = None) -> Masks:
    frame = pl.LazyFrame(_columns(rows), schema={name: _width(rows, name) for name in _columns(rows)})
    if calendar is not None:
        frame = frame.join(pl.LazyFrame(calendar), on="act.on")
    masks = bulk.screen(nw.from_native(frame), compiled, keep=["row"])
    return _masks(masks.to_native().collect().sort("row").to_dicts(), compiled)


def on_duckdb(compiled: Compiled, rows: Rows, calendar: Calendar | None = None) -> Masks:
    connection = duckdb.connect()
    _fill(connection, "facts", _columns(rows), {name: _width(rows, name) for name in _columns(rows)})
    frame: Any = nw.from_native(connection.table("facts"))
    if calendar is not None:
        _fill(connection, "calendar", calendar, {})
        frame = frame.join(nw.from_native(connection.table("calendar")), on="act.on")
    found = bulk.screen(frame, compiled, keep=["row"]).sort("row").to_native()
    return _masks([dict(zip(found.columns, row, strict=True)) for row in found.fetchall()], compiled)


def in_sql(compiled: Compiled, rows: Rows, calendar: Calendar | None = None, *, duck: bool = False) -> Masks:
    connection: Any = duckdb.connect() if duck else sqlite3.connect(":memory:")
    _fill(connection, "facts", _columns(rows), {})
    source = "facts"
    if calendar is not None:
        _fill(connection, "calendar", calendar, {})
        source = 'facts JOIN calendar USING ("act.on")'
    masks = sql.print_masks(compiled)
    printed = ", ".join(f"{text} AS {name}" for name, text in masks.items())
    found = connection.execute(f'SELECT {printed} FROM {source} ORDER BY "row"').fetchall()  # noqa: S608  # our own print
    connection.close()
    return _masks([dict(zip(masks, row, strict=True)) for row in found], compiled)


def _columns(rows: Rows) -> dict[str, list[int]]:
    return {"row": list(range(len(rows)))} | {name: [row[name] for row in rows] for name in rows[0]}


def _width(rows: Rows, name: str) -> type[pl.DataType]:
    """Give the narrowest type that a file would hold a column in, to see that none is left too narrow."""
    largest = max((abs(row[name]) for row in rows), default=0) if name != "row" else MIDDLE
    return pl.Int8 if largest <= SMALL else pl.Int32 if largest <= MIDDLE else pl.Int64


_SQL_TYPE: dict[type[pl.DataType], str] = {pl.Int8: "TINYINT", pl.Int32: "INTEGER", pl.Int64: "BIGINT"}


def _fill(
    connection: duckdb.DuckDBPyConnection | sqlite3.Connection,
    table: str,
    columns: Mapping[str, list[int]],
    widths: Mapping[str, type[pl.DataType]],
) -> None:
    named = ", ".join(f'"{name}" {_SQL_TYPE[widths.get(name, pl.Int64)]}' for name in columns)
    connection.execute(f"CREATE TABLE {table} ({named})")
    lines = ", ".join(f"({', '.join(map(str, line))})" for line in zip(*columns.values(), strict=True))
    connection.execute(f"INSERT INTO {table} VALUES {lines}")  # noqa: S608  # whole numbers of our own


def _masks(rows: Iterable[Mapping[str, int]], compiled: Compiled) -> Masks:
    return [(bulk.joined(row, compiled, certain=True), bulk.joined(row, compiled, certain=False)) for row in rows]
