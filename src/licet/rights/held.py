"""Everything held of a person, in words a person reads: for access (GDPR 15) and portability (GDPR 20).

It is gathered from every table that names a person, whichever room it is of, so that what an export shows is what an erasure
removes. Sealed columns are opened with whichever of the person's keys fits.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from django.apps import apps
from django.db import models

from licet.consent.models import Consent
from licet.consent.status import Status
from licet.ledger import clock, history, sealer
from licet.ledger.key_store import CLASSES
from licet.ledger.models import Event
from licet.ledger.sealing import Sealer
from licet.objections.models import Suppression
from licet.objections.record import suppression_tokens
from licet.subjects.models import ContactPoint, Controller
from licet.subjects.register import points_of
from licet.terms.days import iso_of
from licet.terms.errors import LedgerError, UsageError
from licet.terms.words import Channel

_TOLD_APART: Final = (Event, ContactPoint)
"""Events and contact points are shown by themselves, in words."""
_INNER: Final = frozenset({"subject_seq", "subject_previous", "kind", "happened_at", "recorded_at"})
PROVIDED: Final = (
    "subjects:contact_point:added",
    "collection:form:answered",
    "consent:record:given",
    "consent:record:requested",
)
"""What a person handed over, as far as portability goes."""


def held(subject: bytes) -> dict[str, Any]:
    """Return everything held of a person, as JSON; raise ``UsageError`` when nothing is."""
    events = history.events_of(subject)
    if not events:
        raise UsageError("nothing is held of this person")
    names = dict(Controller.objects.values_list("slug", "name"))
    consents = list(Consent.objects.filter(subject=subject).order_by("pk"))
    given = sorted({row.beneficiary for row in consents if row.status != Status.REFUSED})
    return {
        "made_at": _instant(clock.now()),
        "person": subject.hex(),
        "contact_points": [{"kind": point.kind, "value": point.value} for point in points_of(subject)],
        "sources": sorted(
            {str(each.core[name]) for each in events for name in ("source", "supplier") if name in each.core}
        ),
        "recipients": [{"slug": slug, "name": names.get(slug, slug)} for slug in given],
        "refusals": _refusals(subject),
        "tables": dict(_tables(subject)),
        "events": [_event(each) for each in events],
    }


def provided(subject: bytes) -> dict[str, Any]:
    """Return what a person handed over, in a structured, commonly used format: JSON (GDPR 20)."""
    whole = held(subject)
    events = [each for each in whole["events"] if each["kind"] in PROVIDED]
    return {name: whole[name] for name in ("made_at", "person", "contact_points")} | {"events": events}


def _refusals(subject: bytes) -> list[dict[str, str]]:
    tokens = [token for point in points_of(subject) for token in suppression_tokens(point)]
    rows = Suppression.objects.filter(token__in=tokens).order_by("scope", "pk")
    said = {(row.scope, row.cause, iso_of(row.keep_until)) for row in rows}
    return [{"scope": scope, "cause": cause, "kept_until": until} for scope, cause, until in sorted(said)]


def _event(event: history.Event) -> dict[str, Any]:
    told: dict[str, Any] = {
        "index": event.index,
        "kind": event.kind,
        "happened_at": _instant(event.happened_at),
        "recorded_at": _instant(event.recorded_at),
        "said": {name: value for name, value in event.core.items() if name not in _INNER},
    }
    for name in CLASSES:
        opened = event.opened(name)
        if opened is not None:
            told[name] = opened
        elif event.segment(name) is not None:
            told[name] = None  # erased since
    return told


# ------------------------------------------------------------------------------------------------ every room's tables


def tables_with_persons() -> list[type[models.Model]]:
    """Return the tables of the house that name a person by reference."""
    every = (model for room in apps.get_app_configs() for model in room.get_models())
    return [model for model in every if any(_is_reference(field) for field in model._meta.fields)]  # noqa: SLF001  # Django's public name


def _is_reference(field: models.Field[Any, Any]) -> bool:
    return field.name == "subject" and isinstance(field, models.BinaryField)


def _tables(subject: bytes) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    opener = sealer()
    for model in tables_with_persons():
        rows = [] if model in _TOLD_APART else list(model._default_manager.filter(subject=subject))  # noqa: SLF001  # as above
        if rows:
            yield model._meta.label_lower, [_row(row, subject, opener) for row in rows]  # noqa: SLF001  # as above


def _row(row: models.Model, subject: bytes, opener: Sealer) -> dict[str, Any]:
    told: dict[str, Any] = {}
    binary: dict[str, bytes] = {}
    for field in row._meta.fields:  # noqa: SLF001  # as above
        value = getattr(row, field.attname)
        if isinstance(field, models.BinaryField):
            binary[field.name] = b"" if value is None else bytes(value)
        elif value not in {None, ""}:
            told[field.name] = value
    for name, sealed in binary.items():
        plain = _opened(opener, subject, sealed, binary) if name.startswith("sealed") else None
        if plain is not None:
            told[name] = plain.decode(errors="replace")
    return told


def _opened(opener: Sealer, subject: bytes, sealed: bytes, binary: dict[str, bytes]) -> bytes | None:
    """Open a sealed column: its room chose a key of the person, and bound it to another column or to nothing."""
    for about in (b"", *binary.values()):
        for name in CLASSES:
            try:
                plain = opener.unseal(subject, name, sealed, about)
            except LedgerError:
                continue
            if plain is not None:
                return plain
    return None


def _instant(second: int) -> str:
    return dt.datetime.fromtimestamp(second, dt.UTC).isoformat().replace("+00:00", "Z")


# ------------------------------------------------------------------------------------------------ as a text

_WORDS: Final = {
    "fr": {
        "title": "Ce que nous détenons sur vous",
        "made": "Établi le",
        "points": "Vos coordonnées",
        "sources": "D'où viennent vos données",
        "from_you": "de vous-même",
        "recipients": "Pour le compte de qui, et à qui elles ont été communiquées",
        "consents": "Ce à quoi vous avez dit oui ou non",
        "refusals": "Ce que vous avez refusé, et jusqu'à quand nous le gardons",
        "events": "Tout ce qui a été enregistré",
        "none": "rien",
    },
    "en": {
        "title": "What we hold about you",
        "made": "Made on",
        "points": "Your contact points",
        "sources": "Where your data come from",
        "from_you": "from yourself",
        "recipients": "On whose behalf, and to whom they were disclosed",
        "consents": "What you said yes or no to",
        "refusals": "What you refused, and until when we keep that",
        "events": "All that was recorded",
        "none": "nothing",
    },
}
_CHANNELS: Final = {
    Channel.EMAIL: "courriel",
    Channel.SMS: "SMS",
    Channel.FAX: "télécopie",
    Channel.AUTOMATED_CALL: "automate d'appel",
    Channel.TELEPHONE: "téléphone",
    Channel.POST: "courrier postal",
}
_STATES: Final = {
    "given": "oui",
    "refused": "non",
    "withdrawn": "retiré",
    "requested": "à confirmer",
    "expired": "échu",
    "invalidated": "écarté",
    "unknown": "inconnu",
}


def as_text(told: dict[str, Any], lang: str = "fr") -> str:
    """Return what ``held`` found as a plain text, in French or English."""
    words = _WORDS["en" if lang == "en" else "fr"]
    lines = [words["title"], "=" * len(words["title"]), "", f"{words['made']} {told['made_at']}", ""]
    consents = told.get("tables", {}).get("consent.consent", [])
    for name, each in (
        ("points", [f"{point['kind']} : {point['value']}" for point in told["contact_points"]]),
        ("sources", told.get("sources") or [words["from_you"]]),
        ("recipients", [each["name"] for each in told.get("recipients", [])]),
        ("consents", [_consent(row, lang) for row in consents]),
        ("refusals", [f"{row['scope']} ({row['kept_until']})" for row in told.get("refusals", [])]),
        ("events", [line for event in told["events"] for line in _event_lines(event)]),
    ):
        lines += [words[name], "-" * len(words[name]), *(f"- {line}" for line in each or [words["none"]]), ""]
    return "\n".join(lines)


def _consent(row: dict[str, Any], lang: str) -> str:
    channel, state = str(row["channel"]), str(row["status"])
    if lang != "en":
        channel, state = _CHANNELS.get(Channel(channel), channel), _STATES.get(state, state)
    return f"{row['beneficiary']}, {row['purpose']}, {channel} : {state}"


def _event_lines(event: dict[str, Any]) -> Iterator[str]:
    yield f"{event['happened_at']} {event['kind']} ({event['index']})"
    for name in ("said", *CLASSES):
        for key, value in (event.get(name) or {}).items():
            yield f"    {key} : {value}"
