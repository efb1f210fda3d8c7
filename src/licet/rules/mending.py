"""Why a rule spoke of one row: which unknown facts leave it open, and the fewest changes that would clear it.

The expressions of the rules are walked once, when they are first asked about; what is left are closures over a row.
To undo "all of", undoing one part is enough, the cheapest; to undo "any of", every part that may hold must be undone.
A fact that nobody can mend (an objection, an age) offers no way.

Sets of changes and of facts are whole numbers, one bit a member, and a part that several rules share is asked once a
row: with everything unknown, 35 rules give their reasons in a tenth of the time that sets of objects take.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Final

from licet.rules import formulas as fm
from licet.rules.expressions import AllOf, AnyOf, Atom, Expr, Negation
from licet.rules.facts import Fact, Mending
from licet.terms.errors import RuleError


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that would have to be otherwise, and how one brings that about."""

    fact: str
    how: Mending


NO_WAY: Final = -1
"""Instead of a set of changes: nothing that may be mended undoes it. Or-ing anything with it gives it again."""

Row = Sequence[int]
Answer = tuple[int, bool, int]
"""Of one row and one part: the changes that undo it (0: it cannot hold), whether it surely holds, what leaves it open."""

Memo = list[Answer | None]
Question = Callable[[Row, Memo], Answer]

NOTHING_TO_UNDO: Final[Answer] = (0, False, 0)
HOLDS_FOR_GOOD: Final[Answer] = (NO_WAY, True, 0)

_DECODED_AT_MOST: Final = 4096


class Questions:
    """The parts of rules, each compiled once, over rows of one layout.

    ``place`` says where a row keeps each column, ``known`` what is bound beforehand, ``day`` whose cut-offs are meant.
    """

    def __init__(self, place: Mapping[str, int], known: Mapping[str, int], day: int) -> None:
        self._place, self._known, self._day = place, known, day
        self._asked: list[Question] = []
        self._index: dict[object, int] = {}
        self._changes: dict[Change, int] = {}
        self._facts: dict[str, int] = {}
        self._decoded: dict[int, tuple[str, ...]] = {}

    def compile(self, expression: Expr) -> int:
        """Return the number of the question whether an expression holds."""
        return self._compile(expression, holds=True)

    def memo(self) -> Memo:
        """Return an empty memory of answers, for one row."""
        return [None] * len(self._asked)

    def ask(self, number: int, row: Row, memo: Memo) -> Answer:
        """Return the answer for a row, from memory where a part was asked before."""
        answer = memo[number]
        if answer is None:
            answer = memo[number] = self._asked[number](row, memo)
        return answer

    def changes(self, ways: int) -> tuple[Change, ...] | None:
        """Return the changes of a set of ways, ``None`` where there is no way."""
        return None if ways == NO_WAY else tuple(each for each, bit in self._changes.items() if ways & bit)

    def missing(self, facts: int) -> tuple[str, ...]:
        """Return the names of a set of facts."""
        names = self._decoded.get(facts)
        if names is None:
            if len(self._decoded) >= _DECODED_AT_MOST:
                self._decoded.clear()
            names = self._decoded[facts] = tuple(each for each, bit in self._facts.items() if facts & bit)
        return names

    def _compile(self, expression: Expr, *, holds: bool) -> int:
        match expression:
            case Negation(part):
                return self._compile(part, holds=not holds)
            case AllOf() | AnyOf():
                is_all = isinstance(expression, AllOf) is holds
                flat = _flat(expression, holds=holds, is_all=is_all)
                parts = tuple(dict.fromkeys(self._compile(part, holds=kept) for part, kept in flat))
                return self._keep((is_all, parts), (_all_of if is_all else _any_of)(parts, self._asked))
            case Atom():
                possible = self._bound(expression, holds=holds, certain=False)
                certain = self._bound(expression, holds=holds, certain=True)
                return self._keep((expression.about, possible, certain), self._atom(expression, possible, certain))
            case _:
                answer = HOLDS_FOR_GOOD if expression.formula(holds=holds) == fm.TRUE else NOTHING_TO_UNDO
                return self._keep(answer, lambda _row, _memo: answer)

    def _keep(self, key: object, asked: Question) -> int:
        number = self._index.setdefault(key, len(self._asked))
        if number == len(self._asked):
            self._asked.append(asked)
        return number

    def _atom(self, atom: Atom, possible: fm.Formula, certain: fm.Formula) -> Question:
        mendable = [fact for fact in atom.about if fact.mended_by is not Mending.NOBODY]
        ways = NO_WAY
        if mendable:
            ways = self._changes.setdefault(Change(mendable[0].name, mendable[0].mended_by), 1 << len(self._changes))
        possibly, certainly = _closure(possible, self._place), _closure(certain, self._place)
        broken, lacking = (ways, True, 0), self._lacking(atom)

        def ask(row: Row, _memo: Memo) -> Answer:
            if not possibly(row):
                return NOTHING_TO_UNDO
            return broken if certainly(row) else (ways, False, lacking(row))

        return ask

    def _bound(self, atom: Atom, *, holds: bool, certain: bool) -> fm.Formula:
        # a column that no formula kept decides nothing; whatever is read here is as good as unknown
        dropped = {
            column: number
            for fact in atom.about
            for column, number in zip(fact.columns(), fact.unknown(), strict=True)
            if column not in self._place
        }
        return fm.bind(atom.formula(holds=holds, certain=certain), dropped | dict(self._known), self._day)

    def _lacking(self, atom: Atom) -> Callable[[Row], int]:
        """Compile which facts of an open comparison are unknown; a day whose hour decides is missing too."""
        spots = [(self._fact(fact), *self._columns(fact)) for fact in atom.about if fact.columns()[0] in self._place]
        if len(spots) == 1:
            alone = spots[0][0]
            return lambda _row: alone
        return lambda row: sum(
            bit for bit, first, last, unknown in spots if row[first] == unknown or row[first] != row[last]
        )

    def _columns(self, fact: Fact) -> tuple[int, int, int]:
        places = [self._place[column] for column in fact.columns()]
        return places[0], places[-1], fact.unknown()[0]

    def _fact(self, fact: Fact) -> int:
        return self._facts.setdefault(fact.name, 1 << len(self._facts))


def _flat(junction: AllOf | AnyOf, *, holds: bool, is_all: bool) -> Iterator[tuple[Expr, bool]]:
    """Yield the parts of "all of" within "all of" (or "any of" within "any of") as one list."""
    for part in junction.parts:
        inner, kept = part, holds
        while isinstance(inner, Negation):
            inner, kept = inner.part, not kept
        if isinstance(inner, AllOf | AnyOf) and (isinstance(inner, AllOf) is kept) is is_all:
            yield from _flat(inner, holds=kept, is_all=is_all)
        else:
            yield inner, kept


def _all_of(parts: tuple[int, ...], asked: list[Question]) -> Question:
    def ask(row: Row, memo: Memo) -> Answer:
        best, fewest, is_certain, missing = NO_WAY, 0, True, 0
        for part in parts:
            answer = memo[part]
            if answer is None:
                answer = memo[part] = asked[part](row, memo)
            ways, certain, lacking = answer
            if ways == 0:
                return NOTHING_TO_UNDO
            if ways > 0 and (best == NO_WAY or ways.bit_count() < fewest):
                best, fewest = ways, ways.bit_count()
            if not certain:
                is_certain = False
                missing |= lacking
        return best, is_certain, missing

    return ask


def _any_of(parts: tuple[int, ...], asked: list[Question]) -> Question:
    def ask(row: Row, memo: Memo) -> Answer:
        together, is_certain, missing = 0, False, 0
        for part in parts:
            answer = memo[part]
            if answer is None:
                answer = memo[part] = asked[part](row, memo)
            ways, certain, lacking = answer
            together |= ways
            missing |= lacking
            if certain:
                is_certain = True
        return together, is_certain, 0 if is_certain else missing

    return ask


Test = Callable[[Row], bool]


def _both(left: Test, right: Test) -> Test:
    return lambda row: left(row) and right(row)


def _either(left: Test, right: Test) -> Test:
    return lambda row: left(row) or right(row)


def _closure(formula: fm.Formula, place: Mapping[str, int]) -> Test:
    match formula:
        case fm.Test(op, fm.Column(left), fm.Column(right)):
            compare, first, second = fm.COMPARE[op], place[left], place[right]
            return lambda row: compare(row[first], row[second])
        case fm.Test(op, fm.Column(left), fm.Constant(number)):
            compare, first = fm.COMPARE[op], place[left]
            return lambda row: compare(row[first], number)
        case fm.Test(op, fm.Constant(number), fm.Column(right)):
            compare, second = fm.COMPARE[op], place[right]
            return lambda row: compare(number, row[second])
        case fm.All(parts):
            tests = [_closure(part, place) for part in parts]
            return reduce(_both, tests)
        case fm.Any(parts):
            tests = [_closure(part, place) for part in parts]
            return reduce(_either, tests)
        case fm.Truth(value):
            return lambda _row: value
        case _:
            msg = "a cut-off is not bound: one row is asked on one day"
            raise RuleError(msg)
