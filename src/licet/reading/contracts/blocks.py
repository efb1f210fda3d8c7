"""What the readers of a format hand on: blocks of text in reading order, each with its page where there are pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from licet.terms.errors import DocumentError

MAX_BYTES: Final = 20 << 20
"""Of one file: contracts with their annexes stay below 5 MB; what is larger is a bundle of scans."""

MAX_TEXT: Final = 1_500_000
"""Characters of one document: some 600 pages."""

MAX_BLOCKS: Final = 60_000
"""Paragraphs and table rows of one document."""

LONGEST_HEADING: Final = 220
"""Characters: what a style or an element calls a heading and is longer, is a paragraph in bold."""

LONG_CELL: Final = 700
"""Characters: a longer cell holds articles, and its table only lays out the page."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading (``heading``) or a table row (``cells`` is not empty); ``page`` counts from 1."""

    text: str
    page: int | None = None
    heading: bool = False
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """A document as blocks.

    ``pages`` is ``None`` where the format has none; ``textless`` are the pages that show pictures and no text.
    """

    blocks: tuple[Block, ...]
    pages: int | None = None
    textless: tuple[int, ...] = ()


def too_long() -> DocumentError:
    """Return the error of a document with more text than a relation has."""
    return DocumentError(f"more than `{MAX_TEXT}` characters of text: deliver the contract and its annexes alone")


class Gathering:
    """Gather blocks and stop at the limits, so that no reader has to count."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._characters = 0

    def add(self, text: str, *, page: int | None = None, heading: bool = False, cells: tuple[str, ...] = ()) -> None:
        """Keep one block unless it is empty; raise ``DocumentError`` past the limits."""
        line = " ".join(text.split())
        if not line:
            return
        self._characters += len(line)
        if self._characters > MAX_TEXT or len(self.blocks) >= MAX_BLOCKS:
            raise too_long()
        self.blocks.append(Block(line, page, heading, cells))

    def row(self, cells: list[str], *, page: int | None = None) -> None:
        """Keep one table row; a cell that repeats its left neighbour is a merged one."""
        told = [cell for at, cell in enumerate(cells) if at == 0 or cell != cells[at - 1] or not cell]
        lines = tuple(" ".join(cell.split()) for cell in told)
        self.add(" : ".join(line for line in lines if line), page=page, cells=lines)
