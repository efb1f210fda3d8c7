"""What a people file holds, field by field: the rows of the table ``fields`` that the data themselves give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals.stable.v2 as nw

from licet.audit.dossier.answers import Answer
from licet.audit.dossier.load import Dossier, PeopleFile, Row
from licet.audit.persons import weight_of
from licet.law.facts.fields import FIELDS
from licet.reading import engine
from licet.reading.columns import Column as C
from licet.reading.tables import TableReading

PERSONAL = (
    C.EMAIL, C.PHONE, C.PHONE_2, C.POSTAL_ADDRESS, C.POSTCODE, C.CITY, C.COUNTRY, C.FIRST_NAME, C.LAST_NAME, C.GENDER,
    C.BIRTH_ON, C.JOB, C.COMPANY,
)  # fmt: skip
"""Columns that describe or reach a person; the others serve proof, refusal and the clock of retention."""


def held(dossier: Dossier, files: Mapping[PeopleFile, TableReading]) -> tuple[Row, ...]:
    """Return one row a field held, over all files, with how many people it is held of."""
    total: dict[str, int] = {}
    for file, reading in files.items():
        for name, people in _filled(file, reading).items():
            total[name] = total.get(name, 0) + people
    said = {row.id for row in dossier.tables.get(FIELDS.name, ())}
    return tuple(_row(dossier, name, people) for name, people in total.items() if people and name not in said)


def _filled(file: PeopleFile, reading: TableReading) -> dict[str, int]:
    roles = [role for role in PERSONAL if role in reading.columns]
    weight = weight_of(reading, file.weight)
    sums = {
        f"n{place}": ((~nw.col(role).is_null()).cast(nw.Int64) * weight).sum().cast(nw.Int64)
        for place, role in enumerate(roles)
    }
    row: dict[str, Any] = engine.collect(engine.scan(reading.data).select(**sums))[0] if roles else {}
    found = {_name(role): 0 for role in roles}
    for place, role in enumerate(roles):
        found[_name(role)] = max(found[_name(role)], int(row[f"n{place}"] or 0))
    unknown = {header: reading.filled.get(header, 0) * file.weight for header in reading.unknown_columns}
    return found | unknown


def _name(role: C) -> str:
    return "phone" if role is C.PHONE_2 else str(role)


def _row(dossier: Dossier, name: str, people: int) -> Row:
    answers = {"field.filled_rows": Answer("value", value=people, by="data")}
    if dossier.purposes:
        own = set(dossier.channels or ())
        reads = [each for each in dossier.purposes if name in each.needs]
        on_channel = any(set(each.channels) & own for each in reads)
        elsewhere = any(not each.channels for each in reads)
        answers["field.used_by_active_channel"] = Answer("value", value=on_channel, by="document")
        answers["field.used_by_other_purpose"] = Answer("value", value=elsewhere, by="document")
    return Row(id=name, name=name, weight=1, at=None, answers=answers, links={}, persons=people)
