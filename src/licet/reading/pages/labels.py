"""Read the words of elements, and find the label of a control as a visitor would."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from licet.reading.pages.markup import Element, Markup, attribute, tag
from licet.reading.pages.passages import CONTROLS, SILENT, walk
from licet.reading.pages.styles import INLINE

_NEAR: Final = 20  # siblings in which a label without a `for` is looked for
_LARGE: Final = 300
_LONGEST: Final = 10_000
"""Characters of an element that are read as its words: a label is shorter, a control that wraps a page has none."""


def text_of(element: Element, markup: Markup) -> str:
    """Return the words inside an element on one line, those of controls, scripts and comments left out."""
    if element not in markup.texts:
        parts, size = list[str](), 0
        for event, one, text in walk(element, markup.patience):
            parts.append(text if event == "text" else "" if tag(one) in INLINE else " ")
            size += len(text)
            if size > _LONGEST:
                break
        markup.texts[element] = " ".join("".join(parts)[:_LONGEST].split())
    return markup.texts[element]


def words_of(element: Element, markup: Markup) -> str:
    """Return what a button, link or box says of itself: its words, value, or the text read out in their place."""
    if tag(element) == "input":
        shown = attribute(element, "value") or attribute(element, "alt")
    else:
        shown = (
            text_of(element, markup)
            or " ".join(attribute(one, "alt") for one in element.iter() if tag(one) == "img").strip()
        )
    return shown or attribute(element, "aria-label") or attribute(element, "title")


def label_of(element: Element, markup: Markup, owners: Mapping[str, Element]) -> str:
    """Return the label of a control; ``owners`` are the ``<label for>`` of the page by the id they name.

    Without a label, the words read out, and last the words that follow (box) or come before it on the page.
    """
    drawn = tag(element) not in CONTROLS  # a box that is no `<input>` holds its own words
    said = _given(element, markup, owners) or (text_of(element, markup) if drawn else "")
    if said:
        return said
    if drawn or element.get("type", "").strip().lower() in {"checkbox", "radio"}:
        return _beside(element, markup, after=True) or _beside(element, markup, after=False)
    return attribute(element, "placeholder") or _beside(element, markup, after=False)


def _given(element: Element, markup: Markup, owners: Mapping[str, Element]) -> str:
    """Return the label that the markup gives to a control; empty when it gives none."""
    around = next((one for one in markup.ancestors(element) if tag(one) == "label"), None)
    owner = owners.get(element.get("id", ""), around)
    named = [markup.by_id[one] for one in element.get("aria-labelledby", "").split() if one in markup.by_id]
    said = [text_of(one, markup) for one in (owner, *named) if one is not None]
    return (
        next((words for words in said if words), "") or attribute(element, "aria-label") or attribute(element, "title")
    )


def _beside(element: Element, markup: Markup, *, after: bool) -> str:
    """Return the text next to an element, up to the next control; looked for as far as two elements outwards."""
    for _ in range(3):
        parent = markup.parents.get(element)
        if parent is None or tag(parent) in {"form", "body", "html", ""}:
            return _siblings(element, parent, markup, after=after) if parent is not None else ""
        if words := _siblings(element, parent, markup, after=after):
            return words
        element = parent
    return ""


def _siblings(element: Element, parent: Element, markup: Markup, *, after: bool) -> str:
    """Return the words of the siblings up to the next one that is or holds a control, or that breaks the line."""
    children = list(parent)
    place = children.index(element)
    parts: list[str] = [element.tail or ""] if after else []
    others = (children[place + 1 :] if after else children[:place][::-1])[:_NEAR]
    if not after and place == 0:
        return " ".join((parent.text or "").split())
    for other in others:
        if not after:
            parts.insert(0, other.tail or "")
        if tag(other) in CONTROLS or (tag(other) == "br" and "".join(parts).strip()) or _holds_control(other):
            break
        if isinstance(other.tag, str) and tag(other) not in SILENT:
            parts.insert(0, text_of(other, markup)) if not after else parts.append(text_of(other, markup))
        if after:
            parts.append(other.tail or "")
    else:
        if not after:
            parts.insert(0, parent.text or "")
    return " ".join(" ".join(parts).split())


def _holds_control(element: Element) -> bool:
    """Whether a control is inside; an element of hundreds is taken for one that does, being no label."""
    return any(place > _LARGE or tag(one) in CONTROLS for place, one in enumerate(element.iter()))
