"""Where the words stand, and what each format hides: pages, tables, struck text, scans, encryption."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
import typst
from pypdf import PdfReader, PdfWriter

from licet.reading.contracts import POINTS, Paper, read_contract
from licet.reading.sightings import Seen
from licet.terms.errors import DocumentError
from tests.reading.contracts.render import CORPUS, as_docx, as_html, as_pdf, pdf, whole, without

TERSE = (CORPUS / "good" / "terse.fr.md").read_text(encoding="utf-8")
PIXEL = pdf(
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>",
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\na\nendstream",
    b"<</Length 22>>stream\n9 0 0 9 0 0 cm /I Do   \nendstream",
)


def test_a_sentence_of_a_pdf_knows_its_page(tmp_path: Path) -> None:
    path = tmp_path / "contrat.pdf"
    path.write_bytes(as_pdf((CORPUS / "standard" / "standard_clauses_2021_915.fr.md").read_text(encoding="utf-8")))
    reading = read_contract([path])
    assert "page 1" in reading.sightings["contract.in_writing"].where
    assert "page 6" in reading.sightings["states.nature"].where
    assert reading.documents[0].pages == 7


def test_a_sentence_of_a_page_less_document_knows_its_paragraph_and_heading(tmp_path: Path) -> None:
    path = tmp_path / "contrat.docx"
    path.write_bytes(as_docx(whole((CORPUS / "good" / "articles.en.md").read_text(encoding="utf-8"))))
    where = read_contract([path]).sightings["states.security"].where
    assert where.startswith("contrat.docx, paragraph ")
    assert where.endswith("6. Security")


def test_rows_of_every_kind_of_table_are_read(tmp_path: Path) -> None:
    text = whole((CORPUS / "good" / "annexes.fr.md").read_text(encoding="utf-8"))
    for name, data in (("a.docx", as_docx(text)), ("a.html", as_html(text)), ("a.pdf", as_pdf(text))):
        path = tmp_path / name
        path.write_bytes(data)
        quote = read_contract([path]).sightings["states.duration"].quote
        assert "Celle du marché, soit trois ans" in quote, name


def test_struck_hidden_and_deleted_words_of_a_docx_say_nothing(tmp_path: Path) -> None:
    document = docx.Document(io.BytesIO(as_docx(without(TERSE, "duration"))))
    document.add_paragraph().add_run("Durée : douze mois.").font.strike = True
    document.add_paragraph().add_run("Durée : douze mois.").font.hidden = True
    path = tmp_path / "a.docx"
    document.save(str(path))
    assert read_contract([path]).sightings["states.duration"].state is Seen.ABSENT


def test_words_that_html_hides_or_strikes_say_nothing(tmp_path: Path) -> None:
    page = as_html(without(TERSE, "duration")).decode()
    for hidden in (
        "<p hidden>{}</p>",
        "<p style='display: none'>{}</p>",
        "<del>{}</del>",
        "<!-- {} -->",
        "<script>{}</script>",
    ):
        path = tmp_path / "a.html"
        path.write_text(page.replace("</body>", f"{hidden.format('Durée : douze mois.')}</body>"), encoding="utf-8")
        assert read_contract([path]).sightings["states.duration"].state is Seen.ABSENT, hidden


def test_a_scan_without_a_text_layer_leaves_everything_unclear(tmp_path: Path) -> None:
    pdf, picture = tmp_path / "scan.pdf", tmp_path / "scan.jpg"
    pdf.write_bytes(PIXEL)
    picture.write_bytes(b"\xff\xd8\xff\xe0" + bytes(400))
    for path in (pdf, picture):
        reading = read_contract([path])
        assert reading.kind is Paper.SCAN
        assert {(one.state, one.note) for one in reading.sightings.values()} == {
            (Seen.UNCLEAR, "no text: have it recognised (OCR) first")
        }


def test_a_scanned_annex_keeps_the_rest_from_being_called_absent(tmp_path: Path) -> None:
    contract, annex = tmp_path / "contrat.txt", tmp_path / "annexe.pdf"
    contract.write_text(without(TERSE, "duration"), encoding="utf-8")
    annex.write_bytes(PIXEL)
    seen = read_contract([contract, annex]).sightings["states.duration"]
    assert seen.state is Seen.UNCLEAR
    assert "annexe.pdf" in seen.note


def test_a_scanned_page_keeps_the_rest_from_being_called_absent(tmp_path: Path) -> None:
    writer = PdfWriter()
    for part in (as_pdf(without(TERSE, "audit")), PIXEL):
        for page in PdfReader(io.BytesIO(part)).pages:
            writer.add_page(page)
    path = tmp_path / "contrat.pdf"
    writer.write(str(path))
    reading = read_contract([path])
    assert reading.documents[0].textless == (2,)
    assert reading.sightings["states.audit"].state is Seen.UNCLEAR
    assert reading.sightings["states.duration"].state is Seen.FOUND


def test_the_fields_of_a_form_are_read(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(
        pdf(
            b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
            b"<</FT/Tx/T(Duration of the processing)/V(two years)/Subtype/Widget/Type/Annot>>",
        )
    )
    contract = tmp_path / "contract.txt"
    contract.write_text(without((CORPUS / "good" / "annexes.en.md").read_text(encoding="utf-8"), "duration"), "utf-8")
    seen = read_contract([contract, path]).sightings["states.duration"]
    assert seen.state is Seen.FOUND
    assert "two years" in seen.quote


@pytest.mark.parametrize("algorithm", ["RC4-128"])
def test_an_encrypted_pdf_is_refused(algorithm: str, tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(typst.compile(b"Contrat"))))
    writer.encrypt("secret", algorithm=algorithm)
    path = tmp_path / "a.pdf"
    writer.write(str(path))
    with pytest.raises(DocumentError, match="encrypted: deliver it without its password"):
        read_contract([path])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text_is_read_in_every_encoding(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "contrat.txt"
    path.write_bytes(without(TERSE, "none").encode(encoding))
    assert {read_contract([path]).sightings[point].state for point in POINTS} == {Seen.FOUND}


def test_the_order_of_the_documents_does_not_count(tmp_path: Path) -> None:
    text = (CORPUS / "good" / "annexes.en.md").read_text(encoding="utf-8")
    body, _, annex = text.partition("# Schedule 1")
    paths = [tmp_path / "dpa.txt", tmp_path / "schedule.txt"]
    paths[0].write_text(without(body, "none"), encoding="utf-8")
    paths[1].write_text(without(f"# Schedule 1{annex}", "none"), encoding="utf-8")
    one, other = read_contract(paths), read_contract(paths[::-1])
    assert {item: seen.state for item, seen in one.sightings.items()} == {
        item: seen.state for item, seen in other.sightings.items()
    }
    assert {one.sightings[point].state for point in POINTS} == {Seen.FOUND}
