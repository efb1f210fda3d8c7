"""Instants as numbers: an instant is an int, seconds since 1970-01-01T00:00:00Z.

The law speaks of days and hours *where the person is* (Code de la consommation D.223-9), a log speaks of seconds; here
one becomes the other. A zone is an IANA name such as `Europe/Paris`; its clock changes are those of ``tzdata``. Parts of
a second are cut off. An unknown zone or a year outside 1 to 9999 raises UsageError.
"""

from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from licet.terms.days import date_of, day_of
from licet.terms.errors import UsageError

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND: Final = timedelta(seconds=1)


def instant_of(when: datetime, zone: str) -> tuple[int, int]:
    """Give the earliest and the latest instant that a date and time may mean; nearly always the same one.

    A ``when`` that carries an offset means one instant, whatever the zone. One that carries none is read on the clocks
    of ``zone``: in the hour that autumn repeats it means two instants, in the hour that spring leaves out it never
    was, and the pair brackets the change.
    """
    if when.utcoffset() is not None:
        instant = _seconds(when)
        return instant, instant
    clock = _zone(zone)
    readings = [_seconds(when.replace(tzinfo=clock, fold=fold)) for fold in (0, 1)]
    return min(readings), max(readings)


def local_day(instant: int, zone: str) -> int:
    """Give the day number that the calendars of ``zone`` show at an instant."""
    return day_of(_local(instant, zone).date())


def local_time(instant: int, zone: str) -> tuple[int, int, int]:
    """Give the hour, minute and second that the clocks of ``zone`` show at an instant."""
    when = _local(instant, zone)
    return when.hour, when.minute, when.second


def bounds_of_day(day: int, zone: str) -> tuple[int, int]:
    """Give the first and the last instant of a day in ``zone``, both within it.

    A day has 23, 24 or 25 hours, and begins at one o'clock where midnight was left out. Each day ends one second before
    the next begins, so the days of a zone share out time without gap or overlap.
    """
    return _first_second(day, zone), _first_second(day + 1, zone) - 1


@lru_cache(maxsize=4096)
def _first_second(day: int, zone: str) -> int:
    midnight = datetime.combine(date_of(day), time.min)
    early, late = instant_of(midnight, zone)
    if early == late or _shows(early, midnight, zone):
        return early
    # midnight was left out: the clocks jumped over it between the two readings; find the second of the jump
    while late - early > 1:
        middle = (early + late) // 2
        early, late = (early, middle) if _local(middle, zone).date() >= midnight.date() else (middle, late)
    return late


def _shows(instant: int, when: datetime, zone: str) -> bool:
    return _local(instant, zone).replace(tzinfo=None, fold=0) == when


def _local(instant: int, zone: str) -> datetime:
    clock = _zone(zone)
    try:
        return (_EPOCH + timedelta(seconds=instant)).astimezone(clock)
    except OverflowError:
        raise UsageError("an instant is outside the years `1` to `9999`") from None


def _seconds(when: datetime) -> int:
    try:
        return (when - _EPOCH) // _SECOND
    except OverflowError:
        raise UsageError("a moment is outside the years `1` to `9999`") from None


@lru_cache(maxsize=64)
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise UsageError(f"`{name}` is not a time zone") from None
