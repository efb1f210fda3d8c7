"""Random rows that dwell on the edges: cut-offs and the day before and after, first and last seconds, unknown, never."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from licet.rules import values as v
from licet.rules.expressions import AllOf, AnyOf, Atom, Compared, Expr, Negation, Ordered
from licet.rules.facts import ACT_AT, ACT_ON, Fact
from licet.rules.formulas import Column, Constant, Cutoff, Operand
from licet.rules.rule import Rule
from licet.terms.instants import bounds_of_day
from tests.rules.oracle import atoms, truth

DAY = 86_400
FIRST, LAST = 12_784, 20_818  # 2005-01-01 to 2026-12-31

Row = dict[str, int]


def near(numbers: Iterable[int]) -> set[int]:
    """Give each number with the one before and the one after."""
    return {number + step for number in numbers for step in (-1, 0, 1)}


def turning_days(rules: Sequence[Rule]) -> list[int]:
    """Give the first and last days of rules, and the days around them."""
    edges = {each.since for each in rules} | {each.until for each in rules if each.until is not None}
    return sorted(day for day in near(edges) if FIRST <= day <= LAST) or [LAST]


def some_day(chance: random.Random, rules: Sequence[Rule]) -> int:
    """Give a day: half the time one on which the law turns."""
    return chance.choice(turning_days(rules)) if chance.random() < 0.5 else chance.randint(FIRST, LAST)


def values_of(fact: Fact, rules: Sequence[Rule], day: int, act_at: tuple[int, int]) -> list[tuple[int, ...]]:
    """Give the encoded values of a fact that may matter to rules on a day, unknown first."""
    unknown = fact.unknown()
    match fact.kind:
        case v.Kind.TERNARY:
            return [unknown, (v.NO,), (v.YES,)]
        case v.Kind.CHOICE:
            return [unknown, *((code,) for code in range(1, len(fact.choices) + 1))]
        case v.Kind.COUNT:
            counts = near(_compared(rules, v.UNKNOWN_COUNT, day)) | {0, 1, 2}
            return [unknown, *((each,) for each in sorted(counts) if each >= 0)]
        case v.Kind.DAY:
            days = near(_compared(rules, v.UNKNOWN_ON, day) | {day})
            return [unknown, (v.NEVER_ON,), *((each,) for each in sorted(days) if each > v.NEVER_ON + 1)]
        case v.Kind.INSTANT:
            exact = near({*act_at, act_at[0] - 40 * DAY, *bounds_of_day(day, "Europe/Paris")})
            by_day = [bounds_of_day(each, "Europe/Paris") for each in (day - 1, day, day + 1)]
            return [unknown, (v.NEVER_AT, v.NEVER_AT), *((each, each) for each in sorted(exact)), *by_day]


def _compared(rules: Sequence[Rule], unknown: int, day: int) -> set[int]:
    """Give the constants and cut-offs that days (or counts) are compared with."""
    sides = (
        side
        for each in rules
        for atom in atoms(each.whole())
        if isinstance(atom, Compared) and atom.unknown == unknown
        for side in (atom.left, atom.right)
    )
    return {number for side in sides if (number := _fixed(side, day)) is not None}


def _fixed(side: Operand, day: int) -> int | None:
    match side:
        case Constant(value):
            return value
        case Cutoff(_, resolve):
            return resolve(day)
        case Column():
            return None


def act_of(chance: random.Random, day: int) -> Row:
    """Give the columns of an act on a day, now and then of unknown hour."""
    first, last = bounds_of_day(day, "Europe/Paris")
    at = chance.choice((first, last, chance.randint(first, last)))
    bounds = (first, last) if chance.random() < 0.2 else (at, at)
    return dict(zip((*ACT_ON.columns(), *ACT_AT.columns()), (day, *bounds), strict=True))


class Rows:
    """A source of random rows for rules, on one day."""

    def __init__(self, chance: random.Random, rules: Sequence[Rule], day: int) -> None:
        self.chance, self.day = chance, day
        self.facts = {name: fact for each in rules for name, fact in each.facts().items()}
        act = act_of(chance, day)
        self.act = {column: act[column] for column in act}
        at = act[ACT_AT.columns()[0]], act[ACT_AT.columns()[1]]
        self.values = {
            name: values_of(fact, rules, day, at) for name, fact in self.facts.items() if fact not in {ACT_ON, ACT_AT}
        }

    def row(self, *, unknown: float = 0.15, towards: Rule | None = None) -> Row:
        """Give one row of every fact that the rules read, if need be one that breaks a rule or barely does not.

        ``unknown`` is the share of facts left unknown. By chance alone a rule of twenty facts is never broken.
        """
        row = dict(self.act)
        for name, values in self.values.items():
            row |= zip(self.facts[name].columns(), self.chance.choice(values[1:]), strict=True)
        for name in ("organisation.decides", "organisation.in_territory"):
            if self.chance.random() < 0.9:  # else nearly every row would be out of scope
                row[name] = v.YES
        if towards is not None:
            self._steer(row, towards.whole(), holds=True)
        for name, values in self.values.items():
            if self.chance.random() < unknown:
                row |= zip(self.facts[name].columns(), values[0], strict=True)
        return row

    def _steer(self, row: Row, expression: Expr, *, holds: bool) -> None:
        match expression:
            case Negation(part):
                self._steer(row, part, holds=not holds)
            case AllOf(parts) | AnyOf(parts):
                all_needed = isinstance(expression, AllOf) is holds
                for part in parts if all_needed else [self.chance.choice(parts)]:
                    self._steer(row, part, holds=holds)
            case Atom(about):
                self._settle(row, expression, [fact for fact in about if fact.name in self.values], holds=holds)

    def _settle(self, row: Row, atom: Atom, facts: Sequence[Fact], *, holds: bool) -> None:
        says = truth(atom, self.day)
        if not facts or says(row) is holds:
            return
        fact = self.chance.choice(facts)
        exact = [value for value in self.values[fact.name][1:] if value[0] == value[-1]]
        for value in self.chance.sample(exact, len(exact)):
            changed = row | dict(zip(fact.columns(), value, strict=True))
            if says(changed) is holds:
                row |= changed
                return


def instants_beside(fact: Fact, rule: Rule) -> set[str]:
    """Give the first columns of the instants that a fact is compared with in a rule."""
    return {
        side[0].name
        for atom in atoms(rule.whole())
        if isinstance(atom, Ordered) and fact in atom.about
        for side in (atom.left, atom.right)
        if isinstance(side[0], Column)
    }
