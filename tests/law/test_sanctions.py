"""Caps are those of the article on the day; comparables are published decisions under that very article."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from licet.law.book import all_rules
from licet.law.sanctions import all_comparables, caps, comparables, other_caps
from licet.rules.values import encode_day

PERFORMECLIC = encode_day(dt.date(2020, 12, 7))
TODAY = encode_day(dt.date(2026, 11, 21))
DECISIONS = Path(__file__).parents[3] / "shared" / "decisions"


def day(text: str) -> int:
    return encode_day(dt.date.fromisoformat(text))


@pytest.mark.parametrize(
    ("article", "eur", "percent"),
    [
        ("GDPR 5(1)(e)", 20_000_000, 4),
        ("GDPR 21", 20_000_000, 4),
        ("GDPR 44", 20_000_000, 4),
        ("GDPR 28", 10_000_000, 2),
        ("GDPR 32", 10_000_000, 2),
        ("GDPR 8", 10_000_000, 2),
        ("CPCE L.34-5", 10_000_000, 2),
        ("LIL 82", 10_000_000, 2),
        ("C. conso L.223-1", 375_000, None),
        ("C. conso D.223-9", 375_000, None),
        ("C. trav. L.6323-8-1", 375_000, None),
    ],
)
def test_the_cap_is_that_of_the_article(article: str, eur: int, percent: int | None) -> None:
    found = caps(article, TODAY)
    assert found is not None
    assert (found.eur, found.percent) == (eur, percent)


def test_the_cap_for_prospecting_without_consent_is_marked_as_not_read() -> None:
    found = caps("CPCE L.34-5", PERFORMECLIC)
    assert found is not None
    assert found.verified == "K"


def test_the_fine_for_consumers_rose_in_2020_and_did_not_exist_before_2014() -> None:
    def fines(on: str) -> list[tuple[int, int | None]]:
        found = other_caps("CPCE L.34-5", day(on))
        return [(each.eur, each.eur_person) for each in found if each.authority == "DGCCRF"]

    assert fines("2014-03-18") == []
    assert fines("2014-03-19") == fines("2020-07-25") == [(15_000, 3_000)]
    assert fines("2020-07-26") == [(375_000, 75_000)]


def test_the_criminal_fine_is_per_message() -> None:
    assert other_caps("CPCE L.34-5", TODAY)[-1].per == "message"


def test_before_the_gdpr_the_caps_were_lower() -> None:
    found = [caps("GDPR 21", day(on)) for on in ("2012-01-12", "2016-10-09", "2018-05-24", "2018-05-25")]
    assert [each.eur for each in found if each] == [150_000, 3_000_000, 3_000_000, 20_000_000]


@pytest.mark.parametrize("article", ["C. assur. L.112-2-2", "C. conso L.221-16", "GDPR 3"])
def test_an_article_without_a_known_cap_has_none(article: str) -> None:
    assert caps(article, TODAY) is None
    assert other_caps(article, TODAY) == ()


def test_every_article_of_the_book_can_be_asked_for_its_cap() -> None:
    for article in {each.article for each in all_rules()}:
        caps(article, TODAY)


def test_comparables_share_the_very_article() -> None:
    assert "SAN-2020-016" in {each.id for each in comparables("GDPR 5(1)(e)")}
    assert {each.id for each in comparables("GDPR 7(1)")} == {"SAN-2022-021", "SAN-2025-001"}
    assert {each.id for each in comparables("GDPR 28(3)")} == {each.id for each in comparables("GDPR 28")}
    assert comparables("GDPR 2") == ()


def test_no_comparable_is_matched_by_the_first_digits_of_its_article() -> None:
    assert not any("GDPR 12" in each.heads and "GDPR 1" in each.heads for each in comparables("GDPR 1"))
    assert comparables("GDPR 1") == ()


def test_what_is_said_of_an_organisation_without_a_name_is_said_in_french_too() -> None:
    french: dict[str, str] = {}
    for each in all_comparables():
        assert each.role_fr
        assert bool(each.note) is bool(each.note_fr)
        for said, said_fr in ((each.role, each.role_fr), (each.note, each.note_fr)):
            assert said != said_fr or not said
            assert french.setdefault(said, said_fr) == said_fr
            assert not re.search(r"\b(the|of|and|for|sender|broker|publisher|company)\b", said_fr)


def test_comparables_come_oldest_first() -> None:
    dates = [each.date for each in all_comparables()]
    assert dates == sorted(dates)


def test_the_fine_of_performeclic_comes_with_its_terms() -> None:
    found = next(each for each in comparables("GDPR 28") if each.id == "SAN-2020-016")
    assert (found.fine_eur, found.deadline_months, found.penalty_eur_per_day) == (7300, 2, 1000)
    assert dict(found.size) == {"employees": 2, "people": 20_000_000}


@pytest.mark.skipif(not DECISIONS.is_dir(), reason="the published decisions are not beside the project")
def test_each_comparable_says_what_its_decision_says() -> None:
    files = [yaml.safe_load(each.read_text("utf-8")) for each in DECISIONS.glob("*.yaml")]
    by_id: dict[str, dict[str, Any]] = {each["id"]: each for each in files}
    checked = 0
    for comparable in all_comparables():
        known = by_id.get(comparable.id)
        if known is None:
            continue
        retained = {article for article, held in known["outcome"].items() if held["status"] == "retained"}
        assert set(comparable.heads) == retained
        assert comparable.fine_eur == known["sanction"]["fine_eur"]
        assert comparable.penalty_eur_per_day == known["sanction"]["penalty_eur_per_day"]
        checked += 1
    assert checked > 25
