"""What a person is told of what is held: in words, never an address in full, since a link may be passed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from babel.dates import format_date

from licet.audit.report.words import LOCALES
from licet.consent.status import Status
from licet.doors.web.person import reading
from licet.doors.web.person.reading import Fact, Owner, Row
from licet.doors.web.words import load, name_of, say
from licet.objections.record import suppression_tokens
from licet.subjects.points import EMAIL, POST, Point
from licet.subjects.register import of_refusal
from licet.terms.days import date_of
from licet.terms.scopes import EVERYONE

if TYPE_CHECKING:
    from licet.audit.report.words import Language

MOST_EVENTS: Final = 100
OF_FORM: Final = "form/"
"""How a source begins that is a form of the house."""
BY_INTEREST: Final = "collection:row:accepted"
_SHOWN_DIGITS: Final = 2


@dataclass(frozen=True, slots=True)
class Told:
    """One consent, in words; ``number`` names it in the page."""

    number: int
    beneficiary: str
    purpose: str
    channel: str
    status: str
    since: int
    is_given: bool
    shown: str
    how: str


@dataclass(frozen=True, slots=True)
class Held:
    """All that the page says. ``points`` are masked; ``events`` (index, instant, sentence) are the newest ones, newest first."""

    is_known: bool
    points: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    """What else is held, by sort."""
    sources: tuple[str, ...] = ()
    consents: tuple[Told, ...] = ()
    refusals: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    is_restricted: bool = False
    by_interest: bool = False
    """Whether somebody was let in by a way past consent (GDPR 6(1)(f)), as for letters."""
    events: tuple[tuple[int, int, str], ...] = ()
    older: int = 0
    """How many events are not shown."""


def subject_of(refused: bytes) -> bytes | None:
    """Return the person whose contact point a link's token names."""
    return of_refusal(refused)


def held(refused: bytes, owner: Owner, language: Language) -> Held:
    """Return what is held on the owner of a link, and what is refused; of somebody unknown, what is refused alone."""
    names = {slug: name for slug, (name, _) in owner.controllers.items()}
    if owner.subject is None:
        return Held(False, refusals=_refusals(reading.scopes_refused(refused), names, language))
    tokens = [refused, *(each for point in owner.points for each in suppression_tokens(point))]
    found = reading.held(owner.subject, tokens)
    events = found.facts
    newest = events[::-1][:MOST_EVENTS]
    return Held(
        True,
        tuple(masked(point) for point in owner.points),
        _others(events, language),
        _sources(events, language),
        tuple(_consent(row, names, language) for row in found.consents),
        _refusals(found.scopes_refused, names, language),
        tuple(_request(*row, language) for row in found.requests),
        found.is_restricted,
        any(event.kind == BY_INTEREST for event in events),
        tuple((event.index, event.happened_at, _sentence(event, names, language)) for event in newest),
        len(events) - len(newest),
    )


def masked(point: Point) -> str:
    """Return a contact point as its owner recognises it and nobody else can use it."""
    if point.kind == EMAIL:
        local, _, domain = point.value.rpartition("@")
        return f"{local[:1]}…@{domain}"
    if point.kind == POST:
        return f"{point.value[:1]}…"
    return f"{point.value[:3]} … {point.value[-_SHOWN_DIGITS:]}"


def _consent(row: Row, names: Mapping[str, str], language: Language) -> Told:
    return Told(
        row.number,
        names.get(row.beneficiary, row.beneficiary),
        say(f"prefs.purpose.{row.purpose}", language),
        say(f"prefs.channel.{row.channel}", language),
        say(f"prefs.status.{row.status}", language),
        row.happened_at,
        row.status in {Status.GIVEN, Status.REQUESTED},
        row.shown,
        name_of("prefs.how", row.how, language),
    )


def _refusals(scopes: Sequence[str], names: Mapping[str, str], language: Language) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_scope(scope, names, language) for scope in scopes))


def _scope(scope: str, names: Mapping[str, str], language: Language) -> str:
    """Say how far a refusal goes, and not a step further."""
    whose, _, narrower = scope.removeprefix("controller/").partition("/")
    word, _, rest = narrower.partition("/")
    said = {"name": names.get(whose, whose)}
    if word == "channel":
        said["channel"] = say(f"prefs.channel.{rest.partition('/')[0]}", language)
    elif word == "brand":
        said["brand"] = rest
    reach = word or "whole"
    return say(
        f"prefs.scope.{reach if whose != EVERYONE else f'{EVERYONE}_{word}' if word else EVERYONE}", language, **said
    )


def _others(events: Sequence[Fact], language: Language) -> tuple[str, ...]:
    there = {"context": any(each.has_context for each in events), "content": any(each.has_content for each in events)}
    return tuple(say(f"prefs.other.{name}", language) for name, is_there in there.items() if is_there)


def _request(right: str, answered_on: int | None, due_on: int, language: Language) -> str:
    key, day = ("open", due_on) if answered_on is None else ("answered", answered_on)
    asked = name_of("prefs.rights", right, language)
    return say(f"prefs.requests.{key}", language, right=asked, day=_day(day, language))


def _day(day: int, language: Language) -> str:
    return str(format_date(date_of(day), "long", LOCALES[language]))


def _sources(events: Sequence[Fact], language: Language) -> tuple[str, ...]:
    """Return from where the data came: forms of the house, suppliers by their name."""
    forms, others = dict[str, None](), dict[str, None]()
    for event in events:
        form, source = event.core.get("form"), str(event.core.get("supplier") or event.core.get("source") or "")
        if form or source.startswith(OF_FORM):
            forms[str(form or source.removeprefix(OF_FORM))] = None
        elif source:
            others[source] = None
    named = reading.suppliers() if others else {}
    return (
        *(say("prefs.source.form", language, form=form) for form in forms),
        *(say("prefs.source.named", language, source=named.get(each, each)) for each in others),
    )


def _sentence(event: Fact, names: Mapping[str, str], language: Language) -> str:
    key = f"prefs.event.{event.kind.replace(':', '.')}"
    texts = load(language)
    if key not in texts:
        return name_of("kinds", event.kind, language)
    whose = str(event.core.get("beneficiary") or event.core.get("controller") or "")
    channel = event.core.get("channel")
    filled = {
        "name": names.get(whose, whose),
        "channel": say(f"prefs.channel.{channel}", language) if channel else "",
        "scope": _scope(str(event.core["scope"]), names, language) if "scope" in event.core else "",
    }
    return texts[key].format(**filled)
