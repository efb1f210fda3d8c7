"""Object: in force before the answer, for unknown addresses too, in any order, and never undone by anybody else's act.

A refusal is three things in one act: an entry in the suppression list, an event, a line of ``refusals.log``. It needs no
person: a link carries the token of its contact point, so that an objection works after an erasure as well. Where the
person is known it covers every contact point of theirs, and those that come to light later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from licet.ledger import Draft, Recorded, Refusal, Transaction, declare, on
from licet.ledger.record import act
from licet.ledger.refusals import Unreadable
from licet.objections.asking import is_suppressed, refused, suppressed
from licet.objections.entries import put, read_logged, standing, suppress
from licet.objections.models import Renewal, Suppression
from licet.objections.tokens import own_token, suppression_tokens
from licet.subjects.models import ContactPoint
from licet.subjects.points import KIND_OF_CHANNEL, KINDS, Point
from licet.subjects.register import ADDED, find, of_refusal, points_of
from licet.terms.errors import UsageError
from licet.terms.scopes import channel_of, checked, scope_of, scopes_against
from licet.terms.words import Channel

__all__ = ["is_suppressed", "object_to", "refused", "replay", "suppress", "suppressed", "suppression_tokens"]

OBJECTED: Final = "objections:objection:made"
RENEWED: Final = "objections:objection:lifted"
REQUESTED: Final = "consent:record:requested"
GIVEN: Final = "consent:record:given"
WITHDRAWN: Final = "consent:record:withdrawn"
ERASURE: Final = "erasure"
OF_RETENTION: Final = "person/"
"""Scopes of lines that retention replays: what is erased or restricted is so again."""
TOKEN: Final = 32
LATEST: Final = 7_258_118_400
"""2200-01-01: an instant after it is a damaged line, not a refusal."""
_WORD: Final = re.compile(r"[a-z0-9_-]{1,24}")
_BATCH: Final = 500

declare(OBJECTED, handlers=("consent",))
declare(RENEWED)


@act
def object_to(
    tx: Transaction,
    point: Point | None,
    scope: str,
    *,
    by_token: bytes | None = None,
    via: str = "operator",
    cause: str = "objection",
    happened_at: int | None = None,
) -> Recorded:
    """Object, for a contact point or for the token that a link carried (GDPR 21(2), 21(3)); in force when it returns.

    ``via`` says how it arrived (``link``, ``one-click``, ``reply``, ``operator``…); ``cause`` is ``objection``, or
    ``withdrawal`` where consent is withdrawn (GDPR 7(3)) by somebody who may not be known. Saying it twice changes nothing
    but the term for which it is kept. It is in force from now on, whenever it is said to have happened.
    """
    checked(scope)
    if not _WORD.fullmatch(via) or not _WORD.fullmatch(cause):
        raise UsageError("a way and a cause of an objection are words of lower-case letters, digits and hyphens")
    if point is not None:
        tokens, subject = suppression_tokens(point), find(point)
    elif by_token is not None and len(by_token) == TOKEN:
        tokens, subject = {by_token: "link"}, of_refusal(by_token)
    else:
        raise UsageError("an objection names a contact point, or the token of a link")
    if subject is not None:
        tokens = _of_person(tx, subject, scope, also=by_token) | (tokens if point is not None else {})
    suppress(tx, tokens or {by_token or b"": "link"}, scope, cause)
    return tx.record(Draft(OBJECTED, {"scope": scope, "via": via, "cause": cause}, subject, happened_at))


def _of_person(tx: Transaction, subject: bytes, scope: str, also: bytes | None = None) -> dict[bytes, str]:
    """Return the tokens of a person's points: those that the channel of the scope reaches, and the one that was named."""
    channel = channel_of(scope)
    kind = None if channel is None else KIND_OF_CHANNEL[Channel(channel)]
    found: dict[bytes, str] = {}
    for point in points_of(subject, tx):
        if kind in {None, point.kind} or own_token(point) == also:
            found |= suppression_tokens(point)
    return found


# ------------------------------------------------------------------------------------------------ what follows


@on(WITHDRAWN, name="objections")
def suppress_what_is_withdrawn(tx: Transaction, recorded: Recorded, _draft: Draft) -> None:
    """Put a withdrawal on the list as well, within what it says, so that it survives an erasure and a lost database."""
    core = recorded.core
    if recorded.subject is None or "by_event" in core:  # what an objection brought about is on the list already
        return
    scope = scope_of(str(core["beneficiary"]), str(core["channel"]), purpose=str(core["purpose"]))
    suppress(tx, _of_person(tx, recorded.subject, scope), scope, "withdrawal")


@on(GIVEN, name="objections")
def renew(tx: Transaction, recorded: Recorded, _draft: Draft) -> None:
    """Let an address be reached again where the person, by a form and the link of its mail, agrees to just this.

    The form must have been sent after the refusal: the link of an older mail, clicked late, renews nothing. Entries stay;
    what they cover beyond this consent goes on, and the next refusal prevails again.
    """
    core = recorded.core
    if recorded.subject is None or core["how"] != "form" or core["confirmed"] is not True:
        return
    controller, channel, purpose = (str(core[name]) for name in ("beneficiary", "channel", "purpose"))
    since = _asked_at(tx, recorded)
    points = [each for each in points_of(recorded.subject, tx) if each.kind == KIND_OF_CHANNEL[Channel(channel)]]
    tokens = {t: own_token(point) for point in points for t in suppression_tokens(point)}
    scopes = scopes_against(controller, channel, purpose=purpose)
    entries = Suppression.objects.filter(token__in=list(tokens), scope__in=scopes)
    if not entries or max(entry.refused_at for entry in entries) >= since:
        return  # nothing was refused, or it was since
    for own in {tokens[bytes(entry.token)] for entry in entries}:
        row, _ = Renewal.objects.get_or_create(
            token=own, controller=controller, channel=channel, purpose=purpose, defaults={"renewed_at": since}
        )
        if row.renewed_at < since:
            row.renewed_at = since
            row.save(update_fields=["renewed_at"])
    scope = scope_of(controller, channel, purpose=purpose)
    tx.record(Draft(RENEWED, {"scope": scope, "by_event": recorded.index}, recorded.subject))


def _asked_at(tx: Transaction, given: Recorded) -> int:
    """Return when the form that this consent confirms was sent; the instant of the consent where none was recorded."""
    said = given.core.get("asked_at")
    if isinstance(said, int):
        return min(said, given.happened_at)
    alike = ("purpose", "channel", "beneficiary")
    return max(
        (
            each.happened_at
            for each in tx.recorded_of(given.subject or b"")
            if each.kind == REQUESTED
            and each.happened_at <= given.happened_at
            and all(each.core[name] == given.core[name] for name in alike)
        ),
        default=given.happened_at,
    )


@on(ADDED, name="objections")
def spread(tx: Transaction, recorded: Recorded, draft: Draft) -> None:
    """Let a refusal follow the person: a further contact point is refused as the others are, and they as it is."""
    if recorded.subject is None or not recorded.seq:  # the first event of a person: there is no other point
        return
    told = draft.personal.get("subject", {})
    fresh = _tokens_of(Point(name, str(value)) for name, value in told.items() if name in KINDS)
    known = _tokens_of(points_of(recorded.subject, tx))
    for some, others in ((known, fresh), (fresh, known)):
        for entry in list(Suppression.objects.filter(token__in=list(some))):
            reached = {t: kind for t, kind in others.items() if _is_reached(entry.scope, kind)}
            put((t, kind, entry.scope, entry.cause, entry.refused_at) for t, kind in reached.items())
            for each in reached:
                tx.refuse(each, entry.cause, entry.scope, instant=entry.refused_at)


def _tokens_of(points: Iterable[Point]) -> dict[bytes, str]:
    return {each: kind for point in points for each, kind in suppression_tokens(point).items()}


def _is_reached(scope: str, kind: str) -> bool:
    channel = channel_of(scope)
    return channel is None or kind.removesuffix("-alias") == KIND_OF_CHANNEL[Channel(channel)]


# ------------------------------------------------------------------------------------------------ after a restore


@act
def _replay(tx: Transaction, refusals: list[Refusal]) -> int:
    missing = 0
    for scope in dict.fromkeys(each.scope for each in refusals):
        mine = [each for each in refusals if each.scope == scope]
        there = standing({each.token for each in mine}, scope)
        put((each.token, kind, scope, cause, each.instant) for each in mine for cause, kind in [read_logged(each.kind)])
        fresh = {each.token: each for each in mine if each.token not in there}
        missing += len(fresh)
        owners = ContactPoint.objects.filter(suppression_token__in=list(fresh)).values_list(
            "suppression_token", "subject"
        )
        known = {bytes(of): bytes(subject) for of, subject in owners}
        for each in fresh.values():
            core = {"scope": scope, "via": "restore", "cause": read_logged(each.kind)[0]}
            tx.record(Draft(OBJECTED, core, known.get(each.token), each.instant))
    return missing


def _is_whole(refusal: Refusal) -> bool:
    """Tell whether a line can be acted on; one that cannot must not keep the others from being so."""
    try:
        checked(refusal.scope)
    except UsageError:
        return False
    return len(refusal.token) == TOKEN and 0 <= refusal.instant < LATEST


def replay(refusals: Iterable[Refusal | Unreadable]) -> tuple[int, int]:
    """Make every refusal of ``refusals.log`` effective again; return how many were missing, and how many lines are unreadable.

    Doing it twice changes nothing. Refusals keep their instants, so that what was agreed to anew since stays so.
    """
    batch: list[Refusal] = []
    fresh = unreadable = 0
    for each in refusals:
        if isinstance(each, Refusal) and (each.kind == ERASURE or each.scope.startswith(OF_RETENTION)):
            continue
        if isinstance(each, Unreadable) or not _is_whole(each):
            unreadable += 1
            continue
        batch.append(each)
        if len(batch) == _BATCH:
            fresh, batch = fresh + _replay(batch), []
    return fresh + (_replay(batch) if batch else 0), unreadable
