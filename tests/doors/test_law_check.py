"""``licet law check`` and ``licet law contested``."""

from __future__ import annotations

import json

import pytest

from licet.doors.exits import Exit
from licet.law.book import all_rules
from licet.law.review import book_on, contested
from licet.rules.rule import Reading
from tests.doors.bases import ask

Capsys = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def in_french_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")


def test_on_the_day_of_the_book_it_is_clean(capsys: Capsys) -> None:
    said = ask(capsys, "law", "check", "--on", book_on().isoformat())
    assert (said.code, said.err) == (Exit.CLEAN, "")
    assert "aucune règle n'a dépassé sa date de relecture" in said.out


def test_rules_past_their_day_are_named_with_the_reason_and_the_exit_says_so(capsys: Capsys) -> None:
    said = ask(capsys, "law", "check", "--on", "2027-06-01", "--lang", "en")
    assert said.code == Exit.UNDETERMINED
    assert "past their review date on 2027-06-01" in said.out
    line = next(each for each in said.out.splitlines() if "C-317/25 on partners" in each)
    assert "PAR-03.category" in line


def test_json_holds_marks_overdue_announced_unread_and_contested(capsys: Capsys) -> None:
    said = json.loads(ask(capsys, "law", "check", "--on", "2027-06-01", "--json").out)
    assert set(said) == {"on", "book_on", "marks", "overdue", "announced", "unread", "contested"}
    assert sum(said["marks"].values()) == len(all_rules())
    assert said["marks"]["K"] == len(said["unread"])


def test_a_day_that_is_none_is_wrong_usage(capsys: Capsys) -> None:
    assert ask(capsys, "law", "check", "--on", "next year").code == Exit.USAGE


@pytest.mark.parametrize(("lang", "word"), [("fr", "Lectures contestées"), ("en", "Contested readings")])
def test_the_register_lists_every_contested_reading(lang: str, word: str, capsys: Capsys) -> None:
    said = ask(capsys, "law", "contested", "--lang", lang)
    assert said.code == Exit.CLEAN
    assert word in said.out
    assert all(each.rule.id in said.out for each in contested())


def test_the_register_as_json_tells_both_sides_and_who_can_settle_it(capsys: Capsys) -> None:
    said = json.loads(ask(capsys, "law", "contested", "--json").out)
    assert len(said) == sum(rule.reading is Reading.STRICT for rule in all_rules())
    assert all(each["strict"] and each["other"] and each["owner"] for each in said)
