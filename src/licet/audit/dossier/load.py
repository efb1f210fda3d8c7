"""Load a dossier: what an inspector would ask for, as a folder with ``dossier.yaml`` and the files it points to.

Every small table is the table of the law that has its name: its questions are the declared facts, so a fact added to
the law is asked for here with nothing else to change. A bare people file makes a dossier in which nothing was asked.
Whatever cannot be used is one ``DossierError`` that names the file and the place, and repeats nothing of a person.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from licet.audit.dossier.answers import UNASKED, Answer, By, parse
from licet.audit.dossier.contents import (
    FILE_NAME,
    GROUP_KEYS,
    ROW_KEYS,
    TALLY_KEYS,
    VERSION,
    Dossier,
    PeopleFile,
    PeopleGroup,
    Purpose,
    Row,
    Tally,
    documents_of,
    link_key,
    links_of,
    questions,
    small_tables,
    speaks_for_people,
)
from licet.audit.dossier.derive import PARTNER_LISTS, REGISTERS, ROLES, Roles, derive
from licet.audit.dossier.documents import read_documents
from licet.audit.dossier.quoting import listed, shown, shown_file
from licet.audit.dossier.shapes import Raw, Shapes
from licet.audit.dossier.yaml_text import read_yaml
from licet.law.facts.persons import PERSONS
from licet.reading.columns import COMPLAINTS, IGNORE, PEOPLE, SENDS
from licet.reading.columns import Roles as ColumnRoles
from licet.rules.facts import ACT_AT, DECIDES, IN_TERRITORY, Fact, Table
from licet.terms.errors import DossierError
from licet.terms.words import Channel

__all__ = [
    "FILE_NAME",
    "ROW_KEYS",
    "VERSION",
    "Dossier",
    "PeopleFile",
    "PeopleGroup",
    "Purpose",
    "Row",
    "Tally",
    "bare",
    "link_key",
    "load",
    "load_written",
    "questions",
    "small_tables",
]

HEADS: Final = (
    "licet_dossier",
    "judged_on",
    "organisation",
    "channels",
    "purposes",
    "people",
    "everyone",
    "sends",
    "complaints",
)
"""The keys of a dossier that are neither tables of the law nor registers."""

ORGANISATION: Final[Mapping[str, Fact]] = {
    fact.name.removeprefix("organisation."): fact for fact in (DECIDES, IN_TERRITORY)
}


def load(path: Path, mapping: Mapping[str, str] | None = None) -> Dossier:
    """Return the dossier at a folder or a ``dossier.yaml``, or the empty one around a bare people file."""
    try:
        if not path.exists():
            raise DossierError(f"`{path}` does not exist")
        if path.is_dir():
            if not (path / FILE_NAME).is_file():
                raise DossierError(
                    f"`{path}` holds no `{FILE_NAME}`: give a people file, or make a dossier with `licet dossier init {path}`"
                )
            path = path / FILE_NAME
    except OSError as error:
        raise DossierError(f"`{path}` cannot be read: {(error.strerror or 'unknown reason').lower()}") from None
    if path.suffix.lower() in {".yaml", ".yml"}:
        return _Loader(path).dossier()
    return bare(path, mapping or {})


def load_written(written: Raw, path: Path) -> Dossier:
    """Return the dossier that a mapping holds, as ``dossier.yaml`` would; ``path`` is what errors and files start from."""
    return _Loader(path, written).dossier()


OWN_FILE: Final = "a people file alone is audited as the organisation's own, for people in France"
OWN_FILE_FR: Final = "un fichier de personnes seul est audité comme celui de l'organisme, pour des personnes en France"
"""What is supposed when there is nothing but a people file; the report lists it."""


def bare(people: Path, mapping: Mapping[str, str]) -> Dossier:
    """Return the dossier of a people file about which nothing was asked."""
    file = PeopleFile(people, "", dict(mapping), 1, {})
    supposed = {fact.name: Answer("value", value=True, assumed=OWN_FILE) for fact in (DECIDES, IN_TERRITORY)}
    return Dossier(people.parent, people.name, None, supposed, None, (), (file,), {}, Tally(), Tally(), {})


class _Loader(Shapes):
    def __init__(self, path: Path, written: Raw | None = None) -> None:
        super().__init__(path)
        self.raw = read_yaml(path) if written is None else written

    def dossier(self) -> Dossier:
        raw = self.raw
        self.known(raw, {*HEADS, *small_tables(), *REGISTERS}, "the dossier")
        if raw.get("licet_dossier") != VERSION or raw["licet_dossier"] is True:
            raise self.error("", f"begin with `licet_dossier: {VERSION}`, the version of this format")
        organisation = self.mapping(raw.get("organisation"), "organisation")
        people = self.rows(raw.get("people"), "people")
        dossier = Dossier(
            root=self.path.parent,
            name=self.words(organisation, "name", "organisation") or self.path.resolve().parent.name,
            judged_on=self.day(raw.get("judged_on")),
            organisation=self._organisation(organisation),
            channels=self._channels(raw["channels"], "channels") if "channels" in raw else None,
            purposes=tuple(self._purpose(each) for each in self.rows(raw.get("purposes"), "purposes")),
            people=tuple(self._people(each) for each in people if "count" not in each),
            groups=tuple(self._group(each, number) for number, each in enumerate(people, start=1) if "count" in each),
            tables=self._tables(small_tables()),
            sends=self._tally(raw.get("sends"), "sends", SENDS),
            complaints=self._tally(raw.get("complaints"), "complaints", COMPLAINTS),
            facts_for_all=self._answers(raw.get("everyone"), PERSONS, "everyone", "declared", of_people=True),
            registers=self._tables(REGISTERS),
        )
        self.refuse_twice(
            [str(each.path.resolve()) for each in dossier.people], "people", "points twice at the same file"
        )
        self.refuse_twice([each.id for each in dossier.purposes if each.id], "purposes", "two purposes have one `id`")
        return derive(read_documents(dossier), self._roles(organisation))

    def _organisation(self, raw: Raw) -> dict[str, Answer]:
        where = "organisation"
        self.known(raw, {"name", "by", "country", "employees", "turnover_eur", "roles", "note", *ORGANISATION}, where)
        for key in ("employees", "turnover_eur"):
            self.whole(raw, key, where)
        self.words(raw, "country", where)
        by = self.by(raw, where)
        answers = {
            fact.name: parse(raw[key], fact, by=by, where=self.at(f"{where}, {key}"))
            for key, fact in ORGANISATION.items()
            if key in raw
        }
        return {name: answer for name, answer in answers.items() if answer is not UNASKED}

    def _roles(self, organisation: Raw) -> Roles:
        found: list[tuple[str, By]] = []
        for each in self.rows(organisation.get("roles"), "organisation, roles"):
            where = "organisation, roles"
            self.known(each, {"operation", "role", "by", "note"}, where)
            if each.get("role") not in ROLES:
                raise self.error(where, f"`role` is one of {listed(ROLES)}")
            found.append((str(each["role"]), self.by(each, where, "document")))
        return tuple(found)

    def _purpose(self, raw: Raw) -> Purpose:
        self.known(raw, {"id", "name", "channels", "needs", "by", "note"}, "purposes")
        self.by(raw, "purposes")
        channels = self._channels(raw.get("channels"), "purposes, channels")
        return Purpose(self.words(raw, "id", "purposes"), channels, self.texts(raw.get("needs"), "purposes, needs"))

    def _people(self, raw: Raw) -> PeopleFile:
        self.known(raw, {"file", "source", "map", "weight", "by", "answers", "note"}, "people")
        return PeopleFile(
            path=self._file(raw, "people"),
            source=self.words(raw, "source", "people"),
            mapping=self._map(raw, "people", PEOPLE),
            weight=self.weight(raw, "people"),
            answers=self._answers(
                raw.get("answers"), PERSONS, "people, answers", self.by(raw, "people"), of_people=True
            ),
        )

    def _group(self, raw: Raw, number: int) -> PeopleGroup:
        where = f"people, row {number}"
        self.known(raw, set(GROUP_KEYS), where)
        return PeopleGroup(
            name=self.words(raw, "name", where) or str(number),
            count=self.whole(raw, "count", where) or 0,
            source=self.words(raw, "source", where),
            form=self.words(raw, "form", where),
            channels=self._channels(raw.get("channels"), f"{where}, channels"),
            last_message=self._moment(raw, where, "last_message"),
            answers=self._answers(raw.get("answers"), PERSONS, f"{where}, answers", self.by(raw, where)),
        )

    def _tables(self, known: Mapping[str, Table]) -> dict[str, tuple[Row, ...]]:
        spoken_of = {name: table for name, table in known.items() if self.raw.get(name) is not None}
        return {name: self._table(table, self.raw[name]) for name, table in spoken_of.items()}

    def _table(self, table: Table, raw: object) -> tuple[Row, ...]:
        rows = tuple(self._row(table, each, number) for number, each in enumerate(self.rows(raw, table.name), start=1))
        self.refuse_twice([row.id for row in rows], table.name, "two rows have one `id`")
        return rows

    def _row(self, table: Table, raw: Raw, number: int) -> Row:
        own = self.words(raw, "id", f"{table.name}, row {number}")
        where = f"{table.name}, row {shown(own, str(number)) if own else number}"
        links = {key: self.words(raw, key, where) for key in links_of(table) if raw.get(key) is not None}
        apart = {*ROW_KEYS, *links_of(table), *documents_of(table)}
        apart |= {"people"} if speaks_for_people(table) else set()
        apart |= {"names"} if table is PARTNER_LISTS else set()
        answers = {key: value for key, value in raw.items() if key not in apart}
        if table.channel and "channel" in answers:
            if table.channel in answers:
                raise self.error(where, "`channel` stands twice")
            answers[table.channel] = answers.pop("channel")
        by = self.by(raw, where, "document" if table.name in REGISTERS else "declared")
        names = self.texts(raw.get("names"), f"{where}, names")
        if table is PARTNER_LISTS and not names:
            raise self.error(where, "a partner list has `names`")
        return Row(
            id=own or str(number),
            name=self.words(raw, "name", where) or own or str(number),
            weight=self.weight(raw, where),
            at=self._moment(raw, where),
            answers=self._answers(answers, table, where, by, extra=apart),
            links=links,
            people=self._answers(raw.get("people"), PERSONS, f"{where}, people", by, of_people=True)
            if "people" in apart
            else {},
            persons=self.whole(raw, "persons", where),
            names=names,
            documents={key: found for key in documents_of(table) if (found := self._documents(raw, key, where))},
        )

    def _documents(self, raw: Raw, key: str, where: str) -> tuple[Path, ...]:
        """Return the documents that a row names under a key, one or several; a folder is taken as it is."""
        written = raw.get(key)
        names = [written] if isinstance(written, str) else self.texts(written, f"{where}, {key}")
        found = []
        for name in names:
            path = self.path.parent / name
            if not _exists(path):
                raise self.error(where, f"`{key}` points at {shown_file(name)}, which is not there")
            found.append(path)
        return tuple(found)

    def _moment(self, raw: Raw, where: str, key: str = "at") -> tuple[int, int] | None:
        if raw.get(key) is None:
            return None
        answer = parse(raw[key], ACT_AT, by="data", where=self.at(f"{where}, {key}"))
        if not isinstance(answer.value, tuple):
            raise self.error(
                where, f"`{key}` is the day or instant of what was done; without it the row is judged as it stands"
            )
        return answer.value

    def _answers(
        self, raw: object, table: Table, where: str, by: By, *, of_people: bool = False, extra: Collection[str] = ()
    ) -> dict[str, Answer]:
        mapping, asked = self.mapping(raw, where), questions(table)
        if of_people:
            by = self.by(mapping, where, by)
            mapping = {key: value for key, value in mapping.items() if key not in {"by", "note"}}
        self.known(mapping, {*asked, *extra}, where, set(asked))
        return {
            key: parse(value, asked[key], by=by, where=self.at(f"{where}, {key}"), of_people=of_people)
            for key, value in mapping.items()
        }

    def _tally(self, raw: object, where: str, roles: ColumnRoles) -> Tally:
        if isinstance(raw, Mapping) and where == "complaints" and "mails" in raw:
            self.known(raw, {"mails", "note"}, where)
            return Tally(mails=self._documents(raw, "mails", where))
        if isinstance(raw, Mapping):
            self.known(raw, {"file", "map", "note"}, where)
            return Tally(file=self._file(raw, where), mapping=self._map(raw, where, roles))
        rows = self.rows(raw, where)
        for each in rows:
            self.known(each, set(TALLY_KEYS), where)
            self.whole(each, "count", where)
            self.weight(each, where)
        return Tally(rows=tuple({key: value for key, value in each.items() if value is not None} for each in rows))

    def _file(self, raw: Raw, where: str) -> Path:
        written = raw.get("file")
        if not isinstance(written, str) or not written.strip():
            raise self.error(where, "each entry names its `file`")
        file = self.path.parent / written
        try:
            found, folder = file.is_file(), file.is_dir()
        except (OSError, ValueError):
            found = folder = False
        if folder:
            raise self.error(where, f"points at {shown_file(written)}, which is a folder: name each file")
        if not found:
            raise self.error(where, f"points at {shown_file(written)}, which is not there")
        return file

    def _map(self, raw: Raw, where: str, roles: ColumnRoles) -> dict[str, str]:
        mapping = self.mapping(raw.get("map"), f"{where}, map")
        for header, role in mapping.items():
            if not (isinstance(header, str) and isinstance(role, str)) or role not in {*roles.allowed, IGNORE}:
                known = listed((*sorted(roles.allowed), IGNORE))
                raise self.error(f"{where}, map", f"write `HEADER: role`; {shown(role)} is none of {known}")
        return {str(header): str(role) for header, role in mapping.items()}

    def _channels(self, raw: object, where: str) -> tuple[str, ...]:
        channels = self.texts(raw, where)
        for each in channels:
            if each not in list(Channel):
                raise self.error(where, f"{shown(each)} is no channel; the channels are {listed(Channel)}")
        return tuple(dict.fromkeys(channels))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
