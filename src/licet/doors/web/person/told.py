"""What a person is told of what is held: in words, never an address in full, since a link may be passed on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from licet.consent.models import Consent
from licet.consent.status import Status
from licet.doors.web.words import load, say
from licet.ledger import history
from licet.objections.models import Suppression
from licet.objections.record import suppression_tokens
from licet.subjects.models import ContactPoint, Controller
from licet.subjects.points import EMAIL, Point
from licet.subjects.register import points_of

if TYPE_CHECKING:
    from licet.audit.report.words import Language

MOST_EVENTS: Final = 100
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
    """All that the page says. ``points`` are masked, ``events`` (instant, sentence) newest first."""

    is_known: bool
    points: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    consents: tuple[Told, ...] = ()
    refusals: tuple[str, ...] = ()
    events: tuple[tuple[int, str], ...] = ()


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
    sources = dict.fromkeys(_source(event, language) for event in events)
    return Held(
        True,
        tuple(masked(point) for point in points),
        tuple(each for each in sources if each),
        tuple(_consents(subject, names, language)),
        _refusals([refused, *tokens], names, language),
        tuple((event.happened_at, _sentence(event, names, language)) for event in events[::-1][:MOST_EVENTS]),
    )


def masked(point: Point) -> str:
    """Return a contact point as its owner recognises it and nobody else can use it."""
    if point.kind == EMAIL:
        local, _, domain = point.value.rpartition("@")
        return f"{local[:1]}…@{domain}"
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


def _source(event: history.Event, language: Language) -> str:
    source = event.core.get("source") or event.core.get("supplier")
    if source:
        return say("prefs.source.named", language, source=source)
    form = event.core.get("form")
    return say("prefs.source.form", language, form=form) if form else ""


def _sentence(event: history.Event, names: dict[str, str], language: Language) -> str:
    key = f"prefs.event.{event.kind.replace(':', '.')}"
    texts = load(language)
    if key not in texts:
        return say("prefs.event.other", language, kind=event.kind)
    whose = str(event.core.get("beneficiary") or event.core.get("controller") or "")
    channel = event.core.get("channel")
    filled = {
        "name": names.get(whose, whose),
        "channel": say(f"prefs.channel.{channel}", language) if channel else "",
        "scope": _scope(str(event.core["scope"]), names, language) if "scope" in event.core else "",
    }
    return texts[key].format(**filled)
