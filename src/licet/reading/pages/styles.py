"""Say how each element of a page looks, as far as its styles declare it: shown or not, size, weight, colours.

What a browser does without being told is told here too (black on white, links blue and underlined, 16 pixels, small
buttons); what depends on the screen, on a picture or on a sheet that was not delivered is unknown, not guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from licet.reading.pages.declared import SIDES, Rgb, blended, colour, font_size, length
from licet.reading.pages.markup import Element, Markup, Patience, tag
from licet.reading.pages.sheets import Sheets, wrapped
from licet.terms.errors import DocumentError

_BLACK: Final[Rgb] = (0.0, 0.0, 0.0)
_WHITE: Final[Rgb] = (1.0, 1.0, 1.0)
_LINK: Final[Rgb] = (0.0, 0.0, 238 / 255)
_FACE: Final[Rgb] = (239 / 255, 239 / 255, 239 / 255)
_CONTROL_SIZE: Final = 40 / 3  # 10 points, in every browser
_OFF: Final = -900.0
"""Pixels to the left of or above the page: where words are put that are not to be seen."""

_HEADINGS: Final = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h4": 1.0, "h5": 0.83, "h6": 0.67}
_NEVER_SHOWN: Final = frozenset(
    {"head", "script", "style", "template", "title", "meta", "link", "noscript", "datalist"}
)
INLINE: Final = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark",
    "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr", "label", "input", "button",
    "select", "textarea", "img", "output", "picture", "svg", "time", "data", "nobr",
})  # fmt: skip
"""Elements that do not break a line of text."""
_BOLD: Final = 700
_WEIGHTS: Final = {"normal": 400, "bold": _BOLD, "bolder": _BOLD, "lighter": 300}


@dataclass(frozen=True)
class Style:
    """How an element looks; ``None`` is unknown, lengths are in pixels."""

    displayed: bool = True
    visible: bool = True
    faded: bool = False
    font_size: float | None = 16.0
    weight: int = 400
    colour: Rgb | None = _BLACK
    background: Rgb | None = _WHITE
    underlined: bool = False
    inline: bool = False
    width: float | None = None
    height: float | None = None
    padding: float = 0.0
    custom: Mapping[str, str] | None = None

    @property
    def shown(self) -> bool:
        """Whether words in it can be seen in the page as it was saved."""
        return self.displayed and self.visible


def styles_of(markup: Markup, sheets: Sheets, patience: Patience) -> dict[Element, Style]:
    """Return how each element looks. Raises ``DocumentError`` when the styles never end."""
    styles: dict[Element, Style] = {}
    parents = markup.parents
    plain = Style()
    root: float | None = 16.0
    try:
        for one in wrapped(markup, patience):
            element = one.etree_element
            above = styles[parents[element]] if element in parents else plain
            styles[element] = _styled(element, sheets.declared(one), above, root)
            if element is markup.root:
                root = styles[element].font_size
    except RecursionError as error:
        raise DocumentError(
            f"page `{patience.name}` has styles that cannot be followed: leave out some sheets"
        ) from error
    return styles


def _styled(element: Element, raw: Mapping[str, str], above: Style, root: float | None) -> Style:
    name = tag(element)
    custom = {key: value for key, value in raw.items() if key.startswith("--")}
    variables: Mapping[str, str] = {**(above.custom or {}), **custom} if custom else above.custom or {}
    values = {key: _resolved(value, variables) for key, value in raw.items() if not key.startswith("--")} if raw else {}
    style = replace(_usual(name, element, above, root), custom=variables)
    if not values:
        return style
    size = _font_size(values, above, style, root)
    style = replace(style, font_size=size, weight=_weight(values, style), inline=_inline(values, style))
    style = replace(
        style, displayed=style.displayed and not _away(values, size, root), visible=_visible(values, above, style)
    )
    ink, ground = _ink(values, above, style), _ground(values, above, style)
    faded = style.faded or _opacity(values) < 1
    line = values.get("text-decoration-line", "")
    return replace(
        style,
        faded=faded,
        colour=None if faded else ink,
        background=None if faded else ground,
        underlined="underline" in line if line and line != "inherit" else style.underlined,
        width=length(values.get("width", ""), size, root),
        height=length(values.get("height", ""), size, root),
        padding=sum(length(values.get(f"padding-{side}", "0"), size, root) or 0.0 for side in SIDES) / len(SIDES),
    )


def _usual(name: str, element: Element, above: Style, root: float | None) -> Style:
    """Return how a browser shows an element that no sheet speaks of."""
    hidden = (
        name in _NEVER_SHOWN or element.get("hidden") is not None or (name == "dialog" and element.get("open") is None)
    )
    hidden = hidden or (name == "input" and element.get("type", "").strip().lower() == "hidden")
    style = replace(
        above, displayed=above.displayed and not hidden, inline=name in INLINE, width=None, height=None, padding=0.0
    )
    size = style.font_size
    if name in _HEADINGS:
        style = replace(style, font_size=None if size is None else size * _HEADINGS[name], weight=_BOLD)
    elif name in {"small", "sub", "sup"}:
        style = replace(style, font_size=font_size("smaller", size, root))
    elif name in {"b", "strong", "th"}:
        style = replace(style, weight=_BOLD)
    elif name == "a" and element.get("href") is not None:
        style = replace(style, colour=_LINK, underlined=True)
    elif name in {"button", "input", "select", "textarea"}:
        ground = (
            _FACE if name == "button" or element.get("type", "").lower() in {"submit", "button", "reset"} else _WHITE
        )
        style = replace(style, font_size=_CONTROL_SIZE, weight=400, colour=_BLACK, background=ground, underlined=False)
    return replace(style, colour=None, background=None) if style.faded else style


def _resolved(value: str, variables: Mapping[str, str]) -> str:
    """Return a value with ``var(--name)`` looked up, as far as it is nothing else; the depth is bounded."""
    for _ in range(8):
        if not value.startswith("var("):
            return value
        name, _comma, fallback = value[4:].removesuffix(")").partition(",")
        value = variables.get(name.strip(), fallback.strip())
    return ""


def _font_size(values: Mapping[str, str], above: Style, style: Style, root: float | None) -> float | None:
    value = values.get("font-size", "")
    if not value:
        return style.font_size
    return above.font_size if value == "inherit" else font_size(value, above.font_size, root)


def _weight(values: Mapping[str, str], style: Style) -> int:
    value = values.get("font-weight", "")
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 4 else _WEIGHTS.get(value, style.weight)  # noqa: PLR2004


def _inline(values: Mapping[str, str], style: Style) -> bool:
    display = values.get("display", "")
    return display.startswith("inline") or display == "contents" if display else style.inline


def _away(values: Mapping[str, str], size: float | None, root: float | None) -> bool:
    """Whether an element is taken out of sight: not displayed, transparent, clipped, or put beside the page."""
    if values.get("display") == "none" or _opacity(values) == 0:
        return True
    if values.get("position") in {"absolute", "fixed"}:
        if values.get("clip", "").startswith("rect(") or values.get("clip-path", "").startswith("inset("):
            return True
        if any((length(values.get(side, ""), size, root) or 0) <= _OFF for side in ("left", "top", "right")):
            return True
    return (length(values.get("text-indent", ""), size, root) or 0) <= _OFF


def _visible(values: Mapping[str, str], above: Style, style: Style) -> bool:
    value = values.get("visibility", "inherit")
    return value == "visible" if value in {"visible", "hidden", "collapse"} else (above.visible and style.visible)


def _opacity(values: Mapping[str, str]) -> float:
    value = values.get("opacity", "1").strip()
    try:
        return float(value[:-1]) / 100 if value.endswith("%") else float(value)
    except ValueError:
        return 1.0


def _ink(values: Mapping[str, str], above: Style, style: Style) -> Rgb | None:
    value = values.get("color", "")
    if not value:
        return style.colour
    if value.lower() in {"inherit", "currentcolor", "unset"}:
        return above.colour
    found = colour(value)
    return found[0] if found and found[1] == 1 else None


def _ground(values: Mapping[str, str], above: Style, style: Style) -> Rgb | None:
    if values.get("background-image", "none") not in {"none", "initial", "unset"}:
        return None
    value = values.get("background-color", "")
    if not value:
        return style.background
    if value.lower() in {"transparent", "initial", "unset", "inherit", "none"}:
        return above.background
    found = colour(value)
    if found is None:
        return None
    rgb, opacity = found
    if opacity == 1:
        return rgb
    return None if above.background is None else blended(rgb, opacity, above.background)
