"""What the engine does in its own way: scan a file, read a day, read an instant, write a file.

Everything else of the bulk pipeline is narwhals and the same on every engine. This is Polars; the second opinion on
DuckDB stands with the tests and must give the same digests. Where a text has the shape of its format but names no day
(30 February), or has another shape, the value is null beside a text that is not: an unreadable date, counted as such.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import narwhals.stable.v2 as nw
import polars as pl

from licet.reading.dates import HOUR, MINUTE, OFFSET, SECOND, DateFormat, Shape

Frame = nw.LazyFrame[Any]

_DAY_ALONE: Final = 10
_SECONDS_A_DAY: Final = 86_400


def scan(path: Path) -> Frame:
    """Return a Parquet file as a lazy frame."""
    return nw.from_native(pl.scan_parquet(path))


def sink(frame: Frame, path: Path) -> None:
    """Write a lazy frame to a new Parquet file, streaming."""
    native: pl.LazyFrame = nw.to_native(frame)
    native.sink_parquet(path, compression="zstd", compression_level=1, row_group_size=500_000)


def collect(frame: Frame) -> list[dict[str, Any]]:
    """Return the rows of a small result, computed by streaming."""
    native: pl.LazyFrame = nw.to_native(frame)
    return native.collect(engine="streaming").to_dicts()


def table(rows: dict[str, list[Any]], schema: dict[str, Any] | None = None) -> Frame:
    """Return a small table given by columns as a lazy frame; ``schema`` maps some names to narwhals types."""
    types = {name: _NATIVE[kind] for name, kind in (schema or {}).items()}
    return nw.from_native(pl.DataFrame(rows, schema_overrides=types).lazy())


_NATIVE: Final = {nw.Int8: pl.Int8, nw.Int32: pl.Int32, nw.Int64: pl.Int64, nw.String: pl.String}


def with_days(frame: Frame, columns: dict[str, tuple[str, DateFormat]]) -> Frame:
    """Add int32 day columns: new name → (text column, its format). Null where there is no text, or no such day."""
    native: pl.LazyFrame = nw.to_native(frame)
    return nw.from_native(native.with_columns(**{new: _day(pl.col(text), fmt.shape) for new, (text, fmt) in columns.items()}))


def with_instants(frame: Frame, columns: dict[str, tuple[str, DateFormat]], zone: str) -> Frame:
    """Add int64 second columns ``new`` and ``new.latest`` per entry: the bounds of the instant the text may mean."""
    native: pl.LazyFrame = nw.to_native(frame)
    added: dict[str, pl.Expr] = {}
    for new, (text, fmt) in columns.items():
        added[new], added[f"{new}.latest"] = _instant(pl.col(text), fmt.shape, zone)
    return nw.from_native(native.with_columns(**added))


def _day(text: pl.Expr, shape: Shape) -> pl.Expr:
    return _date(text, shape).cast(pl.Int32)


def _date(text: pl.Expr, shape: Shape) -> pl.Expr:
    fits = pl.when(text.str.contains(shape.regex)).then(text)
    if shape.year is None or shape.month is None or shape.day is None:
        return (fits.cast(pl.Int64, strict=False) // (shape.unit * _SECONDS_A_DAY)).cast(pl.Int32).cast(pl.Date)
    if shape.strptime:
        width = _DAY_ALONE if "-" in shape.strptime else 8
        return fits.str.slice(0, width).str.to_date(shape.strptime, strict=False)
    year, month, day = (fits.str.slice(*place) for place in (shape.year, shape.month, shape.day))
    return pl.concat_str(year, month, day, separator="-").str.to_date("%Y-%m-%d", strict=False)


def _instant(text: pl.Expr, shape: Shape, zone: str) -> tuple[pl.Expr, pl.Expr]:
    if shape.unit:
        seconds = pl.when(text.str.contains(shape.regex)).then(text).cast(pl.Int64, strict=False) // shape.unit
        return seconds, seconds
    date = _date(text, shape)
    first, after = (_local(each.cast(pl.Datetime("us")), zone, "earliest") for each in (date, date + pl.duration(days=1)))
    if not shape.has_time:
        return first, after - 1
    has_time = text.str.len_bytes() > _DAY_ALONE
    exact = text.str.slice(16, 1) == ":"
    clock = [
        text.str.slice(*place).cast(pl.Int64, strict=False).fill_null(0)
        for place in (HOUR, MINUTE)
    ]
    second = pl.when(exact).then(text.str.slice(*SECOND).cast(pl.Int64, strict=False)).otherwise(0)
    naive = date.cast(pl.Datetime("us")) + pl.duration(hours=clock[0], minutes=clock[1], seconds=second)
    offset = text.str.slice(11).str.extract(OFFSET, 1)
    shift = _shift(offset)
    utc = naive.dt.epoch("s") - shift
    slack = pl.when(exact).then(0).otherwise(59)
    earliest = pl.when(offset.is_null()).then(_local(naive, zone, "earliest")).otherwise(utc)
    latest = pl.when(offset.is_null()).then(_local(naive, zone, "latest")).otherwise(utc)
    return (
        pl.when(has_time).then(earliest).otherwise(first),
        pl.when(has_time).then(latest + slack).otherwise(after - 1),
    )


def _local(naive: pl.Expr, zone: str, which: str) -> pl.Expr:
    """Return the epoch second of a wall-clock time; an hour that the clocks skip is read an hour later, as clocks do."""
    placed = naive.dt.replace_time_zone(zone, ambiguous=which, non_existent="null")  # type: ignore[arg-type]  # one of two words
    later = (naive + pl.duration(hours=1)).dt.replace_time_zone(zone, ambiguous=which, non_existent="null")  # type: ignore[arg-type]
    return pl.coalesce(placed, later).dt.epoch("s")


def _shift(offset: pl.Expr) -> pl.Expr:
    digits = offset.str.replace_all(":", "").str.slice(1).str.pad_end(4, "0")
    hours = digits.str.slice(0, 2).cast(pl.Int64, strict=False).fill_null(0)
    minutes = digits.str.slice(2, 2).cast(pl.Int64, strict=False).fill_null(0)
    size = hours * 3600 + minutes * 60
    sign = pl.when(offset.str.starts_with("-")).then(-1).otherwise(1)
    return pl.when(offset.is_in(["Z", "UTC"])).then(0).otherwise(sign * size)
