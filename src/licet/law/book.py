"""The book of rules: every rule of the law that is encoded, chosen by the day of the act.

``book(at)`` is the law in force on a day. ``decide`` judges one act, ``screen`` a table of them, with the same rules.
"""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import licet.law.eu
import licet.law.fr
from licet.law import facts as vocabulary
from licet.rules.facts import Table
from licet.rules.rule import Reading, Rule
from licet.rules.values import encode_day
from licet.terms.errors import RuleError, UnknownRuleError


@dataclass(frozen=True)
class Book:
    """Rules in force on ``day`` (a day number; ``None``: all there are), by id."""

    day: int | None
    rules: tuple[Rule, ...]

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    def on(self, table: Table, *, channels: Iterable[str] = (), past_acts: bool = True) -> tuple[Rule, ...]:
        """Return the rules on a table that speak of some of these channels; without past acts, none that need one."""
        asked = set(map(str, channels))
        return tuple(
            each
            for each in self.rules
            if each.on is table
            and (not asked or not each.channels or each.channels & asked)
            and (past_acts or not each.past_acts_only)
        )

    def without_readings_after(self, day: int) -> Book:
        """Return the book without readings stated later than a day: how it was read then (replays only)."""
        return Book(self.day, tuple(each for each in self.rules if each.stated_on is None or each.stated_on <= day))

    @property
    def strict(self) -> tuple[Rule, ...]:
        """The rules that are a strict reading, with somebody who reads otherwise."""
        return tuple(each for each in self.rules if each.reading is Reading.STRICT)


@cache
def all_rules() -> tuple[Rule, ...]:
    """Return every rule of every text, by id; two rules of one id are an error."""
    found: dict[str, Rule] = {}
    for package in (licet.law.fr, licet.law.eu):
        for module in pkgutil.iter_modules(package.__path__):
            text = importlib.import_module(f"{package.__name__}.{module.name}")
            for each in vars(text).values():
                if isinstance(each, Rule) and found.setdefault(each.id, each) is not each:
                    msg = f"two rules are called `{each.id}`"
                    raise RuleError(msg)
    return tuple(found[key] for key in sorted(found))


@cache
def tables() -> dict[str, Table]:
    """Return every table that rules may speak of, by name."""
    found: dict[str, Table] = {}
    for module in pkgutil.iter_modules(vocabulary.__path__):
        for each in vars(importlib.import_module(f"{vocabulary.__name__}.{module.name}")).values():
            if isinstance(each, Table):
                found[each.name] = each
    return found


def book(at: dt.date | dt.datetime | int | None = None) -> Book:
    """Return the rules in force on a day (a date, an instant whose own date counts, or a day number); ``None``: all."""
    if at is None:
        return Book(None, all_rules())
    day = at if isinstance(at, int) else encode_day(at.date() if isinstance(at, dt.datetime) else at)
    return Book(day, tuple(each for each in all_rules() if each.in_force(day)))


def find(rule_id: str) -> Rule:
    """Return a rule by its id or its name, or raise ``UnknownRuleError``."""
    for each in all_rules():
        if rule_id in {each.id, each.name}:
            return each
    msg = f"no rule is called `{rule_id}`: `licet law list` shows them all"
    raise UnknownRuleError(msg)
