"""Read what style sheets declare: lengths in pixels, colours, and shorthand properties written out.

Only what tells how prominent words are is read; what cannot be told from a declaration alone (``calc``, ``vw``, a
gradient) is ``None``, unknown, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

import tinycss2  # type: ignore[import-untyped]
from tinycss2 import color4

Rgb = tuple[float, float, float]
"""Red, green and blue, each 0 to 1."""

READ: Final = frozenset({
    "display", "visibility", "opacity", "font", "font-size", "font-weight", "color", "background", "background-color",
    "background-image", "padding", "padding-top", "padding-right", "padding-bottom", "padding-left", "width", "height",
    "text-decoration", "text-decoration-line", "position", "left", "top", "right", "text-indent", "clip", "clip-path",
})  # fmt: skip
"""The properties that are read; custom properties (``--brand``) are read too."""

SIDES: Final = ("top", "right", "bottom", "left")
_PIXELS: Final = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
_SIZES: Final = {"xx-small": 9, "x-small": 10, "small": 13, "medium": 16, "large": 18, "x-large": 24, "xx-large": 32}
_LENGTH: Final = re.compile(r"([+-]?\d{0,9}\.?\d{1,9})([a-z%]{0,4})")
_DIGITS: Final = re.compile(r"[0-9]{1000,}")
_PICTURE: Final = ("url(", "gradient(", "image(", "image-set(", "element(")


def without_endless_numbers(text: str) -> str:
    """Return a style without numbers of a thousand digits: no size is, and Python reads 4,300 at most."""
    return _DIGITS.sub("0", text)


def declarations(text: str | Iterable[Any]) -> Iterator[tuple[str, str, bool]]:
    """Yield the properties of a ``style`` attribute or of a rule: name, value, and whether it is ``!important``."""
    text = without_endless_numbers(text) if isinstance(text, str) else text
    for one in tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True):
        if one.type != "declaration" or not (one.lower_name in READ or one.name.startswith("--")):
            continue
        try:
            value = tinycss2.serialize(one.value).strip()
        except RecursionError:  # functions nested a thousand deep declare nothing
            continue
        if len(value) <= 500:  # noqa: PLR2004  # a longer value is a picture written out
            name = one.name if one.name.startswith("--") else one.lower_name
            yield from ((long, part, one.important) for long, part in _longhands(name, value))
        elif one.lower_name.startswith("background"):
            yield "background-image", "url()", one.important


def _longhands(name: str, value: str) -> Iterator[tuple[str, str]]:
    if name.startswith("--"):
        yield name, value
    elif name == "background" and not value.startswith("var("):
        yield from _background(value)
    elif name == "background":
        yield "background-color", value
    elif name == "padding":
        parts = value.split()
        four = [*parts, parts[1]] if len(parts) == 3 else (parts * 4)[:4]  # noqa: PLR2004  # top, sides, bottom
        yield from ((f"padding-{side}", part) for side, part in zip(SIDES, four, strict=False))
    elif name == "font":
        yield from _font(value)
    elif name == "text-decoration":
        yield "text-decoration-line", value
    else:
        yield name, value


def _background(value: str) -> Iterator[tuple[str, str]]:
    picture = any(word in value.lower() for word in _PICTURE)
    yield "background-image", "url()" if picture else "none"
    colours = [part for part in _parts(value) if colour(part) is not None]
    yield "background-color", colours[-1] if colours else "transparent"


def _font(value: str) -> Iterator[tuple[str, str]]:
    size = next((one for one in (part.split("/")[0] for part in _parts(value)) if _sized(one)), None)
    if size is not None:
        yield "font-size", size
        bold = [part for part in _parts(value) if part == "bold" or part in {"600", "700", "800", "900"}]
        yield "font-weight", bold[0] if bold else "normal"


def _sized(value: str) -> bool:
    lower = value.lower()
    found = _LENGTH.fullmatch(lower)
    return lower in _SIZES or (found is not None and bool(found[2]))


def _parts(value: str) -> Iterator[str]:
    """Split at spaces outside brackets."""
    depth, start = 0, 0
    for place, character in enumerate(value):
        depth += (character == "(") - (character == ")")
        if character.isspace() and depth <= 0:
            if place > start:
                yield value[start:place]
            start = place + 1
    if start < len(value):
        yield value[start:]


def length(value: str, em: float | None, rem: float | None, whole: float | None = None) -> float | None:
    """Return a length in pixels; ``whole`` is what a percentage is a part of. ``None`` when it cannot be told."""
    found = _LENGTH.fullmatch(value.strip().lower())
    if not found:
        return None
    number, unit = float(found[1]), found[2]
    if unit in _PIXELS:
        return number * _PIXELS[unit]
    if not unit:
        return 0.0 if number == 0 else None
    part = {"em": em, "rem": rem, "%": None if whole is None else whole / 100}.get(unit)
    return None if part is None else number * part


def font_size(value: str, parent: float | None, root: float | None) -> float | None:
    """Return a font size in pixels, from what is declared and the sizes of the parent and of the root element."""
    word = value.strip().lower()
    if word in _SIZES:
        return float(_SIZES[word])
    if word in {"smaller", "larger"}:
        return None if parent is None else parent * (1.2 if word == "larger" else 1 / 1.2)
    return length(word, parent, root, parent)


@lru_cache(maxsize=4096)
def colour(value: str) -> tuple[Rgb, float] | None:
    """Return a colour and its opacity (0 to 1); ``None`` when it is none or depends on something else."""
    try:
        found = color4.parse_color(value)
        if found is None or isinstance(found, str):
            return None
        red, green, blue = (
            0.0 if part is None else min(max(float(part), 0.0), 1.0) for part in found.to("srgb").coordinates
        )
        alpha = 1.0 if found.alpha is None else float(found.alpha)
    except (ValueError, NotImplementedError, TypeError, ArithmeticError, AttributeError, RecursionError):
        return None
    return (red, green, blue), min(max(alpha, 0.0), 1.0)


def blended(above: Rgb, opacity: float, below: Rgb) -> Rgb:
    """Return the colour seen when one of some opacity lies over another."""
    red, green, blue = (a * opacity + b * (1 - opacity) for a, b in zip(above, below, strict=True))
    return red, green, blue


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(rgb: Rgb) -> float:
    """Relative luminance (WCAG 2.2): sRGB made linear, weighted by how bright the eye sees red, green and blue."""
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb)  # noqa: PLR2004
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
