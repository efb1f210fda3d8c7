"""What is not known never permits: certain and possible hold against every way the unknown may turn out."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.law.book import all_rules
from licet.rules import formulas as fm
from licet.rules import values as v
from licet.rules.facts import ACT_AT, ACT_ON, Fact
from licet.rules.rule import Rule
from tests.rules.oracle import truth
from tests.rules.rows import Row, Rows, instants_beside, near, some_day

UNKNOWNS = 6
COMPLETIONS = 3_000
ROWS = 6


@pytest.mark.parametrize("rule", all_rules(), ids=lambda each: each.id)
@settings(max_examples=4)
@given(chance=st.randoms(use_true_random=True))
def test_certain_and_possible_hold_against_every_completion_of_the_unknowns(rule: Rule, chance: random.Random) -> None:
    day = some_day(chance, [rule])
    source, breached = Rows(chance, [rule], day), truth(rule.whole(), day)
    whole = rule.whole()
    certain, possible = (fm.bind(whole.formula(certain=certain), {}, day) for certain in (True, False))
    for _ in range(ROWS):
        row = source.row(unknown=0, towards=chance.choice((rule, rule, None)))
        ways = left_open(chance, source, rule, row)
        is_certain, is_possible = fm.holds(certain, row), fm.holds(possible, row)
        answers = {breached(row | completion) for completion in completions(ways)}
        assert not is_certain or answers == {True}
        assert is_possible or answers == {False}


def left_open(chance: random.Random, source: Rows, rule: Rule, row: Row) -> dict[str, list[int]]:
    """Leave up to six facts of a row unknown; give each of them, and each day of unknown hour, its completions."""
    facts = [fact for fact in source.facts.values() if fact not in {ACT_ON, ACT_AT}]
    chance.shuffle(facts)
    ways: dict[str, list[int]] = {}
    many, unknowns = 1, chance.randint(0, UNKNOWNS)
    chosen: list[Fact] = []
    for fact in facts:
        ways_of_fact = len(full(fact, source, rule, row))
        if len(chosen) < unknowns and many * ways_of_fact <= COMPLETIONS:
            many *= ways_of_fact
            chosen.append(fact)
    for fact in chosen:
        row |= zip(fact.columns(), fact.unknown(), strict=True)
    for fact in chosen:
        ways[fact.name] = full(fact, source, rule, row)
    for fact in (*facts, ACT_AT):
        if fact.kind is v.Kind.INSTANT and fact not in chosen:
            first, last = (row.get(column, 0) for column in fact.columns())
            ways[fact.name] = sorted({first, last})
    return ways


def full(fact: Fact, source: Rows, rule: Rule, row: Row) -> list[int]:
    """Give the values that an unknown fact may turn out to have, as far as a rule can tell them apart."""
    if fact.kind is v.Kind.INSTANT:
        beside = [row[name + end] for name in instants_beside(fact, rule) for end in ("", v.LATEST_SUFFIX)]
        around = near(each for each in (*beside, row[ACT_AT.columns()[0]]) if abs(each) < -v.NEVER_AT)
        return [v.NEVER_AT, *sorted(around)]
    values = sorted({value[0] for value in source.values[fact.name][1:]})
    if fact.kind is v.Kind.DAY:
        others = near(row[other.name] for other in source.facts.values() if other.kind is v.Kind.DAY and other != fact)
        values += sorted(each for each in others if each > v.NEVER_ON + 1 and each not in values)[:6]
    return values


def completions(ways: dict[str, list[int]]) -> Iterator[Row]:
    for numbers in itertools.product(*ways.values()):
        yield dict(zip(ways, numbers, strict=True))
