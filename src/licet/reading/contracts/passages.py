"""Cut a document into sentences that know where they stand, and into entries: a label and what is said under it.

An item of a list carries the words that open the list (``lead``): "The processor shall not:" changes what every item
says. A table row, a line "label: value" and a heading with its text are entries: annexes say the object, the duration
and the data in that form.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from licet.reading.contracts.blocks import Block, Read
from licet.reading.contracts.plain import ENUMERATOR

LONGEST_SENTENCE: Final = 1_500
"""Characters: what is longer is no sentence, and is cut so that no pattern walks over a megabyte."""

_LABEL: Final = 110
_LONG_LABEL: Final = 150  # "finalité(s) pour laquelle (lesquelles) les données…", annex II of the standard clauses: 127
_STATES: Final = re.compile(r"\b(?:is|are|est|sont|shall|will|must|doit|s'engage)\b")
_ANNOUNCES: Final = re.compile(
    r"\b(?:is|are|est|sont) (?:processed|concerned|traitee?s?|concernee?s?)\b(?: (?:on behalf|pour le compte)[^:]{0,60})?\W*$"
)
_LEAD: Final = 260
_UNDER: Final = 400
_HEADING_SHOWN: Final = 70
_ENDS: Final = re.compile(
    r"(?<=[.!?])[\"»”)]?\s+(?=[A-ZÀ-ÝŒ\"«“(\[])|;\s+(?=(?:and|or|et|ou)?\s*[(\[]?(?:[a-z]|\d{1,2}|[ivx]{2,4})\))|(?<=;)\s+(?=[-–—•])"
)
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:art|al|no|nos|cf|ex|e\.g|i\.e|etc|p|pp|M|Mme|Mr|Mrs|Ms|Dr|St|vs|incl|resp|Inc|Ltd|Co|Corp|S\.A|\d|[A-Z]))\.$"
)
_COLON: Final = re.compile(r"\s*[:：]\s*")
_NUMBERING: Final = re.compile(
    r"^\s*(?:(?:article|art\.|clause|section|annexe?|appendix|schedule)\s+(?:\d{1,2}(?:\.\d{1,2})*|[ivxlc]{1,5}|[a-z])\b\W*"
    r"|\d{1,2}(?:\.\d{1,2})*\W+|[ivx]{1,5}[.)]\s*|[a-z][.)]\s*)"
)
_DASHES: Final = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "œ": "oe", "æ": "ae", "‐": "-", "‑": "-", "–": "-", "—": "-"}
)


def fold(text: str) -> str:
    """Return a text as the words of the vocabulary are written: lower case, no accents, plain quotes, single spaces."""
    lowered = text.lower()
    if not lowered.isascii():
        spread = unicodedata.normalize("NFKD", lowered.translate(_DASHES).replace("\u00ad", ""))
        lowered = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return " ".join(lowered.split())


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence. ``folded`` is lead and sentence as patterns read them, ``own`` the sentence alone."""

    text: str
    folded: str
    own: str
    where: str
    section: int
    document: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and what is said under it, block by block. ``tight`` when both stand in one row or line."""

    label: str
    value: str
    quote: str
    where: str
    tight: bool


@dataclass
class Document:
    """One document: its name, its sentences, entries and headings."""

    name: str
    read: Read
    passages: list[Passage] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)

    @property
    def folded(self) -> str:
        """The whole text as patterns read it, headings included."""
        return "\n".join([*self.headings, *(passage.own for passage in self.passages)])


def cut(path: Path, read: Read, number: int) -> Document:
    """Cut the blocks of a document; ``number`` tells the documents of one relation apart."""
    return _Cutter(Document(path.name, read), number).cut()


class _Cutter:
    def __init__(self, document: Document, number: int) -> None:
        self.document = document
        self.number = number
        self.section = 0
        self.heading = ""
        self.leads: list[tuple[str | None, str]] = []

    def cut(self) -> Document:
        blocks = self.document.read.blocks
        for at, block in enumerate(blocks):
            where = self._where(block, at)
            if block.heading:
                self._head(block)
            elif block.cells:
                self._row(block, where)
            else:
                self._sentences(block, where)
            self._entry(blocks, at, where)
        return self.document

    def _where(self, block: Block, at: int) -> str:
        place = f"page {block.page}" if block.page else f"paragraph {at + 1}"
        return ", ".join(part for part in (self.document.name, place, self.heading) if part)

    def _head(self, block: Block) -> None:
        self.section += 1
        self.heading = block.text if len(block.text) <= _HEADING_SHOWN else f"{block.text[: _HEADING_SHOWN - 1]}…"
        self.leads = []
        self.document.headings.append(fold(block.text))

    def _row(self, block: Block, where: str) -> None:
        self._keep(block.text, where, "")
        self.leads = []
        full = [cell for cell in block.cells if cell]
        label = block.cells[0] or (full[0] if full else "")
        if len(label) <= _LABEL and len(block.cells) > 1:
            value = " ; ".join(cell for cell in block.cells[1:] if cell)
            self._enter(label, value, block.text, where, tight=True)

    def _sentences(self, block: Block, where: str) -> None:
        lead = self._lead(block.text)
        opening, colon, _ = block.text.partition(":")
        pieces = sentences(block.text)
        for number, piece in enumerate(pieces):
            within = fold(opening) if colon and number and len(opening) < _LEAD and _is_listed(piece) else lead
            self._keep(piece, where, within)
        if block.text.rstrip().endswith(":"):
            self.leads.append((None, fold(pieces[-1])[-_LEAD:]))

    def _lead(self, text: str) -> str:
        """Return what opens the list that a block belongs to, and leave the lists that it does not belong to."""
        style = _style(text)
        if style is None and not text[:1].islower():
            self.leads = []
        elif self.leads and self.leads[-1][0] is None:
            self.leads[-1] = (style, self.leads[-1][1])
        else:
            while len(self.leads) > 1 and self.leads[-1][0] != style:
                self.leads.pop()
        return " ".join(words for _, words in self.leads[-2:])

    def _keep(self, text: str, where: str, lead: str) -> None:
        for start in range(0, len(text), LONGEST_SENTENCE):
            piece = text[start : start + LONGEST_SENTENCE]
            own = fold(piece)
            whole = f"{lead} {own}" if lead else own
            self.document.passages.append(Passage(piece, whole, own, where, self.section, self.number))

    def _entry(self, blocks: tuple[Block, ...], at: int, where: str) -> None:
        block = blocks[at]
        if block.cells:
            return
        label, colon, value = _split(block.text)
        if colon and value and len(label) <= _LABEL and not block.heading:
            self._enter(label, value, block.text, where, tight=True)
        elif block.heading or _is_label(block.text):
            following = _under(blocks, at)
            self._enter(label, following, f"{block.text} {following}", where, tight=False)

    def _enter(self, label: str, value: str, quote: str, where: str, *, tight: bool) -> None:
        item = ENUMERATOR.match(label)
        name = _NUMBERING.sub("", fold(label[item.end() :] if item else label))
        self.document.entries.append(Entry(name.strip(" :.-?*"), value, quote, where, tight))


def _split(text: str) -> tuple[str, str, str]:
    match = _COLON.search(text)
    if not match:
        return text, "", ""
    return text[: match.start()], ":", text[match.end() :]


def _is_listed(piece: str) -> bool:
    return bool(ENUMERATOR.match(piece)) or piece[:1].islower()


def _is_label(text: str) -> bool:
    """Say whether a block is a few words that announce what follows."""
    if len(text) > _LONG_LABEL or not (text.endswith(":") or (text[-1:].isalpha() and text[:1].isupper())):
        return False
    return announces(fold(text)) or not _STATES.search(fold(text))


def announces(folded: str) -> bool:
    """Say whether a sentence only announces, as "categories of people whose data are processed" does."""
    return _ANNOUNCES.search(folded) is not None


def _style(text: str) -> str | None:
    item = ENUMERATOR.match(text)
    return item.lastgroup if item else None


def _under(blocks: tuple[Block, ...], at: int) -> str:
    """Return the beginning of what stands under a heading, up to the next, or the one block and list under a label."""
    told: list[str] = []
    here = _style(blocks[at].text)
    for block in blocks[at + 1 : at + 8]:
        style = _style(block.text)
        if block.heading or sum(map(len, told)) > _UNDER:
            break
        if not blocks[at].heading and ((told and not style) or (style and style == here)):
            break
        told.append(block.text)
    return "\n".join(told)


def sentences(text: str) -> list[str]:
    """Split a paragraph into sentences; an item of a list inside it counts as one."""
    pieces: list[str] = []
    start = 0
    for match in _ENDS.finditer(text):
        piece = text[start : match.start()]
        if _ABBREVIATION.search(piece[-12:]) and text[match.start()] != ";":
            continue
        pieces.append(piece + (";" if text[match.start()] == ";" else ""))
        start = match.end()
    pieces.append(text[start:])
    return [piece for piece in pieces if piece.strip()]
