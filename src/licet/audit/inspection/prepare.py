"""Prepare the rehearsal of an inspection from a base: judge it, see what lacks, say what would be asked.

1. audit the base in a working folder; 2. number the questions it leaves open, heaviest first; 3. for each row of the
dossier say which document would answer; 4. draw rows; 5. write the folder. Nothing stands at its place before the whole
is there.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from licet import __version__
from licet.audit.audit import ROWS, Progress, audit
from licet.audit.dossier.answers import Answer
from licet.audit.dossier.contents import CALLED_FOR, Dossier, Row
from licet.audit.dossier.load import load
from licet.audit.heads import PERSONS_UNIT
from licet.audit.inspection.model import Drawn, Inspection, Paper, PaperState, Question
from licet.audit.inspection.wording import Called, called
from licet.audit.model import Report, ToObtain
from licet.audit.proofs import draw
from licet.audit.report.words import Language
from licet.terms.words import Channel

SAMPLE: Final = 60
"""Rows drawn of each source: without a bad one among them, fewer than 6 in 100 are bad (exact 95 % interval)."""
DRAWN: Final = "sample.csv"
_DERIVED: Final = "derived from "
_Held = tuple[str, ...] | None
"""The documents that answers rest on, as the dossier names them (empty: without a name); null where there is none."""


def prepare(
    path: Path,
    work: Path,
    *,
    on: dt.date | None = None,
    lang: str = "fr",
    size: int = SAMPLE,
    progress: Progress | None = None,
) -> Inspection:
    """Return the rehearsal for a dossier or a people file; ``work`` is a folder of ours, where ``sample.csv`` is left.

    Raises ``InputError`` when the base cannot be used.
    """
    dossier = load(path)
    done = audit(path, out=work / "report", on=on, lang=lang, progress=progress)
    names = [each.path for each in done.report.files]
    draw(done.paths[ROWS], size, done.report.judged_on.isoformat(), work / DRAWN, names)
    return rehearse(done.report, dossier, drawn(work / DRAWN))


def rehearse(report: Report, dossier: Dossier, sample: tuple[Drawn, ...]) -> Inspection:
    """Return the rehearsal for a report, its dossier and the rows drawn of it."""
    questions = tuple(_questions(report))
    return Inspection(
        licet=__version__,
        language=report.language,
        organisation=report.organisation,
        judged_on=report.judged_on,
        channels=report.channels,
        persons=report.persons,
        papers=tuple(_papers(report, dossier, questions)),
        sample=sample,
        questions=questions,
    )


def drawn(sample: Path) -> tuple[Drawn, ...]:
    """Return the rows of a ``sample.csv``, gathered by source and file."""
    rows: dict[tuple[str, str], list[int]] = defaultdict(list)
    with sample.open(encoding="utf-8", newline="") as handle:
        for each in csv.DictReader(handle):
            rows[each["source"], each["file"]].append(int(each["row"]))
    return tuple(Drawn(source=source, file=file, rows=tuple(numbers)) for (source, file), numbers in rows.items())


# ---- questions


def _questions(report: Report) -> Iterator[Question]:
    alike: dict[tuple[str, str, str, str, tuple[str, ...]], list[ToObtain]] = defaultdict(list)
    for each in report.to_obtain:
        alike[_table(each), each.fact, each.state, each.seen, each.prevents].append(each)
    weighed = sorted(alike.items(), key=lambda pair: _weight(pair[1], report.persons))
    for number, ((table, fact, state, seen, prevents), each_of) in enumerate(weighed, start=1):
        yield Question.model_validate(
            {
                "number": number,
                "table": table,
                "items": tuple(dict.fromkeys(each.item for each in each_of if each.item)),
                "fact": fact,
                "question": each_of[0].question,
                "state": state,
                "seen": seen,
                "prevents": prevents,
                "persons": _persons(each_of, report.persons),
                "who": _called(table).who,
            }
        )


def _table(missing: ToObtain) -> str:
    """Return whose question it is: those on the organisation are put once, whatever row met them."""
    return "organisation" if missing.fact.startswith("organisation.") else missing.table


def _weight(alike: list[ToObtain], most: int) -> tuple[int, int, str, str]:
    first = alike[0]
    return -(_persons(alike, most) or 0), -len(first.prevents), first.table, first.fact


def _persons(alike: Iterable[ToObtain], most: int) -> int | None:
    """Return the people behind questions asked of several rows: each row stands for its own, together for all at most."""
    known = [each.persons for each in alike if each.persons is not None]
    return min(sum(known), most) if known else None


# ---- documents


def _papers(report: Report, dossier: Dossier, questions: tuple[Question, ...]) -> Iterator[Paper]:
    used = {Channel(channel) for channel in report.channels}
    for table, paper in called().items():
        asked = [each for each in questions if each.table == table]
        rows = dossier.tables.get(table)
        expected = paper.always or bool(used & set(CALLED_FOR.get(table, ())))
        if table in {PERSONS_UNIT, "organisation"}:
            answers = _of_whole(dossier, table)
            if asked or table == PERSONS_UNIT:
                yield _paper(table, paper, (), _held(answers), asked, report.language)
        elif rows:
            yield from _of_rows(table, paper, rows, asked, report.language)
        elif asked or expected:
            none = rows is not None and not asked
            yield _paper(table, paper, (), None, asked, report.language, none=none)


def _of_whole(dossier: Dossier, table: str) -> Iterable[Answer]:
    if table == "organisation":
        return dossier.organisation.values()
    files: list[Mapping[str, Answer]] = [dossier.facts_for_all, *(each.answers for each in dossier.people)]
    return [answer for answers in (*files, *(group.answers for group in dossier.groups)) for answer in answers.values()]


def _of_rows(
    table: str, paper: Called, rows: tuple[Row, ...], asked: list[Question], language: Language
) -> Iterator[Paper]:
    """Yield the documents of a table: rows that announce and lack the same stand together."""
    alike: dict[tuple[_Held, tuple[int, ...]], list[str]] = defaultdict(list)
    by_number = {each.number: each for each in asked}
    for row in rows:
        numbers = tuple(each.number for each in asked if not each.items or row.id in each.items)
        alike[_held((*row.answers.values(), *row.people.values())), numbers].append(row.id)
    for (held, numbers), items in alike.items():
        questions = [by_number[number] for number in numbers]
        yield _paper(table, paper, tuple(items), held, questions, language)


def _paper(
    table: str,
    paper: Called,
    items: tuple[str, ...],
    held: _Held,
    asked: list[Question],
    language: Language,
    *,
    none: bool = False,
) -> Paper:
    state: PaperState = "missing" if held is None else "incomplete" if asked else "announced"
    return Paper(
        table=table,
        items=items,
        title=paper.title(language),
        state="said_none" if none else state,
        sources=held or (),
        answers=tuple(each.number for each in asked),
        prevents=tuple(sorted({article for each in asked for article in each.prevents})),
        who=paper.who,
    )


def _held(answers: Iterable[Answer]) -> _Held:
    """Return how the dossier names the documents that answers rest on, or null when nothing but words stands behind."""
    shown = [each for each in answers if each.state == "value" and each.by != "declared" and not each.assumed]
    if not shown:
        return None
    return tuple(dict.fromkeys(each.source for each in shown if each.source and not each.source.startswith(_DERIVED)))


def _called(table: str) -> Called:
    return called().get(table, called()["organisation"])
