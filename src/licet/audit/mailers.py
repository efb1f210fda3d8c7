"""From the fields of a mailer's export to the facts of the law, each for what it proves and no more.

Only the rows that a field fills are decided by it. A blank ``OPTIN_TIME`` is no refusal and no *never*: the person was
imported, and the consent, if there is one, was taken elsewhere; what was answered for the form, the source or the file
stands, else it stays unknown. The same holds of the wording, which no export has.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import narwhals.stable.v2 as nw

from licet.audit import cells
from licet.law.facts.persons import PERSONS
from licet.reading.columns import Column as C
from licet.reading.exports import Grade
from licet.reading.tables import TableReading
from licet.rules.compiled import channel_column
from licet.rules.values import LATEST_SUFFIX, NEVER_AT, NO, UNKNOWN, UNKNOWN_AT, YES
from licet.terms.words import Channel

SOME_DAY: Final = (0, -UNKNOWN_AT)
"""The bounds of something that did happen, nobody knows when: since 1970, or later."""

FLAGS: Final[Mapping[C, Channel]] = {C.EMAIL_REFUSED: Channel.EMAIL, C.SMS_REFUSED: Channel.SMS}
"""Columns that say yes or no to a refusal of one channel, without its day."""


@dataclass(frozen=True)
class Facts:
    """The facts so far: expressions and constants by column; see `licet.audit.people.PeopleFacts`."""

    columns: dict[str, nw.Expr]
    known: dict[str, int]
    channels: tuple[str, ...] = field(default=())

    def rest(self, column: str, otherwise: int, kind: Any) -> nw.Expr:  # noqa: ANN401 - a narwhals type
        """Take what is known of a column up to now, to be decided row by row from here."""
        return self.columns.get(column, nw.lit(self.known.pop(column, otherwise), kind))


def acts_alone(reading: TableReading) -> bool:
    """Tell whether the instants of consent come from a mailer's log: a blank there says nothing."""
    return reading.proves(C.CONSENT_AT, Grade.ACT)


def show(facts: Facts, reading: TableReading, instants: Callable[[TableReading, C], tuple[nw.Expr, nw.Expr]]) -> None:
    """Write what an export shows over what was answered. ``instants`` reads the bounds of the instants of a role."""
    if acts_alone(reading):
        _acts(facts, reading, instants)
    for role, channel in FLAGS.items():
        if role in reading.columns and channel in facts.channels:
            _flag(facts, role, channel)
    if C.EMAIL_PARTLY_REFUSED in reading.columns and Channel.EMAIL in facts.channels:
        _partly(facts)
    if reading.lists_refusals:
        _refused(facts, nw.lit(value=True), *_covering(facts.channels))


def _acts(facts: Facts, reading: TableReading, instants: Callable[[TableReading, C], tuple[nw.Expr, nw.Expr]]) -> None:
    have = reading.columns
    written = ~nw.col(C.CONSENT_AT).is_null()
    names = ("consent.given_at", "consent.given_at" + LATEST_SUFFIX)
    for name, bound, unknown in zip(names, instants(reading, C.CONSENT_AT), (UNKNOWN_AT, -UNKNOWN_AT), strict=True):
        facts.columns[name] = nw.when(written).then(bound).otherwise(facts.rest(name, unknown, nw.Int64))
    if C.IP not in have:
        return
    logged = written & ~nw.col(C.IP).is_null()
    shown = {"consent.proof_names_person": logged, "consent.proof_shows_time": logged}
    if (
        C.CONFIRMATION_AT in have
        and C.CONFIRMATION_IP in have
        and reading.proves(C.CONFIRMATION_AT, Grade.CONFIRMATION)
    ):
        later = (nw.col(C.CONFIRMATION_AT) != nw.col(C.CONSENT_AT)).fill_null(value=False)
        shown["consent.by_positive_act"] = logged & later & ~nw.col(C.CONFIRMATION_IP).is_null()
    for name, is_shown in shown.items():
        facts.columns[name] = _yes_where(is_shown, facts.rest(name, UNKNOWN, nw.Int8))


def _flag(facts: Facts, role: C, channel: Channel) -> None:
    """Take a yes for a refusal of this channel, some day; a no or a blank for none, unless something else says so."""
    said = _says(role, cells.YES_WORDS)
    covered = channel_column("objection.covers_act", channel)
    denied = nw.col(role).is_null() | _says(role, cells.NO_WORDS)
    rest = facts.rest(covered, UNKNOWN, nw.Int8)
    facts.columns[covered] = nw.when(denied & (rest == UNKNOWN)).then(nw.lit(NO, nw.Int8)).otherwise(rest)
    _refused(facts, said, covered)


def _partly(facts: Facts) -> None:
    """Take a yes for a refusal of some kinds of mail: whether it covers prospecting, a person has to say."""
    said = _says(C.EMAIL_PARTLY_REFUSED, cells.YES_WORDS)
    covered = channel_column("objection.covers_act", Channel.EMAIL)
    rest = facts.rest(covered, UNKNOWN, nw.Int8)
    facts.columns[covered] = nw.when(said & (rest != YES)).then(nw.lit(UNKNOWN, nw.Int8)).otherwise(rest)
    _refused(facts, said)


def _refused(facts: Facts, where: nw.Expr, *covered: str) -> None:
    """Write a refusal of an unknown day, unless its day is known, and what it covers."""
    fact = PERSONS.facts["objection.made_at"]
    for column, unknown, some_day in zip(fact.columns(), fact.unknown(), SOME_DAY, strict=True):
        rest = facts.rest(column, unknown, nw.Int64)
        undated = where & rest.is_in([NEVER_AT, UNKNOWN_AT, -UNKNOWN_AT])
        facts.columns[column] = nw.when(undated).then(nw.lit(some_day, nw.Int64)).otherwise(rest)
    for column in covered:
        facts.columns[column] = _yes_where(where, facts.rest(column, UNKNOWN, nw.Int8))


def _covering(channels: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(channel_column("objection.covers_act", channel) for channel in channels)


def _yes_where(where: nw.Expr, rest: nw.Expr) -> nw.Expr:
    return nw.when(where).then(nw.lit(YES, nw.Int8)).otherwise(rest)


def _says(role: C, words: tuple[str, ...]) -> nw.Expr:
    return nw.col(role).str.contains(cells.whole(words)).fill_null(value=False)
