"""The rehearsal of an inspection, as data: what ``inspection.json`` holds. Nothing in it is of a person."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

PaperState = Literal["announced", "incomplete", "missing", "said_none"]
QuestionState = Literal["not_asked", "asked_nothing_produced", "declared_only", "unreadable", "unclear"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Paper(_Part):
    """A document to hand over, for rows of a table that lack and announce the same."""

    table: str
    items: tuple[str, ...] = Field(description="the dossier rows it is about; empty when it is about the whole table")
    title: str
    state: PaperState = Field(
        description="announced: the dossier rests on it; incomplete: it does, and questions remain; missing: nothing is named"
    )
    sources: tuple[str, ...] = Field(description="how the dossier names the documents its answers rest on")
    answers: tuple[int, ...] = Field(description="numbers of the questions that it would answer")
    prevents: tuple[str, ...] = Field(description="articles that cannot be cleared or charged without it")
    who: str = Field(description="code of who would find it: `marketing`, `supplier`…")


class Question(_Part):
    """A question an inspector would put, heaviest first."""

    number: int
    table: str
    items: tuple[str, ...]
    fact: str
    question: str
    state: QuestionState
    seen: str = Field(default="", description="what a reader saw in the documents and left for a person to weigh")
    prevents: tuple[str, ...]
    persons: int | None = Field(description="people concerned, or null when it stands for none")
    who: str


class Drawn(_Part):
    """Rows drawn of one source in one file, whose proofs are to be shown."""

    source: str
    file: str
    rows: tuple[int, ...]


class Inspection(_Part):
    """The whole rehearsal."""

    licet: str
    schema_version: Literal[1] = 1
    language: Literal["fr", "en"]
    organisation: str
    judged_on: dt.date
    channels: tuple[str, ...]
    persons: int
    papers: tuple[Paper, ...]
    sample: tuple[Drawn, ...]
    questions: tuple[Question, ...]

    @property
    def is_ready(self) -> bool:
        """Whether no question is open and every document is announced."""
        return not self.questions and all(paper.state in {"announced", "said_none"} for paper in self.papers)
