"""The words of pages and mails, in French and in English: one pair of files a topic, ``console.fr.yaml`` and ``console.en.yaml``.

A key is said with the name of its file: ``console.title``. A plural is two keys, ``….one`` and ``….other``, chosen by ``n``.
"""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final
from zoneinfo import ZoneInfo

import yaml
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from licet.audit.report.words import LOCALES, Language, spaced

LANGUAGES: Final[tuple[Language, ...]] = ("fr", "en")
ZONE: Final = ZoneInfo("Europe/Paris")


def topics() -> list[str]:
    """Return the names of the files, without language."""
    return sorted(each.name.removesuffix(".fr.yaml") for each in files(__name__).iterdir() if ".fr." in each.name)


@cache
def load(language: Language) -> dict[str, str]:
    """Return every text of a language by its dotted key."""
    found: dict[str, str] = {}
    for topic in topics():
        text = files(__name__).joinpath(f"{topic}.{language}.yaml").read_text(encoding="utf-8")
        found.update(_flat(yaml.safe_load(text), f"{topic}."))
    return {key: spaced(text, language) for key, text in found.items()}


def _flat(tree: dict[str, Any], before: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in tree.items():
        name = f"{before}{key}"
        found.update(_flat(value, f"{name}.") if isinstance(value, dict) else {name: str(value)})
    return found


def in_language(code: str | None) -> Language:
    """Return English for any English, else French."""
    return "en" if code is not None and code.lower().startswith("en") else "fr"


def say(key: str, language: Language, /, **values: object) -> str:
    """Return the text of a key with its holes filled; whole numbers are written out, ``n`` chooses the plural."""
    texts = load(language)
    if key not in texts:
        one = Locale.parse(LOCALES[language]).plural_form(abs(int(str(values["n"])))) == "one"
        key = f"{key}.{'one' if one else 'other'}"
    filled = {name: number(value, language) if _is_count(value) else value for name, value in values.items()}
    return texts[key].format(**filled)


def name_of(kind: str, code: str, language: Language) -> str:
    """Return the words for a code (``name_of("kinds", "consent:record:given", …)``); one without words as it is."""
    return load(language).get(f"{kind}.{code.replace(':', '.')}", code)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


@lru_cache(maxsize=4096)
def number(value: object, language: Language) -> str:
    """Return a number as the language writes it."""
    return str(format_decimal(value, locale=LOCALES[language]))  # type: ignore[arg-type]  # whoever says n gives a number


def day(instant: int, language: Language) -> str:
    """Return the day of an instant (seconds, UTC) in Paris: 1 décembre 2026."""
    return _written(dt.datetime.fromtimestamp(instant, ZONE).date(), language)


@lru_cache(maxsize=4096)
def _written(on: dt.date, language: Language) -> str:
    return str(format_date(on, "d MMMM y", LOCALES[language]))


def moment(instant: int, language: Language) -> str:
    """Return an instant (seconds, UTC) to the minute, with its zone: 1 décembre 2026, 03:15 (UTC+1)."""
    local = dt.datetime.fromtimestamp(instant, ZONE)
    return f"{_written(local.date(), language)}, {local:%H:%M} (UTC{local.utcoffset() // dt.timedelta(hours=1):+d})"  # type: ignore[operator]  # the zone has one
