"""Find set phrases in a text and quote it as it was written.

The phrases stand in ``words.yaml``, without accents, in lower case; ``*`` stands for a few words of the same sentence.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

import yaml

_GAP: Final = r"(?:[^.!?]|\.(?=\S)){0,120}?"
"""The rest of a sentence; a point within an address does not end it."""
_AROUND: Final = 60
_END: Final = re.compile(r"[.!?](?=\s|\Z)|\n")


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a phrase stands: its sentence, as written, and what follows the phrase."""

    quote: str
    after: str
    place: int


class Text:
    """A text made ready for searching: without case, accents and typographic marks, each character mapped to its source."""

    def __init__(self, written: str) -> None:
        self.written: Final = written
        folded: list[str] = []
        sources: list[int] = []
        for number, char in enumerate(written):
            plain = _plain(char)
            if plain == " " and folded and folded[-1] == " ":
                continue
            folded.extend(plain)
            sources.extend([number] * len(plain))
        self.folded: Final = "".join(folded)
        self._sources: Final = sources

    def first(self, phrases: re.Pattern[str] | None) -> Hit | None:
        """Return the first place where one of the phrases stands."""
        match = phrases.search(self.folded) if phrases else None
        return self._hit(match) if match else None

    def every(self, phrases: re.Pattern[str], most: int = 20) -> list[Hit]:
        """Return the places where the phrases stand, at most so many."""
        hits = []
        for match in phrases.finditer(self.folded):
            hits.append(self._hit(match))
            if len(hits) == most:
                break
        return hits

    def _hit(self, match: re.Match[str]) -> Hit:
        start, end = self._sources[match.start()], self._sources[match.end() - 1] + 1
        begin = max(0, start - _AROUND)
        for stop in _END.finditer(self.written, max(0, start - 2 * _AROUND), start):
            begin = stop.end()
        closing = _END.search(self.written, end, end + 3 * _AROUND)
        finish = closing.end() if closing else end + _AROUND
        return Hit(self.written[begin:finish].strip(), self.written[end : end + 80], start)

    def near(self, wanted: re.Pattern[str] | None, place: int, reach: int = 160) -> bool:
        """Tell whether one of the phrases stands within ``reach`` characters of a place of the text as written."""
        where = bisect_right(self._sources, place)
        return wanted is not None and wanted.search(self.folded, max(0, where - reach), where + reach) is not None

    def line(self, place: int) -> int:
        """Return the line of a place, from 1."""
        return self.written.count("\n", 0, place) + 1


@cache
def _plain(char: str) -> str:
    if char in "’‘´`ʼ":
        return "'"
    if char.isspace():
        return " "
    return "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c)).casefold()


def folded(written: str) -> str:
    """Return a text as it is compared: without case, accents, typographic marks and double spaces."""
    return " ".join("".join(_plain(c) for c in written).split())


@cache
def words() -> Mapping[str, Any]:
    """Return ``words.yaml``."""
    found: Mapping[str, Any] = yaml.safe_load(resources.files(__package__).joinpath("words.yaml").read_text("utf-8"))
    return found


@cache
def phrases(*names: str) -> re.Pattern[str] | None:
    """Return the phrases listed in ``words.yaml`` under a name or a path of names, or None when there are none."""
    listed: Any = words()
    for name in names:
        listed = listed.get(name, ()) if isinstance(listed, Mapping) else ()
    return matching(tuple(str(p) for p in listed)) if listed else None


def matching(listed: tuple[str, ...]) -> re.Pattern[str]:
    """Make one pattern of phrases, whole words only; ``*`` is at most 120 characters of the same sentence."""
    return re.compile("|".join(rf"(?<!\w){_pattern(phrase)}(?!\w)" for phrase in sorted(listed, key=len, reverse=True)))


def _pattern(phrase: str) -> str:
    """Join the pieces of a phrase. What stands before a gap is not tried again (atomic), so two gaps cost twice, not squared."""
    first, *others = (re.escape(piece.strip()).replace(r"\ ", " ") for piece in phrase.split("*"))
    for piece in others:
        first = f"(?>{first}{_GAP}{piece})"
    return first
