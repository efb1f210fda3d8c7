"""A party or a charity, and people abroad: L.34-5 and the consumer code are silent, the GDPR is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from licet.audit.audit import audit
from licet.audit.model import Report
from tests.audit.bases import base

UNASKED_FOR: dict[str, Any] = {
    "by": "document",
    "capacity": "consumer",
    "consent.given_at": "never",
    "call_consent.given_at": "never",
    "sale.at": "never",
    "account.without_purchase": False,
    "contact_point.is_generic": False,
    "contact_point.published_online": False,
    "contract.in_progress": False,
    "callback.requested_on": "never",
    "offer.sector": "other",
    "customer.is_active": False,
    "customer.relation_ended_on": "never",
    "retention.longer_period_justified": False,
    "archive.only": False,
}
OLD = {
    "email": ["a@m.test", "b@m.test"],
    "phone": ["06 39 98 00 01"] * 2,
    "obtained_at": ["2020-01-02"] * 2,
    "last_click_at": [""] * 2,
}
FORM = {"id": "petition", "by": "document", "consent_relied_on": True, "act_of_agreement": "preticked_box"}


def report(path: Path) -> Report:
    return audit(path, out=path / "report", lang="en").report


def charged(path: Path) -> set[str]:
    return {each.article for each in report(path).findings if each.status != "undetermined"}


def possible(path: Path) -> set[str]:
    return {each.article for each in report(path).findings}


@pytest.mark.parametrize("channel", ["email", "sms", "automated_call", "telephone"])
def test_who_sells_is_charged_under_the_texts_on_prospecting(channel: str, tmp_path: Path) -> None:
    path = base(tmp_path, OLD, channels=[channel], everyone=UNASKED_FOR)
    assert charged(path) & {"CPCE L.34-5", "C. conso L.223-1"}


@pytest.mark.parametrize("answer", [{"solicitation.promotes": False}, {"person.lives_abroad": True}])
@pytest.mark.parametrize("channel", ["email", "sms", "automated_call", "telephone"])
def test_of_a_cause_and_of_people_abroad_they_say_nothing_and_the_gdpr_goes_on(
    answer: dict[str, bool], channel: str, tmp_path: Path
) -> None:
    path = base(tmp_path, OLD, channels=[channel], everyone=UNASKED_FOR | answer)
    assert not {each for each in possible(path) if each.startswith(("CPCE L.34-5", "C. conso"))}
    assert "GDPR 5(1)(e)" in charged(path)


def test_a_cause_that_relies_on_a_preticked_box_is_charged_under_article_6(tmp_path: Path) -> None:
    sold = base(tmp_path / "sold", OLD, everyone=UNASKED_FOR, forms=[FORM])
    assert "CPCE L.34-5" in charged(sold)
    cause = base(tmp_path / "cause", OLD, everyone=UNASKED_FOR | {"solicitation.promotes": False}, forms=[FORM])
    assert "GDPR 6" in charged(cause)
    assert "CPCE L.34-5" not in possible(cause)


def test_the_country_of_a_row_tells_who_lives_abroad_and_a_blank_says_france(tmp_path: Path) -> None:
    columns = {**OLD, "country": ["Belgique", ""]}
    path = base(tmp_path, columns, everyone=UNASKED_FOR)
    (head,) = [each for each in report(path).findings if each.article == "CPCE L.34-5"]
    assert (head.count, head.possible) == (1, 0)


def test_a_country_nobody_knows_leaves_it_open(tmp_path: Path) -> None:
    path = base(tmp_path, {**OLD, "country": ["Arcadie", "FR"]}, everyone=UNASKED_FOR)
    (head,) = [each for each in report(path).findings if each.article == "CPCE L.34-5"]
    assert (head.count, head.possible) == (1, 1)


def test_the_birthday_of_a_row_tells_who_is_a_child(tmp_path: Path) -> None:
    agreed = UNASKED_FOR | {
        "consent.given_at": "2026-06-01", "consent.withdrawn_at": "never", "consent.covers_channel": True,
        "consent.names_controller": True, "consent.by_positive_act": True, "consent.covers_purpose": True,
        "consent.proof_names_person": True, "consent.proof_shows_time": True, "consent.proof_shows_wording": True,
        "consent.with_parent": False, "objection.made_at": "never",
    }  # fmt: skip
    columns = {**OLD, "birth_on": ["2011-11-22", "2011-11-21"]}
    found = report(base(tmp_path, columns, everyone=agreed)).findings
    (ground,) = [each for head in found for each in head.grounds if each.rule == "SPE-01"]
    assert (ground.status, ground.count, ground.possible) == ("breach", 1, 0)
