"""Small charts as SVG text, drawn without a browser: pure functions from numbers to markup.

Lengths across are percentages and letters keep their size, so that one drawing fits a telephone (320 px), a screen
and a sheet. Whatever is told by colour is told by pattern too. Names that would not fit are cut, values that would
touch are left out: the table beside a chart has them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import Final
from unicodedata import east_asian_width

from markupsafe import Markup, escape

NARROWEST: Final = 250
"""Width in px that bars have on the narrowest screen: 320 px less the margins of the page and of a head."""
NARROWEST_COLUMNS: Final = 286
"""The same for columns, which stand outside the heads."""

# Mean advance of a letter in units of its size in the wider system fonts (DejaVu Sans, Verdana): 0.60 measured on
# French text, 0.64 on digits, 0.72 on capitals, 0.32 on points and spaces, 1 on ideographs. Narrower fonts leave air, none overlaps.
_THIN, _ADVANCE, _CAPITAL, _WIDE = 0.36, 0.64, 0.78, 1.05
_LETTER, _SMALL = 13, 11

# What page.css says of drawings, in the light, for a reader of SVG that knows neither variables nor the page.
_PAPER: Final = """<style>
text { font-family: "Libertinus Serif"; font-size: 13px; fill: #1a2230; }
.small { font-size: 11px; } .strong, .value { font-weight: 600; } .middle { text-anchor: middle; } .end { text-anchor: end; }
.track { fill: #eceff3; } .fill-solid, .dot { fill: #33557f; } .fill-empty { fill: #ffffff; } .pale { fill: #dde6f1; }
.fill-diagonal { fill: url(#pattern-diagonal); } .fill-dots { fill: url(#pattern-dots); }
.fill-lines { fill: url(#pattern-lines); } .fill-cross { fill: url(#pattern-cross); }
.fill-diagonal, .fill-dots, .fill-lines, .fill-cross, .fill-empty { stroke: #33557f; stroke-width: 1; }
.stroke { stroke: #33557f; stroke-width: 1.3; fill: none; } .axis { stroke: #525d6d; }
.limit { stroke: #97180f; stroke-width: 1.5; stroke-dasharray: 5 4; }
</style>"""


class Fill(StrEnum):
    """How a surface is filled: by colour and by pattern."""

    SOLID = "solid"
    DIAGONAL = "diagonal"
    DOTS = "dots"
    LINES = "lines"
    CROSS = "cross"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Bar:
    """One horizontal bar: shares (0 to 1) of its own whole, certain and possible, and what is written at its end."""

    name: str
    certain: float
    possible: float
    value: str


@dataclass(frozen=True, slots=True)
class Column:
    """One upright column: what stands below, what is stacked on it, and what is written on top."""

    name: str
    lower: int
    upper: int
    value: str
    fill: Fill = Fill.SOLID


@dataclass(frozen=True, slots=True)
class Mark:
    """A dashed line after the first ``after`` columns, with its words."""

    after: int
    words: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a whole."""

    name: str
    count: int
    fill: Fill


def patterns() -> Markup:
    """Return the patterns that every chart of a page refers to; to be put once, before the first chart."""
    paths = {
        Fill.DIAGONAL: "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4",
        Fill.LINES: "M0,2 h8 M0,6 h8",
        Fill.CROSS: "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4 M-2,6 l4,4 M0,0 l8,8 M6,-2 l4,4",
    }
    strokes = Markup().join(
        Markup('{}<path class="stroke" d="{}"/></pattern>').format(_pattern(fill), path) for fill, path in paths.items()
    )
    dots = Markup('{}<circle class="dot" cx="2" cy="2" r="1.3"/><circle class="dot" cx="6" cy="6" r="1.3"/></pattern>')
    return Markup(
        '<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>{}{}</defs></svg>'
    ).format(strokes, dots.format(_pattern(Fill.DOTS)))


def horizontal_bars(key: str, title: str, description: str, bars: Sequence[Bar]) -> Markup:
    """Draw one bar below each name, the possible part hatched behind the certain one, and its value at the end."""
    step, height = 44, 13
    gutter = ceil(max((_width(bar.value, _LETTER) for bar in bars), default=0) / NARROWEST * 100) + 2
    room = 100 - gutter
    drawn = []
    for at, bar in enumerate(bars):
        top = at * step
        certain = room * _within(bar.certain)
        possible = min(room * _within(bar.possible), room - certain)
        drawn += [
            _text(0, top + 14, cut(bar.name, NARROWEST), "name"),
            _rectangle(0, top + 21, room, height, "track"),
            _rectangle(0, top + 21, certain, height, Fill.SOLID),
            _rectangle(certain, top + 21, possible, height, Fill.DIAGONAL),
            _text(100, top + 32, bar.value, "value end"),
        ]
    return _drawing(key, title, description, max(len(bars) * step, 1), drawn)


def stacked_columns(
    key: str, title: str, description: str, columns: Sequence[Column], mark: Mark | None = None
) -> Markup:
    """Draw columns side by side, each with its second part hatched on top, above their names."""
    ground, head, tallest = 196, 40, max((column.lower + column.upper for column in columns), default=0)
    each = 100 / max(len(columns), 1)
    with_values = all(_width(column.value, _SMALL) < NARROWEST_COLUMNS * each / 100 for column in columns)
    drawn = []
    for at, column in enumerate(columns):
        scale = (ground - head) / tallest if tallest else 0
        lower, upper = column.lower * scale, column.upper * scale
        left, middle = at * each + each * 0.14, at * each + each / 2
        drawn += [
            _rectangle(left, ground - lower, each * 0.72, lower, column.fill),
            _rectangle(left, ground - lower - upper, each * 0.72, upper, Fill.DIAGONAL),
            _text(middle, ground + 17, cut(column.name, NARROWEST_COLUMNS * each / 100, _SMALL), "small middle"),
        ]
        if with_values:
            drawn.append(_text(middle, ground - lower - upper - 5, column.value, "small middle strong"))
    drawn.append(Markup('<line class="axis" x1="0" x2="100%" y1="{0}" y2="{0}"/>').format(ground))
    if mark is not None:
        drawn += _mark(mark, each, ground)
    return _drawing(key, title, description, ground + 24, drawn)


def proportion(key: str, title: str, description: str, parts: Sequence[Part]) -> Markup:
    """Draw one bar cut into its parts, each in its own pattern; the table beside carries the swatches."""
    whole = sum(part.count for part in parts)
    left, drawn = 0.0, []
    for part in parts:
        share = part.count / whole * 100 if whole else 0
        drawn.append(_rectangle(left, 1, share, 22, part.fill))
        left += share
    return _drawing(key, title, description, 24, drawn)


def swatch(fill: Fill) -> Markup:
    """Draw the sample of a pattern that stands before its words in a legend."""
    return Markup('<svg class="swatch" width="16" height="12" aria-hidden="true" focusable="false">{}</svg>').format(
        _rectangle(0, 0.5, 100, 11, fill)
    )


def meter(certain: float, possible: float) -> Markup:
    """Draw a share as a thin bar for a table cell. It says nothing that the figure beside it does not."""
    certain = 100 * _within(certain)
    possible = min(100 * _within(possible), 100 - certain)
    return Markup(
        '<svg class="meter" width="100%" height="6" aria-hidden="true" focusable="false">{}{}{}</svg>'
    ).format(
        _rectangle(0, 0, 100, 6, "track"),
        _rectangle(0, 0, certain, 6, Fill.SOLID),
        _rectangle(certain, 0, possible, 6, Fill.DIAGONAL),
    )


def standalone(drawing: Markup, width: int, height: int) -> str:
    """Return a drawing as a whole SVG document of so many px, in its own colours and patterns, for a PDF."""
    opened = Markup('<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}">')
    return str(opened.format(width, height) + Markup(_PAPER) + patterns() + drawing + Markup("</svg>"))  # noqa: S704  # our own style


def height_of(drawing: Markup) -> int:
    """Return the height of a drawing in px."""
    return ceil(float(drawing.partition(' height="')[2].partition('"')[0]))


def cut(text: str, room: float, letter: int = _LETTER) -> str:
    """Return the text, shortened with an ellipsis to fit ``room`` px at a size of ``letter`` px."""
    if _width(text, letter) <= room:
        return text
    while text and _width(text + "…", letter) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def _width(text: str, letter: int) -> float:
    return letter * sum(map(_advance, text))


def _advance(char: str) -> float:
    if east_asian_width(char) in "WF":
        return _WIDE
    if char in " .,:\u00a0\u202f":
        return _THIN
    return _CAPITAL if char.isupper() else _ADVANCE


def _within(share: float) -> float:
    return min(max(share, 0.0), 1.0)


def _mark(mark: Mark, each: float, ground: int) -> list[Markup]:
    # The words stand on the side of the line that has more room.
    at = mark.after * each
    to_the_right = at <= 50  # noqa: PLR2004  # the middle, in percent
    room = NARROWEST_COLUMNS * (100 - at if to_the_right else at) / 100 - 6
    words = Markup('<text class="small {}" x="{}%" dx="{}" y="12">{}</text>').format(
        "" if to_the_right else "end", _round(at), 5 if to_the_right else -5, cut(mark.words, room, _SMALL)
    )
    return [Markup('<line class="limit" x1="{0}%" x2="{0}%" y1="2" y2="{1}"/>').format(_round(at), ground), words]


def _pattern(fill: Fill) -> Markup:
    opened = Markup('<pattern id="pattern-{}" width="8" height="8" patternUnits="userSpaceOnUse">').format(fill)
    return opened + Markup('<rect class="pale" width="8" height="8"/>')


def _rectangle(x: float, y: float, width: float, height: float, look: str) -> Markup:
    # Rounding up to a pixel keeps one person among 20 million visible.
    if width <= 0 or height <= 0:
        return Markup()
    inked = look in set(Fill)
    return Markup('<rect class="{}" x="{}%" y="{}" width="{}%" height="{}"/>').format(
        f"fill-{look}" if inked else look, _round(x), _round(y), _round(max(width, 0.3)), _round(max(height, 0.5))
    )


def _text(x: float, y: float, words: str, look: str) -> Markup:
    return Markup('<text class="{}" x="{}%" y="{}">{}</text>').format(look, _round(x), _round(y), words)


def _drawing(key: str, title: str, description: str, height: float, drawn: Sequence[Markup]) -> Markup:
    return Markup(
        '<svg class="drawing" role="img" width="100%" height="{}" aria-labelledby="{}-title {}-desc">'
        '<title id="{}-title">{}</title><desc id="{}-desc">{}</desc>{}</svg>'
    ).format(height, key, key, key, title, key, description, Markup().join(map(escape, drawn)))


def _round(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
