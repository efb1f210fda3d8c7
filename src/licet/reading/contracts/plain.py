"""Plain text and Markdown: paragraphs between empty lines, and the line as the unit where lists and headings are."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from typing import Final

from licet.reading.contracts.blocks import MAX_TEXT, Gathering, Read, too_long
from licet.terms.errors import DocumentError

ENUMERATOR: Final = re.compile(
    r"(?P<bullet>[-–—•·▪◦*\uf0b7])\s+"
    r"|(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,4})[.)]?\s+"
    r"|\(?(?P<number>\d{1,2})[.)°]\s*[-–]?\s+"
    r"|\((?P<roman>[ivx]{2,5})\)\s+|\(?(?P<letter>[a-z])\)\s+|(?P<capital>[A-Z])[.)]\s+"
)
"""How a list item or a numbered clause begins; the name of the group that matched is the style of the list."""

_TITLE: Final = re.compile(
    r"\s*(?i:article|art\.|clause|section|annexe?|appendix|schedule|exhibit|chapitre|chapter|titre|partie|part)"
    r"\s+(?i:[0-9]{1,3}(?:\.[0-9]{1,2})?|[ivxlc]{1,6}|[a-z])\b(?:\s*$|\s*[-–—:.]|\s+[A-ZÀ-Ý«\"(])[^.;]{0,110}[.:]?\s*$"
)
_NUMBERED: Final = re.compile(r"\s*(?:\d{1,2}\.?|[IVX]{1,5}[.)]?|[A-Z][.)])\s*[-–—.:]?\s+[A-ZÀ-Ý][^.;:]{2,90}$")
_MARKED: Final = re.compile(r"#{1,6}\s+(.*?)\s*#*$")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufdd0]")
LONGEST_TITLE: Final = 130
_SHORTEST_TITLE: Final = 3
_BARS: Final = 3  # around two cells
_WITH_BLANKS: Final = 2
"""Times the text: indents, columns and empty lines may make as much again."""
_LONG: Final = 0.72
"""Of the widest line: a line shorter than that was ended by its writer, not by the margin."""


def is_heading(line: str) -> bool:
    """Say whether a line on its own is the title of an article, a clause or an annex."""
    if len(line) > LONGEST_TITLE or not any(letter.isalpha() for letter in line):
        return False
    if _TITLE.match(line) or _NUMBERED.match(line):
        return True
    return line.isupper() and len(line) > _SHORTEST_TITLE and not line.endswith((";", ","))


def decoded(data: bytes) -> str:
    """Return the text of a file: UTF-16 by its mark, else UTF-8, else cp1252 when most of what is not ASCII is that.

    Raises ``DocumentError`` when it is no text.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = data.decode("utf-16", "replace")
    else:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", "replace")
        lost = text.count("\ufffd")
        if lost and lost >= sum(character > "\x7f" for character in text) - lost:
            text = data.decode("cp1252", "replace")
    if len(_CONTROL.findall(text)) > len(text) // 50:
        raise DocumentError("not a text, a PDF, a DOCX or an HTML page: save it as one of them")
    return _CONTROL.sub("", text)


def read_plain(data: bytes) -> Read:
    """Read plain text or Markdown; see ``decoded``."""
    text = decoded(data)
    if (
        len(text) > _WITH_BLANKS * MAX_TEXT
    ):  # before twenty megabytes of one-letter lines are weighed, which take a minute
        raise too_long()
    gathering = Gathering()
    for line, heading in paragraphs(text.splitlines()):
        cells = _cells(line)
        if cells:
            gathering.row(cells)
        else:
            gathering.add(line, heading=heading)
    return Read(tuple(gathering.blocks))


def paragraphs(
    lines: list[str], width: int | None = None, starts: Callable[[str], object] = lambda _: False
) -> Iterator[tuple[str, bool]]:
    """Join the lines that a margin broke; give each paragraph, and whether it is a heading.

    ``width`` is that of the page in characters, ``starts`` knows lines that begin something whatever stands before.
    """
    width = width or max((len(line.rstrip()) for line in lines), default=0)
    held: list[str] = []
    last = ""
    for raw in lines:
        line = raw.strip()
        marked = _MARKED.match(line)
        title = bool(marked) or is_heading(line)
        if held and (not line or title or _begins(line, last, width) or starts(line)):
            yield " ".join(held), False
            held = []
        if title:
            yield (marked.group(1) if marked else line), True
        elif line:
            held.append(line.strip("*_ ") if line.startswith(("**", "__")) else line)
        last = line
    if held:
        yield " ".join(held), False


def _begins(line: str, last: str, width: int) -> bool:
    """Say whether a line begins a paragraph although no empty line stands before it."""
    if line.startswith("|") or ENUMERATOR.match(line):
        return True
    ended = last.endswith((".", ":", ";", "!", "?")) or len(last) < width * _LONG
    return ended and not line[:1].islower()


def _cells(line: str) -> list[str]:
    if not (line.startswith("|") and line.count("|") >= _BARS):
        return []
    cells = [cell.strip(" *_") for cell in line.strip("|").split("|")]
    return [] if all(set(cell) <= set("-: ") for cell in cells) else cells
