"""Small bases of made-up people, and what the audit takes from them."""

from __future__ import annotations

import csv
import datetime as dt
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from licet.audit.audit import Judgment, judge
from licet.law.facts.persons import PERSONS
from licet.reading import engine
from licet.rules.values import Kind
from licet.terms.days import date_of, day_of
from licet.terms.instants import bounds_of_day

DAY = dt.date(2026, 11, 21)
ORGANISATION = {"name": "Maison", "by": "document", "decides": True, "in_territory": True}


def base(folder: Path, columns: Mapping[str, Sequence[str]] | None = None, *, on: dt.date = DAY, **parts: Any) -> Path:  # noqa: ANN401  # YAML
    """Write a dossier around one people file; ``parts`` are further keys of ``dossier.yaml``."""
    folder.mkdir(parents=True, exist_ok=True)
    head: dict[str, Any] = {
        "licet_dossier": 1,
        "judged_on": on,
        "organisation": ORGANISATION,
        "channels": ["email"],
    }
    if columns is not None:
        people(folder / "people.csv", columns)
        head["people"] = [{"file": "people.csv"}]
    (folder / "dossier.yaml").write_text(yaml.safe_dump(head | parts, allow_unicode=True), encoding="utf-8")
    return folder


def people(path: Path, columns: Mapping[str, Sequence[str]]) -> Path:
    """Write a people file; without an e-mail column, each row gets an address."""
    height = len(next(iter(columns.values())))
    whole = {"email": [f"p{number}@boite.example" for number in range(height)], **columns}
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, delimiter=";")
        writer.writerow(whole)
        writer.writerows(zip(*whole.values(), strict=True))
    return path


def judged(path: Path, work: Path, **how: Any) -> Judgment:  # noqa: ANN401  # passed on
    """Judge a base in a working folder that stays."""
    work.mkdir()
    return judge(path, work, **how)


def facts(path: Path, *, file: int = 0) -> list[dict[str, int]]:
    """Return the facts of each row of a people file, constants and columns alike."""
    with tempfile.TemporaryDirectory() as work:
        found = list(judge(path, Path(work)).facts.values())[file]
        rows = engine.collect(found.frame.select("row", **found.columns))
    rows.sort(key=lambda row: row["row"])
    return [{**found.known, **{name: row[name] for name in found.columns}} for row in rows]


def values(path: Path, fact: str, *, file: int = 0) -> list[object]:
    """Return one fact of each row in words: ``yes``, ``never``, ``unknown``, a date, or the bounds of an instant."""
    return [said(row, fact) for row in facts(path, file=file)]


def said(row: Mapping[str, int], name: str) -> object:
    """Return a fact of a row in words; ``name`` may end in ``@channel``."""
    fact = PERSONS.fact(name.partition("@")[0])
    numbers = tuple(row[column + name[len(fact.name) :]] for column in fact.columns())
    if numbers == fact.unknown():
        return "unknown"
    match fact.kind:
        case Kind.TERNARY:
            return ("no", "yes")[numbers[0]]
        case Kind.CHOICE:
            return fact.choices[numbers[0] - 1]
        case Kind.DAY:
            return "never" if numbers[0] == -1_000_000 else date_of(numbers[0]).isoformat()
        case Kind.INSTANT:
            return "never" if numbers == (-(10**12),) * 2 else numbers
        case Kind.COUNT:
            return numbers[0]


def whole_day(text: str) -> tuple[int, int]:
    """Return the first and last second of a day in Paris."""
    return bounds_of_day(day_of(dt.date.fromisoformat(text)), "Europe/Paris")
