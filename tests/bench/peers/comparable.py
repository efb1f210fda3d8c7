"""Seven rules of the book that others can say as well, and people of whom everything that these rules ask is known.

Neither peer knows a fact that is unknown, so none is here; the day of the act, the channel and what the organisation
answers for itself are fixed, as in every other measurement. Each peer has these conditions written anew in its own way
(`cedar.py`, `openfisca.py`, `bare.py`), and its answers are compared with ours person by person, rule by rule.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

import numpy as np
import polars as pl

from licet.law.book import find
from licet.law.facts.persons import PERSONS
from licet.law.judging import _known, _supposed
from licet.rules.compiled import Compiled, compile_rules
from licet.rules.decision import Judge
from licet.rules.facts import ACT_AT
from licet.rules.rule import Rule
from licet.rules.values import LATEST_SUFFIX, NEVER, NEVER_AT, NEVER_ON, Kind, Value
from licet.terms.days import day_of
from licet.terms.words import Channel

RULES: Final = ("CPC-01", "CPC-02.1", "RGT-03", "RET-01", "RET-04", "SPE-01", "PRO-02")
"""Agreement before the act and by an act for this use, objection, three years by the day, archive, minor, generic address."""

DAY: Final = dt.date(2026, 11, 21)
NUMBER: Final = day_of(DAY)
AT: Final = NUMBER * 86_400 + 34_200
"""The act: half past nine in the morning, UTC."""
THREE_YEARS_BEFORE: Final = day_of(dt.date(2023, 11, 20))
"""The last day on which an act is too long ago (prospect-retention)."""
FIFTEEN_YEARS_BEFORE: Final = day_of(dt.date(2011, 11, 21))
"""Who was born later is below fifteen (digital-majority)."""

CHANCE: Final = {
    "consent.covers_channel": 0.9, "consent.names_controller": 0.9, "consent.by_positive_act": 0.9, "consent.covers_purpose": 0.9,
    "partner.shown_by_category_only": 0.1, "objection.covers_act": 0.5, "archive.only": 0.05, "retention.longer_period_justified": 0.1,
    "contact_point.is_generic": 0.2, "person.lives_abroad": 0.02, "solicitation.promotes": 0.98, "customer.is_active": 0.2,
    "consent.with_parent": 0.3,
}  # fmt: skip
NEVERS: Final = {
    "objection.made_at": 0.8,
    "consent.withdrawn_at": 0.9,
    "consent.given_at": 0.1,
    "customer.relation_ended_on": 0.7,
}
BORN: Final = "person.born_on"
FIXED: Final = frozenset({"organisation.decides", "organisation.in_territory", "contact_point.held", ACT_AT.name})
"""What is the same for everybody."""
_SEED: Final = 20_261_122

Numbers = np.ndarray[Any, np.dtype[Any]]
People = Mapping[str, Numbers]
"""Fact → its value for each person: yes and no, a day number, an epoch second (``NEVER_ON``, ``NEVER_AT``)."""


def rules() -> tuple[Rule, ...]:
    """Return the rules, in the order of the bits."""
    return tuple(map(find, RULES))


@cache
def compiled() -> Compiled:
    """Return them compiled for the day and the channel, as the product compiles its book."""
    return compile_rules(rules(), day=NUMBER, known=_known(PERSONS, NUMBER, Channel.EMAIL))


@cache
def compiled_for_many() -> Compiled:
    """Return them compiled as `screen` does for one act: its moment and what is supposed of the organisation are bound."""
    supposed = {
        column: number
        for name, value in _supposed(PERSONS).items()
        for column, number in zip(PERSONS.facts[name].columns(), PERSONS.facts[name].encode(value), strict=True)
        if name in FIXED
    }
    known = _known(PERSONS, NUMBER, Channel.EMAIL) | dict.fromkeys(ACT_AT.columns(), AT) | supposed
    return compile_rules(rules(), day=NUMBER, known=known)


@cache
def judge() -> Judge:
    """Return what decides one person by them."""
    return Judge(PERSONS, compiled(), _known(PERSONS, NUMBER, Channel.EMAIL), _supposed(PERSONS))


def facts() -> tuple[str, ...]:
    """Return the facts of a person that the rules ask; those of the organisation and the act are fixed."""
    columns = dict.fromkeys(column.removesuffix(LATEST_SUFFIX) for column in compiled().columns)
    return tuple(name for name in columns if name not in FIXED)


def people(number: int) -> People:
    """Draw so many people, the same every time."""
    chance = np.random.default_rng(_SEED)
    return {name: _drawn(name, chance, number) for name in facts()}


def _drawn(name: str, chance: np.random.Generator, number: int) -> Numbers:
    never = chance.random(number) < NEVERS.get(name, 0.3)
    match PERSONS.facts[name].kind:
        case Kind.TERNARY:
            return chance.random(number) < CHANCE.get(name, 0.6)
        case Kind.DAY:
            back = 40 * 365 if name == BORN else 8 * 365
            days = chance.integers(NUMBER - back, NUMBER + 1, number).astype(np.int32)
            return np.where(never, np.int32(NEVER_ON), days)
        case Kind.INSTANT:
            return np.where(never, NEVER_AT, chance.integers(AT - 8 * 365 * 86_400, AT + 86_400, number))
        case Kind.CHOICE:
            return chance.integers(1, len(PERSONS.facts[name].choices) + 1, number).astype(np.int8)
        case kind:
            raise NotImplementedError(kind)


def one_by_one(drawn: People) -> Iterator[dict[str, Value]]:
    """Yield each person as `decide` takes her: Python values, the act among them."""
    names = list(drawn)
    for values in zip(*(drawn[name].tolist() for name in names), strict=True):
        person: dict[str, Value] = {ACT_AT.name: (AT, AT), "contact_point.held": True}
        for name, value in zip(names, values, strict=True):
            person[name] = _value(name, value)
        yield person


def _value(name: str, value: int) -> Value:
    if PERSONS.facts[name].kind is Kind.CHOICE:
        return PERSONS.facts[name].choices[value - 1]
    return NEVER if value in {NEVER_ON, NEVER_AT} and not isinstance(value, bool) else value


def as_frame(drawn: People) -> pl.DataFrame:
    """Return the people as columns that compiled rules read, in memory."""
    columns: dict[str, Numbers | pl.Expr] = {}
    for name, values in drawn.items():
        columns[name] = values.astype(np.int8) if values.dtype == np.bool_ else values
        if PERSONS.facts[name].kind is Kind.INSTANT:
            columns[name + LATEST_SUFFIX] = columns[name]
    return pl.DataFrame(columns)
