"""Recognise ideas in sentences, by the phrases of ``words.yaml``, in French and English.

Accents, case and punctuation do not count: ``J’ACCEPTE``, ``j'accepte`` and ``J accepte`` are one. A text is walked once
for all ideas, so that a long page costs no more than its length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Final

import yaml

Phrase = tuple[str, tuple[str, ...]]
"""An idea and the words of one phrase."""

GAP: Final = ".."
_WIDEST: Final = 6  # words that a gap may hold
_SHORT: Final = 5  # words in which a bare yes or no speaks for itself
_KEY: Final = 3  # letters by which phrases are looked up
_NO_WORD: Final = re.compile(r"[^a-z0-9]+")
_UNSEEN: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_PERIOD: Final = re.compile(r" (\d{1,3}|[a-z]{2,7}) (mois|an|ans|annee|annees|month|months|year|years) ")
_NUMBERS: Final = {
    "un": 1, "une": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3, "six": 6, "neuf": 9, "nine": 9, "douze": 12,
    "twelve": 12, "dix": 10, "ten": 10, "quatre": 4, "four": 4, "cinq": 5, "five": 5,
}  # fmt: skip


def folded(text: str) -> str:
    """Return the words of a text in plain small letters, one space between them."""
    plain = unicodedata.normalize("NFKD", text.translate(_UNSEEN).replace("œ", "oe").replace("Œ", "oe").lower())
    return " ".join(_NO_WORD.sub(" ", "".join(one for one in plain if not unicodedata.combining(one))).split())


@lru_cache(maxsize=8192)
def ideas(text: str) -> frozenset[str]:
    """Return the ideas that a text carries, as named in ``words.yaml``."""
    words = folded(text).split()
    index, seen = _index(), set[str]()
    for start, word in enumerate(words):
        for idea, phrase in index.get(word[:_KEY], ()):
            if idea not in seen and _stands(phrase, words, start):
                seen.add(idea)
    return frozenset(seen)


def carries(text: str, *wanted: str) -> bool:
    """Whether a text carries one of these ideas."""
    return not ideas(text).isdisjoint(wanted)


def agrees(text: str) -> bool:
    """Whether a text says that one agrees, or is a short yes."""
    return carries(text, "agreeing") or (_is_short(text) and carries(text, "short_yes"))


def refuses(text: str) -> bool:
    """Whether a text says that one refuses, or is a short no."""
    return carries(text, "refusing") or (_is_short(text) and carries(text, "short_no"))


def _is_short(text: str) -> bool:
    return len(folded(text).split()) <= _SHORT


def months(text: str) -> int | None:
    """Return the first period that a text names, in months; ``None`` when it names none."""
    for number, unit in _PERIOD.findall(f" {folded(text)} "):
        count = int(number) if number.isdigit() else _NUMBERS.get(number)
        if count:
            return count * (1 if unit.startswith("mo") else 12)
    return None


def _stands(phrase: Iterable[str], words: list[str], start: int) -> bool:
    """Whether a phrase stands at a place; the first way in which a gap fits decides."""
    place, reach = start, 1
    for part in phrase:
        if part == GAP:
            reach = _WIDEST + 1
            continue
        at = next((k for k in range(place, min(place + reach, len(words))) if _is(part, words[k])), None)
        if at is None:
            return False
        place, reach = at + 1, 1
    return True


def _is(part: str, word: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part


@cache
def _index() -> Mapping[str, tuple[Phrase, ...]]:
    """Read ``words.yaml``: the first letters of a phrase to the phrases that begin so."""
    text = resources.files(__package__).joinpath("words.yaml").read_text(encoding="utf-8")
    index: dict[str, list[Phrase]] = {}
    listed: Mapping[str, Iterable[str]] = yaml.safe_load(text)
    for idea, phrases in listed.items():
        for phrase in phrases:
            words = _phrase(phrase)
            index.setdefault(words[0].rstrip("*")[:_KEY], []).append((idea, words))
    return {key: tuple(phrases) for key, phrases in index.items()}


def _phrase(phrase: str) -> tuple[str, ...]:
    return tuple(word for part in phrase.split() for word in ([GAP] if part == GAP else _parts(part)))


def _parts(part: str) -> list[str]:
    words = folded(part).split()  # one, or more: `l'union`
    return [*words[:-1], f"{words[-1]}*"] if part.endswith("*") else words
