"""Text as the PDF can show it: in the letters of its own fonts, spaced as its language asks, breakable anywhere.

Typst brings two families, Libertinus Serif and DejaVu Sans Mono; no font of the machine is used, so that the same
report gives the same bytes everywhere. PDF/UA-1 forbids a sign that no font draws (ISO 14289-1, 7.21.4): such a sign is
written by its number in Unicode (`U+1F600`), which loses nothing.
"""

from __future__ import annotations

import re
from typing import Any, Final
from unicodedata import bidirectional, normalize

from licet.audit.model import Report
from licet.audit.report.words import Language, plain, spaced

DRAWN: Final = (
    (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x241), (0x250, 0x2E9),  # Latin; the soft hyphen (AD) shows nothing
    (0x384, 0x38A), (0x38C, 0x38C), (0x38E, 0x3A1), (0x3A3, 0x3CE), (0x400, 0x45F),  # Greek, Cyrillic
    (0x5D0, 0x5EA), (0x60C, 0x60C), (0x61B, 0x61B), (0x61F, 0x61F), (0x621, 0x63A), (0x640, 0x64A), (0x660, 0x669),
    (0x1E00, 0x1E9B), (0x1E9E, 0x1EF9), (0x2010, 0x2027), (0x202F, 0x2037), (0x2039, 0x203E), (0x2044, 0x2044),
    (0x2070, 0x2071), (0x2074, 0x208E), (0x20A0, 0x20B5), (0x20BD, 0x20BD), (0x20BF, 0x20BF),
    (0x2116, 0x2116), (0x2120, 0x2120), (0x2122, 0x2122), (0x2190, 0x219B), (0x21D2, 0x21D2), (0x2212, 0x2212),
    (0x2248, 0x2248), (0x2260, 0x2261), (0x2264, 0x2265), (0x25A0, 0x25A1), (0xFFFD, 0xFFFD),
)  # fmt: skip
"""Code points that the two families draw; tests/report/test_pdf.py asks Typst for each of them."""

_UNDRAWN: Final = re.compile("[^" + "".join(f"{chr(low)}-{chr(high)}" for low, high in DRAWN) + "]")

LONGEST_WORD: Final = 24
"""Letters after which a word may be broken: the narrowest column of text holds as many."""
_LONG: Final = re.compile(rf"[^\s\u200b]{{{LONGEST_WORD},}}")
_AFTER: Final = re.compile(r"(?<=[._/@,:;|=-])(?=.)")
_PIECE: Final = re.compile(".{1,12}")
_BREAK: Final = "\u200b"


def drawable(text: str) -> str:
    """Return a text without signs that act, each sign that the fonts lack written by its number."""
    return _UNDRAWN.sub(lambda sign: f"U+{ord(sign[0]):04X}", normalize("NFC", plain(text)))


def drawable_report(report: Report) -> Report:
    """Return a report all of whose texts can be drawn."""
    return Report.model_validate(_each(report.model_dump()))


def set_text(text: str, language: Language) -> str:
    """Return a text ready to be set: drawable, with the spaces of its language, long words breakable."""
    spaced_out = spaced(drawable(text), language)
    return _LONG.sub(lambda word: _broken(word[0]), spaced_out)


def turns(text: str) -> bool:
    """Tell whether a text is written from right to left, in part at least: then it is set apart (UAX #9)."""
    return not text.isascii() and any(bidirectional(sign) in {"R", "AL"} for sign in text)


def _broken(word: str) -> str:
    """Return a long word with places to break it: after a sign, else every dozen letters."""
    pieces = (_PIECE.findall(each) if len(each) >= LONGEST_WORD else [each] for each in _AFTER.split(word))
    return _BREAK.join(piece for each in pieces for piece in each)


def _each(value: Any) -> Any:  # noqa: ANN401  # whatever a report holds
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, dict):
        return {drawable(name): _each(held) for name, held in value.items()}
    return [_each(held) for held in value] if isinstance(value, list | tuple) else value
