"""Take the documents that rows name as evidence: contracts, form pages, mails, recordings of visits, complaints.

A reader's ``found`` and ``absent`` are answers by document, with the words and the place. What it left ``unclear`` stays a
question, shown with the words to weigh, until somebody answers it with ``confirmed_by``. A row may say for itself what
no reader looks for; what a reader did see is overruled only by a person's name. What stands in the document of a row and
has an id of its own (`site (page)`, the second mail of a box `campaign-2`) is answered in a row of that id without files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from licet.audit.dossier.answers import NOT_ASKED, UNASKED, Answer
from licet.audit.dossier.contents import (
    FILES,
    OWN_PART,
    DocumentsRead,
    Dossier,
    Row,
    Seen,
    Tally,
    questions,
    small_tables,
)
from licet.reading.complaints import Kind, read_reports
from licet.reading.contracts import read_contract
from licet.reading.mails import read_mails
from licet.reading.pages import read_page
from licet.reading.sightings import Seen as State
from licet.reading.sightings import Sighting, Sightings
from licet.reading.visits import read_actions, read_visit
from licet.terms.errors import DocumentError, DossierError

COMPLAINTS: Final = frozenset({Kind.SPAM_COMPLAINT})
"""What counts as a complaint among mails that came back; a bounce says nothing of a person's will."""


@dataclass
class _Part:
    """What one reading gives: sightings for a row of a table, under an id; ``notice``: those of its own information."""

    row_id: str
    sightings: Sightings
    notice: Sightings = field(default_factory=dict)
    notice_kind: str = ""
    trackers: Sightings = field(default_factory=dict)


def read_documents(dossier: Dossier) -> Dossier:
    """Return the dossier with what its documents answer; raise ``DossierError`` where one cannot be used."""
    work = _Work(dossier)
    for table in ("contracts", "forms", "messages", "site_visits"):
        if any(FILES in row.documents for row in dossier.tables.get(table, ())):
            work.table(table)
    complaints = work.complaints(dossier.complaints) if dossier.complaints.mails else dossier.complaints
    if not work.read:
        return dossier
    return replace(
        dossier, tables=work.tables, seen=tuple(work.seen), documents=tuple(work.read), complaints=complaints
    )


class _Work:
    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.tables: dict[str, tuple[Row, ...]] = dict(dossier.tables)
        self.seen: list[Seen] = []
        self.read: list[DocumentsRead] = []

    def table(self, name: str) -> None:
        rows: dict[str, Row] = {row.id: row for row in self.tables[name]}
        for row in self.tables[name]:
            if FILES in row.documents:
                for number, part in enumerate(self._parts(name, row)):
                    given = row.answers if number == 0 else _shared(row) | _beside(name, rows.get(part.row_id))
                    rows[part.row_id] = self._with(name, row, part, given, is_first=number == 0)
        self.tables[name] = tuple(rows.values())

    def _parts(self, table: str, row: Row) -> Iterator[_Part]:
        reads = {
            "contracts": self._contract,
            "forms": self._page,
            "messages": self._mails,
            "site_visits": self._visit,
        }
        try:
            yield from reads[table](row)
        except DocumentError as error:
            raise DossierError(f"{table}, row `{row.id}`: {error}") from None

    def _contract(self, row: Row) -> Iterator[_Part]:
        reading = read_contract(row.documents[FILES])
        self._note(row.documents[FILES], "contract", len(reading.documents))
        yield _Part(row.id, {**reading.sightings})

    def _page(self, row: Row) -> Iterator[_Part]:
        path = row.documents[FILES][0]
        beside: dict[str, Any] = {"css": (*row.documents.get("css", ()), *row.documents[FILES][1:])}
        for key in ("partner_list", "screenshot"):
            if key in row.documents:
                beside[key] = row.documents[key][0]
        reading = read_page(path, controllers=(self.dossier.name,), **beside)
        self._note((path,), "page", max(len(reading.requests), 1))
        # what is filled in on a page is taken from the person herself
        first = _Part(row.id, {**reading.telephone}, reading.sightings, "13")
        for number, request in enumerate(reading.requests):
            if number == 0:
                first.sightings = {**reading.telephone, **request.sightings}
                yield first
            else:
                yield _Part(f"{row.id}-{number + 1}", request.sightings)
        if not reading.requests:
            yield first

    def _mails(self, row: Row) -> Iterator[_Part]:
        number = 0
        for path in row.documents[FILES]:
            stack = read_mails(path, known_names=(self.dossier.name, row.name))
            for reading in stack:
                number += 1
                own = row.id if number == 1 else f"{row.id}-{number}"
                mine = {name: each for name, each in reading.sightings.items() if name in _asked("messages")}
                others = {name: each for name, each in reading.sightings.items() if name not in mine}
                yield _Part(own, mine, reading.notice, trackers=others)
            self._note((path,), "mail", stack.read, stack.kept_aside)
            if not stack.read:
                raise DossierError(f"messages, row `{row.id}`: `{path.name}` holds no mail that can be read")

    def _visit(self, row: Row) -> Iterator[_Part]:
        actions = read_actions(row.documents["actions"][0]) if "actions" in row.documents else None
        for number, path in enumerate(row.documents[FILES], start=1):
            reading = read_visit(path, actions)
            self._note((path,), "visit", reading.requests)
            yield _Part(row.id if number == 1 else f"{row.id}-{number}", reading.sightings)

    def complaints(self, tally: Tally) -> Tally:
        """Count complaints by the domain they are about; every other report is counted by its kind."""
        counted: Counter[str] = Counter()
        for path in tally.mails:
            kinds: Counter[str] = Counter()
            try:
                stack = read_reports(path)
                for report in stack:
                    if report.kind in COMPLAINTS:
                        counted[report.reported_domain or report.original.from_domain or "?"] += 1
                    else:
                        kinds[f"not a complaint: {report.kind}"] += 1
            except DocumentError as error:
                raise DossierError(f"complaints: {error}") from None
            self._note((path,), "reports", stack.read, kinds + stack.kept_aside)
        return Tally(rows=tuple({"sender": sender, "count": count} for sender, count in sorted(counted.items())))

    def _note(self, paths: tuple[Path, ...], kind: str, count: int, aside: Mapping[str, int] | None = None) -> None:
        name = ", ".join(path.name for path in paths)
        self.read.append(DocumentsRead(name, kind, count, dict(aside or {})))

    def _with(self, table: str, row: Row, part: _Part, given: Mapping[str, Answer], *, is_first: bool) -> Row:
        answers = self._answers(table, part.row_id, given, part.sightings)
        links = dict(row.links)
        if part.notice and "notice" not in links:
            links["notice"] = self._own_notice(table, part)
        if part.trackers:
            self._add("trackers", f"{part.row_id}{OWN_PART[table]}", {}, part.trackers)
        name = row.name if is_first else part.row_id
        return replace(row, id=part.row_id, name=name, answers=answers, links=links)

    def _own_notice(self, table: str, part: _Part) -> str:
        """Add the information that stands in the document itself as a notice, and return its id."""
        notice = f"{part.row_id}{OWN_PART[table]}"
        kind = Answer("value", part.notice_kind, "document", "taken through this page") if part.notice_kind else UNASKED
        self._add("notices", notice, {"kind": kind} if part.notice_kind else {}, part.notice)
        return notice

    def _add(self, table: str, row_id: str, answers: Mapping[str, Answer], sightings: Sightings) -> None:
        rows = {row.id: row for row in self.tables.get(table, ())}
        own = rows.get(row_id, Row(row_id, row_id, 1, None, {}, {}))
        given = {**answers, **own.answers}
        rows[row_id] = replace(own, answers=self._answers(table, row_id, given, sightings))
        self.tables[table] = tuple(rows.values())

    def _answers(self, table: str, row_id: str, given: Mapping[str, Answer], sightings: Sightings) -> dict[str, Answer]:
        answers = dict(given)
        for item, sighting in sightings.items():
            self.seen.append(Seen(table, row_id, item, sighting))
            if item not in _asked(table):
                continue
            said = answers.get(item, UNASKED)
            if said.state == NOT_ASKED or said.value == sighting.value:
                answers[item] = answer_of(sighting)
            elif not said.confirmed_by:
                raise DossierError(
                    f"{table}, row `{row_id}`: `{item}` is read from the documents: leave it out, "
                    "or name who looked at them with `confirmed_by`"
                )
        return answers


def answer_of(sighting: Sighting) -> Answer:
    """Return what a sighting answers: a value by document, or a question that somebody has to settle."""
    parts = (sighting.where, f"« {sighting.quote} »" if sighting.quote else "", sighting.note)
    source = ": ".join(filter(None, parts[:2])) + (f" ({parts[2]})" if parts[2] else "")
    if sighting.state is State.UNCLEAR or sighting.value is None:
        return Answer(NOT_ASKED, source=source, unclear=True)
    return Answer("value", sighting.value, "document", source)


def _shared(row: Row) -> dict[str, Answer]:
    """Return the answers of a row that hold for every part of its documents: those a reader never gives."""
    return {name: answer for name, answer in row.answers.items() if not answer.confirmed_by}


def _beside(table: str, own: Row | None) -> dict[str, Answer]:
    """Return what the dossier says of a part of a document in a row of the part's own id."""
    if own is not None and FILES in own.documents:
        raise DossierError(
            f"{table}: a document of several parts gives one the id `{own.id}`, which a row with `files` has: rename that row"
        )
    return {} if own is None else dict(own.answers)


def _asked(table: str) -> Mapping[str, Any]:
    return questions(small_tables()[table])
