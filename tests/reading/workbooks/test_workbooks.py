"""A workbook is read like any other table, whatever stands around its rows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

from licet.audit.audit import audit
from licet.audit.dossier.check import check
from licet.reading import COMPLAINTS, SENDS, Column, DateFormat, TableReading, read_people, read_table
from licet.terms.errors import TableError
from tests.reading.workbooks.books import PEOPLE, book

C = Column


def read(path: Path, **how: object) -> TableReading:
    return read_people(path, into=path.parent / "out", **how)  # type: ignore[arg-type]


def rows(reading: TableReading) -> list[tuple[object, ...]]:
    return pl.read_parquet(reading.data).rows()


def column(reading: TableReading, role: Column) -> list[object]:
    return pl.read_parquet(reading.data)[role.value].to_list()


def test_a_workbook_is_read_into_the_same_shape_as_any_table(tmp_path: Path) -> None:
    reading = read(book(tmp_path / "people.xlsx", PEOPLE))
    assert rows(reading) == [(1, "a@club.example", "Fictive"), (2, "b@club.example", "Fictif")]
    assert (reading.format, reading.sheet, reading.encoding, reading.separator) == ("xlsx", "Feuil1", None, None)
    assert pl.read_parquet_schema(reading.data) == {"row": pl.Int64, "email": pl.String, "last_name": pl.String}
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["data.parquet"]


@pytest.mark.parametrize("name", ["people.csv", "people", "people.xls"])
def test_a_workbook_is_known_by_what_it_is_not_by_its_name(tmp_path: Path, name: str) -> None:
    book(tmp_path / "people.xlsx", PEOPLE).rename(tmp_path / name)
    assert read(tmp_path / name).rows_kept == 2


def test_a_text_that_calls_itself_a_workbook_is_read_as_text(tmp_path: Path) -> None:
    (tmp_path / "people.xlsx").write_text("email;nom\na@club.example;Fictive\n", encoding="utf-8")
    assert read(tmp_path / "people.xlsx").format == "csv"


def test_titles_blank_rows_and_blank_columns_do_no_harm(tmp_path: Path) -> None:
    sheet = (
        ("Export du 12 mars 2021",), (), (None, "Email", None, "Nom"), (None, "a@club.example", None, "Fictive"), (),
        (None, "b@club.example", None, "Fictif"), (None, "Total : 2"),
    )  # fmt: skip
    reading = read(book(tmp_path / "people.xlsx", sheet))
    assert rows(reading) == [(1, "a@club.example", "Fictive"), (3, "b@club.example", "Fictif")]
    assert reading.headers == ("Email", "Nom")
    assert reading.kept_aside == {"not-an-address": 1}


def test_headers_on_two_lines_are_read_together_where_they_say_more(tmp_path: Path) -> None:
    sheet = (
        ("Contact", None, "Consentement", None), ("Email", "Nom", "Date", "IP"),
        ("a@club.example", "Fictive", "2021-03-05", "192.0.2.1"),
    )  # fmt: skip
    path = book(tmp_path / "people.xlsx", sheet)
    whole = load_workbook(path)
    whole.worksheets[0].merge_cells("C1:D1")
    whole.save(path)
    reading = read(path)
    assert reading.columns == {
        C.EMAIL: "Email",
        C.LAST_NAME: "Nom",
        C.CONSENT_AT: "Date Consentement",
        C.IP: "IP",
    }


def test_a_column_without_a_name_that_is_filled_is_counted(tmp_path: Path) -> None:
    reading = read(book(tmp_path / "people.xlsx", (("Email", None), ("a@club.example", "quoi"))))
    assert reading.unknown_columns == ("unnamed (column 2)",)
    assert reading.filled["unnamed (column 2)"] == 1


def test_the_sheet_that_holds_people_is_read_and_the_others_are_not(tmp_path: Path) -> None:
    legend = (("Colonne", "Sens"), ("Nom", "le nom"))
    assert read(book(tmp_path / "people.xlsx", legend, (), PEOPLE)).sheet == "Feuil3"


def test_two_sheets_that_hold_people_are_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"2 sheets.*`Clients`, `Prospects`.*a file of its own"):
        read(book(tmp_path / "people.xlsx", PEOPLE, PEOPLE, names=("Clients", "Prospects")))


def test_a_sheet_without_a_known_column_says_how_to_name_one(tmp_path: Path) -> None:
    path = book(tmp_path / "people.xlsx", (("Coord", "Quoi"), ("a@club.example", "x")))
    with pytest.raises(TableError, match="--map"):
        read(path)
    assert read(path, mapping={"Coord": "email"}).rows_kept == 1


def test_a_sheet_that_begins_with_a_person_is_refused_without_quoting_her(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="holds data, not column names") as raised:
        read(book(tmp_path / "people.xlsx", PEOPLE[1:]))
    assert "fictive" not in str(raised.value).casefold()


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no filled sheet"):
        read(book(tmp_path / "people.xlsx", ()))
    with pytest.raises(TableError, match="column names only"):
        read(book(tmp_path / "names.xlsx", PEOPLE[:1]))


def test_true_days_serial_numbers_and_texts_are_days(tmp_path: Path) -> None:
    sheet = (
        ("Email", "Date consentement", "Dernier clic", "Né le"),
        ("a@club.example", dt.datetime(2021, 3, 5), 44260, "05/03/1980"),  # noqa: DTZ001
        ("b@club.example", dt.datetime(2021, 3, 6), 44260.5, "25/03/1980"),  # noqa: DTZ001
    )
    reading = read(book(tmp_path / "people.xlsx", sheet))
    assert reading.dates == {
        C.CONSENT_AT: DateFormat.ISO_DAY,
        C.LAST_CLICK_AT: DateFormat.ISO_INSTANT,
        C.BIRTH_ON: DateFormat.DMY,
    }
    assert column(reading, C.CONSENT_AT) == ["2021-03-05", "2021-03-06"]
    assert column(reading, C.LAST_CLICK_AT) == ["2021-03-05", "2021-03-05 12:00:00"]
    assert reading.remarks == {"serial-dates:last_click_at": 2}


def test_days_counted_from_1904_are_the_same_days(tmp_path: Path) -> None:
    path = book(tmp_path / "people.xlsx", (("Email", "Dernier clic"), ("a@club.example", 44260 - 1462)))
    whole = load_workbook(path)
    whole.epoch = dt.datetime(1904, 1, 1)  # noqa: DTZ001
    whole.save(path)
    assert column(read(path), C.LAST_CLICK_AT) == ["2021-03-05"]


def test_numbers_that_lost_their_first_zero_are_kept_as_seen_and_counted(tmp_path: Path) -> None:
    sheet = (("Email", "Téléphone", "Code postal"), ("a@club.example", 199000001, 1000), ("b@club.example", "0199000002", "69002"))  # fmt: skip
    reading = read(book(tmp_path / "people.xlsx", sheet))
    assert column(reading, C.PHONE) == ["199000001", "0199000002"]
    assert column(reading, C.POSTCODE) == ["1000", "69002"]
    assert reading.remarks == {"leading-zeros-lost:phone": 1, "leading-zeros-lost:postcode": 1}


def test_an_error_of_a_formula_is_no_blank_and_reaches_nobody(tmp_path: Path) -> None:
    path = book(
        tmp_path / "people.xlsx",
        (
            ("Email", "Téléphone", "Date consentement"),
            ("#N/A", None, "#REF!"),
            ("b@club.example", "#N/A", "2021-03-05"),
        ),
    )
    whole = load_workbook(path)
    for cell in ("A2", "C2", "B3"):
        whole.worksheets[0][cell].data_type = "e"
    whole.save(path)
    reading = read(path)
    assert reading.kept_aside == {"no-contact-point": 1}
    assert rows(reading) == [(2, "b@club.example", None, "2021-03-05")]
    assert reading.remarks == {
        "formula-errors:email": 1,
        "formula-errors:phone": 1,
        "formula-errors:consent_at": 1,
    }


def test_sends_and_complaints_may_be_workbooks(tmp_path: Path) -> None:
    path = book(tmp_path / "sends.xlsx", (("Date envoi", "Email"), (dt.date(2021, 3, 5), "a@club.example")))
    assert read_table(path, into=tmp_path / "sends", columns=SENDS).columns == {
        C.SENT_AT: "Date envoi",
        C.EMAIL: "Email",
    }
    path = book(tmp_path / "complaints.xlsx", (("Source", "Nombre"), ("Fournisseur", 12)))
    complaints = read_table(path, into=tmp_path / "complaints", columns=COMPLAINTS)
    assert column(complaints, C.COUNT) == ["12"]


def test_a_workbook_is_audited_and_its_report_tells_what_was_kept_as_seen(tmp_path: Path) -> None:
    path = book(tmp_path / "people.xlsx", (("Email", "Tél"), ("a@club.example", 199000001)))
    assert [file.kind for file in check(path).files] == ["xlsx"]
    report = audit(path, out=tmp_path / "out", lang="fr").report
    assert report.files[0].remarks == {"leading-zeros-lost:phone": 1}
    assert report.files[0].sheet == "Feuil1"
    assert "ont perdu leur premier zéro" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_an_export_saved_as_a_workbook_is_that_export(tmp_path: Path) -> None:
    sheet = (
        ("Email Address", "OPTIN_TIME", "OPTIN_IP", "CONFIRM_TIME", "CONFIRM_IP", "LEID", "EUID"),
        ("a@club.example", dt.datetime(2021, 3, 5, 10, 20), "192.0.2.1", None, None, 1, "x"),  # noqa: DTZ001
    )
    assert read(book(tmp_path / "people.xlsx", sheet)).export == "Mailchimp"
