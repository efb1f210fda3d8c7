"""Lay out a page as its visitor reads it: passages of running text, the sentences in them, and the labels of controls.

A passage ends where a line does (a block, a control, a label); a bold word or a link inside a sentence does not end it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from licet.reading.pages.markup import Element, Markup, Patience, tag
from licet.reading.pages.styles import Style
from licet.reading.pages.words import ideas
from licet.terms.errors import DocumentError

MOST_TEXT: Final = 2_000_000
"""Characters of a page: a code of law has fewer."""

CONTROLS: Final = frozenset({"input", "select", "textarea", "button"})
SILENT: Final = frozenset(
    {"script", "style", "template", "noscript", "title", "svg", "iframe", "datalist", "object", "math"}
)
_SENTENCE_END: Final = re.compile(r"(?<=[.!?;…])\s+")


@dataclass(frozen=True, eq=False)
class Passage:
    """A run of text on the page: its words, the block and label it stands in, the links in it, and whether it is seen."""

    text: str
    block: Element
    label: Element | None
    links: tuple[Element, ...]
    shown: bool


@dataclass(frozen=True, eq=False)
class Sentence:
    """One sentence of a passage, and the ideas it carries."""

    text: str
    passage: Passage

    @property
    def shown(self) -> bool:
        """Whether a visitor sees it."""
        return self.passage.shown

    def carries(self, *wanted: str) -> bool:
        """Whether it carries one of these ideas."""
        return not ideas(self.text).isdisjoint(wanted)


def passages(markup: Markup, styles: Mapping[Element, Style], name: str) -> tuple[Passage, ...]:
    """Return the passages of a page, in its order. Raises ``DocumentError`` for a page that is a library."""
    layout, size = _Layout(markup.root), 0
    for event, element, text in walk(markup.root, markup.patience):
        style = styles[element]
        if event == "text":
            size += len(text)
            if size > MOST_TEXT:
                message = f"page `{name}` has more than {MOST_TEXT} characters of text: save the part with the form"
                raise DocumentError(message)
            layout.write(text, shown=style.shown)
        elif tag(element) == "br":
            layout.write(" ", shown=style.shown)
        else:
            layout.turn(event, element, style)
    layout.close()
    return tuple(layout.found)


class _Layout:
    """The passages so far, and the one being read."""

    def __init__(self, root: Element) -> None:
        self.found: list[Passage] = []
        self._parts: list[str] = []
        self._links: list[Element] = []
        self._blocks, self._labels = [root], list[Element]()
        self._shown = True

    def write(self, text: str, *, shown: bool) -> None:
        """Add text to the passage; what is hidden and what is shown are two."""
        if text.strip():
            if shown != self._shown and any(part.strip() for part in self._parts):
                self.close()
            self._shown = shown
        self._parts.append(text)

    def turn(self, event: str, element: Element, style: Style) -> None:
        """Go into an element or out of it: a control, a label and a block end the passage."""
        kind = tag(element)
        if kind in CONTROLS or kind == "label" or not style.inline:
            self.close()
        pile = self._labels if kind == "label" else self._blocks if kind not in CONTROLS and not style.inline else None
        if pile is not None:
            pile.append(element) if event == "enter" else pile.pop()
        if event == "enter" and kind == "a":
            self._links.append(element)

    def close(self) -> None:
        """End the passage."""
        text = " ".join("".join(self._parts).split())
        if text:
            label = self._labels[-1] if self._labels else None
            self.found.append(Passage(text, self._blocks[-1], label, tuple(self._links), self._shown))
        self._parts, self._links = [], []


def sentences(passage: Passage) -> Iterator[Sentence]:
    """Yield the sentences of a passage."""
    return (Sentence(text, passage) for text in _SENTENCE_END.split(passage.text) if text)


def walk(root: Element, patience: Patience) -> Iterator[tuple[str, Element, str]]:
    """Yield elements as they open and close and the text between them, with the element whose text it is."""
    pending = [(root, iter(root))]
    yield "enter", root, ""
    if root.text:
        yield "text", root, root.text
    while pending:
        element, children = pending[-1]
        child = next(children, None)
        patience.spend()
        if child is None:
            pending.pop()
            yield "leave", element, ""
            if pending and element.tail:
                yield "text", pending[-1][0], element.tail
            continue
        kind = tag(child)
        if kind and kind not in SILENT:
            pending.append((child, iter(() if kind in CONTROLS else child)))
            yield "enter", child, ""
            if child.text and kind not in CONTROLS:
                yield "text", child, child.text
        elif child.tail:
            yield "text", element, child.tail
