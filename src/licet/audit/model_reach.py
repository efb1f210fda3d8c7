"""The lawful reach, as data: what ``reach.json`` holds."""

from __future__ import annotations

import datetime as dt

from pydantic import BaseModel, ConfigDict, Field


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Refusal(_Part):
    """A rule that keeps people out; one person may be kept out by several."""

    rule: str
    citation: str
    sentence: str
    sentence_fr: str
    verdict: str
    persons: int


class MissingFact(_Part):
    """A fact nobody answered: how many it would free if it alone were known, at its most favourable answer."""

    fact: str
    question: str
    question_fr: str
    answer: str
    persons: int
    estimated: bool = Field(description="counted on the first hundred thousand rows and scaled")


class Reach(_Part):
    """How many may be contacted, why not the others, and which single fact would free most."""

    channel: str
    controller: str
    day: dt.date
    book: str
    persons: int
    permitted: int
    refused: int
    undetermined: int
    no_contact_point: int
    why_not: tuple[Refusal, ...]
    would_free: tuple[MissingFact, ...]
    assumed: tuple[str, ...] = Field(description="facts taken as answered by the question itself")
