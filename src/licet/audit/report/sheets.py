"""A document as data before it is set: headings, paragraphs, tables and charts, without any layout.

The PDF of a report and the two forms of an inspection rehearsal are made from these. Texts are in one language and
say what they say without colour; looks are only ever a help.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

Look = Literal["plain", "strong", "soft", "code", "figure", "breach", "contested", "undetermined"]
"""How a span looks; the three statuses carry their mark beside the word."""
Manner = Literal["plain", "verdict", "note", "nothing", "aside", "boxed"]
"""How a paragraph stands on the page."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one look."""

    text: str
    look: Look = "plain"


Line = tuple[Span, ...]
Cell = tuple[Line, ...]
"""The lines of a cell; an empty cell has none."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is a section, the document's title stands above. ``opens_page``: on a new page."""

    text: str
    level: int = 1
    opens_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    line: Line
    manner: Manner = "plain"


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a column; ``is_number``: to the right, as wide as its figures; ``share`` of the room otherwise."""

    text: str
    is_number: bool = False
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption. ``has_boxes``: each row begins with a box to tick on paper."""

    caption: str
    headers: tuple[Header, ...]
    rows: tuple[tuple[Cell, ...], ...]
    has_boxes: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing as a whole SVG text, with what it shows in words; ``legend`` pairs a swatch (SVG) with its words."""

    svg: str
    told: str
    wide: bool = True
    legend: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Steps:
    """A numbered list."""

    items: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Terms:
    """What is said of a few things: each a name and its lines."""

    items: tuple[tuple[str, Cell], ...]


Block = Heading | Paragraph | Table | Chart | Steps | Terms


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole document. ``day`` is the day it speaks of, which the PDF carries as its own."""

    title: str
    language: Literal["fr", "en"]
    day: dt.date
    kicker: str
    name: str
    subtitle: str
    contents: str
    footer: str
    blocks: tuple[Block, ...]


def cell(*lines: str | Line) -> Cell:
    """Return a cell of plain or styled lines; empty lines are left out."""
    return tuple((Span(each),) if isinstance(each, str) else each for each in lines if each)
