"""Turn a table of any origin into the one shape that the rooms above read.

One streaming pass: every recognised column as stripped text under its role's name, blank as null; rows without a usable
contact point set aside; what is filled counted for every column, also for those dropped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from licet.reading.columns import CONTACT_POINTS, Column, Recognised, Roles
from licet.reading.lines import REJECTED, Records

BLANKS: Final = " \t\r\n\u00a0"
"""What is stripped at both ends, spelled out: an engine's own idea of white space differs from the next one's."""

NO_CONTACT_POINT: Final = "no-contact-point"
NOT_AN_ADDRESS: Final = "not-an-address"
_ADDRESS: Final = r"^.*[^ @]@[^@ .]+(?:[.][^@ .]+)+\z"
_EXACT: Final = 2**53
"""Floats below it hold every int."""

_ROW, _REASON = "row", "reason"

_SECOND: Final = {"ms": 10**3, "us": 10**6, "ns": 10**9}
_DAY: Final = 86_400
_FIRST, _LAST = -719_161, 2_932_895
"""Days from 1970-01-01 to 0001-01-02 and to 9999-12-30: a zone may move either by one."""
_NO_DAY: Final = "?"
"""Stands for a day that is none: blank would say that there was no such day."""


@dataclass(frozen=True)
class Normalised:
    """What the pass counted: rows kept, filled rows per header, and where the rows set aside stand (Parquet)."""

    kept: int
    filled: dict[str, int]
    aside: Path


def scan_text(records: Records, width: int) -> pl.LazyFrame:
    """Scan checked records: ``row`` and one text column per place (see `place`)."""
    names = [place(k) for k in range(width)]
    if records.mended:
        frame = pl.scan_csv(
            records.path,
            separator=records.separator,
            has_header=False,
            schema=dict.fromkeys((_ROW, *names), pl.String),
            truncate_ragged_lines=True,  # lines.py has seen that the fields too many are blank
            glob=False,
        )
        return frame.with_columns(pl.col(_ROW).cast(pl.Int64))
    frame = pl.scan_csv(
        records.path,
        separator=records.separator,
        infer_schema=False,
        with_column_names=lambda _: names,
        truncate_ragged_lines=True,
        row_index_name=_ROW,
        row_index_offset=1,
        glob=False,
    )
    return frame.with_columns(pl.col(_ROW).cast(pl.Int64))


def scan_parquet(path: Path) -> tuple[pl.LazyFrame, tuple[str, ...]]:
    """Scan a Parquet file as the same shape, typed columns written as ISO text; hand back its headers too."""
    frame = pl.scan_parquet(path, glob=False)
    schema = frame.collect_schema()
    columns = [_as_text(header, dtype).alias(place(k)) for k, (header, dtype) in enumerate(schema.items())]
    indexed = frame.select(columns).with_row_index(_ROW, offset=1).with_columns(pl.col(_ROW).cast(pl.Int64))
    return indexed, tuple(schema)


def decoded_rows(frame: pl.LazyFrame) -> int:
    """Decode every cell once and count the rows.

    A damaged file fails here with an error; in the pass of several outputs Polars 2.1 also prints a panic.
    """
    counts = frame.select(pl.len(), pl.exclude(_ROW).count()).collect(engine="streaming")
    return int(counts["len"].item())


def place(number: int) -> str:
    """Name the column at this place of the source, from 0."""
    return f"c{number}"


def normalise(
    frame: pl.LazyFrame,
    recognised: Recognised,
    roles: Roles,
    data: Path,
    seen: Callable[[int], None],
) -> Normalised:
    """Write the normalised rows to ``data`` (Parquet) and the rows set aside beside it. ``seen`` is told the rows done.

    Ints, booleans and dates are text by now; a blank is null. ``filled`` counts the rows kept.
    """
    aside, headers = data.with_name("aside.parquet"), recognised.headers
    role_at = {place(headers.index(header)): role for role, header in recognised.columns.items()}
    places = [place(k) for k in range(len(headers))]
    clean = frame.with_columns(
        pl.col(_ROW).map_batches(_counting(seen), return_dtype=pl.Int64, is_elementwise=True),
        *(_stripped(name) for name in places),
    )
    judged = clean.rename({name: role.value for name, role in role_at.items()}).with_columns(_reason(recognised, roles))
    kept = judged.filter(pl.col(_REASON).is_null())
    named = {
        role_at[name].value if name in role_at else name: header for name, header in zip(places, headers, strict=True)
    }
    *_, counts = pl.collect_all(
        [
            kept.select(_ROW, *(role.value for role in role_at.values())).sink_parquet(
                data, compression_level=1, lazy=True
            ),
            judged.filter(pl.col(_REASON).is_not_null()).select(_ROW, _REASON).sink_parquet(aside, lazy=True),
            kept.select(pl.len().alias(_ROW), *(pl.col(name).count() for name in named)),
        ],
        engine="streaming",
    )
    number = counts.row(0, named=True)
    return Normalised(int(number[_ROW]), {header: int(number[name]) for name, header in named.items()}, aside)


def write_kept_aside(aside: Path, rejected: Path | None, path: Path) -> dict[str, int]:
    """Write row numbers and reasons as CSV, by row, and count the reasons. Nothing else of a row is copied."""
    frame = pl.scan_parquet(aside)
    if rejected is not None:
        frame = pl.concat([frame, pl.scan_csv(rejected, has_header=False, schema=REJECTED)])
    counts = frame.group_by(_REASON).agg(pl.len()).sort(_REASON).collect(engine="streaming").rows()
    if counts:
        frame.sort(_ROW).sink_csv(path)
    return {reason: int(count) for reason, count in counts}


def _counting(seen: Callable[[int], None]) -> Callable[[pl.Series], pl.Series]:
    done = 0

    def count(rows: pl.Series) -> pl.Series:
        nonlocal done
        done += len(rows)
        seen(done)
        return rows

    return count


def _stripped(name: str) -> pl.Expr:
    text = pl.col(name).str.strip_chars(BLANKS)
    return pl.when(text != "").then(text).alias(name)


def _reason(recognised: Recognised, roles: Roles) -> pl.Expr:
    """Tell why a row cannot be used; null when it can."""
    none = pl.lit(None, dtype=pl.String).alias(_REASON)
    held = [pl.col(c.value) for c in CONTACT_POINTS if c in recognised.columns and c is not Column.EMAIL]
    if not roles.contact_points:
        return none
    other = pl.any_horizontal(*(c.is_not_null() for c in held)) if held else pl.lit(value=False)
    if Column.EMAIL not in recognised.columns:
        return pl.when(~other).then(pl.lit(NO_CONTACT_POINT)).alias(_REASON)
    email = pl.col(Column.EMAIL.value)
    return (
        pl.when(other)
        .then(none)
        .when(email.is_null())
        .then(pl.lit(NO_CONTACT_POINT))
        .when(~email.str.contains(_ADDRESS))
        .then(pl.lit(NOT_AN_ADDRESS))
        .alias(_REASON)
    )


def _as_text(header: str, dtype: pl.DataType) -> pl.Expr:
    """Write a typed column as text: days and instants in ISO form (UTC where the zone is known), whole floats as ints."""
    column = pl.col(header)
    if dtype.is_temporal():
        return _moment_as_text(column, dtype)
    if isinstance(dtype, pl.Binary):
        return column.map_batches(_decoded, return_dtype=pl.String, is_elementwise=True)
    if isinstance(dtype, pl.Boolean):
        return pl.when(column).then(pl.lit("true")).when(~column).then(pl.lit("false"))
    if dtype.is_float():
        return _float_as_text(column)
    if dtype.is_nested():
        return _nested_as_text(column, dtype)
    return column.cast(pl.String, strict=False)


def _moment_as_text(column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    if isinstance(dtype, pl.Datetime):
        held = _within_calendar(column, _SECOND[dtype.time_unit] * _DAY)
        instant = held.dt.convert_time_zone("UTC") if dtype.time_zone else held
        return _or_no_day(instant.dt.to_string("%Y-%m-%dT%H:%M:%S" + ("Z" if dtype.time_zone else "")), column)
    if isinstance(dtype, pl.Date):
        return _or_no_day(_within_calendar(column, 1).cast(pl.String), column)
    if isinstance(dtype, pl.Duration):
        return column.to_physical().cast(pl.String)
    return column.cast(pl.String, strict=False)


def _within_calendar(column: pl.Expr, day: int) -> pl.Expr:
    """Blank what lies outside years 1 to 9999, which the engine cannot write; ``day`` is its length in the column's unit."""
    least, most = max(_FIRST * day, -(2**63)), min(_LAST * day, 2**63 - 1)
    return pl.when(column.to_physical().is_between(least, most)).then(column)


def _or_no_day(text: pl.Expr, column: pl.Expr) -> pl.Expr:
    return pl.coalesce(text, pl.when(column.is_not_null()).then(pl.lit(_NO_DAY)))


def _decoded(cells: pl.Series) -> pl.Series:
    """Read bytes as text: some writers do not say that their text is text."""
    texts = (None if cell is None else cell.decode("utf-8", "replace") for cell in cells)
    return pl.Series(cells.name, texts, dtype=pl.String)


def _float_as_text(column: pl.Expr) -> pl.Expr:
    """Write 33639980001.0 as an int: a column of ints with blanks is stored as floats by many exporters."""
    whole = column.is_finite() & (column == column.floor()) & (column.abs() < _EXACT)
    integer = pl.when(whole).then(column).cast(pl.Int64, strict=False).cast(pl.String)
    return pl.coalesce(integer, pl.when(column.is_not_nan()).then(column.cast(pl.String)))


def _nested_as_text(column: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Write a list as words with commas; of a structure, which has no role, only that it is filled."""
    if isinstance(dtype, pl.List) and isinstance(dtype.inner, pl.DataType) and not dtype.inner.is_nested():
        return column.cast(pl.List(pl.String)).list.join(",")
    return pl.when(column.is_not_null()).then(pl.lit("filled"))
