"""INF-04: one month under article 14(3), from date to date, with and without extension to a working day."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.law.figures import figure
from licet.terms.days import date_of, day_of

EXTENDED, STRICT = figure("information-delay-extended"), figure("information-delay")


@pytest.mark.parametrize(
    ("obtained", "strict", "extended"),
    [
        ((2026, 1, 31), (2026, 2, 28), (2026, 3, 2)),  # Saturday, then Monday
        ((2026, 3, 5), (2026, 4, 5), (2026, 4, 7)),  # Sunday, then Easter Monday, then Tuesday
        ((2026, 5, 5), (2026, 6, 5), (2026, 6, 5)),  # a Friday
        ((2024, 1, 30), (2024, 2, 29), (2024, 2, 29)),  # leap year: last day of the month
    ],
)
def test_a_month_ends_on_its_date_or_on_the_next_working_day(
    obtained: tuple[int, int, int], strict: tuple[int, int, int], extended: tuple[int, int, int]
) -> None:
    day = day_of(dt.date(*obtained))
    assert date_of(STRICT.last_day(day, day)) == dt.date(*strict)
    assert date_of(EXTENDED.last_day(day, day)) == dt.date(*extended)


@given(st.dates(dt.date(2018, 5, 25), dt.date(2040, 12, 31)))
def test_whatever_is_late_with_extension_is_late_without(as_of: dt.date) -> None:
    day = day_of(as_of)
    assert EXTENDED.newest_expired(day) <= STRICT.newest_expired(day)
