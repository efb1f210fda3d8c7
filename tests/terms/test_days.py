"""Days are numbers that mean the same everywhere."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.terms import days
from licet.terms.errors import InputError, UsageError


def test_day_zero_is_the_first_of_january_1970() -> None:
    assert days.day_of(date(1970, 1, 1)) == 0
    assert days.date_of(-1) == date(1969, 12, 31)


@given(st.dates())
def test_a_date_comes_back_from_its_number(when: date) -> None:
    assert days.date_of(days.day_of(when)) == when
    assert days.weekday(days.day_of(when)) == when.weekday()


@given(st.integers(days.FIRST_DAY, days.LAST_DAY))
def test_a_written_day_comes_back_when_read(day: int) -> None:
    assert days.parse_iso(days.iso_of(day)) == day


@pytest.mark.parametrize("text", ["1900-01-01", "2199-12-31", "2024-02-29"])
def test_days_are_read_up_to_both_bounds(text: str) -> None:
    assert days.iso_of(days.parse_iso(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024-2-3",
        " 2024-02-03",
        "2024-02-03\n",
        "20240203",
        "2024-W05-6",
        "2024-02-30",
        "2023-02-29",
        "1899-12-31",
        "2200-01-01",
        "0000-00-00",
        "2024-02-03T00:00:00",
        "03/02/2024",
        "epoch",
        "٢٠٢٤-٠٢-٠٣",
    ],
)
def test_what_is_not_exactly_a_day_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        days.parse_iso(text)


def test_a_refused_day_is_not_repeated_in_the_message() -> None:
    with pytest.raises(InputError) as refusal:
        days.parse_iso("31/12/1985")
    assert "1985" not in str(refusal.value)


def test_a_moment_has_no_day_without_a_zone() -> None:
    with pytest.raises(UsageError):
        days.day_of(datetime(2026, 5, 5, tzinfo=UTC))


def test_no_date_is_given_beyond_the_year_9999() -> None:
    with pytest.raises(UsageError):
        days.date_of(10**9)
    with pytest.raises(UsageError):
        days.date_of(10**30)
