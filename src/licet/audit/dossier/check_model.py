"""What a check of a dossier finds, as data: what ``licet dossier check --json`` prints. Nothing in it is of a person."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

State = Literal["not_asked", "asked_nothing_produced", "declared_only", "unreadable", "unclear"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Missing(_Part):
    """A question without an answer that settles it."""

    fact: str
    question: str
    question_fr: str
    state: State
    needs_evidence: bool = Field(description="a declaration will not do")
    prevents: tuple[str, ...] = Field(description="articles that can be neither charged nor cleared without it")


class MissingOfRow(_Part):
    """What is missing in one row of a table, or (``item`` empty) of all the people."""

    table: str
    item: str
    prevents: tuple[str, ...]
    persons: int | None = Field(description="people behind it, where the files were read whole")
    facts: tuple[Missing, ...]


class EmptyTable(_Part):
    """A table that nobody spoke of, though the channels in use call for it."""

    table: str
    means: str
    fr: str
    prevents: tuple[str, ...]


class DeclaredOnly(_Part):
    """An answer that settles nothing because document or data is needed."""

    table: str
    item: str
    fact: str
    question: str
    question_fr: str


class FileLooked(_Part):
    """A people file: how it is read and which columns it has."""

    path: str
    kind: str
    rows: int | None = Field(description="null where only the first rows were read")
    kept_aside: dict[str, int]
    columns: dict[str, str] = Field(description="header to role")
    unknown_columns: tuple[str, ...]


class Derived(_Part):
    """An answer that follows from a register."""

    table: str
    item: str
    fact: str
    source: str


class Dangling(_Part):
    """Something that points at a row that is not there, or (``value`` empty) says of no row that it belongs to it."""

    table: str = Field(description="where it stands: a table, `people`, `sends` or `complaints`")
    item: str = Field(description="the row, or the file")
    key: str
    value: str = Field(description="what is pointed at; empty where nothing is")
    to: str = Field(description="the table in which no row is called so")


class Check(_Part):
    """What a dossier lacks."""

    organisation: str
    judged_on: dt.date
    channels: tuple[str, ...]
    missing: tuple[MissingOfRow, ...] = Field(description="what prevents most first")
    empty_tables: tuple[EmptyTable, ...]
    declared_only: tuple[DeclaredOnly, ...]
    dangling: tuple[Dangling, ...]
    derived: tuple[Derived, ...]
    files: tuple[FileLooked, ...]

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing that a judgment needs."""
        return not (self.missing or self.empty_tables or self.dangling) and bool(self.files)
