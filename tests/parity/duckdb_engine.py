"""The second opinion: what `licet.reading.engine` does on Polars, done on DuckDB relations, written apart.

It reads days by building the ISO text and casting it, and instants by walking lists of clock changes; only the
expressions of the formats and the clock changes are shared with the product.
"""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import duckdb
import narwhals.stable.v2 as nw

from licet.reading.clocks import CYCLE, CYCLES_FROM, changes
from licet.reading.dates import HOUR, MINUTE, OFFSET, SECOND, Place, Shape
from licet.reading.engine import Columns, Frame

DAY = 86_400
_SQL_TYPE: dict[Any, str] = {nw.Int8: "TINYINT", nw.Int32: "INTEGER", nw.Int64: "BIGINT", nw.String: "VARCHAR"}


class DuckEngine:
    """An engine of its own connection: relations of two connections cannot meet."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        self.connection.execute("SET threads = 2")
        self.numbers = itertools.count()

    def scan(self, path: Path) -> Frame:
        return nw.from_native(self.connection.read_parquet(str(path)))

    def sink(self, frame: Frame, path: Path) -> None:
        _native(frame).write_parquet(str(path))

    def collect(self, frame: Frame) -> list[dict[str, Any]]:
        relation = _native(frame)
        return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]

    def table(self, rows: dict[str, list[Any]], schema: dict[str, Any] | None = None) -> Frame:
        types = {name: _SQL_TYPE[(schema or {}).get(name) or _kind(values)] for name, values in rows.items()}
        columns = ", ".join(f"{_literals(values)}::{types[name]}[] AS {_name(name)}" for name, values in rows.items())
        lists = ", ".join(f"unnest({_name(name)}) AS {_name(name)}" for name in rows)
        return nw.from_native(self.connection.sql(f"SELECT {lists} FROM (SELECT {columns})"))  # noqa: S608  # ours

    def with_days(self, frame: Frame, columns: Columns, zone: str | None = None) -> Frame:
        for new, (text, fmt) in columns.items():
            day = _day(_name(text), fmt.shape)
            if zone is not None and (fmt.shape.unit or fmt.shape.has_time):
                frame = self.with_instants(frame, {"_at": (text, fmt)}, zone)
                day = f"CAST(floor((_at + {self._ahead('_at', zone, 'instants')}) / {DAY}) AS BIGINT)"
            frame = self._kept(_with(frame, {new: f"CAST({day} AS INTEGER)"}).drop("_at", "_at.latest", strict=False))
        return frame

    def with_instants(self, frame: Frame, columns: Columns, zone: str) -> Frame:
        for new, (text, fmt) in columns.items():
            frame = self._kept(self._with_instant(frame, new, _name(text), fmt.shape, zone))
        return frame

    def _kept(self, frame: Frame) -> Frame:
        """Compute a frame: DuckDB binds a whole chain of projections anew for each that is added."""
        name = f"kept_{next(self.numbers)}"
        _native(frame).create(name)
        return nw.from_native(self.connection.table(name))

    def _with_instant(self, frame: Frame, new: str, text: str, shape: Shape, zone: str) -> Frame:
        earliest, latest = _name(new), _name(f"{new}.latest")
        if shape.unit:
            fits = f"regexp_matches({text}, {_text(shape.regex)})"
            seconds = f"CASE WHEN {fits} THEN CAST({text} AS BIGINT) // {shape.unit} END"
            return _with(frame, {new: seconds, f"{new}.latest": seconds})
        midnight, after = "_midnight", f"_midnight + {DAY}"
        frame = _with(frame, {"_midnight": f"CAST({_day(text, shape)} AS BIGINT) * {DAY}"})
        first = f"{midnight} - {self._ahead(midnight, zone, 'first')}"
        last = f"{after} - {self._ahead(after, zone, 'first')} - 1"
        frame = _with(frame, {new: first, f"{new}.latest": last})
        if shape.has_time:
            exact = f"substr({text}, 17, 1) = ':'"
            frame = _with(frame, {"_wall": _wall(text, exact), "_written": _written(text)})
            here = ", ".join(f"_wall - {self._ahead('_wall', zone, showing)}" for showing in ("first", "second"))
            is_day = f"WHEN _midnight IS NULL OR length({text}) <= 10 THEN"
            there = "WHEN _written IS NOT NULL THEN _wall - _written"
            slack = f"CASE WHEN {exact} THEN 0 ELSE 59 END"
            added = {
                new: f"CASE {is_day} {earliest} {there} ELSE least({here}) END",
                f"{new}.latest": f"CASE {is_day} {latest} {there} + {slack} ELSE greatest({here}) + {slack} END",
            }
            frame = _with(frame, added).drop("_wall", "_written")
        return frame.drop("_midnight")

    def _ahead(self, wall: str, zone: str, showing: str) -> str:
        """Write by how many seconds the clocks of a zone are ahead when they show ``wall``."""
        known, prefix = changes(zone), zone.replace("/", "_")
        for name in (showing, "offsets"):
            self.connection.execute(f"SET VARIABLE {prefix}_{name} = {list(getattr(known, name))}")
        folded = (
            f"CASE WHEN {wall} >= {CYCLES_FROM} THEN {CYCLES_FROM} + ({wall} - {CYCLES_FROM}) % {CYCLE} ELSE {wall} END"
        )
        passed = f"len(list_filter(getvariable('{prefix}_{showing}'), lambda change: change <= {folded}))"
        return f"getvariable('{prefix}_offsets')[1 + {passed}]"


def _native(frame: Frame) -> duckdb.DuckDBPyRelation:
    native: duckdb.DuckDBPyRelation = nw.to_native(frame)
    return native


def _with(frame: Frame, added: dict[str, str]) -> Frame:
    if not added:
        return frame
    relation = _native(frame)
    kept = [_name(column) for column in relation.columns if column not in added]
    return nw.from_native(
        relation.project(", ".join([*kept, *(f"{sql} AS {_name(new)}" for new, sql in added.items())]))
    )


def _kind(values: list[Any]) -> Any:  # noqa: ANN401  # a type of narwhals
    return nw.String if any(isinstance(value, str) for value in values) else nw.Int64


def _literals(values: list[Any]) -> str:
    return f"[{', '.join(map(_literal, values))}]"


def _literal(value: str | int | None) -> str:
    return "NULL" if value is None else _text(value) if isinstance(value, str) else str(value)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _piece(text: str, place: Place) -> str:
    return f"substr({text}, {place[0] + 1}, {place[1]})"


def _day(text: str, shape: Shape) -> str:
    fits = f"regexp_matches({text}, {_text(shape.regex)})"
    if shape.year is None or shape.month is None or shape.day is None:
        return f"CASE WHEN {fits} THEN CAST({text} AS BIGINT) // {shape.unit * DAY} END"
    iso = " || '-' || ".join(_piece(text, place) for place in (shape.year, shape.month, shape.day))
    return f"CASE WHEN {fits} THEN date_diff('day', DATE '1970-01-01', TRY_CAST({iso} AS DATE)) END"


def _wall(text: str, exact: str) -> str:
    hour, minute, second = (f"TRY_CAST({_piece(text, at)} AS BIGINT)" for at in (HOUR, MINUTE, SECOND))
    return f"_midnight + {hour} * 3600 + {minute} * 60 + CASE WHEN {exact} THEN {second} ELSE 0 END"


def _written(text: str) -> str:
    """Write the offset from UTC that the text tells, in seconds; null where it tells none."""
    found = f"nullif(regexp_extract(substr({text}, 12), {_text(OFFSET)}, 1), '')"
    digits = f"rpad(replace(substr({found}, 2), ':', ''), 4, '0')"
    size = f"(TRY_CAST(substr({digits}, 1, 2) AS BIGINT) * 3600 + TRY_CAST(substr({digits}, 3, 2) AS BIGINT) * 60)"
    return f"CASE WHEN {found} IN ('Z', 'UTC') THEN 0 WHEN {found}[1] = '-' THEN -{size} ELSE {size} END"
