"""From the facts of a decision to a dossier: what it says, then what has to be supposed to judge it.

A decision tells what was wrong and rarely what was right. A fact that it does not tell, and on which a verdict hinges,
is supposed as it would be in a lawful base (``law/fr/supposed.yaml``): it is marked, counted and shown. Nothing that a
decision tells is ever overridden.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import yaml

from licet.audit.decisions.files import Decision
from licet.audit.dossier.contents import links_of, small_tables
from licet.audit.dossier.load import Dossier, load_written
from licet.law.facts.persons import PERSONS
from licet.rules.facts import Table
from licet.terms.errors import DossierError

SUPPOSED: Final = "supposed"
"""The id of a lawful row that a decision's row points at where it names none; also the reason of a supposed answer."""

PEOPLE: Final = "people"
ORGANISATION: Final = "organisation"
_ROW_KEYS: Final = ("id", "count", "at", "last_message", "channels", "from", "assumed", "note")

Facts = dict[str, Any]


@dataclass
class Told:
    """One row: its place, its links, and each fact with the key it comes from (empty: supposed by the file)."""

    table: str
    id: str
    count: int
    keys: dict[str, Any]
    facts: Facts = field(default_factory=dict)
    source: dict[str, str] = field(default_factory=dict)
    supposed: Facts = field(default_factory=dict)


@dataclass
class Case:
    """A decision made ready to be judged: rows by table, over which suppositions grow until the verdict is settled."""

    decision: Decision
    rows: list[Told]

    @property
    def assumed(self) -> int:
        """How many values are supposed, by the file or to settle a verdict."""
        by_file = sum(not row.source.get(name) for row in self.rows for name in row.facts)
        return by_file + sum(len(row.supposed) for row in self.rows) + self.decision.law_day_assumed

    def row(self, table: str, row_id: str) -> Told | None:
        """Return one row, if it is there."""
        return next((each for each in self.rows if each.table == table and each.id == row_id), None)

    def copied(self) -> Case:
        """Return a copy whose facts can be changed."""
        return Case(self.decision, copy.deepcopy(self.rows))

    def dossier(self) -> Dossier:
        """Return the dossier that these rows make."""
        return load_written(self._written(), Path(self.decision.id))

    def _written(self) -> dict[str, Any]:
        written: dict[str, Any] = {
            "licet_dossier": 1,
            "judged_on": self.decision.law_day,
            "channels": list(self.decision.channels),
            "organisation": {"name": self.decision.id, "by": "document"},
        }
        for row in self.rows:
            answers = _answers(row)
            if row.table == ORGANISATION:
                written[ORGANISATION] |= {name.removeprefix("organisation."): said for name, said in answers.items()}
            elif row.table == PEOPLE:
                group = {"name": row.id, "count": row.count, "by": "document", "answers": answers, **row.keys}
                written.setdefault(PEOPLE, []).append(group)
            else:
                entry = {"id": row.id, "weight": row.count, "by": "document", **row.keys, **answers}
                written.setdefault(row.table, []).append(entry)
        return written


def _answers(row: Told) -> dict[str, Any]:
    told = {
        name: {"answer": value, "by": "document", **_basis(row.source.get(name, ""))}
        for name, value in row.facts.items()
    }
    return told | {name: {"answer": value, "assumed": SUPPOSED} for name, value in row.supposed.items()}


def _basis(key: str) -> dict[str, str]:
    return {"from": key} if key else {"assumed": "by the file"}


def case_of(decision: Decision) -> Case:
    """Return the rows of a decision; raise ``DossierError`` where a table, a fact or a mark is not known."""
    rows = []
    for name, written in decision.dossier.items():
        entries = [written] if name == ORGANISATION and isinstance(written, Mapping) else written
        if not isinstance(entries, list):
            raise DossierError(f"decision `{decision.id}`, {name}: a list of rows is expected")
        rows += [_told(decision, str(name), each, number) for number, each in enumerate(entries, start=1)]
    if not any(row.table == ORGANISATION for row in rows):
        rows.append(Told(ORGANISATION, ORGANISATION, 1, {}))
    organisation = next(row for row in rows if row.table == ORGANISATION)
    for name in ("organisation.decides", "organisation.in_territory"):
        if name not in organisation.facts:
            organisation.supposed[name] = True
    return Case(decision, rows)


def _told(decision: Decision, table: str, written: object, number: int) -> Told:
    where = f"decision `{decision.id}`, {table}, row {number}"
    if not isinstance(written, Mapping):
        raise DossierError(f"{where}: `id`, `from` and `assumed` are expected")
    links = _links(table)
    for key in written:
        if key not in {*_ROW_KEYS, *links}:
            raise DossierError(f"{where}: nothing is called `{key}`; values stand under `from` or `assumed`")
    row = Told(table, str(written.get("id", number)), int(written.get("count") or 1), {})
    row.keys = {key: written[key] for key in ("at", "last_message", "channels", *links) if written.get(key) is not None}
    for key, facts in (written.get("from") or {}).items():
        for name, value in facts.items():
            row.facts[name], row.source[name] = value, str(key)
    row.facts |= written.get("assumed") or {}
    channel = None if table in {PEOPLE, ORGANISATION} else table_of(table).channel
    if channel and channel not in row.facts:
        row.supposed[channel] = next(iter(decision.channels), "email")
    return row


def _links(table: str) -> tuple[str, ...]:
    if table == PEOPLE:
        return ("source", "form")
    return () if table == ORGANISATION else links_of(table_of(table))


def table_of(name: str) -> Table:
    """Return a table of the law by name, the people included, or raise ``DossierError``."""
    if name == PEOPLE:
        return PERSONS
    if name not in small_tables():
        raise DossierError(f"no table is called `{name}`")
    return small_tables()[name]


@cache
def lawful_tables() -> Mapping[str, Mapping[str, Any]]:
    """Return the lawful row of each table, as written."""
    raw: dict[str, Mapping[str, Any]] = {}
    for file in ("supposed.yaml", "supposed_people.yaml"):
        raw |= yaml.safe_load(files("licet.law").joinpath("fr", file).read_text(encoding="utf-8"))
    return raw


def lawful(table: str, fact: str, day: dt.date, told: Facts | None = None) -> Any:  # noqa: ANN401  # of any kind
    """Return what a fact of a table is supposed to be on a day, or ``None`` where nothing is supposed.

    ``{days_before: 30}`` counts back from the day judged. ``otherwise`` holds instead where the row tells one of the
    values of ``where``: who pleads an exception in the place of a consent is not supposed to have the consent too.
    """
    value = (lawful_tables().get(table) or {}).get(fact)
    if not isinstance(value, Mapping):
        return value
    if any((told or {}).get(name) == said for name, said in value.get("where", {}).items()):
        return value["otherwise"]
    return day - dt.timedelta(days=int(value["days_before"])) if "days_before" in value else value["value"]


def repaired(table: str, fact: str, day: dt.date) -> Any:  # noqa: ANN401  # of any kind
    """Return what a fact becomes when it is put right: as supposed, or its ``repaired`` where nobody supposes that much."""
    value = (lawful_tables().get(table) or {}).get(fact)
    return value["repaired"] if isinstance(value, Mapping) and "repaired" in value else lawful(table, fact, day)


def supposed_parent(case: Case, row: Told, parent: str) -> None:
    """Point a row at a lawful row of a parent table, made where there is none yet.

    People point at no notice themselves: their source does.
    """
    link, links = parent.removesuffix("s"), _links(row.table)
    if link not in links:
        if row.table == PEOPLE:
            supposed_parent(case, row, "sources")
            carrier = case.row("sources", str(row.keys.get("source", "")))
            if carrier is not None:
                supposed_parent(case, carrier, parent)
        return
    if link in row.keys:
        return
    row.keys[link] = SUPPOSED
    if case.row(parent, SUPPOSED) is None:
        case.rows.append(Told(parent, SUPPOSED, 1, {}))
