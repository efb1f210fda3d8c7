"""When each rule is to be read again, which blocks have no rule, and where authorities read a text in two ways.

The law moves under a book that stands still. Each rule bears the day it was read; some months later, or on an earlier day
that something announced gives (``verification.yaml``), it is *past its review date*: still applied, and said to be so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from licet.law.book import all_rules
from licet.law.figures import figure
from licet.rules.rule import Level, Reading, Rule, Verified
from licet.rules.values import encode_day
from licet.terms.days import date_of

SLOW: Final = (Level.STATUTE, Level.CASE, Level.DECISION)
"""What changes seldom: a text, a judgment, a decision. Guidance and industry practice change faster."""

_SIDES: Final[Mapping[str, tuple[str, str]]] = {
    "en": ("strict: ", "; otherwise: "),
    "fr": ("en ce sens, ", " ; en sens contraire, "),
}


@dataclass(frozen=True, slots=True)
class Due:
    """The last day a rule goes unread, and what is announced (empty: only time passes)."""

    rule: Rule
    by: dt.date
    why_en: str = ""
    why_fr: str = ""


@dataclass(frozen=True, slots=True)
class Sides:
    """The two readings of a contested rule in one language, and who can settle it."""

    strict: str
    other: str
    owner: str


@dataclass(frozen=True, slots=True)
class Dissent:
    """A contested reading: breached on the strict side alone. ``stated_on``: day of the reading, where it has one."""

    rule: Rule
    stated_on: dt.date | None
    en: Sides
    fr: Sides


def book_on() -> dt.date:
    """Return the day the book was last read over: the day that counts for what nobody read."""
    day: dt.date = _verification()["book_on"]
    return day


def review_by(rule: Rule) -> Due | None:
    """Return when a rule is to be read again at the latest; ``None`` for one that had ended when the book was made."""
    if rule.until is not None and rule.until < encode_day(book_on()):
        return None
    read = encode_day(book_on()) if rule.read_on is None else rule.read_on
    guidance = rule.level not in SLOW or rule.reading is Reading.STRICT
    usual = Due(rule, date_of(figure("review-guidance" if guidance else "review-statute").last_day(read, read)))
    announced = [
        Due(rule, each["by"], each["en"], each["fr"])
        for each in _matching("review", rule.id)
        if encode_day(each["by"]) > read  # read since: that entry has served
    ]
    return min([usual, *announced], key=lambda due: due.by)


def overdue(on: dt.date, rules: Iterable[Rule] | None = None) -> tuple[Due, ...]:
    """Return the rules (default: all) past their review date on a day, the longest overdue first."""
    found = (review_by(each) for each in (all_rules() if rules is None else rules))
    return tuple(sorted((due for due in found if due is not None and due.by < on), key=_first))


def coming(on: dt.date) -> tuple[Due, ...]:
    """Return the rules that something announced puts on a day still to come, the nearest first."""
    found = (review_by(each) for each in all_rules())
    return tuple(sorted((due for due in found if due is not None and due.why_en and due.by >= on), key=_first))


def unread() -> tuple[Rule, ...]:
    """Return the rules whose text nobody read (marked K)."""
    return tuple(each for each in all_rules() if each.verified is Verified.NOT_READ)


def marks() -> dict[str, int]:
    """Return how many rules were read in a primary text (V), in a secondary source (S), or not (K)."""
    said = [each.verified.value for each in all_rules()]
    return {mark.value: said.count(mark.value) for mark in Verified}


def contested() -> tuple[Dissent, ...]:
    """Return the register of contested readings, by rule."""
    return tuple(_dissent(each) for each in all_rules() if each.reading is Reading.STRICT)


def left_out() -> Mapping[str, Mapping[str, str]]:
    """Return the blocks of the table of rules that no rule bears: id → language → why."""
    reasons: Mapping[str, Mapping[str, str]] = _verification()["left_out"]
    return reasons


def _first(due: Due) -> tuple[dt.date, str]:
    return due.by, due.rule.id


def _dissent(rule: Rule) -> Dissent:
    owner = next(iter(_matching("settled_by", rule.id)))
    return Dissent(
        rule=rule,
        stated_on=None if rule.stated_on is None else date_of(rule.stated_on),
        en=Sides(*_sides(rule.contested_by, rule.sentence, "en"), owner["en"]),
        fr=Sides(*_sides(rule.contested_by_fr, rule.sentence_fr, "fr"), owner["fr"]),
    )


def _sides(told: str, sentence: str, lang: str) -> tuple[str, str]:
    """Return both sides; where only the other one is told, the rule's own sentence is the strict one."""
    opening, turn = _SIDES[lang]
    strict, found, other = told.removeprefix(opening).partition(turn)
    return (strict, other) if found else (sentence, told)


def _matching(section: str, rule_id: str) -> Iterable[Any]:
    return (entry for about, entry in _verification()[section].items() if fnmatchcase(rule_id, about))


@cache
def _verification() -> dict[str, Any]:
    return yaml.safe_load(files("licet.law").joinpath("verification.yaml").read_text(encoding="utf-8"))
