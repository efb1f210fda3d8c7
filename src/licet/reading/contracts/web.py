"""HTML: what a reader of the page sees as text, in blocks; nothing linked is loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from licet.reading.contracts.blocks import LONG_CELL, LONGEST_HEADING, Gathering, Read
from licet.reading.contracts.plain import is_heading
from licet.reading.pages.markup import Element, Patience, read_markup, tag
from licet.terms.errors import DocumentError

MAX_DEPTH: Final = 300
_SECONDS: Final = 10.0

_HEADINGS: Final = {"h1", "h2", "h3", "h4", "h5", "h6", "legend", "summary"}
_INLINE: Final = frozenset(
    re.split(
        r"\s",
        "a abbr acronym b bdi bdo big cite code dfn em font i ins kbd label mark q samp small span strong sub sup time tt u var",
    )
)
_UNSEEN: Final = frozenset(
    re.split(
        r"\s",
        " head script style template noscript svg math del s strike nav select option iframe object audio video canvas",
    )
)
"""What a visitor does not see; the empty name is that of comments and of what is not HTML."""


def read_html(path: Path) -> Read:
    """Read the visible text of a saved HTML page. Raises ``DocumentError``; see ``read_markup``."""
    gathering = Gathering()
    _Walk(gathering).walk(read_markup(path, Patience(path.name, _SECONDS)).root)
    return Read(tuple(gathering.blocks))


class _Walk:
    """Collect the text between two block elements; a table row becomes one block with its cells."""

    def __init__(self, gathering: Gathering) -> None:
        self.gathering = gathering
        self.held: list[str] = []

    def walk(self, element: Element, depth: int = 0) -> None:
        if depth > MAX_DEPTH:
            raise DocumentError(f"elements nested deeper than `{MAX_DEPTH}`: save the contract as text")
        name = tag(element)
        if name in _UNSEEN or _is_hidden(element):
            return
        cells = _cells(element) if name == "tr" else []
        block = name not in _INLINE
        if block:
            self._end(name)
        if cells:
            self.gathering.row(cells)
            return
        if name == "li":
            self.held.append("- ")
        self.held.append(element.text or "")
        for child in element:
            self.walk(child, depth + 1)
            self.held.append(child.tail or "")
        if block:
            self._end(name)

    def _end(self, name: str) -> None:
        text = " ".join("".join(self.held).split())
        self.held = []
        if text not in {"", "-"}:
            self.gathering.add(text, heading=len(text) < LONGEST_HEADING and (name in _HEADINGS or is_heading(text)))


def _cells(row: Element) -> list[str]:
    """Return the cells of a table row, or nothing where a table only lays out the page."""
    cells = [" ".join("".join(_texts(cell)).split()) for cell in row if tag(cell) in {"td", "th"}]
    return cells if len(cells) > 1 and all(len(cell) < LONG_CELL for cell in cells) else []


def _texts(element: Element) -> Iterator[str]:
    waiting: list[Element | str] = [element]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
            continue
        if tag(one) in _UNSEEN or _is_hidden(one):
            continue
        around = [] if tag(one) in _INLINE else [" "]
        inner: list[Element | str] = [one.text or ""]
        for child in one:
            inner += [child, child.tail or ""]
        waiting.extend([*around, *reversed(inner), *around])


def _is_hidden(element: Element) -> bool:
    style = "".join((element.get("style") or "").lower().split())
    return "hidden" in element.attrib or "display:none" in style or "visibility:hidden" in style
