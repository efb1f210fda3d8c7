"""The receipt: in the words of dpv-27560, pinned, made from events alone; and its page."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from typing import Any

import pytest
import tinyhtml5  # type: ignore[import-untyped]
from playwright.sync_api import Page

from licet.consent import receipt as receipts
from licet.consent.receipt import CONTEXT_SHA256, receipt_of
from licet.consent.receipt_page import receipt_page
from licet.consent.receipt_words import CHANNELS, PAGE, PURPOSES, STATUSES, WAYS
from licet.consent.record import Evidence, Key, give, say, withdraw
from licet.consent.status import Said, Status
from licet.ledger import Transaction, act, clock
from licet.subjects import add_controller, contact_point, person_for
from licet.terms.errors import LedgerError
from licet.terms.words import Channel, Purpose
from tests.ground.browser import axe_violations
from tests.ground.house import House

ADA = contact_point("email", "ada@mail.example")
OWN = Key("commercial", "email", "acme")
PARTNER = Key("survey", "sms", "partner")
AT = 1_790_000_000


@act
def _person(tx: Transaction) -> bytes:
    return person_for(tx, ADA)


def _told(lang: str = "fr") -> tuple[bytes, dict[str, Any]]:
    add_controller("acme", "Acme <SAS>", email="dpo@acme.example", address="1 rue de Rien, Paris")
    add_controller("partner", "Partenaire")
    with clock.at(AT):
        ada = _person()
        proof = {"form": "newsletter", "version": 2, "override_by": "account/3"}
        evidence = Evidence("form", "ticked_box", AT - 60, ["ab" * 32], proof, {"ip": "192.0.2.7"}, confirmed=True)
        give(ada, [OWN], evidence)
        act(lambda tx: say(tx, ada, Said.IMPORTED, [PARTNER], Evidence("import", happened_at=AT - 10**6)))()
    with clock.at(AT + 60):
        withdraw(ada, [PARTNER], Evidence("link"))
        return ada, receipt_of(ada, lang, "https://licet.example/p")


def test_the_receipt_says_who_what_when_and_points_at_its_events(house: House) -> None:
    ada, made = _told()
    assert made["@type"] == "dpv:ConsentReceipt"
    assert made["dct:conformsTo"] == "dpv-27560:receipt-eu-gdpr"
    own, partner = made["dpv:hasRecordOfActivity"]
    assert own["dpv:hasDataSubject"]["dpv:hasIdentifier"] == ada.hex()
    process = own["dpv:hasProcess"][0]
    assert process["dpv:hasPurpose"][0]["skos:broader"] == "dpv:DirectMarketing"
    given = process["dpv:hasConsentStatus"][0]
    assert given["@type"] == "dpv:ConsentGiven"
    assert given["dpv:isIndicatedAtTime"] == "2026-09-21T14:12:20Z"
    assert given["licet:publishedByOverrideOf"] == "account/3"
    assert given["licet:contemporaneous"] is True
    assert own["dpv:hasNotice"] == [{"@type": "dpv:ConsentNotice", "licet:sha256": "ab" * 32}]
    states = partner["dpv:hasProcess"][0]["dpv:hasConsentStatus"]
    assert [(each["@type"], each["licet:contemporaneous"]) for each in states] == [
        ("dpv:ConsentGiven", False),
        ("dpv:ConsentWithdrawn", True),
    ]
    assert partner["dpv:hasProcess"][0]["licet:status"] == "withdrawn"
    text = json.dumps(made)
    assert "192.0.2.7" not in text
    assert "ada@" not in text


def test_the_same_facts_give_the_same_receipt(sqlite_house: House) -> None:
    ada, made = _told()
    with clock.at(AT + 60):
        assert receipt_of(ada, "fr", "https://licet.example/p") == made


def test_every_prefix_used_stands_in_the_pinned_context(sqlite_house: House) -> None:
    _, made = _told()
    context = made["@context"]
    stored = files("licet.consent").joinpath("receipt_context.jsonld").read_bytes()
    assert hashlib.sha256(stored).hexdigest() == CONTEXT_SHA256 == made["licet:contextSha256"]

    def names(value: object) -> set[str]:
        if isinstance(value, dict):
            return {*value, *(n for each in value.values() for n in names(each))}
        if isinstance(value, list):
            return {n for each in value for n in names(each)}
        return {value} if isinstance(value, str) and value.startswith(("dpv", "pd:", "eu-gdpr:")) else set()

    used = {name.partition(":")[0] for name in names({k: v for k, v in made.items() if k != "@context"}) if ":" in name}
    assert used <= set(context)


def test_a_context_that_is_not_the_pinned_one_is_refused(sqlite_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receipts, "CONTEXT_SHA256", "00" * 32)
    receipts.context.cache_clear()
    with pytest.raises(LedgerError, match="pinned"):
        receipts.context()
    receipts.context.cache_clear()


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_page_escapes_and_says_the_same(lang: str, sqlite_house: House) -> None:
    _, made = _told(lang)
    page = receipt_page(made, lang)
    assert f'<html lang="{lang}">' in page
    assert "Acme &lt;SAS&gt;" in page
    assert STATUSES[lang]["withdrawn"] in page
    assert PAGE[lang]["override"].format(name="account/3") in page
    assert "https://licet.example/p" in page
    assert "<script" not in page
    assert "src=" not in page
    tree = tinyhtml5.parse(page, namespace_html_elements=False)
    assert len(tree.findall(".//h1")) == 1
    assert all(cell.get("scope") == "col" for cell in tree.iter("th"))


@pytest.mark.needs("chromium")
def test_axe_finds_nothing_on_the_page(page: Page, sqlite_house: House) -> None:
    _, made = _told()
    page.set_content(receipt_page(made, "fr"))
    assert [each["id"] for each in axe_violations(page)] == []


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_every_word_is_said_in_both_languages(lang: str) -> None:
    assert set(PURPOSES[lang]) == set(Purpose)
    assert set(CHANNELS[lang]) == set(Channel)
    assert set(STATUSES[lang]) == {*Status, "imported"}
    assert set(WAYS[lang]) == set(WAYS["fr"])
    assert set(PAGE[lang]) == set(PAGE["fr"])


def test_a_person_without_consents_is_told_so(sqlite_house: House) -> None:
    page = receipt_page(receipt_of(_person(), "fr"), "fr")
    assert PAGE["fr"]["none"] in page
