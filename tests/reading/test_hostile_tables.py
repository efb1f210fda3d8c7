"""What fuzzing found in tables: each line of it once made a reader die, panic, wait or say what is not so."""

import datetime as dt
from pathlib import Path

import polars as pl
import pytest

from licet.reading import read_people
from licet.reading.encodings import LONGEST_LINE
from licet.terms.errors import TableError

ODD = {
    "a day of the year 5,881,580": pl.lit(2**31 - 1).cast(pl.Int32).cast(pl.Date),
    "a day before all": pl.lit(-(2**31)).cast(pl.Int32).cast(pl.Date),
    "an instant out of range": pl.lit(2**62).cast(pl.Datetime("us")),
    "an instant out of range with its zone": pl.lit(-(2**62)).cast(pl.Datetime("ms", "Europe/Paris")),
}


def parquet(path: Path, column: pl.Expr) -> Path:
    frame = pl.DataFrame({"email": ["a@b.example", "c@d.example"]}).with_columns(date_collecte=column)
    frame.write_parquet(path)
    return path


@pytest.mark.parametrize("name", ODD)
def test_a_day_that_no_calendar_has_is_unreadable_and_not_blank(tmp_path: Path, name: str) -> None:
    reading = read_people(parquet(tmp_path / "a.parquet", ODD[name]), into=tmp_path / "out")
    assert pl.read_parquet(reading.data)["collected_at"].to_list() == ["?", "?"]


def test_days_at_the_ends_of_the_calendar_are_read(tmp_path: Path) -> None:
    days = pl.Series([dt.date(1, 1, 2), dt.date(9999, 12, 30)])
    reading = read_people(parquet(tmp_path / "a.parquet", pl.lit(days)), into=tmp_path / "out")
    assert pl.read_parquet(reading.data)["collected_at"].to_list() == ["0001-01-02", "9999-12-30"]


def test_text_that_is_not_declared_as_text_is_read_and_bytes_that_are_none_do_not_stop_the_file(tmp_path: Path) -> None:
    for written in (b"salon", b"\xff\x00"):
        frame = pl.DataFrame({"email": ["a@b.example"], "source": [written]})
        frame.write_parquet(tmp_path / "a.parquet")
        assert read_people(tmp_path / "a.parquet", into=tmp_path / "out").rows_kept == 1
    assert pl.read_parquet(tmp_path / "out/data.parquet")["source"].to_list() == ["\ufffd\x00"]


def test_a_column_of_durations_does_not_stop_the_file(tmp_path: Path) -> None:
    frame = pl.DataFrame({"email": ["a@b.example"], "age": [dt.timedelta(days=3)]})
    frame.write_parquet(tmp_path / "a.parquet")
    assert read_people(tmp_path / "a.parquet", into=tmp_path / "out").rows_kept == 1


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16"])
def test_a_line_that_would_take_all_memory_is_refused(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "people.csv"
    path.write_text("email;nom\na@b.example;É" + "x" * (2 * LONGEST_LINE + 100) + "\n", encoding=encoding)
    with pytest.raises(TableError, match="a line longer than 8 MB"):
        read_people(path, into=tmp_path / "out")


def test_lines_of_old_macs_are_lines(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b"email;nom\r" + b"a@b.example;x\r" * (2 * LONGEST_LINE // 14))
    assert read_people(path, into=tmp_path / "out").rows_kept == 2 * LONGEST_LINE // 14


def test_a_header_of_60_kilobytes_is_read_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("email;" + "9999-12-31T25:61:61+99:99" * 2400 + "\na@b.example;x\n", encoding="utf-8")
    assert read_people(path, into=tmp_path / "out").rows_kept == 1
