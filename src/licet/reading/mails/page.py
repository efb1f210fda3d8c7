"""Read the HTML of a mail as its addressee sees it: text, links and images, what is hidden told apart.

Only inline styles and HTML attributes count, as in most mail clients; nothing is fetched.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final
from xml.etree.ElementTree import Element

import tinycss2  # type: ignore[import-untyped]
from tinyhtml5.parser import HTMLParser  # type: ignore[import-untyped]

from licet.terms.errors import DocumentError

_LONGEST: Final = 1_000_000
"""Characters of HTML, without embedded images; mail clients cut a mail at a tenth of it."""
_MOST_TAGS: Final = 60_000
_MOST_OPEN: Final = 400
_MOST_ATTRIBUTES: Final = 500
_LONGEST_VALUE: Final = 100_000
_EMBEDDED: Final = re.compile(r"data:[a-z]{1,20}/[^\"'\s>]{1000,}", re.IGNORECASE)
_SILENT: Final = frozenset({"head", "script", "style", "title", "template", "noscript", "object"})
_BLOCKS: Final = frozenset(
    {"p", "div", "br", "tr", "td", "th", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "hr", "center"}
)
_TINY_TEXT: Final = 5.0
"""Points or pixels under which nobody reads."""
_PIXEL: Final = 2.0
_NUMBER: Final = re.compile(r"\A\s*([0-9]{1,6}(?:\.[0-9]{1,4})?)\s*(?:px|pt)?\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """A link: where it goes, its words, and whether an addressee can see it."""

    href: str
    words: str
    seen: bool = True


@dataclass(frozen=True, slots=True)
class Image:
    """An image: where it is loaded from, its alternative text, and whether an addressee can see it."""

    src: str
    words: str = ""
    seen: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    """What an HTML part shows. ``text`` is what can be seen, ``hidden`` the text that cannot."""

    text: str
    hidden: str
    links: tuple[Link, ...]
    images: tuple[Image, ...]


@dataclass(frozen=True, slots=True)
class _Look:
    """How an element is drawn, as far as it matters: hidden, or in the colour of its ground, or tiny."""

    hidden: bool = False
    colour: str = ""
    ground: str = ""
    tiny: bool = False

    @property
    def seen(self) -> bool:
        return not (self.hidden or self.tiny or (self.colour != "" and self.colour == self.ground))


class _Watched(io.StringIO):
    """Feed the parser by blocks, and stop it between two when elements, attributes or values pile up.

    Its algorithms are quadratic in the elements open at once and in the attributes of one element.
    """

    def __init__(self, text: str, parser: HTMLParser) -> None:
        super().__init__(text)
        self._parser = parser

    def read(self, size: int | None = -1, /) -> str:
        tree = self._parser.tree
        token = getattr(getattr(self._parser, "tokenizer", None), "current_token", None) or {}
        given = token.get("data")
        attributes = given if isinstance(given, list) else []
        longest = (
            len(given) if isinstance(given, str) else max((len(v) for pair in attributes[-1:] for v in pair), default=0)
        )
        elements = max(len(tree.open_elements or ()), len(tree.active_formatting_elements or ()))
        if elements > _MOST_OPEN or len(attributes) > _MOST_ATTRIBUTES or longest > _LONGEST_VALUE:
            raise DocumentError(
                f"the HTML nests more than `{_MOST_OPEN}` elements or piles up attributes; look by hand"
            )
        return super().read(size)


def read_page(html: str) -> Page:
    """Read an HTML part. Raises `DocumentError` when it is too long or made to exhaust its reader."""
    html = _EMBEDDED.sub("data:,", html).replace("\0", "")
    if html.count("<") > _MOST_TAGS:
        raise DocumentError(f"the HTML has more than `{_MOST_TAGS}` tags; look at the mail by hand")
    if len(html) > _LONGEST:
        raise DocumentError(f"the HTML is longer than `{_LONGEST}` characters; look at the mail by hand")
    parser = HTMLParser(namespace_html_elements=False)
    try:
        root = parser.parse(_Watched(html, parser))
    except DocumentError:
        raise
    except Exception:  # noqa: BLE001  # the parser asserts and indexes freely on what nobody wrote by hand
        raise DocumentError("the HTML cannot be read; look at the mail by hand") from None
    return _drawn(root)


def _drawn(root: Element) -> Page:
    text: list[str] = []
    hidden: list[str] = []
    links: list[Link] = []
    images: list[Image] = []
    for element, look in _walk(root):
        if isinstance(element, str):
            (text if look.seen else hidden).append(element)
            continue
        match element.tag:
            case "a" | "area":
                if href := element.get("href", "").strip():
                    links.append(Link(href, _words(element), look.seen))
            case "img":
                images.append(Image(element.get("src", "").strip(), element.get("alt", ""), _large(element, look)))
            case _ if ground := element.get("background") or _ground_image(element):
                images.append(Image(ground.strip(), "", look.seen))
    return Page(_joined(text), _joined(hidden), tuple(links), tuple(images))


def _walk(root: Element) -> Iterator[tuple[Element | str, _Look]]:
    """Yield elements and texts in reading order with how they are drawn; a block starts a line."""
    waiting: list[tuple[Element | str, _Look]] = [(root, _Look())]
    while waiting:
        item, look = waiting.pop()
        if isinstance(item, str):
            yield item, look
            continue
        if not isinstance(item.tag, str) or item.tag in _SILENT:
            continue
        look = _look(item, look)
        yield item, look
        breaks = item.tag in _BLOCKS
        if breaks:
            yield "\n", look
            waiting.append(("\n", look))
        for child in reversed(item):
            if child.tail:
                waiting.append((child.tail, look))
            waiting.append((child, look))
        if item.text:
            waiting.append((item.text, look))


def _look(element: Element, above: _Look) -> _Look:
    style = _style(element)
    look = above
    if (
        "hidden" in element.attrib
        or style.get("display") == "none"
        or style.get("visibility") in {"hidden", "collapse"}
        or style.get("mso-hide") == "all"
        or _number(style.get("opacity", "")) == 0
        or (_number(style.get("max-height", "")) == 0 and style.get("overflow") == "hidden")
    ):
        look = replace(look, hidden=True)
    if (size := _number(style.get("font-size", ""))) is not None:
        look = replace(look, tiny=size < _TINY_TEXT)
    if colour := style.get("color") or element.get("color", ""):
        look = replace(look, colour=_colour(colour))
    if ground := style.get("background-color") or element.get("bgcolor", "") or style.get("background", ""):
        look = replace(look, ground=_colour(ground))
    return look


def _style(element: Element) -> Mapping[str, str]:
    written = element.get("style", "")
    return _declarations(written[:10_000]) if written else {}


@lru_cache(maxsize=1_000)  # a mail repeats a dozen styles in a thousand cells
def _declarations(written: str) -> Mapping[str, str]:
    try:
        found = tinycss2.parse_blocks_contents(written, skip_comments=True, skip_whitespace=True)
        return {d.lower_name: tinycss2.serialize(d.value).strip().lower() for d in found if d.type == "declaration"}
    except (RecursionError, ValueError):  # nested brackets
        return {}


def _ground_image(element: Element) -> str:
    shown = _style(element).get("background-image") or _style(element).get("background", "")
    match = re.search(r"url\(\s*[\"']?([^\"')\s]{1,4000})", shown)
    return match.group(1) if match else ""


def _number(written: str) -> float | None:
    match = _NUMBER.match(written)
    return float(match.group(1)) if match else None


def _colour(written: str) -> str:
    """Write a colour one way, as far as mails write it: ``#fff``, ``#ffffff`` and ``white`` are one."""
    word = written.strip().lower()
    word = {"white": "#ffffff", "black": "#000000"}.get(word, word)
    if re.fullmatch(r"#[0-9a-f]{3}", word):
        return "#" + "".join(c * 2 for c in word[1:])
    return word


def _large(image: Element, look: _Look) -> bool:
    """Tell whether an image can be seen: not hidden, and no side of a pixel or two."""
    style = _style(image)
    sides = [_number(image.get(side, "")) for side in ("width", "height")]
    sides += [_number(style.get(side, "")) for side in ("width", "height", "max-height")]
    return look.seen and not any(side is not None and side <= _PIXEL for side in sides)


def _words(element: Element) -> str:
    shown = " ".join(" ".join(element.itertext()).split())
    return shown or " ".join(i.get("alt", "") for i in element.iter("img")).strip() or element.get("title", "")


def _joined(pieces: list[str]) -> str:
    lines = ("".join(pieces).replace("\u200c", "").replace("\u00ad", "")).splitlines()
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)
