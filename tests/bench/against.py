"""Licet beside its peers, on the same seven rules and the same people: one decision, and everybody at once.

The answers of all are compared, person by person and rule by rule, before anything is timed: where one differs, the
run stops. The peers are given what helps them: policies and systems made once, requests written as JSON beforehand, a
simulation built once whose inputs are replaced.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

import narwhals.stable.v2 as nw
import numpy as np
import polars as pl

from licet.law.judging import Act, decide, rules_asked, screen, verdict_only
from licet.rules import bulk
from licet.rules.decision import Judge, Verdict
from licet.rules.values import Value
from licet.terms.words import Channel
from tests.bench.decisions import AT, drawn
from tests.bench.measure import ROUNDS, Turns, in_turn
from tests.bench.peers import bare, cedar, comparable, openfisca
from tests.bench.peers.comparable import RULES, Numbers, People
from tests.bench.table import Measured

PEOPLE: Final = 300
PEER_BAR: Final = 0.1
"""One decision takes at most a tenth of what a peer takes for the same rules."""
BULK_BAR: Final = 1.5
"""Times bare numpy, for the same number of rules."""
_MICRO: Final = 1e6

Person = dict[str, Value]


class DifferError(Exception):
    """Two engines do not say the same of one person."""


def measured(rows: int, rounds: int = ROUNDS) -> Iterator[Measured]:
    """Measure one decision beside each peer, then so many people at once beside numpy and OpenFisca."""
    yield from _one(max(rounds, ROUNDS))
    yield from _everybody(rows, rounds)


# --------------------------------------------------------------------------------------------- one decision


def _one(rounds: int) -> Iterator[Measured]:
    people = comparable.people(PEOPLE)
    ours = list(comparable.one_by_one(people))
    asked = cedar.requests(people)
    written = cedar.as_text(asked)
    given = openfisca.inputs(people)
    single = openfisca.Simulated(openfisca.system(given), 1)
    alone = [{name: values[place : place + 1] for name, values in given.items()} for place in range(PEOPLE)]
    refused = _compare(people, ours, asked, single, alone)
    judge, whole, act = comparable.judge(), list(drawn(PEOPLE)), Act(Channel.EMAIL, AT)
    every: dict[str, Callable[[], object]] = {
        "verdict": lambda: [judge.verdict(person) for person in ours],
        "named": lambda: [_rules_broken(judge, person) for person in ours],
        "reasons": lambda: [judge.decide(person) for person in ours],
        "cedarpy": lambda: [cedar.decide(request) for request in asked],
        "cedarpy, JSON": lambda: [cedar.decide(request) for request in written],
        "openfisca": lambda: [_simulated(single, person) for person in alone],
        "book, verdict": lambda: [verdict_only(person, act) for person in whole],
        "book, reasons": lambda: [decide(person, act) for person in whole],
    }
    seconds = in_turn(every, rounds, time.thread_time)
    book = f"{len({bit.rule.id for bit in rules_asked(act).bits})} rules, {len(whole[0])} facts"
    subset = f"{len(RULES)} rules, {len(people)} facts, {refused} of {PEOPLE} refused, same answers"
    yield from _beside(seconds, "verdict", f"verdict: {subset}", PEER_BAR)
    yield from _beside(seconds, "named", f"verdict and the rules broken: {subset}", PEER_BAR)
    yield from _beside(seconds, "reasons", f"verdict, reasons and mending: {subset}", PEER_BAR)
    yield from _beside(seconds, "book, verdict", f"verdict, whole book: {book}", None)
    yield from _beside(seconds, "book, reasons", f"verdict, reasons and mending, whole book: {book}", None)


def _rules_broken(judge: Judge, person: Person) -> tuple[Verdict, list[str]]:
    """Return what a peer returns: the answer, and the rules behind it."""
    certain, possible = judge.masks(judge.encode(person))
    verdict = Verdict.REFUSED if certain else Verdict.UNDETERMINED if possible else Verdict.PERMITTED
    return verdict, [RULES[place] for place in bulk.bits_set(certain)]


_PEERS: Final = {
    "cedarpy": "policies parsed once; it names the policies that forbid",
    "cedarpy, JSON": "the same, facts written as JSON beforehand",
    "openfisca": "system and simulation built once, inputs replaced",
}


def _beside(seconds: Turns, mine: str, what: str, bar: float | None) -> Iterator[Measured]:
    for peer, how in _PEERS.items():
        ratio = seconds.ratio(mine, peer)
        one, other = (seconds[name] / PEOPLE * _MICRO for name in (mine, peer))
        against = how if bar else "the peer has seven rules only: no bar"
        note = f"{1 / ratio:.1f} times faster; {against}"
        yield Measured(f"{what}; against {peer}", one, "µs", other, ratio, bar, note)


def _simulated(single: openfisca.Simulated, person: dict[str, Numbers]) -> list[Numbers]:
    single.give(person)
    return single.broken()


def _compare(
    people: People,
    ours: list[Person],
    asked: list[cedar.Request],
    single: openfisca.Simulated,
    alone: list[dict[str, Numbers]],
) -> int:
    """Stop unless every engine names the same rules for every person; return how many are refused."""
    judge, vectors = comparable.judge(), bare.broken(people)
    refused = 0
    for place, person in enumerate(ours):
        certain, possible = judge.masks(judge.encode(person))
        decided = cedar.decide(asked[place])
        simulated = int(openfisca.as_bits(_simulated(single, alone[place]))[0])
        said = {
            "possible": possible,
            "cedarpy": cedar.broken(decided),
            "openfisca": simulated,
            "numpy": int(vectors[place]),
        }
        verdict = judge.verdict(person)
        if any(bits != certain for bits in said.values()) or decided.allowed is not (verdict is Verdict.PERMITTED):
            raise DifferError(
                f"person {place}: certain {certain:b}, {said}, {verdict}, cedarpy allows: {decided.allowed}"
            )
        refused += verdict is Verdict.REFUSED
    return refused


# ------------------------------------------------------------------------------------------ everybody at once


def _everybody(rows: int, rounds: int) -> Iterator[Measured]:
    people = comparable.people(rows)
    frame, compiled = comparable.as_frame(people), comparable.compiled_for_many()
    simulated = openfisca.Simulated(openfisca.system(openfisca.inputs(comparable.people(1))), rows)
    simulated.give(openfisca.inputs(people))

    def masks(*, possible: bool) -> pl.DataFrame:
        found: pl.LazyFrame = bulk.screen(nw.from_native(frame.lazy()), compiled, possible=possible).to_native()
        return found.collect(engine="streaming")

    expected = masks(possible=False)["certain_0"].to_numpy()
    for name, said in (("numpy", bare.broken(people)), ("openfisca", openfisca.as_bits(simulated.broken()))):
        if not np.array_equal(expected, said):
            raise DifferError(f"{name}: {np.count_nonzero(expected != said)} of {rows} people")
    act = Act(Channel.EMAIL, AT)
    works: dict[str, Callable[[], object]] = {
        "numpy": lambda: bare.broken(people),
        "certain": partial(masks, possible=False),
        "both": partial(masks, possible=True),
        "openfisca": simulated.broken,
        "book": lambda: screen(frame.lazy(), act).frame.to_native().collect(engine="streaming"),
    }
    seconds, busy = in_turn(works, rounds), in_turn(works, rounds, time.process_time)
    size, number = f"{rows / 1e6:g} M people in memory", len(RULES)
    for name, what, bar, note in (
        ("certain", "certain masks", BULK_BAR, "two threads where there are two cores; numpy has one"),
        ("both", "both masks", None, "also who may break a rule: numpy knows nothing unknown"),
        ("openfisca", "OpenFisca", None, "its arrays set beforehand; one thread"),
    ):
        ratio = seconds.ratio(name, "numpy")
        each = f"{seconds[name] / rows / number * 1e9:.1f} ns a rule and person; "
        each += f"processor time {busy.ratio(name, 'numpy'):.2f}x"
        yield Measured(
            f"{size}: {what}, against bare numpy", seconds[name], "s", seconds["numpy"], ratio, bar, f"{each}; {note}"
        )
    bits = len(screen(frame.lazy(), act).compiled.bits)
    ratio = seconds.ratio("book", "numpy") * number / bits
    note = f"{bits} rules, both masks; the ratio is per rule; facts without a column are unknown"
    yield Measured(
        f"{size}: `screen`, whole book, against bare numpy", seconds["book"], "s", seconds["numpy"], ratio, note=note
    )
