"""No row is lost: what cannot be used is kept aside by number, with its reason, without its content."""

from pathlib import Path

import polars as pl
import pytest

from licet.reading import TableReading, read_people


def read(tmp_path: Path, text: str | bytes) -> TableReading:
    path = tmp_path / "people.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_people(path, into=tmp_path / "out")


def kept(reading: TableReading) -> list[tuple[object, ...]]:
    return pl.read_parquet(reading.data).rows()


def aside(reading: TableReading) -> list[str]:
    assert reading.kept_aside_path is not None
    return reading.kept_aside_path.read_text(encoding="utf-8").splitlines()


GOOD = "mail;tel;nom\na@b.example;;A\n"


def test_rows_without_a_usable_contact_point_keep_their_number(tmp_path: Path) -> None:
    reading = read(tmp_path, GOOD + ";;B\npas une adresse;;C\n;06 39 98 00 01;D\npas une adresse;06 39 98 00 02;E\n")
    assert [row[0] for row in kept(reading)] == [1, 4, 5]
    assert reading.kept_aside == {"no-contact-point": 1, "not-an-address": 1}
    assert aside(reading) == ["row,reason", "2,no-contact-point", "3,not-an-address"]
    assert (reading.rows_read, reading.rows_kept) == (5, 3)


@pytest.mark.parametrize(
    "address", ["a@b", "@b.example", "a@b..example", "a@.example", "a@b.example.", "a b.example", "a@b c.example"]
)
def test_a_text_without_the_shape_of_an_address_is_none(tmp_path: Path, address: str) -> None:
    assert read(tmp_path, GOOD + f"{address};;X\n").kept_aside == {"not-an-address": 1}


@pytest.mark.parametrize("address", ["A.B+c@b.example", '"a b"@b.example', "é@ü.example", "a@b.c.example"])
def test_an_unusual_address_is_an_address(tmp_path: Path, address: str) -> None:
    quoted = address.replace('"', '""')
    assert read(tmp_path, GOOD + f'"{quoted}";;X\n').kept_aside == {}


def test_lines_of_another_length_are_kept_aside(tmp_path: Path) -> None:
    reading = read(tmp_path, GOOD + "c@d.example;;C;\nshort\ne@f.example;;E;extra\ng@h.example;;G\n")
    assert [row[0] for row in kept(reading)] == [1, 2, 5]
    assert aside(reading) == ["row,reason", "3,wrong-number-of-fields", "4,wrong-number-of-fields"]


def test_a_stray_quote_costs_one_row_and_not_those_after_it(tmp_path: Path) -> None:
    good = "".join(f"p{k}@b.example;;N\n" for k in range(50))
    reading = read(tmp_path, GOOD + 'x@y.example;;"Le Bon\n' + good + "z@z.example;;Z\n")
    assert reading.kept_aside == {"wrong-number-of-fields": 1}
    assert [row[0] for row in kept(reading)] == [1, *range(3, 54)]


def test_two_stray_quotes_that_close_no_field_cost_two_rows(tmp_path: Path) -> None:
    reading = read(tmp_path, GOOD + 'x@y.example;;"Le Bon\nc@d.example;;C\ne@f.example;;"E\ng@h.example;;G\n')
    assert reading.kept_aside == {"wrong-number-of-fields": 2}
    assert [row[0] for row in kept(reading)] == [1, 3, 5]


def test_a_last_row_cut_within_its_quotes_is_kept_aside(tmp_path: Path) -> None:
    reading = read(tmp_path, GOOD + 'c@d.example;;"C"\ne@f.example;;"E')
    assert reading.kept_aside == {"wrong-number-of-fields": 1}


def test_text_after_a_closing_quote_is_content(tmp_path: Path) -> None:
    assert kept(read(tmp_path, GOOD + 'x@y.example;;"Le" Bon\n'))[1] == (2, "x@y.example", None, "Le Bon")


def test_a_quote_within_a_bare_field_is_content(tmp_path: Path) -> None:
    assert kept(read(tmp_path, GOOD + 'x@y.example;;dit "le grand" Jean\n'))[1] == (
        2,
        "x@y.example",
        None,
        'dit "le grand" Jean',
    )


def test_rows_around_a_bad_one_are_the_same_on_the_fast_and_on_the_slow_way(tmp_path: Path) -> None:
    lines = GOOD + "short\n" + "c@d.example;;C\n"
    fast = read(tmp_path, lines)
    fast_rows, fast_aside = kept(fast), aside(fast)
    slow = read(tmp_path, lines + 'x@y.example;;"X\nY"\n')
    assert kept(slow)[:-1] == fast_rows
    assert aside(slow) == fast_aside


def test_undefined_latin_1_bytes_are_kept_aside(tmp_path: Path) -> None:
    reading = read(tmp_path, GOOD.encode() + b"c@d.example;;\xe9\x81\ne@f.example;;\xe9\ng@h.example;;\xe8\n")
    assert reading.encoding == "cp1252"
    assert aside(reading) == ["row,reason", "2,unreadable-bytes"]
    quoted = read(tmp_path, GOOD.encode() + b'c@d.example;;\xe9\x81\ne@f.example;;"\xe9\nx"\ng@h.example;;\xe8\n')
    assert aside(quoted) == ["row,reason", "2,unreadable-bytes"]
    assert kept(quoted)[1] == (3, "e@f.example", None, "é\nx")


def test_a_postal_address_is_a_contact_point_and_a_town_is_none(tmp_path: Path) -> None:
    reading = read(tmp_path, "nom;adresse;ville\nA;1 rue X;Lyon\nB;;Lyon\n")
    assert [row[0] for row in kept(reading)] == [1]
    assert reading.kept_aside == {"no-contact-point": 1}


def test_the_file_of_rows_kept_aside_holds_nothing_of_a_person(tmp_path: Path) -> None:
    reading = read(tmp_path, GOOD + "martin.durand;;Durand\nmartin.durand@club.example\n")
    assert "durand" not in "\n".join(aside(reading)).casefold()


def test_a_new_reading_takes_the_old_files_away(tmp_path: Path) -> None:
    read(tmp_path, GOOD + ";;B\n")
    reading = read(tmp_path, GOOD)
    assert reading.kept_aside_path is None
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["data.parquet"]
