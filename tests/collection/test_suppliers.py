"""A supplier is checked, its samples answered, and its use stopped at once when a defect is known."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from licet.audit.proofs import exact_interval
from licet.collection import quarantine, sampling
from licet.collection.sampling import Said, said_of
from licet.collection.suppliers import add_supplier, check, keep_paper, standing
from licet.collection.supply import Import, ImportedRow, Sample
from licet.consent.record import Evidence, Key, give, status_of
from licet.ledger import history
from licet.subjects import contact_point, find
from licet.terms.errors import TableError, UsageError
from tests.collection.lists import CONTROLLER, SUPPLIER, brought_in, good, previewed, registered, written
from tests.ground.house import House
from tests.ground.tree import ROOT

KEY = Key("commercial", "email", CONTROLLER)


def filled(sample: Sample, path: Path, bad: int, *, unanswered: int = 0) -> Path:
    """Answer a sample: the first rows are bad, the last ones left blank."""
    rows = list(csv.DictReader(io.StringIO(sampling.to_answer(sample))))
    for place, row in enumerate(rows):
        row["proof"] = "none" if place < bad else "valid"
    for row in rows[len(rows) - unanswered :]:
        row["proof"] = ""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_known_defect_stops_imports_at_once_and_withholds_what_came_before(house: House, tmp_path: Path) -> None:
    registered(tmp_path)
    file = written(tmp_path / "liste.csv", [good(number) for number in range(12)])
    brought_in(file)
    own = find(contact_point("email", "p3@boite.example"))
    assert own is not None
    give(own, [KEY], Evidence("form", confirmed=True))  # this person said so herself since
    said = house.cli("supplier", "check", SUPPLIER, "--looked-at", "complaint", "--outcome", "defective", "--json")
    assert (said.code, json.loads(said.out)["withheld"]) == (2, 12), said.err
    with pytest.raises(UsageError, match="stopped"):
        previewed(file)
    assert set(ImportedRow.objects.values_list("outcome", flat=True)) == {"withheld"}
    other = find(contact_point("email", "p4@boite.example"))
    assert other is not None
    assert status_of(other) == {KEY: "invalidated"}
    assert status_of(own) == {KEY: "given"}
    kinds = [event.kind for event in history.events("collection:supplier:stopped", "collection:import:withheld")]
    assert kinds == ["collection:supplier:stopped", "collection:import:withheld"]


def test_only_a_sound_check_resumes_a_supplier_and_what_was_withheld_stays_so(
    sqlite_house: House, tmp_path: Path
) -> None:
    registered(tmp_path)
    file = written(tmp_path / "liste.csv", [good(0)])
    brought_in(file)
    check(SUPPLIER, subject="form", outcome="defective")
    quarantine.withhold_supplier(SUPPLIER)
    with pytest.raises(UsageError, match="resumes"):
        check(SUPPLIER, subject="form", outcome="doubtful", consequence="resumed")
    check(SUPPLIER, subject="form", outcome="sound", consequence="resumed")
    with pytest.raises(UsageError, match="withheld"):
        brought_in(file)
    later = written(tmp_path / "deux.csv", [good(1)])
    assert brought_in(later).accepted == 1
    assert quarantine.withhold_supplier(SUPPLIER) == 1


@pytest.mark.parametrize(
    ("bad", "answered", "said"),
    [
        (1, 20, Said.UNSETTLED),  # at the bound of five in a hundred
        (2, 20, Said.ABOVE),
        (5, 100, Said.UNSETTLED),
        (6, 100, Said.ABOVE),
        (0, 20, Said.UNSETTLED),  # nothing bad in twenty: up to 17 % may be
        (0, 100, Said.WITHIN),
        (100, 2000, Said.UNSETTLED),
        (101, 2000, Said.ABOVE),
    ],
)
def test_a_share_is_set_against_its_bound_exactly(bad: int, answered: int, said: Said) -> None:
    assert said_of(bad, answered, 500) is said
    low, high = exact_interval(bad, answered)
    assert (high <= 0.05) == (said is Said.WITHIN)
    assert low <= bad / answered <= high


def test_rows_left_blank_clear_no_supplier() -> None:
    assert said_of(0, 100, 500, unanswered=0) is Said.WITHIN
    assert said_of(0, 100, 500, unanswered=1) is Said.UNSETTLED  # one bad in 101: up to 5.4 % may be
    assert said_of(0, 100, 500, unanswered=500) is Said.UNSETTLED
    assert said_of(0, 1000, 500, unanswered=20) is Said.WITHIN


@pytest.mark.parametrize("looked_at", ["sample", "complaint"])
def test_no_word_keeps_a_supplier_with_a_known_defect_in_use(
    sqlite_house: House, tmp_path: Path, looked_at: str
) -> None:
    registered(tmp_path)
    with pytest.raises(UsageError, match="stops the supplier"):
        check(SUPPLIER, subject=looked_at, outcome="defective", consequence="withheld")
    check(SUPPLIER, subject=looked_at, outcome="defective", consequence="asked")
    assert standing(SUPPLIER).supplier.stopped_on is not None


@pytest.mark.parametrize(("bad", "code"), [(0, 4), (1, 4), (2, 2)])
def test_above_the_bound_the_whole_batch_is_withheld(sqlite_house: House, tmp_path: Path, bad: int, code: int) -> None:
    registered(tmp_path)
    rows = [good(number) for number in range(22)] + [good(99) | {"preuve": ""}]
    brought_in(written(tmp_path / "liste.csv", rows))
    table = tmp_path / "sample.csv"
    assert sqlite_house.cli("supplier", "sample", SUPPLIER, "--size", "20", "--out", table).code == 0
    assert sqlite_house.cli("supplier", "sample", SUPPLIER, "--size", "20", "--out", table).code == 64
    sample = Sample.objects.get()
    answers = filled(sample, tmp_path / "answers.csv", bad)
    said = sqlite_house.cli("supplier", "answer", SUPPLIER, answers, "--json")
    assert said.code == code, said.err + said.out
    told = json.loads(said.out)
    assert (told["answered"], told["bad"]) == (20, bad)
    assert told["withheld"] == (22 if code == 2 else 0)
    assert ImportedRow.objects.filter(outcome="accepted").count() == (0 if code == 2 else 22)
    assert Import.objects.get().withheld_for == ("bad-share" if code == 2 else "")
    assert standing(SUPPLIER).checks[-1].outcome == {2: "defective", 4: "doubtful"}[code]


def test_what_a_killed_check_left_in_use_is_withheld_by_the_worker(sqlite_house: House, tmp_path: Path) -> None:
    registered(tmp_path)
    brought_in(written(tmp_path / "liste.csv", [good(number) for number in range(7)]))
    check(SUPPLIER, subject="form", outcome="defective")  # and the process died before the rows were withheld
    assert quarantine.settle() == 7
    assert quarantine.settle() == 0
    assert Import.objects.get().withheld_for == "known-defect"


def test_a_draw_is_repeatable_from_its_recorded_seed_and_recorded_before_it_is_shown(
    house: House, tmp_path: Path
) -> None:
    registered(tmp_path)
    brought_in(written(tmp_path / "liste.csv", [good(number) for number in range(30)]))
    first, second = sampling.draw(SUPPLIER, 10), sampling.draw(SUPPLIER, 10)
    again = sampling.draw(SUPPLIER, 10, seed=first.seed)
    assert first.rows == again.rows != second.rows
    (event, *_) = history.events("collection:sample:drawn")
    assert (event.core["seed"], event.core["rows"]) == (first.seed, json.loads(first.rows))
    assert sampling.draw(SUPPLIER, 500).size == 30


def test_answers_are_taken_for_the_rows_that_were_drawn_and_no_others(sqlite_house: House, tmp_path: Path) -> None:
    registered(tmp_path)
    brought_in(written(tmp_path / "liste.csv", [good(number) for number in range(30)]))
    sample = sampling.draw(SUPPLIER, 10)
    whole = filled(sample, tmp_path / "answers.csv", 0, unanswered=4)
    lines = whole.read_text("utf-8").splitlines()
    for wrong in (lines[:-1], [*lines, f"{SUPPLIER};{sample.batch};99;valid"]):
        (tmp_path / "wrong.csv").write_text("\n".join(wrong), encoding="utf-8")
        with pytest.raises(UsageError, match="other rows"):
            sampling.answer(SUPPLIER, tmp_path / "wrong.csv")
    (tmp_path / "twice.csv").write_text("\n".join([*lines, lines[1]]), encoding="utf-8")
    with pytest.raises(TableError, match="twice"):
        sampling.answer(SUPPLIER, tmp_path / "twice.csv")
    (tmp_path / "blank.csv").write_text(sampling.to_answer(sample), encoding="utf-8")
    with pytest.raises(UsageError, match="answers nothing"):
        sampling.answer(SUPPLIER, tmp_path / "blank.csv")
    found = sampling.answer(SUPPLIER, whole)
    assert (found.answered, found.unanswered, found.bad) == (6, 4, 0)
    with pytest.raises(UsageError, match="open sample"):
        sampling.answer(SUPPLIER, whole)


def test_a_paper_is_never_replaced(sqlite_house: House, tmp_path: Path) -> None:
    registered(tmp_path)
    page = tmp_path / "contrat.txt"
    page.write_bytes(b"the contract")
    kept = keep_paper(SUPPLIER, "contract", "2026", page)
    assert keep_paper(SUPPLIER, "contract", "2026", page).pk == kept.pk
    page.write_bytes(b"another contract")
    with pytest.raises(UsageError, match="name of its own"):
        keep_paper(SUPPLIER, "contract", "2026", page)
    page.write_bytes(b"")
    with pytest.raises(UsageError, match="empty"):
        keep_paper(SUPPLIER, "contract", "2027", page)
    assert sqlite_house.cli("supplier", "form", SUPPLIER, tmp_path / "none.html", "--name", "x").code == 64


def test_answers_that_a_page_belies_are_refused_before_anything_is_kept(sqlite_house: House, tmp_path: Path) -> None:
    registered(tmp_path)
    page = tmp_path / "jeu.html"
    page.write_bytes((ROOT / "tests/reading/pages/corpus/good/inscription.html").read_bytes())
    for wrong in ("set_apart_from_terms: perhaps", "no_such_question: true", "partners_shown: names_on_form"):
        (tmp_path / "jeu.yaml").write_text(wrong, encoding="utf-8")
        said = sqlite_house.cli("supplier", "form", SUPPLIER, page, "--name", "v9", "--answers", tmp_path / "jeu.yaml")
        assert said.code == 3, said.err
    assert len(standing(SUPPLIER).forms) == 1
    said = sqlite_house.cli("supplier", "add", SUPPLIER, "--name", "V", "--answers", tmp_path / "jeu.yaml")
    assert said.code == 3
    assert sqlite_house.cli("supplier", "form", SUPPLIER, page, "--name", "v9").code == 0


def test_what_is_badly_said_of_a_supplier_is_refused(sqlite_house: House, tmp_path: Path) -> None:
    registered(tmp_path)
    for slug, more in (("Vendeur", {}), ("v", {"way": "stolen"}), ("v", {"bound": 1.0}), ("v", {"bound": -0.1})):
        with pytest.raises(UsageError):
            add_supplier(slug, "V", **more)
    for words in (
        {"subject": "tea", "outcome": "sound"},
        {"subject": "form", "outcome": "fine"},
        {"subject": "form", "outcome": "sound", "on": 99_999},
    ):
        with pytest.raises(UsageError):
            check(SUPPLIER, **words)


def test_the_commands_keep_the_register(house: House, tmp_path: Path) -> None:
    (tmp_path / "answers.yaml").write_text("reuse.rests_on: agreement\n", encoding="utf-8")
    (tmp_path / "contrat.pdf").write_bytes(b"%PDF made up")
    added = house.cli("supplier", "add", "courtier", "--name", "Courtier", "--answers", tmp_path / "answers.yaml")
    assert added.code == 0, added.err
    assert house.cli("supplier", "contract", "courtier", tmp_path / "contrat.pdf", "--name", "2026").code == 0
    assert house.cli("supplier", "check", "courtier", "--looked-at", "contract", "--outcome", "sound").code == 0
    told = json.loads(house.cli("supplier", "show", "courtier", "--json").out)
    assert [each["name"] for each in told["papers"]] == ["2026"]
    assert [each["looked_at"] for each in told["checks"]] == ["contract"]
    assert "Courtier" in house.cli("supplier", "list", "--lang", "fr").out
    assert house.cli("supplier", "show", "personne").code == 64
    assert house.cli("supplier", "sample", "courtier", "--size", "5", "--out", tmp_path / "s.csv").code == 64
