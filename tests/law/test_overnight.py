"""What changes for calls to consumers in the night from 2026-08-10 to 2026-08-11."""

from __future__ import annotations

import datetime as dt

import pytest

from licet.law.book import book, find
from licet.law.examples import answer
from licet.rules.values import NEVER, Value

EVE, MORROW = dt.date(2026, 8, 10), dt.date(2026, 8, 11)

COLD_CALL: dict[str, Value] = {
    "act.channel": "telephone",
    "capacity": "consumer",
    "bloctel.listed": False,
    "bloctel.screened_on": dt.date(2026, 8, 1),
    "bloctel.calls_habitually": True,
    "call_consent.given_at": NEVER,
    "call_consent.withdrawn_at": NEVER,
    "contract.in_progress": False,
    "contract.covers_offer": False,
    "contract.relation_existed": False,
    "offer.sector": "other",
    "callback.requested_on": NEVER,
    "callback.covers_offer": False,
}


def in_force(day: dt.date) -> set[str]:
    return {rule.id for rule in book(day) if rule.id.startswith(("TEL-", "SEC-"))}


def broken(facts: dict[str, Value], day: dt.date) -> set[str]:
    return {
        rule.id
        for rule in book(day)
        if rule.id.startswith(("TEL-", "SEC-"))
        and rule.on.name == "persons"
        and answer(rule, {**facts, "act.on": day}) == "yes"
    }


def test_the_opposition_list_and_what_hung_on_it_are_gone_in_the_morning() -> None:
    assert in_force(EVE) - in_force(MORROW) == {
        "TEL-01",
        "TEL-01.screening",
        "TEL-01.monthly",
        "TEL-10.refusal",
        "TEL-13.opposition_list",
        "TEL-14.opposition_list",
    }


def test_agreement_its_content_its_proof_and_its_withdrawal_are_there_in_the_morning() -> None:
    assert in_force(MORROW) - in_force(EVE) == {
        "TEL-03",
        "TEL-03.machine",
        "TEL-04.act",
        "TEL-04.anniversary",
        "TEL-04.caller",
        "TEL-04.cap",
        "TEL-04.items",
        "TEL-04.offer",
        "TEL-04.period",
        "TEL-04.renewal",
        "TEL-04.request",
        "TEL-04.slots",
        "TEL-04.year",
        "TEL-05",
        "TEL-05.access",
        "TEL-05.archive",
        "TEL-05.words",
        "TEL-06",
        "TEL-06.by_voice",
        "TEL-06.hang_up",
        "TEL-06.steps",
        "TEL-09",
        "TEL-13",
        "TEL-13.contract",
        "TEL-16",
        "TEL-16.other_sectors",
        "TEL-16.proof",
        "TEL-18",
    }


def test_days_hours_frequency_identification_and_sector_bans_stay_overnight() -> None:
    assert in_force(EVE) & in_force(MORROW) == {
        "SEC-02",
        "SEC-03",
        "SEC-03.without_consent",
        "SEC-04",
        "SEC-05",
        "SEC-05.continue",
        "SEC-05.pause",
        "SEC-05.recording",
        "SEC-05.stop",
        "TEL-07",
        "TEL-07.machine",
        "TEL-08",
        "TEL-08.closing_minute",
        "TEL-08.machine",
        "TEL-10",
        "TEL-10.machine",
        "TEL-12",
        "TEL-12.void",
        "TEL-14",
        "TEL-14.number",
    }


def test_the_same_call_to_a_consumer_on_no_list_is_lawful_in_the_evening_and_not_in_the_morning() -> None:
    assert broken(COLD_CALL, EVE) == set()
    assert broken(COLD_CALL, MORROW) == {"TEL-03"}


def test_a_listed_consumer_is_protected_by_the_list_in_the_evening_and_by_silence_in_the_morning() -> None:
    listed = {**COLD_CALL, "bloctel.listed": True}
    assert broken(listed, EVE) == {"TEL-01"}
    assert broken(listed, MORROW) == {"TEL-03"}


def test_a_call_within_a_contract_in_progress_is_lawful_on_both_days() -> None:
    within = {**COLD_CALL, "contract.in_progress": True, "contract.covers_offer": True, "bloctel.listed": True}
    assert broken(within, EVE) == broken(within, MORROW) == set()


@pytest.mark.parametrize("sector", ["energy_renovation", "home_adaptation"])
def test_works_at_home_stay_banned_on_both_days_and_a_call_back_becomes_contested(sector: str) -> None:
    works = {**COLD_CALL, "offer.sector": sector, "callback.requested_on": EVE, "callback.covers_offer": True}
    assert broken(works, EVE) == {"SEC-02"}
    assert broken(works, MORROW) == {"TEL-16"}
    assert find("TEL-16") in book(MORROW).strict
