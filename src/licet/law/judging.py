"""Judge acts by the law of their day: one at a time (``decide``), or a table of them (``screen``).

What is asked is always the same: may this person be contacted, on this channel, at this moment? The rules are those
in force on the day of the act that speak of its channel; they are compiled once a day and channel.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any, Final, cast

import narwhals.stable.v2 as nw

from licet.law.book import book, tables
from licet.law.facts.persons import PERSONS
from licet.rules import bulk
from licet.rules.compiled import Bit, Compiled, channel_column, compile_rules
from licet.rules.decision import OUTSIDE, Decision, Judge, Reason, Verdict
from licet.rules.facts import ACT_AT, ACT_ON, DECIDES, IN_TERRITORY, Table
from licet.rules.formulas import rename
from licet.rules.rule import Reading
from licet.rules.values import NO, UNKNOWN, UNKNOWN_FACT, YES, Value
from licet.terms.days import day_of, iso_of
from licet.terms.errors import UsageError
from licet.terms.instants import bounds_of_day, local_day
from licet.terms.words import Channel, Purpose

Given = Value | Mapping[str, Any]
"""A fact, or the facts of a parent row (``{"form": {...}}``), which is judged first."""

_Facts = Mapping[str, Value]

DAYS_KEPT: Final = 512
"""How many (day, channel) pairs stay compiled: about 100 kB each."""

HOME_ZONE: Final = "Europe/Paris"

FOR_A_CAUSE: Final = (Purpose.CHARITY, Purpose.POLITICAL)
"""Solicitations that promote nothing sold: L.34-5 and the consumer code are silent, the GDPR is not (law SPE-03)."""

_PROMOTES: Final = "solicitation.promotes"


@dataclass(frozen=True)
class Act:
    """A solicitation that took place or is intended, or with ``standing`` contact as it would stand that day.

    ``at`` is a datetime that carries its zone, or a date when the hour is not known; ``zone`` (IANA) is where the
    person lives, whose calendar gives the day of the act. ``standing`` leaves out the rules that need a past act.
    """

    channel: str
    at: dt.datetime | dt.date
    purpose: str = Purpose.COMMERCIAL
    controller: str = ""
    standing: bool = False
    zone: str = HOME_ZONE

    def __post_init__(self) -> None:
        if self.channel not in set(Channel):
            raise UsageError(f"this channel is none of {', '.join(f'`{each}`' for each in Channel)}")
        if self.purpose not in set(Purpose):
            raise UsageError(f"this purpose is none of {', '.join(f'`{each}`' for each in Purpose)}")
        if isinstance(self.at, dt.datetime) and self.at.utcoffset() is None:
            raise UsageError("the instant of an act carries its zone")

    @cached_property
    def bounds(self) -> tuple[int, int]:
        """The first and last second at which the act may have taken place (epoch, UTC)."""
        if isinstance(self.at, dt.datetime):
            second = int(self.at.timestamp())
            return second, second
        return bounds_of_day(day_of(self.at), self.zone)

    @cached_property
    def day(self) -> int:
        """The day of the act where the person lives, as a day number."""
        return local_day(self.bounds[0], self.zone) if isinstance(self.at, dt.datetime) else day_of(self.at)


def decide(facts: Mapping[str, Given], act: Act) -> Decision:
    """Return the verdict on one act with its reasons, the missing facts and what would make it lawful.

    ``facts`` are facts of ``PERSONS`` by name; what is not given is unknown, but that the organisation decides, that
    the law reaches it and that a contact point is held. A nested mapping is a parent row (``form``, ``notice``): it
    is judged first and becomes the facts that report its verdict. Time and channel come from ``act``. A name or a
    value that does not fit raises ``UsageError``. What a party or a charity sends for its cause is refused where it
    breaks the GDPR and is permitted never: the texts of its own are not encoded. A survey or a mere service message is
    outside altogether.
    """
    if act.purpose != Purpose.COMMERCIAL:
        return _decide_for_a_cause(facts, act)
    if any(isinstance(value, Mapping) for value in facts.values()):
        return _decide_with_parents(facts, act)
    return _judge(act.day, act.channel, act.standing).decide(cast("_Facts", {**facts, ACT_AT.name: act.bounds}))


def _decide_for_a_cause(facts: Mapping[str, Given], act: Act) -> Decision:
    if act.purpose not in FOR_A_CAUSE:
        return Decision(Verdict.UNDETERMINED, (), (), (), None, OUTSIDE)
    found = decide({**facts, _PROMOTES: False}, replace(act, purpose=Purpose.COMMERCIAL))
    if found.verdict is Verdict.REFUSED:
        return found
    # nobody else's say: EU 2024/900 and the electoral code are not here
    return replace(found, verdict=Verdict.UNDETERMINED, lawful_if=None, note=OUTSIDE)


def verdict_only(facts: Mapping[str, Value], act: Act) -> Verdict:
    """Return the bare verdict of ``decide``, several times faster; parent rows are not taken."""
    if act.purpose != Purpose.COMMERCIAL:
        return _decide_for_a_cause(facts, act).verdict
    return _judge(act.day, act.channel, act.standing).verdict({**facts, ACT_AT.name: act.bounds})


def rules_asked(act: Act) -> Compiled:
    """Return the rules that an act is judged by, compiled for its day and channel."""
    return _judge(act.day, act.channel, act.standing).compiled


@lru_cache(maxsize=DAYS_KEPT)
def _judge(day: int, channel: str, standing: bool) -> Judge:  # noqa: FBT001  # a key of the cache
    rules = book(day).on(PERSONS, channels=(channel,), past_acts=not standing)
    known = _known(PERSONS, day, channel)
    return Judge(PERSONS, compile_rules(rules, day=day, known=known), known, _supposed(PERSONS))


def _known(table: Table, day: int, channel: str) -> dict[str, int]:
    known = {ACT_ON.name: day}
    if table.channel is not None and channel in table.fact(table.channel).choices:
        fact = table.fact(table.channel)
        known |= zip(fact.columns(), fact.encode(channel), strict=True)
    return known


def _supposed(table: Table) -> dict[str, Value]:
    names = (DECIDES.name, IN_TERRITORY.name, *filter(None, [table.reached_by]))
    said = {fact.name: fact.supposed for fact in table.facts.values() if fact.supposed is not UNKNOWN_FACT}
    return {name: True for name in names if name in table.facts} | said


# ------------------------------------------------------------------------------------------- parent rows


@dataclass(frozen=True, slots=True)
class _Parent:
    """A parent row as it was judged: the conducts of its broken rules, and the reasons."""

    decision: Decision
    judge: Judge
    certain: int
    possible: int

    def fails(self, conducts: Iterable[str], *, strict: bool) -> int:
        """Return yes, no or unknown: whether a rule of these conducts is broken, strict readings included or not."""
        wanted = 0
        for place, bit in enumerate(self.judge.compiled.bits):
            counts = not bit.rule.only_warns and (strict or bit.rule.reading is not Reading.STRICT)
            wanted |= (bit.rule.conduct in conducts and counts) << place
        if self.certain & wanted:
            return YES
        return UNKNOWN if self.possible & wanted else NO


_ANSWERS: Final[Mapping[int, Value]] = {YES: True, NO: False, UNKNOWN: None}


def _decide_with_parents(facts: Mapping[str, Given], act: Act) -> Decision:
    own, settled, behind = _with_verdicts(PERSONS, facts, act)
    decision = _judge(act.day, act.channel, act.standing).decide(own, None if own == settled else settled)
    spoken = {name for reason in decision.reasons for name in reason.spoke}
    reported = {name: reasons for name, reasons in behind.items() if name in spoken}
    # what is missing of a parent's verdict is what its rules miss
    missing = dict.fromkeys(deep for name in decision.missing for deep in _missing_of(name, reported.get(name, ())))
    reasons = tuple(dict.fromkeys(reason for each in reported.values() for reason in each))
    return replace(decision, missing=tuple(missing), behind=reasons)


def _missing_of(name: str, behind: tuple[Reason, ...]) -> tuple[str, ...]:
    return tuple(f"{reason.where}.{lacking}" for reason in behind for lacking in reason.missing) or (name,)


def _with_verdicts(
    table: Table, facts: Mapping[str, Given], act: Act
) -> tuple[dict[str, Value], dict[str, Value], dict[str, tuple[Reason, ...]]]:
    """Return the facts with the verdicts of parent rows, strict and settled, and the reasons behind each verdict."""
    parents = {name: value for name, value in facts.items() if isinstance(value, Mapping)}
    own: dict[str, Value] = {name: value for name, value in facts.items() if not isinstance(value, Mapping)}
    own[ACT_AT.name] = act.bounds
    settled, behind = dict(own), dict[str, tuple[Reason, ...]]()
    for name, row in parents.items():
        reporting = [fact for fact in table.facts.values() if _is_named(name, fact.verdict_of)]
        if not reporting:
            raise UsageError(f"no fact of `{table.name}` reports the verdict of a parent row `{name}`")
        parent = _parent(tables()[reporting[0].verdict_of], row, name, act)
        for fact in reporting:
            if fact.name in facts:
                raise UsageError(f"`{fact.name}` is given, and so is the row `{name}` that it reports on")
            own[fact.name] = _ANSWERS[parent.fails(fact.verdict_conducts, strict=True)]
            settled[fact.name] = _ANSWERS[parent.fails(fact.verdict_conducts, strict=False)]
            behind[fact.name] = tuple(
                reason
                for reason in (*parent.decision.reasons, *parent.decision.behind)
                if reason.rule.conduct in fact.verdict_conducts or reason.where != name
            )
    return own, settled, behind


def _is_named(name: str, table_name: str) -> bool:
    return bool(table_name) and name in {table_name, table_name.removesuffix("s")}


def _parent(table: Table, facts: Mapping[str, Any], name: str, act: Act) -> _Parent:
    own, settled, behind = _with_verdicts(table, facts, act)
    judge = _judge_of(table.name, act.day, act.standing)
    decision = judge.decide(own, None if own == settled else settled)
    certain, possible = judge.masks(judge.encode(own))
    reasons = tuple(replace(reason, where=name) for reason in decision.reasons)
    deeper = tuple(reason for each in behind.values() for reason in each)
    return _Parent(replace(decision, reasons=reasons, behind=deeper), judge, certain, possible)


@lru_cache(maxsize=DAYS_KEPT)
def _judge_of(table_name: str, day: int, standing: bool) -> Judge:  # noqa: FBT001  # a key of the cache
    table = tables()[table_name]
    known = {ACT_ON.name: day}
    compiled = compile_rules(book(day).on(table, past_acts=not standing), day=day, known=known)
    return Judge(table, compiled, known, _supposed(table))


def judge_row(table: str, facts: Mapping[str, Given], on: dt.date) -> Decision:
    """Return the verdict on a row of a small table (a form version, a notice) as it stands on a day.

    ``facts`` are facts of that table; what is not given is unknown. A nested mapping is a parent row, judged first.
    """
    return _parent(tables()[table], facts, table, Act(Channel.EMAIL, on, standing=True)).decision


# ------------------------------------------------------------------------------------------------ masses


@dataclass(frozen=True, slots=True)
class Screening:
    """A table of masks (lazy) and what they mean.

    ``frame`` holds the columns kept, ``certain_0``, ``possible_0``… (one bit a rule, see ``legend``), and ``outside``:
    of such a row the encoded law says nothing, so that it is not permitted whatever its masks.
    """

    frame: nw.LazyFrame[Any]
    legend: dict[str, Any]
    compiled: Compiled


def screen(table: Any, act: Act, keep: Iterable[str] = ()) -> Screening:  # noqa: ANN401  # whatever narwhals takes
    """Return the masks of every row of a lazy frame of fact columns, all judged for one act, with their legend.

    Columns are named after facts and encoded as ``rules/values.py`` says; where a fact depends on the channel, its
    column may carry it (``objection.covers_act@email``). A fact without a column is unknown, but for what ``decide``
    supposes. Time and channel come from ``act``. A purpose that is not commercial raises ``UsageError``.
    """
    if act.purpose != Purpose.COMMERCIAL:
        raise UsageError(f"the purpose `{act.purpose}` is {OUTSIDE}: no mask could say so")
    frame: nw.LazyFrame[Any] = nw.from_native(table).lazy()
    present = set(frame.collect_schema().names())
    compiled = _for_columns(present, act)
    masks = bulk.screen(frame.with_columns(outside=_outside(present, compiled)), compiled, keep=(*keep, "outside"))
    legend = bulk.legend(compiled, law_day=iso_of(act.day)) | {
        "channel": str(act.channel),
        "purpose": str(act.purpose),
        "controller": act.controller,
        "standing": act.standing,
    }
    return Screening(masks, legend, compiled)


def _for_columns(present: set[str], act: Act) -> Compiled:
    names = {
        column: channel_column(column, act.channel)
        for fact in PERSONS.facts.values()
        if fact.per_channel
        for column in fact.columns()
        if column not in present and channel_column(column, act.channel) in present
    }
    known = _known(PERSONS, act.day, act.channel) | dict(zip(ACT_AT.columns(), act.bounds, strict=True))
    unknown = bulk.unknown_columns(PERSONS, present | set(names))
    supposed = {
        column: number
        for name, value in _supposed(PERSONS).items()
        for column, number in zip(PERSONS.facts[name].columns(), PERSONS.facts[name].encode(value), strict=True)
        if column in unknown
    }
    rules = book(act.day).on(PERSONS, channels=(act.channel,), past_acts=not act.standing)
    compiled = compile_rules(rules, day=act.day, known=unknown | supposed | known)
    if not names:
        return compiled
    return Compiled(
        tuple(
            Bit(bit.rule, bit.channel, rename(bit.certain, names), rename(bit.possible, names)) for bit in compiled.bits
        )
    )


def _outside(present: set[str], compiled: Compiled) -> nw.Expr:
    if all(bit.rule.only_warns for bit in compiled.bits):
        return nw.lit(value=True, dtype=nw.Boolean)
    outside = nw.lit(value=False, dtype=nw.Boolean)
    for name in (DECIDES.name, IN_TERRITORY.name):
        if name in present:
            outside = outside | (nw.col(name) != YES)
    return outside
