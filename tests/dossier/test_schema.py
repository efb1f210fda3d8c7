"""The published schema of a dossier fits what loads, and the file in docs is the one printed from the law."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from licet.audit.demo import overnight, partners, performeclic
from licet.audit.dossier.contents import links_of, questions, small_tables
from licet.audit.dossier.load import load
from licet.audit.dossier.schema import dossier_schema, publish
from licet.audit.dossier.template import write_template
from licet.law.facts.persons import PERSONS
from licet.terms.errors import DossierError
from tests.dossier.dossiers import START, write
from tests.ground.tree import ROOT

SCHEMA = dossier_schema()
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

WRONG: list[dict[str, Any]] = [
    {"licet_dossier": 2},
    {"forme": []},
    {"channels": ["mail"]},
    {"judged_on": "11/08/2026"},
    {"people": [{"source": "x"}]},
    {"people": [{"file": "people.csv", "weight": -1}]},
    {"people": [{"file": "people.csv", "map": {"Tel": "telefon"}}]},
    {"everyone": {"archive.only": "maybe"}},
    {"everyone": {"archive.only": {"answer": True, "by": "ear"}}},
    {"everyone": {"archive.only": {"by": "data"}}},
    {"everyone": {"capacity": {"column": "capacity"}}},
    {"everyone": {"last_act.on": {"column": "email"}}},
    {"everyone": {"last_act.on": "0201-02-03"}},
    {"everyone": {"person.phone_numbers": -1}},
    {"forms": [{"phone_asked": {"column": "phone"}}]},
    {"forms": [{"act_of_agreement": "ticked"}]},
    {"contracts": [{"channel": "email"}]},
    {"notices": [{"people": {}}]},
    {"partner_lists": [{"form": "f"}]},
    {"organisation": {"roles": [{"role": "owner"}]}},
]


def _as_json(tree: object) -> Any:  # noqa: ANN401
    return json.loads(json.dumps(tree, default=dt.date.isoformat))


def _errors(folder: Path) -> list[str]:
    tree = yaml.safe_load((folder / "dossier.yaml").read_text(encoding="utf-8"))
    return [error.message for error in VALIDATOR.iter_errors(_as_json(tree))]


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_published_schemas_are_those_printed_from_the_law(tmp_path: Path) -> None:
    for path in publish(tmp_path):
        published = ROOT / "docs" / "schemas" / path.name
        assert published.read_text(encoding="utf-8") == path.read_text(encoding="utf-8"), "run `make docs`"


def test_the_dossiers_of_the_demonstrations_fit_the_schema(tmp_path: Path) -> None:
    performeclic.write(tmp_path / "p", 4, flips=performeclic.FLIPS)
    performeclic.write(tmp_path / "c", 4, cures=performeclic.CURES)
    overnight.write(tmp_path / "o", 4)
    for body in partners.BODIES:
        partners.write(tmp_path / body, body, 4)
    for folder in tmp_path.iterdir():
        assert not _errors(folder)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_template_fits_the_schema(tmp_path: Path, lang: str) -> None:
    write_template(tmp_path, lang)
    assert not _errors(tmp_path)


@pytest.mark.parametrize("wrong", WRONG)
def test_what_the_loader_refuses_the_schema_refuses_too(tmp_path: Path, wrong: dict[str, Any]) -> None:
    folder = write(tmp_path, wrong)
    assert _errors(folder)
    with pytest.raises(DossierError):
        load(folder)


def test_what_may_be_written_in_several_ways_fits_the_schema_and_loads(tmp_path: Path) -> None:
    everyone = {
        "by": "document",
        "archive.only": "non",
        "capacity": None,
        "last_act.on": {"column": "last_click_at"},
        "notice.given_on": {"answer": "never", "from": "crm"},
        "objection.made_at": "2026-08-11T10:00:00+02:00",
        "consent.given_at": "asked_nothing_produced",
        "collection.on": {"answer": dt.date(2020, 1, 2), "assumed": "not looked into"},
    }
    notices = [{"id": 7, "kind": 14}, {"kind": "13", "weight": 3, "at": "2026-01-02", "note": ["free"]}]
    folder = write(tmp_path, {"everyone": everyone, "notices": notices, "contracts": [], "forms": None})
    assert not _errors(folder)
    dossier = load(folder)
    assert "contracts" in dossier.tables
    assert "forms" not in dossier.tables


def test_each_key_and_each_question_says_what_it_means_in_english_and_in_french() -> None:
    for name, table in small_tables().items():
        row = SCHEMA["$defs"][f"row_of_{name}"]["properties"]
        for key in (*questions(table), *links_of(table), "id", "name", "at", "persons", "note"):
            assert row[key]["title"], f"{name}.{key}"
            assert row[key]["description"].startswith("FR : "), f"{name}.{key}"
    people = SCHEMA["$defs"]["people_answers"]["properties"]
    for key, fact in questions(PERSONS).items():
        assert people[key]["title"] == fact.means
        assert fact.fr in people[key]["description"]
    assert all(each["title"] and each["description"] for each in SCHEMA["properties"].values())
    assert START.keys() < SCHEMA["properties"].keys()
