"""What words of a decision come to: which way a value leans, how much and how long it says, what stands around it.

The words themselves are data (``fr/lexicon/words.yaml``): here is only how they are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from math import ceil
from typing import Any, Final, Literal

import yaml

from licet.terms.errors import RuleError

NO_WORDS: Final = frozenset({"", "no", "none", "false", "missing", "never", "absent", "not given", "not done", "0"})
YES_WORDS: Final = frozenset({"yes", "true", "always"})
MONTHS_IN: Final[Mapping[str, float]] = {"year": 12, "month": 1, "week": 12 / 52, "day": 12 / 365, "hour": 12 / 8760}
TINY: Final = 1e-9
LARGEST: Final = 10**9
"""Numbers above are dates run together or telephone numbers: they count nothing."""

_PERIOD: Final = re.compile(r"(\d+(?:\.\d+)?)[ _-](year|month|week|day|hour)s?")
_UNIT: Final = re.compile(r"(?:^|[._])(year|month|week|day|hour)s?(?=$|[._])")
_YEAR: Final = re.compile(r"(?:since|year|from)$")
_SHARE: Final = re.compile(r"(\d+) (?:out )?of (?:the )?(\d+)\b")
_NUMBER: Final = re.compile(r"(?<![\w.-])\d+(?:\.\d+)?(?![\w-])")

Leaning = Literal["bad", "good", ""]
Around = Mapping[str, str]
Wanted = tuple[Mapping[str, Any], ...]
"""What has to stand around a fact: any one of these mappings, of which every pattern or named condition holds."""


@dataclass(frozen=True)
class Words:
    """The words that lean, other names of families, and what entries ask for or write by name."""

    bad_keys: re.Pattern[str]
    bad_values: re.Pattern[str]
    doubtful_values: re.Pattern[str]
    aliases: tuple[tuple[re.Pattern[str], str], ...]
    topics: tuple[tuple[re.Pattern[str], str], ...]
    conditions: Mapping[str, Wanted]
    shapes: Mapping[str, tuple[Mapping[str, Any], ...]]


def folder() -> Traversable:
    """Return the folder of the lexicon."""
    return files("licet.law").joinpath("fr/lexicon")


@cache
def words() -> Words:
    """Return the words of the lexicon, compiled."""
    raw = yaml.safe_load(folder().joinpath("words.yaml").read_text(encoding="utf-8"))
    return Words(
        bad_keys=re.compile(rf"(?:^|[._])(?:{'|'.join(raw['bad_keys'])})(?=$|[._\d])"),
        bad_values=re.compile(rf"\b(?:{'|'.join(raw['bad_values'])})\b"),
        doubtful_values=re.compile(rf"(?:{'|'.join(raw['doubtful_values'])})(?: \(.*\))?"),
        aliases=tuple((re.compile(rf"^(?:{pattern})(?=\.|$)"), family) for family, pattern in raw["aliases"].items()),
        topics=tuple((re.compile(rf"(?:^|[._])(?:{pattern})"), family) for family, pattern in raw["topics"].items()),
        conditions={name: wanted(each) for name, each in raw["conditions"].items()},
        shapes={name: tuple(rows) for name, rows in raw["shapes"].items()},
    )


def in_words(value: object) -> str:
    """Return a value as words in lower case; a list is its items, `english_only` is two words."""
    each = value if isinstance(value, list) else [value]
    return " ".join(map(str, each)).casefold().replace("_", " ")


def as_known(key: str) -> str:
    """Return a key in lower case, its family named as entries name it: `passwords.rule` is `security.password.rule`."""
    known = key.casefold()
    for pattern, family in words().aliases:
        known = pattern.sub(family, known, count=1)
    return known


def other_names(key: str) -> Iterable[str]:
    """Yield what else a key may be asked as, whose first words say where and not what, the closest first.

    `quiz.health.consent` is also `health.consent`; `locker.password_length` also `security.password_length`.
    """
    parts = key.split(".")
    for start in range(1, len(parts) - 1):
        yield as_known(".".join(parts[start:]))
    rest = ".".join(parts[1:])
    for name in (rest, key):
        yield from (f"{family}.{name}" for pattern, family in words().topics if name and pattern.search(name))


def is_no(value: object) -> bool:
    """Say whether a value is a plain no: false, zero, nothing."""
    return value is False or (not isinstance(value, bool) and (value == 0 or in_words(value) in NO_WORDS))


def is_number(value: object) -> bool:
    """Say whether a value is a number, which yes and no are not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def leaning(key: str, value: object) -> Leaning:
    """Say whether a fact speaks against the organisation or for it, or neither.

    A key says something good (`honoured`) unless its words say something bad (`unanswered`, `before_choice`); a plain
    yes or no, or a number, is read accordingly; `3 of 6` is a no unless it is all of them. A value in words of its own speaks against where one of them does, or
    where the key does.
    """
    text = in_words(value)
    if words().doubtful_values.fullmatch(text):
        return ""
    against = words().bad_keys.search(key) is not None
    share = _SHARE.match(text)
    if share:
        part, whole = map(int, share.groups())
        return "bad" if (part > 0 if against else part < whole) else "good"
    if is_no(value):
        return "good" if against else "bad"
    if value is True or text in YES_WORDS or is_number(value):
        return "bad" if against else "good"
    return "bad" if against or words().bad_values.search(text) else ""


def amounts(key: str, value: object) -> dict[str, Any]:
    """Return the numbers a fact tells: ``number`` (the largest), ``count`` (of people or cases), ``months``, ``days``.

    A period stands in the value (`6 years`), in the key beside a count (`held_over_3_years: 1917`), or the key names
    the unit of the value (`policy_years: 3`). What is not told is left out; ``count`` is then one.
    """
    found = [float(value)] if isinstance(value, int | float) and not isinstance(value, bool) else _numbers(value)
    told: dict[str, Any] = {"count": 1}
    months = _months(key, value, found)
    if found:
        told["number"] = round(max(found))
        if is_number(value) and (_PERIOD.search(key) or not _UNIT.search(key)):
            told["count"] = 1 if _YEAR.search(key) else max(round(max(found)), 1)
    if months is not None:
        told |= {"months": ceil(months - TINY), "days": round(months * 365 / 12)}
    return told


def _numbers(value: object) -> list[float]:
    return [] if isinstance(value, bool) else [n for n in map(float, _NUMBER.findall(in_words(value))) if n < LARGEST]


def _months(key: str, value: object, found: list[float]) -> float | None:
    periods = _PERIOD.findall(in_words(value)) or _PERIOD.findall(key)
    if periods:
        return max(float(number) * MONTHS_IN[unit] for number, unit in periods)
    unit = _UNIT.findall(key)
    return max(found) * MONTHS_IN[unit[-1]] if unit and found else None


def wanted(raw: object) -> Wanted:
    """Return what a `when` or `unless` asks for: a mapping, or a list of which any one may hold."""
    each: list[Any] = raw if isinstance(raw, list) else [raw]
    if not all(isinstance(one, Mapping) for one in each):
        msg = f"the lexicon asks for `{raw}`: a mapping of names to patterns is expected"
        raise RuleError(msg)
    return tuple({str(k): re.compile(v) if isinstance(v, str) else bool(v) for k, v in one.items()} for one in each)


def holds(asked: Wanted, around: Around) -> bool:
    """Say whether one of the mappings holds: each pattern is found, each named condition is as asked."""
    return any(all(_one(name, want, around) for name, want in each.items()) for each in asked)


def _one(name: str, want: re.Pattern[str] | bool, around: Around) -> bool:  # noqa: FBT001  # what is asked for is a yes or a no
    if isinstance(want, bool):
        return holds(words().conditions[name], around) is want
    return want.search(around.get(name, "")) is not None


def unknown_names(asked: Wanted, around: Iterable[str]) -> set[str]:
    """Return the names asked for that are neither conditions (yes or no) nor told around (patterns)."""
    return {
        name
        for each in asked
        for name, want in each.items()
        if name not in (words().conditions if isinstance(want, bool) else around)
    }
