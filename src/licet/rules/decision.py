"""Decide one: a verdict with its reasons, the missing facts, and what would make the act lawful."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from licet.rules import formulas as fm
from licet.rules.compiled import Bit, Compiled
from licet.rules.expressions import Expr
from licet.rules.facts import ACT_AT, ACT_ON, Fact, Mending, Table
from licet.rules.mending import Change, mend
from licet.rules.printers.python import function
from licet.rules.rule import Level, Reading, Rule
from licet.rules.values import UNKNOWN_FACT, Value
from licet.terms.errors import RuleError


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
    """A rule that is broken, contested, or cannot be cleared; ``spoke`` are the facts it read, ``missing`` the unknown."""

    rule: Rule
    status: Status
    spoke: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict with what it rests on. ``lawful_if`` is ``None`` when nothing that may be mended would do."""

    verdict: Verdict
    reasons: tuple[Reason, ...]
    warnings: tuple[Reason, ...]
    missing: tuple[str, ...]
    lawful_if: tuple[Change, ...] | None
    note: str = ""


class Judge:
    """Rules of one table, ready for one row at a time."""

    def __init__(self, table: Table, compiled: Compiled, known: Mapping[str, int]) -> None:
        self.table = table
        self.compiled = compiled
        self._known = dict(known)
        self._masks = function(compiled)
        self._place = {column: place for place, column in enumerate(compiled.columns)}
        self._unknown = self._unknown_row()
        self._industry = sum(1 << place for place, bit in enumerate(compiled.bits) if bit.rule.level is Level.INDUSTRY)

    def _unknown_row(self) -> list[int]:
        unknown = {name: value for fact in self.table.facts.values() for name, value in _columns(fact, UNKNOWN_FACT)}
        return [unknown[column] for column in self.compiled.columns]

    def encode(self, facts: Mapping[str, Value]) -> list[int]:
        """Return a row for ``masks``: what is not given is unknown; an undeclared fact raises ``RuleError``."""
        row, place = self._unknown.copy(), self._place
        for name, value in facts.items():
            fact = self.table.fact(name)
            for column, number in _columns(fact, value):
                if column in place:
                    row[place[column]] = number
        return row

    def masks(self, row: list[int]) -> tuple[int, int]:
        """Return the bits certainly and possibly broken."""
        return self._masks(*row)

    def verdict(self, facts: Mapping[str, Value]) -> Verdict:
        """Return the bare verdict, industry rules aside."""
        certain, possible = self._masks(*self.encode(facts))
        if certain & ~self._industry:
            return Verdict.REFUSED
        return Verdict.UNDETERMINED if possible & ~self._industry else Verdict.PERMITTED

    def decide(self, facts: Mapping[str, Value]) -> Decision:
        """Return the verdict with reasons, missing facts and what would make the act lawful."""
        row = self.encode(facts)
        certain, possible = self._masks(*row)
        values = dict(zip(self.compiled.columns, row, strict=True)) | self._known
        all_reasons = [
            self._reason(bit, certain=bool(certain >> place & 1), values=values)
            for place, bit in enumerate(self.compiled.bits)
            if possible >> place & 1
        ]
        reasons = tuple(each for each in all_reasons if each.rule.level is not Level.INDUSTRY)
        warnings = tuple(each for each in all_reasons if each.rule.level is Level.INDUSTRY)
        verdict = Verdict.PERMITTED
        if reasons:
            broken = any(each.status is not Status.UNDETERMINED for each in reasons)
            verdict = Verdict.REFUSED if broken else Verdict.UNDETERMINED
        missing = tuple(dict.fromkeys(name for each in reasons for name in each.missing))
        return Decision(verdict, reasons, warnings, missing, self._lawful_if(reasons, values))

    def _reason(self, bit: Bit, *, certain: bool, values: Mapping[str, int]) -> Reason:
        facts = bit.rule.facts()
        status = Status.UNDETERMINED
        if certain:
            status = Status.CONTESTED if bit.rule.reading is Reading.STRICT else Status.BREACH
        missing = tuple(name for name, fact in facts.items() if _is_unknown(fact, values))
        return Reason(bit.rule, status, tuple(facts), missing)

    def _lawful_if(self, reasons: tuple[Reason, ...], values: Mapping[str, int]) -> tuple[Change, ...] | None:
        changes: dict[Change, None] = {}
        for reason in reasons:
            needed = mend(reason.rule.whole(), lambda part: _may_hold(part, values, self._day))
            if needed is None:
                return None
            changes.update(dict.fromkeys(needed))
        return tuple(changes)

    @cached_property
    def _day(self) -> int:
        return self._known[ACT_ON.name]


def _columns(fact: Fact, value: Value) -> zip[tuple[str, int]]:
    try:
        return zip(fact.columns(), fact.encode(value), strict=True)
    except TypeError as error:
        msg = f"`{fact.name}`: {error}"
        raise RuleError(msg) from error


def _is_unknown(fact: Fact, values: Mapping[str, int]) -> bool:
    if fact.name in {ACT_ON.name, ACT_AT.name}:
        return False
    unknown = dict(zip(fact.columns(), fact.unknown(), strict=True))
    # a day known without its hour, where the hour decides, is missing too: its two bounds differ
    bounds = {values.get(column, number) for column, number in unknown.items()}
    return len(bounds) > 1 or all(values.get(column, number) == number for column, number in unknown.items())


def _may_hold(part: Expr, values: Mapping[str, int], day: int) -> bool:
    return fm.bind(part.formula(certain=False), values, day) == fm.TRUE


MENDABLE = frozenset(Mending) - {Mending.NOBODY}
