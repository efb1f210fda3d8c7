"""Legal periods, by the examples of the law table."""

import pytest

from licet.terms.days import iso_of, parse_iso
from licet.terms.errors import RuleError, UsageError
from licet.terms.periods import (
    Period,
    is_business_day,
    is_working_day,
    last_clear_day,
    last_day,
    newest_expired,
    newest_unclear,
    oldest_running,
    window_start,
)

ONE_MONTH = Period(1, "month")
ONE_YEAR = Period(1, "year")
THREE_YEARS = Period(3, "year")
SIXTY_DAYS = Period(60, "day")
FIVE_WORKING_DAYS = Period(5, "working_day")


def ends(event: str, period: Period, *, extend: bool = False) -> str:
    return iso_of(last_day(parse_iso(event), period, extend_to_working_day=extend))


# RET-01, CUS-05: three years


def test_a_prospect_last_heard_of_on_2023_11_21_is_kept_up_to_2026_11_21() -> None:
    assert ends("2023-11-21", THREE_YEARS) == "2026-11-21"


def test_three_years_from_the_29th_of_february_end_on_the_28th() -> None:
    assert ends("2024-02-29", THREE_YEARS) == "2027-02-28"


def test_three_years_from_the_28th_of_february_end_on_the_28th_even_in_a_leap_year() -> None:
    assert ends("2025-02-28", THREE_YEARS) == "2028-02-28"


def test_on_2026_11_22_the_contacts_of_2023_11_21_have_expired_and_those_of_the_next_day_have_not() -> None:
    assert iso_of(newest_expired(parse_iso("2026-11-22"), THREE_YEARS)) == "2023-11-21"
    assert iso_of(oldest_running(parse_iso("2026-11-22"), THREE_YEARS)) == "2023-11-22"


def test_on_2027_03_01_the_contacts_of_a_leap_day_have_expired() -> None:
    assert iso_of(newest_expired(parse_iso("2027-03-01"), THREE_YEARS)) == "2024-02-29"
    assert iso_of(newest_expired(parse_iso("2027-02-28"), THREE_YEARS)) == "2024-02-27"


# INF-03, INF-04, RGT-01: one month


@pytest.mark.parametrize(("event", "end"), [("2026-05-05", "2026-06-05"), ("2026-05-10", "2026-06-10")])
def test_one_month_ends_on_the_same_date_number(event: str, end: str) -> None:
    assert ends(event, ONE_MONTH) == end


def test_one_month_from_a_31st_ends_on_the_last_day_of_a_shorter_month() -> None:
    assert ends("2026-01-31", ONE_MONTH) == "2026-02-28"
    assert ends("2026-12-31", ONE_MONTH) == "2027-01-31"


def test_a_month_that_ends_on_a_saturday_may_be_extended_to_monday() -> None:
    assert ends("2026-01-31", ONE_MONTH, extend=True) == "2026-03-02"


def test_a_month_that_ends_on_easter_sunday_may_be_extended_to_tuesday() -> None:
    assert ends("2026-03-05", ONE_MONTH, extend=True) == "2026-04-07"


def test_a_month_that_ends_on_a_working_day_is_not_extended() -> None:
    assert ends("2026-05-05", ONE_MONTH, extend=True) == "2026-06-05"


def test_good_friday_extends_a_period_in_alsace_moselle_only() -> None:
    event = parse_iso("2026-03-03")
    assert iso_of(last_day(event, ONE_MONTH, extend_to_working_day=True)) == "2026-04-03"
    assert iso_of(last_day(event, ONE_MONTH, extend_to_working_day=True, local="alsace-moselle")) == "2026-04-07"


def test_an_answer_extended_by_two_months_is_due_three_months_after_the_request() -> None:
    assert ends("2026-05-10", Period(3, "month")) == "2026-08-10"


# TEL-04: at most one year from the day of collection


def test_a_consent_of_2026_09_01_is_clear_to_its_eve_contested_on_the_anniversary_and_over_after() -> None:
    given_on = parse_iso("2026-09-01")
    assert iso_of(last_clear_day(given_on, ONE_YEAR)) == "2027-08-31"
    assert iso_of(last_day(given_on, ONE_YEAR)) == "2027-09-01"
    assert newest_unclear(parse_iso("2027-08-31"), ONE_YEAR) < given_on
    assert newest_unclear(parse_iso("2027-09-01"), ONE_YEAR) == given_on
    assert newest_expired(parse_iso("2027-09-01"), ONE_YEAR) < given_on
    assert newest_expired(parse_iso("2027-09-02"), ONE_YEAR) == given_on


def test_the_365th_day_of_a_consent_of_2027_03_01_is_a_leap_day_and_the_last_clear_one() -> None:
    assert ends("2027-03-01", Period(365, "day")) == "2028-02-29"
    assert iso_of(last_clear_day(parse_iso("2027-03-01"), ONE_YEAR)) == "2028-02-29"
    assert ends("2027-03-01", ONE_YEAR) == "2028-03-01"


def test_working_days_have_no_anniversary() -> None:
    with pytest.raises(UsageError):
        last_clear_day(parse_iso("2026-09-01"), FIVE_WORKING_DAYS)
    with pytest.raises(UsageError):
        newest_unclear(parse_iso("2026-09-01"), FIVE_WORKING_DAYS)


# TEL-10: frequency and cool-off


def test_a_refusal_of_2026_05_29_closes_sixty_full_days_up_to_2026_07_28() -> None:
    assert ends("2026-05-29", SIXTY_DAYS) == "2026-07-28"
    assert newest_expired(parse_iso("2026-07-28"), SIXTY_DAYS) < parse_iso("2026-05-29")
    assert newest_expired(parse_iso("2026-07-29"), SIXTY_DAYS) == parse_iso("2026-05-29")


@pytest.mark.parametrize(("day", "attempts"), [(29, 5), (30, 4)])
def test_attempts_on_days_0_9_18_27_make_a_call_on_day_29_the_fifth_and_on_day_30_the_fourth(
    day: int, attempts: int
) -> None:
    start = window_start(day, 30)
    assert sum(start <= attempt <= day for attempt in (0, 9, 18, 27, day)) == attempts


def test_a_window_of_no_day_is_refused() -> None:
    with pytest.raises(UsageError):
        window_start(20_000, 0)


# TEL-07, TEL-16: working days


@pytest.mark.parametrize(("event", "end"), [("2026-10-02", "2026-10-08"), ("2026-11-09", "2026-11-16")])
def test_five_working_days_count_saturday_but_neither_sunday_nor_a_public_holiday(event: str, end: str) -> None:
    assert ends(event, FIVE_WORKING_DAYS) == end


def test_five_business_days_do_not_count_saturday() -> None:
    assert ends("2026-10-02", Period(5, "business_day")) == "2026-10-09"


def test_a_call_back_asked_on_friday_2026_10_02_is_over_on_2026_10_09() -> None:
    asked_on = parse_iso("2026-10-02")
    assert newest_expired(parse_iso("2026-10-08"), FIVE_WORKING_DAYS) < asked_on
    assert newest_expired(parse_iso("2026-10-09"), FIVE_WORKING_DAYS) == asked_on


@pytest.mark.parametrize(
    ("text", "is_working", "is_business"),
    [
        ("2026-09-11", True, True),
        ("2026-09-12", True, False),  # Saturday
        ("2026-09-13", False, False),  # Sunday
        ("2026-07-14", False, False),  # Tuesday, national day
        ("2026-04-03", True, True),  # Good Friday
    ],
)
def test_saturday_is_a_working_day_but_no_business_day(text: str, is_working: bool, is_business: bool) -> None:
    assert is_working_day(parse_iso(text)) is is_working
    assert is_business_day(parse_iso(text)) is is_business


# What is no period


@pytest.mark.parametrize(("count", "unit"), [(0, "day"), (-1, "year"), (True, "month"), (1.5, "month"), (1, "week")])
def test_a_badly_written_period_is_refused_when_it_is_made(count: object, unit: str) -> None:
    with pytest.raises(RuleError):
        Period(count, unit)  # type: ignore[arg-type]


def test_a_period_is_written_in_words() -> None:
    assert str(ONE_YEAR) == "1 year"
    assert str(FIVE_WORKING_DAYS) == "5 working days"


def test_a_period_that_leaves_the_calendar_is_refused() -> None:
    with pytest.raises(UsageError):
        last_day(parse_iso("2026-01-01"), Period(9000, "year"))
