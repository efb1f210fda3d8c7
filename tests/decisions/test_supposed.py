"""What is supposed where a decision says nothing is lawful: on any day, by any channel."""

from __future__ import annotations

import datetime as dt

import pytest

from licet.audit.decisions.expand import ORGANISATION, PEOPLE, Case, Told, lawful, lawful_tables, repaired, table_of
from licet.audit.decisions.files import Decision
from licet.audit.decisions.replay import rows_of, settled
from licet.audit.dossier.contents import questions

SUPPOSED = lawful_tables()
DAYS = [
    dt.date(year, month, 15) for year, month in ((2006, 6), (2012, 1), (2017, 11), (2018, 10), (2021, 7), (2023, 6))
]
DAYS += [dt.date(2025, 5, 15), dt.date(2026, 8, 10), dt.date(2026, 8, 11), dt.date(2026, 11, 21)]


@pytest.mark.parametrize("table", SUPPOSED)
def test_only_declared_facts_are_supposed(table: str) -> None:
    assert set(SUPPOSED[table]) <= set(questions(table_of(table)))


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("table", SUPPOSED)
def test_a_row_of_which_all_is_supposed_breaks_nothing(table: str, day: dt.date) -> None:
    for channel in ("email", "telephone"):
        organisation = Told(ORGANISATION, ORGANISATION, 1, {})
        organisation.supposed = {"organisation.decides": True, "organisation.in_territory": True}
        row = Told(table, "row", 1, {})
        if table != PEOPLE and table_of(table).channel:
            row.facts["act.channel"] = channel
        if table == "requests":
            row.facts |= {"request.kind": "access", "request.asks_to_stop": False}
        case = Case(
            Decision("supposed", "", day, law_day_assumed=False, channels=(channel,), held={}, dossier={}),
            [organisation, row],
        )
        _, judgment = settled(case)
        assert list(rows_of("supposed", judgment.heads)) == []


def test_whoever_pleads_an_exception_is_not_supposed_to_have_consents_too() -> None:
    day = dt.date(2022, 6, 23)
    assert lawful("people", "consent.given_at", day) == dt.date(2021, 8, 27)
    assert lawful("people", "consent.given_at", day, {"sale.objection_offered": True}) == dt.date(2021, 8, 27)
    assert lawful("people", "consent.given_at", day, {"sale.objection_offered": False}) == "never"


def test_an_excuse_is_not_supposed_but_putting_right_gives_it() -> None:
    day = dt.date(2022, 6, 23)
    assert lawful("unsubscribes", "other_means.told", day) is False
    assert repaired("unsubscribes", "other_means.told", day) is True
    assert repaired("unsubscribes", "path.stops_messages", day) is True
