"""Dated figures: three years, one month, four calls in thirty days, fines; kept as YAML apart from code."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast

import yaml

from licet.rules.values import UNKNOWN_ON, encode_day
from licet.terms.errors import RuleError
from licet.terms.periods import Period, Unit, last_day, newest_expired, newest_unclear


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with a unit, by the day it is in force; ``values`` are (first day number, number), oldest first."""

    name: str
    unit: str
    values: tuple[tuple[int, int], ...]
    source: str
    level: str
    verified: str
    checked_on: dt.date
    en: str
    fr: str
    extend_to_working_day: bool = False

    def value_on(self, day: int) -> int:
        """Return the number in force on a day; before its first day, the first number."""
        current = self.values[0][1]
        for first, value in self.values:
            if first <= day:
                current = value
        return current

    def period_on(self, day: int) -> Period:
        """Return the legal period in force on a day."""
        return Period(self.value_on(day), cast("Unit", self.unit))

    def last_day(self, event_day: int, as_of: int) -> int:
        """Return the last day of the period that began with an event, under the figure in force on ``as_of``."""
        return last_day(event_day, self.period_on(as_of), extend_to_working_day=self.extend_to_working_day)

    def newest_expired(self, day: int) -> int:
        """Return the newest event day whose period is over on ``day``."""
        return newest_expired(day, self.period_on(day), extend_to_working_day=self.extend_to_working_day)

    def newest_unclear(self, day: int) -> int:
        """Return the newest event day whose anniversary has come on ``day``: contested, or over since longer.

        Raise ``RuleError`` for a period that is extended to a working day: no anniversary ends it.
        """
        if self.extend_to_working_day:
            msg = f"figure `{self.name}` ends on a working day, not on an anniversary"
            raise RuleError(msg)
        return newest_unclear(day, self.period_on(day))

    def end_of(self, day: int) -> int:
        """Return the last day of the period that an event on ``day`` opens."""
        return self.last_day(day, day)


@cache
def figures() -> dict[str, Figure]:
    """Return every figure by its name."""
    found: dict[str, Figure] = {}
    for file in ("figures.yaml", "figures_sanctions.yaml"):
        text = files("licet.law").joinpath(file).read_text(encoding="utf-8")
        found |= {name: _figure(name, entry) for name, entry in yaml.safe_load(text).items()}
    return found


def figure(name: str) -> Figure:
    """Return one figure, or raise ``RuleError``."""
    if name not in figures():
        msg = f"`{name}` is no figure of `figures.yaml`"
        raise RuleError(msg)
    return figures()[name]


def _figure(name: str, entry: dict[str, Any]) -> Figure:
    values = tuple(sorted((encode_day(first), int(value)) for first, value in entry["values"].items()))
    if not values or values[0][0] <= UNKNOWN_ON:
        msg = f"figure `{name}` has no dated value"
        raise RuleError(msg)
    known = {"unit", "source", "level", "verified", "checked_on", "en", "fr", "extend_to_working_day"}
    return Figure(name=name, values=values, **{key: value for key, value in entry.items() if key in known})
