"""What nobody said and was supposed is listed once, and only where a rule in force read it."""

from pathlib import Path
from typing import Any

from licet.audit.audit import audit
from licet.audit.model import Assumed
from licet.law.book import tables
from tests.audit.bases import base

ANSWERED = {"solicitation.promotes": True, "person.lives_abroad": False, "person.born_on": "never"}
CONTRACT: dict[str, Any] = {"processing.on_behalf": True, "contract.in_writing": True, "by": "document"}


def supposed(tmp_path: Path, **parts: Any) -> dict[tuple[str, str], Assumed]:  # noqa: ANN401  # YAML
    report = audit(base(tmp_path / "dossier", **parts), out=tmp_path / "report", lang="en").report
    return {(each.table, each.fact): each for each in report.assumed if each.reason.startswith("nobody said: ")}


def test_a_people_file_alone_supposes_what_no_column_tells_and_lists_each_once(tmp_path: Path) -> None:
    found = supposed(tmp_path, columns={"email": ["lea@boite.example", "max@boite.example"]})
    assert ("persons", "person.lives_abroad") in found
    assert {each.item for each in found.values()} == {""}
    for (table, fact), each in found.items():
        assert each.reason == f"nobody said: {tables()[table].facts[fact].means}"


def test_what_was_answered_or_stands_in_a_column_is_not_supposed(tmp_path: Path) -> None:
    before = supposed(tmp_path / "a", columns={"email": ["lea@boite.example"]})
    after = supposed(tmp_path / "b", columns={"email": ["lea@boite.example"]}, everyone=ANSWERED)
    assert set(before) - set(after) == {("persons", name) for name in ANSWERED if ("persons", name) in before}
    assert not {("persons", name) for name in ANSWERED} & set(after)


def test_without_people_or_rows_nothing_is_supposed(tmp_path: Path) -> None:
    assert supposed(tmp_path, contracts=[]) == {}


def test_rows_without_an_answer_are_named_where_others_have_one(tmp_path: Path) -> None:
    rows = [
        {"id": "a", **CONTRACT, "contract.accepted_by_both": True},
        {"id": "b", **CONTRACT},
        {"id": "c", **CONTRACT},
    ]
    found = supposed(tmp_path, contracts=rows)
    assert found["contracts", "contract.accepted_by_both"].item == "b, c"
    assert found["contracts", "states.anything_on_data"].item == ""


def test_a_fact_that_no_rule_for_the_declared_channels_reads_is_not_listed(tmp_path: Path) -> None:
    columns = {"email": ["lea@boite.example"]}
    call = {"id": "one", "channel": "telephone", "by": "document"}
    by_mail = supposed(tmp_path / "a", columns=columns, calls=[call])
    by_telephone = supposed(tmp_path / "b", columns=columns, calls=[call], channels=["telephone"])
    assert ("calls", "person.lives_abroad") not in by_mail
    assert ("calls", "person.lives_abroad") in by_telephone
