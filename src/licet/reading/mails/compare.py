"""Compare two copies of one campaign: what differs between them by a token only is tied to the addressee."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from licet.reading.mails.letter import Letter, host_of
from licet.reading.mails.trackers import after_host
from licet.reading.sightings import Sighting, absent, found, unclear

_RUN: Final = re.compile(r"[A-Za-z0-9]+")
_SHORTEST: Final = 6
"""Characters of a token at least: shorter ones are versions, sizes and dates."""
_STOPS: Final = re.compile(r"unsub|desinscri|desabo|opt-?_?out|stop|preferences", re.IGNORECASE)
_ALIKE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two copies side by side.

    ``same_template``: their links and images lead to the same places in the same order, for half of them at least.
    ``images`` and ``links``: how many of them differ by a token only.
    """

    same_template: bool
    images: int
    links: int
    sightings: dict[str, Sighting]


def compare_letters(first: Letter, second: Letter) -> Comparison:
    """Compare two copies. See `compare_mails`."""
    if set(first.addressees) & set(second.addressees):
        return _unlike("both copies went to the same addressee: take copies to two people")
    images = _pairs([i.src for i in first.images], [i.src for i in second.images])
    links = _pairs([k.href for k in first.links], [k.href for k in second.links])
    if images is None or links is None:
        return _unlike("the two mails are not copies of one template: their images and links lead elsewhere")
    items = {"tracker.individual": _of_images(images, first), "clicks.kept_one_by_one": _of_links(links, first)}
    return Comparison(same_template=True, images=len(images), links=len(links), sightings=items)


def _unlike(note: str) -> Comparison:
    items = {name: unclear(note) for name in ("tracker.individual", "clicks.kept_one_by_one")}
    return Comparison(same_template=False, images=0, links=0, sightings=items)


def _pairs(first: list[str], second: list[str]) -> list[tuple[str, str]] | None:
    """Return the addresses that differ by tokens only, or None when the lists are not of one template."""
    ours, theirs = ([u for u in urls if host_of(u)] for urls in (first, second))
    alike = [(a, b) for a, b in zip(ours, theirs, strict=False) if host_of(a) == host_of(b) and _shape(a) == _shape(b)]
    if len(alike) < max(len(ours), len(theirs)) * _ALIKE:
        return None
    return [(a, b) for a, b in alike if a != b and _differ_by_token(after_host(a), after_host(b))]


def _shape(url: str) -> str:
    """Return an address without its letters and digits from the first place a token may stand: its punctuation."""
    return _RUN.sub("", after_host(url)).replace("-", "").replace("_", "").replace("%", "").rstrip("=")


def _differ_by_token(a: str, b: str) -> bool:
    return any(x != y and min(len(x), len(y)) >= _SHORTEST for x, y in zip(_runs(a), _runs(b), strict=False))


def _runs(written: str) -> list[str]:
    return re.findall(r"[A-Za-z0-9_~.@+-]+", written)


def _of_images(pairs: list[tuple[str, str]], letter: Letter) -> Sighting:
    if not pairs:
        return absent("images", note="every image is the same in both copies")
    note = f"`{len(pairs)}` images differ between two copies by a token only: each is tied to its addressee"
    return found(letter.quoted(pairs[0][0]), "image", note=note)


def _of_links(pairs: list[tuple[str, str]], letter: Letter) -> Sighting:
    others = [a for a, _ in pairs if not _STOPS.search(a)]
    if not others:
        return absent("links", note="every link is the same in both copies, but for the one to stop")
    note = f"`{len(others)}` links differ between two copies by a token only; whether clicks are recorded is not seen"
    return unclear(note, quote=letter.quoted(others[0]), where="link")
