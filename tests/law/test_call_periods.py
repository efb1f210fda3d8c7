"""Periods that calls are judged by: each figure's inverses, and the window of thirty days."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.law.book import find
from licet.law.examples import answer
from licet.law.figures import Figure, figure, figures
from licet.rules.values import Value
from licet.terms.days import day_of
from licet.terms.errors import RuleError
from licet.terms.instants import instant_of, local_time
from licet.terms.periods import last_clear_day, window_start

DAYS = st.integers(day_of(dt.date(2026, 8, 11)), day_of(dt.date(2060, 12, 31)))
CALENDAR = [each for each in figures().values() if each.unit in {"day", "month", "year"}]
PERIODS = [each for each in CALENDAR if not each.extend_to_working_day]
CALL: dict[str, Value] = {"act.channel": "telephone", "capacity": "consumer", "call.kind": "offer"}


@pytest.mark.parametrize("period", PERIODS, ids=lambda each: each.name)
@given(event=DAYS, later=st.integers(0, 1200))
def test_an_anniversary_has_come_when_the_last_clear_day_is_past(period: Figure, event: int, later: int) -> None:
    day = event + later
    assert (event <= period.newest_unclear(day)) is (last_clear_day(event, period.period_on(day)) < day)


@pytest.mark.parametrize("period", PERIODS, ids=lambda each: each.name)
@given(day=DAYS)
def test_only_the_last_day_of_a_period_lies_between_its_two_readings(period: Figure, day: int) -> None:
    contested = range(period.newest_expired(day) + 1, period.newest_unclear(day) + 1)
    assert all(period.last_day(event, day) == day for event in contested)


@pytest.mark.parametrize("period", PERIODS, ids=lambda each: each.name)
@given(day=DAYS)
def test_the_end_of_a_period_that_an_act_opens_is_its_last_day(period: Figure, day: int) -> None:
    end = period.end_of(day)
    assert period.newest_expired(end) < day <= period.newest_expired(end + 1)


@pytest.mark.parametrize("period", [each for each in CALENDAR if each not in PERIODS], ids=lambda each: each.name)
def test_a_period_extended_to_a_working_day_has_no_anniversary(period: Figure) -> None:
    with pytest.raises(RuleError, match="not on an anniversary"):
        period.newest_unclear(day_of(dt.date(2026, 8, 11)))


@pytest.mark.parametrize(("last", "made", "expected"), [(29, 5, "yes"), (30, 4, "no")])
def test_a_fifth_attempt_on_day_29_is_one_too_many_and_on_day_30_the_first_has_left_the_window(
    last: int, made: int, expected: str
) -> None:
    first = day_of(dt.date(2026, 9, 1))
    attempts = [first + offset for offset in (0, 9, 18, 27, last)]
    start = window_start(attempts[-1], figure("call-window").value_on(attempts[-1]))
    counted = sum(start <= attempt <= attempts[-1] for attempt in attempts)
    assert counted == made
    call = {**CALL, "act.on": dt.date(2026, 9, 1) + dt.timedelta(last), "call.attempts_in_window": counted}
    assert answer(find("TEL-10"), call) == expected


def test_nine_in_the_morning_in_paris_is_a_lawful_eleven_in_la_reunion() -> None:
    instant, _ = instant_of(dt.datetime(2026, 7, 7, 9, 0), "Europe/Paris")  # noqa: DTZ001  # the zone stands beside it
    call: dict[str, Value] = {**CALL, "act.at": instant, "act.on": dt.date(2026, 7, 7), "call.in_agreed_slot": False}
    call["call.out_of_hours_agreed"] = False
    answers = []
    for zone in ("Europe/Paris", "Indian/Reunion"):
        hour, minute, _second = local_time(instant, zone)
        answers.append(answer(find("TEL-08"), {**call, "call.minute_of_day": hour * 60 + minute}))
    assert answers == ["yes", "no"]
