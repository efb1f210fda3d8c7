"""The examples of a rule, good and bad, kept as YAML beside the text they illustrate.

One case is a sentence, several people, and what the rule answers for each. Lawyers review these, not Python. A fact
given several values in brackets stands for as many people, who are answered alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from licet.rules import formulas as fm
from licet.rules.facts import ACT_AT, ACT_ON, DECIDES, IN_TERRITORY, Fact
from licet.rules.rule import Rule
from licet.rules.values import NEVER, UNKNOWN_FACT, Kind, Value
from licet.terms.errors import RuleError
from licet.terms.instants import bounds_of_day

PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True, slots=True)
class Example:
    """One case: the rule, a sentence, whether it illustrates a breach, and each person's facts and expected answer."""

    rule: str
    sentence: str
    is_bad: bool
    people: tuple[tuple[dict[str, Value], str], ...]
    file: str


@cache
def examples() -> tuple[Example, ...]:
    """Return every example of every text."""
    found: list[Example] = []
    for folder in ("fr", "eu"):
        for entry in sorted(files("licet.law").joinpath(folder).iterdir(), key=lambda each: each.name):
            if entry.name.endswith(".yaml"):
                cases = yaml.safe_load(entry.read_text(encoding="utf-8")) or ()
                named = (case for case in cases if isinstance(case, dict) and "rule" in case)
                found += [_example(case, f"{folder}/{entry.name}") for case in named]
    return tuple(found)


def _example(case: dict[str, Any], file: str) -> Example:
    shared = {**_flat(case.get("act", {}), "act"), **_flat(case.get("with", {}))}
    people = []
    for person in case["people"]:
        said: Any = person["breached"]
        expected = {True: "yes", False: "no"}.get(said, said)
        people += [(shared | own, expected) for own in _each(person)]
    is_bad = "bad" in case
    return Example(case["rule"], case["bad" if is_bad else "good"], is_bad, tuple(people), file)


def _each(person: Mapping[str, Any]) -> Iterator[dict[str, Value]]:
    """Yield the facts of one person, or of one for each value where a fact is given several: ``[nothing, refused]``."""
    facts = {key: value if isinstance(value, list) else [value] for key, value in person.items() if key != "breached"}
    for values in product(*facts.values()):
        yield _flat(dict(zip(facts, values, strict=True)))


def _flat(mapping: Mapping[str, Any], prefix: str = "") -> dict[str, Value]:
    # YAML 1.1 reads the key `on` as yes
    keys: Any = mapping
    named = {"on" if key is True else key: value for key, value in keys.items()}
    return {f"{prefix}.{key}" if prefix else key: _value(value) for key, value in named.items()}


def _value(written: Any) -> Value:  # noqa: ANN401  # whatever YAML gives
    if written == "unknown" or written is None:
        return UNKNOWN_FACT
    if written == "never":
        return NEVER
    return written


def answer(rule: Rule, facts: Mapping[str, Value]) -> str:
    """Return what a rule says of a row: ``yes`` (certainly breached), ``no`` (certainly not) or ``unknown``.

    A rule not in force on the day of the act answers ``no``; ``row_of`` says what is read into the facts.
    """
    row = row_of(rule, facts)
    day = row[ACT_ON.name]
    if not rule.in_force(day):
        return "no"
    whole = rule.whole()
    if fm.holds(fm.bind(whole.formula(certain=True), {}, day), row):
        return "yes"
    return "unknown" if fm.holds(fm.bind(whole.formula(certain=False), {}, day), row) else "no"


def row_of(rule: Rule, facts: Mapping[str, Value]) -> dict[str, int]:
    """Return the columns of one person of an example, as whole numbers; facts that are not named are unknown.

    The act needs ``act.at`` or ``act.on``. Unless said otherwise the organisation decides, the law reaches it and a
    contact point is held.
    """
    supposed = (DECIDES.name, IN_TERRITORY.name, *filter(None, [rule.on.reached_by]))
    unless_said = {fact.name: fact.supposed for fact in rule.on.facts.values() if fact.supposed is not UNKNOWN_FACT}
    given: dict[str, Value] = {**dict.fromkeys(supposed, True), **unless_said, **facts}
    row: dict[str, int] = {}
    for name, value in _with_the_act(given).items():
        fact = rule.on.fact(name)
        row |= dict(zip(fact.columns(), fact.encode(_for_kind(fact, value)), strict=True))
    for fact in rule.on.facts.values():
        for column, number in zip(fact.columns(), fact.unknown(), strict=True):
            row.setdefault(column, number)
    return row


def _with_the_act(facts: dict[str, Value]) -> dict[str, Value]:
    at, on = facts.get(ACT_AT.name), facts.get(ACT_ON.name)
    at = dt.datetime.fromisoformat(at) if isinstance(at, str) else at
    if isinstance(at, dt.datetime):
        facts[ACT_AT.name], facts[ACT_ON.name] = at, on or at.astimezone(PARIS).date()
    elif isinstance(on, dt.date):
        facts[ACT_AT.name] = bounds_of_day(_number(on), "Europe/Paris")
    else:
        msg = "an example needs `act.at` (with its zone) or `act.on`"
        raise RuleError(msg)
    return facts


def _number(day: dt.date) -> int:
    return ACT_ON.encode(day)[0]


def _for_kind(fact: Fact, value: Value) -> Value:
    if fact.kind is Kind.INSTANT and isinstance(value, str):
        return dt.datetime.fromisoformat(value)
    if fact.kind is Kind.INSTANT and isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return bounds_of_day(_number(value), "Europe/Paris")
    return value


def of(rule: Rule) -> Iterator[Example]:
    """Yield the examples of one rule."""
    return (each for each in examples() if each.rule in {rule.id, rule.name})
