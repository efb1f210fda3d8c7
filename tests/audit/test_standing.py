"""What breaks the law: keeping a refusal does not, writing after it does; and everybody counts with her weight."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from licet.audit.audit import audit
from licet.audit.model import Finding, Report
from tests.audit.bases import base, judged, people

CONSENTING: dict[str, Any] = {
    "by": "document",
    "capacity": "consumer",
    "consent.given_at": "2025-01-01",
    "consent.withdrawn_at": "never",
    "archive.only": False,
    "objection.covers_act": True,
}


def report(path: Path, **how: Any) -> Report:  # noqa: ANN401  # passed on
    return audit(path, out=path / "report", lang="en", **how).report


def head(path: Path, conduct: str) -> Finding | None:
    return next((each for each in report(path).findings if each.conduct == conduct), None)


def tally(path: Path, conduct: str) -> tuple[str, int, int]:
    found = head(path, conduct)
    return ("", 0, 0) if found is None else (found.status, found.count, found.possible)


def test_people_who_objected_sit_in_the_base_without_any_breach(tmp_path: Path) -> None:
    path = base(tmp_path, {"objected_at": ["2026-01-02", "2026-01-02T10:00:00Z"]}, everyone=CONSENTING)
    assert tally(path, "objection-ineffective") == ("", 0, 0)
    assert tally(path, "no-valid-consent") == ("", 0, 0)


def test_people_who_withdrew_sit_in_the_base_without_any_breach(tmp_path: Path) -> None:
    path = base(tmp_path, {"withdrawn_at": ["2026-01-02"], "consent_at": ["2025-01-01"], "objected_at": [""]}, everyone={
        "by": "document", "capacity": "consumer", "archive.only": False})  # fmt: skip
    assert tally(path, "no-valid-consent") == ("", 0, 0)


def test_a_person_who_agreed_again_after_withdrawing_may_be_contacted_and_is_judged(tmp_path: Path) -> None:
    columns = {
        "withdrawn_at": ["2025-01-02"],
        "consent_at": ["2026-01-01"],
        "objected_at": [""],
        "consent_act": ["silence"],
    }
    stranger = {
        "sale.at": "never",
        "account.without_purchase": False,
        "contact_point.owner_is_legal_person": False,
        "archive.only": False,
    }
    path = base(tmp_path, columns, everyone={"by": "document", "capacity": "consumer", **stranger})
    assert tally(path, "no-valid-consent") == ("breach", 1, 0)


@pytest.mark.parametrize(
    ("objected", "sent", "expected"),
    [
        ("2026-06-10", "2026-06-09", ("", 0, 0)),
        ("2026-06-10", "2026-06-11", ("breach", 1, 0)),
        ("2026-06-10T12:00:00+02:00", "2026-06-10T11:59:59+02:00", ("", 0, 0)),
        ("2026-06-10T12:00:00+02:00", "2026-06-10T12:00:01+02:00", ("breach", 1, 0)),
        ("2026-06-10", "2026-06-10", ("undetermined", 1, 0)),
        ("2026-06-10", "2026-06-10T18:00:00+02:00", ("undetermined", 1, 0)),
        ("2026-06-10T23:59:59+02:00", "2026-06-11", ("breach", 1, 0)),
        ("", "2026-06-11", ("", 0, 0)),
        ("2026-06-10", "", ("", 0, 0)),
        ("2026-06-10", "2027-01-01", ("", 0, 0)),
    ],
)
def test_a_message_after_the_objection_is_a_breach_and_within_its_day_nobody_knows(
    tmp_path: Path, objected: str, sent: str, expected: tuple[str, int, int]
) -> None:
    columns = {"objected_at": [objected, ""], "last_message_at": [sent, "2026-01-01"]}
    assert tally(base(tmp_path, columns, everyone=CONSENTING), "objection-ineffective") == expected


def test_a_past_message_is_judged_by_the_law_of_its_day(tmp_path: Path) -> None:
    columns = {"objected_at": ["2011-02-03"] * 3, "last_message_at": ["2011-03-04", "2018-05-24", "2018-05-25"]}
    found = head(base(tmp_path, columns, everyone=CONSENTING), "objection-ineffective")
    assert found is not None
    assert {ground.rule: ground.count for ground in found.grounds} == {"RGT-03": 1, "RGT-03.before-gdpr": 2}


def test_a_message_dated_year_9999_is_no_past_act_and_stops_nothing(tmp_path: Path) -> None:
    columns = {"objected_at": ["2026-01-02"], "last_message_at": ["9999-12-31"]}
    assert tally(base(tmp_path, columns, everyone=CONSENTING), "objection-ineffective") == ("", 0, 0)


# ------------------------------------------------------------------------------------------- weights

LATE = {"objected_at": ["2026-06-10", "2026-06-10", ""], "last_message_at": ["2026-06-11", "2026-06-09", "2026-06-11"]}


def test_a_row_that_stands_for_many_counts_for_many(tmp_path: Path) -> None:
    path = base(tmp_path, {**LATE, "weight": ["100", "20", "3"]}, everyone=CONSENTING)
    found = head(path, "objection-ineffective")
    assert found is not None
    assert (found.count, found.of, report(path).persons) == (100, 123, 123)


@pytest.mark.parametrize("written", ["", "1.5", "-3", "beaucoup", "99999999999999999999"])
def test_a_weight_that_cannot_be_read_counts_one(tmp_path: Path, written: str) -> None:
    path = base(tmp_path, {"city": ["Nantes", "Brest"], "weight": [written, "7"]})
    assert report(path).persons == 8


def test_the_weight_of_a_file_multiplies_that_of_its_rows(tmp_path: Path) -> None:
    path = base(
        tmp_path,
        {**LATE, "weight": ["1", "2", "3"]},
        people=[{"file": "people.csv", "weight": 10}],
        everyone=CONSENTING,
    )
    found = head(path, "objection-ineffective")
    assert found is not None
    assert (found.count, found.of) == (10, 60)


def test_two_files_of_one_dossier_are_counted_together_and_each_by_its_source(tmp_path: Path) -> None:
    people(tmp_path / "one.csv", LATE)
    people(tmp_path / "two.csv", {**LATE, "last_message_at": ["2026-06-11", "2026-06-11", ""]})
    path = base(
        tmp_path,
        people=[{"file": "one.csv", "source": "first"}, {"file": "two.csv", "source": "second", "weight": 5}],
        everyone=CONSENTING,
    )
    found = head(path, "objection-ineffective")
    assert found is not None
    assert (found.count, found.of) == (1 + 10, 3 + 15)
    assert {share.name: (share.count, share.of) for share in found.by_source} == {"first": (1, 3), "second": (10, 15)}
    assert sum(share.count for share in found.by_source) == found.count


def test_a_small_table_row_that_stands_for_many_counts_for_many(tmp_path: Path) -> None:
    contract = {"by": "document", "processing.on_behalf": True, "contract.in_writing": False}
    rows = [
        {"id": "a", "weight": 12, **contract},
        {"id": "b", **contract},
        {"id": "c", "weight": 7, **contract, "contract.in_writing": True},
    ]
    found = head(base(tmp_path, {"city": ["Nantes"]}, contracts=rows), "contract-lacks-clauses")
    assert found is not None
    assert (found.unit, found.count, found.of) == ("contracts", 13, 20)
    assert {ground.rule: ground.count for ground in found.grounds if ground.status == "breach"} == {"ACC-01.28-9": 13}


# --------------------------------------------------------------------------------------------- years


def test_people_are_counted_by_whole_years_since_their_last_act_or_the_collection(tmp_path: Path) -> None:
    columns = {
        "obtained_at": ["2024-11-20", "2024-11-21", "2010-01-01", "1990-01-01", ""],
        "last_click_at": ["", "2026-11-20", "2023-11-20", "", ""],
        "last_open_at": ["2026-01-01", "2026-01-01", "2026-01-01", "1980-01-01", "2026-01-01"],
    }
    ages = report(base(tmp_path, columns)).ageing
    assert {each.years: each.last_act for each in ages} == {-1: 1, 0: 1, 2: 1, 3: 1, 20: 1}
    assert {each.years: each.open_only for each in ages if each.years >= 0} == {0: 0, 2: 1, 3: 1, 20: 0}


def test_a_bare_people_file_is_judged_with_nothing_answered(tmp_path: Path) -> None:
    file = people(tmp_path / "people.csv", {"consent_at": ["2026-01-02"]})
    found = judged(file, tmp_path / "work")
    assert not any(found.dossier.tables.values())
    statuses = {finding.status for finding in audit(file, out=tmp_path / "out").report.findings}
    assert statuses <= {"undetermined"}


def test_a_file_without_any_column_that_a_rule_reads_is_judged(tmp_path: Path) -> None:
    path = base(tmp_path, {"email": ["lea@boite.example"]}, channels=["telephone"])
    assert report(path).persons == 1
