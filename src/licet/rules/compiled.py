"""Rules made ready for a table: which bits, which columns, which formulas.

A *bench* of rules is an ordered list of (rule, channel) pairs. Its bits are private to whoever compiled it: files
and answers that outlive a run carry rule ids. Two formulas a bit: certainly breached, possibly breached.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from licet.rules import formulas as fm
from licet.rules.facts import ACT_ON

if TYPE_CHECKING:
    from licet.rules.rule import Rule

BITS_PER_COLUMN: Final = 52
"""Spark divides whole numbers through a double, exact up to 2**53 (bulk.md)."""


@dataclass(frozen=True, slots=True)
class Bit:
    """One place in the masks: a rule, and the channel it was asked about (``None``: whatever the channel)."""

    rule: Rule
    channel: str | None
    certain: fm.Formula
    possible: fm.Formula


@dataclass(frozen=True)
class Compiled:
    """Rules with their formulas over one table, bound as far as could be."""

    bits: tuple[Bit, ...]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns read by any rule, in order of appearance."""
        found: dict[str, None] = {}
        for bit in self.bits:
            found |= fm.columns_of(bit.certain) | fm.columns_of(bit.possible)
        return tuple(found)

    @cached_property
    def cutoffs(self) -> dict[str, fm.Cutoff]:
        """The cut-offs left unbound, by name."""
        found: dict[str, fm.Cutoff] = {}
        for bit in self.bits:
            found |= fm.cutoffs_of(bit.certain) | fm.cutoffs_of(bit.possible)
        return found


def compile_rules(
    rules: Iterable[Rule],
    *,
    channels: Iterable[str | None] = (None,),
    day: int | None = None,
    known: Mapping[str, int] | None = None,
) -> Compiled:
    """Compile rules of one table.

    ``day`` binds the cut-offs and keeps the rules in force that day; without it each rule carries its dates, to
    judge past acts each at its own. ``channels`` lists the channels asked about: a rule that depends on the channel gets
    a bit for each of them it speaks of, any other rule one bit. ``known`` binds columns to constants.
    """
    asked = tuple(channels)
    bits: list[Bit] = []
    for each in rules:
        if day is not None and not each.in_force(day):
            continue
        wanted: tuple[str | None, ...] = (None,)
        if asked != (None,) and each.depends_on_channel():
            wanted = tuple(channel for channel in asked if not each.channels or channel in each.channels)
        for channel in wanted:
            values = dict(known or {})
            if channel is not None and each.on.channel is not None:
                values |= dict(zip(*_channel(each, channel), strict=True))
            if day is not None:
                values.setdefault(ACT_ON.name, day)
            bits.append(_bit(each, channel, values, day))
    return Compiled(tuple(bits))


def _channel(each: Rule, channel: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    fact = each.on.fact(str(each.on.channel))
    return fact.columns(), fact.encode(channel)


def _bit(each: Rule, channel: str | None, values: Mapping[str, int], day: int | None) -> Bit:
    whole = each.whole()
    certain, possible = whole.formula(certain=True), whole.formula(certain=False)
    if day is None:
        dates = _dates(each)
        certain, possible = fm.all_of((dates, certain)), fm.all_of((dates, possible))
    renamed = {} if channel is None else _per_channel(each, channel)
    certain, possible = (fm.rename(formula, renamed) for formula in (certain, possible))
    return Bit(each, channel, fm.bind(certain, values, day), fm.bind(possible, values, day))


def _per_channel(each: Rule, channel: str) -> dict[str, str]:
    return {
        column: channel_column(column, channel)
        for fact in each.facts().values()
        if fact.per_channel
        for column in fact.columns()
    }


def channel_column(column: str, channel: str) -> str:
    """Return the name of the column that holds a fact for one channel, where the fact depends on it."""
    return f"{column}@{channel}"


def _dates(each: Rule) -> fm.Formula:
    act = fm.Column(ACT_ON.name)
    first = fm.Test(">=", act, fm.Constant(each.since))
    return first if each.until is None else fm.all_of((first, fm.Test("<=", act, fm.Constant(each.until))))
