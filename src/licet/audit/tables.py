"""Judge the small tables of a dossier: forms, notices, messages, suppliers, contracts, paths and more.

Each row is judged once, by the rules of its table; its verdict becomes a fact of the rows that point at it. Parents
are judged before children. A row with ``at`` is a past act, judged at its own instant; any other is judged as it
stands on the day of the audit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Final

from licet.audit.dossier.answers import HOME_ZONE, NOT_ASKED, NOTHING, UNASKED, Answer
from licet.audit.dossier.load import Dossier, Row, link_key, questions, small_tables
from licet.law.book import Book, all_rules
from licet.law.facts.persons import PERSONS
from licet.reading.columns import Column
from licet.rules.compiled import Compiled, compile_rules
from licet.rules.facts import ACT_AT, ACT_ON, Fact, Table
from licet.rules.printers.python import Masks, function
from licet.rules.rule import Reading, Rule
from licet.rules.values import NO, UNKNOWN, YES
from licet.terms.instants import bounds_of_day, local_day

Outcome = dict[str, bool]
"""Rule id → certainly broken (``False``: possibly)."""


@dataclass(frozen=True)
class JudgedRow:
    """A row with what each rule said of it and the encoded facts it was judged on."""

    table: Table
    row: Row
    outcome: Mapping[str, bool]
    values: Mapping[str, int]
    channel: str | None

    def fails(self, rules: Iterable[Rule]) -> int:
        """Return yes, no or unknown: whether some of these rules are broken here.

        A breach in the strict reading only settles nothing for those who depend on the row: unknown. Advice is left out.
        """
        touched = [each for each in rules if each.id in self.outcome and not each.only_warns]
        if any(self.outcome[each.id] and each.reading is Reading.SETTLED for each in touched):
            return YES
        return UNKNOWN if touched else NO


Judged = dict[str, tuple[JudgedRow, ...]]


def order(tables: Mapping[str, Table]) -> list[str]:
    """Return table names, parents first."""
    graph = {name: {parent for parent in table.parents if parent in tables} for name, table in tables.items()}
    return list(TopologicalSorter(graph).static_order())


def judge_tables(
    dossier: Dossier, book_of: Mapping[int, Book] | _Books, day: int, extra: Mapping[str, tuple[Row, ...]]
) -> Judged:
    """Judge every row of every small table; ``extra`` are rows that the data themselves gave (fields held)."""
    tables, judged = small_tables(), Judged()
    for name in order(tables):
        rows = (*dossier.tables.get(name, ()), *extra.get(name, ()))
        judged[name] = tuple(_judge(tables[name], row, dossier, judged, book_of, day) for row in rows)
    return judged


class _Books(dict[int, Book]):
    """Books of rules by day, made when asked for."""

    def __missing__(self, day: int) -> Book:
        self[day] = Book(day, tuple(each for each in all_rules() if each.in_force(day)))
        return self[day]


BOOKS: Final = _Books()
_FUNCTIONS: Final[dict[tuple[str, int, bool], tuple[Compiled, Masks]]] = {}


def _compiled(table: Table, book: Book, *, is_act: bool) -> tuple[Compiled, Masks]:
    key = (table.name, book.day or 0, is_act)
    if key not in _FUNCTIONS:
        compiled = compile_rules(book.on(table, past_acts=is_act), day=book.day)
        _FUNCTIONS[key] = compiled, function(compiled)
    return _FUNCTIONS[key]


def _judge(table: Table, row: Row, dossier: Dossier, judged: Judged, books: Mapping[int, Book], day: int) -> JudgedRow:
    values = values_of(table, row, dossier, judged, day)
    book = books[values[ACT_ON.name]]
    compiled, masks = _compiled(table, book, is_act=row.at is not None)
    certain, possible = masks(*(values[column] for column in compiled.columns))
    outcome = {
        bit.rule.id: bool(certain >> place & 1) for place, bit in enumerate(compiled.bits) if possible >> place & 1
    }
    return JudgedRow(table, row, outcome, values, channel_of(table, row))


def channel_of(table: Table, row: Row) -> str | None:
    """Return the channel a row speaks of, if it says."""
    answer = row.answers.get(table.channel or "", UNASKED)
    return str(answer.value) if answer.state == "value" else None


def values_of(table: Table, row: Row, dossier: Dossier, judged: Judged, day: int) -> dict[str, int]:
    """Return every column of a row, encoded."""
    first, last = row.at or bounds_of_day(day, HOME_ZONE)
    on = local_day(first, HOME_ZONE) if row.at else day
    values = {ACT_ON.name: on, **dict(zip(ACT_AT.columns(), (first, last) if row.at else (last, last), strict=True))}
    for fact in table.facts.values():
        if fact in {ACT_ON, ACT_AT}:
            continue
        numbers = (verdict(fact, row, judged),) if fact.verdict_of else answer_to(fact, row, dossier).encode(fact)
        values |= dict(zip(fact.columns(), numbers, strict=True))
    return values


def answer_to(fact: Fact, row: Row, dossier: Dossier) -> Answer:
    """Return the answer that a row, or the organisation for all rows, gives."""
    return row.answers.get(fact.name, dossier.organisation.get(fact.name, UNASKED))


def verdict(fact: Fact, row: Row, judged: Judged) -> int:
    """Return the verdict of the parent row that ``row`` points at, as a fact of ``row``; no link: unknown."""
    linked = row.links.get(link_key(fact.verdict_of))
    return verdict_of(fact, linked, judged)


def verdict_of(fact: Fact, parent_id: str | None, judged: Judged) -> int:
    """Return yes, no or unknown: whether the named parent row breaks a rule of the fact's conducts."""
    for parent in judged.get(fact.verdict_of, ()):
        if parent.row.id == parent_id:
            return parent.fails(each for each in all_rules() if each.conduct in fact.verdict_conducts)
    return UNKNOWN


def unanswered(judged: Judged) -> list[tuple[JudgedRow, Fact, str]]:
    """Return each question that stands behind a possible breach and has no settled answer, with its state."""
    found = []
    by_id = {each.id: each for each in all_rules()}
    for rows in judged.values():
        for row in rows:
            doubtful = [by_id[rule_id] for rule_id, certain in row.outcome.items() if not certain]
            asked = questions(row.table)
            facts = {fact.name: fact for each in doubtful for fact in each.facts().values() if fact.name in asked}
            found += [
                (row, fact, state_of(row.row.answers.get(fact.name, UNASKED), fact))
                for fact in facts.values()
                if tuple(row.values[column] for column in fact.columns()) == fact.unknown()
            ]
    return found


def state_of(answer: Answer, fact: Fact) -> str:
    """Return why an answer settles nothing."""
    if answer.unclear:
        return "unclear"
    if answer.is_declared_only(fact):
        return "declared_only"
    return NOTHING if answer.state == NOTHING else "not_asked"


def parent_people(dossier: Dossier, judged: Judged, parent: str) -> dict[str, dict[str, int]]:
    """Return what each row of a parent table says of its people: answers given for them, and verdicts.

    A verdict comes from the parent itself (``form.…`` of forms) or from the row the parent points at (``notice.…``).
    """
    result: dict[str, dict[str, int]] = {}
    for row in dossier.tables.get(parent, ()):
        said: dict[str, int] = {}
        for name, answer in row.people.items():
            fact = PERSONS.facts[name]
            if answer.column is None and answer.state != NOT_ASKED:
                said |= dict(zip(fact.columns(), answer.encode(fact), strict=True))
        for fact in PERSONS.facts.values():
            if fact.verdict_of == parent:
                said[fact.name] = verdict_of(fact, row.id, judged)
            elif fact.verdict_of and link_key(fact.verdict_of) in row.links:
                said[fact.name] = verdict(fact, row, judged)
        result[row.id] = said
        result.setdefault(row.name, said)
    return result


def cells_of(dossier: Dossier, parent: str) -> dict[str, dict[str, Column]]:
    """Return which facts of its people each row of a parent table answers from a column of the people file."""
    found: dict[str, dict[str, Column]] = {}
    for row in dossier.tables.get(parent, ()):
        cells = {name: answer.column for name, answer in row.people.items() if answer.column is not None}
        if cells:
            found[row.id] = cells
            found.setdefault(row.name, cells)
    return found
