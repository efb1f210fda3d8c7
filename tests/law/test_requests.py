"""Requests of persons: the month of article 12(3), and which heads a request opens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.law.book import all_rules, find
from licet.law.eu.gdpr_12_requests import month_of_answer
from licet.law.examples import answer
from licet.law.facts.authority_letters import AUTHORITY_LETTERS
from licet.law.facts.requests import REQUESTS
from licet.law.heads import articles
from licet.rules.facts import Table
from licet.rules.values import NEVER, Value, encode_day
from licet.terms.errors import UsageError
from licet.terms.words import Role

LONG_AGO = dt.date(2019, 6, 3)
DAY = dt.date(2021, 12, 28)
REFUSED: dict[str, Value] = {"answer.was": "refused", "answer.month": 1, "answer.reasons_told": True}
days = st.dates(dt.date(2018, 5, 25), dt.date(2040, 12, 31))


def heads(table: Table, facts: Mapping[str, Value]) -> set[str]:
    """Give the articles of the heads that one row opens for certain."""
    row: dict[str, Value] = {"act.on": DAY, **facts}
    broken = [each for each in all_rules() if each.on is table and answer(each, row) == "yes"]
    day = encode_day(DAY)
    return {
        article
        for each in broken
        for article in articles(each, role=Role.USER, channel=None, used=frozenset(), day=day)
    }


def of_request(facts: Mapping[str, Value]) -> set[str]:
    return heads(REQUESTS, {"request.received_at": LONG_AGO, **facts})


@pytest.mark.parametrize(("kind", "right"), [("access", "GDPR 15"), ("erasure", "GDPR 17")])
def test_a_request_never_answered_is_a_head_of_article_12_and_one_of_the_right(kind: str, right: str) -> None:
    assert of_request({"request.kind": kind, "answer.was": "nothing"}) == {"GDPR 12(3)", right}


@pytest.mark.parametrize("kind", ["access", "erasure", "object"])
def test_a_late_answer_with_everything_in_it_is_article_12_alone(kind: str) -> None:
    assert of_request({"request.kind": kind, "answer.was": "given", "answer.month": 9}) == {"GDPR 12(3)"}


def test_a_wrong_answer_in_time_is_the_article_of_the_right_alone() -> None:
    told: dict[str, Value] = {"answer.was": "given", "answer.month": 1, "source.told": "another_than_held"}
    assert of_request({"request.kind": "access", **told}) == {"GDPR 15"}


def test_a_request_that_is_not_shown_to_have_been_sent_opens_nothing() -> None:
    for kind in ("access", "erasure", "object", "rectification"):
        assert of_request({"request.kind": kind, "answer.was": "nothing", "request.received_at": NEVER}) == set()


def test_a_rectification_refused_within_days_for_a_reason_told_opens_nothing() -> None:
    wrong: dict[str, Value] = {"datum.shown_wrong": True, "rectification.effect": "not_corrected"}
    told: dict[str, Value] = {**REFUSED, "answer.remedies_told": True, "way.other_demanded": True}
    assert of_request({"request.kind": "rectification", **wrong, **told}) == set()


def test_an_objection_by_letter_followed_by_a_call_and_no_answer_is_articles_12_and_21() -> None:
    called: dict[str, Value] = {"solicitation.last_at": dt.date(2019, 12, 3), "answer.was": "nothing"}
    assert of_request({"request.kind": "object", **called}) == {"GDPR 12(3)", "GDPR 21"}


def test_a_formal_notice_that_was_answered_and_not_obeyed_is_not_article_31() -> None:
    letter: dict[str, Value] = {
        "letter.asks": "formal_notice",
        "letter.reached": True,
        "answer.due_on": dt.date(2021, 6, 1),
        "reminders.sent": 0,
        "documents.held_back": 0,
    }
    assert heads(AUTHORITY_LETTERS, {**letter, "answer.came": "whole"}) == set()
    assert heads(AUTHORITY_LETTERS, {**letter, "answer.came": "nothing"}) == {"GDPR 31"}


@given(received=days, waited=st.integers(0, 200))
def test_nothing_yet_is_late_from_the_day_on_which_an_answer_would_be_in_the_second_month(
    received: dt.date, waited: int
) -> None:
    today = received + dt.timedelta(days=waited)
    row: dict[str, Value] = {"act.on": today, "request.received_at": received, "answer.was": "nothing"}
    assert (answer(find("RGT-01"), row) == "yes") is (month_of_answer(received, today) > 1)


@given(received=days, waited=st.integers(0, 200))
def test_who_was_told_in_time_of_a_longer_time_waits_three_months(received: dt.date, waited: int) -> None:
    today = received + dt.timedelta(days=waited)
    told: dict[str, Value] = {"answer.was": "more_time", "extension.month": 1}
    row: dict[str, Value] = {"act.on": today, "request.received_at": received, **told}
    assert (answer(find("RGT-01"), row) == "yes") is (month_of_answer(received, today) > 3)


@pytest.mark.parametrize(
    ("received", "answered", "month"),
    [
        (dt.date(2026, 5, 10), dt.date(2026, 5, 10), 1),
        (dt.date(2026, 5, 10), dt.date(2026, 6, 10), 1),
        (dt.date(2026, 5, 10), dt.date(2026, 6, 11), 2),
        (dt.date(2026, 4, 2), dt.date(2026, 5, 4), 1),  # 2 May 2026 is a Saturday
        (dt.date(2026, 1, 31), dt.date(2026, 3, 2), 1),  # 28 February 2026 is a Saturday
        (dt.date(2026, 1, 31), dt.date(2026, 3, 3), 2),
    ],
)
def test_the_month_of_an_answer_runs_from_date_to_date(received: dt.date, answered: dt.date, month: int) -> None:
    assert month_of_answer(received, answered) == month


def test_an_answer_before_its_request_is_refused() -> None:
    with pytest.raises(UsageError):
        month_of_answer(dt.date(2026, 5, 10), dt.date(2026, 5, 9))
