"""One decision with the facts in hand, against the whole law of its channel: the bare verdict, and with its reasons."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final
from zoneinfo import ZoneInfo

from licet.law.facts.persons import PERSONS
from licet.law.judging import Act, decide, rules_asked, verdict_only
from licet.rules.facts import Fact
from licet.rules.values import NEVER, NEVER_AT, NEVER_ON, NO, UNKNOWN_AT, UNKNOWN_ON, YES, Kind, Value
from licet.terms.days import date_of
from licet.terms.words import Channel
from tests.bench.facts import Made, rows_of_part
from tests.bench.measure import microseconds
from tests.bench.table import Measured

AT: Final = dt.datetime(2026, 11, 21, 10, 30, tzinfo=ZoneInfo("Europe/Paris"))
PEOPLE: Final = 300
VERDICT_BAR: Final = 20.0
REASONS_BAR: Final = 100.0
"""Microseconds."""

Given = dict[str, Value]


def measured() -> Iterator[Measured]:
    """Measure a decision on each of 300 people drawn by chance and, apart, on one of whom nothing is known."""
    people = list(drawn(PEOPLE))
    for channel in (Channel.EMAIL, Channel.TELEPHONE):
        act = Act(channel, AT)
        number = len({bit.rule.id for bit in rules_asked(act).bits})
        verdicts = Counter(str(verdict_only(facts, act)) for facts in people)
        found = ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items()))
        note = f"{number} rules, {len(people[0])} facts given; {found}"
        figure = _per_person(verdict_only, people, act)
        yield Measured(f"{channel}: verdict", figure, "µs", bar=VERDICT_BAR, note=note)
        reasons = sum(len(decide(facts, act).reasons) for facts in people) / PEOPLE
        figure = _per_person(decide, people, act)
        yield Measured(f"{channel}: with reasons", figure, "µs", bar=REASONS_BAR, note=f"{reasons:.1f} reasons each")
    blank = Act(Channel.EMAIL, AT)
    number = len(decide({}, blank).reasons)
    figure = microseconds(lambda: decide({}, blank), 500)
    note = f"{number} reasons: nearly every rule stays open; no fact in hand, so no bar"
    yield Measured("email: nothing known at all, with reasons", figure, "µs", note=note)


def _per_person(judge: Callable[[Given, Act], object], people: list[Given], act: Act) -> float:
    def everyone() -> None:
        for facts in people:
            judge(facts, act)

    return microseconds(everyone, 10) / len(people)


def drawn(people: int) -> Iterator[Given]:
    """Draw people by chance; every fact of the vocabulary is said, one in twenty as unknown."""
    facts = [fact for name, fact in PERSONS.facts.items() if not name.startswith("act.")]
    columns = [column for fact in facts for column in fact.columns()]
    made = rows_of_part(0, people, PERSONS, columns, AT.date().toordinal() - dt.date(1970, 1, 1).toordinal())
    for place in range(people):
        yield {fact.name: _value(fact, made, place) for fact in facts}


def _value(fact: Fact, made: Made, place: int) -> Value:
    numbers = [int(made[column][place]) for column in fact.columns()]
    number = numbers[0]
    match fact.kind:
        case Kind.TERNARY:
            return {YES: True, NO: False}.get(number)
        case Kind.CHOICE:
            return fact.choices[number - 1] if number else None
        case Kind.COUNT:
            return None if number < 0 else number
        case Kind.DAY:
            return NEVER if number == NEVER_ON else None if number == UNKNOWN_ON else date_of(number)
        case Kind.INSTANT:
            return NEVER if number == NEVER_AT else None if number == UNKNOWN_AT else (number, numbers[1])
