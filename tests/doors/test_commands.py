"""What a newcomer types, from the first line of the README on: each journey ends where the README says."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import jsonschema
import polars as pl
import pytest

from licet.audit.dossier.check_model import Check
from licet.audit.model_reach import Reach
from licet.doors.exits import Exit
from licet.law.book import all_rules
from tests.doors.bases import ask, dossier, names, people
from tests.ground.tree import ROOT

Capsys = pytest.CaptureFixture[str]
REPORT = ["report.html", "report.json", "report.pdf", "rows.legend.json", "rows.parquet"]


@pytest.fixture(autouse=True)
def in_french_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    monkeypatch.chdir(tmp_path)


def fits(said: object, schema: str) -> None:
    published = json.loads((ROOT / "docs/schemas" / schema).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(published).validate(said)


# ------------------------------------------------------------------------------------------------ audit


def test_a_bare_file_is_audited_into_licet_report(tmp_path: Path, capsys: Capsys) -> None:
    people(tmp_path / "people.csv")
    said = ask(capsys, "audit", "people.csv")
    assert (said.code, said.err) == (Exit.UNDETERMINED, "")
    assert names(tmp_path) == ["licet-report", "people.csv"]
    assert names(tmp_path / "licet-report") == REPORT
    assert said.out.startswith("people.csv, base jugée au ")
    assert all(f"licet-report/{name}" in said.out for name in REPORT)


def test_a_summary_says_what_was_not_read(tmp_path: Path, capsys: Capsys) -> None:
    people(tmp_path / "people.csv")
    out = " ".join(ask(capsys, "audit", "people.csv").out.split())
    assert "1 ligne mise de côté (pas une adresse 1)" in out
    assert "1 date illisible (Date inscription 1)" in out
    assert "colonnes non reconnues, donc non utilisées : Dernier contact" in out
    mapped = ask(capsys, "audit", "people.csv", "--map", "Dernier contact=last_contact_at")
    assert "Dernier contact" not in mapped.out


def test_json_is_the_report_and_fits_its_schema(tmp_path: Path, capsys: Capsys) -> None:
    people(tmp_path / "people.csv")
    said = ask(capsys, "audit", "people.csv", "--on", "2026-11-21", "--json")
    assert (said.code, said.err) == (Exit.UNDETERMINED, "")
    assert said.out == (tmp_path / "licet-report/report.json").read_text(encoding="utf-8")
    fits(json.loads(said.out), "report.json")


def test_a_report_is_written_again_and_what_lies_beside_it_stays(tmp_path: Path, capsys: Capsys) -> None:
    people(tmp_path / "people.csv")
    ask(capsys, "audit", "people.csv", "--out", "mine")
    (tmp_path / "mine/notes.txt").write_text("ask the supplier", encoding="utf-8")
    ask(capsys, "audit", "people.csv", "--out", "mine", "--lang", "en")
    assert names(tmp_path / "mine") == ["notes.txt", *REPORT]
    assert json.loads((tmp_path / "mine/report.json").read_text(encoding="utf-8"))["language"] == "en"


def test_a_sample_is_drawn_answered_and_brought_back(tmp_path: Path, capsys: Capsys) -> None:
    people(tmp_path / "people.csv")
    assert ask(capsys, "audit", "people.csv", "--sample", "60").code == Exit.UNDETERMINED
    drawn = tmp_path / "licet-report/sample.csv"
    with drawn.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    asked = [(row["source"], row["file"], row["row"], row["proof"]) for row in rows]
    assert asked == [
        ("achat", "people.csv", "2", ""),
        ("achat", "people.csv", "3", ""),
        ("site", "people.csv", "1", ""),
    ]
    # as a French spreadsheet saves it, in the folder where it lay
    answers = (
        "source;file;row;proof\r\nachat;people.csv;2;invalide\r\nachat;people.csv;3;valide\r\nsite;people.csv;1;\r\n"
    )
    drawn.write_bytes(answers.encode("cp1252"))
    said = ask(capsys, "audit", "people.csv", "--proofs", "licet-report/sample.csv")
    assert "source achat : 1 non valables sur 2" in said.out.replace("\u00a0", " ")
    assert drawn.read_bytes() == answers.encode("cp1252")
    again = ask(capsys, "audit", "people.csv", "--sample", "60")
    assert again.code == Exit.USAGE
    assert "holds answers" in again.err


def test_two_reports_are_compared_and_the_new_one_tells_the_exit(tmp_path: Path, capsys: Capsys) -> None:
    headers, row = "E-mail;Désinscrit le;Dernier envoi", "lea.secret@exemple.example;14/05/2022;20/06/2022"
    people(tmp_path / "old.csv", [row] * 3, headers)
    people(tmp_path / "new.csv", [row.replace("20/06/2022", "01/05/2022")] * 3, headers)
    ask(capsys, "audit", "old.csv", "--out", "old")
    said = ask(capsys, "audit", "--compare", "old", "new.csv", "--json")
    assert (said.code, said.err) == (Exit.UNDETERMINED, "")
    compared = json.loads(said.out)
    fits(compared, "comparison.json")
    assert (compared["before"]["exit_code"], compared["after"]["exit_code"]) == (Exit.BREACH, Exit.UNDETERMINED)
    moved = {each["article"]: (each["change"], each["move"]) for each in compared["heads"]}
    assert moved["GDPR 21"][1] == "better"
    told = ask(capsys, "audit", "--compare", "new.csv", "old/report.json")
    assert told.code == Exit.BREACH
    assert "ATTENTION" in told.out, "two files are two organisations"
    assert names(tmp_path) == ["new.csv", "old", "old.csv"]


@pytest.mark.parametrize("more", [("--on", "2026-11-21"), ("--sample", "3"), ("--map", "a=email")])
def test_reports_are_compared_as_they_stand(more: tuple[str, ...], tmp_path: Path, capsys: Capsys) -> None:
    people(tmp_path / "p.csv")
    refused = ask(capsys, "audit", "--compare", "p.csv", "p.csv", *more)
    assert refused.code == Exit.USAGE
    assert more[0] in refused.err


# ---------------------------------------------------------------------------------------------- inspect


def test_an_inspection_is_rehearsed_and_its_sample_brought_to_the_audit(tmp_path: Path, capsys: Capsys) -> None:
    people(tmp_path / "people.csv")
    said = ask(capsys, "inspect", "people.csv", "--json")
    assert (said.code, said.err) == (Exit.UNDETERMINED, "")
    fits(json.loads(said.out), "inspection.json")
    assert names(tmp_path / "licet-inspection") == [
        "inspection.html", "inspection.json", "inspection.pdf", "sample.csv",
    ]  # fmt: skip
    told = ask(capsys, "inspect", "people.csv", "--lang", "en")
    assert "Documents to be found" in told.out
    assert "licet-inspection/inspection.pdf" in told.out
    assert ask(capsys, "inspect", "people.csv", "--sample", "0").code == Exit.USAGE
    assert ask(capsys, "audit", "people.csv", "--proofs", "licet-inspection/sample.csv").code == Exit.UNDETERMINED


# ---------------------------------------------------------------------------------------------- dossier


def test_a_dossier_is_begun_checked_and_audited(tmp_path: Path, capsys: Capsys) -> None:
    people(tmp_path / "mine/people.csv")
    begun = ask(capsys, "dossier", "init", "mine", "--channel", "email", "--json")
    assert (begun.code, json.loads(begun.out)) == (Exit.CLEAN, {"path": "mine/dossier.yaml"})
    checked = ask(capsys, "dossier", "check", "mine", "--json")
    assert checked.code == Exit.UNDETERMINED
    assert Check.model_validate_json(checked.out).missing
    assert "Ce qui manque" in ask(capsys, "dossier", "check", "mine").out
    audited = ask(capsys, "audit", "mine", "--on", "2026-11-21", "--json")
    assert audited.code == Exit.UNDETERMINED
    report = json.loads(audited.out)
    fits(report, "report.json")
    assert (report["channels"], report["judged_on"], report["persons"]) == (["email"], "2026-11-21", 3)


def test_the_schema_printed_is_the_one_published(capsys: Capsys) -> None:
    said = ask(capsys, "dossier", "schema")
    assert said.code == Exit.CLEAN
    assert json.loads(said.out)["$id"] == "urn:licet:schema:dossier:1"
    jsonschema.Draft202012Validator.check_schema(json.loads(said.out))


def test_a_message_after_an_objection_is_a_breach_that_the_file_shows(tmp_path: Path, capsys: Capsys) -> None:
    headers, row = "E-mail;Désinscrit le;Dernier envoi", "lea.secret@exemple.example;14/05/2022;20/06/2022"
    people(tmp_path / "people.csv", [row] * 3, headers)
    said = ask(capsys, "audit", "people.csv", "--json")
    assert said.code == Exit.BREACH
    (head,) = [each for each in json.loads(said.out)["findings"] if each["status"] == "breach"]
    assert (head["article"], head["count"], head["rows"]) == ("GDPR 21", 3, [1, 2, 3])


# ----------------------------------------------------------------------------------------------- screen


@pytest.mark.parametrize("channel", ["sms", "fax", "automated_call", "telephone"])
def test_a_list_is_screened_on_every_channel(channel: str, tmp_path: Path, capsys: Capsys) -> None:
    people(tmp_path / "people.csv")
    said = ask(capsys, "screen", "people.csv", "--channel", channel, "--controller", "Ma Société", "--json")
    assert said.err == ""
    reach = Reach.model_validate_json(said.out)
    assert reach.permitted + reach.refused + reach.undetermined + reach.no_contact_point == reach.persons == 3
    nobody = not reach.permitted + reach.undetermined
    expected = Exit.BREACH if reach.refused or nobody else Exit.UNDETERMINED if reach.undetermined else Exit.CLEAN
    assert said.code == expected
    lists = {name: pl.read_parquet(tmp_path / f"licet-screen/{name}.parquet") for name in ("permitted", "refused")}
    assert lists["permitted"].height == reach.permitted
    assert sorted([*lists["permitted"]["row"], *lists["refused"]["row"]]) == [1, 2, 3]


def test_a_screening_says_first_who_may_not(tmp_path: Path, capsys: Capsys) -> None:
    people(tmp_path / "people.csv")
    said = ask(capsys, "screen", "people.csv", "--channel", "email", "--controller", "Ma Société", "--on", "2026-12-01")
    assert said.code == Exit.BREACH
    assert "Portée licite : courrier électronique, pour Ma Société, le 1er décembre 2026" in said.out.replace(
        "\u00a0", " "
    )
    reach = Reach.model_validate_json((tmp_path / "licet-screen/reach.json").read_text(encoding="utf-8"))
    assert [each.verdict for each in reach.why_not] == sorted(each.verdict for each in reach.why_not)
    assert reach.why_not[0].rule == "RGT-03"


def test_a_list_is_screened_again_into_its_own_folder_only(tmp_path: Path, capsys: Capsys) -> None:
    people(tmp_path / "people.csv")
    words = ("screen", "people.csv", "--channel", "email", "--controller", "Ma Société", "--out")
    assert ask(capsys, *words, "lists").code == Exit.BREACH
    assert ask(capsys, *words, "lists").code == Exit.BREACH
    assert names(tmp_path / "lists") == ["permitted.parquet", "reach.json", "refused.parquet"]
    (tmp_path / "other").mkdir()
    (tmp_path / "other/thesis.txt").write_text("years of work", encoding="utf-8")
    refused = ask(capsys, *words, "other")
    assert (refused.code, refused.out) == (Exit.USAGE, "")
    assert names(tmp_path / "other") == ["thesis.txt"]


# ------------------------------------------------------------------------------------------------- demo


def test_the_demonstration_is_found_and_cured(tmp_path: Path, capsys: Capsys) -> None:
    said = ask(capsys, "demo", "performeclic", "--people", "400", "--json")
    assert said.code == Exit.BREACH
    report = json.loads(said.out)
    fits(report, "report.json")
    assert {each["article"] for each in report["findings"] if each["status"] == "breach"} == {
        "CPCE L.34-5", "GDPR 5(1)(c)", "GDPR 5(1)(e)", "GDPR 14", "GDPR 21", "GDPR 28",
    }  # fmt: skip
    cured = ask(capsys, "demo", "performeclic", "--people", "400", "--cured")
    assert (cured.code, cured.err) == (Exit.CLEAN, "")
    assert names(tmp_path / "demo-out/performeclic") == ["dossier", "report"]


def test_what_becomes_unlawful_overnight_is_told_by_source(capsys: Capsys) -> None:
    said = ask(capsys, "demo", "overnight", "--lang", "en")
    assert said.code == Exit.BREACH
    assert "What becomes unlawful overnight" in said.out
    assert "10 August 2026" in said.out.rpartition("overnight")[2]
    both = ask(capsys, "demo", "overnight", "--json")
    for report in json.loads(both.out):
        fits(report, "report.json")


@pytest.mark.parametrize("words", ["law list", "law show CPC-01", "law diff 2026-08-10 2026-08-11"])
def test_json_of_the_law_is_json(words: str, capsys: Capsys) -> None:
    said = ask(capsys, *words.split(), "--json")
    assert (said.code, said.err) == (Exit.CLEAN, "")
    assert json.loads(said.out)


COMMANDS = (
    "audit", "inspect", "screen", "dossier init", "dossier check", "dossier schema", "law list", "law show", "law diff", "law book",
    "demo performeclic", "demo partners", "demo overnight",
)  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_takes_json_as_the_readme_says(words: str, capsys: Capsys) -> None:
    assert "--json" in ask(capsys, *words.split(), "--help").out


@pytest.mark.parametrize("words", ["law book --lang fr", "dossier schema"])
def test_a_command_that_writes_files_lists_them_as_json(words: str, tmp_path: Path, capsys: Capsys) -> None:
    said = ask(capsys, *words.split(), "--out", tmp_path / "w", "--json")
    assert (said.code, said.err) == (Exit.CLEAN, "")
    written = [str(each) for each in (tmp_path / "w").rglob("*") if each.is_file()]
    assert sorted(json.loads(said.out)) == sorted(written)
    assert written
    plain = ask(capsys, *words.split(), "--out", tmp_path / "w").out.split()
    assert sorted(plain) == sorted(written)


def test_a_contested_reading_is_told_in_the_language_asked_for(capsys: Capsys) -> None:
    (rule,) = [each for each in all_rules() if each.id == "CUS-03"]
    for lang, words in (("fr", rule.contested_by_fr), ("en", rule.contested_by)):
        assert words in ask(capsys, "law", "show", "CUS-03", "--lang", lang).out
        listed = json.loads(ask(capsys, "law", "list", "--lang", lang, "--json").out)
        assert [each["contested_by"] for each in listed if each["id"] == "CUS-03"] == [words]


def test_a_dossier_that_was_written_by_hand_is_read_by_its_file_too(tmp_path: Path, capsys: Capsys) -> None:
    text = "organisation: {name: Ma Société, by: document, decides: true, in_territory: true}\npeople: [{file: people.csv}]"
    dossier(tmp_path / "d", text)
    assert ask(capsys, "audit", "d/dossier.yaml", "--out", "r").code == Exit.UNDETERMINED
