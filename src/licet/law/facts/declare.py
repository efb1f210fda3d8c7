"""Short ways to declare facts, so that a vocabulary reads as a list."""

from __future__ import annotations

from typing import Any

from licet.rules.facts import Fact
from licet.rules.values import Kind


def yes_no(name: str, means: str, fr: str, **more: Any) -> Fact:  # noqa: ANN401  # passed on to Fact as they are
    """Declare a fact answered yes, no or unknown."""
    return Fact(name, Kind.TERNARY, means, fr, **more)


def choice(name: str, choices: tuple[str, ...], means: str, fr: str, **more: Any) -> Fact:  # noqa: ANN401
    """Declare a fact that is one of a closed list."""
    return Fact(name, Kind.CHOICE, means, fr, choices=tuple(str(each) for each in choices), **more)


def count(name: str, means: str, fr: str, **more: Any) -> Fact:  # noqa: ANN401
    """Declare a fact that is a number of things."""
    return Fact(name, Kind.COUNT, means, fr, **more)


def day(name: str, means: str, fr: str, **more: Any) -> Fact:  # noqa: ANN401
    """Declare a fact that is a day, or never."""
    return Fact(name, Kind.DAY, means, fr, **more)


def instant(name: str, means: str, fr: str, **more: Any) -> Fact:  # noqa: ANN401
    """Declare a fact that is an instant, or never."""
    return Fact(name, Kind.INSTANT, means, fr, **more)


def verdict(name: str, of: str, conducts: tuple[str, ...], means: str, fr: str, **more: Any) -> Fact:  # noqa: ANN401
    """Declare the verdict of a parent row as a fact of its children: whether rules of these conducts are broken there."""
    return Fact(name, Kind.TERNARY, means, fr, verdict_of=of, verdict_conducts=conducts, **more)
