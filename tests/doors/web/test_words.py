"""The words of pages: the same in both languages, all of them said, none missing."""

from __future__ import annotations

import re
import string
from pathlib import Path

import licet.doors.web
from licet.consent.receipt_words import WAYS
from licet.doors.web.words import day, load, moment, number, say, topics
from licet.ledger.kinds import declared

WEB = Path(licet.doors.web.__file__).parent
DOORS = WEB.parent


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_words_with_the_same_holes() -> None:
    french, english = load("fr"), load("en")
    assert french.keys() == english.keys()
    assert not [key for key in french if holes(french[key]) != holes(english[key])]
    assert {path.name for path in (WEB / "words").glob("*.yaml")} == {
        f"{topic}.{language}.yaml" for topic in topics() for language in ("fr", "en")
    }


def written() -> str:
    templates = [path.read_text("utf-8") for path in DOORS.rglob("*.html")]
    sources = [path.read_text("utf-8") for path in DOORS.rglob("*.py")]
    modules = [
        source for source in sources if "licet.doors.web.words" in source or "licet.doors.web import words" in source
    ]
    return "\n".join([*templates, *modules])


def test_every_word_that_a_page_says_is_there() -> None:
    keys = load("fr").keys() | {re.sub(r"\.(one|other)$", "", key) for key in load("fr")}
    said = set(re.findall(r"""{%\s*say "([\w.]+)\"""", written())) | set(re.findall(r'\bsay\("([\w.]+)"', written()))
    assert said
    assert not said - keys


def test_numbers_days_and_moments_are_written_as_the_language_does() -> None:
    assert number(1234567, "fr") == "1\u202f234\u202f567"
    assert number(1234567, "en") == "1,234,567"
    assert day(1796083200, "fr") == "1 décembre 2026"
    assert moment(1796083200, "en") == "1 December 2026, 01:00 (UTC+1)"
    assert say("console.person.events", "fr", n=1) == "1 événement"
    assert say("console.person.events", "en", n=1200) == "1,200 events"


def test_every_kind_of_event_has_words() -> None:
    keys = {key.removeprefix("kinds.").replace(".", ":") for key in load("fr") if key.startswith("kinds.")}
    ours = {kind for kind in declared() if not kind.startswith("tests:")}
    assert not ours - keys


def test_every_way_that_a_receipt_names_has_words_on_the_persons_page() -> None:
    assert {how for how in WAYS["fr"] if f"prefs.how.{how}" not in load("fr")} == set()
