"""Decide one: a verdict with its reasons, the missing facts, and what would make the act lawful."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from licet.rules.compiled import Compiled
from licet.rules.facts import ACT_ON, DECIDES, IN_TERRITORY, Fact, Table
from licet.rules.mending import Change, Memo, Questions
from licet.rules.printers.python import function
from licet.rules.rule import Reading, Rule
from licet.rules.values import (
    NEVER,
    NEVER_AT,
    NEVER_ON,
    UNKNOWN,
    YES,
    Kind,
    Value,
    encode_choice,
    encode_count,
    encode_day,
    encode_instant,
    encode_ternary,
)
from licet.terms.errors import UsageError

OUTSIDE: Final = "outside-the-encoded-law"
"""Note of a decision on what no rule of the book speaks of: nobody has said that it is permitted."""


class Verdict(StrEnum):
    """The answer. Only ``PERMITTED`` lets anything out."""

    PERMITTED = "permitted"
    REFUSED = "refused"
    UNDETERMINED = "undetermined"


class Status(StrEnum):
    """What a rule says of a row it does not simply let through."""

    BREACH = "breach"
    CONTESTED = "contested"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that is broken, contested, or cannot be cleared.

    ``spoke`` are the facts it reads; ``missing`` those that are unknown and on which its answer depends (none where
    it is certainly broken); ``where`` names the parent row whose rule it is (``form``), empty for the row itself.
    """

    rule: Rule
    status: Status
    spoke: tuple[str, ...]
    missing: tuple[str, ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict with what it rests on.

    ``lawful_if`` is empty when nothing need change and ``None`` when nothing that may be mended would do.
    ``behind`` are the reasons of parent rows (forms, notices) whose verdict was read as a fact.
    """

    verdict: Verdict
    reasons: tuple[Reason, ...]
    warnings: tuple[Reason, ...]
    missing: tuple[str, ...]
    lawful_if: tuple[Change, ...] | None
    note: str = ""
    behind: tuple[Reason, ...] = ()


_NEVER: Final = {Kind.DAY: NEVER_ON, Kind.INSTANT: NEVER_AT}
"""What never is written as: said so often that it is worth a shorter way."""


class Judge:
    """Rules of one table on one day, ready for one row at a time.

    ``compiled`` holds rules compiled for that day and not split by channel; ``known`` what they were bound to, the
    day included; ``supposed`` the values of facts that a caller need not give, all others being unknown.
    """

    def __init__(
        self, table: Table, compiled: Compiled, known: Mapping[str, int], supposed: Mapping[str, Value] | None = None
    ) -> None:
        self.table = table
        self.compiled = compiled
        self._masks = function(compiled)
        self._place = {column: place for place, column in enumerate(compiled.columns)}
        self._yes_no = {name: self._places(fact)[0] for name, fact in table.facts.items() if fact.kind is Kind.TERNARY}
        self._others = {
            name: (_encoder(fact), *self._places(fact), _NEVER.get(fact.kind)) for name, fact in table.facts.items()
        }
        self._start = [0] * (len(compiled.columns) + 1)
        for fact in table.facts.values():
            first, last = self._places(fact)
            self._start[first], self._start[last] = _encoder(fact)((supposed or {}).get(fact.name))
        self._scope = {name: self._place[name] for name in (DECIDES.name, IN_TERRITORY.name) if name in self._place}
        self._binding = sum(1 << place for place, bit in enumerate(compiled.bits) if not bit.rule.only_warns)
        self._questions = Questions(self._place, known, known[ACT_ON.name])
        self._asked: dict[int, tuple[Rule, int, tuple[str, ...]]] = {}

    def _places(self, fact: Fact) -> tuple[int, int]:
        """Return where a row keeps a fact; facts that no rule reads share a spare cell at the end."""
        places = [self._place.get(column, len(self._place)) for column in fact.columns()]
        return places[0], places[-1]

    def encode(self, facts: Mapping[str, Value]) -> list[int]:
        """Return a row for ``masks``: what is neither given nor supposed is unknown.

        A fact that the table does not declare, or a value that does not fit its fact, raises ``UsageError``.
        """
        row, yes_no, others = self._start.copy(), self._yes_no.get, self._others
        for name, value in facts.items():
            place = yes_no(name)
            if place is not None and (value is True or value is False):
                row[place] = value  # yes is 1 and no is 0, as everywhere
                continue
            try:
                encode, first, last, never = others[name]
                if value is NEVER and never is not None:
                    row[first] = row[last] = never
                else:
                    row[first], row[last] = encode(value)
            except KeyError:
                msg = f"`{name}` is not a declared fact of `{self.table.name}`"
                raise UsageError(msg) from None
            except TypeError as error:
                msg = f"`{name}`: {error}"
                raise UsageError(msg) from error
        row.pop()
        return row

    def masks(self, row: list[int]) -> tuple[int, int]:
        """Return the bits certainly and possibly broken."""
        return self._masks(*row)

    def verdict(self, facts: Mapping[str, Value]) -> Verdict:
        """Return the bare verdict, industry rules aside."""
        row = self.encode(facts)
        certain, possible = self._masks(*row)
        return self._verdict(row, certain, possible)

    def _verdict(self, row: list[int], certain: int, possible: int) -> Verdict:
        if certain & self._binding:
            return Verdict.REFUSED
        if possible & self._binding or self._outside(row):
            return Verdict.UNDETERMINED
        return Verdict.PERMITTED

    def _outside(self, row: list[int]) -> bool:
        """Say that nobody was asked: no rule is in force, or the organisation may not decide, or not be reached."""
        return self._binding == 0 or not all(row[place] == YES for place in self._scope.values())

    def decide(self, facts: Mapping[str, Value], settled: Mapping[str, Value] | None = None) -> Decision:
        """Return the verdict with reasons, missing facts and what would make the act lawful.

        ``settled`` are the same facts as they stand when strict readings are left out: a rule certainly broken by
        the first and not by the second is contested.
        """
        row = self.encode(facts)
        certain, possible = self._masks(*row)
        verdict = self._verdict(row, certain, possible)
        common_ground = certain if settled is None else self._masks(*self.encode(settled))[0]
        reasons: list[Reason] = []
        warnings: list[Reason] = []
        memo, ways, missing = self._questions.memo(), 0, 0
        for place in _places_set(possible):
            rule, number, spoke = self._asked.get(place) or self._compile(place, memo)
            undone, _, lacking = self._questions.ask(number, row, memo)
            status = _status(rule, certain >> place & 1, common_ground >> place & 1)
            if status is not Status.UNDETERMINED:
                lacking = 0
            reason = Reason(rule, status, spoke, self._questions.missing(lacking))
            if rule.only_warns:
                warnings.append(reason)
            else:
                reasons.append(reason)
                ways |= undone
                missing |= lacking
        if verdict is Verdict.UNDETERMINED and not reasons:
            return Decision(verdict, (), tuple(warnings), self._unknown_scope(row), None, OUTSIDE)
        named, changes = self._questions.missing(missing), self._questions.changes(ways)
        return Decision(verdict, tuple(reasons), tuple(warnings), named, changes)

    def _compile(self, place: int, memo: Memo) -> tuple[Rule, int, tuple[str, ...]]:
        rule = self.compiled.bits[place].rule
        self._asked[place] = rule, self._questions.compile(rule.whole()), tuple(rule.facts())
        memo += self._questions.memo()[len(memo) :]
        return self._asked[place]

    def _unknown_scope(self, row: list[int]) -> tuple[str, ...]:
        return tuple(name for name, place in self._scope.items() if row[place] == UNKNOWN)


def _encoder(fact: Fact) -> Callable[[Value], tuple[int, int]]:
    """Return what encodes a fact as a pair: a fact of one column gives its number twice."""
    match fact.kind:
        case Kind.INSTANT:
            return encode_instant
        case Kind.CHOICE:
            codes: dict[Value, tuple[int, int]] = {choice: (code, code) for code, choice in enumerate(fact.choices, 1)}
            return lambda value: codes.get(value) or (encode_choice(value, fact.choices),) * 2
        case Kind.DAY:
            return _twice(encode_day)
        case Kind.TERNARY:
            return _twice(encode_ternary)
        case Kind.COUNT:
            return _twice(encode_count)


def _twice(encode: Callable[[Value], int]) -> Callable[[Value], tuple[int, int]]:
    def pair(value: Value) -> tuple[int, int]:
        number = encode(value)
        return number, number

    return pair


def _status(rule: Rule, certain: int, common_ground: int) -> Status:
    if not certain:
        return Status.UNDETERMINED
    return Status.CONTESTED if rule.reading is Reading.STRICT or not common_ground else Status.BREACH


def _places_set(mask: int) -> list[int]:
    places = []
    while mask:
        lowest = mask & -mask
        places.append(lowest.bit_length() - 1)
        mask ^= lowest
    return places
