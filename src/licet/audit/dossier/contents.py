"""What a dossier holds once it is loaded, and which questions it may answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from licet.audit.dossier.answers import Answer
from licet.law.book import tables
from licet.law.facts.persons import PERSONS
from licet.reading.sightings import Sighting
from licet.rules.facts import ACT_AT, ACT_ON, DECIDES, IN_TERRITORY, Fact, Table
from licet.terms.words import ELECTRONIC, Channel

FILE_NAME: Final = "dossier.yaml"
VERSION: Final = 1
ROW_KEYS: Final = ("id", "name", "weight", "by", "at", "persons", "note")
"""Keys of any row that are not facts. ``at``: when the act took place (judged at its own instant)."""

PARTNER: Final = "partner"
"""The key by which a disclosure names the partner that receives: its facts come from dated lists (derive.py)."""

TALLY_KEYS: Final = (
    "source", "sender", "advertiser", "channel", "message", "segment", "sent_at", "complained_at", "at", "count", "weight",
)  # fmt: skip
"""Keys of a row of sends or complaints."""

FILES: Final = "files"
"""The key of a row under which its documents stand."""

DOCUMENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "contracts": (FILES,),
    "forms": (FILES, "css", "partner_list", "screenshot"),
    "messages": (FILES,),
    "site_visits": (FILES, "actions"),
}
"""The tables whose documents are read, each with the keys of what is read and of what stands beside it."""

OWN_PART: Final[Mapping[str, str]] = {"forms": " (page)", "messages": " (mail)"}
"""What follows the id of a row in that of a notice or tracker which stands in the row's own document."""

GROUP_KEYS: Final = ("count", "name", "source", "form", "channels", "last_message", "by", "answers", "note")
"""Keys of an entry of ``people`` that tells of a group by its number, without a file."""

CALLED_FOR: Final[Mapping[str, tuple[Channel, ...]]] = {
    "sources": tuple(Channel),
    "forms": (*ELECTRONIC, Channel.TELEPHONE),
    "notices": tuple(Channel),
    "messages": ELECTRONIC,
    "unsubscribes": tuple(Channel),
    "suppressions": tuple(Channel),
    "retention": tuple(Channel),
    "contracts": tuple(Channel),
    "calls": (Channel.TELEPHONE,),
}
"""The tables an inspector would expect rows in, by the channels in use; an empty list says that there is none."""


@dataclass(frozen=True)
class Row:
    """A row of a small table or of a register.

    ``links`` are ids of parent rows; ``people`` are answers for the people it stands for; ``names`` are those that a
    partner list shows.
    """

    id: str
    name: str
    weight: int
    at: tuple[int, int] | None
    answers: Mapping[str, Answer]
    links: Mapping[str, str]
    people: Mapping[str, Answer] = field(default_factory=dict)
    persons: int | None = None
    names: tuple[str, ...] = ()
    documents: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Seen:
    """What a reader saw in the documents of a row: the item, as it stands in ``reading.sightings``."""

    table: str
    row: str
    item: str
    sighting: Sighting


@dataclass(frozen=True)
class DocumentsRead:
    """Documents of a row that were read: file names, kind, how many parts, and what was kept aside with its reason."""

    path: str
    kind: str
    count: int
    kept_aside: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class PeopleFile:
    """A people file the dossier points at, with answers that hold for each of its rows."""

    path: Path
    source: str
    mapping: Mapping[str, str]
    weight: int
    answers: Mapping[str, Answer]


@dataclass(frozen=True, eq=False)
class PeopleGroup:
    """People of whom only their number and what holds of all of them was delivered.

    ``last_message`` are the bounds of the instant of the last message to them, a past act judged at its own moment;
    ``channels`` those on which they can be reached (empty: all that are declared).
    """

    name: str
    count: int
    source: str
    form: str
    channels: tuple[str, ...]
    last_message: tuple[int, int] | None
    answers: Mapping[str, Answer]


@dataclass(frozen=True)
class Purpose:
    """A purpose with the channels it uses and the columns it needs."""

    id: str
    channels: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Tally:
    """Rows of sends or complaints, in the dossier or in a file."""

    rows: tuple[Mapping[str, Any], ...] = ()
    file: Path | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    mails: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Dossier:
    """A whole dossier; ``tables`` are the small tables by name, ``organisation`` its answers for every table.

    A table that was not spoken of is not among ``tables``; one of which it was said that there is none is empty.
    ``channels`` is ``None`` where nobody said which are in use, empty where none is. ``registers`` are records from
    which facts of the tables are derived: partners, their dated lists, deliveries, samples.
    """

    root: Path
    name: str
    judged_on: dt.date | None
    organisation: Mapping[str, Answer]
    channels: tuple[str, ...] | None
    purposes: tuple[Purpose, ...]
    people: tuple[PeopleFile, ...]
    tables: Mapping[str, tuple[Row, ...]]
    sends: Tally
    complaints: Tally
    facts_for_all: Mapping[str, Answer]
    registers: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    groups: tuple[PeopleGroup, ...] = ()
    seen: tuple[Seen, ...] = ()
    documents: tuple[DocumentsRead, ...] = ()


def questions(table: Table) -> dict[str, Fact]:
    """Return the facts a dossier may answer in a table: neither the organisation's, nor the act's, nor verdicts."""
    implicit = {ACT_AT.name, ACT_ON.name, DECIDES.name, IN_TERRITORY.name}
    if table is PERSONS:  # the channel is the one asked about, and the file tells whom it reaches
        implicit |= {str(PERSONS.channel), str(PERSONS.reached_by)}
    return {name: fact for name, fact in table.facts.items() if name not in implicit and not fact.verdict_of}


def small_tables() -> dict[str, Table]:
    """Return the tables that a dossier holds as lists of rows: all but the people themselves."""
    return {name: table for name, table in tables().items() if table is not PERSONS}


def link_key(table_name: str) -> str:
    """Return the key by which a row points at a parent row: ``forms`` → ``form``."""
    return table_name.removesuffix("s")


def links_of(table: Table) -> tuple[str, ...]:
    """Return the keys by which a row of this table points at others."""
    own = tuple(link_key(parent) for parent in table.parents)
    return (*own, PARTNER) if table.name == "disclosures" else own


def documents_of(table: Table) -> tuple[str, ...]:
    """Return the keys by which a row of this table names documents that are read for it: ``files``, then what helps."""
    return DOCUMENTS.get(table.name, ())


def speaks_for_people(table: Table) -> bool:
    """Say whether rows of this table may answer for the people who came through them (forms, sources)."""
    return table.name in PERSONS.parents
