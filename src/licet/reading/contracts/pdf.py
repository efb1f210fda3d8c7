"""PDF: the text layer page by page, through pypdf with its limits drawn in."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from io import BytesIO
from time import monotonic
from typing import Any, Final

from pypdf import PageObject, PasswordType, PdfReader, apply_configuration
from pypdf.generic import DictionaryObject

from licet.reading.contracts.blocks import Gathering, Read
from licet.reading.contracts.plain import paragraphs
from licet.reading.contracts.words import words
from licet.terms.errors import DocumentError

# It writes the words of broken objects to the log: a contract names people.
logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)

MAX_PAGES: Final = 500
_SECONDS: Final = 20.0
"""For one document. A contract of 40 pages takes two; forms that draw forms can be made to take days."""

_LIMITS: Final[dict[str, Any]] = {
    "array_based_stream_maximum_output_length": 8_000_000,
    "array_maximum_element_count": 50_000,
    "brotli_maximum_output_length": 8_000_000,
    "dictionary_maximum_element_count": 50_000,
    "disable_legacy_handling": True,
    "form_fields_maximum_entries": 5_000,
    "form_fields_maximum_depth": 20,
    "jbig2dec_binary": None,
    "lzw_maximum_output_length": 8_000_000,
    "maximum_declared_stream_length": 20_000_000,
    "page_tree_maximum_depth": 50,
    "page_tree_maximum_entries": 5_000,
    "page_tree_maximum_page_entries": 50_000,
    "run_length_maximum_output_length": 8_000_000,
    "stream_decoding_work_maximum_length": 32_000_000,
    "stream_filters_maximum_length": 4,
    "stream_parsing_work_maximum_count": 300_000,
    "xform_maximum_invocations_per_extraction": 100,
    "zlib_maximum_output_length": 8_000_000,
    "zlib_maximum_recovery_input_length": 1_000_000,
}
_PAGE_NUMBER: Final = re.compile(r"(?i)(?:page\s*)?[-–]?\s*\d{1,3}\s*[-–]?(?:\s*(?:/|sur|of|de)\s*\d{1,3})?")


def read_pdf(data: bytes) -> Read:
    """Read the text layer and the filled form fields of a PDF. Raises ``DocumentError`` and what pypdf raises."""
    with apply_configuration(**_LIMITS):
        reader = PdfReader(BytesIO(data), root_object_recovery_limit=1_000, xref_stream_maximum_entries=200_000)
        if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise DocumentError("the PDF is encrypted: deliver it without its password")
        pages = reader.pages
        if len(pages) > MAX_PAGES:
            raise DocumentError(f"more than `{MAX_PAGES}` pages: deliver the contract and its annexes alone")
        gathering = Gathering()
        textless = []
        watch = _watch(monotonic() + _SECONDS)
        told = []
        for number, page in enumerate(pages, start=1):
            lines = [line for line in _text(page, watch).splitlines() if not _PAGE_NUMBER.fullmatch(line.strip())]
            if not any(line.strip() for line in lines) and _shows_pictures(page):
                textless.append(number)
            told.append(lines)
        width = max((len(line.rstrip()) for lines in told for line in lines), default=0)
        for number, lines in enumerate(told, start=1):
            for line, heading in paragraphs(lines, width, _is_row):
                gathering.add(line, page=number, heading=heading)
        for name, value in _fields(reader).items():
            gathering.row([name, value])
        return Read(tuple(gathering.blocks), len(pages), tuple(textless))


def _is_row(line: str) -> bool:
    return any(pattern.match(line) for pattern in words().rows.values())


def _text(page: PageObject, watch: Callable[..., None]) -> str:
    return page.extract_text(visitor_operand_before=watch)


def _watch(deadline: float) -> Callable[..., None]:
    """Make what pypdf calls before each operator. It goes on raising, because a form drawn swallows what is raised."""

    def watch(*_: object) -> None:
        if monotonic() > deadline:
            raise DocumentError(f"not read within `{_SECONDS:.0f}` seconds: print it to a new PDF")

    return watch


def _shows_pictures(page: PageObject) -> bool:
    resources = page.get("/Resources")
    drawn = resources.get_object().get("/XObject") if resources is not None else None
    return isinstance(drawn.get_object() if drawn is not None else None, DictionaryObject)


def _fields(reader: PdfReader) -> dict[str, str]:
    """Return what was typed into the fields of a form: it is no part of the pages' text."""
    if "/AcroForm" not in reader.root_object:
        return {}
    return {name: value for name, value in reader.get_form_text_fields().items() if isinstance(value, str)}
