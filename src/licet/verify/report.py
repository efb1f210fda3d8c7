"""What was found: a verdict, the numbered steps, each failure with its name, and what remains unproved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Literal

from .refusals import AfterRefusal
from .words import AFTER, LIMITS, NOT_PROVED_AFTER, REASONS, REMAINS, SENTENCES, STATES, STEPS, VERDICTS

Lang = Literal["fr", "en"]
_TONGUES: Final = {"fr": 0, "en": 1}


class Verdict(StrEnum):
    """What can be said of the file as a whole."""

    VALID = "valid"
    INVALID = "invalid"
    UNUSABLE = "unusable"
    SELF_CONSISTENT = "self-consistent-only"

    @property
    def exit_code(self) -> int:
        """Return the exit of the process: 0, 2, 3 or 4."""
        return {"valid": 0, "invalid": 2, "unusable": 3}.get(self.value, 4)


class State(StrEnum):
    """How a step ended."""

    PASSED = "passed"
    NOTHING = "nothing-to-check"
    FAILED = "failed"
    NOT_REACHED = "not-reached"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why, and in which file."""

    reason: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A numbered check and how it ended."""

    number: int
    name: str
    state: State
    failures: tuple[Failure, ...] = ()


@dataclass(slots=True)
class Found:
    """What the file proves: which log, how many events where, who saw them when, up to where nothing is left out."""

    origin: str = ""
    made_at: int | None = None
    events: int = 0
    indices: list[int] = field(default_factory=list)
    newest: tuple[int, str] | None = None
    stamps: dict[int, dt.datetime] = field(default_factory=dict)
    existed_by: list[dt.datetime | None] = field(default_factory=list)
    complete_below: int | None = None
    after_refusals: tuple[AfterRefusal, ...] = ()
    limits: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Report:
    """The verdict, the steps and what was found."""

    verdict: Verdict
    steps: tuple[Step, ...]
    found: Found

    def as_dict(self) -> dict[str, object]:
        """Return the report for ``--json``."""
        found = self.found
        return {
            "verdict": self.verdict.value,
            "steps": [
                {
                    "number": step.number,
                    "name": step.name,
                    "state": step.state.value,
                    "failures": [{"reason": each.reason, "where": each.where} for each in step.failures],
                }
                for step in self.steps
            ],
            "origin": found.origin,
            "made_at": found.made_at,
            "events": [
                {"number": number, "index": index, "existed_by": existed_by.isoformat() if existed_by else None}
                for number, (index, existed_by) in enumerate(zip(found.indices, found.existed_by, strict=False))
            ],
            "newest_checkpoint": {"size": found.newest[0], "root": found.newest[1]} if found.newest else None,
            "complete_below_index": found.complete_below,
            "after_refusals": [each.as_dict() for each in found.after_refusals],
            "limits": list(found.limits),
        }

    def text(self, lang: Lang) -> str:
        """Return the report for a reader."""
        return "\n".join(self._lines(_TONGUES[lang])) + "\n"

    def _lines(self, tongue: int) -> Iterator[str]:
        yield VERDICTS[self.verdict.value][tongue]
        yield ""
        for step in self.steps:
            yield f"{step.number:>3}. {STEPS[step.name][tongue]} : {STATES[step.state.value][tongue]}"
            for failure in step.failures:
                place = f"`{failure.where}` : " if failure.where else ""
                yield f"       {place}{REASONS[failure.reason][tongue]} [{failure.reason}]"
        if self.verdict in {Verdict.VALID, Verdict.SELF_CONSISTENT}:
            yield ""
            yield from self._proved(tongue)
            yield ""
            yield REMAINS[tongue]

    def _proved(self, tongue: int) -> Iterator[str]:
        found = self.found
        yield SENTENCES["log"][tongue].format(origin=found.origin, events=found.events)
        if found.newest:
            yield SENTENCES["newest"][tongue].format(size=found.newest[0], root=found.newest[1])
        for size, seen in sorted(found.stamps.items()):
            yield SENTENCES["stamp"][tongue].format(size=size, seen=f"{seen:%Y-%m-%d %H:%M:%S}")
        if found.complete_below is not None:
            yield SENTENCES["complete"][tongue].format(below=found.complete_below)
        for limit in found.limits:
            yield f"- {LIMITS[limit][tongue]} [{limit}]"
        if found.after_refusals:
            yield ""
            yield from self._after_refusals(tongue)

    def after_refusals(self, lang: Lang) -> list[str]:
        """Return what is said of the time after each refusal, and what that does not prove; nothing without a refusal."""
        return list(self._after_refusals(_TONGUES[lang]))

    def _after_refusals(self, tongue: int) -> Iterator[str]:
        if self.found.after_refusals:
            yield from (_after(each, tongue) for each in self.found.after_refusals)
            yield NOT_PROVED_AFTER[tongue]


def _after(each: AfterRefusal, tongue: int) -> str:
    """Say what follows a refusal: `nothing` only where the map of heads bears it out."""
    scope = AFTER["scope"][tongue].format(scope=each.scope) if each.scope else ""
    begun = AFTER["refusal"][tongue].format(
        number=each.number, kind=each.kind, index=each.index, day=_day(each.happened_at), scope=scope
    )
    found = {"acts": each.acts, "unknown": each.hidden}.get(each.concluded, ())
    said = AFTER[each.concluded][tongue].format(
        numbers=", ".join(map(str, found)), below=each.below, day=_day(each.mapped_at)
    )
    seen = AFTER["seen"][tongue].format(day=f"{each.mapped_by:%Y-%m-%d}") if each.mapped_by else ""
    lifted = AFTER["lifted"][tongue].format(numbers=", ".join(map(str, each.lifted))) if each.lifted else ""
    return f"{begun}, {said}{seen}.{lifted}"


def _day(second: int | None) -> str:
    return "" if second is None else f"{dt.datetime.fromtimestamp(second, dt.UTC):%Y-%m-%d}"
