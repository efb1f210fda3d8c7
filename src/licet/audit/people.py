"""From the columns of a people file to the facts of the law.

A cell that is blank in a column that was delivered is a "no": the evidence came, and lacks the item (heads.md D8). A
column that was not delivered says nothing: its facts come from what was answered for the row's form, its source, its
file or everyone, in that order, and are unknown when nobody was asked. An unreadable date is unknown, and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import narwhals.stable.v2 as nw

from licet.audit import cells, mailers
from licet.audit.dossier.answers import HOME_ZONE, Answer
from licet.audit.mailers import SOME_DAY
from licet.law.facts.persons import PERSONS
from licet.reading import engine as polars
from licet.reading.columns import Column as C
from licet.reading.engine import Engine
from licet.reading.tables import TableReading
from licet.rules.compiled import channel_column
from licet.rules.facts import Fact
from licet.rules.values import LATEST_SUFFIX, NEVER_AT, NEVER_ON, NO, UNKNOWN, UNKNOWN_AT, UNKNOWN_ON, YES, Kind
from licet.terms.words import Channel

Frame = nw.LazyFrame[Any]

ACTS: Final = (C.LAST_CONTACT_AT, C.LAST_CLICK_AT, C.LAST_ORDER_AT, C.LAST_REPLY_AT, C.LAST_LOGIN_AT, C.LAST_REQUEST_AT)
"""What a person does herself; an open is none of it."""

DAYS: Final[Mapping[str, C]] = {
    "last_open.on": C.LAST_OPEN_AT,
    "message.first_on": C.FIRST_MESSAGE_AT,
    "notice.given_on": C.INFORMED_AT,
    "customer.relation_ended_on": C.RELATION_ENDED_AT,
    "call_consent.given_on": C.PHONE_CONSENT_AT,
    "call_consent.period_ends_on": C.PHONE_CONSENT_UNTIL,
    "bloctel.screened_on": C.BLOCTEL_SCREENED_AT,
    "person.born_on": C.BIRTH_ON,
}
REFUSALS: Final = (C.OBJECTED_AT, C.WITHDRAWN_AT)
INSTANTS: Final[Mapping[str, C]] = {
    "consent.given_at": C.CONSENT_AT,
    "consent.withdrawn_at": C.WITHDRAWN_AT,
    "objection.made_at": C.OBJECTED_AT,
    "call_consent.given_at": C.PHONE_CONSENT_AT,
}

HELD_BY: Final[Mapping[Channel, tuple[C, ...]]] = {
    Channel.EMAIL: (C.EMAIL,),
    Channel.SMS: (C.PHONE, C.PHONE_2),
    Channel.AUTOMATED_CALL: (C.PHONE, C.PHONE_2),
    Channel.TELEPHONE: (C.PHONE, C.PHONE_2),
    Channel.POST: (C.POSTAL_ADDRESS,),
    Channel.FAX: (),
}


@dataclass
class PeopleFacts:
    """The facts of a file's rows: constants (``known``, column → number) and expressions, over ``frame`` of ``engine``."""

    frame: Frame
    known: dict[str, int] = field(default_factory=dict)
    columns: dict[str, nw.Expr] = field(default_factory=dict)
    engine: Engine = polars

    def table(self, keep: Mapping[str, nw.Expr]) -> Frame:
        """Return the frame of fact columns beside the columns to keep."""
        return self.frame.select(**keep, **self.columns)


@dataclass(frozen=True)
class ParentColumns:
    """What the rows of a parent table say of their people: key → column → number, only columns some row answers.

    ``cells``: key → fact → column of the people file that answers it row by row.
    """

    column: C | None
    rows: Mapping[str, Mapping[str, int]]
    cells: Mapping[str, Mapping[str, C]] = field(default_factory=dict)


def build(
    reading: TableReading,
    *,
    channels: Iterable[str],
    defaults: Iterable[Mapping[str, Answer]],
    parents: Iterable[ParentColumns],
    organisation_name: str,
    engine: Engine = polars,
) -> PeopleFacts:
    """Return the facts of a people file.

    ``defaults``: answers for all rows, strongest first. ``parents``: answers by form, then by source, stronger than the
    defaults. ``channels``: the channels asked about. Columns of the file win over all answers.
    """
    facts = PeopleFacts(_parsed(reading, engine), engine=engine)
    _from_columns(facts, reading, tuple(channels), organisation_name)
    _from_answers(facts, reading, tuple(defaults), tuple(parents), tuple(channels))
    _status(facts, reading, tuple(channels))
    mailers.show(mailers.Facts(facts.columns, facts.known, tuple(channels)), reading, instant_fact)
    return facts


def _parsed(reading: TableReading, engine: Engine) -> Frame:
    frame, has = engine.scan(reading.data), reading.dates
    days = {
        role: role for role in (*DAYS.values(), *ACTS, C.COLLECTED_AT, C.OBTAINED_AT, C.CONTRACT_FROM, C.CONTRACT_UNTIL)
    }
    frame = engine.with_days(frame, {_day(role): (role, has[role]) for role in days if role in has}, HOME_ZONE)
    at = {role: role for role in (*INSTANTS.values(),)}
    return engine.with_instants(frame, {_at(role): (role, has[role]) for role in at if role in has}, HOME_ZONE)


def _day(role: C) -> str:
    return f"{role}.on"


def _at(role: C) -> str:
    return f"{role}.at"


def _from_columns(facts: PeopleFacts, reading: TableReading, channels: tuple[str, ...], organisation: str) -> None:
    have = reading.columns
    for name, role in DAYS.items():
        if role in have:
            facts.columns[name] = day_fact(reading, role)
    for name, role in INSTANTS.items():
        if role in have and not (role is C.CONSENT_AT and mailers.acts_alone(reading)):
            made = refusal_fact(reading, role) if role in REFUSALS else instant_fact(reading, role)
            facts.columns[name], facts.columns[name + LATEST_SUFFIX] = made
    acts = [day_fact(reading, role) for role in ACTS if role in have]
    if acts:
        facts.columns["last_act.on"] = latest_known(acts)
    collected = [role for role in (C.OBTAINED_AT, C.COLLECTED_AT) if role in have]
    if collected:
        facts.columns["collection.on"] = not_never(day_fact(reading, collected[0]))
    _words(facts, reading, organisation)
    _per_channel(facts, reading, channels)


def day_fact(reading: TableReading, role: C) -> nw.Expr:
    """Return a day fact of a role: never where blank, unknown where unreadable."""
    if role not in reading.dates:
        return nw.when(nw.col(role).is_null()).then(nw.lit(NEVER_ON, nw.Int32)).otherwise(nw.lit(UNKNOWN_ON, nw.Int32))
    unread = nw.when(nw.col(role).is_null()).then(nw.lit(NEVER_ON, nw.Int32)).otherwise(nw.lit(UNKNOWN_ON, nw.Int32))
    return nw.when(nw.col(_day(role)).is_null()).then(unread).otherwise(nw.col(_day(role)))


def instant_fact(reading: TableReading, role: C) -> tuple[nw.Expr, nw.Expr]:
    """Return the bounds of an instant fact of a role."""
    bounds = []
    for suffix, unknown in (("", UNKNOWN_AT), (LATEST_SUFFIX, -UNKNOWN_AT)):
        unread = nw.when(nw.col(role).is_null()).then(nw.lit(NEVER_AT, nw.Int64)).otherwise(nw.lit(unknown, nw.Int64))
        if role in reading.dates:
            column = nw.col(_at(role) + suffix)
            bounds.append(nw.when(column.is_null()).then(unread).otherwise(column))
        else:
            bounds.append(unread)
    return bounds[0], bounds[1]


def refusal_fact(reading: TableReading, role: C) -> tuple[nw.Expr, nw.Expr]:
    """Return the bounds of a refusal: what is written but is no date is a refusal of an unknown day, unless it says no."""
    says_no = nw.col(role).str.contains(cells.whole(cells.NO_WORDS)).fill_null(value=False)
    bounds = []
    for bound, some_day in zip(instant_fact(reading, role), SOME_DAY, strict=True):
        unread = bound.is_in([UNKNOWN_AT, -UNKNOWN_AT])
        read = nw.when(unread).then(nw.lit(some_day, nw.Int64)).otherwise(bound)
        bounds.append(nw.when(says_no).then(nw.lit(NEVER_AT, nw.Int64)).otherwise(read))
    return bounds[0], bounds[1]


def _status(facts: PeopleFacts, reading: TableReading, channels: tuple[str, ...]) -> None:
    """Take a status that says refused (``désinscrit``) for an objection to everything, of an unknown day."""
    if C.STATUS not in reading.columns:
        return
    refused = nw.col(C.STATUS).str.contains(cells.within(cells.REFUSED_WORDS)).fill_null(value=False)
    fact = PERSONS.facts["objection.made_at"]
    for column, unknown, some_day in zip(fact.columns(), fact.unknown(), SOME_DAY, strict=True):
        rest = facts.columns.get(column, nw.lit(facts.known.pop(column, unknown), nw.Int64))
        undated = refused & rest.is_in([NEVER_AT, UNKNOWN_AT, -UNKNOWN_AT])
        facts.columns[column] = nw.when(undated).then(nw.lit(some_day, nw.Int64)).otherwise(rest)
    covers = PERSONS.facts["objection.covers_act"]
    for column, _ in _targets(covers, channels):
        rest = facts.columns.get(column, nw.lit(facts.known.pop(column, UNKNOWN), nw.Int8))
        facts.columns[column] = nw.when(refused).then(nw.lit(YES, nw.Int8)).otherwise(rest)


def latest_known(days: list[nw.Expr]) -> nw.Expr:
    """Return the latest of several days; where none is recent enough to settle it and one is unreadable, unknown.

    An unreadable day lies below ``NEVER`` in the encoding, so a plain maximum would hide it: it is unknown whenever any is.
    """
    if len(days) == 1:
        return days[0]
    latest = nw.max_horizontal(*days)
    doubtful = nw.min_horizontal(*days) == UNKNOWN_ON
    return nw.when(doubtful).then(nw.lit(UNKNOWN_ON, nw.Int32)).otherwise(latest)


def not_never(day: nw.Expr) -> nw.Expr:
    """Return a day that must have happened: blank is unknown, for every row was obtained some day."""
    return nw.when(day == NEVER_ON).then(nw.lit(UNKNOWN_ON, nw.Int32)).otherwise(day)


def _words(facts: PeopleFacts, reading: TableReading, organisation: str) -> None:
    have, columns = reading.columns, facts.columns
    for fact, role, said in (
        ("capacity", C.CAPACITY, cells.capacity),
        ("person.lives_abroad", C.COUNTRY, cells.lives_abroad),
        ("contact_point.is_generic", C.EMAIL, cells.is_generic),
    ):
        if role in have:
            columns[fact] = said(role)
    for fact, role in (("archive.only", C.ARCHIVED), ("bloctel.listed", C.BLOCTEL_LISTED)):
        if role in have:
            columns[fact] = cells.yes_no(role, blank=NO)
    for fact, role, yes, no in (
        ("consent.by_positive_act", C.CONSENT_ACT, cells.POSITIVE_ACTS, cells.NO_ACTS),
        ("collection.from_person", C.COLLECTION_METHOD, cells.FROM_PERSON, cells.FROM_OTHERS),
    ):
        if role in have:
            columns[fact] = cells.coded(role, {YES: yes, NO: no}, UNKNOWN)
    if C.CONSENT_PARTNERS in have and organisation:
        named = nw.col(C.CONSENT_PARTNERS).fill_null("").str.contains(cells.name_within(organisation))
        columns["consent.names_controller"] = named.cast(nw.Int8)
    if C.CONSENT in have and "consent.given_at" in columns:
        refused = nw.col(C.CONSENT).str.contains(cells.whole(cells.NO_WORDS)).fill_null(value=False)
        for bound in ("consent.given_at", "consent.given_at" + LATEST_SUFFIX):
            columns[bound] = nw.when(refused).then(nw.lit(NEVER_AT, nw.Int64)).otherwise(columns[bound])


def _per_channel(facts: PeopleFacts, reading: TableReading, channels: tuple[str, ...]) -> None:
    have, columns = reading.columns, facts.columns
    for channel in channels:
        held = [role for role in HELD_BY[Channel(channel)] if role in have]
        column = channel_column("contact_point.held", channel)
        if held:
            columns[column] = (~cells.all_blank(held)).cast(nw.Int8)
        else:
            facts.known[column] = NO
        covered, objected = (
            channel_column(name, channel) for name in ("consent.covers_channel", "objection.covers_act")
        )
        if C.CONSENT_CHANNELS in have:
            columns[covered] = cells.names_channel(C.CONSENT_CHANNELS, channel, blank=NO, unread=UNKNOWN)
        # an objection that says nothing of its reach covers everything (law.md RGT-03, product choice)
        if C.OBJECTION_SCOPE in have:
            columns[objected] = cells.names_channel(C.OBJECTION_SCOPE, channel, blank=YES, unread=YES)
        elif C.OBJECTED_AT in have:
            facts.known[objected] = YES


def _from_answers(
    facts: PeopleFacts,
    reading: TableReading,
    defaults: tuple[Mapping[str, Answer], ...],
    parents: tuple[ParentColumns, ...],
    channels: tuple[str, ...],
) -> None:
    """Add what was answered: for everyone first, then over it the source's answers, then the form's."""
    joined = [each for each in parents if each.column is not None and each.column in reading.columns and each.rows]
    for place, parent in enumerate(joined):
        facts.frame = _join(facts, parent, place)
    for fact in PERSONS.facts.values():
        answer = next((given[fact.name] for given in defaults if fact.name in given), None)
        own = () if answer is None or answer.column is None else _cell(facts, fact, answer.column, reading)
        encoded = fact.unless_said() if answer is None else answer.encode(fact)
        for column, place in _targets(fact, channels):
            if column in facts.columns or column in facts.known:
                continue
            said = own[place] if own else None
            for rank, parent in reversed(list(enumerate(joined))):
                rest = nw.lit(encoded[place], _TYPES[fact.kind]) if said is None else said
                over = _over(facts, rest, (parent, rank), fact, (column, place), reading)
                said = said if over is None else over
            if said is None:
                facts.known[column] = encoded[place]
            else:
                facts.columns[column] = said.cast(_TYPES[fact.kind])


def _over(
    facts: PeopleFacts,
    rest: nw.Expr,
    ranked: tuple[ParentColumns, int],
    fact: Fact,
    target: tuple[str, int],
    reading: TableReading,
) -> nw.Expr | None:
    """Return what a form or source says of one column, ``rest`` for the rows it is silent on; None if it says nothing."""
    (parent, rank), (column, place), kind = ranked, target, _TYPES[fact.kind]
    name = column.split("@")[0]
    said = nw.coalesce(nw.col(_joined(rank, name)), rest).cast(kind) if _says(parent, name) else None
    for key, answers in parent.cells.items():
        if fact.name in answers:
            mine = (nw.col(str(parent.column)) == key).fill_null(value=False)
            made = _cell(facts, fact, answers[fact.name], reading)
            cell = made[place].cast(kind) if made else nw.lit(fact.unknown()[place], kind)
            said = nw.when(mine).then(cell).otherwise(rest if said is None else said)
    return said


_TYPES: Final = {
    Kind.TERNARY: nw.Int8,
    Kind.CHOICE: nw.Int8,
    Kind.COUNT: nw.Int32,
    Kind.DAY: nw.Int32,
    Kind.INSTANT: nw.Int64,
}


def _targets(fact: Fact, channels: tuple[str, ...]) -> list[tuple[str, int]]:
    plain = [(column, place) for place, column in enumerate(fact.columns())]
    if not fact.per_channel:
        return plain
    return plain + [(channel_column(column, channel), place) for column, place in plain for channel in channels]


def _cell(facts: PeopleFacts, fact: Fact, role: C, reading: TableReading) -> tuple[nw.Expr, ...]:
    """Return a fact read from a column: a day or instant as written, a yes or no by whether the cell is filled."""
    if role not in reading.columns:
        return ()
    if fact.kind in {Kind.DAY, Kind.INSTANT}:
        _ensure_parsed(facts, reading, role, fact.kind)
        return (day_fact(reading, role),) if fact.kind is Kind.DAY else instant_fact(reading, role)
    if fact.kind is not Kind.TERNARY:
        return ()
    return ((~nw.col(role).is_null()).cast(nw.Int8),)


def _ensure_parsed(facts: PeopleFacts, reading: TableReading, role: C, kind: Kind) -> None:
    name = _day(role) if kind is Kind.DAY else _at(role)
    if role not in reading.dates or name in facts.frame.collect_schema().names():
        return
    columns = {name: (str(role), reading.dates[role])}
    if kind is Kind.DAY:
        facts.frame = facts.engine.with_days(facts.frame, columns, HOME_ZONE)
    else:
        facts.frame = facts.engine.with_instants(facts.frame, columns, HOME_ZONE)


def _joined(rank: int, column: str) -> str:
    return f"parent{rank}:{column}"


def _says(parent: ParentColumns, column: str) -> bool:
    return any(column in row for row in parent.rows.values())


def _join(facts: PeopleFacts, parent: ParentColumns, rank: int) -> Frame:
    said = sorted({column for row in parent.rows.values() for column in row})
    keys = list(parent.rows)
    small: dict[str, list[Any]] = {f"parent{rank}": keys}
    for column in said:
        small[_joined(rank, column)] = [parent.rows[key].get(column) for key in keys]
    return facts.frame.join(facts.engine.table(small), left_on=str(parent.column), right_on=f"parent{rank}", how="left")
