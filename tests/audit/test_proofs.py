"""Samples of rows to ask proofs for, and what the answers say of a source."""

from __future__ import annotations

import csv
from pathlib import Path

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest

from licet.audit.audit import audit
from licet.audit.proofs import COLUMNS, answers, draw, exact_interval
from licet.terms.errors import TableError
from tests.audit.bases import base, judged


@settings(max_examples=60)
@given(st.integers(1, 600).flatmap(lambda trials: st.tuples(st.integers(0, trials), st.just(trials))))
@example((0, 1))
@example((1, 1))
@example((0, 600))
@example((600, 600))
@example((1, 100_000))
def test_the_interval_is_that_of_clopper_and_pearson(drawn: tuple[int, int]) -> None:
    failures, trials = drawn
    theirs = binomtest(failures, trials).proportion_ci(confidence_level=0.95, method="exact")
    assert exact_interval(failures, trials) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_without_an_answer_everything_is_possible() -> None:
    assert exact_interval(0, 0) == (0.0, 1.0)


def rows_of(folder: Path, people: int = 60) -> Path:
    columns = {"source": ["S", "T", "T"] * (people // 3), "city": ["Nantes"] * people}
    return judged(base(folder / "base", columns), folder / "work").rows


def test_a_draw_is_the_same_each_time_and_another_on_another_day(tmp_path: Path) -> None:
    rows, files = rows_of(tmp_path), [tmp_path / f"{number}.csv" for number in range(3)]
    for file, day in zip(files, ("2026-11-21", "2026-11-21", "2026-11-22"), strict=True):
        assert draw(rows, 7, day, file) == {"S": 7, "T": 7}
    first, again, other = (file.read_text(encoding="utf-8") for file in files)
    assert first == again
    assert first != other


def test_a_draw_takes_rows_of_their_source_once_each(tmp_path: Path) -> None:
    file = tmp_path / "sample.csv"
    rows = rows_of(tmp_path)
    assert draw(rows, 30, "2026-11-21", file) == {"S": 20, "T": 30}
    with file.open(encoding="utf-8", newline="") as handle:
        drawn = [(row["source"], int(row["file"]), int(row["row"])) for row in csv.DictReader(handle)]
    known = set(pl.read_parquet(rows).select("source", "file", "row").iter_rows())
    assert len(drawn) == len(set(drawn)) == 50
    assert set(drawn) <= known


def written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join([",".join(COLUMNS), *lines]) + "\n", encoding="utf-8")
    return path


def test_what_was_not_produced_is_invalid_and_what_was_not_answered_counts_nowhere(tmp_path: Path) -> None:
    lines = ["S,0,1,valid", "S,0,2,none", "S,0,3,", "S,0,4,INVALIDE", "T,0,5,oui"]
    found = answers(written(tmp_path / "answers.csv", *lines))
    source = found["S"]
    assert (source.asked, source.invalid, source.unanswered) == (4, 2, 1)
    assert source.interval == exact_interval(2, 3)
    assert (found["T"].asked, found["T"].invalid) == (1, 0)


@pytest.mark.parametrize(
    "content",
    [b"", b"source,file,row\nS,0,1\n", b"\xff\xfe\x00", b"a;b\n1;2\n", b"source,file,row,proof\n", b"PAR1\x00\x00"],
)
def test_a_file_of_no_answers_has_one_clear_error_that_names_it(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "answers.csv"
    file.write_bytes(content)
    with pytest.raises(TableError, match=r"answers\.csv"):
        answers(file)


def test_a_word_that_is_no_answer_is_refused_by_row_and_never_quoted(tmp_path: Path) -> None:
    file = written(tmp_path / "answers.csv", "S,0,1,valid", "S,0,2,jeanne@mel.test")
    with pytest.raises(TableError, match="row 2") as caught:
        answers(file)
    assert "jeanne" not in str(caught.value)


def test_a_missing_file_of_answers_has_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"nowhere\.csv"):
        answers(tmp_path / "nowhere.csv")


def test_the_report_shows_the_interval_of_each_source_that_answered(tmp_path: Path) -> None:
    sample = answers(written(tmp_path / "answers.csv", "S,0,1,valid", "S,0,4,invalid"))
    path = base(tmp_path / "base", {"source": ["S", "T"]})
    proofs = {each.source: each for each in audit(path, out=tmp_path / "report", sample=sample).report.proof_by_source}
    assert (proofs["S"].sampled, proofs["S"].invalid) == (2, 1)
    assert (proofs["S"].share_low, proofs["S"].share_high) == pytest.approx(exact_interval(1, 2))
    assert (proofs["T"].sampled, proofs["T"].share_low) == (0, None)
