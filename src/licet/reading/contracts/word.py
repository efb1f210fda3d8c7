"""DOCX: paragraphs, headings, tables and footnotes in their order, through python-docx after its zip was weighed."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

import docx
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from licet.reading.contracts.blocks import LONG_CELL, LONGEST_HEADING, Gathering, Read
from licet.reading.contracts.plain import is_heading
from licet.terms.errors import DocumentError

MAX_INFLATED: Final = 60 << 20
MAX_PARTS: Final = 3_000
_CHUNK: Final = 1 << 16
_ENTITIES: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING: Final = re.compile(rb"<\?xml[^>]{0,200}encoding\s*=\s*[\"']([^\"']{0,40})")
_KNOWN: Final = {b"utf-8", b"utf8", b"us-ascii", b"ascii", b"utf-16", b"iso-8859-1", b"windows-1252"}
_HEADING_STYLE: Final = re.compile(r"(?i)(heading|titre|title|berschrift)")

_P, _TBL, _TR, _TC, _R, _T = (qn(f"w:{tag}") for tag in ("p", "tbl", "tr", "tc", "r", "t"))
_BREAKS: Final = {qn("w:tab"), qn("w:br"), qn("w:cr"), qn("w:noBreakHyphen")}
_UNSEEN: Final = {
    qn("w:del"),
    qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_STRUCK: Final = [qn("w:strike"), qn("w:dstrike"), qn("w:vanish")]


def read_docx(data: bytes) -> Read:
    """Read a DOCX; struck, hidden and deleted text is left out. Raises ``DocumentError`` and what python-docx raises."""
    weigh(data)
    document = docx.Document(BytesIO(data))
    styles = {style.style_id: style.name or "" for style in document.styles}
    gathering = Gathering()
    _gather(document.element.body, gathering, styles)
    for part in document.part.package.iter_parts():
        if part.partname in {"/word/footnotes.xml", "/word/endnotes.xml"}:
            _gather(parse_xml(part.blob), gathering, styles)
    return Read(tuple(gathering.blocks))


def weigh(data: bytes) -> None:
    """Inflate every part once, in pieces, and refuse what is too large or declares entities."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS:
            raise DocumentError(f"more than `{MAX_PARTS}` parts in the DOCX: save it anew")
        if "word/document.xml" not in archive.namelist():
            raise DocumentError("a zip that is no DOCX: save the contract as DOCX or PDF")
        left = MAX_INFLATED
        for part in parts:
            left = _weigh_part(archive, part, left)


def _weigh_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> int:
    if part.flag_bits & 1:
        raise DocumentError("the DOCX is encrypted: deliver it without its password")
    is_xml = part.filename.lower().endswith((".xml", ".rels"))
    held = []
    with archive.open(part) as inflating:
        while piece := inflating.read(_CHUNK):
            left -= len(piece)
            if left < 0:
                raise DocumentError(f"the DOCX inflates to more than `{MAX_INFLATED >> 20}` MB: save it anew")
            if is_xml:
                held.append(piece)
    if is_xml:
        _refuse_entities(b"".join(held))
    return left


def _refuse_entities(xml: bytes) -> None:
    plain = xml.replace(b"\0", b"")  # UTF-16 without its zeros: ASCII stays readable
    named = _ENCODING.search(plain[:400])
    if _ENTITIES.search(plain) or (named and named.group(1).lower() not in _KNOWN):
        raise DocumentError("the DOCX declares entities or an unusual encoding: save it anew")


def _gather(root: Any, gathering: Gathering, styles: dict[str, str]) -> None:  # noqa: ANN401 - lxml elements are untyped
    for element in _outermost(root, {_P, _TBL}):
        if element.tag == _TBL:
            _gather_table(element, gathering, styles)
            continue
        text = _text(element)
        style = styles.get(getattr(element, "style", None) or "", "")
        heading = len(text) < LONGEST_HEADING and (bool(_HEADING_STYLE.match(style)) or is_heading(text))
        gathering.add(text, heading=heading)


def _gather_table(table: Any, gathering: Gathering, styles: dict[str, str]) -> None:  # noqa: ANN401
    for row in _outermost(table, {_TR}):
        cells = list(_outermost(row, {_TC}))
        texts = [_text(cell) for cell in cells]
        if len(texts) > 1 and all(len(text) < LONG_CELL for text in texts):
            gathering.row(texts)
        else:
            for cell in cells:
                _gather(cell, gathering, styles)


def _outermost(root: Any, tags: set[str]) -> Iterator[Any]:  # noqa: ANN401
    """Give the nearest descendants with these tags, in order, whatever content control stands between."""
    waiting = [child for child in reversed(root) if isinstance(child.tag, str)]
    while waiting:
        element = waiting.pop()
        if element.tag in tags:
            yield element
        elif element.tag not in _UNSEEN:
            waiting.extend(child for child in reversed(element) if isinstance(child.tag, str))


def _text(element: Any) -> str:  # noqa: ANN401
    told = []
    for run in _outermost(element, {_R, _P}):
        if run.tag == _P:
            told.append(_text(run) + "\n")
        elif not _is_struck(run):
            told.extend(_run(run))
    return "".join(told)


def _run(run: Any) -> Iterator[str]:  # noqa: ANN401
    for child in run:
        if child.tag == _T:
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield " "


def _is_struck(run: Any) -> bool:  # noqa: ANN401
    properties = run.find(qn("w:rPr"))
    if properties is None:
        return False
    marks = (properties.find(tag) for tag in _STRUCK)
    return any(mark is not None and mark.get(qn("w:val")) not in {"0", "false", "off"} for mark in marks)
