"""Find what a dossier points at and does not hold: a form that names an unknown notice, rows that belong nowhere."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from licet.audit.dossier.check_model import Dangling
from licet.audit.dossier.contents import PARTNER, Dossier, Row, link_key, links_of, small_tables
from licet.audit.dossier.derive import REGISTERS
from licet.audit.dossier.quoting import shown
from licet.audit.tallies import rows_of
from licet.law.facts.persons import PERSONS
from licet.rules.facts import Table

MOST: Final = 20
"""Unknown names listed for one file column: a base bought from a thousand suppliers needs no thousand lines."""


def dangling_of(dossier: Dossier, sources: Collection[str], forms: Collection[str]) -> tuple[Dangling, ...]:
    """Return all of them; ``sources`` and ``forms`` are those that the rows of the people files name."""
    return (
        *_of_rows(dossier),
        *_of_files(dossier),
        *_of_data(dossier, "source", sources),
        *_of_data(dossier, "form", forms),
        *_of_tallies(dossier),
    )


def _of_rows(dossier: Dossier) -> Iterator[Dangling]:
    for name, table in {**small_tables(), **REGISTERS}.items():
        for row in (*dossier.tables.get(name, ()), *dossier.registers.get(name, ())):
            for key in links_of(table):
                yield from _of_link(dossier, table, row, key)


def _of_link(dossier: Dossier, table: Table, row: Row, key: str) -> Iterator[Dangling]:
    value = row.links.get(key, "")
    if key == PARTNER:
        known = _ids(dossier, "partners") | {
            name for each in dossier.registers.get("partner_lists", ()) for name in each.names
        }
        if value and known and value not in known:
            yield Dangling(table=table.name, item=row.id, key=key, value=value, to="partners")
        return
    parent = next(each for each in table.parents if link_key(each) == key)
    if value and value not in _ids(dossier, parent):
        yield Dangling(table=table.name, item=row.id, key=key, value=value, to=parent)
    elif not value and _matters(table, parent):
        yield Dangling(table=table.name, item=row.id, key=key, value="", to=parent)


def _matters(table: Table, parent: str) -> bool:
    """Say whether a row without this link leaves something undetermined: a verdict, or an answer to derive."""
    children = [table, PERSONS] if table.name in PERSONS.parents else [table]
    return table.name in REGISTERS or any(
        fact.verdict_of == parent for each in children for fact in each.facts.values()
    )


def _of_files(dossier: Dossier) -> Iterator[Dangling]:
    for file in dossier.people:
        if file.source and file.source not in _ids(dossier, "sources"):
            yield Dangling(table="people", item=file.path.name, key="source", value=file.source, to="sources")


def _of_data(dossier: Dossier, key: str, named: Collection[str]) -> Iterator[Dangling]:
    table = f"{key}s"
    if table not in dossier.tables:
        return  # a table without a row is told of once, not for each name
    declared = {file.source for file in dossier.people}
    unknown = sorted(set(named) - _ids(dossier, table) - declared - {""})
    for value in unknown[:MOST]:
        yield Dangling(table="people", item="", key=key, value=shown(value, "…").strip("`"), to=table)


def _of_tallies(dossier: Dossier) -> Iterator[Dangling]:
    tallies: Mapping[str, list[dict[str, object]]] = {
        "sends": rows_of(dossier.sends, "sends"),
        "complaints": rows_of(dossier.complaints, "complaints"),
    }
    for name, rows in tallies.items():
        named = {str(row["source"]) for row in rows if row.get("source")}
        for value in sorted(named - _ids(dossier, "sources"))[:MOST]:
            yield Dangling(table=name, item="", key="source", value=shown(value, "…").strip("`"), to="sources")


def _ids(dossier: Dossier, table: str) -> set[str]:
    rows = (*dossier.tables.get(table, ()), *dossier.registers.get(table, ()))
    return {row.id for row in rows} | (
        {row.name for row in rows} if table in {"sources", "forms", "partners"} else set()
    )
