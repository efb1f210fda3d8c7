"""What a dossier lacks, and what that prevents."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from licet.audit.demo import performeclic
from licet.audit.dossier.check import Check, check, print_check
from licet.audit.dossier.template import write_template
from licet.terms.errors import InputError
from tests.dossier.dossiers import PEOPLE, write

CONTRACT = {"id": "hebergeur", "by": "document", "processing.on_behalf": True, "contract.in_writing": True}


def _checked(folder: Path, contents: dict[str, Any], **more: Any) -> Check:  # noqa: ANN401
    return check(write(folder, contents), **more)


def test_a_question_without_an_answer_is_missing_with_the_articles_it_holds_up(tmp_path: Path) -> None:
    found = _checked(tmp_path, {"contracts": [CONTRACT]})
    row = next(each for each in found.missing if each.table == "contracts")
    assert row.item == "hebergeur"
    assert row.prevents == ("GDPR 28",)
    assert {"states.security", "guarantees.asked"} <= {each.fact for each in row.facts}
    assert all(each.state == "not_asked" and each.question and each.question_fr for each in row.facts)


def test_what_is_settled_is_not_missing(tmp_path: Path) -> None:
    found = _checked(tmp_path, {"contracts": [{**CONTRACT, "processing.on_behalf": False}]})
    assert not any(each.table == "contracts" for each in found.missing)


def test_what_prevents_most_comes_first(tmp_path: Path) -> None:
    write_template(tmp_path, "fr", ["email"])
    counts = [len(each.prevents) for each in check(tmp_path).missing]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[-1] > 0


def test_a_declaration_where_a_document_is_needed_is_told_of(tmp_path: Path) -> None:
    found = _checked(
        tmp_path, {"contracts": [{**CONTRACT, "by": "declared"}], "everyone": {"sale.objection_offered": True}}
    )
    assert {(each.table, each.item, each.fact) for each in found.declared_only} == {
        ("contracts", "hebergeur", "contract.in_writing"),
        ("everyone", "", "sale.objection_offered"),
    }
    states = {each.fact: each.state for row in found.missing if row.table == "contracts" for each in row.facts}
    assert states["contract.in_writing"] == "declared_only"


def test_whatever_points_at_nothing_is_told_of(tmp_path: Path) -> None:
    contents = {
        "forms": [{"id": "f", "notice": "n9"}, {"id": "g"}],
        "notices": [{"id": "n1"}],
        "messages": [{"id": "m", "notice": "n9"}],
        "disclosures": [{"id": "d", "form": "f9", "partner": "p9"}, {"id": "e"}],
        "partners": [{"id": "p1"}],
        "sources": [{"id": "s", "notice": "n1"}],
        "samples": [{"id": "x", "source": "s9"}],
        "complaints": [{"source": "s8", "count": 1}],
        "people": [{"file": "people.csv", "source": "s7"}],
    }
    found = {(each.table, each.item, each.key, each.value) for each in _checked(tmp_path, contents).dangling}
    assert found == {
        ("forms", "f", "notice", "n9"),
        ("forms", "g", "notice", ""),
        ("messages", "m", "notice", "n9"),
        ("disclosures", "d", "form", "f9"),
        ("disclosures", "d", "partner", "p9"),
        ("disclosures", "e", "form", ""),
        ("samples", "x", "source", "s9"),
        ("complaints", "", "source", "s8"),
        ("people", "people.csv", "source", "s7"),
        ("people", "", "source", "courtier"),
    }


def test_a_table_the_channels_call_for_is_missing_unless_an_empty_list_says_there_is_none(tmp_path: Path) -> None:
    tables = {each.table for each in _checked(tmp_path / "a", {"contracts": []}).empty_tables}
    assert {"sources", "notices", "messages", "unsubscribes", "retention"} <= tables
    assert not {"contracts", "calls"} & tables
    calls = _checked(tmp_path / "b", {"channels": ["telephone"]}).empty_tables
    assert {"calls"} <= {each.table for each in calls}
    assert all(each.prevents for each in calls)


def test_the_first_rows_tell_the_columns_and_reading_whole_counts_them(tmp_path: Path) -> None:
    people = PEOPLE + "".join(f"p{n}@boite.example;03/02/2024;courtier\n" for n in range(20_000))
    contents = {"people": [{"file": "people.csv"}], "sources": [{"id": "courtier"}]}
    folder = write(tmp_path, contents, people)
    quick, whole = check(folder), check(folder, read=True)
    assert (quick.files[0].rows, whole.files[0].rows) == (None, 20_002)
    assert quick.files[0].columns == whole.files[0].columns
    assert "consent_at" in whole.files[0].columns.values()
    assert {(each.table, each.item) for each in quick.missing} == {(each.table, each.item) for each in whole.missing}
    assert {each.persons for each in quick.missing} == {None}
    assert 20_002 in {each.persons for each in whole.missing}


def test_a_bare_people_file_lacks_everything_else(tmp_path: Path) -> None:
    write(tmp_path, {})
    found = check(tmp_path / "people.csv")
    assert {"fields", "persons"} <= {each.table for each in found.missing}
    assert len(found.empty_tables) > 5
    assert not found.is_complete


def test_the_cured_case_lacks_nothing_that_was_asked(tmp_path: Path) -> None:
    performeclic.write(tmp_path, 40, cures=performeclic.CURES)
    found = check(tmp_path)
    assert not found.missing
    assert not found.declared_only


@pytest.mark.parametrize("mapping", ["{Nothing: phone}", "{email: phone, fournisseur: phone}"])
def test_a_mapping_that_does_not_fit_its_file_is_a_fault_of_the_dossier(tmp_path: Path, mapping: str) -> None:
    text = f"licet_dossier: 1\npeople: [{{file: people.csv, map: {mapping}}}]\n"
    with pytest.raises(InputError, match=r"people\.csv"):
        check(write(tmp_path, text))


def test_a_people_file_that_cannot_be_read_names_itself_not_a_copy(tmp_path: Path) -> None:
    people = "email;x\n" + "not an address;\n" * 40_000
    folder = write(tmp_path, {"people": [{"file": "people.csv"}]}, people)
    with pytest.raises(InputError) as caught:
        check(folder)
    assert str(folder / "people.csv") in str(caught.value)


def test_a_check_goes_to_json_and_back(tmp_path: Path) -> None:
    found = _checked(tmp_path, {"contracts": [CONTRACT], "people": [{"file": "people.csv"}]})
    assert Check.model_validate(json.loads(found.model_dump_json())) == found


@pytest.mark.parametrize(("lang", "title"), [("fr", "Ce qui manque"), ("en", "Missing, what prevents most first")])
def test_the_terminal_says_what_is_missing_in_80_columns(tmp_path: Path, lang: str, title: str) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    write_template(tmp_path, lang, ["email"])
    console = Console(file=io.StringIO(), width=80)
    print_check(check(tmp_path), console, lang)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert title in text
    assert "CPCE L.34-5" in text
    assert "people.csv" in text
    assert max(len(line) for line in text.splitlines()) <= 80


def test_nothing_in_a_check_is_of_a_person(tmp_path: Path) -> None:
    people = "email;fournisseur\na@boite.example;camille.martin@boite.example\nb@boite.example;0639981234\n"
    contents = {
        "people": [{"file": "people.csv"}],
        "sources": [{"id": "courtier", "notice": "n"}],
        "notices": [{"id": "n"}],
    }
    text = check(write(tmp_path, contents, people)).model_dump_json()
    assert "boite.example" not in text
    assert "0639981234" not in text
