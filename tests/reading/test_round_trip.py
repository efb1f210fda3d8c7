"""Whatever a table holds, it is read back as it was written."""

import csv
import io
import tempfile
from pathlib import Path

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.reading import COMPLAINTS, read_people, read_table
from licet.reading.normalise import BLANKS

HEADERS = ["mail", "nom", "ville", "Couleur"]
UNREADABLE = "\0\ufdd0"
PLAIN = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters=UNREADABLE)
NASTY = st.sampled_from(list(",;\t|\"'\n\r \u00a0\u2028\u0085\ufeffİéÀ€x0@.#\\"))
CELL = st.text(st.one_of(NASTY, PLAIN), max_size=8)
CONTROLS = bytes(set(range(32)) - {9, 10, 13}) + b"\x7f"
LATIN = st.text(st.sampled_from(list(",;\t|\"'\n\r \u00a0éÀ€œx0@.")), max_size=8)


def expected(cell: str) -> str | None:
    return cell.strip(BLANKS) or None


@st.composite
def tables(draw: st.DrawFn) -> tuple[bytes, list[list[str]]]:
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
    cell = LATIN if encoding == "cp1252" else CELL
    rows = draw(st.lists(st.lists(cell, min_size=3, max_size=3), min_size=1, max_size=8))
    table = [[f"p{k}@club.example", *row] for k, row in enumerate(rows)]
    out = io.StringIO()
    csv.writer(
        out,
        delimiter=draw(st.sampled_from([",", ";", "\t", "|"])),
        quoting=draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])),
        lineterminator=draw(st.sampled_from(["\n", "\r\n"])),
    ).writerows([HEADERS, *table])
    return out.getvalue().encode(encoding), table


@settings(max_examples=150)
@given(tables())
def test_any_table_of_texts_is_read_back_the_same(case: tuple[bytes, list[list[str]]]) -> None:
    content, table = case
    with tempfile.TemporaryDirectory() as room:
        path = Path(room, "people.csv")
        path.write_bytes(content)
        reading = read_people(path, into=Path(room, "out"))
        assert pl.read_parquet(reading.data).rows() == [
            (k, row[0], expected(row[1]), expected(row[2])) for k, row in enumerate(table, 1)
        ]
        assert reading.filled["Couleur"] == sum(expected(row[3]) is not None for row in table)


@settings(max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes_under_a_header_are_read_or_kept_aside_and_never_lost_in_silence(noise: bytes) -> None:
    """One row of ours stands first and last; the first is always read, and every number up to the last is accounted for."""
    with tempfile.TemporaryDirectory() as room:
        path = Path(room, "people.csv")
        path.write_bytes(b"mail;lot\na@club.example;first\n" + noise.translate(None, CONTROLS) + b"\n")
        reading = read_table(path, into=Path(room, "out"), columns=COMPLAINTS)
        kept = pl.read_parquet(reading.data)["row"].to_list()
        aside = pl.read_csv(reading.kept_aside_path)["row"].to_list() if reading.kept_aside_path else []
        assert kept[0] == 1
        assert sorted(kept + aside) == list(range(1, reading.rows_read + 1))


def test_quoted_line_ends_are_read_alike_over_many_blocks(tmp_path: Path) -> None:
    """40 MB, beyond any block of the engine: a block may start within a quoted field."""
    number = 400_000
    out = tmp_path / "people.csv"
    with out.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file, delimiter=";").writerow
        write(["mail", "adresse", "lot"])
        for k in range(number):
            write([f"p{k}@club.example", f'{k}, rue "X";\nbât. {k % 7}\n\nesc. {"z" * (k % 60)}', f"lot {k}"])
    reading = read_people(out, into=tmp_path / "out")
    frame = pl.read_parquet(reading.data)
    assert reading.rows_kept == number
    assert frame["batch"].to_list() == [f"lot {k}" for k in range(number)]
    assert frame["postal_address"][number - 1] == f'{number - 1}, rue "X";\nbât. {(number - 1) % 7}\n\nesc. {"z" * 39}'
    assert reading.notes == ("line-ends-within-fields",)


def test_few_odd_records_among_many_plain_lines_keep_every_row_number(tmp_path: Path) -> None:
    """8 MB, several blocks of the mending, each with plain lines before and after the odd ones."""
    out, number = tmp_path / "people.csv", 200_000
    with out.open("w", encoding="utf-8", newline="") as file:
        file.write("mail;nom;lot\r\n")
        for k in range(1, number + 1):
            odd = {1_000: "cut", 90_000: f'p{k}@club.example;"A\nB";{k}', 150_000: f'p{k}@club.example;"A;{k}'}.get(k)
            file.write((odd or f"p{k}@club.example;Martin;{k}") + "\r\n" * (1 + (k % 50_000 == 0)))
    reading = read_people(out, into=tmp_path / "out")
    frame = pl.read_parquet(reading.data)
    assert reading.kept_aside == {"wrong-number-of-fields": 2}
    assert frame["row"].to_list() == [k for k in range(1, number + 1) if k not in {1_000, 150_000}]
    assert frame["batch"].cast(pl.Int64).to_list() == frame["row"].to_list()
    assert frame.filter(pl.col("row") == 90_000)["last_name"].item() == "A\nB"
