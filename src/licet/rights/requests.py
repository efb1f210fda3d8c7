"""Receive a request of a person, extend its term, answer it. An objection is in force before it is even counted.

The term is one month from the receipt, three where the person is told within the first one that it takes longer and why
(GDPR 12(3)); it is counted on the calendar and ends on a working day. A doubt about who asks stops no term here, and never
an objection: whoever says stop is heard, whoever they are.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from licet.law.figures import figure
from licet.ledger import Draft, Recorded, Transaction, clock, declare, on
from licet.ledger.record import act
from licet.objections.record import object_to
from licet.retention.restricting import ZONE, owner_named, restrict
from licet.rights.models import Request
from licet.subjects.points import Point
from licet.subjects.register import controller, find, points_of
from licet.subjects.restriction import ERASED, is_restricted
from licet.terms.days import iso_of
from licet.terms.errors import UsageError
from licet.terms.instants import bounds_of_day, local_day
from licet.terms.scopes import EVERYONE, scope_of

RECEIVED: Final = "rights:request:received"
ANSWERED: Final = "rights:request:answered"
EXTENDED: Final = "rights:request:extended"
declare(RECEIVED, ANSWERED, EXTENDED)

TERM: Final = "answer-delay"
LONGER: Final = "answer-delay-extended"
WHYS: Final = ("complexity", "number")
"""The two grounds for taking longer (GDPR 12(3))."""
VIAS: Final = ("letter", "mail", "telephone", "page", "operator")
LONGEST: Final = 20_000


class Right(StrEnum):
    """What a person may ask for."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    PORTABILITY = "portability"
    OBJECTION = "objection"


class Outcome(StrEnum):
    """What was answered."""

    DONE = "done"
    PARTLY = "partly"
    REFUSED = "refused"
    NOTHING_HELD = "nothing_held"


@act
def receive(
    tx: Transaction,
    right: str,
    point: Point | None,
    *,
    subject: bytes | None = None,
    via: str = "operator",
    text: str = "",
    received_on: int | None = None,
    controller_slug: str = "",
    identity_doubted: bool = False,
) -> Request:
    """Receive a request, of whom a contact point reaches or of a person who is known; return it with its term.

    An objection takes effect in the same act, for strangers too, in the name of one controller or of all. The words of a
    request are kept, sealed, where the person is known; of a stranger's nothing is.
    """
    chosen, today = _right(right), local_day(tx.now, ZONE)
    came = today if received_on is None else received_on
    if via not in VIAS:
        raise UsageError(f"`{via}` is no way in which a request arrives; they are {', '.join(VIAS)}")
    if came > today:
        raise UsageError(f"a request received on `{iso_of(came)}` has not arrived yet")
    if len(text) > LONGEST:
        raise UsageError(f"the words of a request are at most `{LONGEST}` characters")
    who = subject if subject is not None else None if point is None else find(point)
    if who is None and point is None:
        raise UsageError("a request names a contact point, or a person")
    request = Request.objects.create(
        subject=who,
        right=chosen,
        via=via,
        received_on=came,
        recorded_at=tx.now,
        due_on=figure(TERM).last_day(came, came),
        identity_doubted=identity_doubted,
    )
    core = {
        "request": request.pk,
        "right": chosen.value,
        "via": via,
        "received_on": came,
        "due_on": request.due_on,
        "identity_doubted": identity_doubted,
        "known": who is not None,
    }
    personal = {"content": {"text": text}} if text and who is not None else {}
    happened_at = min(tx.now, bounds_of_day(came, ZONE)[0]) if received_on is not None else tx.now
    tx.record(Draft(RECEIVED, core, who, happened_at, personal))
    if chosen is Right.OBJECTION:
        _object(tx, who, point, controller_slug)
    if chosen is Right.RESTRICTION and who is not None and not is_restricted(who):
        restrict.within(tx, who, reason="art18_request", owner="person")
    return request


def _object(tx: Transaction, who: bytes | None, point: Point | None, slug: str) -> None:
    scope = scope_of(controller(slug).slug) if slug else EVERYONE
    if point is None:
        point = next(iter(points_of(who or b"", tx)), None)
    if point is None:
        raise UsageError("nobody can be kept from a contact point that is not known: give it on standard input")
    object_to.within(tx, point, scope, via="request")


@act
def extend(tx: Transaction, number: int, *, why: str, owner: str, text: str = "") -> Request:
    """Take two months longer; refused after the first month, or twice. The person must have been told, and why."""
    request, today = _open(number), local_day(tx.now, ZONE)
    if why not in WHYS:
        raise UsageError(f"`{why}` is no ground for taking longer; they are {', '.join(WHYS)} (GDPR 12(3))")
    if request.right == Right.OBJECTION:
        raise UsageError("an objection is in force since it was received: there is nothing to take longer for")
    if request.extended_on is not None:
        raise UsageError(f"this term was extended on `{iso_of(request.extended_on)}` already")
    if today > request.due_on:
        raise UsageError(f"the first month ended on `{iso_of(request.due_on)}`: it is too late to take longer")
    request.extended_on = today
    request.due_on = figure(LONGER).last_day(request.received_on, request.received_on)
    request.save(update_fields=["extended_on", "due_on"])
    core = {"request": number, "why": why, "owner": owner_named(owner), "due_on": request.due_on}
    _say(tx, EXTENDED, request, core, text)
    return request


@act
def answer(tx: Transaction, number: int, *, outcome: str, owner: str, text: str = "", given: bytes = b"") -> Request:
    """Write down what was answered; ``given`` is the document handed over, of which the digest alone is kept."""
    request, today = _open(number), local_day(tx.now, ZONE)
    if outcome not in set(Outcome):
        raise UsageError(f"`{outcome}` is no outcome; they are {', '.join(Outcome)}")
    if outcome == Outcome.REFUSED and not text.strip():
        raise UsageError(
            "a refusal states its reasons, and how to complain (GDPR 12(4)): give them as the answer's text"
        )
    if outcome == Outcome.REFUSED and request.right == Right.OBJECTION:
        raise UsageError("an objection to prospecting is never refused (GDPR 21(3))")
    if outcome == Outcome.DONE and request.right == Right.ERASURE and request.subject is not None:
        raise UsageError(
            "this person's data are held still: `licet erase` first, or answer `partly` or `refused`, and why"
        )
    if outcome == Outcome.NOTHING_HELD and request.subject is not None:
        raise UsageError("something is held of this person: `licet rights export` shows what")
    request.answered_on, request.outcome = today, outcome
    request.save(update_fields=["answered_on", "outcome"])
    core: dict[str, object] = {
        "request": number,
        "outcome": outcome,
        "owner": owner_named(owner),
        "in_time": today <= request.due_on,
    }
    if given:
        core["given_sha256"] = hashlib.sha256(given).hexdigest()
    _say(tx, ANSWERED, request, core, text)
    return request


def _say(tx: Transaction, kind: str, request: Request, core: dict[str, object], text: str) -> None:
    subject = None if request.subject is None else bytes(request.subject)
    if len(text) > LONGEST:
        raise UsageError(f"the words of an answer are at most `{LONGEST}` characters")
    personal = {"content": {"text": text}} if text and subject is not None else {}
    tx.record(Draft(kind, {**core, "right": request.right}, subject, personal=personal))


def _right(said: str) -> Right:
    try:
        return Right(said)
    except ValueError:
        raise UsageError(f"`{said}` is no right; they are {', '.join(Right)}") from None


def _open(number: int) -> Request:
    found = Request.objects.filter(pk=number).first()
    if found is None:
        raise UsageError(f"there is no request `{number}`: `licet rights list` shows them")
    if found.answered_on is not None:
        raise UsageError(f"request `{number}` was answered on `{iso_of(found.answered_on)}`")
    return found


@dataclass(frozen=True, slots=True)
class Deadline:
    """An open request: its number, what is asked, its last day and how many days are left (negative: late)."""

    request: int
    right: str
    received_on: int
    due_on: int
    left: int
    extended: bool
    identity_doubted: bool


def deadlines() -> list[Deadline]:
    """Return the open requests, the most urgent first."""
    today = local_day(clock.now(), ZONE)
    return [
        Deadline(
            row.pk,
            row.right,
            row.received_on,
            row.due_on,
            row.due_on - today,
            row.extended_on is not None,
            row.identity_doubted,
        )
        for row in Request.objects.filter(answered_on=None).order_by("due_on", "pk")
    ]


@on(ERASED, name="rights")
def forget(_tx: Transaction, _recorded: Recorded, draft: Draft) -> None:
    """Part a person's requests from the person: how many were answered, and when, stays."""
    Request.objects.filter(subject=draft.about).update(subject=None)
