"""Whatever the bytes, a reading or a ``DocumentError``."""

from __future__ import annotations

import io
import random
import tempfile
import zipfile
import zlib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licet.reading.contracts import ContractReading, read_contract
from licet.reading.contracts.blocks import MAX_BYTES
from licet.terms.errors import DocumentError
from tests.reading.contracts.render import CORPUS, pdf, rendered, whole

TERSE = whole((CORPUS / "good" / "terse.fr.md").read_text(encoding="utf-8"))
SUFFIXES = st.sampled_from([".pdf", ".docx", ".html", ".txt", ".md", ""])
HEADS = st.sampled_from(
    [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html><p>", b"\xff\xfe", b"\xef\xbb\xbf", b"{\\rtf", b"\xd0\xcf\x11\xe0"]
)


@cache
def good(form: str) -> bytes:
    return rendered(TERSE, form)


def survives(data: bytes, suffix: str) -> ContractReading | None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"contract{suffix}"
        path.write_bytes(data)
        try:
            return read_contract([path])
        except DocumentError as error:
            message = str(error)
            assert message.startswith(f"`contract{suffix}`")
            assert len(message) < 300
            return None


@settings(max_examples=150, deadline=None)
@given(head=HEADS, body=st.binary(max_size=2_000), suffix=SUFFIXES)
def test_any_bytes_are_a_reading_or_a_document_error(head: bytes, body: bytes, suffix: str) -> None:
    survives(head + body, suffix)


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=2_000), suffix=SUFFIXES)
def test_any_text_is_a_reading_or_a_document_error(text: str, suffix: str) -> None:
    survives(text.encode("utf-8", "surrogatepass"), suffix)


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "md"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 1 << 32))
def test_a_contract_mutated_is_a_reading_or_a_document_error(form: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    data = bytearray(good(form))
    for _ in range(chance.randint(1, 30)):
        at = chance.randrange(len(data))
        choice = chance.randrange(31)
        if choice < 10:
            data[at] = chance.randrange(256)
        elif choice < 20:
            del data[at : at + chance.randint(1, 400)]
        elif choice < 30:
            data[at:at] = data[at : at + chance.randint(1, 400)]
        else:
            data = data[: max(1, at)]
        if not data:
            return
    survives(bytes(data), f".{form}")


def stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(d := zlib.compress(data, 9)), extra, d)


CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
FONT = b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>/XObject<</X 5 0 R>>>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R" + FONT + b">>"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), id="a page tree that holds itself"),
        pytest.param(pdf(CATALOG, b"<</Type/Pages/Kids[" + b"3 0 R " * 90_000 + b"]/Count 90000>>", PAGE, stream(b"")), id="ninety thousand pages"),
        pytest.param(pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>"), id="two nodes in a ring"),
        pytest.param(pdf(b"1 0 R", PAGES), id="an object that is itself"),
        pytest.param(pdf(CATALOG, PAGES, PAGE, b"[" * 50_000), id="arrays in arrays"),
        pytest.param(pdf(CATALOG, PAGES, PAGE, b"<</A" * 50_000), id="dictionaries in dictionaries"),
        pytest.param(pdf(CATALOG, PAGES, PAGE, stream(b"BT/F 9 Tf" + b" (a) Tj" * 30_000_000)), id="a stream that inflates to 200 MB"),
        pytest.param(pdf(CATALOG, PAGES, PAGE, stream(b"BT/F 9 Tf" + b"[" * 1_000_000)), id="a million brackets"),
        pytest.param(pdf(CATALOG, PAGES, PAGE, stream(b"/X Do " * 50), stream(b"/X Do " * 50, b"/Type/XObject/Subtype/Form" + FONT)), id="a form that draws itself"),
        pytest.param(pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 99999999999>>", PAGE, stream(b"")), id="a count that lies"),
    ],
)  # fmt: skip
def test_a_pdf_built_to_never_end_ends(data: bytes) -> None:
    survives(data, ".pdf")


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good("docx"))) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            target.writestr(
                part.filename, parts.pop(part.filename.replace("/", "_").replace(".", "_"), source.read(part))
            )
        for name, data in parts.items():
            target.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (lambda: zipped(bomb=bytes(80 << 20)), "inflates to more than"),
        (lambda: zipped(word_document_xml=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "declares entities"),
        (lambda: zipped(word_document_xml="<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>".encode("utf-16")), "declares entities"),
        (lambda: zipped(word_document_xml=b"<?xml version='1.0' encoding='utf-7'?><a/>"), "unusual encoding"),
        (lambda: zipped(word_document_xml=b"<a>" * 300_000), "damaged"),
        (lambda: zipped(**{f"part{number}": b"" for number in range(3_100)}), "parts in the DOCX"),
    ],
    ids=["bomb", "entity", "external entity in utf-16", "utf-7", "deep", "many parts"],
)  # fmt: skip
def test_a_docx_built_to_harm_is_refused(data: object, message: str, tmp_path: Path) -> None:
    assert callable(data)
    path = tmp_path / "a.docx"
    path.write_bytes(data())
    with pytest.raises(DocumentError, match=message):
        read_contract([path])


def test_a_zip_that_is_no_docx_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(DocumentError, match="no DOCX"):
        read_contract([path])


@pytest.mark.parametrize(
    "page",
    [
        b"<html>" + b"<div>" * 60_000,
        b"<html>" + b"<table><tr><td>" * 5_000,
        b"<html><p " + b" ".join(b"a%d=1" % number for number in range(5_000)) + b">",
        b"<html>" + b"&am" * 60_000,
    ],
    ids=["divs", "tables", "attributes", "entities"],
)
def test_a_page_built_to_be_slow_ends(page: bytes) -> None:
    survives(page, ".html")


def test_a_file_larger_than_any_contract_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(DocumentError, match=f"larger than `{MAX_BYTES >> 20}` MB"):
        read_contract([path])


@pytest.mark.parametrize(
    "word", ["instruction documented ", "right request data subject assist ", "duration of the agreement "]
)
def test_one_endless_line_ends(word: str) -> None:
    survives(("Data processing agreement. " + word * 20_000).encode(), ".txt")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b"{\\rtf1 x}", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "older Word"),
        (bytes(500), "not a text"),
    ],
)
def test_other_formats_are_refused_with_what_to_do(data: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(data)
    with pytest.raises(DocumentError, match=message):
        read_contract([path])


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    for paths in ([], [tmp_path / "none.pdf"], [tmp_path], [tmp_path / "none.pdf"] * 99):
        with pytest.raises(DocumentError):
            read_contract(paths)
