"""Load a dossier: what an inspector would ask for, as a folder with ``dossier.yaml`` and the files it points to.

Every small table is the table of the law that has its name: its questions are the declared facts, so a fact added to
the law is asked for here with nothing else to change. A bare people file makes a dossier in which nothing was asked.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from licet.audit.dossier.answers import BYS, Answer, By, parse
from licet.law.book import tables
from licet.law.facts.persons import PERSONS
from licet.rules.facts import ACT_AT, DECIDES, IN_TERRITORY, Fact, Table
from licet.terms.errors import DossierError
from licet.terms.words import Channel

FILE_NAME: Final = "dossier.yaml"
VERSION: Final = 1
ROW_KEYS: Final = ("id", "name", "weight", "by", "at", "until", "note", "sources", "persons")
"""Keys of any row that are not facts. ``at``: when the act took place (judged at its own instant)."""


@dataclass(frozen=True)
class Row:
    """A row of a small table. ``links`` are ids of parent rows; ``people`` are answers for the people it stands for."""

    id: str
    name: str
    weight: int
    at: tuple[int, int] | None
    answers: Mapping[str, Answer]
    links: Mapping[str, str]
    people: Mapping[str, Answer] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    persons: int | None = None


@dataclass(frozen=True, eq=False)
class PeopleFile:
    """A people file the dossier points at, with answers that hold for each of its rows."""

    path: Path
    source: str
    mapping: Mapping[str, str]
    weight: int
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


@dataclass(frozen=True)
class Dossier:
    """A whole dossier; ``tables`` are the small tables by name, ``organisation`` its answers for every table.

    ``channels`` is ``None`` where nobody said which are in use, empty where none is.
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


def load(path: Path, mapping: Mapping[str, str] | None = None) -> Dossier:
    """Return the dossier at a folder or a ``dossier.yaml``, or the empty one around a bare people file."""
    if not path.exists():
        msg = f"`{path}` does not exist"
        raise DossierError(msg)
    if path.is_dir():
        if not (path / FILE_NAME).is_file():
            msg = f"`{path}` holds no `{FILE_NAME}`: give a people file, or make a dossier with `licet dossier init {path}`"
            raise DossierError(msg)
        path = path / FILE_NAME
    if path.suffix.lower() in {".yaml", ".yml"}:
        return _Loader(path).dossier()
    return bare(path, mapping or {})


def bare(people: Path, mapping: Mapping[str, str]) -> Dossier:
    """Return the dossier of a people file about which nothing was asked."""
    file = PeopleFile(people, "", dict(mapping), 1, {})
    return Dossier(people.parent, people.name, None, {}, None, (), (file,), {}, Tally(), Tally(), {})


def questions(table: Table) -> dict[str, Fact]:
    """Return the facts a dossier may answer in a table: neither the organisation's, nor the act's, nor verdicts."""
    implicit = {ACT_AT.name, "act.on", DECIDES.name, IN_TERRITORY.name}
    return {name: fact for name, fact in table.facts.items() if name not in implicit and not fact.verdict_of}


def small_tables() -> dict[str, Table]:
    """Return the tables that a dossier holds as lists of rows: all but the people themselves."""
    return {name: table for name, table in tables().items() if table is not PERSONS}


def link_key(table_name: str) -> str:
    """Return the key by which a row points at a parent row: ``forms`` → ``form``."""
    return table_name.removesuffix("s")


class _Loader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.raw = _read(path)

    def dossier(self) -> Dossier:
        raw, known = self.raw, {"licet_dossier", "judged_on", "organisation", "channels", "purposes", "people"}
        self._known(raw, {*known, "sends", "complaints", "everyone", *small_tables()}, "the dossier")
        if raw.get("licet_dossier") != VERSION:
            msg = f"`{self.path}`: begin with `licet_dossier: {VERSION}`, the version of this format"
            raise DossierError(msg)
        organisation = self._mapping(raw.get("organisation") or {}, "organisation")
        return Dossier(
            root=self.path.parent,
            name=str(organisation.get("name", self.path.parent.name)),
            judged_on=self._day(raw.get("judged_on")),
            organisation=self._organisation(organisation),
            channels=self._channels(raw["channels"] or (), "channels") if "channels" in raw else None,
            purposes=tuple(self._purpose(each) for each in self._list(raw.get("purposes"), "purposes")),
            people=tuple(self._people(each) for each in self._list(raw.get("people"), "people")),
            tables={name: self._table(table, raw.get(name)) for name, table in small_tables().items()},
            sends=self._tally(raw.get("sends"), "sends"),
            complaints=self._tally(raw.get("complaints"), "complaints"),
            facts_for_all=self._answers(raw.get("everyone") or {}, PERSONS, "everyone", "declared"),
        )

    def _organisation(self, raw: Mapping[str, Any]) -> dict[str, Answer]:
        facts = {fact.name.removeprefix("organisation."): fact for fact in (DECIDES, IN_TERRITORY)}
        self._known(raw, {"name", "by", "country", "employees", "turnover_eur", "roles", "note", *facts}, "organisation")
        by = self._by(raw, "organisation")
        return {
            fact.name: parse(raw[key], fact, by=by, where=f"`{self.path}`, organisation, {key}")
            for key, fact in facts.items()
            if key in raw
        }

    def _purpose(self, raw: Mapping[str, Any]) -> Purpose:
        self._known(raw, {"id", "name", "channels", "needs", "by", "note"}, "purposes")
        needs = tuple(str(each) for each in raw.get("needs") or ())
        return Purpose(str(raw.get("id", "")), self._channels(raw.get("channels") or (), "purposes"), needs)

    def _people(self, raw: Mapping[str, Any]) -> PeopleFile:
        self._known(raw, {"file", "source", "map", "weight", "by", "answers", "note"}, "people")
        if "file" not in raw:
            msg = f"`{self.path}`, people: each entry names its `file`"
            raise DossierError(msg)
        file = self._file(raw["file"])
        answers = self._answers(raw.get("answers") or {}, PERSONS, "people", self._by(raw, "people"))
        weight = self._weight(raw, "people")
        return PeopleFile(file, str(raw.get("source", "")), dict(raw.get("map") or {}), weight, answers)

    def _table(self, table: Table, raw: object) -> tuple[Row, ...]:
        rows = tuple(self._row(table, each, number) for number, each in enumerate(self._list(raw, table.name), start=1))
        twice = {row.id for row in rows if sum(other.id == row.id for other in rows) > 1}
        if twice:
            msg = f"`{self.path}`, {table.name}: two rows are called `{min(twice)}`"
            raise DossierError(msg)
        return rows

    def _row(self, table: Table, raw: Mapping[str, Any], number: int) -> Row:
        where = f"{table.name}, row {raw.get('id', number)}"
        links = {link_key(parent): str(raw[link_key(parent)]) for parent in table.parents if link_key(parent) in raw}
        answers = {key: value for key, value in raw.items() if key not in {*ROW_KEYS, *links, "people"}}
        if "channel" in answers and "act.channel" in table.facts:
            answers["act.channel"] = answers.pop("channel")
        by = self._by(raw, where)
        at = parse(raw["at"], ACT_AT, by=by, where=f"`{self.path}`, {where}, at").encode(ACT_AT) if "at" in raw else None
        persons = raw.get("persons")
        return Row(
            id=str(raw.get("id", number)),
            name=str(raw.get("name", raw.get("id", number))),
            weight=self._weight(raw, where),
            at=None if at is None else (at[0], at[1]),
            answers=self._answers(answers, table, where, by),
            links=links,
            people=self._answers(raw.get("people") or {}, PERSONS, where, by),
            sources=tuple(str(each) for each in raw.get("sources") or ()),
            persons=None if persons is None else int(persons),
        )

    def _answers(self, raw: object, table: Table, where: str, by: By) -> dict[str, Answer]:
        mapping, asked = self._mapping(raw, where), questions(table)
        own = mapping.get("by", by)
        mapping = {key: value for key, value in mapping.items() if key != "by"}
        self._known(mapping, set(asked), where)
        return {
            key: parse(value, asked[key], by=own, where=f"`{self.path}`, {where}, {key}") for key, value in mapping.items()
        }

    def _tally(self, raw: object, where: str) -> Tally:
        if isinstance(raw, Mapping):
            self._known(raw, {"file", "map"}, where)
            return Tally(file=self._file(raw.get("file", "")), mapping=dict(raw.get("map") or {}))
        return Tally(rows=tuple(self._list(raw, where)))

    def _file(self, written: object) -> Path:
        file = self.path.parent / str(written)
        if not file.is_file():
            msg = f"`{self.path}` points at `{written}`, which is not there"
            raise DossierError(msg)
        return file

    def _channels(self, raw: Iterable[object], where: str) -> tuple[str, ...]:
        for each in raw:
            if each not in list(Channel):
                msg = f"`{self.path}`, {where}: `{each}` is no channel; the channels are {', '.join(Channel)}"
                raise DossierError(msg)
        return tuple(str(each) for each in raw)

    def _day(self, raw: object) -> dt.date | None:
        if raw is None or (isinstance(raw, dt.date) and not isinstance(raw, dt.datetime)):
            return raw
        msg = f"`{self.path}`: `judged_on` is a day, written 2026-08-11"
        raise DossierError(msg)

    def _by(self, raw: Mapping[str, Any], where: str) -> By:
        by = raw.get("by", "declared")
        if by not in BYS:
            msg = f"`{self.path}`, {where}: `by` is one of {', '.join(BYS)}, not `{by}`"
            raise DossierError(msg)
        return by  # type: ignore[no-any-return]

    def _weight(self, raw: Mapping[str, Any], where: str) -> int:
        weight = raw.get("weight", 1)
        if not isinstance(weight, int) or isinstance(weight, bool) or weight < 0:
            msg = f"`{self.path}`, {where}: `weight` is a whole number, how many this row stands for"
            raise DossierError(msg)
        return weight

    def _mapping(self, raw: object, where: str) -> Mapping[str, Any]:
        if isinstance(raw, Mapping):
            return raw
        msg = f"`{self.path}`, {where}: questions and answers are expected here, `name: answer`"
        raise DossierError(msg)

    def _list(self, raw: object, where: str) -> list[Mapping[str, Any]]:
        if raw is None:
            return []
        if isinstance(raw, list) and all(isinstance(each, Mapping) for each in raw):
            return raw
        msg = f"`{self.path}`, {where}: a list of rows is expected, each begun by a dash"
        raise DossierError(msg)

    def _known(self, raw: Mapping[str, Any], known: set[str], where: str) -> None:
        for key in raw:
            if key not in known:
                near = difflib.get_close_matches(str(key), known, n=1)
                hint = f": did you mean `{near[0]}`?" if near else ""
                msg = f"`{self.path}`, {where}: nothing is called `{key}`{hint}"
                raise DossierError(msg)


def _read(path: Path) -> Mapping[str, Any]:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        msg = f"`{path}` is not UTF-8 text"
        raise DossierError(msg) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f", line {mark.line + 1}" if mark else ""
        msg = f"`{path}`{place}: this is not YAML"
        raise DossierError(msg) from None
    if not isinstance(raw, Mapping):
        msg = f"`{path}` is no dossier: begin with `licet_dossier: {VERSION}`"
        raise DossierError(msg)
    return raw
