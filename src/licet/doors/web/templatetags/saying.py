"""``{% say "console.title" %}``: the words of a key in the language of the page. Built into every template."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from licet.doors.doctor.finding import Finding
from licet.doors.doctor.words import told
from licet.doors.web import served, words

if TYPE_CHECKING:
    from licet.audit.report.words import Language

register = template.Library()


@register.simple_tag(name="say")
def say(key: str, **values: object) -> SafeString:
    """Return the words of a key; whatever fills their holes is escaped, unless it is marked safe."""
    language = words.in_language(get_language())
    if not values:
        return _plain(key, language)
    escaped = {name: _escaped(value) for name, value in values.items()}
    text = words.say(key, language, **escaped)
    return mark_safe(text)  # noqa: S308  # our own words, and values escaped above


@cache
def _plain(key: str, language: Language) -> SafeString:
    return mark_safe(words.say(key, language))  # noqa: S308  # our own words


def _escaped(value: object) -> object:
    return value if isinstance(value, int | SafeString) else conditional_escape(str(value))


@register.simple_tag(name="name_of")
def name_of(kind: str, code: str) -> str:
    """Return the words for a code, or the code where it has none."""
    return words.name_of(kind, code, words.in_language(get_language()))


@register.filter
def moment(instant: int) -> str:
    """Write an instant (seconds, UTC) to the minute."""
    return words.moment(instant, words.in_language(get_language()))


@register.filter
def day(instant: int) -> str:
    """Write the day of an instant (seconds, UTC)."""
    return words.day(instant, words.in_language(get_language()))


@register.filter
def number(value: float) -> str:
    """Write a number."""
    return words.number(value, words.in_language(get_language()))


@register.simple_tag(name="static_url")
def static_url(path: str) -> str:
    """Return the address of a file that browsers may keep: another content has another address."""
    return served.url_of(path)


@register.simple_tag(name="finding")
def finding(found: Finding) -> str:
    """Say what the doctor found."""
    return told(found, words.in_language(get_language()))
