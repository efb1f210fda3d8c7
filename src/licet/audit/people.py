"""From the columns of a people file to the facts of the law.

A cell that is blank in a column that was delivered is a "no": the evidence came, and lacks the item (heads.md D8). A
column that was not delivered says nothing: its facts come from what was answered for the row's form, its source, its
file or everyone, in that order, and are unknown when nobody was asked. An unreadable date is unknown, and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any, Final

import narwhals.stable.v2 as nw

from licet.audit.dossier.answers import HOME_ZONE, Answer
from licet.law.facts.persons import PERSONS
from licet.reading import engine
from licet.reading.columns import Column as C
from licet.reading.tables import TableReading
from licet.rules.compiled import channel_column
from licet.rules.facts import Fact
from licet.rules.values import LATEST_SUFFIX, NEVER_AT, NEVER_ON, NO, UNKNOWN, UNKNOWN_AT, UNKNOWN_ON, YES, Kind
from licet.terms.words import Audience, Channel

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
}
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

YES_WORDS: Final = ("1", "true", "yes", "y", "oui", "o", "vrai", "x", "ok")
NO_WORDS: Final = ("0", "false", "no", "n", "non", "faux")
CAPACITY_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    Audience.CONSUMER: ("consumer", "private", "individual", "b2c", "btoc", "particulier", "consommateur", "c"),
    Audience.PROFESSIONAL: ("professional", "business", "b2b", "btob", "professionnel", "pro", "entreprise", "p"),
}
POSITIVE_ACTS: Final = ("tick", "ticked", "button", "double_opt_in", "double opt-in", "signature", "oral", "case cochée", "bouton")
NO_ACTS: Final = ("pre_ticked", "pre-ticked", "precochee", "précochée", "terms", "cgu", "cgv", "silence", "import", "none")
FROM_PERSON: Final = ("form", "formulaire", "phone", "telephone", "paper", "papier", "shop", "magasin", "event", "direct")
FROM_OTHERS: Final = ("purchase", "achat", "rental", "location", "partner", "partenaire", "broker", "courtier", "scraping", "import")
GENERIC_NAMES: Final = (
    "info", "infos", "contact", "commande", "commandes", "commercial", "accueil", "hello", "bonjour", "sales", "ventes",
    "direction", "secretariat", "administration", "support", "service-client", "office", "mairie", "rh", "recrutement",
)  # fmt: skip


@dataclass
class PeopleFacts:
    """The facts of a file's rows: constants (``known``, column → number) and expressions, over ``frame``."""

    frame: Frame
    known: dict[str, int] = field(default_factory=dict)
    columns: dict[str, nw.Expr] = field(default_factory=dict)

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
) -> PeopleFacts:
    """Return the facts of a people file.

    ``defaults``: answers for all rows, strongest first. ``parents``: answers by form, then by source, stronger than the
    defaults. ``channels``: the channels asked about. Columns of the file win over all answers.
    """
    facts = PeopleFacts(_parsed(reading))
    _from_columns(facts, reading, tuple(channels), organisation_name)
    _from_answers(facts, reading, tuple(defaults), tuple(parents), tuple(channels))
    return facts


def _parsed(reading: TableReading) -> Frame:
    frame, has = engine.scan(reading.data), reading.dates
    days = {role: role for role in (*DAYS.values(), *ACTS, C.COLLECTED_AT, C.OBTAINED_AT, C.CONTRACT_FROM, C.CONTRACT_UNTIL)}
    frame = engine.with_days(frame, {_day(role): (role, has[role]) for role in days if role in has})
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
        if role in have:
            facts.columns[name], facts.columns[name + LATEST_SUFFIX] = instant_fact(reading, role)
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
    if C.CAPACITY in have:
        codes = {word: code for code, words in enumerate(CAPACITY_WORDS.values(), start=1) for word in words}
        columns["capacity"] = _coded(C.CAPACITY, codes, 0)
    if C.EMAIL in have:
        name = _lower(C.EMAIL)
        generic = reduce(lambda a, b: a | b, (name.str.starts_with(f"{each}@") for each in GENERIC_NAMES))
        columns["contact_point.is_generic"] = _flag(nw.col(C.EMAIL).is_null(), generic)
    for fact, role in (("archive.only", C.ARCHIVED), ("bloctel.listed", C.BLOCTEL_LISTED)):
        if role in have:
            columns[fact] = _yes_no(role, blank=NO)
    if C.CONSENT_ACT in have:
        columns["consent.by_positive_act"] = _coded(C.CONSENT_ACT, dict.fromkeys(POSITIVE_ACTS, YES) | dict.fromkeys(NO_ACTS, NO), UNKNOWN)
    if C.COLLECTION_METHOD in have:
        how = dict.fromkeys(FROM_PERSON, YES) | dict.fromkeys(FROM_OTHERS, NO)
        columns["collection.from_person"] = _coded(C.COLLECTION_METHOD, how, UNKNOWN)
    if C.CONSENT_PARTNERS in have and organisation:
        named = nw.col(C.CONSENT_PARTNERS).fill_null("").str.contains(organisation, literal=True)
        columns["consent.names_controller"] = named.cast(nw.Int8)
    if C.CONSENT in have and C.CONSENT_AT in have:
        refused = _lower(C.CONSENT).is_in(NO_WORDS)
        for bound in ("consent.given_at", "consent.given_at" + LATEST_SUFFIX):
            columns[bound] = nw.when(refused.fill_null(value=False)).then(nw.lit(NEVER_AT, nw.Int64)).otherwise(columns[bound])


def _per_channel(facts: PeopleFacts, reading: TableReading, channels: tuple[str, ...]) -> None:
    have, columns = reading.columns, facts.columns
    for channel in channels:
        held = [nw.col(role).is_null() for role in HELD_BY[Channel(channel)] if role in have]
        column = channel_column("contact_point.held", channel)
        if held:
            columns[column] = (~reduce(lambda a, b: a & b, held)).cast(nw.Int8)
        else:
            facts.known[column] = NO
        if C.CONSENT_CHANNELS in have:
            columns[channel_column("consent.covers_channel", channel)] = _names_channel(C.CONSENT_CHANNELS, channel, blank=NO)
        if C.OBJECTION_SCOPE in have:
            columns[channel_column("objection.covers_act", channel)] = _names_channel(C.OBJECTION_SCOPE, channel, blank=YES)
        elif C.OBJECTED_AT in have:
            # an objection that says nothing of its reach covers everything (law.md RGT-03, product choice)
            facts.known[channel_column("objection.covers_act", channel)] = YES


CHANNEL_WORDS: Final[Mapping[str, str]] = {
    Channel.EMAIL: "e-?mail|courriel|mail|newsletter|all|tous|tout",
    Channel.SMS: "sms|mms|texto|all|tous|tout",
    Channel.FAX: "fax|all|tous|tout",
    Channel.AUTOMATED_CALL: "automat|robot|all|tous|tout",
    Channel.TELEPHONE: "phone|t[eé]l|appel|call|all|tous|tout",
    Channel.POST: "post|courrier|adresse|all|tous|tout",
}


def _names_channel(role: C, channel: str, *, blank: int) -> nw.Expr:
    named = _lower(role).str.contains(CHANNEL_WORDS[channel]).cast(nw.Int8)
    return nw.when(nw.col(role).is_null()).then(nw.lit(blank, nw.Int8)).otherwise(named)


def _lower(role: C) -> nw.Expr:
    return nw.col(role).str.to_lowercase()


def _flag(unknown: nw.Expr, yes: nw.Expr) -> nw.Expr:
    return nw.when(unknown).then(nw.lit(UNKNOWN, nw.Int8)).otherwise(yes.cast(nw.Int8))


def _coded(role: C, codes: Mapping[str, int], otherwise: int) -> nw.Expr:
    result = nw.lit(otherwise, nw.Int8)
    for code in sorted(set(codes.values())):
        words = [word for word, own in codes.items() if own == code]
        result = nw.when(_lower(role).is_in(words)).then(nw.lit(code, nw.Int8)).otherwise(result)
    return result


def _yes_no(role: C, *, blank: int) -> nw.Expr:
    codes = dict.fromkeys(YES_WORDS, YES) | dict.fromkeys(NO_WORDS, NO)
    return nw.when(nw.col(role).is_null()).then(nw.lit(blank, nw.Int8)).otherwise(_coded(role, codes, UNKNOWN))


def _from_answers(
    facts: PeopleFacts,
    reading: TableReading,
    defaults: tuple[Mapping[str, Answer], ...],
    parents: tuple[ParentColumns, ...],
    channels: tuple[str, ...],
) -> None:
    joined = [each for each in parents if each.column is not None and each.column in reading.columns and each.rows]
    for place, parent in enumerate(joined):
        facts.frame = _join(facts.frame, parent, place)
    for fact in PERSONS.facts.values():
        answer = next((given[fact.name] for given in defaults if fact.name in given), None)
        targets = _targets(fact, channels)
        if answer is not None and answer.column is not None and not any(column in facts.columns for column, _ in targets):
            _row_by_row(facts, fact, answer.column, reading, channels)
        encoded = fact.unknown() if answer is None else answer.encode(fact)
        for column, place in targets:
            if column in facts.columns or column in facts.known:
                continue
            source = column.split("@")[0]
            from_parents = [
                nw.col(_joined(rank, source)) for rank, parent in enumerate(joined) if _says(parent, source)
            ]
            if from_parents:
                facts.columns[column] = _first_known(from_parents, encoded[place], fact)
            else:
                facts.known[column] = encoded[place]
    for parent in joined:
        _cells(facts, parent, reading, channels)


def _cells(facts: PeopleFacts, parent: ParentColumns, reading: TableReading, channels: tuple[str, ...]) -> None:
    """Let the rows of some forms or sources answer from a column of the file, where a form or source says so."""
    for key, answers in parent.cells.items():
        mine = (nw.col(str(parent.column)) == key).fill_null(value=False)
        for name, role in answers.items():
            fact = PERSONS.facts[name]
            made = _cell(facts, fact, role, reading)
            for column, place in _targets(fact, channels) if made else ():
                kind = _TYPES[fact.kind]
                rest = facts.columns.get(column, nw.lit(facts.known.pop(column, fact.unknown()[place]), kind))
                facts.columns[column] = nw.when(mine).then(made[place].cast(kind)).otherwise(rest).cast(kind)


def _first_known(columns: list[nw.Expr], otherwise: int, fact: Fact) -> nw.Expr:
    kind = _TYPES[fact.kind]
    return nw.coalesce(*columns, nw.lit(otherwise, kind)).cast(kind)


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


def _row_by_row(facts: PeopleFacts, fact: Fact, role: C, reading: TableReading, channels: tuple[str, ...]) -> None:
    """Answer a fact from a column of the file: a day or instant as written, a yes or no by whether the cell is filled."""
    made = _cell(facts, fact, role, reading)
    for column, place in _targets(fact, channels) if made else ():
        facts.columns[column] = made[place]


def _cell(facts: PeopleFacts, fact: Fact, role: C, reading: TableReading) -> tuple[nw.Expr, ...]:
    if role not in reading.columns:
        return ()
    if fact.kind is Kind.DAY:
        facts.frame = _ensure_day(facts.frame, reading, role)
        return (day_fact(reading, role),)
    if fact.kind is Kind.INSTANT:
        facts.frame = _ensure_instant(facts.frame, reading, role)
        return instant_fact(reading, role)
    return ((~nw.col(role).is_null()).cast(nw.Int8),)


def _ensure_day(frame: Frame, reading: TableReading, role: C) -> Frame:
    if role not in reading.dates or _day(role) in frame.collect_schema().names():
        return frame
    return engine.with_days(frame, {_day(role): (role, reading.dates[role])})


def _ensure_instant(frame: Frame, reading: TableReading, role: C) -> Frame:
    if role not in reading.dates or _at(role) in frame.collect_schema().names():
        return frame
    return engine.with_instants(frame, {_at(role): (role, reading.dates[role])}, HOME_ZONE)


def _joined(rank: int, column: str) -> str:
    return f"parent{rank}:{column}"


def _says(parent: ParentColumns, column: str) -> bool:
    return any(column in row for row in parent.rows.values())


def _join(frame: Frame, parent: ParentColumns, rank: int) -> Frame:
    said = sorted({column for row in parent.rows.values() for column in row})
    keys = list(parent.rows)
    small: dict[str, list[Any]] = {f"parent{rank}": keys}
    for column in said:
        small[_joined(rank, column)] = [parent.rows[key].get(column) for key in keys]
    return frame.join(engine.table(small), left_on=str(parent.column), right_on=f"parent{rank}", how="left")

