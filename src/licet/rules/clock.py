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


class AnniversaryPeriod(DatedPeriod, Protocol):
    """A legal period of which the last day, the anniversary, is contested."""

    def newest_unclear(self, day: int) -> int:
        """Return the newest event day whose anniversary has come on ``day``."""
        ...


class ForwardPeriod(Protocol):
    """A legal period that begins with the act itself."""

    @property
    def name(self) -> str:
        """The name it is cited by."""
        ...

    def end_of(self, day: int) -> int:
        """Return the last day of the period that an event on ``day`` opens."""
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
        """Give the newest event day for which the period is over: ``f.x_on <= t.over(P)`` says that P has passed since x."""
        return Quantity(None, v.Kind.DAY, fm.Cutoff(f"over.{period.name}", period.newest_expired))

    def anniversary_of(self, period: AnniversaryPeriod) -> Quantity:
        """Return the newest event day with its anniversary today or earlier, one day ahead of ``over``: strict readings."""
        return Quantity(None, v.Kind.DAY, fm.Cutoff(f"anniversary_of.{period.name}", period.newest_unclear))

    def end_of(self, period: ForwardPeriod) -> Quantity:
        """Return the last day of the period that the act opens: ``f.x_on < t.end_of(P)`` reads "x is earlier than P after"."""
        return Quantity(None, v.Kind.DAY, fm.Cutoff(f"end_of.{period.name}", period.end_of))

    def figure(self, figure: DatedNumber) -> Quantity:
        """Give the number in force on the day of the act."""
        return Quantity(None, v.Kind.COUNT, fm.Cutoff(f"figure.{figure.name}", figure.value_on))
