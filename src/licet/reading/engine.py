"""What the engine does in its own way: scan a file, read a day, read an instant, write a file.

Everything else of the bulk pipeline is narwhals and the same on every engine. This is Polars; the second opinion on
DuckDB stands with the tests and must give the same digests. Where a text has the shape of its format but names no day
(30 February), or has another shape, the value is null beside a text that is not: an unreadable date, counted as such.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any, Final, Protocol

import narwhals.stable.v2 as nw
import polars as pl

from licet.reading.clocks import CYCLE, CYCLES_FROM, changes
from licet.reading.dates import HOUR, MINUTE, OFFSET, SECOND, DateFormat, Shape

Frame = nw.LazyFrame[Any]

Columns = Mapping[str, tuple[str, DateFormat]]
"""New column → the text column it is read from, and how that one writes its dates."""

_DAY_ALONE: Final = 10
_SECONDS_A_DAY: Final = 86_400


class Engine(Protocol):
    """What an engine must offer; this module offers it on Polars."""

    def scan(self, path: Path) -> Frame:
        """Return a Parquet file as a lazy frame."""
        ...

    def sink(self, frame: Frame, path: Path) -> None:
        """Write a lazy frame to a new Parquet file."""
        ...

    def collect(self, frame: Frame) -> list[dict[str, Any]]:
        """Return the rows of a small result."""
        ...

    def table(self, rows: dict[str, list[Any]], schema: dict[str, Any] | None = None) -> Frame:
        """Return a small table given by columns; ``schema`` maps some names to narwhals types."""
        ...

    def with_days(self, frame: Frame, columns: Columns, zone: str | None = None) -> Frame:
        """Add int32 day columns, null where there is no text or no such day."""
        ...

    def with_instants(self, frame: Frame, columns: Columns, zone: str) -> Frame:
        """Add int64 second columns ``new`` and ``new.latest`` per entry."""
        ...


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


def with_days(frame: Frame, columns: Columns, zone: str | None = None) -> Frame:
    """Add int32 day columns: new name → (text column, its format). Null where there is no text, or no such day.

    The day is the one written. With a ``zone``, a text that tells the very instant (by its offset from UTC, or as an
    epoch) gives the day that calendars show there: 22:30 UTC on 10 August is the 11th in Paris.
    """
    native: pl.LazyFrame = nw.to_native(frame)
    written = {new: each for new, each in columns.items() if zone is None or not _tells_instants(each[1].shape)}
    days = {new: _day(pl.col(text), fmt.shape) for new, (text, fmt) in written.items()}
    native = native.with_columns(**days)
    for new, (text, fmt) in columns.items():
        if zone is not None and new not in written:
            native = _with_instant(native, new, pl.col(text), fmt.shape, zone)
            local = pl.col(new) + _offset(pl.col(new), zone, "instants")
            native = native.with_columns((local // _SECONDS_A_DAY).cast(pl.Int32).alias(new)).drop(f"{new}.latest")
    return nw.from_native(native)


def with_instants(frame: Frame, columns: Columns, zone: str) -> Frame:
    """Add int64 second columns ``new`` and ``new.latest`` per entry: the bounds of the instant the text may mean.

    In steps, for a look-up hides from Polars that its input is the same as the next one's: in one expression each date
    would be read four times.
    """
    native: pl.LazyFrame = nw.to_native(frame)
    for new, (text, fmt) in columns.items():
        native = _with_instant(native, new, pl.col(text), fmt.shape, zone)
    return nw.from_native(native)


def _day(text: pl.Expr, shape: Shape) -> pl.Expr:
    """Return the day number; of days alone each distinct text of a batch is read once, for a base repeats its days.

    30 instead of 90 ns a row (dd/mm/yyyy, two cores); texts with a time seldom repeat, and an epoch is cheap to read.
    """
    if shape.has_time or shape.unit:
        return _date(text, shape).cast(pl.Int32)
    return text.map_batches(_by_value(shape), return_dtype=pl.Int32, is_elementwise=True)


def _by_value(shape: Shape) -> Callable[[pl.Series], pl.Series]:
    def read(texts: pl.Series) -> pl.Series:
        return texts.to_frame("text").select(_date(pl.col("text"), shape).cast(pl.Int32)).to_series()

    def days(texts: pl.Series) -> pl.Series:
        known = texts.unique()
        if 2 * len(known) > len(texts):
            return read(texts)
        return texts.replace_strict(known, read(known), return_dtype=pl.Int32)

    return days


def _tells_instants(shape: Shape) -> bool:
    return shape.has_time or bool(shape.unit)


def _date(text: pl.Expr, shape: Shape) -> pl.Expr:
    fits = pl.when(text.str.contains(shape.regex)).then(text)
    if shape.year is None or shape.month is None or shape.day is None:
        return (fits.cast(pl.Int64, strict=False) // (shape.unit * _SECONDS_A_DAY)).cast(pl.Int32).cast(pl.Date)
    if shape.strptime:
        width = _DAY_ALONE if "-" in shape.strptime else 8
        return fits.str.slice(0, width).str.to_date(shape.strptime, strict=False)
    year, month, day = (fits.str.slice(*place) for place in (shape.year, shape.month, shape.day))
    return pl.concat_str(year, month, day, separator="-").str.to_date("%Y-%m-%d", strict=False)


def _with_instant(frame: pl.LazyFrame, new: str, text: pl.Expr, shape: Shape, zone: str) -> pl.LazyFrame:
    latest = f"{new}.latest"
    if shape.unit:
        seconds = pl.when(text.str.contains(shape.regex)).then(text).cast(pl.Int64, strict=False) // shape.unit
        return frame.with_columns(seconds.alias(new)).with_columns(pl.col(new).alias(latest))
    midnight, wall, written = pl.col(new), pl.col(latest), pl.col(f"{new}.written")
    frame = frame.with_columns((_day(text, shape).cast(pl.Int64) * _SECONDS_A_DAY).alias(new))
    after = midnight + _SECONDS_A_DAY
    first, last = midnight - _offset(midnight, zone, "first"), after - _offset(after, zone, "first") - 1
    if not shape.has_time:
        return frame.with_columns(first.alias(new), last.alias(latest))
    has_time = text.str.len_bytes() > _DAY_ALONE
    exact = text.str.slice(16, 1) == ":"
    hour, minute = (text.str.slice(*place).cast(pl.Int64, strict=False) for place in (HOUR, MINUTE))
    second = pl.when(exact).then(text.str.slice(*SECOND).cast(pl.Int64, strict=False)).otherwise(0)
    frame = frame.with_columns(
        (midnight + hour * 3600 + minute * 60 + second).alias(latest),
        _written_offset(text.str.slice(11).str.extract(OFFSET, 1)).alias(f"{new}.written"),
    )
    both = [wall - pl.coalesce(written, _offset(wall, zone, showing)) for showing in ("first", "second")]
    slack = pl.when(exact).then(0).otherwise(59)
    return frame.with_columns(
        pl.when(has_time).then(pl.min_horizontal(both)).otherwise(first).alias(new),
        pl.when(has_time).then(pl.max_horizontal(both) + slack).otherwise(last).alias(latest),
    ).drop(f"{new}.written")


def _offset(wall: pl.Expr, zone: str, showing: str) -> pl.Expr:
    """Return the seconds by which clocks are ahead when they show ``wall`` (first or second time), or at an instant."""
    return wall.map_batches(_looked_up(zone, showing), return_dtype=pl.Int64, is_elementwise=True)


def _looked_up(zone: str, showing: str) -> Callable[[pl.Series], pl.Series]:
    known = changes(zone)
    walls = pl.Series(getattr(known, showing), dtype=pl.Int64)
    offsets = pl.Series(known.offsets, dtype=pl.Int64)

    def look_up(asked: pl.Series) -> pl.Series:
        beyond = asked >= CYCLES_FROM
        if beyond.any():
            asked = (CYCLES_FROM + (asked - CYCLES_FROM) % CYCLE).zip_with(beyond, asked)
        return offsets.gather(walls.search_sorted(asked.fill_null(0), side="right"))

    return look_up


def _written_offset(offset: pl.Expr) -> pl.Expr:
    """Return an offset such as ``+01:30`` or ``Z`` in seconds; null where none is written."""
    return offset.replace_strict(_OFFSETS, default=None, return_dtype=pl.Int64)


def _every_offset() -> Iterator[tuple[str, int]]:
    """Yield every offset that `OFFSET` finds, with its seconds: 3,632 texts, looked up four times faster than computed."""
    yield from (("Z", 0), ("UTC", 0))
    for sign, hours in product((1, -1), range(15)):
        written = f"{'+' if sign > 0 else '-'}{hours:02}"
        yield written, sign * hours * 3600
        for minutes, colon in product(range(60), ("", ":")):
            yield f"{written}{colon}{minutes:02}", sign * (hours * 3600 + minutes * 60)


_OFFSETS: Final = dict(_every_offset())
