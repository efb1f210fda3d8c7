r"""Find out how a column writes its dates, and read one.

A `DateFormat` says it all as data, so that each engine parses in its own way and all agree: a `Shape` holds one anchored
ASCII expression (``[0-9]`` and ``\\z``: the only spelling that Polars, DuckDB and Spark read alike) and the fixed places of
year, month, day and time in the text. Years run from 1900 to 9999. What does not fit the shape is no date.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from enum import StrEnum
from functools import cache
from typing import Final

_Y: Final = "(?:19|[2-9][0-9])[0-9]{2}"
_M: Final = "(?:0[1-9]|1[0-2])"
_D: Final = "(?:0[1-9]|[12][0-9]|3[01])"
_CLOCK: Final = "(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]{1,9})?)?"
OFFSET: Final = r"[0-9] ?(Z|UTC|[+-](?:0[0-9]|1[0-4])(?::?[0-5][0-9])?)\z"
"""Finds the offset from UTC (group 1) in the text from place 11 on; a time without one is in the person's zone."""
_TAIL: Final = rf"(?:[T ]{_CLOCK}(?: ?(?:Z|UTC|[+-](?:0[0-9]|1[0-4])(?::?[0-5][0-9])?))?)?"

DAY_LENGTH: Final = 10
"""A text of this length, in a format that may have a time, is a day alone."""

Place = tuple[int, int]
"""Where a piece stands in the text: offset and length, in characters."""
HOUR: Final[Place] = (11, 2)
MINUTE: Final[Place] = (14, 2)
SECOND: Final[Place] = (17, 2)
"""Seconds may be absent: they are there when the text is at least 19 long and has a ``:`` at place 16."""


@dataclass(frozen=True)
class Shape:
    """How one format is written. ``year`` … ``day`` are places, None for an epoch, whose ``unit`` is its ticks a second.

    ``has_time``: a time may follow, at the places `HOUR`, `MINUTE`, `SECOND`; a text of 10 characters is a day alone.
    ``strptime``: the day part (the first 10 characters, or 8), or None where its separator varies: build the ISO text
    from the places.
    """

    regex: str
    year: Place | None = None
    month: Place | None = None
    day: Place | None = None
    has_time: bool = False
    unit: int = 0
    strptime: str | None = None


class DateFormat(StrEnum):
    """How the dates of a column are written. An instant's format also takes a day alone."""

    ISO_DAY = "iso-day"
    COMPACT = "compact"
    EPOCH_SECONDS = "epoch-seconds"
    EPOCH_MILLISECONDS = "epoch-milliseconds"
    DMY = "dmy"
    MDY = "mdy"
    ISO_INSTANT = "iso-instant"
    DMY_INSTANT = "dmy-instant"
    MDY_INSTANT = "mdy-instant"

    @property
    def shape(self) -> Shape:
        """The expression and the places of this format."""
        return _SHAPES[self]

    def matches(self, text: str) -> bool:
        """Tell whether the text has this shape; the day may still not exist (30 February)."""
        return _compiled(self).match(text) is not None


F = DateFormat
_SHAPES: Final[dict[DateFormat, Shape]] = {
    F.ISO_DAY: Shape(rf"^{_Y}-{_M}-{_D}\z", (0, 4), (5, 2), (8, 2), strptime="%Y-%m-%d"),
    F.ISO_INSTANT: Shape(rf"^{_Y}-{_M}-{_D}{_TAIL}\z", (0, 4), (5, 2), (8, 2), has_time=True, strptime="%Y-%m-%d"),
    F.DMY: Shape(rf"^{_D}[-/.]{_M}[-/.]{_Y}\z", (6, 4), (3, 2), (0, 2)),
    F.DMY_INSTANT: Shape(rf"^{_D}[-/.]{_M}[-/.]{_Y}{_TAIL}\z", (6, 4), (3, 2), (0, 2), has_time=True),
    F.MDY: Shape(rf"^{_M}[-/.]{_D}[-/.]{_Y}\z", (6, 4), (0, 2), (3, 2)),
    F.MDY_INSTANT: Shape(rf"^{_M}[-/.]{_D}[-/.]{_Y}{_TAIL}\z", (6, 4), (0, 2), (3, 2), has_time=True),
    F.COMPACT: Shape(rf"^{_Y}{_M}{_D}\z", (0, 4), (4, 2), (6, 2), strptime="%Y%m%d"),
    F.EPOCH_SECONDS: Shape(r"^[0-9]{9,10}\z", unit=1),
    F.EPOCH_MILLISECONDS: Shape(r"^[0-9]{12,13}\z", unit=1000),
}
_TWIN: Final = {F.DMY: F.MDY, F.DMY_INSTANT: F.MDY_INSTANT, F.MDY: F.DMY, F.MDY_INSTANT: F.DMY_INSTANT}
_MONTH_FIRST: Final = frozenset({F.MDY, F.MDY_INSTANT})
_MIDNIGHT: Final = re.compile(r".{10}[T ]00:00(?::00(?:[.,]0+)?)?(?: ?(?:Z|UTC))?\Z")
_EPOCH_DAY: Final = date(1970, 1, 1).toordinal()


@cache
def _compiled(fmt: DateFormat) -> re.Pattern[str]:
    return re.compile(fmt.shape.regex.replace(r"\z", r"\Z"), re.ASCII)


def parse_day(text: str, fmt: DateFormat) -> int | None:
    """Read the calendar day written in the text, as days since 1970-01-01; None when it is no date of this format.

    The day is the one written, whatever the offset; an epoch is read in UTC.
    """
    shape = fmt.shape
    if not fmt.matches(text):
        return None
    if shape.year is None or shape.month is None or shape.day is None:
        return int(text) // shape.unit // 86_400
    year, month, day = (int(text[at : at + length]) for at, length in (shape.year, shape.month, shape.day))
    try:
        return date(year, month, day).toordinal() - _EPOCH_DAY
    except ValueError:
        return None


def parse(text: str, fmt: DateFormat, zone: tzinfo) -> tuple[int, int] | None:
    """Read the earliest and the latest second (epoch, UTC) that the text may mean; None when it is no date.

    A day alone runs from its first to its last second in ``zone``, a time without seconds over its minute, an hour that
    the clocks show twice over both.
    """
    if fmt.shape.unit:
        return (int(text) // fmt.shape.unit,) * 2 if fmt.matches(text) else None
    number = parse_day(text, fmt)
    if number is None:
        return None
    day = date.fromordinal(number + _EPOCH_DAY)
    if not fmt.shape.has_time or len(text) <= DAY_LENGTH:
        return _first_second(day, zone), _first_second(day, zone, days=1) - 1
    hour, minute = (int(text[at : at + length]) for at, length in (HOUR, MINUTE))
    exact = text[16:17] == ":"
    second = int(text[SECOND[0] : sum(SECOND)]) if exact else 0
    local = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=_offset(text) or zone)
    seconds = [int(_elapsed(local.replace(fold=fold))) for fold in (0, 1)]
    return min(seconds), max(seconds) + (0 if exact else 59)


def _elapsed(local: datetime) -> float:
    """Count the seconds since 1970, by arithmetic: `datetime.timestamp` leaves range near the year 9999."""
    naive = local.replace(tzinfo=None) - datetime(1970, 1, 1)  # noqa: DTZ001 - both ends are naive on purpose
    return naive.total_seconds() - (local.utcoffset() or timedelta()).total_seconds()


def _first_second(day: date, zone: tzinfo, days: int = 0) -> int:
    """Find when the day starts; ``days=1`` is the next one, also after 9999-12-31, which files write for *never ends*."""
    last = day == date.max and days == 1
    start = day if last else day + timedelta(days=days)
    local = datetime(start.year, start.month, start.day, tzinfo=zone)
    return int(_elapsed(local)) + (86_400 if last else 0)


def _offset(text: str) -> timezone | None:
    found = re.search(OFFSET.replace(r"\z", r"\Z"), text[11:])
    if found is None:
        return None
    if found[1] in {"Z", "UTC"}:
        return UTC
    digits = found[1][1:].replace(":", "").ljust(4, "0")
    size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-size if found[1][0] == "-" else size)


@dataclass(frozen=True)
class Settled:
    """What was found out about the dates of a table: the format per column, and notes ``code:column``.

    Notes: ``day-month-order-assumed`` (nothing tells dd/mm from mm/dd: day first), ``dates-mixed`` (some values only fit
    the other order), ``day-month-order-unknown`` (the column has no format), ``some-dates-unreadable``, ``no-date-format`` (nothing fits: the column has no format),
    ``times-all-midnight`` (instants that are days in truth).
    """

    formats: dict[str, DateFormat]
    notes: tuple[str, ...]


def settle(samples: Mapping[str, Iterable[str]], strictly: Collection[str] = ()) -> Settled:
    """Choose the format of each column from sampled values (not blank, stripped).

    A column that leaves the order of day and month open takes that of the other columns of its file, else day first.
    One that is to be read ``strictly`` must tell it itself, by days past the 12th that all stand in one place; else it
    has no format.
    """
    formats: dict[str, DateFormat] = {}
    notes: list[str] = []
    unsure: list[str] = []
    for name, values in samples.items():
        sample = list(values)
        if not sample:
            continue
        counts = {fmt: sum(map(fmt.matches, sample)) for fmt in DateFormat}
        best = max(DateFormat, key=lambda fmt: counts[fmt])  # the first of equals: a day before an instant
        if counts[best] == 0:
            notes.append(f"no-date-format:{name}")
            continue
        formats[name] = best
        twin = _TWIN.get(best)
        if twin and name in strictly and _exclusive(sample, best, twin) == _exclusive(sample, twin, best):
            del formats[name]
            notes.append(f"day-month-order-unknown:{name}")
            continue
        if twin and counts[best] == counts[twin] and not _exclusive(sample, best, twin):
            unsure.append(name)
        elif twin and _exclusive(sample, twin, best):
            notes.append(f"dates-mixed:{name}")
        if counts[best] < len(sample):
            notes.append(f"some-dates-unreadable:{name}")
        if all(map(_MIDNIGHT.match, sample)):
            notes.append(f"times-all-midnight:{name}")
    notes += _settle_unsure(unsure, formats)
    return Settled(formats, tuple(notes))


def _exclusive(sample: Iterable[str], fmt: DateFormat, other: DateFormat) -> bool:
    return any(fmt.matches(text) and not other.matches(text) for text in sample)


def _settle_unsure(unsure: list[str], formats: dict[str, DateFormat]) -> list[str]:
    sure = [fmt for name, fmt in formats.items() if fmt in _TWIN and name not in unsure]
    months = sum(fmt in _MONTH_FIRST for fmt in sure)
    for name in unsure:
        if months > len(sure) - months:
            formats[name] = _TWIN[formats[name]]
    return [] if sure else [f"day-month-order-assumed:{name}" for name in unsure]
