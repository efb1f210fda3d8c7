"""Whatever the bytes, only `TableError` leaves, soon and with little memory."""

from __future__ import annotations

import struct
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from licet.reading import PEOPLE as ROLES
from licet.reading import read_people, unpacking
from licet.reading.sheets import read_sheet
from licet.terms.errors import TableError
from tests.reading.workbooks.books import PEOPLE, book, by_hand, line, packed

GOOD = line(1, "Email", "Nom") + line(2, "a@club.example", "Fictive")
FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def attempt(folder: Path, content: bytes) -> None:
    """Read in this very process: quick, and a crash would end the tests."""
    path = folder / "book.xlsx"
    path.write_bytes(content)
    said = f"`{path}`"
    try:
        read_sheet(path, ROLES, {}, folder)
    except TableError as error:
        said = str(error)
    assert f"`{path}`" in said
    assert "fictive" not in said.casefold()


def test_a_workbook_made_by_hand_is_read(tmp_path: Path) -> None:
    assert read_people(by_hand(tmp_path / "book.xlsx", GOOD), into=tmp_path / "out").rows_kept == 1


def test_two_cells_far_apart_do_not_take_the_memory_of_all_between(tmp_path: Path) -> None:
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    with pytest.raises(TableError, match="very far apart"):
        read_people(by_hand(tmp_path / "book.xlsx", GOOD + far), into=tmp_path / "out")


def test_a_far_cell_in_a_near_row_is_found_too(tmp_path: Path) -> None:
    far = '<row r="3"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    with pytest.raises(TableError, match="very far apart"):
        read_people(by_hand(tmp_path / "book.xlsx", GOOD + far), into=tmp_path / "out")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not bound the addresses of a process")
def test_a_workbook_that_takes_too_much_memory_ends_its_own_process_alone(tmp_path: Path) -> None:
    """26 columns of a million rows, all blank but one, are within the look at them, and 0.9 GB in the parser."""
    far = '<row r="1048576"><c r="Z1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    by_hand(tmp_path / "book.xlsx", GOOD + far)
    bounded = subprocess.run(
        [sys.executable, "-c", BOUNDED, str(tmp_path)], capture_output=True, text=True, check=True, timeout=120
    )
    assert "takes more memory than a workbook may" in bounded.stdout


BOUNDED = """
import resource, sys
from pathlib import Path
from licet.reading import read_people
from licet.terms.errors import TableError
resource.setrlimit(resource.RLIMIT_AS, (800 << 20, 800 << 20))
try:
    read_people(Path(sys.argv[1], "book.xlsx"), into=Path(sys.argv[1], "out"))
except TableError as error:
    print(error)
"""


def test_a_row_beyond_the_last_is_refused(tmp_path: Path) -> None:
    far = '<row r="99999999"><c r="A99999999" t="inlineStr"><is><t>x</t></is></c></row>'
    with pytest.raises(TableError, match="beyond the last row"):
        read_people(by_hand(tmp_path / "book.xlsx", GOOD + far), into=tmp_path / "out")


@pytest.mark.parametrize(("limit", "why"), [("MOST_INFLATED", "inflates to more"), ("MOST_CELLS", "cells")])
def test_what_inflates_beyond_the_limit_is_refused_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, why: str
) -> None:
    monkeypatch.setattr(unpacking, limit, 1_000)
    path = by_hand(tmp_path / "book.xlsx", GOOD + "".join(line(k, "x", "y") for k in range(3, 3_000)))
    with pytest.raises(TableError, match=why):
        read_sheet(path, ROLES, {}, tmp_path)


def test_a_size_that_lies_is_not_believed(tmp_path: Path) -> None:
    content = bytearray(packed(GOOD + " " * 500_000))
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/worksheets/sheet1.xml"))
    struct.pack_into("<I", content, at + 24, 100)  # the inflated size, in the directory
    (tmp_path / "book.xlsx").write_bytes(content)
    with pytest.raises(TableError, match="damaged"):
        read_people(tmp_path / "book.xlsx", into=tmp_path / "out")


def test_a_protected_archive_is_refused(tmp_path: Path) -> None:
    content = bytearray(packed(GOOD))
    at = content.rfind(b"PK\x01\x02")
    struct.pack_into("<H", content, at + 8, 1)
    (tmp_path / "book.xlsx").write_bytes(content)
    with pytest.raises(TableError, match="password"):
        read_people(tmp_path / "book.xlsx", into=tmp_path / "out")


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY l{k} "{f"&l{k - 1};" * 10}">' for k in range(1, 12))
    workbook = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY l0 "ha">{laughs}]><workbook>&l11;</workbook>'
    with pytest.raises(TableError):
        read_people(by_hand(tmp_path / "book.xlsx", GOOD, workbook=workbook), into=tmp_path / "out")


def test_nothing_is_left_behind_when_a_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(b"PK\x03\x04" + bytes(500))
    with pytest.raises(TableError, match="damaged"):
        read_people(tmp_path / "book.xlsx", into=tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


@FUZZ
@given(st.binary(max_size=2_000))
def test_any_bytes_are_no_workbook_or_one(tmp_path: Path, content: bytes) -> None:
    attempt(tmp_path, b"PK\x03\x04" + content)


@FUZZ
@given(place=st.integers(0, 100_000), what=st.binary(min_size=1, max_size=8), cut=st.integers(0, 100_000))
def test_a_damaged_workbook_is_refused_or_read(tmp_path: Path, place: int, what: bytes, cut: int) -> None:
    whole = book(tmp_path / "whole.xlsx", PEOPLE).read_bytes()
    place %= len(whole)
    hurt = whole[:place] + what + whole[place + len(what) :]
    attempt(tmp_path, hurt)
    attempt(tmp_path, hurt[: cut % len(hurt)])


@FUZZ
@given(st.text(st.characters(max_codepoint=0x2FF), max_size=300))
@example('<row r="0"><c r="A0"><v>1</v></c></row>')
@example('<row r="2"><c r="B2" t="s"><v>99999</v></c></row>')
@example('<row r="2"><c r="" t="d"><v>x</v></c><c r="1A"/></row>')
@example('<row><c t="e"><v>#N/A</v></c></row>' * 50)
def test_any_text_within_a_sheet_is_refused_or_read(tmp_path: Path, text: str) -> None:
    attempt(tmp_path, packed(GOOD + text))
