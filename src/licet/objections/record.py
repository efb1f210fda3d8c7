"""Object: in force before the answer, for unknown addresses too, in any order, and never undone by anybody else's act.

A refusal is three things in one act: an entry in the suppression list, an event, a line of ``refusals.log``. It needs no
person: a link carries the token of its contact point, so that an objection works after an erasure as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from licet.ledger import Draft, Recorded, Refusal, Transaction, declare, on
from licet.ledger.record import act
from licet.ledger.refusals import Unreadable
from licet.objections.models import Suppression
from licet.objections.scope import checked, scope_of, scopes_against
from licet.subjects.models import ContactPoint
from licet.subjects.points import EMAIL, SUPPRESSION, Point, token
from licet.subjects.register import points_of
from licet.terms.days import iso_of
from licet.terms.instants import local_day
from licet.terms.periods import Period, last_day
from licet.terms.words import Channel

OBJECTED: Final = "objections:objection:made"
LIFTED: Final = "objections:objection:lifted"
WITHDRAWN: Final = "consent:record:withdrawn"
GIVEN: Final = "consent:record:given"
KEPT: Final = Period(3, "year")
"""How long an entry is kept at least (CNIL, advice: RET-05); it begins anew with each refusal."""
ZONE: Final = "Europe/Paris"
ALIAS: Final = "suppression-alias"
_BATCH: Final = 900

declare(OBJECTED, handlers=("consent",))
declare(LIFTED)


def suppression_tokens(point: Point) -> dict[bytes, str]:
    """Return the tokens by which a point is refused, with their kind: its own, and the wider one of its aliases.

    Without what stands after ``+`` and without dots: two addresses of one mailbox with some hosts. Where they are two
    people's, the other one is spared a message too many.
    """
    found = {token(point, SUPPRESSION): point.kind}
    if point.kind == EMAIL:
        local, _, domain = point.value.rpartition("@")
        plain = local.partition("+")[0].replace(".", "") or local
        found[token(Point(EMAIL, f"{plain}@{domain}"), ALIAS)] = "email-alias"
    return found


@act
def object_to(  # each is said by name
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

    ``via`` says how it arrived (``link``, ``one-click``, ``reply``, ``operator``…). Saying it twice changes nothing but the
    term for which it is kept.
    """
    tokens = suppression_tokens(point) if point is not None else {by_token or b"": "email"}
    subject = _subject_of(point, by_token)
    if point is None and subject is not None:  # the link's own point, and its aliases
        tokens |= {t: kind for p in points_of(subject) if by_token in suppression_tokens(p) for t, kind in suppression_tokens(p).items()}  # fmt: skip
    suppress(tx, tokens, checked(scope), cause)
    return tx.record(Draft(OBJECTED, {"scope": scope, "via": via, "cause": cause}, subject, happened_at))


def _subject_of(point: Point | None, by_token: bytes | None) -> bytes | None:
    if point is not None:
        row = ContactPoint.objects.filter(token=token(point)).first()
    else:
        row = ContactPoint.objects.filter(suppression_token=by_token).first()
    return None if row is None else bytes(row.subject)


def suppress(tx: Transaction, tokens: Mapping[bytes, str], scope: str, cause: str) -> None:
    """Put tokens on the suppression list, inside an act: an entry each, and the line that survives the database."""
    today = local_day(tx.now, ZONE)
    until = last_day(today, KEPT)
    for each, kind in tokens.items():
        entry, made = Suppression.objects.get_or_create(
            token=each,
            scope=scope,
            defaults={"kind": kind, "cause": cause, "on": today, "keep_until": until},
        )
        if not made and entry.keep_until < until:
            entry.keep_until = until
            entry.save(update_fields=["keep_until"])
        tx.refuse(each, cause, scope)


@on(WITHDRAWN, name="objections")
def suppress_what_is_withdrawn(tx: Transaction, recorded: Recorded, _draft: Draft) -> None:
    """Put a withdrawal on the list as well, within what it says, so that it survives an erasure and a lost database."""
    if recorded.subject is None or recorded.core["how"] == "objection":
        return
    scope = scope_of(str(recorded.core["beneficiary"]), str(recorded.core["channel"]))
    for point in points_of(recorded.subject):
        suppress(tx, suppression_tokens(point), scope, "withdrawal")


@on(GIVEN, name="objections")
def lift_by_the_persons_own_act(tx: Transaction, recorded: Recorded, _draft: Draft) -> None:
    """Lift a refusal where the person, by a form and the link of the mail that confirms it, agrees to just this.

    An objection to a whole controller then goes on for its other channels. One to everyone is never lifted so.
    """
    core = recorded.core
    if recorded.subject is None or core["how"] != "form" or core["confirmed"] is not True:
        return
    controller, channel = str(core["beneficiary"]), str(core["channel"])
    tokens = {t: k for point in points_of(recorded.subject) for t, k in suppression_tokens(point).items()}
    for entry in Suppression.objects.filter(token__in=list(tokens), scope__in=scopes_against(controller, channel)[1:]):
        if entry.on > local_day(recorded.happened_at, ZONE):
            continue  # refused since
        if entry.scope == scope_of(controller):
            _keep_for_other_channels(entry, controller, channel)
        entry.delete()
        tx.record(Draft(LIFTED, {"scope": scope_of(controller, channel), "by_event": recorded.index}, recorded.subject))


def _keep_for_other_channels(entry: Suppression, controller: str, channel: str) -> None:
    for other in Channel:
        if other != channel:
            Suppression.objects.get_or_create(
                token=bytes(entry.token),
                scope=scope_of(controller, other),
                defaults={"kind": entry.kind, "cause": entry.cause, "on": entry.on, "keep_until": entry.keep_until},
            )


# ------------------------------------------------------------------------------------------------ asking


def is_suppressed(points: Iterable[Point], controller: str, channel: str, brand: str = "") -> bool:
    """Tell whether a refusal, of any of these points, stops a message of a controller on a channel."""
    tokens = [each for point in points for each in suppression_tokens(point)]
    return bool(suppressed(tokens, controller, channel, brand))


def suppressed(tokens: Iterable[bytes], controller: str, channel: str, brand: str = "") -> set[bytes]:
    """Return those of many tokens that are refused: a few hundred a query, whatever the length of the list."""
    wanted, found = list(tokens), set[bytes]()
    scopes = scopes_against(controller, channel, brand)
    for start in range(0, len(wanted), _BATCH):
        rows = Suppression.objects.filter(token__in=wanted[start : start + _BATCH], scope__in=scopes)
        found |= {bytes(each) for each in rows.values_list("token", flat=True)}
    return found


# ------------------------------------------------------------------------------------------------ after a restore


@act
def _replay(tx: Transaction, refusals: list[Refusal]) -> int:
    fresh = 0
    for each in refusals:
        day = local_day(each.instant, ZONE)
        _, made = Suppression.objects.get_or_create(
            token=each.token,
            scope=each.scope,
            defaults={"kind": "replayed", "cause": each.kind, "on": day, "keep_until": last_day(day, KEPT)},
        )
        if made:
            fresh += 1
            row = ContactPoint.objects.filter(suppression_token=each.token).first()
            subject = None if row is None else bytes(row.subject)
            core = {"scope": each.scope, "via": "restore", "cause": each.kind, "refused_on": iso_of(day)}
            tx.record(Draft(OBJECTED, core, subject, each.instant))
    return fresh


def replay(refusals: Iterable[Refusal | Unreadable]) -> tuple[int, int]:
    """Make every refusal of ``refusals.log`` effective again; return how many were missing, and how many lines are unreadable.

    Doing it twice changes nothing. A refusal that was lifted since is in force again: a doubt refuses.
    """
    batch: list[Refusal] = []
    fresh = unreadable = 0
    for each in refusals:
        if isinstance(each, Unreadable):
            unreadable += 1
            continue
        batch.append(each)
        if len(batch) == _BATCH:
            fresh, batch = fresh + _replay(batch), []
    return fresh + (_replay(batch) if batch else 0), unreadable
