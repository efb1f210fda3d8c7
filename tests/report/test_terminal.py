import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from licet.audit.model import Report
from licet.audit.report import print_summary
from tests.report.examples import Language, empty_report, hostile_report, rich_report

PATHS = {"report.html": Path("out/report/report.html"), "report.json": Path("out/report/report.json")}


class Ascii(io.StringIO):
    encoding = "ascii"  # what a terminal without UTF-8 says of itself


def _printed(report: Report, *, colour: bool = False, width: int = 80, file: io.StringIO | None = None) -> str:
    file = file or io.StringIO()
    console = Console(
        file=file, width=width, force_terminal=colour, no_color=not colour, color_system="standard" if colour else None
    )
    print_summary(report, console, PATHS)
    return file.getvalue()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("make", [rich_report, empty_report, hostile_report])
def test_no_line_is_longer_than_80_columns(make: Callable[[Language], Report], language: Language) -> None:
    assert max(cell_len(line) for line in _printed(make(language)).splitlines()) <= 80


def test_the_summary_says_heads_plan_what_to_obtain_and_where_the_files_are() -> None:
    text = " ".join(_printed(rich_report("en")).split())
    for told in (
        "Prospection Exemple SARL, judged on 7 December 2020: 200,000 people", "5 breaches are established.",
        "1 head is contested.", "1 head cannot be determined.", "CPCE L.34-5", "189,622 of 200,000", "94.8%", "GDPR 28",
        "undetermined", "0–3 of 4", "GDPR 14, 2 notices · inform: Put", "To obtain first", "200,000 people", "and 1 more", "RFC 8058",
        "out/report/report.html", "out/report/report.json",
    ):  # fmt: skip
        assert told in text, told


def test_without_colour_no_escape_is_printed_and_the_words_are_the_same() -> None:
    plain, coloured = _printed(rich_report("fr")), _printed(rich_report("fr"), colour=True)
    assert "\x1b" not in plain
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_hostile_names_neither_colour_the_terminal_nor_clear_it() -> None:
    text = _printed(hostile_report("en"))
    assert "[red]" in text.replace("\n", "")
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_terminal_without_unicode_is_given_what_it_can_show() -> None:
    _printed(rich_report("fr"), file=Ascii()).encode("ascii")


def test_a_long_path_is_left_whole_to_be_copied() -> None:
    file = io.StringIO()
    long = Path("x" * 120) / "report.html"
    print_summary(empty_report("fr"), Console(file=file, width=80), {"report.html": long})
    assert str(long) in file.getvalue()
