"""Instants, days and clocks in a person's zone."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.terms import zones
from licet.terms.days import parse_iso
from licet.terms.errors import UsageError
from licet.terms.instants import bounds_of_day, instant_of, local_day, local_time

PARIS = "Europe/Paris"
HOUR = 3600
# besides ours, zones that change their clocks at midnight, or once left out a whole day
ALL_ZONES = st.sampled_from(
    [*zones.COUNTRY_ZONES["FR"], "Africa/Cairo", "America/Asuncion", "America/Havana", "Asia/Beirut"]
)
YEARS_1950_TO_2060 = st.integers(parse_iso("1950-01-01"), parse_iso("2060-12-31"))


def paris(text: str) -> int:
    earliest, latest = instant_of(datetime.fromisoformat(text), PARIS)
    assert earliest == latest
    return earliest


@given(YEARS_1950_TO_2060, ALL_ZONES)
def test_the_days_of_a_zone_share_out_time_without_gap_or_overlap(day: int, zone: str) -> None:
    first, last = bounds_of_day(day, zone)
    assert local_day(first, zone) == day == local_day(last, zone)
    assert bounds_of_day(day + 1, zone)[0] == last + 1
    assert local_day(first - 1, zone) < day < local_day(last + 1, zone)


@given(st.integers(-(10**9), 3 * 10**9), st.sampled_from(zones.COUNTRY_ZONES["FR"]))
def test_every_instant_lies_within_the_bounds_of_its_own_day(instant: int, zone: str) -> None:
    first, last = bounds_of_day(local_day(instant, zone), zone)
    assert first <= instant <= last


@pytest.mark.parametrize(("text", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-07-14", 24)])
def test_a_day_in_paris_has_23_hours_in_march_and_25_in_october(text: str, hours: int) -> None:
    first, last = bounds_of_day(parse_iso(text), PARIS)
    assert last - first + 1 == hours * HOUR


def test_a_day_begins_at_one_where_midnight_was_left_out() -> None:
    first, last = bounds_of_day(parse_iso("2024-04-26"), "Africa/Cairo")
    assert local_time(first, "Africa/Cairo") == (1, 0, 0)
    assert last - first + 1 == 23 * HOUR


def test_a_day_that_a_zone_left_out_is_empty() -> None:
    first, last = bounds_of_day(parse_iso("2011-12-30"), "Pacific/Apia")
    assert last == first - 1


def test_a_call_at_nine_in_paris_in_summer_is_at_eleven_in_la_reunion() -> None:
    assert local_time(paris("2026-07-07T09:00:00"), "Indian/Reunion") == (11, 0, 0)


def test_a_call_before_midnight_in_paris_falls_on_the_next_day_in_noumea() -> None:
    call = paris("2026-07-06T20:00:00")
    assert local_day(call, PARIS) == parse_iso("2026-07-06")
    assert local_day(call, "Pacific/Noumea") == parse_iso("2026-07-07")


@pytest.mark.parametrize("clock", ["09:59:59", "10:00:00", "13:00:00", "14:00:00", "20:00:00"])
def test_the_clock_of_a_call_is_told_to_the_second(clock: str) -> None:
    assert "{:02}:{:02}:{:02}".format(*local_time(paris(f"2026-01-06T{clock}"), PARIS)) == clock


def test_an_hour_that_autumn_repeats_means_two_instants() -> None:
    earliest, latest = instant_of(datetime(2026, 10, 25, 2, 30), PARIS)  # noqa: DTZ001 - read on the clocks of Paris
    assert latest - earliest == HOUR
    assert local_time(earliest, PARIS) == local_time(latest, PARIS) == (2, 30, 0)


def test_an_hour_that_spring_leaves_out_is_bracketed() -> None:
    earliest, latest = instant_of(datetime(2026, 3, 29, 2, 30), PARIS)  # noqa: DTZ001 - read on the clocks of Paris
    assert local_time(earliest, PARIS) == (1, 30, 0)
    assert local_time(latest, PARIS) == (3, 30, 0)


def test_a_moment_with_an_offset_is_one_instant_whatever_the_zone() -> None:
    when = datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=1)))
    assert instant_of(when, PARIS) == instant_of(when.astimezone(UTC), "Indian/Reunion")
    assert len(set(instant_of(when, PARIS))) == 1


def test_parts_of_a_second_are_cut_off_before_1970_too() -> None:
    assert instant_of(datetime(1970, 1, 1, 0, 0, 0, 999_999, tzinfo=UTC), PARIS) == (0, 0)
    assert instant_of(datetime(1969, 12, 31, 23, 59, 59, 1, tzinfo=UTC), PARIS) == (-1, -1)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "", "../etc", "/etc/localtime", "Europe"])
def test_an_unknown_zone_is_refused(zone: str) -> None:
    with pytest.raises(UsageError):
        local_day(0, zone)


@pytest.mark.parametrize("instant", [10**12, -(10**12), 10**30])
def test_an_instant_beyond_the_calendar_is_refused(instant: int) -> None:
    with pytest.raises(UsageError):
        local_day(instant, PARIS)


def test_a_day_beyond_the_calendar_has_no_bounds() -> None:
    with pytest.raises(UsageError):
        bounds_of_day(parse_iso("2199-12-31") + 3_000_000, PARIS)
