"""Run every good and bad example of every rule."""

from __future__ import annotations

import pytest

from licet.law.book import all_rules, find
from licet.law.examples import Example, _example, answer, examples, of
from licet.rules.rule import Rule


@pytest.mark.parametrize("example", examples(), ids=lambda each: f"{each.rule}: {each.sentence}")
def test_each_example_is_answered_as_written(example: Example) -> None:
    rule = find(example.rule)
    for number, (facts, expected) in enumerate(example.people):
        assert answer(rule, dict(facts)) == expected, f"person {number + 1} of `{example.sentence}` in {example.file}"


@pytest.mark.parametrize("example", examples(), ids=lambda each: f"{each.rule}: {each.sentence}")
def test_a_good_example_shows_no_breach_and_a_bad_one_shows_one(example: Example) -> None:
    answers = {expected for _, expected in example.people}
    assert ("yes" in answers) is example.is_bad


@pytest.mark.parametrize("rule", all_rules(), ids=lambda each: each.id)
def test_every_rule_has_a_good_and_a_bad_example(rule: Rule) -> None:
    assert {each.is_bad for each in of(rule)} == {True, False}


def test_several_values_in_brackets_stand_for_as_many_people() -> None:
    people = [{"a": ["b", "c"], "d": True, "breached": False}, {"a": "e", "breached": "unknown"}]
    found = _example({"rule": "x", "good": "x", "people": people}, "x").people
    assert found == (({"a": "b", "d": True}, "no"), ({"a": "c", "d": True}, "no"), ({"a": "e"}, "unknown"))
