"""The audit, end to end: a dossier or a people file in, a report out.

1. load the dossier; 2. read each people file; 3. judge the small tables; 4. judge the people, file by file, in one
pass; 5. count; 6. gather heads; 7. write the report. Nothing stands at its final place before the whole is there.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import narwhals.stable.v2 as nw

from licet.audit import counts, fields
from licet.audit.dossier.answers import UNASKED
from licet.audit.dossier.load import Dossier, PeopleFile, PeopleGroup, load
from licet.audit.findings import Gathered, assemble
from licet.audit.groups import facts_of_group, masks_of_group, rows_of_group
from licet.audit.heads import gather
from licet.audit.model import Report
from licet.audit.people import HELD_BY, ParentColumns, PeopleFacts, build
from licet.audit.persons import Bench, bench, legend_of, message_channel, write_rows
from licet.audit.placing import working_folder
from licet.audit.proofs import Sample
from licet.audit.report.write import check_report, write_report
from licet.audit.sent import Sends
from licet.audit.tables import BOOKS, Judged, cells_of, judge_tables, parent_people
from licet.law.book import all_rules
from licet.reading import engine
from licet.reading.columns import SENDS
from licet.reading.columns import Column as C
from licet.reading.tables import TableReading, read_people, read_table
from licet.rules.bulk import digest
from licet.rules.compiled import Compiled
from licet.terms.days import date_of, day_of
from licet.terms.errors import DossierError, InputError, UsageError
from licet.terms.words import Channel

Progress = Callable[[str, int, int], None]
"""Told the stage, how much is done and how much there is."""


def silence(stage: str, done: int, total: int) -> None:
    """Tell nobody."""
    del stage, done, total


ROWS: Final = "rows.parquet"
LEGEND: Final = "rows.legend.json"


@dataclass(frozen=True)
class Audited:
    """A finished audit: the report, where its files lie, and the rows it rests on."""

    report: Report
    paths: Mapping[str, Path]


@dataclass(frozen=True)
class Judgment:
    """Everything that was found out about a base, before it is worded; files lie in a working folder."""

    dossier: Dossier
    readings: Mapping[PeopleFile, TableReading]
    facts: Mapping[PeopleFile | PeopleGroup, PeopleFacts]
    judged: Judged
    asked: Bench
    rows: Path
    legend: Path


def audit(
    path: Path,
    *,
    out: Path,
    on: dt.date | None = None,
    lang: str = "fr",
    mapping: Mapping[str, str] | None = None,
    sample: Sample | None = None,
    progress: Progress | None = None,
) -> Audited:
    """Audit a dossier or a people file and write its report into the folder ``out``.

    ``on`` is the day judged (default: the dossier's, else today). Raises ``InputError`` when what was given cannot be
    used; an interruption leaves nothing at ``out``.
    """
    check_report(out)  # before the work, which may be long
    with working_folder(out) as work:
        judgment = judge(path, work, on=on, mapping=mapping, progress=progress)
        report = _worded(judgment, lang, sample)
        _refuse_strangers(report, sample)
        paths = write_report(report, out, extra={ROWS: judgment.rows, LEGEND: judgment.legend})
    return Audited(report, paths)


def _refuse_strangers(report: Report, sample: Sample | None) -> None:
    """Raise ``InputError`` when answers are about sources that this base does not have: they belong to another."""
    strangers = set(sample or ()) - {each.source for each in report.proof_by_source}
    if strangers:
        msg = f"the answers to the sample name {len(strangers)} sources that this base does not have: draw its own with `--sample`"
        raise InputError(msg)


def judge(
    path: Path,
    work: Path,
    *,
    on: dt.date | None = None,
    mapping: Mapping[str, str] | None = None,
    channels: tuple[str, ...] = (),
    progress: Progress | None = None,
) -> Judgment:
    """Judge a base in a working folder; ``channels`` override those the dossier declares."""
    tell = progress or silence
    dossier = load(path, mapping)
    day = day_of(on or dossier.judged_on or dt.date.today())  # noqa: DTZ011  # the reader's own today
    readings = read_files(dossier, work, tell, mapped=bool(mapping))
    asked_channels = channels or channels_of(dossier, readings)
    judged = judge_tables(dossier, BOOKS, day, {"fields": fields.held(dossier, readings)})
    asked = bench(BOOKS[day], asked_channels, all_rules())
    sends = _sends(dossier, work, asked_channels)
    parts: list[Path] = []
    facts: dict[PeopleFile | PeopleGroup, PeopleFacts] = {}
    for number, (file, reading) in enumerate(readings.items()):
        tell("judge", number, len(readings))
        facts[file] = people_facts(dossier, file, reading, judged, asked_channels)
        parts.append(write_rows(dossier, file, number, reading, facts[file], asked, work, sends))
    for number, group in enumerate(dossier.groups):
        facts[group] = facts_of_group(dossier, group, judged, asked_channels)
        parts.append(work / f"group-{number}.parquet")
        counted = masks_of_group(dossier, group, facts[group], asked)
        engine.sink(rows_of_group(counted, facts[group], asked), parts[-1])
    tell("judge", len(readings), len(readings))
    rows = _joined(parts, asked, work)
    legend = work / LEGEND
    book = digest(Compiled(tuple(each.bit for each in asked.asked)))
    legend.write_text(json.dumps(legend_of(asked, book, date_of(day).isoformat()), indent=1), encoding="utf-8")
    return Judgment(dossier, readings, facts, judged, asked, rows, legend)


def read_files(dossier: Dossier, work: Path, tell: Progress, *, mapped: bool) -> dict[PeopleFile, TableReading]:
    """Read the people files of a dossier into a working folder.

    ``mapped``: columns were mapped on the command line. A wrong mapping inside a dossier is a fault of the dossier.
    """
    readings = {}
    for number, file in enumerate(dossier.people):
        into = work / f"people-{number}"
        into.mkdir()
        try:
            readings[file] = read_people(
                file.path, into=into, mapping=file.mapping, progress=lambda done, total: tell("read", done, total)
            )
        except UsageError as error:
            if mapped:
                raise
            raise DossierError(f"`{file.path}`: {error}") from None
    return readings


def _sends(dossier: Dossier, work: Path, channels: tuple[str, ...]) -> Sends | None:
    if dossier.sends.file is None:
        return None
    into = work / "sends"
    into.mkdir()
    reading = read_table(dossier.sends.file, into=into, columns=SENDS, mapping=dossier.sends.mapping)
    return Sends(reading, message_channel(channels))


def channels_of(dossier: Dossier, readings: Mapping[PeopleFile, TableReading]) -> tuple[str, ...]:
    """Return the channels declared, or those that the contact points of the files allow where nobody said."""
    if dossier.channels is not None:
        return dossier.channels
    have = {role for reading in readings.values() for role in reading.columns}
    useful = (Channel.EMAIL, Channel.SMS, Channel.TELEPHONE, Channel.POST)
    return tuple(str(channel) for channel in useful if have & set(HELD_BY[channel]))


def people_facts(
    dossier: Dossier,
    file: PeopleFile,
    reading: TableReading,
    judged: Judged,
    channels: tuple[str, ...],
    controller: str = "",
) -> PeopleFacts:
    """Return the facts of a people file, from its columns and from what was answered around it.

    ``controller`` is the name looked for among the partners a person was shown (default: the dossier's organisation).
    """
    parents, defaults = [], [file.answers, dossier.facts_for_all]
    for name, role, own in (("forms", C.FORM, ""), ("sources", C.SOURCE, file.source)):
        said = parent_people(dossier, judged, name)
        if role in reading.columns:
            parents.append(ParentColumns(role, said, cells_of(dossier, name)))
            continue
        only = [row for row in dossier.tables.get(name, ()) if own in {row.id, row.name}]
        defaults[0:0] = [row.people for row in only]
    facts = build(
        reading, channels=channels, defaults=defaults, parents=parents, organisation_name=controller or dossier.name
    )
    if file.source and C.SOURCE not in reading.columns:
        verdicts = parent_people(dossier, judged, "sources").get(file.source, {})
        for column, number in verdicts.items():
            if column in facts.known:
                facts.known[column] = number
    return facts


def _joined(parts: list[Path], asked: Bench, work: Path) -> Path:
    if len(parts) == 1:
        return parts[0]
    rows = work / ROWS
    if not parts:
        engine.sink(counts.no_rows(asked), rows)
        return rows
    engine.sink(nw.concat([engine.scan(part) for part in parts]), rows)
    return rows


def _worded(judgment: Judgment, lang: str, sample: Sample | None) -> Report:
    dossier, asked, rows = judgment.dossier, judgment.asked, judgment.rows
    found = counts.groups(rows, asked)
    channels = channels_of(dossier, judgment.readings)
    promotes = dossier.facts_for_all.get("solicitation.promotes", UNASKED).value is not False
    heads = gather(
        asked.asked, found, judgment.judged, channels=frozenset(channels), day=asked.day, prospecting=promotes
    )
    gathered = Gathered(
        dossier=dossier,
        readings=judgment.readings,
        facts=judgment.facts,
        judged=judgment.judged,
        asked=asked,
        channels=channels,
        groups=found,
        heads=heads,
        ageing=counts.ageing(rows),
        rows={key: counts.evidence(rows, head) for key, head in heads.items()},
        sample=sample,
    )
    return assemble(gathered, lang)
