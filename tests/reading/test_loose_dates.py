"""Days and months of one digit and years of two are read where the column itself tells which is which."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licet.reading import Column, DateFormat, TableReading, parse_day, read_people

C = Column.CONSENT_AT


def read(folder: Path, days: list[str], more: str = "") -> TableReading:
    folder.mkdir(exist_ok=True)
    rows = "".join(f"p{k}@club.example;{day};{more}\n" for k, day in enumerate(days))
    (folder / "people.csv").write_text("email;consent_at;birth_on\n" + rows, encoding="utf-8")
    return read_people(folder / "people.csv", into=folder / "out")


def days(reading: TableReading) -> list[dt.date | None]:
    texts, fmt = pl.read_parquet(reading.data)[C].to_list(), reading.dates.get(C)
    numbers = [None if fmt is None or text is None else parse_day(text, fmt) for text in texts]
    return [None if n is None else dt.date(1970, 1, 1) + dt.timedelta(n) for n in numbers]


def test_days_of_one_digit_are_read_in_the_order_that_the_others_tell(tmp_path: Path) -> None:
    reading = read(tmp_path, ["5/3/2021", "25/3/2021", "1/12/2020"])
    assert reading.dates == {C: DateFormat.DMY}
    assert days(reading) == [dt.date(2021, 3, 5), dt.date(2021, 3, 25), dt.date(2020, 12, 1)]


def test_an_american_column_is_read_month_first(tmp_path: Path) -> None:
    assert days(read(tmp_path, ["3/5/2021", "3/25/2021"])) == [dt.date(2021, 3, 5), dt.date(2021, 3, 25)]


@pytest.mark.parametrize("written", [["5/3/2021", "6/4/2021"], ["5/3/2021", "25/3/2021", "3/25/2021"]])
def test_an_order_that_nothing_tells_or_that_is_told_both_ways_stays_unread(tmp_path: Path, written: list[str]) -> None:
    reading = read(tmp_path, written)
    assert C not in reading.dates
    assert f"day-month-order-unknown:{C}" in reading.notes


def test_the_order_of_another_column_does_not_settle_a_loosely_written_one(tmp_path: Path) -> None:
    assert C not in read(tmp_path, ["5/3/2021", "6/4/2021"], more="25/12/1980").dates


def test_years_of_two_digits_are_of_this_century_up_to_30(tmp_path: Path) -> None:
    assert days(read(tmp_path, ["25/3/21", "01/02/85", "2.3.09"])) == [
        dt.date(2021, 3, 25), dt.date(1985, 2, 1), dt.date(2009, 3, 2),
    ]  # fmt: skip


def test_two_digits_between_hyphens_may_begin_with_the_year_and_stay_unread(tmp_path: Path) -> None:
    assert C not in read(tmp_path, ["21-03-25", "20-04-26"]).dates


def test_an_hour_of_one_digit_and_the_name_of_a_zone_do_no_harm(tmp_path: Path) -> None:
    assert days(read(tmp_path / "a", ["25/3/2021 9:05", "1/4/2021 19:05:06"])) == [
        dt.date(2021, 3, 25), dt.date(2021, 4, 1),
    ]  # fmt: skip
    assert days(read(tmp_path / "b", ["2021-03-25 10:20:30.123456 +0000 UTC"])) == [dt.date(2021, 3, 25)]


def test_a_column_in_full_length_is_not_written_again(tmp_path: Path) -> None:
    reading = read(tmp_path, ["05/03/2021", "06/04/2021"])
    assert reading.dates == {C: DateFormat.DMY}
    assert f"day-month-order-assumed:{C}" in reading.notes


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dates(dt.date(1931, 1, 1), dt.date(2030, 12, 31)), min_size=1, max_size=20))
def test_a_loosely_written_day_is_read_as_it_was_meant_or_not_at_all(tmp_path: Path, written: list[dt.date]) -> None:
    read_back = days(read(tmp_path, [f"{day.day}/{day.month}/{day.year}" for day in written]))
    assert all(found is None or found == day for found, day in zip(read_back, written, strict=True))
