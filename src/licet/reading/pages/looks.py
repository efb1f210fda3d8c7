"""Compare how two controls look, by what is declared: shape, size and weight of the words, contrast, room around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from licet.reading.pages.controls import Control
from licet.reading.pages.declared import contrast
from licet.reading.pages.markup import Element, tag
from licet.reading.pages.styles import Style

_SAME: Final = 0.05
"""Difference in parts that no eye tells: of size, contrast or area."""


@dataclass(frozen=True)
class Look:
    """How a control looks; ``None`` is unknown. Sizes in pixels; contrast 1 to 21 (WCAG)."""

    shape: str
    words: str
    size: float | None
    weight: int
    contrast: float | None
    area: float | None
    padding: float

    def __str__(self) -> str:
        size = "size unknown" if self.size is None else f"{self.size:.3g}px"
        ratio = "contrast unknown" if self.contrast is None else f"contrast {self.contrast:.1f}"
        room = f"{self.area:.0f}px² declared" if self.area else f"padding {self.padding:.3g}px" if self.padding else ""
        said = [f"{self.shape} `{self.words}` {size}", ratio, f"weight {self.weight}", room]
        return ", ".join(one for one in said if one)


def look(control: Control, styles: Mapping[Element, Style]) -> Look:
    """Return how a control looks; the words inside may be set in an element of their own."""
    own = styles[control.element]
    style = styles[_speaker(control.element)]
    ratio = None if style.colour is None or style.background is None else contrast(style.colour, style.background)
    area = None if own.width is None or own.height is None else own.width * own.height
    return Look(control.shape, control.words[:60], style.font_size, style.weight, ratio, area, own.padding)


def less(one: Look, other: Look) -> tuple[str, ...]:
    """Return in what a look is less than another's; unknown figures are left out."""
    figures = (
        ("size", one.size, other.size),
        ("contrast", one.contrast, other.contrast),
        ("area", one.area, other.area),
    )
    lower = [name for name, own, its in figures if own is not None and its is not None and own < its * (1 - _SAME)]
    lower += ["shape"] if one.shape == "link" and other.shape == "button" else []
    lower += ["weight"] if one.weight < other.weight else []
    lower += ["room"] if one.padding < other.padding * (1 - _SAME) and one.area is None else []
    return tuple(lower)


def known(one: Look, other: Look) -> bool:
    """Whether size and contrast of both are known, and the area of both or of neither."""
    return None not in {one.size, other.size, one.contrast, other.contrast} and (one.area is None) == (
        other.area is None
    )


def _speaker(element: Element) -> Element:
    """Return the element that holds most of the words."""
    inside = [one for one in element.iter() if tag(one)]
    return max(inside, key=lambda one: len((one.text or "").strip()), default=element)
