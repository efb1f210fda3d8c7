"""Which mutants the examples kill: all people of a rule at once, each a bit of two whole numbers.

``answer`` judges one person by a formula made for one rule. Here an expression is judged for all people of a rule:
of whom it certainly holds, and of whom it possibly does. What stays the same in a thousand mutants is judged once, so
that all of them take some seconds. ``test_mutants`` holds both ways to the same answers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, reduce
from operator import and_, or_
from typing import NamedTuple

from licet.law.examples import of, row_of
from licet.rules import formulas as fm
from licet.rules.expressions import AllOf, AnyOf, Expr, Negation
from licet.rules.facts import ACT_ON
from licet.rules.rule import Rule
from tests.law.words import said


class Held(NamedTuple):
    """Of which people (bits) something certainly holds, and of which it possibly does."""

    certainly: int
    possibly: int


class People:
    """The people of the examples of one rule, as rows."""

    def __init__(self, rule: Rule) -> None:
        self.facts = [(dict(facts), expected) for example in of(rule) for facts, expected in example.people]
        self.rows = [row_of(rule, facts) for facts, _ in self.facts]
        self._held: dict[str, Held] = {}
        self.expected = self.answers(rule)

    def answers(self, rule: Rule) -> Held:
        """Return what a rule, or a mutant of it, answers for each."""
        in_force = self._bits(lambda row: rule.in_force(row[ACT_ON.name]))
        held = self.held(rule.whole())
        return Held(held.certainly & in_force, held.possibly & in_force)

    def kill(self, mutant: Rule) -> bool:
        """Say whether one of them is answered otherwise by a mutant."""
        return self.answers(mutant) != self.expected

    def held(self, expression: Expr) -> Held:
        """Return of whom an expression holds."""
        words = said(expression)
        if words not in self._held:
            self._held[words] = self._judged(expression)
        return self._held[words]

    def _judged(self, expression: Expr) -> Held:
        match expression:
            case AllOf(parts):
                return _joined(and_, [self.held(part) for part in parts])
            case AnyOf(parts):
                return _joined(or_, [self.held(part) for part in parts])
            case Negation(part):
                held = self.held(part)
                return Held(self._all & ~held.possibly, self._all & ~held.certainly)
            case _:
                return Held(*(self._where(expression.formula(certain=certain)) for certain in (True, False)))

    def _where(self, formula: fm.Formula) -> int:
        return self._bits(lambda row: fm.holds(fm.bind(formula, {}, row[ACT_ON.name]), row))

    def _bits(self, holds: Callable[[fm.Binding], bool]) -> int:
        return sum(1 << place for place, row in enumerate(self.rows) if holds(row))

    @cached_property
    def _all(self) -> int:
        return (1 << len(self.rows)) - 1


def _joined(sign: Callable[[int, int], int], parts: list[Held]) -> Held:
    return Held(reduce(sign, (part.certainly for part in parts)), reduce(sign, (part.possibly for part in parts)))
