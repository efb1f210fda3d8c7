"""What a person is told of what is held: in words, never an address in full, since a link may be passed on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from babel.dates import format_date

from licet.audit.report.words import LOCALES
from licet.collection.supply import Supplier
from licet.consent.models import Consent
from licet.consent.status import Status
from licet.doors.web.words import load, name_of, say
from licet.ledger import history
from licet.ledger.models import Event
from licet.objections.models import Suppression
from licet.objections.record import suppression_tokens
from licet.rights.models import Request
from licet.subjects.models import ContactPoint, Controller
from licet.subjects.points import EMAIL, POST, Point
from licet.subjects.register import points_of
from licet.subjects.restriction import is_restricted
from licet.terms.days import date_of

if TYPE_CHECKING:
    from licet.audit.report.words import Language

MOST_EVENTS: Final = 100
OF_FORM: Final = "form/"
"""How a source begins that is a form of the house."""
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
    events: tuple[tuple[int, int, str], ...] = ()
    older: int = 0
    """How many events are not shown."""


def subject_of(refused: bytes) -> bytes | None:
    """Return the person whose contact point a link's token names."""
    row = ContactPoint.objects.filter(suppression_token=refused).only("subject").first()
    return None if row is None else bytes(row.subject)


def held(refused: bytes, language: Language) -> Held:
    """Return what is held on the person of a link, and what is refused; of somebody unknown, what is refused alone."""
    subject = subject_of(refused)
    names = dict(Controller.objects.values_list("slug", "name"))
    if subject is None:
        return Held(False, refusals=_refusals([refused], names, language))
    points = points_of(subject)
    tokens = [each for point in points for each in suppression_tokens(point)]
    events = history.events_of(subject)
    suppliers = dict(Supplier.objects.values_list("slug", "name"))
    sources = dict.fromkeys(_source(event, suppliers, language) for event in events)
    newest = events[::-1][:MOST_EVENTS]
    return Held(
        True,
        tuple(masked(point) for point in points),
        _others(subject, language),
        tuple(each for each in sources if each),
        tuple(_consents(subject, names, language)),
        _refusals([refused, *tokens], names, language),
        tuple(_requests(subject, language)),
        is_restricted(subject),
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


def _consents(subject: bytes, names: dict[str, str], language: Language) -> list[Told]:
    return [
        Told(
            row.pk,
            names.get(row.beneficiary, row.beneficiary),
            say(f"prefs.purpose.{row.purpose}", language),
            say(f"prefs.channel.{row.channel}", language),
            say(f"prefs.status.{row.status}", language),
            row.happened_at,
            row.status in {Status.GIVEN, Status.REQUESTED},
            row.shown,
            say(f"prefs.how.{row.how}", language) if f"prefs.how.{row.how}" in load(language) else row.how,
        )
        for row in Consent.objects.filter(subject=subject).order_by("beneficiary", "purpose", "channel")
    ]


def _refusals(tokens: list[bytes], names: dict[str, str], language: Language) -> tuple[str, ...]:
    scopes = Suppression.objects.filter(token__in=tokens).values_list("scope", flat=True).distinct()
    return tuple(dict.fromkeys(_scope(scope, names, language) for scope in sorted(scopes)))


def _scope(scope: str, names: dict[str, str], language: Language) -> str:
    parts = scope.split("/")
    if parts[0] == "everyone":
        return say("prefs.scope.everyone", language)
    whose = names.get(parts[1], parts[1])
    if len(parts) > 3 and parts[2] == "channel":  # noqa: PLR2004  # `controller/<slug>/channel/<channel>`
        return say("prefs.scope.channel", language, name=whose, channel=say(f"prefs.channel.{parts[3]}", language))
    return say("prefs.scope.whole", language, name=whose)


def _others(subject: bytes, language: Language) -> tuple[str, ...]:
    mine = Event.objects.filter(subject=subject)
    held = {
        "context": mine.filter(sealed_context__isnull=False).exists(),
        "content": mine.filter(sealed_content__isnull=False).exists(),
    }
    return tuple(say(f"prefs.other.{name}", language) for name, there in held.items() if there)


def _requests(subject: bytes, language: Language) -> list[str]:
    rows = Request.objects.filter(subject=subject).order_by("-recorded_at", "-pk")
    return [
        say(
            "prefs.requests.open" if row.answered_on is None else "prefs.requests.answered",
            language,
            right=name_of("prefs.rights", row.right, language),
            day=_day(row.due_on if row.answered_on is None else row.answered_on, language),
        )
        for row in rows
    ]


def _day(day: int, language: Language) -> str:
    return str(format_date(date_of(day), "long", LOCALES[language]))


def _source(event: history.Event, suppliers: dict[str, str], language: Language) -> str:
    form, source = event.core.get("form"), str(event.core.get("supplier") or event.core.get("source") or "")
    if form or source.startswith(OF_FORM):
        return say("prefs.source.form", language, form=form or source.removeprefix(OF_FORM))
    return say("prefs.source.named", language, source=suppliers.get(source, source)) if source else ""


def _sentence(event: history.Event, names: dict[str, str], language: Language) -> str:
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
