"""Look for the parts of clauses in the sentences of a relation's documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from licet.reading.contracts.passages import Passage, fold
from licet.reading.contracts.words import Wording, words

NEAR: Final = 88.0
MIDDLE: Final = 72.0
"""Likeness of two sentences in per cent, words sorted, little words left out. At ``NEAR`` and above two sentences differ
by a word or an ending; between the two a person compares."""

_FEW: Final = 4
_TITLE_ONLY: Final = 3  # "Audit rights." opens a clause and says nothing


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence that says a part of a clause. ``denied`` when the same sentence takes it back."""

    passage: Passage
    weak: bool
    denied: bool


def hits(wordings: Sequence[Wording], passages: Sequence[Passage]) -> Iterator[Hit]:
    """Give every sentence that meets one of the rules, in the order of the documents."""
    for at, passage in enumerate(passages):
        for wording in wordings:
            if meets(wording, passages, at):
                denied = words().denials.search(passage.folded) is not None
                yield Hit(passage, wording.weak, denied)
                break


def meets(wording: Wording, passages: Sequence[Passage], at: int) -> bool:
    """Say whether the sentence ``at`` meets a rule, with its neighbours when the rule has a window."""
    own = passages[at].folded
    if sum(word[0].isalpha() for word in passages[at].own.split()) < _TITLE_ONLY:
        return False
    if not any(key in own for key in wording.keys):
        return False
    if wording.none is not None and wording.none.search(own):
        return False
    text = own if wording.window == 1 else _around(passages, at, wording.window - 1)
    if not all(pattern.search(text) for pattern in wording.every):
        return False
    if wording.least is None:
        return True
    least, pattern = wording.least
    return len({match.group() for match in pattern.finditer(own)}) >= least


def _around(passages: Sequence[Passage], at: int, reach: int) -> str:
    here = passages[at]
    near = passages[max(0, at - reach) : at + reach + 1]
    return " ".join(one.folded for one in near if (one.document, one.section) == (here.document, here.section))


def likest(item: str, passages: Sequence[Passage], sorted_words: Sequence[str]) -> tuple[float, Passage] | None:
    """Return the sentence most like the reference wordings of an item, and how like, when at least ``MIDDLE``."""
    best: tuple[float, Passage] | None = None
    for wording in words().paraphrases.get(item, ()):
        score = best[0] if best else MIDDLE
        if not (telling := content_words(wording)):
            continue
        match = process.extractOne(telling, sorted_words, scorer=fuzz.ratio, score_cutoff=score)
        if match is not None and (best is None or match[1] > best[0]):
            best = (match[1], passages[match[2]])
    return best


def content_words(text: str) -> str:
    """Return the words that carry the sense, sorted; nothing when they are too few to compare."""
    plain = "".join(letter if letter.isalnum() or letter == "-" else " " for letter in fold(text))
    telling = sorted(word for word in plain.split() if word not in words().little and len(word) > 1)
    return " ".join(telling) if len(telling) >= _FEW else ""
