"""Load what contracts say, language by language, and compile it once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

import yaml

from licet.terms.errors import UsageError

LANGUAGES: Final = ("fr", "en")
_GAP: Final = "[^\n]{0,100}?"


@dataclass(frozen=True, slots=True)
class Wording:
    """One rule of the vocabulary: see the head of ``words.en.yaml``."""

    keys: tuple[str, ...]
    every: tuple[re.Pattern[str], ...]
    none: re.Pattern[str] | None
    window: int
    weak: bool
    least: tuple[int, re.Pattern[str]] | None


@dataclass(frozen=True, slots=True)
class Framed:
    """How one point of the opening words of 28(3) is labelled, and how sentences say it."""

    labels: tuple[re.Pattern[str], ...]
    not_labels: tuple[re.Pattern[str], ...]
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary of all languages together: a French contract may have an English annex."""

    parts: Mapping[str, tuple[Wording, ...]]
    frame: Mapping[str, Framed]
    rows: Mapping[str, re.Pattern[str]]
    topics: Mapping[str, re.Pattern[str]]
    denials: re.Pattern[str]
    paraphrases: Mapping[str, tuple[str, ...]]
    little: frozenset[str]
    common: frozenset[str]


def loaded(name: str) -> dict[str, Any]:
    """Return one of the YAML files beside this module."""
    text = resources.files("licet.reading.contracts").joinpath(name).read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.safe_load(text)
    return content


@cache
def words() -> Words:
    """Return the vocabulary. Raises ``UsageError`` when a pattern is badly written."""
    languages = [loaded(f"words.{language}.yaml") for language in LANGUAGES]
    similar = loaded("wordings.yaml")
    return Words(
        parts={
            part: tuple(_wording(one) for told in languages for one in told["parts"][part])
            for part in languages[0]["parts"]
        },
        frame={item: _framed([told["frame"][item] for told in languages]) for item in languages[0]["frame"]},
        rows={
            item: re.compile(rf"(?i:{labels})\s+(?=[A-ZÀ-Ý0-9\[_…])(.+)")
            for item, labels in loaded("rows.yaml")["rows"].items()
        },
        topics={item: _pattern(told) for item, told in loaded("rows.yaml")["topics"].items()},
        denials=_any([pattern for told in languages for pattern in told["denials"]]),
        paraphrases={item: tuple(similar["en"][item] + similar["fr"][item]) for item in similar["en"]},
        common=frozenset(similar["common"].split()),
        little=frozenset(word for language in LANGUAGES for word in similar["little"][language].split()),
    )


def _framed(told: list[dict[str, Any]]) -> Framed:
    return Framed(
        labels=tuple(_pattern(one) for language in told for one in language["labels"]),
        not_labels=tuple(_pattern(one) for language in told for one in language["not_labels"]),
        wordings=tuple(_wording(one) for language in told for one in language["rules"]),
    )


def _wording(told: dict[str, Any]) -> Wording:
    least = told.get("least")
    return Wording(
        keys=tuple(told["key"].split("|")),
        every=tuple(_pattern(one) for one in told["all"]),
        none=_any(told["not"]) if told.get("not") else None,
        window=told.get("window", 1),
        weak=told.get("weak", False),
        least=(least[0], _pattern(least[1])) if least else None,
    )


def _any(patterns: list[str]) -> re.Pattern[str]:
    return _pattern("|".join(f"(?:{pattern})" for pattern in patterns))


def _pattern(written: str) -> re.Pattern[str]:
    if not written.isascii():
        raise UsageError(f"pattern `{written}` holds an accent: texts are read without")
    return re.compile(written.replace("~", _GAP))
