"""The Performeclic case: six heads by the doctrine, each gone when its facts are mended, others come when facts change."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Collection
from pathlib import Path

import pytest
import yaml

from licet.audit.audit import audit
from licet.audit.demo import performeclic as case
from licet.audit.model import Report
from licet.audit.report.glance import exit_code

PEOPLE = 800
SIX = {"CPCE L.34-5", "GDPR 5(1)(c)", "GDPR 5(1)(e)", "GDPR 14", "GDPR 21", "GDPR 28"}


def judged(folder: Path, cures: Collection[str] = (), flips: Collection[str] = ()) -> Report:
    case.write(folder / "dossier", PEOPLE, cures, flips)
    return audit(folder / "dossier", out=folder / "report", lang="en").report


def rows_of(base: Path) -> list[dict[str, str]]:
    with base.open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle, delimiter=";"))


def heads(report: Report) -> dict[str, tuple[str, str, int, int, int | None]]:
    return {each.article: (each.status, each.unit, each.count, each.of, each.persons) for each in report.findings}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return judged(tmp_path_factory.mktemp("whole"))


def test_the_six_heads_of_the_decision_are_found_and_no_other(whole: Report) -> None:
    assert set(heads(whole)) == SIX
    assert len(whole.findings) == len(SIX)
    assert {each.status for each in whole.findings} == {"breach"}


def test_the_base_of_the_decision_leaves_nothing_to_obtain(whole: Report) -> None:
    assert whole.to_obtain == ()
    assert [each.possible for each in whole.findings] == [0] * len(SIX)


def test_a_quarter_of_the_people_is_held_on_opens_alone(whole: Report) -> None:
    assert heads(whole)["GDPR 5(1)(e)"] == ("breach", "persons", PEOPLE // 4, PEOPLE, PEOPLE // 4)


def test_everybody_is_concerned_by_the_lack_of_proof_and_of_information(whole: Report) -> None:
    for article in ("CPCE L.34-5", "GDPR 14"):
        assert heads(whole)[article] == ("breach", "persons", PEOPLE, PEOPLE, PEOPLE)


def test_the_telephone_is_the_field_that_nothing_needs(whole: Report) -> None:
    found = next(each for each in whole.findings if each.article == "GDPR 5(1)(c)")
    assert (found.items, found.persons) == (("phone",), PEOPLE)


def test_what_the_decision_did_not_examine_is_listed_as_assumed(whole: Report) -> None:
    assert len(whole.assumed) > 20
    unsaid = [each for each in whole.assumed if each.reason != case.NOT_EXAMINED]
    assert all(each.reason.startswith("nobody said: ") and "supposed" in each.reason for each in unsaid)


def test_without_the_doctrine_the_same_facts_would_show_many_more_heads(whole: Report) -> None:
    rules = {ground.rule for each in whole.findings for ground in each.grounds}
    articles = {ground.article for each in whole.findings for ground in each.grounds}
    assert len(rules) > 3 * len(SIX)
    assert len(articles) > len(SIX)


@pytest.mark.parametrize("article", case.CURES)
def test_mending_the_facts_behind_a_head_removes_it_and_moves_no_other(
    article: str, whole: Report, tmp_path: Path
) -> None:
    before, after = heads(whole), heads(judged(tmp_path, cures=[article]))
    del before[article]
    if article == "GDPR 5(1)(c)":
        # the erased telephone is no longer a field; what is counted elsewhere stays
        assert article not in after
    assert after == before


def test_the_cured_base_is_clean_with_nothing_undetermined(tmp_path: Path) -> None:
    report = judged(tmp_path, cures=case.CURES)
    assert (report.findings, report.to_obtain, exit_code(report)) == ((), (), 0)


@pytest.mark.parametrize(
    ("flip", "article"),
    [("continuing-supply", "GDPR 7(1)"), ("holder-outside-eea", "GDPR 44"), ("opens-in-2026", "LIL 82")],
)
def test_other_facts_add_their_own_head_so_six_was_not_tuned(flip: str, article: str, tmp_path: Path) -> None:
    after = heads(judged(tmp_path, flips=[flip]))
    assert set(after) == SIX | {article}
    assert after[article][0] == "breach"


def test_opens_dated_by_hand_after_the_recommendation_add_article_82(tmp_path: Path) -> None:
    folder = case.write(tmp_path / "dossier", PEOPLE)
    base = folder / "base.csv"
    rows = rows_of(base)
    with base.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, rows[0].keys(), delimiter=";")
        writer.writeheader()
        writer.writerows({**row, "derniere_ouverture": "02/05/2026"} for row in rows)
    # judged once the transition is over: whoever was never told needed consent
    later = heads(audit(folder, out=tmp_path / "report", on=dt.date(2026, 11, 21)).report)
    assert later["LIL 82"][0] == "breach"
    assert set(later) == SIX | {"LIL 82"}


def test_dropping_the_telephone_column_by_hand_drops_minimisation(whole: Report, tmp_path: Path) -> None:
    folder = case.write(tmp_path / "dossier", PEOPLE)
    base = folder / "base.csv"
    rows = rows_of(base)
    kept = [name for name in rows[0] if name != "telephone"]
    with base.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, kept, delimiter=";", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    assert set(heads(audit(folder, out=tmp_path / "report").report)) == set(heads(whole)) - {"GDPR 5(1)(c)"}


def test_renaming_the_company_changes_its_name_and_nothing_else(whole: Report, tmp_path: Path) -> None:
    folder = case.write(tmp_path / "dossier", PEOPLE)
    dossier = yaml.safe_load((folder / "dossier.yaml").read_text(encoding="utf-8"))
    dossier["organisation"]["name"] = "Une autre société"
    (folder / "dossier.yaml").write_text(yaml.safe_dump(dossier, allow_unicode=True), encoding="utf-8")
    report = audit(folder, out=tmp_path / "report", lang="en").report
    assert report.organisation == "Une autre société"
    assert heads(report) == heads(whole)


def test_doubling_the_rows_doubles_the_people_and_no_contract(whole: Report, tmp_path: Path) -> None:
    folder = case.write(tmp_path / "dossier", PEOPLE)
    base = folder / "base.csv"
    head, *lines = base.read_text(encoding="utf-8").splitlines(keepends=True)
    base.write_text(head + "".join(lines + lines), encoding="utf-8")
    after, before = heads(audit(folder, out=tmp_path / "report").report), heads(whole)
    assert after["CPCE L.34-5"][2:] == (2 * PEOPLE, 2 * PEOPLE, 2 * PEOPLE)
    assert after["GDPR 5(1)(e)"][2] == PEOPLE // 2
    assert after["GDPR 28"] == before["GDPR 28"]


def test_the_same_size_makes_the_same_base_and_the_same_report(tmp_path: Path) -> None:
    first, second = (judged(tmp_path / name) for name in ("a", "b"))
    assert (tmp_path / "a/dossier/base.csv").read_bytes() == (tmp_path / "b/dossier/base.csv").read_bytes()
    assert first == second


def test_nobody_in_the_base_could_exist(tmp_path: Path) -> None:
    case.write(tmp_path, PEOPLE)
    for row in rows_of(tmp_path / "base.csv"):
        assert row["email"].rpartition(".")[2] in {"example", "test"}
        assert row["telephone"].startswith("063998")
