"""Three years from collection or the last act of the person, whichever is later; opens never count."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.law.book import find
from licet.law.examples import answer
from licet.rules.values import NEVER, Value
from licet.terms.words import Channel

PROSPECT: dict[str, Value] = {
    "customer.is_active": False,
    "customer.relation_ended_on": NEVER,
    "archive.only": False,
    "retention.longer_period_justified": False,
    "contact_point.is_generic": False,
}
DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2026, 11, 21))


def three_years_after(day: dt.date) -> dt.date:
    try:
        return day.replace(year=day.year + 3)
    except ValueError:
        return dt.date(day.year + 3, 2, 28)


@settings(deadline=None)  # the first example loads the whole book
@given(
    collected=DAYS,
    acted=st.one_of(st.just(NEVER), DAYS),
    opened=DAYS,
    on=st.dates(dt.date(2018, 5, 25), dt.date(2030, 1, 1)),
)
def test_a_prospect_expires_three_years_after_the_later_of_collection_and_act(
    collected: dt.date, acted: dt.date, opened: dt.date, on: dt.date
) -> None:
    last = max(collected, acted) if isinstance(acted, dt.date) else collected
    facts = PROSPECT | {"act.on": on, "collection.on": collected, "last_act.on": acted, "last_open.on": opened}
    assert answer(find("RET-01"), facts) == ("yes" if on > three_years_after(last) else "no")


@pytest.mark.parametrize("rule_id", ["RET-01", "RET-02"])
def test_opens_are_not_even_read(rule_id: str) -> None:
    assert "last_open.on" not in find(rule_id).facts()


@pytest.mark.parametrize("channel", Channel)
def test_an_objector_is_reachable_on_no_channel(channel: Channel) -> None:
    objector: dict[str, Value] = {"objection.made_at": dt.date(2026, 11, 20), "objection.covers_act": True}
    assert answer(find("RGT-03"), objector | {"act.on": dt.date(2026, 11, 21), "act.channel": channel}) == "yes"
