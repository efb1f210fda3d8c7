"""What a check found: a state, a code that has words in both languages, and the values those words name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class State(StrEnum):
    """How a thing stands. ``unknown``: it could not be looked at."""

    GOOD = "good"
    WARNING = "warning"
    FAULT = "fault"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Finding:
    """Of which check, how it stands, and what to say of it (``doctor.said.<check>.<code>``)."""

    check: str
    state: State
    code: str
    values: Mapping[str, str | int] = field(default_factory=lambda: MappingProxyType({}))


def good(check: str, **values: str | int) -> Finding:
    """Return that all is well."""
    return Finding(check, State.GOOD, "good", values)


def warning(check: str, code: str, **values: str | int) -> Finding:
    """Return what somebody should look at."""
    return Finding(check, State.WARNING, code, values)


def fault(check: str, code: str, **values: str | int) -> Finding:
    """Return what must be put right."""
    return Finding(check, State.FAULT, code, values)


def unknown(check: str, code: str = "unseen", **values: str | int) -> Finding:
    """Return that it could not be looked at."""
    return Finding(check, State.UNKNOWN, code, values)
