"""The prospects of a controller on a channel, one row a contact point, each with what the log proves of the person.

A cell is filled only by what this house can produce today: the event of the agreement for the proof, the very bytes shown
for the page. What is lost leaves its cell blank, and the audit says so.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Final

from django.db.models import Q

from licet.accountability.dossier import letters
from licet.accountability.shown import bytes_shown
from licet.collection.models import ImportedRow, Paper
from licet.collection.suppliers import FORM
from licet.collection.supply import WITHHELD
from licet.consent.models import Consent
from licet.consent.record import KIND
from licet.consent.status import Said, Status
from licet.ledger import models, sealer
from licet.objections.models import Suppression
from licet.objections.record import refused, suppression_tokens
from licet.retention.schedule import ACTS
from licet.subjects.models import ContactPoint
from licet.subjects.points import KIND_OF_CHANNEL, Point
from licet.subjects.restriction import restricted
from licet.terms.days import iso_of
from licet.terms.errors import LedgerError
from licet.terms.instants import local_day
from licet.terms.periods import Period, last_clear_day
from licet.terms.scopes import scopes_against
from licet.terms.words import Channel, Purpose

CONTACT: Final = {"email": "email", "telephone": "phone", "post": "postal_address"}
"""The column in which a kind of contact point stands."""
COLUMNS: Final = (
    "person", "email", "phone", "postal_address", "source", "form", "collection_method", "obtained_at", "consent_at",
    "consent_channels", "consent_act", "phone_consent_at", "phone_consent_until", "withdrawn_at", "objected_at",
    "last_request_at", "informed_at", "first_message_at", "last_message_at", "archived", "proof", "page",
)  # fmt: skip
ASIDE: Final = (Status.REQUESTED, Status.REFUSED, Status.UNKNOWN)
"""Who never agreed: not prospects of this channel, counted and left out."""
_VOID: Final = (Status.EXPIRED, Status.INVALIDATED)
_SAID: Final = {KIND[each]: each for each in Said}
_AT_ONCE: Final = 400
ZONE: Final = "Europe/Paris"
"""The zone of the days of people: that of the audit."""
_WORDS: Final = {
    "ticked_box": "ticked",
    "followed_link_and_confirmed": "double opt-in",
    "pressed_button": "button",
}
"""Acts of agreement in the words that people files use; an import's are its own."""

UNREADABLE: Final = "inconnue"
"""What no reader takes for a day: an audit leaves it unknown."""

Row = dict[str, str]


@dataclass
class Counted:
    """What was written, and who was left out for want of any agreement, by status."""

    rows: int = 0
    people: set[bytes] = field(default_factory=set)
    aside: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Told:
    """An event of consent as the log tells it: its index, what was said, when, its core."""

    index: int
    said: Said
    happened_at: int
    recorded_at: int
    core: Mapping[str, object]


def prospects(controller: str, channel: str, counted: Counted) -> Iterator[Row]:
    """Walk the rows of the people file; ``counted`` is filled as they pass."""
    every = Consent.objects.filter(beneficiary=controller, channel=channel, purpose=str(Purpose.COMMERCIAL))
    standing = every.order_by("pk").iterator(chunk_size=_AT_ONCE)
    while chunk := list(islice(standing, _AT_ONCE)):
        yield from _chunk(chunk, controller, channel, counted)
    if channel == Channel.POST:
        for some in letters.held(controller, channel):
            yield from _held_for_letters(some, controller, channel, counted)
    elif past := letters.count(controller, channel):
        counted.aside[letters.PAST_CONSENT] = past


def _chunk(chunk: Sequence[Consent], controller: str, channel: str, counted: Counted) -> Iterator[Row]:
    for row in chunk:
        if row.status in ASIDE:
            counted.aside[row.status] = counted.aside.get(row.status, 0) + 1
    kept = [row for row in chunk if row.status not in ASIDE]
    subjects = [bytes(row.subject) for row in kept]
    told, imported = _told(subjects, controller, channel), _imported(subjects)
    facts = {
        subject: _facts(row, told.get(subject, []), _row_of(row, imported.get(subject, [])), channel)
        for subject, row in zip(subjects, kept, strict=True)
    }
    yield from _on_points(facts, controller, channel, counted)


def _on_points(facts: Mapping[bytes, Row], controller: str, channel: str, counted: Counted) -> Iterator[Row]:
    """Give each person a row a contact point, with what holds of the person and what was refused of the point."""
    subjects = list(facts)
    points = _points(subjects, KIND_OF_CHANNEL[Channel(channel)])
    acts, apart = _last_acts(subjects), restricted(subjects)
    objected = _objected([point for each in points.values() for point in each], controller, channel)
    for subject, row in facts.items():
        row["last_request_at"] = _written(acts.get(subject))
        if subject in apart:
            row["archived"] = "oui"
        for point in points[subject]:
            counted.rows += 1
            counted.people.add(subject)
            yield row | {CONTACT[point.kind]: point.value, "objected_at": _written(objected.get(point))}


def _imported(subjects: Sequence[bytes]) -> dict[bytes, list[ImportedRow]]:
    found: dict[bytes, list[ImportedRow]] = {}
    for each in ImportedRow.objects.filter(subject__in=subjects).order_by("event"):
        found.setdefault(bytes(each.subject), []).append(each)
    return found


def _row_of(consent: Consent, rows: Sequence[ImportedRow]) -> ImportedRow | None:
    """Return the row of a list that a consent rests on, else the last one that told of the person."""
    return next((each for each in rows if each.event == consent.event), rows[-1] if rows else None)


def _held_for_letters(some: Sequence[letters.Held], controller: str, channel: str, counted: Counted) -> Iterator[Row]:
    facts = {
        subject: dict.fromkeys(COLUMNS, "")
        | {
            "person": subject.hex(),
            "source": supplier,
            "collection_method": "import",
            "obtained_at": _written(at),
            "informed_at": _day(row),
            "archived": "non",
        }
        for subject, row, supplier, at in some
    }
    yield from _on_points(facts, controller, channel, counted)


def _points(subjects: Sequence[bytes], kind: str) -> dict[bytes, list[Point]]:
    opener, found = sealer(), {each: list[Point]() for each in subjects}
    for row in ContactPoint.objects.filter(subject__in=subjects, kind=kind).order_by("event"):
        plain = opener.unseal(bytes(row.subject), "subject", bytes(row.sealed), bytes(row.token))
        if plain is not None:
            found[bytes(row.subject)].append(Point(kind, plain.decode()))
    return found


def _told(subjects: Sequence[bytes], controller: str, channel: str) -> dict[bytes, list[_Told]]:
    """Return what each person said of this consent, as their events tell it, in the order in which it happened."""
    found: dict[bytes, list[_Told]] = {}
    for row in models.Event.objects.filter(subject__in=subjects, kind__in=_SAID, core__isnull=False).order_by("index"):
        core = json.loads(bytes(row.core) if row.core is not None else b"{}")
        if (core["beneficiary"], core["channel"], core["purpose"]) == (controller, channel, Purpose.COMMERCIAL):
            told = _Told(row.index, _SAID[row.kind], row.happened_at, row.recorded_at, core)
            found.setdefault(bytes(row.subject or b""), []).append(told)
    for each in found.values():
        each.sort(key=lambda one: (one.happened_at, one.index))
    return found


def _last_acts(subjects: Sequence[bytes]) -> dict[bytes, int]:
    """Return when each person last did something, as the clock of ``retention`` counts it."""
    found: dict[bytes, int] = {}
    rows = models.Event.objects.filter(Q(seq=0) | Q(kind__in=ACTS), subject__in=subjects)
    for subject, seq, happened_at, recorded_at in rows.values_list("subject", "seq", "happened_at", "recorded_at"):
        at = min(happened_at, recorded_at) if seq else recorded_at
        found[bytes(subject or b"")] = max(found.get(bytes(subject or b""), 0), at)
    return found


def _objected(points: Sequence[Point], controller: str, channel: str) -> dict[Point, int]:
    """Return when each refused contact point was refused; one refused by a register or list of no date: from the start."""
    stopped = [each for each, no in zip(points, refused(points, controller, channel), strict=True) if no]
    tokens = {token: each for each in stopped for token in suppression_tokens(each)}
    scopes = scopes_against(controller, channel)
    found = dict.fromkeys(stopped, 0)
    for entry in Suppression.objects.filter(token__in=list(tokens), scope__in=scopes):
        point = tokens[bytes(entry.token)]
        found[point] = max(found[point], entry.refused_at)
    return found


def _facts(row: Consent, told: Sequence[_Told], imported: ImportedRow | None, channel: str) -> Row:
    """Return what holds of a person on every contact point."""
    given = _last(told, (Said.GIVEN, Said.IMPORTED))
    ended = _last(told, (Said.WITHDRAWN,)) if row.status == Status.WITHDRAWN else None
    facts = dict.fromkeys(COLUMNS, "") | {"person": bytes(row.subject).hex()}
    is_void = row.status in _VOID or (imported is not None and imported.outcome == WITHHELD)
    facts["archived"] = "oui" if is_void else "non"
    facts["withdrawn_at"] = _written(None if ended is None else ended.happened_at)
    if given is None:
        return facts
    own = given.said is Said.GIVEN
    facts["collection_method"] = "form" if own else "import"
    facts["obtained_at"] = _written(given.recorded_at)
    facts["form"] = form_id(given.core, channel) if own else paper_id(given.core)
    facts["source"] = "" if own else str(given.core.get("supplier", ""))
    facts["consent_act"] = _WORDS.get(str(given.core.get("act", "")), str(given.core.get("act", "")))
    facts["informed_at"] = _written(given.happened_at) if own else _day(imported)
    _agreement(facts, given, told, channel)
    facts["proof"] = str(given.index)
    facts["page"] = given_page(given.core)
    return facts


def _agreement(facts: Row, given: _Told, told: Sequence[_Told], channel: str) -> None:
    """Write when the person agreed; for calls also until when, as the form said that they sent."""
    if channel == Channel.TELEPHONE:
        facts["phone_consent_at"] = _written(given.happened_at)
        sent = [each.core.get("months") for each in told if each.index <= given.index and "months" in each.core]
        months = sent[-1] if sent else None
        if (
            given.said is Said.IMPORTED
        ):  # a list told it and the log does not: a blank cell would say that it never ends
            facts["phone_consent_until"] = UNREADABLE
        elif isinstance(months, int):
            day = last_clear_day(local_day(given.happened_at, ZONE), Period(months, "month"))
            facts["phone_consent_until"] = iso_of(day)
    else:
        facts["consent_at"], facts["consent_channels"] = _written(given.happened_at), channel


def form_id(core: Mapping[str, object], channel: str) -> str:
    """Return the id of the row of ``forms`` through which somebody agreed, blank where the event names no form."""
    if "form" not in core:
        return ""
    return f"{core['form']}-v{core['version']}-{channel}"


def paper_id(core: Mapping[str, object]) -> str:
    """Return the id of the row of ``forms`` of a supplier's page, blank where the event names none that is kept."""
    listed = core.get("shown")
    return _paper(str(core.get("supplier", "")), tuple(map(str, listed))) if isinstance(listed, list) else ""


@lru_cache(maxsize=4_096)
def _paper(supplier: str, digests: tuple[str, ...]) -> str:
    paper = Paper.objects.filter(supplier=supplier, kind=FORM, digest__in=digests).first()
    return "" if paper is None else f"{supplier}-{paper.name}"


def given_page(core: Mapping[str, object]) -> str:
    """Return the digests of what was shown, blank unless this house still has the bytes of each."""
    listed = core.get("shown")
    digests = [str(each) for each in listed] if isinstance(listed, list) else []
    return " ".join(digests) if digests and all(map(_is_there, digests)) else ""


@lru_cache(maxsize=4_096)
def _is_there(digest: str) -> bool:
    try:
        return bool(bytes_shown(digest))
    except LedgerError:
        return False


def forget_what_was_there() -> None:
    """Look anew for what was shown: another house, or another day."""
    _is_there.cache_clear()
    _paper.cache_clear()


def _last(told: Iterable[_Told], said: Sequence[Said]) -> _Told | None:
    return next((each for each in reversed(list(told)) if each.said in said), None)


def _written(second: int | None) -> str:
    """Return an instant as people files write it, in UTC; blank where there is none."""
    return "" if second is None else f"{dt.datetime.fromtimestamp(second, dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def _day(imported: ImportedRow | None) -> str:
    if imported is None or imported.informed_on is None:
        return ""
    return iso_of(imported.informed_on)
