"""Each bad file has one clear error that names it and quotes no person."""

import gzip
import io
import random
import zipfile
from pathlib import Path

import polars as pl
import pytest

from licet.reading import COMPLAINTS, SENDS, read_people, read_table
from licet.terms.errors import TableError


def parquet() -> bytes:
    out = io.BytesIO()
    pl.DataFrame({"email": [f"p{k}@club.example" for k in range(1000)]}).write_parquet(out)
    return out.getvalue()


def archive(member: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr(member, "<workbook/>")
    return out.getvalue()


def workbook() -> bytes:
    return archive("xl/workbook.xml")


def damaged_within() -> bytes:
    whole = parquet()
    return whole[:20] + bytes(200) + whole[220:]


def noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)  # noqa: S311 - chance that is the same each time


BAD = {
    "empty.csv": (b"", "is empty"),
    "empty.parquet": (b"", "is empty"),
    "cut.parquet": (parquet()[:-100], "cut short"),
    "mark-only.parquet": (b"PAR1", "cut short"),
    "hollow.parquet": (b"PAR1" + bytes(100) + b"PAR1", "is damaged"),
    "within.parquet": (damaged_within(), "is damaged"),
    "named.parquet": (b"email\na@b.example\n", "no Parquet file, although its name says so"),
    "noise.csv": (noise(300_000), "holds no text"),
    "noise-few.csv": (noise(400), "holds no text"),
    "utf16-unmarked.csv": ("email;nom\na@b.example;A\n".encode("utf-16-le"), "byte order mark"),
    "book.xlsx": (workbook(), "save it again as"),
    "letter.docx": (archive("word/document.xml"), "unpack it"),
    "book.xlsb": (archive("xl/workbook.bin"), "binary Excel workbook"),
    "book.ods": (archive("content.xml"), "OpenDocument"),
    "page.xls": (b"<html><table><tr><td>email</td></tr></table></html>", "web page"),
    "book.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Excel workbook"),
    "secret.xlsx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
    "packed.csv.gz": (gzip.compress(b"email\na@b.example\n"), "unpack it first"),
    "blank.csv": (b"\n\r\n  \n", "blank lines only"),
    "headers.csv": (b"email;nom\n", "column names only, no row"),
    "headers-blank.csv": (b"email;nom\n\n\n", "column names only, no row"),
    "nobody.csv": (b"email;nom\n;A\nx;B\nshort\n", "no usable row; kept aside: 1 no-contact-point, 1 not-an-address, 1 wrong"),
    "strange.csv": (b"Farbe;Form\nrot;rund\n", r"one of `email`, .*: its columns are `Farbe`, `Form`.*--map 'HEADER=email'"),
    "names.csv": (b"nom;ville\nA;Lyon\n", r"one of `email`, `phone`.*--map 'HEADER=email'"),
    "twice.csv": (b"mail;courriel\na@b.example;c@d.example\n", "may each be the `email`"),
    "no-headers.csv": (b"martin.durand@club.example;Durand\nx@y.example;B\n", "holds data, not column names"),
    "no-headers-phone.csv": (b"Durand;+33 6 39 98 00 01\n", "holds data, not column names"),
    "one-line.csv": (b"x" * 2_000_000, "no line end"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_has_one_clear_error_that_names_it(tmp_path: Path, name: str) -> None:
    content, why = BAD[name]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(TableError, match=why) as raised:
        read_people(path, into=tmp_path / "out")
    message = str(raised.value)
    assert str(path) in message
    assert "\n" not in message
    assert not message.endswith(".")
    assert "durand" not in message.casefold()
    assert raised.value.__suppress_context__ or raised.value.__context__ is None
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


def test_a_missing_file_and_a_directory_are_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"nowhere\.csv` does not exist"):
        read_people(tmp_path / "nowhere.csv", into=tmp_path / "out")
    with pytest.raises(TableError, match="is a directory"):
        read_people(tmp_path, into=tmp_path / "out")
    with pytest.raises(TableError, match="not a regular file"):
        read_people(Path("/dev/zero"), into=tmp_path / "out")


def test_a_table_without_any_known_column_says_what_to_map(tmp_path: Path) -> None:
    path = tmp_path / "complaints.csv"
    path.write_text("Farbe;Gestalt\nrot;rund\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"none of the . columns of .* is recognised.*'HEADER=ROLE'"):
        read_table(path, into=tmp_path / "out", columns=COMPLAINTS)


def test_a_table_of_sends_without_its_day_says_what_to_map(tmp_path: Path) -> None:
    path = tmp_path / "sends.csv"
    path.write_text("mail;quand\na@b.example;2020-01-01\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"no column recognised as `sent_at`.*--map 'HEADER=sent_at'"):
        read_table(path, into=tmp_path / "out", columns=SENDS)
    assert read_table(path, into=tmp_path / "out", columns=SENDS, mapping={"quand": "sent_at"}).rows_kept == 1
