"""Which article a conduct is charged under, by role and channel (heads.md D3, D6, D7)."""

from __future__ import annotations

import datetime as dt

import pytest

from licet.law.book import all_rules, find
from licet.law.heads import articles, conducts
from licet.rules.values import encode_day
from licet.terms.words import Channel, Role

DAY = encode_day(dt.date(2026, 11, 21))
ALL_CHANNELS = frozenset(str(each) for each in Channel)


def charged(rule: str, channel: Channel | None, role: Role = Role.USER) -> tuple[str, ...]:
    return articles(find(rule), role=role, channel=channel, used=ALL_CHANNELS, day=DAY)


@pytest.mark.parametrize("rule", ["TEL-06.steps", "TEL-06.by_voice"])
def test_withdrawing_from_calls_is_no_matter_of_l34_5_though_the_organisation_mails_too(rule: str) -> None:
    assert charged(rule, None) == ("C. conso L.223-1", "GDPR 7(3)")


@pytest.mark.parametrize("rule", ["CPC-08.2", "CPC-08.3", "CPC-09"])
def test_a_machine_declared_as_a_live_call_is_charged_under_the_law_of_machines(rule: str) -> None:
    assert charged(rule, Channel.TELEPHONE) == ("CPCE L.34-5",)


@pytest.mark.parametrize("rule", ["CPC-02.2", "CPC-02.3", "CON-01.4"])
def test_a_form_spoils_the_use_under_l34_5_and_the_transmission_under_article_6(rule: str) -> None:
    assert charged(rule, None) == ("CPCE L.34-5",)
    assert charged(rule, None, Role.TRANSMITTER) == ("GDPR 6",)


def test_a_live_call_without_agreement_is_two_heads_of_two_authorities() -> None:
    assert charged("TEL-03", Channel.TELEPHONE) == ("C. conso L.223-1", "GDPR 6")


def test_bought_agreements_behind_post_and_calls_are_article_6() -> None:
    assert charged("PAR-08.other-channels", None) == ("GDPR 6",)
    assert charged("PAR-08.known-defect-other-channels", None) == ("GDPR 6",)


def test_withdrawal_from_mails_is_within_l34_5_and_from_letters_7_3() -> None:
    assert charged("CON-08.scope", Channel.EMAIL) == ("CPCE L.34-5",)
    assert charged("CON-08.scope", Channel.POST) == ("GDPR 7(3)",)


def test_a_spoken_notice_that_leads_nowhere_stands_with_the_items_it_lacks() -> None:
    assert find("INF-05.voice").conduct == find("INF-01.1a").conduct
    assert "GDPR 12(1)" in conducts()[find("INF-05.voice").conduct].within


def test_7_1_beside_l34_5_is_for_a_continuing_or_a_silent_supply_only() -> None:
    second = {each.id for each in all_rules() if each.conduct == "supplier-unchecked"}
    assert second == {"PAR-08.continuing", "PAR-08.silent"}
