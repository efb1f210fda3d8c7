"""Images and links that tell one addressee from another: pixels, long tokens, the address or its hash in a URL."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from licet.reading.mails.letter import Letter, host_of
from licet.reading.mails.redaction import looks_tokened
from licet.reading.sightings import Sighting, absent, found, unclear

_HASHES: Final = ("md5", "sha1", "sha256")
_FEWEST_LINKS: Final = 2


@dataclass(frozen=True, slots=True)
class Marks:
    """How the images and links of one mail are marked: counts, no addresses."""

    remote_images: int
    pixels: int
    tokened_images: int
    links: int
    tokened_links: int


def marks_of(letter: Letter) -> Marks:
    """Count the images loaded from afar, those nobody can see, and the addresses that carry a token."""
    images = [i for i in letter.images if host_of(i.src)]
    links = [k.href for k in letter.links if host_of(k.href)]
    return Marks(
        len(images),
        sum(not i.seen for i in images),
        sum(tokened(i.src) for i in images),
        len(links),
        sum(tokened(href) for href in links),
    )


def tokened(url: str) -> bool:
    """Tell whether the path or query of an address holds a long token."""
    return looks_tokened(after_host(url))


def after_host(url: str) -> str:
    """Return what follows the host of an address, percent signs undone."""
    try:
        parts = urlsplit(url)
        return unquote(f"{parts.path}?{parts.query}#{parts.fragment}")
    except ValueError:
        return ""


def names_addressee(url: str, addressees: Iterable[str]) -> str:
    """Return how an address tells its addressee: ``address``, the name of a hash of it, or nothing."""
    written = after_host(url).lower()
    for address in addressees:
        if address in written or address.replace("@", "=") in written:
            return "address"
        for name in _HASHES:
            if hashlib.new(name, address.encode(), usedforsecurity=False).hexdigest() in written:
                return name
    return ""


def tracker_items(letter: Letter) -> dict[str, Sighting]:
    """Return ``tracker.individual`` (images) and ``clicks.kept_one_by_one`` (links), as far as one copy can tell.

    One copy shows a token, not whose it is: that stays unclear until `compare_mails` sees two copies, unless the
    address carries the addressee's own, or its hash. That a link is tied to an addressee does not say that clicks are
    recorded: those stay unclear.
    """
    return {"tracker.individual": _images(letter), "clicks.kept_one_by_one": _links(letter)}


def _images(letter: Letter) -> Sighting:
    images = [i for i in letter.images if host_of(i.src)]
    for image in images:
        if how := names_addressee(image.src, letter.addressees):
            return found(
                _shown(letter, image.src), "image", note=f"the address of the image holds the addressee's own ({how})"
            )
    # A pixel comes first, then any other image: whoever serves an image sees it loaded.
    for image in sorted(images, key=lambda i: i.seen):
        if tokened(image.src):
            what = "an image" if image.seen else "an image that nobody can see"
            return unclear(
                f"{what} carries a long token; compare two copies", quote=_shown(letter, image.src), where="image"
            )
    for image in images:
        if not image.seen:
            return unclear(
                "an image that nobody can see, without a token", quote=_shown(letter, image.src), where="image"
            )
    if images:
        return absent(
            "images", note=f"`{len(images)}` images from afar; none carries a token or the address, none is hidden"
        )
    return absent("images", note="no image is loaded from afar")


def _links(letter: Letter) -> Sighting:
    links = [k.href for k in letter.links if host_of(k.href)]
    for href in links:
        if how := names_addressee(href, letter.addressees):
            note = f"a link holds the addressee's own address ({how}); whether clicks are recorded is not seen"
            return unclear(note, quote=_shown(letter, href), where="link")
    tokens = [href for href in links if tokened(href)]
    if len(tokens) >= _FEWEST_LINKS:  # a single one may be the link to stop, which has to know whom it stops
        note = f"`{len(tokens)}` of `{len(links)}` links carry a long token; compare two copies"
        return unclear(note, quote=_shown(letter, tokens[0]), where="link")
    return absent("links", note=f"`{len(links)}` links, of which `{len(tokens)}` with a token")


def _shown(letter: Letter, url: str) -> str:
    return letter.quoted(url)
