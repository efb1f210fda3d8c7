"""The published schema of ``dossier.yaml``: an editor that knows it completes keys and shows each question.

It is printed from the declared facts, so it never lags behind the law. ``title`` is English, ``description`` French
with what the question demands. What a schema cannot say (rows that point at rows, files that are there, one `id` once)
the loader and the check say.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from licet.audit.dossier.answers import BYS, MOST, NO_WORDS, NOT_ASKED, NOTHING, YES_WORDS
from licet.audit.dossier.contents import (
    PARTNER,
    ROW_KEYS,
    TALLY_KEYS,
    VERSION,
    documents_of,
    link_key,
    links_of,
    questions,
    small_tables,
    speaks_for_people,
)
from licet.audit.dossier.derive import PARTNER_LISTS, REGISTERS, ROLES
from licet.audit.dossier.load import ORGANISATION
from licet.audit.dossier.shapes import MOST_WEIGHT
from licet.audit.dossier.wording import say
from licet.audit.published import model_schemas
from licet.audit.report.schema import report_schema
from licet.law.facts.persons import PERSONS
from licet.reading.columns import COMPLAINTS, IGNORE, PEOPLE, SENDS, Column, Roles
from licet.rules.facts import Fact, Table
from licet.rules.values import Kind
from licet.terms.words import Channel

Schema = dict[str, Any]

DAY: Final = r"^(19|2[01])\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"
INSTANT: Final = DAY.removesuffix("$") + r"([T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)?)?$"
_COLUMN_KINDS: Final = (Kind.TERNARY, Kind.DAY, Kind.INSTANT)


def dossier_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of a dossier, as data read from YAML with days written as text."""
    tables = {**small_tables(), **REGISTERS}
    properties: Schema = {
        "licet_dossier": {"const": VERSION, **_said("licet_dossier")},
        "judged_on": {"type": ["string", "null"], "pattern": DAY, **_said("judged_on")},
        "organisation": {**_or_nothing(_organisation()), **_said("organisation")},
        "channels": {**_list(enum=list(Channel)), **_said("channels")},
        "purposes": {**_rows(_purpose()), **_said("purposes")},
        "people": {**_rows(_people_file()), **_said("people")},
        "everyone": {**_ref("people_answers"), **_said("everyone")},
        "sends": {**_tally(SENDS), **_said("sends")},
        "complaints": {**_tally(COMPLAINTS), **_said("complaints")},
    }
    properties |= {
        name: {"title": table.means, "description": f"FR : {table.fr}", **_rows(_ref(f"row_of_{name}"))}
        for name, table in sorted(tables.items())
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:licet:schema:dossier:1",
        "title": "Licet: a dossier",
        "description": "What an inspector would ask for about a prospect base: small tables of answers and the files of "
        "people they go with. FR : ce qu'un contrôleur demanderait au sujet d'une base de prospection.",
        **_object(properties, required=("licet_dossier",)),
        "$defs": {**_kinds(), "people_answers": _people_answers()}
        | {f"row_of_{name}": _row(table) for name, table in sorted(tables.items())},
    }


def publish(folder: Path) -> tuple[Path, ...]:
    """Write the schemas of the dossier, of the report and of every other output into a folder; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    schemas = {"dossier.json": dossier_schema(), "report.json": report_schema(), **model_schemas()}
    for name, schema in schemas.items():
        (folder / name).write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return tuple(folder / name for name in schemas)


def _kinds() -> Schema:
    """Return what each kind of question may be answered with: a value, a state, or an object that says more."""
    values: dict[str, Schema] = {
        Kind.TERNARY: {"anyOf": [{"type": "boolean"}, {"enum": [*YES_WORDS, *NO_WORDS]}]},
        Kind.COUNT: {"type": "integer", "minimum": 0, "maximum": MOST},
        Kind.DAY: {"anyOf": [{"const": "never"}, {"type": "string", "pattern": INSTANT}]},
        Kind.INSTANT: {"anyOf": [{"const": "never"}, {"type": "string", "pattern": INSTANT}]},
    }
    kinds: Schema = {
        "state": {
            "anyOf": [
                {"type": "null"},
                {"enum": [NOT_ASKED, "unknown"], **_said(NOT_ASKED, "answer")},
                {"const": NOTHING, **_said(NOTHING, "answer")},
            ]
        },
        "by": {"anyOf": [{"const": by, **_said(by, "by")} for by in BYS], **_said("by")},
        "words": {"type": "string", "pattern": r"\S"},
    }
    for kind, value in values.items():
        kinds[f"{kind}_value"] = {
            "title": say(f"kind.{kind}", "en"),
            "description": f"FR : {say(f'kind.{kind}', 'fr')}",
            **value,
        }
        kinds[kind] = _answer(_ref(f"{kind}_value"))
    for kind in _COLUMN_KINDS:
        kinds[f"{kind}_of_people"] = {"anyOf": [_ref(kind), _column(dates=kind is not Kind.TERNARY)]}
    return kinds


def _answer(value: Schema) -> Schema:
    more = {
        "answer": {"anyOf": [value, _ref("state")], **_said("value", "answer")},
        "by": _ref("by"),
        "from": {**_ref("words"), **_said("from", "answer")},
        "assumed": {**_ref("words"), **_said("assumed", "answer")},
        "confirmed_by": {**_ref("words"), **_said("confirmed_by", "answer")},
    }
    return {"anyOf": [value, _ref("state"), _object(more, required=("answer",))]}


def _column(*, dates: bool) -> Schema:
    roles = [str(role) for role in Column if role.is_date or not dates]
    more = {"column": {"enum": roles, **_said("column", "answer")}, "by": _ref("by"), "from": _ref("words")}
    return _object(more, required=("column",))


def _question(fact: Fact, *, of_people: bool = False) -> Schema:
    if fact.kind is Kind.CHOICE:
        words: list[str | int] = [*fact.choices, *(int(each) for each in fact.choices if each.isdecimal())]
        schema = _answer({"enum": words})
    else:
        schema = _ref(f"{fact.kind}_of_people" if of_people and fact.kind in _COLUMN_KINDS else str(fact.kind))
    return {"title": fact.means, "description": f"FR : {fact.fr}.{_marks(fact)}", **schema}


def _marks(fact: Fact) -> str:
    marks = [name for name in ("needs_evidence", "silence_is_no") if getattr(fact, name)]
    return "".join(f" [{say(f'mark.{name}', 'en')} / {say(f'mark.{name}', 'fr')}]" for name in marks)


def _row(table: Table) -> Schema:
    keys: Schema = {
        "id": {"type": ["string", "integer", "null"], **_said("id")},
        "name": {"type": ["string", "integer", "null"], **_said("name")},
        "weight": _weight(),
        "by": _ref("by"),
        "at": {"type": ["string", "null"], "pattern": INSTANT, **_said("at")},
        "persons": {"type": ["integer", "null"], "minimum": 0, **_said("persons")},
        "note": _said("note"),
    }
    properties: Schema = {key: keys[key] for key in ROW_KEYS}
    parents = {link_key(parent): parent for parent in table.parents}
    for key in links_of(table):
        said = _said("partner") if key == PARTNER else _said("link", table=parents[key])
        properties[key] = {"type": ["string", "integer", "null"], **said}
    for name, fact in questions(table).items():
        properties[name] = _question(fact)
    if table.channel:
        properties["channel"] = properties[table.channel]
    required: tuple[str, ...] = ()
    if table is PARTNER_LISTS:
        properties["names"] = {"type": "array", "minItems": 1, "items": _text(), **_said("names")}
        required = ("names",)
    for key in documents_of(table):
        one = {"type": "string", "pattern": r"\S"}
        properties[key] = {"anyOf": [one, {"type": "array", "items": one}], **_said(f"documents_{key}")}
    if speaks_for_people(table):
        properties["people"] = {**_ref("people_answers"), **_said("answers_of_people")}
    return _object(properties, required)


def _people_answers() -> Schema:
    properties: Schema = {"by": _ref("by"), "note": _said("note")}
    properties |= {name: _question(fact, of_people=True) for name, fact in questions(PERSONS).items()}
    return _or_nothing(_object(properties))


def _organisation() -> Schema:
    role = {
        "operation": _said("operation"),
        "role": {"enum": list(ROLES), **_said("role")},
        "by": _ref("by"),
        "note": _said("note"),
    }
    properties: Schema = {
        "name": {"type": ["string", "integer", "null"], **_said("name")},
        "by": _ref("by"),
        "country": {"type": ["string", "null"], **_said("country")},
        "employees": {"type": ["integer", "null"], "minimum": 0, **_said("employees")},
        "turnover_eur": {"type": ["integer", "null"], "minimum": 0, **_said("turnover_eur")},
        "roles": {**_rows(_object(role, required=("role",))), **_said("roles")},
        "note": _said("note"),
    }
    return _object(properties | {key: _question(fact) for key, fact in ORGANISATION.items()})


def _purpose() -> Schema:
    properties: Schema = {
        "id": {"type": ["string", "integer", "null"], **_said("id")},
        "name": {"type": ["string", "integer", "null"], **_said("name")},
        "channels": {**_list(enum=list(Channel)), **_said("purpose_channels")},
        "needs": {**_list(items=_text()), **_said("needs")},
        "by": _ref("by"),
        "note": _said("note"),
    }
    return _object(properties)


def _people_file() -> Schema:
    properties: Schema = {
        "file": {**_ref("words"), **_said("file")},
        "source": {"type": ["string", "integer", "null"], **_said("source")},
        "map": _map(PEOPLE),
        "weight": _weight(),
        "by": _ref("by"),
        "answers": {**_ref("people_answers"), **_said("answers_of_people")},
        "note": _said("note"),
    }
    of_file = _object(properties, required=("file",))
    group: Schema = {
        "count": {"type": "integer", "minimum": 0, **_said("count_of_group")},
        "name": {"type": ["string", "integer", "null"], **_said("name")},
        "source": {"type": ["string", "integer", "null"], **_said("source")},
        "form": {"type": ["string", "integer", "null"], **_said("form_of_group")},
        "channels": {**_list(enum=list(Channel)), **_said("channels_of_group")},
        "last_message": {"type": ["string", "null"], "pattern": INSTANT, **_said("last_message")},
        "by": _ref("by"),
        "answers": {**_ref("people_answers"), **_said("answers_of_people")},
        "note": _said("note"),
    }
    return {"anyOf": [of_file, _object(group, required=("count",))]}


def _tally(roles: Roles) -> Schema:
    row: Schema = {key: {"type": ["string", "integer", "null"]} for key in TALLY_KEYS}
    row |= {"count": {"type": ["integer", "null"], "minimum": 0}, "weight": _weight()}
    in_file = _object({"file": _ref("words"), "map": _map(roles), "note": _said("note")}, required=("file",))
    if roles is not COMPLAINTS:
        return {"anyOf": [_rows(_object(row)), in_file]}
    mails = {"anyOf": [_ref("words"), {"type": "array", "items": _ref("words")}], **_said("complaints_mails")}
    in_mails = _object({"mails": mails, "note": _said("note")}, required=("mails",))
    return {"anyOf": [_rows(_object(row)), in_file, in_mails]}


def _map(roles: Roles) -> Schema:
    known = [*sorted(str(role) for role in roles.allowed), IGNORE]
    return {"type": ["object", "null"], "additionalProperties": {"enum": known}, **_said("map")}


def _weight() -> Schema:
    return {"type": ["integer", "null"], "minimum": 0, "maximum": MOST_WEIGHT, **_said("weight")}


def _object(properties: Mapping[str, Any], required: tuple[str, ...] = ()) -> Schema:
    schema: Schema = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    return schema | ({"required": list(required)} if required else {})


def _or_nothing(schema: Schema) -> Schema:
    return schema | {"type": ["object", "null"]}


def _rows(row: Schema) -> Schema:
    return {"type": ["array", "null"], "items": row}


def _list(*, enum: list[Channel] | None = None, items: Schema | None = None) -> Schema:
    return {"type": ["array", "null"], "items": items or {"enum": [str(each) for each in enum or ()]}}


def _text() -> Schema:
    return {"type": ["string", "integer"]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _said(key: str, group: str = "key", **values: object) -> Schema:
    english, french = (say(f"{group}.{key}", lang, **values) for lang in ("en", "fr"))
    return {"title": english, "description": f"FR : {french}"}
