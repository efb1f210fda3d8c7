"""Tell what kind of paper a document is, before anything is looked for in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Final

from licet.reading.contracts.passages import Document, fold
from licet.reading.contracts.words import loaded, words


class Paper(StrEnum):
    """Kinds of paper, told apart because each is judged by another article, or by none."""

    PROCESSING = "processing-agreement"
    JOINT = "joint-arrangement"
    CONTROLLERS = "between-controllers"
    TRANSFER = "transfer-clauses"
    COMMERCIAL = "commercial"
    CONFIDENTIALITY = "confidentiality-agreement"
    LICENCE = "licence"
    SCAN = "scan"
    FOREIGN = "language-not-read"
    OTHER = "other"


READ_FOR_CLAUSES: Final = (Paper.PROCESSING, Paper.COMMERCIAL, Paper.OTHER)
"""With a processing agreement among them, these are read as one; another kind keeps its words to itself."""

_TITLE: Final = 500
_ENOUGH: Final = 4
_TITLE_WEIGHT: Final = 5
_FIRST_LINE: Final = 3
_OFTEN: Final = 3
_FEW_WORDS: Final = 40
"""Below that, a paper is too short to tell its language."""
_SPOKEN: Final = 0.12
"""Share of the commonest French and English words: 0.3 to 0.5 in their prose, below 0.05 in other languages."""


@cache
def _signs() -> Mapping[Paper, tuple[list[re.Pattern[str]], list[re.Pattern[str]]]]:
    told = loaded("papers.yaml")
    return {
        Paper(kind): ([re.compile(one) for one in signs["title"]], [re.compile(one) for one in signs["body"]])
        for kind, signs in told.items()
    }


def paper(document: Document, clauses: int) -> Paper:
    """Return the kind of a document; ``clauses`` is how many clauses of 28(3) were recognised in it."""
    if not document.passages and not document.headings:
        return Paper.SCAN
    text = document.folded
    if is_foreign(text):
        return Paper.FOREIGN
    blocks = [block.text for block in document.read.blocks[:12]]
    title, opening = fold(blocks[0]), fold(" ".join(blocks)[:_TITLE])
    scores = {kind: _score(signs, title, opening, text) for kind, signs in _signs().items()}
    rival = max(scores[kind] for kind in (Paper.JOINT, Paper.CONTROLLERS, Paper.TRANSFER))
    if rival < _TITLE_WEIGHT:
        scores[Paper.PROCESSING] += min(clauses, 7)
    kind = max(scores, key=lambda one: scores[one])
    return kind if scores[kind] >= _ENOUGH else Paper.OTHER


def _score(signs: tuple[list[re.Pattern[str]], list[re.Pattern[str]]], title: str, opening: str, text: str) -> int:
    titles, body = signs
    score = _TITLE_WEIGHT * any(pattern.search(opening) for pattern in titles)
    score += _FIRST_LINE * any(pattern.search(title) for pattern in titles)
    for pattern in body:
        seen = sum(1 for _, _ in zip(range(_OFTEN), pattern.finditer(text), strict=False))
        score += (seen > 0) + (seen == _OFTEN)
    return score


def is_foreign(text: str) -> bool:
    """Say whether a text is neither French nor English, or not words at all."""
    spoken = re.findall(r"[a-z]+", text[:40_000])
    if len(spoken) < _FEW_WORDS:
        return False
    return sum(word in words().common for word in spoken) < len(spoken) * _SPOKEN
