"""What would have to change for a rule not to be broken: the smallest set of mendable facts.

The expression is walked once. To undo "all of", undoing one part is enough, the cheapest; to undo "any of", every
part that may hold must be undone. A fact that nobody can mend (an objection, an age) offers no way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from licet.rules.expressions import Atom, Expr, AllOf, Always, AnyOf, Negation
from licet.rules.facts import Mending


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that would have to be otherwise, and how one brings that about."""

    fact: str
    how: Mending


Ways = frozenset[Change] | None
"""The changes that undo an expression: none needed (empty), these, or ``None`` when there is no way."""


def mend(breached: Expr, may_hold: Callable[[Expr], bool]) -> Ways:
    """Return the fewest changes after which ``breached`` cannot hold; ``may_hold`` reads the present facts."""
    return _undo(breached, may_hold, holds=True)


def _undo(part: Expr, may_hold: Callable[[Expr], bool], *, holds: bool) -> Ways:
    if not may_hold(part if holds else ~part):
        return frozenset()
    match part:
        case Negation(inner):
            return _undo(inner, may_hold, holds=not holds)
        case AllOf(parts):
            ways = [_undo(each, may_hold, holds=holds) for each in parts]
            return _fewest(ways) if holds else _together(ways)
        case AnyOf(parts):
            ways = [_undo(each, may_hold, holds=holds) for each in parts]
            return _together(ways) if holds else _fewest(ways)
        case Atom(about):
            mendable = [fact for fact in about if fact.mended_by is not Mending.NOBODY]
            return frozenset({Change(mendable[0].name, mendable[0].mended_by)}) if mendable else None
        case Always():
            return None
        case _:
            return None


def _fewest(ways: list[Ways]) -> Ways:
    possible = [way for way in ways if way is not None]
    return min(possible, key=lambda way: (len(way), sorted(each.fact for each in way))) if possible else None


def _together(ways: list[Ways]) -> Ways:
    known = [way for way in ways if way is not None]
    return frozenset().union(*known) if len(known) == len(ways) else None
