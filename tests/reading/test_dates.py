"""Dates are read as they are written, never guessed beyond what stands there."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.reading import DateFormat, parse, parse_day
from licet.reading.dates import settle

PARIS = ZoneInfo("Europe/Paris")
DAY = 86_400


def seconds(*when: int, zone: ZoneInfo = PARIS) -> int:
    return int(datetime(*when, tzinfo=zone).timestamp())  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("text", "fmt"),
    [
        ("2020-12-07", "iso-day"),
        ("2020-12-07", "iso-instant"),
        ("07/12/2020", "dmy"),
        ("07-12-2020", "dmy"),
        ("07.12.2020", "dmy-instant"),
        ("12/07/2020", "mdy"),
        ("20201207", "compact"),
    ],
)
def test_a_day_alone_runs_from_its_first_to_its_last_second_in_the_zone(text: str, fmt: str) -> None:
    start = seconds(2020, 12, 7)
    assert parse(text, DateFormat(fmt), PARIS) == (start, start + DAY - 1)
    assert parse_day(text, DateFormat(fmt)) == 18_603


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-12-07T10:11:12", (10, 11, 12)),
        ("2020-12-07 10:11:12.345678", (10, 11, 12)),
        ("2020-12-07T09:11:12Z", (10, 11, 12)),
        ("2020-12-07 09:11:12 UTC", (10, 11, 12)),
        ("2020-12-07 10:11:12+01", (10, 11, 12)),
        ("2020-12-07T10:11:12+0100", (10, 11, 12)),
        ("2020-12-07T07:11:12-02:00", (10, 11, 12)),
    ],
)
def test_an_instant_is_one_second(text: str, expected: tuple[int, int, int]) -> None:
    assert parse(text, DateFormat.ISO_INSTANT, PARIS) == (seconds(2020, 12, 7, *expected),) * 2


def test_a_time_without_seconds_runs_over_its_minute() -> None:
    start = seconds(2020, 12, 7, 10, 11)
    assert parse("07/12/2020 10:11", DateFormat.DMY_INSTANT, PARIS) == (start, start + 59)


def test_an_hour_shown_twice_by_the_clocks_means_both() -> None:
    earliest, latest = parse("2020-10-25 02:30:00", DateFormat.ISO_INSTANT, PARIS) or (0, 0)
    assert latest - earliest == 3600


def test_the_day_the_clocks_change_is_not_24_hours_long() -> None:
    for text, hours in (("2020-03-29", 23), ("2020-10-25", 25)):
        earliest, latest = parse(text, DateFormat.ISO_DAY, PARIS) or (0, 0)
        assert latest - earliest + 1 == hours * 3600


def test_the_last_day_that_files_write_for_never_is_read() -> None:
    assert parse("9999-12-31", DateFormat.ISO_DAY, ZoneInfo("UTC")) == (253_402_214_400, 253_402_300_799)


def test_an_epoch_is_read_in_seconds_and_milliseconds() -> None:
    assert parse("1607332272", DateFormat.EPOCH_SECONDS, PARIS) == (1_607_332_272,) * 2
    assert parse("1607332272999", DateFormat.EPOCH_MILLISECONDS, PARIS) == (1_607_332_272,) * 2
    assert parse_day("1607332272999", DateFormat.EPOCH_MILLISECONDS) == 18_603


@pytest.mark.parametrize("fmt", list(DateFormat))
@pytest.mark.parametrize(
    "text",
    ["", "2020-2-3", " 2020-02-03", "2020-02-03\n", "+2020-02-03", "2020", "epoch", "infinity", "0000-00-00", "2020-02-30",
     "30/02/2020", "1899-12-31", "2020-13-01", "2020-02-03T25:00", "2020-02-03T10:00+15:00", "٢٠٢٠-٠٢-٠٣", "2020-02-03 "],
)  # fmt: skip
def test_what_is_no_date_is_none_in_every_format(text: str, fmt: DateFormat) -> None:
    assert parse(text, fmt, PARIS) is None
    assert parse_day(text, fmt) is None


@given(st.datetimes(datetime(1900, 1, 1), datetime(9998, 12, 31)))  # noqa: DTZ001
def test_an_instant_comes_back_from_every_format_that_holds_it(when: datetime) -> None:
    at = int((when.replace(microsecond=0) - datetime(1970, 1, 1)) / timedelta(seconds=1))  # noqa: DTZ001
    written = {
        DateFormat.ISO_INSTANT: f"{when:%Y-%m-%dT%H:%M:%S}+00:00",
        DateFormat.DMY_INSTANT: f"{when:%d/%m/%Y %H:%M:%S}Z",
        DateFormat.MDY_INSTANT: f"{when:%m/%d/%Y %H:%M:%S} UTC",
    }
    for fmt, text in written.items():
        assert parse(text, fmt, PARIS) == (at, at)
        assert parse_day(text, fmt) == at // DAY


@given(st.text(alphabet="0123456789-/.: TZ+\n٣", max_size=26), st.sampled_from(list(DateFormat)))
def test_the_shape_means_the_same_to_the_engine_and_to_us(text: str, fmt: DateFormat) -> None:
    assert pl.Series([text]).str.contains(fmt.shape.regex).item() == fmt.matches(text)


@pytest.mark.parametrize(
    ("values", "fmt", "notes"),
    [
        (["2020-01-02", "2020-02-03"], "iso-day", ()),
        (["2020-01-02", "2020-02-03 10:00:00"], "iso-instant", ()),
        (["01/02/2020", "13/02/2020"], "dmy", ()),
        (["01/02/2020", "02/13/2020"], "mdy", ()),
        (["01/02/2020 10:00", "02/13/2020 11:00"], "mdy-instant", ()),
        (["01/02/2020", "02/03/2020"], "dmy", ("day-month-order-assumed:x",)),
        (["13/02/2020", "14/02/2020", "02/15/2020"], "dmy", ("dates-mixed:x", "some-dates-unreadable:x")),
        (["20200102"], "compact", ()),
        (["1607332272"], "epoch-seconds", ()),
        (["1607332272000"], "epoch-milliseconds", ()),
        (["2020-01-02", "hier"], "iso-day", ("some-dates-unreadable:x",)),
        (["2020-01-02 00:00:00", "2020-01-03 00:00:00"], "iso-instant", ("times-all-midnight:x",)),
        (["oui", "non"], None, ("no-date-format:x",)),
        ([], None, ()),
    ],
)
def test_the_format_of_a_column_is_found_from_its_values(
    values: list[str], fmt: str | None, notes: tuple[str, ...]
) -> None:
    settled = settle({"x": values})
    assert settled.formats.get("x") == fmt
    assert settled.notes == notes


def test_an_open_order_of_day_and_month_follows_the_other_columns_of_the_file() -> None:
    settled = settle({"a": ["01/02/2020"], "b": ["02/13/2020"]})
    assert settled.formats == {"a": DateFormat.MDY, "b": DateFormat.MDY}
    assert settled.notes == ()


def test_both_ends_of_a_day_lie_on_that_day_in_the_zone() -> None:
    earliest, latest = parse("2020-12-07", DateFormat.ISO_DAY, PARIS) or (0, 0)
    assert [datetime.fromtimestamp(s, UTC).astimezone(PARIS).day for s in (earliest - 1, earliest, latest, latest + 1)] == [
        6, 7, 7, 8,
    ]  # fmt: skip
