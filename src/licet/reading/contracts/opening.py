"""Open one document, whatever its format, and let only ``DocumentError`` out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from licet.reading.contracts.blocks import MAX_BYTES, Read
from licet.reading.contracts.passages import Document, cut
from licet.reading.contracts.pdf import read_pdf
from licet.reading.contracts.plain import read_plain
from licet.reading.contracts.web import read_html
from licet.reading.contracts.word import read_docx
from licet.terms.errors import DocumentError

_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"II*\0", b"MM\0*", b"GIF8", b"BM")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_WRITTEN_OTHERWISE: Final = {b"{\\rtf": "an RTF", b"MIME-Version:": "a web archive", b"From: <Saved": "a web archive"}


def opened(path: Path, number: int) -> Document:
    """Return a document cut into sentences; ``number`` is its place among the documents of the relation.

    A picture is a document without text. Raises ``DocumentError``.
    """
    try:
        return cut(path, _read(path), number)
    except DocumentError as error:
        raise DocumentError(f"`{path.name}`: {error}") from error.__cause__
    except Exception as error:  # what a parser of a damaged file raises is not foreseeable, and is no fault of ours
        raise DocumentError(f"`{path.name}` is damaged or of another format: save it anew as PDF or DOCX") from error


def _read(path: Path) -> Read:
    data = _bytes(path)
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(_PICTURES):
        return Read(())
    if b"%PDF-" in data[:1024]:
        return read_pdf(data)
    if data.startswith(b"PK"):
        return read_docx(data)
    if data.startswith(_OLE):
        raise DocumentError("an older Word file, or an encrypted one: save it as DOCX without a password")
    for mark, name in _WRITTEN_OTHERWISE.items():
        if head.startswith(mark):
            raise DocumentError(f"{name} file: save it as DOCX or PDF")
    if path.suffix.lower() in {".htm", ".html", ".xhtml"} or _HTML.search(head):
        return read_html(path)
    return read_plain(data)


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        raise DocumentError("no such file: check the path")
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise DocumentError("cannot be opened: check the rights on it") from error
    if len(data) > MAX_BYTES:
        raise DocumentError(f"larger than `{MAX_BYTES >> 20}` MB: deliver the contract and its annexes alone")
    if not data.strip():
        raise DocumentError("the file is empty: deliver the contract anew")
    return data
