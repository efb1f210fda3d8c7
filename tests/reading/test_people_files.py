"""People files are read as organisations export them."""

import csv
import io
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest

from licet.reading import COMPLAINTS, SENDS, Column, DateFormat, TableReading, read_people, read_table

ROWS = [
    ["élodie@club.example", "Élodie", "75001", "2019-05-01"],
    ["jean@club.example", "Jean", "69002", ""],
    ["ipek@club.example", "İpek", "", "2020-02-29"],
]
HEADERS = ["Adresse e-mail", "Prénom", "Code postal", "Dernière ouverture"]
ROLES = ["email", "first_name", "postcode", "last_open_at"]


def written(headers: list[str], rows: list[list[str]], **how: object) -> str:
    out = io.StringIO()
    csv.writer(out, **how).writerows([headers, *rows])  # type: ignore[arg-type]
    return out.getvalue()


def read(tmp_path: Path, content: bytes | str, name: str = "people.csv", **how: object) -> TableReading:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_people(path, into=tmp_path / "out", **how)  # type: ignore[arg-type]


def rows(reading: TableReading) -> list[tuple[object, ...]]:
    return pl.read_parquet(reading.data).rows()


EXPECTED = [(k, *(cell or None for cell in row)) for k, row in enumerate(ROWS, 1)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"], ids=["semicolon", "comma", "tab", "bar"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL], ids=["bare", "quoted"])
def test_the_dress_of_a_file_does_not_change_what_it_says(
    tmp_path: Path, separator: str, encoding: str, end: str, quoting: int
) -> None:
    text = written(HEADERS, ROWS, delimiter=separator, lineterminator=end, quoting=quoting)
    reading = read(tmp_path, text.encode(encoding))
    assert rows(reading) == EXPECTED
    assert pl.read_parquet_schema(reading.data) == {"row": pl.Int64, **dict.fromkeys(ROLES, pl.String)}
    assert (reading.encoding, reading.separator) == (encoding, separator)
    assert reading.format == ("tsv" if separator == "\t" else "csv")
    assert (reading.rows_read, reading.rows_kept, reading.kept_aside, reading.kept_aside_path) == (3, 3, {}, None)


def test_latin_1_with_semicolons_is_read(tmp_path: Path) -> None:
    text = written(HEADERS, ROWS[:2], delimiter=";", lineterminator="\r\n").replace("Jean", "Jean €")
    reading = read(tmp_path, text.encode("cp1252"))
    assert rows(reading) == [EXPECTED[0], (2, "jean@club.example", "Jean €", "69002", None)]
    assert reading.encoding == "cp1252"


def test_one_latin_1_byte_at_the_end_of_a_large_file_decides_its_encoding(tmp_path: Path) -> None:
    many = b"".join(b"p%d@club.example;Jean\n" % k for k in range(200_000))
    reading = read(tmp_path, b"mail;nom\n" + many + "fin@club.example;Zoé".encode("cp1252"))
    assert reading.encoding == "cp1252"
    assert rows(reading)[-1] == (200_001, "fin@club.example", "Zoé")


def test_a_few_broken_bytes_do_not_turn_utf_8_into_latin_1(tmp_path: Path) -> None:
    reading = read(tmp_path, "mail;nom\na@b.example;Zoé\nc@d.example;É".encode() + b"\xff\ne@f.example;\xc3\x89ric\n")
    assert reading.encoding == "utf-8"
    assert rows(reading) == [(1, "a@b.example", "Zoé"), (3, "e@f.example", "Éric")]
    assert reading.kept_aside == {"unreadable-bytes": 1}


def test_blank_cells_are_null_be_they_empty_quoted_empty_or_spaces(tmp_path: Path) -> None:
    reading = read(tmp_path, 'mail;nom;ville;pays;cp\na@b.example;;""; \u00a0\t;" "\n')
    assert rows(reading) == [(1, "a@b.example", None, None, None, None)]


def test_only_blanks_are_stripped_and_only_at_the_ends(tmp_path: Path) -> None:
    reading = read(tmp_path, "mail;nom;ville\n \u00a0a@b.example\u00a0 ;İ\u00a0x;\u2003y\u2003\n")
    assert rows(reading) == [(1, "a@b.example", "İ\u00a0x", "\u2003y\u2003")]


def test_line_ends_quotes_and_separators_within_quotes_are_content(tmp_path: Path) -> None:
    cells = ["a@b.example", 'dit "le grand"', "1, rue; A\nbât. B\r\nesc. C"]
    reading = read(tmp_path, written(["mail", "nom", "adresse"], [cells, cells], delimiter=";"))
    assert rows(reading) == [(1, *cells), (2, *cells)]


def test_nul_bytes_are_removed_and_said(tmp_path: Path) -> None:
    reading = read(tmp_path, b"mail;nom\na@b.example;Je\0an\nc@d.example;\0\n")
    assert rows(reading) == [(1, "a@b.example", "Jean"), (2, "c@d.example", None)]
    assert reading.notes == ("nul-bytes-removed",)


def test_blank_lines_are_no_rows(tmp_path: Path) -> None:
    reading = read(tmp_path, "\n\nmail;nom\n\na@b.example;A\n\n\nc@d.example;C\n\n")
    assert rows(reading) == [(1, "a@b.example", "A"), (2, "c@d.example", "C")]


def test_the_line_by_which_excel_names_its_separator_is_obeyed(tmp_path: Path) -> None:
    assert rows(read(tmp_path, "sep=;\r\nmail;nom\r\na@b.example;A\r\n")) == [(1, "a@b.example", "A")]
    assert rows(read(tmp_path, 'sep=;\nmail;nom\na@b.example;"A\nB"\n')) == [(1, "a@b.example", "A\nB")]


def test_blank_fields_too_many_at_the_end_do_no_harm(tmp_path: Path) -> None:
    reading = read(tmp_path, "mail;nom\na@b.example;A;\nc@d.example;C;;\n")
    assert rows(reading) == [(1, "a@b.example", "A"), (2, "c@d.example", "C")]


def test_one_column_is_a_table(tmp_path: Path) -> None:
    assert rows(read(tmp_path, "email\na@b.example\n\nc@d.example")) == [(1, "a@b.example"), (2, "c@d.example")]


def test_unknown_columns_are_dropped_but_counted(tmp_path: Path) -> None:
    reading = read(tmp_path, "mail;Couleur;nom;\na@b.example;bleu;;x\nc@d.example;;C;\ne@f.example;vert;;\n")
    assert reading.columns == {Column.EMAIL: "mail", Column.LAST_NAME: "nom"}
    assert reading.unknown_columns == ("Couleur", "unnamed (column 4)")
    assert reading.filled == {"mail": 3, "Couleur": 2, "nom": 1, "unnamed (column 4)": 1}


def test_a_mapping_names_what_the_file_does_not(tmp_path: Path) -> None:
    reading = read(tmp_path, "kontakt;vorname\na@b.example;A\n", mapping={"kontakt": "email"})
    assert reading.columns == {Column.EMAIL: "kontakt"}


def test_dates_stay_text_and_their_format_is_told(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "mail;inscrit le;désinscrit le;date_dernier_clic\n"
        "a@b.example;25/12/2019;2020-01-01 10:00:00;\nc@d.example;01/02/2020;pas une date;\n",
    )
    assert reading.dates == {Column.COLLECTED_AT: DateFormat.DMY, Column.OBJECTED_AT: DateFormat.ISO_INSTANT}
    assert reading.notes == ("some-dates-unreadable:objected_at",)
    assert rows(reading)[1] == (2, "c@d.example", "01/02/2020", "pas une date", None)


def test_a_date_filled_once_in_many_rows_is_still_found_out(tmp_path: Path) -> None:
    lines = [f"p{k}@b.example;{'31/12/2020' if k == 77_777 else ''}" for k in range(100_000)]
    reading = read(tmp_path, "\n".join(["mail;désinscrit le", *lines]))
    assert reading.dates == {Column.OBJECTED_AT: DateFormat.DMY}


def test_typed_columns_of_parquet_become_text(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "email": ["a@b.example", " "],
            "phone": [33639980001.0, None],
            "weight": [3, 4],
            "optin": [True, None],
            "birth_on": [date(1980, 2, 3), None],
            "consent_at": [datetime(2020, 1, 1, 10, tzinfo=UTC), None],
            "last_order": [datetime(2020, 1, 1, 10), None],  # noqa: DTZ001
            "products": [["a", "b"], None],
            "profile": [{"a": 1}, None],
            "lot": pl.Series(["x", None], dtype=pl.Categorical),
        }
    )
    frame.write_parquet(tmp_path / "people.parquet")
    reading = read_people(tmp_path / "people.parquet", into=tmp_path / "out")
    assert (reading.format, reading.encoding, reading.separator) == ("parquet", None, None)
    assert rows(reading) == [
        (
            1,
            "a@b.example",
            "33639980001",
            "3",
            "true",
            "1980-02-03",
            "2020-01-01T10:00:00Z",
            "2020-01-01T10:00:00",
            "a,b",
            "x",
        )
    ]
    assert reading.filled["profile"] == 1
    assert reading.kept_aside == {"no-contact-point": 1}


def test_sends_and_complaints_are_read_by_the_same_reader(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("mail,Date,Canal,Expéditeur\n,2020-01-01,email,club@news.example\n", encoding="utf-8")
    sends = read_table(path, into=tmp_path / "sends", columns=SENDS)
    assert list(sends.columns) == ["email", "sent_at", "channel", "sender"]
    assert rows(sends) == [(1, None, "2020-01-01", "email", "club@news.example")]
    complaints = read_table(path, into=tmp_path / "complaints", columns=COMPLAINTS)
    assert list(complaints.columns) == ["email", "complained_at", "channel", "sender"]


def test_progress_never_goes_back_and_ends_at_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    read(tmp_path, "mail\n" + "a@b.example\n" * 50_000 + "é\n", progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] > 0


@pytest.mark.parametrize("name", ["a*b.csv", "[x].csv", "été 2020.csv"])
def test_a_file_name_is_a_name_and_no_pattern(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, "mail\na@b.example\n", name=name).rows_kept == 1
