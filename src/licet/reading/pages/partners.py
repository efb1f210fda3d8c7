"""Say how a page shows the partners who are to use the data: by name, behind a link, by kinds, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from licet.reading.pages.asks import Ask, Request, in_footer
from licet.reading.pages.controls import Control, Kind
from licet.reading.pages.labels import text_of
from licet.reading.pages.markup import Element, Markup, Patience, attribute, read_bytes, read_markup, tag
from licet.reading.pages.words import carries, folded
from licet.reading.sightings import Sighting, absent, found, unclear
from licet.terms.errors import DocumentError

MOST_NAMES: Final = 5_000
_LONGEST_NAME: Final = 120
_LARGEST_LIST: Final = 4 << 20
_LISTED: Final = re.compile(
    r"(?:partenaires?|partners)\s{0,3}(?:sont|are)?\s{0,3}[:(]\s{0,3}([^().;]{2,400})", re.IGNORECASE
)
_BETWEEN: Final = re.compile(r"\s*(?:[,;/•]|\bet\b|\band\b)\s*")
_NAMED_AFTER: Final = re.compile(r"(?:partenaires?|partners)\W{1,3}([A-ZÉÈÀÎ][\w&.-]{1,40})")
_NOWHERE: Final = ("", "#", "#!", "javascript:", "javascript:;", "javascript:void(0)", "javascript:void(0);")
_HANDLERS: Final = (
    "onclick",
    "data-toggle",
    "data-bs-toggle",
    "data-target",
    "data-bs-target",
    "data-modal",
    "aria-controls",
)


@dataclass(frozen=True)
class Shown:
    """How partners are shown, and the names read on the page or in the list delivered."""

    sighting: Sighting
    names: tuple[str, ...] = ()


def partners_shown(request: Request, listed: Sequence[str], list_name: str) -> Shown:
    """Return how the partners of a request are shown; ``listed`` are the names of the list delivered with the page."""
    if not request.carries("partners"):
        return Shown(_unspoken(request))
    named = _names_near(request, listed)
    if named:
        note = (
            f"{len(named)} of the {len(listed)} names of `{list_name}` stand on the page"
            if listed
            else "compare with the partners of that day"
        )
        if listed and len(named) < len(listed):
            return Shown(unclear(note, quote=", ".join(named), where=request.where), named)
        return Shown(found(", ".join(named), request.where, value="names_on_form", note=note), named)
    links = sorted(_links(request), key=lambda one: _distance(one, request))
    if links:
        return _behind(links[0], request, listed, list_name)
    return Shown(_unnamed(request))


def _unspoken(request: Request) -> Sighting:
    """Answer for a request without a word of partners; the page around it may have some."""
    others = [box.words for box in request.area.of_kind(Kind.BOX, Kind.RADIO) if box is not request.control]
    known = [folded(words) for words in others]
    around = [one for one in request.area.near if one.carries("partners") and not _stands_in(one.text, known, request)]
    if around and (request.ask is Ask.BUTTON or not others):
        return unclear(
            "the request has no word of partners, the page has", quote=around[0].text, where=request.area.where
        )
    return found(request.words, request.where, value="no_partners", note="no word of partners")


def _stands_in(text: str, known: Sequence[str], request: Request) -> bool:
    request.area.markup.patience.spend(1 + len(text) // 4 + len(known))
    sought = folded(text)
    return any(sought in words for words in known)


def _names_near(request: Request, listed: Sequence[str]) -> tuple[str, ...]:
    near = [one.text for one in request.area.near if one.shown]
    if listed:
        text = f" {folded(' '.join([request.words, *near]))} "
        return tuple(name for name in listed if f" {folded(name)} " in text)
    for words in (request.words, *near):
        for stretch in _LISTED.findall(words):
            names = tuple(name for name in _BETWEEN.split(stretch.strip()) if name)
            if len(names) > 1 and all(name[0].isupper() and not carries(name, "kinds") for name in names):
                return names
    return ()


def _links(request: Request) -> Iterator[Control]:
    for one in request.area.everything:
        if one.kind is not Kind.LINK or carries(one.words, "terms", "notice", "legal", "refusing"):
            continue
        if carries(one.words, "partners") or (
            carries(request.area.sentence_of(one), "partners") and not carries(one.words, "offers")
        ):
            yield one


def _distance(link: Control, request: Request) -> int:
    """0 in the request or the form, 1 near it on the page, 2 elsewhere; what is not displayed comes last."""
    inside = request.area.form is not None and link.form is request.area.form
    near = link.element in request.area.near_links
    within = folded(link.words) in folded(request.words)
    far = in_footer(link.element, request.area.markup) and not inside
    return (4 if not link.shown else 0) + (2 if far else 0 if inside or within else 1 if near else 2)


def _behind(link: Control, request: Request, listed: Sequence[str], list_name: str) -> Shown:
    href, where = attribute(link.element, "href"), request.where
    quote = f"{link.written()} in: {request.area.sentence_of(link)}"
    distance = _distance(link, request)
    if href.lower().replace(" ", "") in _NOWHERE:
        moved = request.area.markup.scripted or any(link.element.get(name) is not None for name in _HANDLERS)
        if moved:
            return Shown(
                unclear("the link leads nowhere by itself, a script may open it: try it", quote=quote, where=where)
            )
        return Shown(absent(where, value="dead_link", quote=quote, note="an address in the link was looked for"))
    if distance:
        note = "the link to the partners stands away from the request" if link.shown else "the link is not displayed"
        return Shown(unclear(f"{note}: confirm", quote=quote, where=where), tuple(listed))
    target = request.area.markup.by_id.get(href[1:]) if href.startswith("#") else None
    names = tuple(_names_in(target, request.area.markup)) if target is not None else tuple(listed)
    if names:
        source = "the same page" if target is not None else f"`{list_name}`"
        return Shown(found(quote, where, value="names_behind_link", note=f"{len(names)} names in {source}"), names)
    note = "deliver the page behind the link, or say whether names stand there"
    return Shown(unclear(note, quote=quote, where=where))


def _unnamed(request: Request) -> Sighting:
    """Answer for a request that speaks of partners when neither names nor a link were found."""
    if after := _NAMED_AFTER.search(request.words):
        return unclear(
            "say whether these are the names of all partners",
            quote=request.words,
            where=f"{request.where}, from `{after[1]}`",
        )
    spoken = [request.words, *(one.words for one in request.area.of_kind(Kind.BOX, Kind.RADIO))]
    own = [folded(words) for words in spoken]
    sentences = (*request.area.near, *request.area.far)
    around = [
        one for one in sentences if one.carries("partners") and not any(folded(one.text) in words for words in own)
    ]
    if around:
        note = "no name recognised and no link; say how partners are shown by these words"
        return unclear(note, quote=f"{request.words} — {around[0].text}", where=request.where)
    value = "kinds_only" if request.carries("kinds") else "not_shown"
    return request.area.lacks("neither a name nor a link to names", value=value, quote=request.words)


def read_names(path: Path, patience: Patience) -> tuple[str, ...]:
    """Read the names of a partner list: items, first cells or lines of a page, lines of a text file.

    Raises ``DocumentError`` for what is neither, and for more than ``MOST_NAMES`` names.
    """
    if path.suffix.lower() in {".html", ".htm", ".xhtml"}:
        markup = read_markup(path, patience)
        names = list(_names_in(markup.root, markup))
    elif path.suffix.lower() in {".txt", ".csv"}:
        text = read_bytes(path, _LARGEST_LIST).decode("utf-8-sig", "replace")
        names = [re.split(r"[;,\t]", line, maxsplit=1)[0].strip(' "') for line in text.splitlines()]
    else:
        raise DocumentError(f"partner list `{path.name}` is neither HTML nor text: save it as one of them")
    kept = dict.fromkeys(name for name in names if name and len(name) <= _LONGEST_NAME and folded(name))
    if len(kept) > MOST_NAMES:
        raise DocumentError(
            f"partner list `{path.name}` has more than {MOST_NAMES} names: check that it is a list of partners"
        )
    return tuple(kept)


def _names_in(element: Element, markup: Markup) -> Iterator[str]:
    """Yield the items of a list, or else the first cells of a table, or else its paragraphs of a few words."""
    for kinds, longest in ((("li",), 12), (("tr",), 12), (("p", "div"), 6)):
        found_here: list[str] = []
        for one in element.iter():
            if tag(one) in kinds:
                cell = next((part for part in one if tag(part) == "td"), None) if kinds == ("tr",) else one
                words = "" if cell is None else text_of(cell, markup)
                if 0 < len(words.split()) <= longest:
                    found_here.append(words)
        if found_here:
            yield from dict.fromkeys(found_here)
            return
