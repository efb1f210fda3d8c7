"""An audit as a whole: nothing of a person leaves it, and what it writes is whole or not there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from licet.audit.audit import LEGEND, ROWS, audit
from licet.terms.errors import InputError, LicetError
from tests.audit.bases import base

SECRETS = (
    "jeanne.dupuis",
    "Dupuis",
    "Jeannette",
    "0639980077",
    "ALLEE-DES-TILLEULS",
    "44999",
    "PREUVE-778899",
    "192.0.2.77",
)
PERSON = {
    "email": ["jeanne.dupuis@mel.test", "contact@mel.test", ""],
    "first_name": ["Jeannette", "", ""],
    "last_name": ["Dupuis", "", ""],
    "phone": ["0639980077", "", "0639980077"],
    "postal_address": ["7 ALLEE-DES-TILLEULS", "", ""],
    "postcode": ["44999", "", ""],
    "proof": ["PREUVE-778899", "", ""],
    "ip": ["192.0.2.77", "", ""],
    "source": ["S", "S", "T"],
    "consent_at": ["jeanne.dupuis", "2026-01-02", ""],
    "objected_at": ["2026-01-01", "", ""],
    "last_message_at": ["2026-02-01", "", "Dupuis"],
    "weight": ["Dupuis", "2", "1"],
}


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_nothing_of_a_person_stands_in_anything_that_an_audit_writes(tmp_path: Path) -> None:
    path = base(tmp_path / "base", PERSON, complaints=[{"source": "S", "sender": "a", "count": 3}])
    found = audit(path, out=tmp_path / "report", lang="fr")
    assert {"report.json", "report.html", "report.pdf", ROWS, LEGEND} <= set(content(tmp_path / "report"))
    for name, written in content(tmp_path / "report").items():
        for secret in SECRETS:
            assert secret.encode() not in written, (name, secret)
    assert not any(secret in repr(found) for secret in SECRETS)


def test_the_rows_written_hold_numbers_sources_and_masks_alone(tmp_path: Path) -> None:
    import polars as pl  # used here alone

    audit(base(tmp_path / "base", PERSON), out=tmp_path / "report")
    frame = pl.read_parquet(tmp_path / "report" / ROWS)
    texts = [name for name, kind in frame.schema.items() if kind == pl.String]
    assert texts == ["source", "form"]
    masks = {name for name in frame.columns if name.startswith(("certain_", "possible_"))}
    assert set(frame.columns) - masks == {"row", "file", "source", "form", "weight", "years", "opened_since"}
    legend = json.loads((tmp_path / "report" / LEGEND).read_text(encoding="utf-8"))
    assert {f"certain_{each['column']}" for each in legend["bits"]} | {
        f"possible_{each['column']}" for each in legend["bits"]
    } == masks


def test_two_audits_of_one_base_write_the_same_report(tmp_path: Path) -> None:
    path = base(tmp_path / "base", PERSON)
    for name in ("one", "two"):
        audit(path, out=tmp_path / name)
    one, two = content(tmp_path / "one"), content(tmp_path / "two")
    assert one["report.json"] == two["report.json"]
    assert one[LEGEND] == two[LEGEND]


@pytest.mark.parametrize(
    "how",
    [
        {"people": {"city": ["Dupuis"], "email": ["Dupuis"]}},
        {"people": {"city": ["Nantes"]}, "parts": {"everyone": {"consent.given_at": "Dupuis"}}},
        {"people": {"city": ["Nantes"]}, "parts": {"people": [{"file": "nowhere.csv"}]}},
    ],
)
def test_an_error_on_the_way_names_files_and_never_people(tmp_path: Path, how: dict[str, dict[str, Any]]) -> None:
    people = {name: list(map(str, cells)) for name, cells in how["people"].items() if isinstance(cells, list)}
    path = base(tmp_path / "base", people, **how.get("parts", {}))
    with pytest.raises(InputError) as caught:
        audit(path, out=tmp_path / "report")
    if "parts" not in how:
        assert "Dupuis" not in str(caught.value)
    assert str(tmp_path) in str(caught.value)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["base"]


# ------------------------------------------------------------------------------------------ interruptions


class _Interruption:
    """Press Ctrl-C the n-th time progress is told."""

    def __init__(self, at: int) -> None:
        self.left, self.told = at, [""]

    def __call__(self, stage: str, done: int, total: int) -> None:
        assert 0 <= done <= total
        self.told.append(stage)
        self.left -= 1
        if self.left == 0:
            raise KeyboardInterrupt


def times_told(tmp_path: Path) -> int:
    counting = _Interruption(0)
    audit(base(tmp_path / "counted", PERSON), out=tmp_path / "counted-report", progress=counting)
    return len(counting.told) - 1


def test_an_interruption_at_any_moment_leaves_no_report_and_no_working_folder(tmp_path: Path) -> None:
    told = times_told(tmp_path)
    assert told >= 3
    for moment in range(1, told + 1):
        folder = tmp_path / str(moment)
        path = base(folder / "base", PERSON)
        with pytest.raises(KeyboardInterrupt):
            audit(path, out=folder / "report", progress=_Interruption(moment))
        assert [each.name for each in folder.iterdir()] == ["base"]
        assert sorted(each.name for each in path.iterdir()) == ["dossier.yaml", "people.csv"]


def test_an_interruption_leaves_the_report_that_stood_there(tmp_path: Path) -> None:
    path, out = base(tmp_path / "base", PERSON), tmp_path / "report"
    audit(path, out=out)
    before = content(out)
    with pytest.raises(KeyboardInterrupt):
        audit(path, out=out, progress=_Interruption(2))
    assert content(out) == before


def test_a_report_that_stood_there_is_replaced_whole_and_what_lay_beside_it_stays(tmp_path: Path) -> None:
    out = tmp_path / "report"
    audit(base(tmp_path / "base", PERSON), out=out)
    (out / "answers.csv").write_text("of somebody's work", encoding="utf-8")
    before = content(out)
    audit(base(tmp_path / "other", {"city": ["Nantes"] * 9}), out=out)
    after = content(out)
    assert after["answers.csv"] == before["answers.csv"]
    assert json.loads(after["report.json"])["persons"] == 9
    assert after[ROWS] != before[ROWS]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["base", "other", "report"]


def test_a_folder_of_somebody_elses_is_left_as_it_is(tmp_path: Path) -> None:
    out = tmp_path / "mine"
    out.mkdir()
    (out / "poems.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(LicetError):
        audit(base(tmp_path / "base", PERSON), out=out)
    assert content(out) == {"poems.txt": b"mine"}
    assert sorted(each.name for each in tmp_path.iterdir()) == ["base", "mine"]
