"""What readers of documents say of what they saw, in the language of a report: they themselves speak English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

_NUMBERED: Final = re.compile(r"\bparagraph(?= \d)")
"""In a contract a place also holds headings of its own, which are left as they are."""
_READERS_OWN: Final = {"site_visits": "", "forms": "refusal_as_prominent", "messages": "act.channel"}
"""The table, and the fact if not all of them, whose quotations are the reader's own account: traffic, declared looks."""


def note(text: str, lang: str) -> str:
    """Return a reader's note in a language (``fr`` or ``en``); a phrase nobody put into French stays English."""
    return _said(text) if lang == "fr" else text


def place(text: str, lang: str, table: str) -> str:
    """Return where something was seen, in a language."""
    if lang != "fr":
        return text
    return _NUMBERED.sub("paragraphe", text) if table == "contracts" else _said(text)


def quotation(text: str, lang: str, table: str, fact: str) -> str:
    """Return a quotation: a document's own words as they are, a reader's account of it in a language."""
    own = _READERS_OWN.get(table)
    return note(text, lang) if own is not None and own in {"", fact} else text


def _said(text: str) -> str:
    return _phrases().sub(lambda found: phrases().get(found[0], found[0]), text)


@cache
def phrases() -> Mapping[str, str]:
    """Return the French of every phrase that readers use."""
    text = files(__package__).joinpath("reader_words.fr.yaml").read_text(encoding="utf-8")
    held: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return {str(key): str(value) for part in held.values() for key, value in part.items()}


@cache
def _phrases() -> re.Pattern[str]:
    longest = sorted(phrases(), key=len, reverse=True)
    whole = "|".join(
        ("(?<!\\w)" if key[0].isalnum() else "") + re.escape(key) + ("(?!\\w)" if key[-1].isalnum() else "")
        for key in longest
    )
    return re.compile(f"{whole}|`[^`]*`")
