"""Say what a dossier lacks, and what each thing that lacks prevents, before anybody is judged.

The dossier is judged as the audit would, on the first rows of each people file (or on all of them), and what then
cannot be cleared is traced back to the questions without an answer. Nothing is charged here.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from licet.audit import counts, fields
from licet.audit.audit import channels_of, people_facts
from licet.audit.dossier.answers import Answer
from licet.audit.dossier.check_links import dangling_of
from licet.audit.dossier.check_model import Check, DeclaredOnly, Derived, EmptyTable, FileLooked, Missing, MissingOfRow
from licet.audit.dossier.check_print import print_check
from licet.audit.dossier.contents import CALLED_FOR, Dossier, PeopleFile, PeopleGroup
from licet.audit.dossier.load import ORGANISATION, load
from licet.audit.findings import Gathered, assemble
from licet.audit.groups import facts_of_group, masks_of_group
from licet.audit.heads import Group, gather
from licet.audit.model import ToObtain
from licet.audit.people import PeopleFacts
from licet.audit.persons import Bench, bench, write_rows
from licet.audit.tables import BOOKS, Judged, judge_tables
from licet.law.book import all_rules, tables
from licet.law.facts.persons import PERSONS
from licet.law.heads import articles
from licet.reading.tables import TableReading, read_people
from licet.rules.facts import Fact
from licet.terms.days import date_of, day_of
from licet.terms.errors import DossierError, TableError, UsageError
from licet.terms.words import Role

__all__ = ["Check", "check", "print_check"]

SAMPLE: Final = 1 << 18
"""Bytes of a text file that tell its columns; Parquet, workbooks and UTF-16 are read whole."""
_READ_WHOLE: Final = (b"PAR1", b"PK\x03\x04", b"\xff\xfe", b"\xfe\xff")


def check(
    path: Path, *, on: dt.date | None = None, read: bool = False, mapping: Mapping[str, str] | None = None
) -> Check:
    """Check a dossier (or a bare people file) as it would be judged on a day (default: its own, else today).

    ``read``: read people files whole, to count rows and people; otherwise their first rows tell their columns. Raises
    ``InputError`` when the dossier or a file cannot be used.
    """
    dossier = load(path, mapping)
    day = day_of(on or dossier.judged_on or dt.date.today())  # noqa: DTZ011  # the reader's own today
    with tempfile.TemporaryDirectory() as folder:
        looked = {file: _look(file, Path(folder) / str(place), whole=read) for place, file in enumerate(dossier.people)}
        judged = _judge(dossier, {file: each.reading for file, each in looked.items()}, day, Path(folder))
    whole = all(each.whole for each in looked.values())
    return Check(
        organisation=dossier.name,
        judged_on=date_of(day),
        channels=judged.channels,
        missing=_by_row(judged.to_obtain, whole=whole),
        empty_tables=_empty(dossier, judged.channels, day),
        declared_only=tuple(_declared_only(dossier)),
        dangling=dangling_of(
            dossier, {group.source for group in judged.groups}, {group.form for group in judged.groups}
        ),
        derived=tuple(_derived(dossier)),
        files=tuple(each.described() for each in looked.values()),
    )


@dataclass(frozen=True)
class _Look:
    file: PeopleFile
    reading: TableReading
    whole: bool

    def described(self) -> FileLooked:
        reading = self.reading
        return FileLooked(
            path=self.file.path.name,
            kind=reading.format,
            rows=reading.rows_kept if self.whole else None,
            kept_aside=dict(reading.kept_aside) if self.whole else {},
            columns={header: str(role) for role, header in reading.columns.items()},
            unknown_columns=reading.unknown_columns,
        )


def _look(file: PeopleFile, into: Path, *, whole: bool) -> _Look:
    into.mkdir()
    part = None if whole else _first_rows(file.path, into)
    if part is not None:
        try:
            return _Look(file, read_people(part, into=into, mapping=file.mapping), whole=False)
        except (TableError, UsageError):
            pass  # the first rows alone do not do: the whole file says what is wrong, under its own name
    try:
        return _Look(file, read_people(file.path, into=into, mapping=file.mapping), whole=True)
    except UsageError as error:
        # in a dossier a wrong mapping is a fault of the dossier, not of the command
        raise DossierError(f"`{file.path}`: {error}") from None


def _first_rows(path: Path, into: Path) -> Path | None:
    """Write the first lines of a large text file beside the work; ``None`` where the whole had better be read."""
    try:
        with path.open("rb") as handle:
            head = handle.read(SAMPLE + 1)
    except OSError:
        return None
    cut = head.rfind(b"\n", 0, SAMPLE) + 1
    if len(head) <= SAMPLE or not cut or head.startswith(_READ_WHOLE):
        return None
    part = into / f"{path.stem}-first-rows{path.suffix}"  # what its name begins with tells some exports apart
    part.write_bytes(head[:cut])
    return part


@dataclass(frozen=True)
class _Judged:
    to_obtain: tuple[ToObtain, ...]
    groups: tuple[Group, ...]
    channels: tuple[str, ...]


def _judge(dossier: Dossier, readings: Mapping[PeopleFile, TableReading], day: int, work: Path) -> _Judged:
    channels = channels_of(dossier, readings)
    judged: Judged = judge_tables(dossier, BOOKS, day, {"fields": fields.held(dossier, readings)})
    asked = bench(BOOKS[day], channels, all_rules())
    facts: dict[PeopleFile | PeopleGroup, PeopleFacts] = {}
    groups: list[Group] = []
    for number, (file, reading) in enumerate(readings.items()):
        facts[file] = people_facts(dossier, file, reading, judged, channels)
        groups += counts.groups(write_rows(dossier, file, number, reading, facts[file], asked, work), asked)
    for group in dossier.groups:
        facts[group] = facts_of_group(dossier, group, judged, channels)
        groups.append(masks_of_group(dossier, group, facts[group], asked))
    found = _gathered(dossier, readings, facts, judged, asked, channels, tuple(groups))
    return _Judged(assemble(found, "en").to_obtain, tuple(groups), channels)


def _gathered(
    dossier: Dossier,
    readings: Mapping[PeopleFile, TableReading],
    facts: Mapping[PeopleFile | PeopleGroup, PeopleFacts],
    judged: Judged,
    asked: Bench,
    channels: tuple[str, ...],
    groups: tuple[Group, ...],
) -> Gathered:
    heads = gather(asked.asked, groups, judged, channels=frozenset(channels), day=asked.day)
    return Gathered(
        dossier=dossier,
        readings=readings,
        facts=facts,
        judged=judged,
        asked=asked,
        channels=channels,
        groups=groups,
        heads=heads,
        ageing=(),
        rows=defaultdict(lambda: (0, ())),
        sample=None,
    )


def _by_row(gaps: Iterable[ToObtain], *, whole: bool) -> tuple[MissingOfRow, ...]:
    rows: dict[tuple[str, str], list[ToObtain]] = defaultdict(list)
    for gap in gaps:
        rows["organisation" if gap.fact.startswith("organisation.") else gap.table, gap.item].append(gap)
    found = [_missing_of_row(table, item, gaps, whole=whole) for (table, item), gaps in rows.items()]
    return tuple(sorted(found, key=lambda each: (-len(each.prevents), -(each.persons or 0), each.table, each.item)))


def _missing_of_row(table: str, item: str, gaps: list[ToObtain], *, whole: bool) -> MissingOfRow:
    prevents = dict.fromkeys(article for gap in gaps for article in gap.prevents)
    known = [gap.persons for gap in gaps if gap.persons is not None]
    return MissingOfRow(
        table=table,
        item=item,
        prevents=tuple(sorted(prevents)),
        persons=max(known) if known and whole else None,
        facts=tuple(sorted((_missing(table, gap) for gap in gaps), key=lambda each: (-len(each.prevents), each.fact))),
    )


def _missing(table: str, gap: ToObtain) -> Missing:
    fact = _fact(table, gap.fact)
    return Missing(
        fact=gap.fact,
        question=fact.means,
        question_fr=fact.fr,
        state=gap.state,
        needs_evidence=fact.needs_evidence,
        prevents=gap.prevents,
    )


def _fact(table: str, name: str) -> Fact:
    known = tables().get(table, PERSONS).facts
    return known[name] if name in known else PERSONS.facts[name]


def _empty(dossier: Dossier, channels: tuple[str, ...], day: int) -> tuple[EmptyTable, ...]:
    found = [
        EmptyTable(
            table=name, means=tables()[name].means, fr=tables()[name].fr, prevents=_articles_of(name, channels, day)
        )
        for name, called in CALLED_FOR.items()
        if name not in dossier.tables and set(channels) & set(called)
    ]
    return tuple(sorted(found, key=lambda each: -len(each.prevents)))


def _articles_of(table: str, channels: tuple[str, ...], day: int) -> tuple[str, ...]:
    rules = [rule for rule in BOOKS[day].on(tables()[table], channels=channels) if not rule.only_warns]
    used = frozenset(channels)
    named = (article for rule in rules for article in articles(rule, role=Role.USER, channel=None, used=used, day=day))
    return tuple(sorted(set(named)))


def _declared_only(dossier: Dossier) -> Iterator[DeclaredOnly]:
    for table, item, fact, answer in _answers(dossier):
        if answer.is_declared_only(fact) and answer.column is None:
            yield DeclaredOnly(table=table, item=item, fact=fact.name, question=fact.means, question_fr=fact.fr)


def _derived(dossier: Dossier) -> Iterator[Derived]:
    for table, item, fact, answer in _answers(dossier):
        if answer.source.startswith("derived from "):
            yield Derived(
                table=table, item=item, fact=fact.name, source=answer.source.removeprefix("derived from ").strip("`")
            )


def _answers(dossier: Dossier) -> Iterator[tuple[str, str, Fact, Answer]]:
    """Yield each answer with its table, its row and its question."""
    for fact in ORGANISATION.values():
        if fact.name in dossier.organisation:
            yield "organisation", "", fact, dossier.organisation[fact.name]
    for name, answer in dossier.facts_for_all.items():
        yield "everyone", "", PERSONS.facts[name], answer
    for file in dossier.people:
        for name, answer in file.answers.items():
            yield "people", file.path.name, PERSONS.facts[name], answer
    for table, rows in dossier.tables.items():
        for row in rows:
            for name, answer in row.answers.items():
                yield table, row.id, tables()[table].facts[name], answer
            for name, answer in row.people.items():
                yield table, row.id, PERSONS.facts[name], answer
