"""Days as numbers: a day is an int, the days since 1970-01-01 in the proleptic Gregorian calendar.

A number is compared, joined and aggregated alike by every engine; a date type is not (each engine parses
and casts it in its own way). Day 0 is Thursday 1 January 1970, the day before is -1. The bounds hold for what is
*read*: arithmetic may leave them (three years before 1900-06-01 is a good cut-off).
"""

import re
from datetime import date, datetime
from typing import Final

from licet.terms.errors import InputError, UsageError

_UNIX_ORDINAL: Final = date(1970, 1, 1).toordinal()
# Looser shapes (`2024-2-3`, `20240203`, `2024-W05-6`) are read differently by Python, Polars, DuckDB and Spark.
_ISO_SHAPE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

FIRST_DAY: Final = date(1900, 1, 1).toordinal() - _UNIX_ORDINAL
LAST_DAY: Final = date(2199, 12, 31).toordinal() - _UNIX_ORDINAL
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


def day_of(when: date) -> int:
    """Give the day number of a calendar date.

    A ``datetime`` raises UsageError: its day depends on a zone, see ``instants.local_day``.
    """
    if isinstance(when, datetime):
        raise UsageError("a moment has no day without a zone")
    return when.toordinal() - _UNIX_ORDINAL


def date_of(day: int) -> date:
    """Give the calendar date of a day number; raise UsageError outside the years 1 to 9999."""
    try:
        return date.fromordinal(day + _UNIX_ORDINAL)
    except (ValueError, OverflowError):
        raise UsageError("a day is outside the years `1` to `9999`") from None


def iso_of(day: int) -> str:
    """Write a day number as `YYYY-MM-DD`; raise UsageError outside the years 1 to 9999."""
    return date_of(day).isoformat()


def parse_iso(text: str) -> int:
    """Read a day written exactly `YYYY-MM-DD`, from 1900-01-01 to 2199-12-31, as a day number.

    Raise InputError for anything else, spaces around it included. The text is not repeated in the message:
    it may be a date of birth.
    """
    try:
        day = day_of(date.fromisoformat(text)) if _ISO_SHAPE.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or not is_readable(day):
        raise InputError(f"this is not a day `YYYY-MM-DD` from `{iso_of(FIRST_DAY)}` to `{iso_of(LAST_DAY)}`")
    return day


def is_readable(day: int) -> bool:
    """Tell whether a day lies within the bounds of what Licet reads, 1900-01-01 to 2199-12-31."""
    return FIRST_DAY <= day <= LAST_DAY


def weekday(day: int) -> int:
    """Give the day of the week, from MONDAY = 0 to SUNDAY = 6."""
    return (day + THURSDAY) % 7
