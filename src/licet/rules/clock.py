"""The ``t`` of a rule: the legal cut-offs of the day of the act.

Calendar arithmetic is done once per as-of day, in Python, and never by an engine: a period is compared through
its cut-off, the newest day whose period is over on the day of the act.
"""

from __future__ import annotations

from typing import Protocol

from licet.rules import formulas as fm
from licet.rules import values as v
from licet.rules.expressions import Quantity
from licet.rules.facts import ACT_AT, ACT_ON


class DatedNumber(Protocol):
    """A figure of the law: a number that depends on the day."""

    @property
    def name(self) -> str:
        """The name it is cited by."""
        ...

    def value_on(self, day: int) -> int:
        """Return the number in force on a day."""
        ...


class DatedPeriod(Protocol):
    """A legal period: from the day of the act back to the newest event whose period is over."""

    @property
    def name(self) -> str:
        """The name it is cited by."""
        ...

    def newest_expired(self, day: int) -> int:
        """Return the newest event day whose period, counted forward, ended before ``day``."""
        ...


class Clock:
    """What a rule may ask about the day of the act."""

    __slots__ = ()

    @property
    def day(self) -> Quantity:
        """The day of the act, in the person's zone."""
        return Quantity(ACT_ON, v.Kind.DAY, fm.Column(ACT_ON.name))

    @property
    def at(self) -> Quantity:
        """The instant of the act."""
        return Quantity(ACT_AT, v.Kind.INSTANT, fm.Column(ACT_AT.name), fm.Column(ACT_AT.name + v.LATEST_SUFFIX))

    def over(self, period: DatedPeriod) -> Quantity:
        """The newest event day for which the period is over: ``f.x_on <= t.over(P)`` reads "P has passed since x"."""
        return Quantity(None, v.Kind.DAY, fm.Cutoff(f"over.{period.name}", period.newest_expired))

    def figure(self, figure: DatedNumber) -> Quantity:
        """The number in force on the day of the act."""
        return Quantity(None, v.Kind.COUNT, fm.Cutoff(f"figure.{figure.name}", figure.value_on))
