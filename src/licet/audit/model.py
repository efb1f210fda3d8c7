"""The report, as data: what ``report.json`` holds, and what the page and the terminal show.

The published schema (``docs/schemas/report.json``) is printed from these classes. Texts are in the language of the
report; names of articles, rules, facts and statuses are the same in every language. No field holds personal data:
evidence is row numbers.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Status = Literal["breach", "contested", "undetermined"]
Relation = Literal["same-head", "within"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Share(_Part):
    """A count within one source or one form."""

    name: str = Field(description="the source or form, as the dossier or the file names it")
    count: int = Field(description="how many of its rows are concerned, weights summed")
    of: int = Field(description="how many rows it has, weights summed")
    possible: int = Field(default=0, description="how many more cannot be cleared")


class Ground(_Part):
    """A broken rule behind a head."""

    rule: str
    article: str
    citation: str
    sentence: str
    relation: Relation
    status: Status
    unit: str
    count: int
    possible: int = Field(default=0, description="rows that are not certain but cannot be cleared")
    level: str
    reading: str
    contested_by: str
    since: dt.date
    until: dt.date | None
    stated_on: dt.date | None
    verified: Literal["V", "S", "K"]
    read_on: dt.date | None
    channel: str | None


class RestsOn(_Part):
    """On what the facts behind a head rest, in answers counted."""

    declared: int
    document: int
    data: int
    assumed: int


class Cap(_Part):
    """The legal cap of a head, where one is known."""

    eur: int | None
    percent_of_turnover: float | None
    source: str
    verified: str


class Finding(_Part):
    """A head: one article, one conduct, one remedy."""

    article: str = Field(description="as decisions write it: `CPCE L.34-5`, `GDPR 5(1)(e)`, `LIL 82`")
    conduct: str
    title: str
    status: Status
    unit: str = Field(description="what is counted: persons, forms, contracts…")
    count: int
    of: int
    possible: int = Field(default=0, description="how many more of the unit cannot be cleared")
    persons: int | None = Field(description="people behind it, or null when the unit stands for none")
    by_source: tuple[Share, ...]
    by_form: tuple[Share, ...]
    grounds: tuple[Ground, ...]
    rows: tuple[int, ...] = Field(description="first row numbers concerned, as evidence; all are in rows.parquet")
    rows_file: str = Field(default="", description="the people file that these row numbers count in")
    items: tuple[str, ...] = Field(description="ids of the dossier rows concerned, when the unit is not persons")
    remedy: str
    remedy_text: str
    cap: Cap | None
    rests_on: RestsOn


class Warned(_Part):
    """An industry rule or an advice that is not followed: never a breach."""

    rule: str
    citation: str
    sentence: str
    unit: str
    count: int


class ToObtain(_Part):
    """A fact nobody answered, and what its absence prevents."""

    table: str
    item: str = Field(description="the dossier row, or empty when it concerns all of them")
    fact: str
    question: str
    state: Literal["not_asked", "asked_nothing_produced", "declared_only", "unreadable", "unclear"]
    seen: str = Field(default="", description="what a reader saw in the documents and left for a person to weigh")
    prevents: tuple[str, ...] = Field(description="articles that cannot be cleared or charged without it")
    persons: int | None


class Assumed(_Part):
    """An answer that nobody gave and that was supposed, with the reason."""

    table: str
    item: str
    fact: str
    reason: str


class Years(_Part):
    """People by whole years since their last act (or, for opens, since their last open)."""

    years: int = Field(description="whole years passed; -1 when no day is known")
    last_act: int
    open_only: int = Field(description="of those, people who since opened and did nothing else")


class ProofOfSource(_Part):
    """What was shown of the consents of one source."""

    source: str
    persons: int
    shown: int
    not_shown: int
    unknown: int
    sampled: int = 0
    invalid: int = 0
    share_low: float | None = Field(default=None, description="exact binomial interval of the invalid share, 95 %")
    share_high: float | None = None


class Complaints(_Part):
    """Spam complaints by source and sender."""

    source: str
    sender: str
    count: int
    messages: int | None


class Step(_Part):
    """One step of the repair plan."""

    remedy: str
    text: str
    article: str
    unit: str
    count: int


class Comparable(_Part):
    """A published decision that retained a same head."""

    id: str
    date: str
    name: str
    heads: tuple[str, ...]
    shared: tuple[str, ...]
    fine_eur: int | None
    deadline_months: int | None
    penalty_eur_per_day: int | None
    turnover_eur: int | None
    verified: str


class SeenInDocument(_Part):
    """What a reader saw of one item in the documents of a row; `unclear` is for a person to weigh."""

    table: str
    row: str
    fact: str
    question: str = Field(default="", description="what the fact means; empty for an item that no fact asks")
    state: Literal["found", "absent", "unclear"]
    confirmed: bool = Field(default=False, description="a person looked at the words and answered: `value` is theirs")
    value: bool | int | str | None = Field(description="what it answers, null while nobody settled it")
    quote: str = Field(description="the document's own words")
    where: str = Field(description="page, header, element or line")
    note: str


class FileRead(_Part):
    """A file that was read, and what was kept aside."""

    path: str
    kind: str
    rows: int
    kept_aside: dict[str, int]
    encoding: str
    separator: str
    unreadable_dates: dict[str, int]
    columns: dict[str, str]
    unknown_columns: tuple[str, ...]
    export: str = Field(default="", description="the mailer whose export the file is, or empty")
    grades: dict[str, tuple[str, ...]] = Field(
        default={}, description="what the fields of that export prove of a consent or refusal: grade to headers"
    )
    sheet: str = Field(default="", description="the sheet that was read, of a workbook")
    remarks: dict[str, int] = Field(
        default={}, description="cells of a workbook kept as seen: what is special (`what:role`), to their number"
    )


class Law(_Part):
    """The law that judged."""

    day: dt.date
    rules: int
    digest: str
    read: int = Field(description="rules whose text was read")
    secondary: int
    not_read: int
    past_review: tuple[str, ...] = Field(
        default=(), description="rules behind the heads that were past their review date on the day the report was made"
    )


class Evidence(_Part):
    """How much of the whole dossier rests on what."""

    declared: int
    document: int
    data: int
    assumed: int
    not_asked: int
    nothing_produced: int


class Report(_Part):
    """The whole report."""

    licet: str = Field(description="version of Licet")
    schema_version: Literal[1] = 1
    language: Literal["fr", "en"]
    judged_on: dt.date
    organisation: str
    law: Law
    persons: int
    channels: tuple[str, ...]
    findings: tuple[Finding, ...]
    warnings: tuple[Warned, ...]
    to_obtain: tuple[ToObtain, ...]
    assumed: tuple[Assumed, ...]
    ageing: tuple[Years, ...]
    proof_by_source: tuple[ProofOfSource, ...]
    complaints: tuple[Complaints, ...]
    plan: tuple[Step, ...]
    comparables: tuple[Comparable, ...]
    files: tuple[FileRead, ...]
    documents: tuple[SeenInDocument, ...] = ()
    evidence: Evidence
