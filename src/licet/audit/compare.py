"""What changed between two reports of one base: what a repair mended, what it left, what it brought.

A change of law, of day or of channels is no repair: where the two reports were not judged alike, that is said first,
and every change of a head may then come from there. Nothing is judged here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from licet.audit.model import Assumed, Finding, Report, Status, ToObtain
from licet.audit.report.glance import STATUSES, exit_code

Change = Literal["gone", "new", "same"]
Move = Literal["better", "worse", "same"]
Unlike = Literal["organisation", "day", "law", "channels", "version"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Measured(_Part):
    """A head as one of the reports counts it."""

    status: Status
    unit: str
    count: int
    of: int
    possible: int
    persons: int | None


class HeadChange(_Part):
    """A head in either report; ``before`` or ``after`` is null where it does not stand."""

    article: str
    conduct: str
    title: str
    change: Change
    move: Move = Field(description="by status, then by count where both count the same unit; gone is better, new worse")
    before: Measured | None
    after: Measured | None


class QuestionChange(_Part):
    """A question that is open in one report only, or is open otherwise than before."""

    table: str
    item: str
    fact: str
    question: str
    before: str = Field(description="its state in the old report; empty where it was not open")
    after: str = Field(description="its state in the new report; empty where it is no longer open")
    prevents: tuple[str, ...]
    persons: int | None


class Side(_Part):
    """One of the two reports: by whom, when and on what law it was judged."""

    licet: str
    organisation: str
    judged_on: dt.date
    law_day: dt.date
    book: str = Field(description="digest of the rules that judged")
    channels: tuple[str, ...]
    persons: int
    exit_code: int


class Comparison(_Part):
    """Two reports compared."""

    schema_version: Literal[1] = 1
    language: Literal["fr", "en"]
    before: Side
    after: Side
    unlike: tuple[Unlike, ...] = Field(
        description="in what the reports were not judged alike: then a change need be no repair"
    )
    heads: tuple[HeadChange, ...] = Field(description="new ones first, then those that stand, then those that are gone")
    answered: tuple[QuestionChange, ...]
    opened: tuple[QuestionChange, ...]
    still_open: int
    state_changed: tuple[QuestionChange, ...] = Field(description="open in both, in another state")
    assumed_gone: tuple[Assumed, ...]
    assumed_new: tuple[Assumed, ...]
    assumed_same: int


_ORDER: Final[tuple[Change, ...]] = ("new", "same", "gone")


def compare(old: Report, new: Report) -> Comparison:
    """Compare two reports; texts are those of the new one, or of the old one where only it has them."""
    before, after = _questions(old.to_obtain), _questions(new.to_obtain)
    assumed_before, assumed_after = _assumed(old.assumed), _assumed(new.assumed)
    both = before.keys() & after.keys()
    return Comparison(
        language=new.language,
        before=_side(old),
        after=_side(new),
        unlike=tuple(_unlike(old, new)),
        heads=tuple(_heads(old, new)),
        answered=tuple(_question(each, None) for key, each in before.items() if key not in both),
        opened=tuple(_question(None, each) for key, each in after.items() if key not in both),
        still_open=len(both),
        state_changed=tuple(
            _question(before[key], each)
            for key, each in after.items()
            if key in both and before[key].state != each.state
        ),
        assumed_gone=tuple(each for key, each in assumed_before.items() if key not in assumed_after),
        assumed_new=tuple(each for key, each in assumed_after.items() if key not in assumed_before),
        assumed_same=len(assumed_before.keys() & assumed_after.keys()),
    )


def _side(report: Report) -> Side:
    return Side(
        licet=report.licet,
        organisation=report.organisation,
        judged_on=report.judged_on,
        law_day=report.law.day,
        book=report.law.digest,
        channels=report.channels,
        persons=report.persons,
        exit_code=exit_code(report),
    )


def _unlike(old: Report, new: Report) -> Iterable[Unlike]:
    if old.organisation != new.organisation:
        yield "organisation"
    if old.judged_on != new.judged_on or old.law.day != new.law.day:
        yield "day"
    if sorted(old.channels) != sorted(new.channels):
        yield "channels"  # other channels ask other rules, which the digest tells of too
    elif old.law.digest != new.law.digest:
        yield "law"
    if old.licet != new.licet:
        yield "version"


def _heads(old: Report, new: Report) -> list[HeadChange]:
    before, after = _by_head(old.findings), _by_head(new.findings)
    keys = [*after, *(key for key in before if key not in after)]
    changes = [_head(before.get(key), after.get(key)) for key in keys]
    return sorted(changes, key=lambda each: (_ORDER.index(each.change), _gravity(each.after or each.before)))


def _by_head(findings: Iterable[Finding]) -> dict[tuple[str, str], Finding]:
    return {(each.conduct, each.article): each for each in findings}


def _gravity(measured: Measured | None) -> int:
    return len(STATUSES) if measured is None else STATUSES.index(measured.status)


def _head(old: Finding | None, new: Finding | None) -> HeadChange:
    known = new or old
    if known is None:
        raise ValueError("a head stands in one of the reports at least")
    before, after = _measured(old), _measured(new)
    return HeadChange(
        article=known.article,
        conduct=known.conduct,
        title=known.title,
        change="new" if before is None else "gone" if after is None else "same",
        move=_move(before, after),
        before=before,
        after=after,
    )


def _measured(finding: Finding | None) -> Measured | None:
    if finding is None:
        return None
    return Measured(
        status=finding.status,
        unit=finding.unit,
        count=finding.count,
        of=finding.of,
        possible=finding.possible,
        persons=finding.persons,
    )


def _move(before: Measured | None, after: Measured | None) -> Move:
    """Return which way a head moved: by its status, else by what is certain, else by what cannot be cleared."""
    if before is None or after is None:
        return "worse" if before is None else "better"
    grave = _gravity(after) - _gravity(before)
    counted = (after.count - before.count) or (after.possible - before.possible) if after.unit == before.unit else 0
    worse = -grave or counted
    return "worse" if worse > 0 else "better" if worse < 0 else "same"


_Key = tuple[str, str, str]


def _questions(to_obtain: Iterable[ToObtain]) -> dict[_Key, ToObtain]:
    return {(each.table, each.item, each.fact): each for each in to_obtain}


def _assumed(assumed: Iterable[Assumed]) -> dict[_Key, Assumed]:
    return {(each.table, each.item, each.fact): each for each in assumed}


def _question(old: ToObtain | None, new: ToObtain | None) -> QuestionChange:
    known = new or old
    if known is None:
        raise ValueError("a question is open in one of the reports at least")
    return QuestionChange(
        table=known.table,
        item=known.item,
        fact=known.fact,
        question=known.question,
        before="" if old is None else old.state,
        after="" if new is None else new.state,
        prevents=known.prevents,
        persons=known.persons,
    )
