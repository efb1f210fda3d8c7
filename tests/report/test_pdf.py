"""The PDF: accessible, the same words as the model, the same bytes for the same report, whatever a name holds."""

import datetime as dt
import io
import re
import unicodedata
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader

from licet.audit.model import ProofOfSource, Report, RestsOn
from licet.audit.report.drawable import DRAWN, drawable, set_text, turns
from licet.audit.report.pdf import render_pdf, typeset
from licet.audit.report.sheets import Block, Heading, Look, Paragraph, Sheet, Span
from licet.audit.report.words import Words
from tests.report.examples import HOSTILE, Language, empty_report, finding, hostile_report, rich_report

LANGUAGES: tuple[Language, ...] = ("fr", "en")
REPORTS = [make(language) for make in (rich_report, empty_report, hostile_report) for language in LANGUAGES]
NAMES = [f"{kind}-{language}" for kind in ("rich", "empty", "hostile") for language in LANGUAGES]
UNSEEN = re.compile(r"[\s\u200b]+")


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def bare(text: str) -> str:
    """Return a text without spaces: where a line ends is the page's business."""
    return UNSEEN.sub("", text)


def extracted(pdf: bytes) -> str:
    """Return the text of all pages, without the page numbers that stand between them."""
    return "".join(re.sub(r"\d+/\d+$", "", bare(page.extract_text())) for page in read(pdf).pages)


def root_of(pdf: bytes) -> dict[str, Any]:
    return dict(read(pdf).root_object)


def fonts_of(page: PageObject) -> dict[str, Any]:
    resources: dict[str, Any] = page["/Resources"].get_object()  # type: ignore[assignment]  # pypdf's own dictionary
    return dict(resources["/Font"])


def of_structure(pdf: bytes) -> list[dict[str, Any]]:
    """Return every element of the tree of structure, in the order of reading."""
    found: list[dict[str, Any]] = []

    def walk(node: object) -> None:
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif hasattr(node, "get_object") and (held := node.get_object()) is not node:
            walk(held)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append(dict(node))
            walk(node.get("/K"))

    walk(root_of(pdf)["/StructTreeRoot"])
    return found


@pytest.mark.parametrize("report", REPORTS, ids=NAMES)
def test_a_pdf_is_tagged_and_says_its_title_language_and_day(report: Report) -> None:
    pdf = render_pdf(report)
    reader, root = read(pdf), root_of(pdf)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == report.language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert str(report.judged_on.year) in (reader.metadata.title or "")
    assert reader.metadata.creation_date == dt.datetime.combine(report.judged_on, dt.time(), dt.UTC)
    xmp = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


@pytest.mark.parametrize("report", REPORTS, ids=NAMES)
def test_every_table_has_headers_and_every_drawing_its_words(report: Report) -> None:
    elements = of_structure(render_pdf(report))
    kinds = [str(each["/S"]) for each in elements]
    assert kinds.count("/Table") == kinds.count("/THead") == kinds.count("/Caption")
    assert kinds.count("/TH") >= kinds.count("/Table")
    assert all(each.get("/Alt") for each in elements if each["/S"] == "/Figure")
    levels = [int(kind[2]) for kind in kinds if re.fullmatch(r"/H\d", kind)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_charts_tell_their_numbers_without_eyes() -> None:
    told = [str(each["/Alt"]) for each in of_structure(render_pdf(rich_report("fr"))) if each["/S"] == "/Figure"]
    assert len(told) == 7
    assert "Jeu-concours été 95,7" in " ".join(told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pdf_says_what_the_report_holds(language: Language) -> None:
    report, words = rich_report(language), Words(language)
    text = extracted(render_pdf(report))
    for head in report.findings:
        for told in (head.article, head.title, words.number(head.of), words.extent(head.count, head.possible)):
            assert bare(told) in text, told
        for ground in head.grounds:
            assert all(bare(told) in text for told in (ground.rule, ground.citation, ground.sentence))
        for share in (*head.by_source, *head.by_form):
            assert bare(share.name) in text
            assert bare(words.number(share.count)) in text
    for missing in report.to_obtain:
        assert bare(missing.question) in text
        assert bare(missing.fact) in text
    for step in report.plan:
        assert bare(step.text + step.article) in text
    for told in (
        *(each.reason for each in report.assumed), *(each.name for each in report.comparables),
        *(each.path for each in report.files), *(each.sender for each in report.complaints),
        *(each.sentence for each in report.warnings), words.day(report.judged_on), report.law.digest,
    ):  # fmt: skip
        assert bare(told) in text, told


def test_equal_reports_give_equal_bytes() -> None:
    report = rich_report("fr")
    assert render_pdf(report) == render_pdf(Report.model_validate_json(report.model_dump_json()))


def test_only_the_fonts_of_the_package_are_used() -> None:
    fonts = set()
    for page in read(render_pdf(rich_report("fr"))).pages:
        fonts |= {str(each.get_object()["/BaseFont"]).partition("+")[2] for each in fonts_of(page).values()}
    assert fonts
    assert all(name.startswith(("LibertinusSerif", "DejaVuSansMono")) for name in fonts)


def test_hostile_names_are_shown_and_not_obeyed() -> None:
    text = extracted(render_pdf(hostile_report("en")))
    assert bare(drawable(HOSTILE)) in text
    assert "\x1b" not in text
    assert "\u202e" not in text


# ------------------------------------------------------------------------------------------------- any text


def single(text: str, language: Language) -> Report:
    """Return a small report in which one text stands in many places."""
    head = finding(text, text, grounds=(), rests_on=RestsOn(declared=0, document=0, data=0, assumed=0), items=(text,))
    proof = ProofOfSource(source=text, persons=1, shown=1, not_shown=0, unknown=0)
    missing = [each.model_copy(update={"question": text, "item": text}) for each in rich_report("en").to_obtain[:1]]
    file = rich_report("en").files[0].model_copy(update={"path": text, "unknown_columns": (text,)})
    return empty_report(language).model_copy(
        update={
            "organisation": text,
            "findings": (head,),
            "proof_by_source": (proof,),
            "to_obtain": tuple(missing),
            "files": (file,),
        }
    )


TYPST = st.text(alphabet="#[]*_`$<>@\\/=-+~\"'{}()., :;?!«»abcé0\n\t", max_size=40)
WORDS = st.one_of(st.text(max_size=40), TYPST, st.integers(30, 400).map(lambda n: "x" * n))


@settings(max_examples=20)
@given(text=WORDS, language=st.sampled_from(LANGUAGES))
@example("#panic() [*x*] $y$ @z <l> //", "fr")
@example("שלום 12 עולם مرحبا", "fr")
@example("日本語 😀 e\u0301 \u200d\u00ad\ufeff \x00\x1b\ud800", "en")
@example("W" * 3000, "en")
def test_whatever_a_name_holds_the_report_is_set_and_its_text_can_be_read_back(text: str, language: Language) -> None:
    text = text if text.strip() else "x"
    pdf = extracted(render_pdf(single(text, language)))
    wanted = bare(set_text(text, language))
    if turns(wanted):  # a reader of PDF gives such words in the order in which they are painted
        assert set(wanted) <= set(pdf)
    else:
        assert pdf.count(wanted) >= 4


@given(st.text())
def test_what_cannot_be_drawn_is_written_by_its_number_and_nothing_else_changes(text: str) -> None:
    shown = drawable(text)
    assert drawable(shown) == shown
    assert all(any(low <= ord(sign) <= high for low, high in DRAWN) for sign in shown)
    if text.isascii() and text.isprintable():
        assert shown == text


def test_a_sign_without_a_letter_of_its_own_keeps_its_number() -> None:
    assert drawable("été 😀 日") == "été U+1F600 U+65E5"
    assert drawable(unicodedata.normalize("NFD", "été")) == "été"


LOOKS: tuple[Look, ...] = ("plain", "strong", "code", "figure")


@pytest.mark.parametrize("look", LOOKS)
def test_every_sign_said_to_be_drawable_is_drawn(look: Look) -> None:
    signs = [chr(code) for low, high in DRAWN for code in range(low, high + 1)]
    blocks: tuple[Block, ...] = (Heading("x"), *(Paragraph((Span(f"x {sign} x", look),)) for sign in signs))
    typeset(Sheet("x", "fr", dt.date(2026, 1, 1), "x", "x", "x", "x", "x", blocks))


def test_french_has_its_no_break_spaces_and_english_none() -> None:
    assert set_text("« Ah ! » : vu ; ok ?", "fr") == "«\u00a0Ah\u202f!\u00a0»\u00a0: vu\u202f; ok\u202f?"
    assert set_text("Ah ! : ok ?", "en") == "Ah ! : ok ?"


def test_a_long_word_may_be_broken_and_a_short_one_not() -> None:
    assert set_text("anticonstitutionnellement", "fr") == "anticonstitu\u200btionnellemen\u200bt"
    assert set_text("x" * 30, "fr").count("\u200b") == 2
    assert "\u200b" not in set_text("anticonstitution", "fr")
    assert set_text("organisation.register_kept_up", "en") == "organisation.\u200bregister_\u200bkept_\u200bup"
