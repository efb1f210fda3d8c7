"""The bulk cut-off agrees with the count made one person at a time."""

from datetime import date
from typing import TypedDict

from hypothesis import example, given
from hypothesis import strategies as st

from licet.terms.days import day_of, parse_iso
from licet.terms.holidays_fr import Local
from licet.terms.periods import Period, Unit, last_clear_day, last_day, newest_expired, newest_unclear, oldest_running

# far enough from 1990 and 2100 for every period below to stay within the known public holidays
SOME_DAY = st.integers(parse_iso("2001-01-01"), parse_iso("2089-12-31"))
AROUND_A_MONTH_END = st.builds(
    lambda year, month, shift: day_of(date(year, month, 1)) + shift,
    st.integers(2001, 2089),
    st.integers(1, 12),
    st.integers(-4, 2),
)
AROUND_A_LEAP_DAY = st.builds(
    lambda year, shift: day_of(date(year * 4, 2, 29)) + shift, st.integers(501, 522), st.integers(-3, 3)
)
DAYS = SOME_DAY | AROUND_A_MONTH_END | AROUND_A_LEAP_DAY
CALENDAR_PERIODS = (
    st.builds(Period, st.integers(1, 400), st.just("day"))
    | st.builds(Period, st.integers(1, 40), st.just("month"))
    | st.builds(Period, st.integers(1, 10), st.just("year"))
)
PERIODS = CALENDAR_PERIODS | st.builds(Period, st.integers(1, 40), st.sampled_from(["working_day", "business_day"]))


class How(TypedDict, total=False):
    """How a period is counted: the options of `last_day`."""

    extend_to_working_day: bool
    local: Local | None


HOW = st.builds(How, extend_to_working_day=st.booleans(), local=st.sampled_from([None, "alsace-moselle"]))


@given(as_of=DAYS, period=PERIODS, how=HOW)
@example(as_of=parse_iso("2027-03-01"), period=Period(3, "year"), how={})
@example(as_of=parse_iso("2027-02-28"), period=Period(3, "year"), how={})
@example(as_of=parse_iso("2026-04-07"), period=Period(1, "month"), how={"extend_to_working_day": True})
def test_the_cut_off_is_the_newest_event_whose_period_is_over(as_of: int, period: Period, how: How) -> None:
    newest = newest_expired(as_of, period, **how)
    assert last_day(newest, period, **how) < as_of <= last_day(newest + 1, period, **how)
    assert oldest_running(as_of, period, **how) == newest + 1


@given(DAYS, PERIODS, HOW, st.integers(-45, 45))
def test_comparing_with_the_cut_off_answers_as_counting_each_period_does(
    as_of: int, period: Period, how: How, shift: int
) -> None:
    newest = newest_expired(as_of, period, **how)
    event = newest + shift
    assert (event <= newest) == (last_day(event, period, **how) < as_of)


@given(DAYS, PERIODS, HOW)
def test_a_later_event_never_ends_its_period_earlier(event: int, period: Period, how: How) -> None:
    first, second = (last_day(day, period, **how) for day in (event, event + 1))
    assert event < first <= second


@given(DAYS, CALENDAR_PERIODS)
def test_the_clear_cut_off_agrees_with_the_last_clear_day(as_of: int, period: Period) -> None:
    newest = newest_unclear(as_of, period)
    assert last_clear_day(newest, period) < as_of <= last_clear_day(newest + 1, period)
    assert newest >= newest_expired(as_of, period)


@given(DAYS, st.integers(1, 10))
def test_years_are_twelve_months_each(event: int, years: int) -> None:
    assert last_day(event, Period(years, "year")) == last_day(event, Period(12 * years, "month"))


def test_every_cut_off_of_eight_years_agrees_with_brute_force() -> None:
    span = range(parse_iso("2023-01-01"), parse_iso("2031-01-01"))
    units: tuple[tuple[int, Unit], ...] = ((1, "month"), (3, "month"), (1, "year"), (3, "year"), (5, "working_day"))
    for period in (Period(count, unit) for count, unit in units):
        for extend in (False, True):
            events = range(span.start - 1200, span.stop)
            ends = [last_day(event, period, extend_to_working_day=extend) for event in events]
            reached = 0
            for as_of in span:
                while ends[reached] < as_of:
                    reached += 1
                expected = events[reached] - 1
                assert newest_expired(as_of, period, extend_to_working_day=extend) == expected
