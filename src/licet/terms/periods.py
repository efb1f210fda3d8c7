"""Legal periods, counted on the calendar: never 30 days for a month, never 365 for a year.

Two ways to count, each with its inverse for many people at once:

- *from date to date*, ``last_day`` and ``newest_expired``: the day of the event is not counted, a period in months or
  years ends on the same date number, or on the last day of the month when there is none (Regulation (EEC, Euratom)
  1182/71 art. 3(1) and (2)(c); same rule in Code de procédure civile art. 641). On request a period that would end on a
  Saturday, a Sunday or a public holiday ends on the next working day (art. 3(4)). Periods in days are counted day by
  day after the event; art. 3(5), two working days in every period, is not applied.
- *to the eve of the anniversary*, ``last_clear_day`` and ``newest_unclear``: the day of the event is the first day of the
  period. The strict reading of a right that lasts "at most one year from" a day (Code de la consommation R.223-1).

``day``s are day numbers (``terms.days``). The lengths themselves are law, hence not here.
"""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from licet.terms.days import SATURDAY, SUNDAY, date_of, day_of, weekday
from licet.terms.errors import RuleError, UsageError
from licet.terms.holidays_fr import Local, is_public_holiday

Unit = Literal["day", "month", "year", "working_day", "business_day"]
"""What a period counts; ``working_day``: *jour ouvrable*, Saturday counted; ``business_day``: *jour ouvré*."""

_UNITS: Final = frozenset(get_args(Unit))
_MONTHS_IN: Final = {"month": 1, "year": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """Hold the length of a legal period, such as three years; raise RuleError if it is none.

    ``count`` is 1 or more. Twelve months and one year are the same length, but not equal.
    """

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        """Refuse a length that cannot be counted."""
        if self.unit not in _UNITS:
            raise RuleError(f"`{self.unit}` is not a unit of a legal period")
        if not isinstance(self.count, int) or isinstance(self.count, bool) or self.count < 1:
            raise RuleError(f"`{self.count}` is not a number of units of a legal period")

    def __str__(self) -> str:
        """Write `1 year`, `5 working days`."""
        return f"{self.count} {self.unit.replace('_', ' ')}{'' if self.count == 1 else 's'}"


def is_working_day(day: int, *, local: Local | None = None) -> bool:
    """Tell whether a day is a *jour ouvrable*: Monday to Saturday, no public holiday (1990 to 2100)."""
    return weekday(day) != SUNDAY and not is_public_holiday(day, local=local)


def is_business_day(day: int, *, local: Local | None = None) -> bool:
    """Tell whether a day is a *jour ouvré*: Monday to Friday, no public holiday (1990 to 2100).

    It is also the "working day" of Regulation 1182/71 art. 2(2).
    """
    return weekday(day) < SATURDAY and not is_public_holiday(day, local=local)


def last_day(event_day: int, period: Period, *, extend_to_working_day: bool = False, local: Local | None = None) -> int:
    """Give the last day of a period that an event opened, from date to date (Regulation 1182/71 art. 3).

    An act on that day is in time; the period is over on the next. Feb 29 2024 + 3 years gives Feb 28 2027. With
    ``extend_to_working_day``, a last day on a Saturday, Sunday or public holiday moves to the next working day.
    ``local`` counts the public holidays of a place too. Raise UsageError where no public holidays are known.
    """
    if period.unit == "day":
        last = event_day + period.count
    elif period.unit in _MONTHS_IN:
        last = _shift_months(event_day, period.count * _MONTHS_IN[period.unit])
    else:
        last = _nth(event_day + 1, period.count, 1, _counted(period.unit, local))
    return _nth(last, 1, 1, _counted("business_day", local)) if extend_to_working_day else last


def newest_expired(
    as_of: int, period: Period, *, extend_to_working_day: bool = False, local: Local | None = None
) -> int:
    """Give the newest event day whose period is over on ``as_of``: the largest e with ``last_day(e) < as_of``.

    The inverse of ``last_day``, computed once per as-of day: for millions of people it then suffices to compare
    ``event_on <= newest_expired(as_of, period)``. It can be, since ``last_day`` never goes back as the event goes on.
    Same parameters and errors as ``last_day``.
    """
    latest_end = as_of - 1
    if extend_to_working_day:
        # a period ends by then only if its unextended end is no later than the working day at or before it
        latest_end = _nth(latest_end, 1, -1, _counted("business_day", local))
    if period.unit == "day":
        return latest_end - period.count
    if period.unit in _MONTHS_IN:
        return _newest_start(latest_end, period.count * _MONTHS_IN[period.unit])
    return _nth(latest_end, period.count, -1, _counted(period.unit, local)) - 1


def oldest_running(
    as_of: int, period: Period, *, extend_to_working_day: bool = False, local: Local | None = None
) -> int:
    """Give the oldest event day whose period still runs on ``as_of``: the day after ``newest_expired``."""
    return newest_expired(as_of, period, extend_to_working_day=extend_to_working_day, local=local) + 1


def last_clear_day(event_day: int, period: Period) -> int:
    """Give the last day that every reading of a period allows: the eve of the anniversary.

    Given on 2026-09-01 for one year: 2027-08-31; the anniversary itself, ``last_day``, is contested. Raise UsageError
    for a period in working or business days, which has no anniversary.
    """
    _require_anniversary(period)
    return last_day(event_day, period) - 1


def newest_unclear(as_of: int, period: Period) -> int:
    """Give the newest event day that ``as_of`` is no clear day of: the largest e with ``last_clear_day(e) < as_of``.

    Events after ``newest_expired(as_of)`` up to this one are contested on ``as_of``. Raise UsageError as above.
    """
    _require_anniversary(period)
    return newest_expired(as_of + 1, period)


def window_start(day: int, days: int) -> int:
    """Give the first day of the window of so many calendar days that ends on ``day``, both counted.

    Thirty days to day 29 begin on day 0, to day 30 on day 1 (Code de la consommation D.223-9, "four in any 30 days").
    Raise UsageError if ``days`` is less than 1.
    """
    if days < 1:
        raise UsageError(f"a window of `{days}` days holds no day")
    return day - days + 1


def _require_anniversary(period: Period) -> None:
    if period.unit in {"working_day", "business_day"}:
        raise UsageError(f"`{period}` have no anniversary")


def _counted(unit: Unit, local: Local | None) -> Callable[[int], bool]:
    is_counted = is_working_day if unit == "working_day" else is_business_day
    return lambda day: is_counted(day, local=local)


def _nth(day: int, count: int, step: int, is_counted: Callable[[int], bool]) -> int:
    """Walk from a day, itself included, in steps of 1 or -1 to the nth day that counts."""
    while True:
        count -= is_counted(day)
        if count == 0:
            return day
        day += step


def _month_after(year: int, month: int, months: int) -> tuple[int, int, int]:
    """Give the year and month so many months later, negative for earlier, and the length of that month."""
    year, month_index = divmod(year * 12 + month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise UsageError("a period leaves the years `1` to `9999`")
    return year, month_index + 1, monthrange(year, month_index + 1)[1]


def _shift_months(day: int, months: int) -> int:
    """Move to the same date number of another month, or to the last day of that month if it has none."""
    when = date_of(day)
    year, month, length = _month_after(when.year, when.month, months)
    return day_of(date(year, month, min(when.day, length)))


def _newest_start(latest_end: int, months: int) -> int:
    """Give the largest day that, so many months later, is no later than ``latest_end``."""
    end = date_of(latest_end)
    year, month, length = _month_after(end.year, end.month, -months)
    ends_its_month = end.day == monthrange(end.year, end.month)[1]  # then all longer date numbers end there too
    return day_of(date(year, month, length if ends_its_month else min(end.day, length)))
