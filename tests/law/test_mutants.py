"""The examples tell each rule from every mutant of it, or the mutant is listed with its reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zlib import crc32

import pytest

from licet.law.book import all_rules, find
from licet.law.examples import answer
from licet.rules.expressions import Expr
from licet.rules.facts import Fact, Facts, Table
from licet.rules.rule import Rule
from licet.rules.values import Kind
from tests.law import mutation
from tests.law.clauses import clauses
from tests.law.killed import People
from tests.law.mutants import Mistake, _mistakes, mutants
from tests.law.words import said

PEOPLE = Table("people", unit="people")
PEOPLE.declare(
    *(Fact(name, Kind.TERNARY, name, name) for name in "abc"),
    Fact("way", Kind.CHOICE, "way", "way", choices=("post", "call", "mail")),
    Fact("bought_on", Kind.DAY, "bought", "acheté"),
    Fact("times", Kind.COUNT, "times", "fois"),
)
f = Facts(PEOPLE)
EVERY_FIFTIETH = 50


def wrong(expression: Expr) -> set[str]:
    return {said(each) for _, _, each in _mistakes(expression, lambda _: False)}


# ------------------------------------------------------------------ the examples


def test_every_mutant_is_killed_or_listed() -> None:
    unlisted = [key for key in mutation.survivors() if not any(each.names(key) for each in mutation.listed())]
    assert not unlisted, "write an example that tells it from the rule (docs/why/mutation.md)"


@pytest.mark.parametrize("listed", mutation.listed(), ids=lambda each: each.because)
def test_nothing_is_listed_that_an_example_kills_or_that_is_no_mutant(listed: mutation.Listed) -> None:
    killed = [key for key, each in mutation.outcomes().items() if each.is_killed and listed.names(key)]
    assert not killed
    assert not [one for one in listed.mutants if not any(map(mutation.Listed((one,), "").names, mutation.survivors()))]


def test_no_mutant_is_listed_twice() -> None:
    assert not [key for key in mutation.survivors() if sum(each.names(key) for each in mutation.listed()) > 1]


def test_the_page_is_the_one_that_rules_and_examples_write() -> None:
    assert mutation.PAGE.read_text(encoding="utf-8") == mutation.page(), "run `make mutants`"


# ------------------------------------------------------------------ how they are judged


@pytest.mark.parametrize("rule", all_rules(), ids=lambda each: each.id)
def test_all_people_at_once_are_answered_as_one_by_one(rule: Rule) -> None:
    people = People(rule)
    some = [each.rule for each in mutants(rule) if crc32(each.key.encode()) % EVERY_FIFTIETH == 0]
    for judged in (rule, *some):
        held = people.answers(judged)
        for place, (facts, _) in enumerate(people.facts):
            bits = held.certainly >> place & 1, held.possibly >> place & 1
            assert {(1, 1): "yes", (0, 1): "unknown", (0, 0): "no"}[bits] == answer(judged, dict(facts))


def test_a_rule_without_examples_keeps_all_its_mutants() -> None:
    rule = replace(find("RET-01"), id="nobody", name="nobody")
    assert not any(People(rule).kill(each.rule) for each in mutants(rule))


# ------------------------------------------------------------------ what goes wrong


def test_a_sign_is_turned_and_each_part_left_out() -> None:
    assert wrong(f.a & f.b) >= {"a | b", "a", "b"}
    assert wrong(f.a & f.b & f.c) >= {"(a & b) | c", "(a | b) & c", "a & b", "a & c", "b & c"}
    assert wrong(f.a | ~f.b) >= {"a & ~b", "a", "~b", "a | b", "~a | ~b"}


def test_yes_stands_for_no_and_no_for_yes() -> None:
    assert wrong(f.a) == {"~a"}
    assert wrong(~f.a) == {"a"}
    assert wrong(~(f.a & f.b)) == {"a & b", "~(a | b)", "~a", "~b", "~(~a & b)", "~(a & ~b)"}


def test_a_choice_is_added_or_left_out_but_one_is_left() -> None:
    assert wrong(f.way.is_in("post", "call")) == {"way is call", "way is post", "way is post or call or mail"}
    assert wrong(f.way == "post") == {"way is post or call", "way is post or mail"}


def test_a_bound_moves_to_either_side_and_each_once() -> None:
    assert wrong(f.times > 3) == {"times >= 3", "times > 4"}
    assert wrong(f.times <= 3) == {"times < 3", "times <= 4"}
    assert wrong(f.times == 3) == {"times != 3", "times == 2", "times == 4"}
    day = dt.date(2018, 5, 25)
    assert wrong(f.bought_on >= day) == {"bought_on > 2018-05-25", "bought_on >= 2018-05-24"}
    assert wrong(f.bought_on.happened) == {"bought_on >= never"}


def test_a_rule_of_some_days_channels_and_people_loses_them() -> None:
    found = {each.what for each in mutants(find("SEC-01"))}
    assert found >= {"begins a day early", "begins a day late", "ends a day early", "ends a day late"}
    assert found >= {"speaks of every channel", "speaks of everybody", "forgets telephone", "forgets automated_call"}


# ------------------------------------------------------------------ what is written once


def test_a_clause_is_wrong_once_and_in_every_rule_that_uses_it() -> None:
    one = "agreed_beforehand: without `consent.covers_channel`"
    found = [each for name in ("CPC-01", "CUS-05") for each in mutants(find(name)) if each.key.startswith(one)]
    assert len({each.key for each in found}) == 1
    assert len(found) == 2
    assert not any("consent.covers_channel &" in said(each.rule.breached) for each in found)


def test_a_clause_stays_whole_in_what_the_rule_says_itself() -> None:
    own = [each for each in mutants(find("CPC-01")) if each.where == "CPC-01" and each.mistake is Mistake.PART]
    assert len(own) == 2, "without the agreement, without the ways past it"


def test_twins_are_made_with_one_first_day_and_their_rules_with_their_own() -> None:
    def days(name: str) -> set[str]:
        return {each.where for each in mutants(find(name)) if each.mistake is Mistake.DAYS}

    assert days("RET-01.before-gdpr") == days("RGT-03.before-gdpr") == {"twins from 2004-08-07"}
    assert days("RET-01") == {"RET-01"}
    assert days("ACC-01.duration") == days("ACC-01.nature"), "one function records both"


def test_a_clause_is_known_on_tables_that_declare_its_facts_only() -> None:
    assert "agreed_beforehand" in clauses("persons").values()
    assert "agreed_beforehand" not in clauses("contracts").values()
