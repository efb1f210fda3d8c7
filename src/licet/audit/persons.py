"""Judge the people of a base: standing on the day of the audit, and past acts each at its own instant.

One pass over each people file writes ``rows`` (row number, file, source, form, weight, masks, ages); everything else is
counted from that file. Bits are private to it: the legend beside it names the rules.

Standing asks of each person: would contact on this channel be lawful that day? A rule about *acts* is asked only of
people one might contact: whoever certainly objected or withdrew is not addressable, and keeping the refusal in a file
is no breach. What was sent to them after the refusal is judged as past acts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import narwhals.stable.v2 as nw

from licet.audit.dossier.answers import HOME_ZONE
from licet.audit.dossier.load import Dossier, PeopleFile
from licet.audit.people import Frame, PeopleFacts
from licet.audit.sent import Sends, with_acts, with_sends
from licet.law.book import Book
from licet.law.facts.persons import PERSONS
from licet.law.heads import conducts
from licet.reading.columns import Column as C
from licet.reading.tables import TableReading
from licet.rules import formulas as fm
from licet.rules.bulk import places
from licet.rules.compiled import BITS_PER_COLUMN, Bit, Compiled, channel_column, compile_rules
from licet.rules.expressions import Expr
from licet.rules.facts import ACT_AT, ACT_ON, DECIDES, IN_TERRITORY, Facts
from licet.rules.printers.narwhals import mask_columns
from licet.rules.values import LATEST_SUFFIX, NEVER_ON, NO, UNKNOWN_ON
from licet.terms.instants import bounds_of_day
from licet.terms.periods import Period, newest_expired
from licet.terms.words import Channel

OLDEST: Final = 20
"""Ages are counted in whole years up to this; older people stand with it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A bit of the masks: a rule, a channel, and whether it was asked of a past act or of the day of the audit."""

    bit: Bit
    is_act: bool


@dataclass(frozen=True)
class Bench:
    """The rules asked of every person, in the order of their bits, before any file binds its constants."""

    day: int
    standing: Compiled
    acts: Compiled
    asked: tuple[Asked, ...]


def refusal() -> Expr:
    """Return the condition that nobody would write to a person: she objected, withdrew, or is kept as archive only."""
    f = Facts(PERSONS)
    withdrawn: Expr = f.consent.withdrawn_at.happened & ~(f.consent.withdrawn_at < f.consent.given_at)
    objected: Expr = f.objection.made_at.happened & f.objection.covers_act
    archived: Expr = f.archive.only
    return objected | withdrawn | archived


def call_refusal() -> Expr:
    """Return the same for calls, which have a consent of their own."""
    f = Facts(PERSONS)
    withdrawn: Expr = f.call_consent.withdrawn_at.happened & ~(f.call_consent.withdrawn_at < f.call_consent.given_at)
    objected: Expr = f.objection.made_at.happened & f.objection.covers_act
    archived: Expr = f.archive.only
    return objected | withdrawn | archived


def bench(book: Book, channels: Iterable[str], every_rule: Iterable[Any]) -> Bench:
    """Return the rules to ask on a day: the book of that day for standing, all rules (dated) for past acts."""
    asked_channels, day = tuple(channels), book.day or 0
    standing_rules = book.on(PERSONS, channels=asked_channels, past_acts=False)
    standing = compile_rules(standing_rules, channels=asked_channels, day=day)
    about_acts = [
        each for each in every_rule if each.on is PERSONS and is_about_acts(each.conduct) and each.depends_on_channel()
    ]
    acts = compile_rules(about_acts, channels=(message_channel(asked_channels),), day=None)
    asked = [Asked(bit, is_act=False) for bit in standing.bits] + [Asked(bit, is_act=True) for bit in acts.bits]
    return Bench(day, standing, acts, tuple(asked))


def is_about_acts(conduct: str) -> bool:
    """Say whether a conduct is something done to a person (a solicitation), not a state of the base."""
    return conducts()[conduct].about != "states"


def message_channel(channels: tuple[str, ...]) -> str:
    """Return the channel of the messages whose days a people file tells: e-mail, else the first declared."""
    return str(Channel.EMAIL) if Channel.EMAIL in channels or not channels else channels[0]


def write_rows(  # one pass needs them all
    dossier: Dossier,
    file: PeopleFile,
    number: int,
    reading: TableReading,
    facts: PeopleFacts,
    asked: Bench,
    into: Path,
    sends: Sends | None = None,
) -> Path:
    """Judge the rows of one file and write them to ``into``; return the path."""
    known = facts.known | organisation_facts(dossier)
    bits = tuple(standing_of(bit, known | moment(asked.day), asked.day) for bit in asked.standing.bits)
    frame, acts = _past_acts(reading, facts, asked, known, sends)
    compiled = Compiled(bits + acts)
    keep = {
        "row": nw.col("row"),
        "file": nw.lit(number, nw.Int32),
        "source": _label(reading, C.SOURCE, file.source),
        "form": _label(reading, C.FORM, ""),
        "weight": weight_of(reading, file.weight),
        **ages_of(facts, asked.day),
    }
    needed = {column: facts.columns[column] for column in compiled.columns if column in facts.columns}
    path = into / f"rows-{number}.parquet"
    if needed:  # a file of addresses, judged for telephone calls, has no column that a rule reads
        frame = frame.with_columns(**needed)
    facts.engine.sink(frame.select(**keep, **mask_columns(compiled)), path)
    return path


def _past_acts(
    reading: TableReading, facts: PeopleFacts, asked: Bench, known: Mapping[str, int], sends: Sends | None
) -> tuple[Frame, tuple[Bit, ...]]:
    """Return the people's frame with their past acts, and the bits that judge them: the last message, and each send."""
    bits, frame = tuple(act_of(bit, known) for bit in asked.acts.bits), facts.frame
    never = tuple(replace(bit, certain=fm.FALSE, possible=fm.FALSE) for bit in bits)
    by_column = by_send = never
    if bits and sends is not None:
        frame, by_send = with_sends(frame, sends, reading, facts, bits, asked.day)
    if bits and C.LAST_MESSAGE_AT in reading.dates:
        by_column = bits
        frame = with_acts(facts.engine, frame, str(C.LAST_MESSAGE_AT), reading, Compiled(bits), asked.day)
    return frame, tuple(
        replace(one, certain=fm.any_of((one.certain, two.certain)), possible=fm.any_of((one.possible, two.possible)))
        for one, two in zip(by_column, by_send, strict=True)
    )


def organisation_facts(dossier: Dossier) -> dict[str, int]:
    """Return the organisation's own facts, encoded."""
    known: dict[str, int] = {}
    for fact in (DECIDES, IN_TERRITORY):
        answer = dossier.organisation.get(fact.name)
        known[fact.name] = (fact.unknown() if answer is None else answer.encode(fact))[0]
    return known


def moment(day: int) -> dict[str, int]:
    """Return the moment standing is judged: the end of the day, so that what that day brought counts."""
    last = bounds_of_day(day, HOME_ZONE)[1]
    return {ACT_ON.name: day, ACT_AT.name: last, ACT_AT.name + LATEST_SUFFIX: last}


def standing_of(bit: Bit, known: Mapping[str, int], day: int) -> Bit:
    """Return a bit that judges standing on a day: of what is done to people, only to those one might contact."""
    certain, possible = bit.certain, bit.possible
    if conducts()[bit.rule.conduct].about == "past-acts":
        return replace(bit, certain=fm.FALSE, possible=fm.FALSE)
    if bit.channel is not None and is_about_acts(bit.rule.conduct):
        said_no = call_refusal() if bit.channel == Channel.TELEPHONE else refusal()
        addressable = fm.rename(said_no.formula(holds=False, certain=False), _channel_names(bit.channel))
        certain, possible = fm.all_of((addressable, certain)), fm.all_of((addressable, possible))
    return replace(bit, certain=fm.bind(certain, known, day), possible=fm.bind(possible, known, day))


def act_of(bit: Bit, known: Mapping[str, int]) -> Bit:
    """Return a bit that judges a past act, whose own day and instant are left to each row."""
    # that a record is an archive today says nothing of the day of a past message, which is read row by row
    own = {*ACT_ON.columns(), *ACT_AT.columns()}
    known = {column: number for column, number in known.items() if column not in own} | {"archive.only": NO}
    return replace(bit, certain=fm.bind(bit.certain, known), possible=fm.bind(bit.possible, known))


def _channel_names(channel: str) -> dict[str, str]:
    facts = (fact for fact in PERSONS.facts.values() if fact.per_channel)
    return {column: channel_column(column, channel) for fact in facts for column in fact.columns()}


def _label(reading: TableReading, role: C, otherwise: str) -> nw.Expr:
    return nw.col(role).fill_null(otherwise) if role in reading.columns else nw.lit(otherwise, nw.String)


def weight_of(reading: TableReading, weight: int) -> nw.Expr:
    """Return how many people a row stands for: its own weight where it has one, times the file's."""
    if C.WEIGHT not in reading.columns:
        return nw.lit(weight, nw.Int64)
    text = nw.col(C.WEIGHT).fill_null("1")
    whole = nw.when(text.str.contains(r"^[0-9]{1,9}\z")).then(text).otherwise(nw.lit("1")).cast(nw.Int64)
    return whole * nw.lit(weight, nw.Int64)


def ages_of(facts: PeopleFacts, day: int) -> dict[str, nw.Expr]:
    """Return whole years since the last real act (or the collection), and whether the person opened after it."""
    last = _fact(facts, "last_act.on")
    collected, opened = _fact(facts, "collection.on"), _fact(facts, "last_open.on")
    since = nw.max_horizontal(last, collected)
    years = nw.lit(0, nw.Int8)
    for count in range(1, OLDEST + 1):
        years = years + (since <= newest_expired(day, Period(count, "year"))).cast(nw.Int8)
    known = since > NEVER_ON
    return {
        "years": nw.when(known).then(years).otherwise(nw.lit(-1, nw.Int8)),
        "opened_since": (opened > since).cast(nw.Int8),
    }


def _fact(facts: PeopleFacts, name: str) -> nw.Expr:
    return facts.columns.get(name, nw.lit(facts.known.get(name, UNKNOWN_ON), nw.Int32))


def legend_of(asked: Bench, digest: str, law_day: str) -> dict[str, Any]:
    """Return what a reader of ``rows.parquet`` needs: the rule behind each bit, the day of the law, the book's digest."""
    compiled = Compiled(tuple(each.bit for each in asked.asked))
    bits = [
        {
            "column": place.column,
            "bit": place.bit,
            "rule": each.bit.rule.id,
            "channel": each.bit.channel,
            "act": each.is_act,
        }
        for place, each in zip(places(compiled), asked.asked, strict=True)
    ]
    return {"law_day": law_day, "book": digest, "bits_per_column": BITS_PER_COLUMN, "bits": bits}
