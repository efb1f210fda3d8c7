"""Whatever the bytes, a page is read in time or refused: nothing but ``DocumentError`` leaves."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licet.reading.pages import read_page
from licet.terms.errors import DocumentError

CORPUS = Path(__file__).parent / "corpus"
PAGES = [path.read_bytes() for path in sorted(CORPUS.glob("*/*.html"))]
DEEP = "<form>" + "<div>" * 400
ASK = "<form><input type=checkbox name=a> J'accepte les offres<button>OK</button></form>"

SLOW = {
    "attributes": "<p " + " ".join(f"a{n}" for n in range(1_000_000)) + ">",
    "ampersands": "<p>" + "a&b" * 2_000_000,
    "one name": "<p><" + "a" * 8_000_000 + ">",
    "one value": "<p title='" + "a&b" * 2_000_000 + "'>",
    "comments": "<p><!--" + "-a" * 4_000_000 + "-->",
    "misplaced in a table": "<div><table>" + "x<b>y</b>" * 40_000,
    "entities": "<p>" + "&lt;&amp;&nbsp;" * 500_000,
    "descendants": "<style>"
    + "div " * 60
    + " q{color:red} b "
    + "div " * 60
    + " q{color:red}</style>"
    + "<div>" * 400
    + "<q>x",
    "requests": "<form>"
    + "<p>Les offres. <a href=a>partenaires</a></p><label><input type=checkbox> nos offres</label>" * 1_500,
}
REFUSED = {
    "nested": "<div>" * 10_000,
    "nested in svg": "<p><svg>" + "<g>" * 10_000,
    "formatting": "<p>" + "".join(f"<b a={n}><p>" for n in range(10_000)),
    "elements": "<p>" * 100_001,
    "rules": "<p><style>" + "p{color:red}" * 30_001 + "</style>",
    "controls": "<p>" + "<input>" * 2_001,
    "text": "<p>" + "words " * 400_000,
}
ODD = {
    "billion laughs": '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><p>&b;&b;' + ASK,
    "brackets in styles": "<p style='width:" + "(" * 50_000 + "'>" + ASK,
    "functions in styles": "<style>p{width:" + "calc(" * 5_000 + "1px" + ")" * 5_000 + "}</style>" + ASK,
    "variables": "<style>:root{"
    + "".join(f"--a{n}:var(--a{n + 1});" for n in range(2_000))
    + "}p{color:var(--a0)}</style>"
    + ASK,
    "variables in a ring": "<style>:root{--a:var(--b);--b:var(--a)}p{color:var(--a);font-size:var(--a)}</style>" + ASK,
    "layers of media": "<style>" + "@media screen{" * 500 + "p{color:red}" + "</style>" + ASK,
    "negations": "<style>" + ":not(" * 300 + "a" + ")" * 300 + "{color:red}</style>" + ASK,
    "steps": "<style>a" + ">b" * 3_000 + "{color:red}</style>" + ASK,
    "huge number": "<style>p{font-size:"
    + "9" * 400
    + "px;opacity:1e999;width:1e9999px}</style>&#"
    + "9" * 5_000
    + ";"
    + ASK,
    "labels in labels": DEEP + "<label>" * 50 + "<input type=checkbox> offres",
    "labels in a ring": "<label for=a id=b></label><input id=a aria-labelledby='a b a'>" + ASK,
    "two hundred boxes in one label": "<form><label>offres " + "<input type=checkbox>" * 200,
    "frameset": "<frameset><frame src=a.html></frameset><p>",
    "form elsewhere": "<input form=nothing type=tel><p id=nothing>" + ASK,
    "no body": "<html><head><p",
    "select": "<select><option>" * 500 + ASK,
    "template": "<template>" + ASK + "</template>" + ASK,
}


def write(folder: Path, data: bytes | str) -> Path:
    page = folder / "page.html"
    page.write_bytes(data if isinstance(data, bytes) else data.encode())
    return page


@pytest.mark.parametrize("name", SLOW)
def test_a_page_built_to_be_slow_is_refused_in_time(name: str, tmp_path: Path) -> None:
    page = write(tmp_path, SLOW[name])
    start = time.monotonic()
    with pytest.raises(DocumentError, match="takes too long to read"):
        read_page(page, seconds=0.5)
    assert time.monotonic() - start < 10


@pytest.mark.parametrize("name", REFUSED)
def test_a_page_without_end_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"save the part|leave out"):
        read_page(write(tmp_path, REFUSED[name]))


@pytest.mark.parametrize("name", ODD)
def test_an_odd_page_is_read_all_the_same(name: str, tmp_path: Path) -> None:
    read_page(write(tmp_path, ODD[name]))


@pytest.mark.parametrize("name", [name for name, text in ODD.items() if text.endswith(ASK)])
def test_an_odd_page_keeps_its_request(name: str, tmp_path: Path) -> None:
    assert [one.ask for one in read_page(write(tmp_path, ODD[name])).requests] == ["box"]


def test_a_page_of_fifty_megabytes_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    with page.open("wb") as file:
        file.truncate(50 << 20)
    with pytest.raises(DocumentError, match="larger than 16 MB"):
        read_page(page)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no HTML page"),
        (b"hello", "no HTML page"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "no text"),
        (b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n", "web archive"),
        (b"%PDF-1.7\n%\xe2\xe3", "no HTML page"),
        (b"\xff\xfe\0\xd8<", "no HTML page"),
    ],
)
def test_what_is_no_page_is_refused_with_what_to_do(data: bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=message):
        read_page(write(tmp_path, data))


def test_files_that_are_not_there_are_refused_by_name(tmp_path: Path) -> None:
    page = write(tmp_path, ASK + "<p>")
    gone = tmp_path / "gone.css"
    acts: list[Callable[[], object]] = [
        lambda: read_page(tmp_path / "gone.html"),
        lambda: read_page(tmp_path),
        lambda: read_page(page, css=[gone]),
        lambda: read_page(page, screenshot=gone),
        lambda: read_page(page, partner_list=gone),
        lambda: read_page(Path("a\0b.html")),
    ]
    for act in acts:
        with pytest.raises(DocumentError) as raised:
            act()
        assert str(tmp_path) not in str(raised.value)


def test_sheets_without_end_are_refused(tmp_path: Path) -> None:
    sheet = tmp_path / "a.css"
    sheet.write_bytes(b"/" * (5 << 20))
    with pytest.raises(DocumentError, match="larger than 4 MB"):
        read_page(write(tmp_path, ASK + "<p>"), css=[sheet])


def test_the_name_of_another_file_as_content_does_not_open_it(tmp_path: Path) -> None:
    """The parser opens a short text that names a file, if it is let."""
    other = tmp_path / "<p>"
    other.write_text(ASK, encoding="utf-8")
    assert read_page(write(tmp_path, f"{tmp_path}/<p>")).requests == ()


FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
PIECES = st.sampled_from(
    [
        "<form>", "</form>", "<label>", "</label>", "<label for=a>", "<input type=checkbox id=a>", "<input type=checkbox checked>",
        "<input type=radio name=r>", "<button>", "</button>", "<a href=#>", "</a>", "<p>", "<table>", "<tr><td>", "</table>", "<select>",
        "<option>", "<fieldset><legend>", "</fieldset>", "j'accepte les offres ", "de nos partenaires (A, B) ", "non merci ", "<br>",
        "<style>p{color:red;font:1em a}</style>", "<style>@media", "<!--", "-->", "<svg>", "<math>", "<template>", "<iframe>", "</p>",
        "<div hidden>", "<div style='position:absolute;left:-9999px'>", "</div>", "<footer>", "&amp;", "&#x110000;", "\0", "<script>",
        "<span role=checkbox aria-checked=true>", "être appelé pendant 12 mois ", "<b>", "</b>", "<i>", "</i>", "<a href='#a'>partenaires",
        "<input type=tel form=f>", "<form id=f>", "<dialog>", "<object>", "<frameset>", "<body onclick=a>", "<td onclick=b>",
    ]
)  # fmt: skip


@FUZZ
@given(st.binary(max_size=400))
def test_random_bytes_raise_nothing_else(tmp_path: Path, data: bytes) -> None:
    read_or_refuse(write(tmp_path, b"<p>" + data))
    read_or_refuse(write(tmp_path, data))


@FUZZ
@given(st.lists(PIECES, max_size=40))
def test_pieces_in_any_order_raise_nothing_else(tmp_path: Path, pieces: list[str]) -> None:
    read_or_refuse(write(tmp_path, "<p>" + "".join(pieces)))


@FUZZ
@given(st.sampled_from(PAGES), st.data())
def test_cut_and_mutated_pages_raise_nothing_else(tmp_path: Path, page: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(page)))
    end = data.draw(st.integers(start, min(len(page), start + 200)))
    read_or_refuse(write(tmp_path, page[:start] + data.draw(st.binary(max_size=20)) + page[end:]))
    read_or_refuse(write(tmp_path, page[:start]))


@FUZZ
@given(st.text(alphabet="{}()[];:,.#>+~*@!\"'\\/ abp-1%\n", max_size=200))
def test_styles_of_any_kind_raise_nothing_else(tmp_path: Path, text: str) -> None:
    sheet = tmp_path / "a.css"
    sheet.write_text(f"p{{color:red}}{text}", encoding="utf-8")
    read_or_refuse(write(tmp_path, f'<p style="{text}">{ASK}'), sheet)


def read_or_refuse(page: Path, *css: Path) -> None:
    try:
        read_page(page, css=css)
    except DocumentError as error:
        message = str(error)
        assert message[0] in "`abcdefghijklmnopqrstuvwxyz"
        assert not message.endswith(".")
