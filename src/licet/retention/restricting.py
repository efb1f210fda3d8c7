"""Restrict a person: the proof of acts made is kept apart until its limitation, and used for nothing else.

Every act of restriction, and its end, also goes into ``refusals.log``: a restored database must not send to somebody whose
data it would use again.
"""

from __future__ import annotations

import re
from typing import Final

from licet.law.figures import figure
from licet.ledger import Draft, Recorded, Transaction, declare, home, on
from licet.ledger.record import act
from licet.subjects.models import Restriction
from licet.subjects.restriction import RELEASED, RESTRICTED
from licet.terms.days import iso_of
from licet.terms.errors import UsageError
from licet.terms.instants import local_day

declare(RESTRICTED, handlers=("subjects",))
declare(RELEASED, handlers=("subjects",))

ZONE: Final = "Europe/Paris"
"""Where legal periods are counted: the house keeps the calendar of its law, whatever the person's."""
LIMITATION: Final = "proof-limitation"
GIVEN: Final = "consent:record:given"
IMPORTED: Final = "consent:record:imported"
RETENTION_END: Final = "retention_end"
REASONS: Final = ("art18_request", "accuracy", "claim", "objection", RETENTION_END, "erasure_deferred")
RESTRICTION, RELEASE = "restriction", "release"
"""What ``refusals.log`` calls them."""
_OWNER: Final = re.compile(r"[a-z0-9][a-z0-9._/-]{0,39}")


def owner_named(owner: str) -> str:
    """Return the account or function that answers for an act; it stands in the log for ever, so no person's name."""
    if not _OWNER.fullmatch(owner):
        raise UsageError(
            "an owner is an account or a function, such as `dpo`: lower-case letters, digits, dots, hyphens"
        )
    return owner


def person_token(subject: bytes) -> bytes:
    """Return what ``refusals.log`` knows a person by whose contact points may be gone: keyed, and of no other use."""
    return home().keyed("person-in-refusals", subject)


def proof_owed_until(tx: Transaction, subject: bytes) -> int | None:
    """Return the last day on which the proof of acts made may be asked for; ``None`` where nothing was relied upon.

    Counted from the day on which a person was restricted, else from today: until then each consent could be relied upon.
    """
    row = Restriction.objects.filter(subject=subject).first()
    if row is not None:
        return row.until
    if all(each.kind not in {GIVEN, IMPORTED} for each in tx.recorded_of(subject)):
        return None
    return limitation(local_day(tx.now, ZONE))


def limitation(day: int) -> int:
    """Return the last day of the limitation that began with the last use of a consent."""
    return figure(LIMITATION).last_day(day, day)


@act
def restrict(tx: Transaction, subject: bytes, *, reason: str, owner: str, until: int | None = None) -> Recorded:
    """Restrict a person to proof; by default until what is owed of it has lapsed. ``until`` is a day number.

    Said again, it may keep longer, never less: a release, then another restriction, does that in the open.
    """
    if reason not in REASONS:
        raise UsageError(f"`{reason}` is no reason to restrict; they are {', '.join(REASONS)}")
    today = local_day(tx.now, ZONE)
    last = proof_owed_until(tx, subject) if until is None else until
    last = limitation(today) if last is None else last
    row = Restriction.objects.filter(subject=subject).first()
    if row is not None and row.until is not None and last < row.until:
        raise UsageError(f"this person is restricted until `{iso_of(row.until)}` already: release first")
    if last < today:
        raise UsageError(f"`{iso_of(last)}` has passed: erase instead")
    return restrict_until(tx, subject, reason, owner_named(owner), last)


def restrict_until(tx: Transaction, subject: bytes, reason: str, owner: str, last: int) -> Recorded:
    """Restrict until a day that was judged already."""
    tx.refuse(person_token(subject), RESTRICTION, f"person/{reason}/{last}")
    return tx.record(Draft(RESTRICTED, {"reason": reason, "owner": owner, "until": last}, subject))


@act
def release(tx: Transaction, subject: bytes, *, owner: str) -> Recorded:
    """End a restriction; the person is told before (GDPR 18(3)), by whoever does this."""
    row = Restriction.objects.filter(subject=subject).first()
    if row is None:
        raise UsageError("this person is not restricted")
    return _release(tx, subject, row.reason, owner_named(owner))


def _release(tx: Transaction, subject: bytes, reason: str, owner: str) -> Recorded:
    tx.refuse(person_token(subject), RELEASE, f"person/{reason}")
    return tx.record(Draft(RELEASED, {"reason": reason, "owner": owner}, subject))


@on(GIVEN, name="retention")
def release_who_agrees_anew(tx: Transaction, recorded: Recorded, _draft: Draft) -> None:
    """End what only the passing of time restricted, when the person agrees by a form and the link of its mail."""
    if recorded.subject is None or recorded.core.get("how") != "form" or recorded.core.get("confirmed") is not True:
        return
    if Restriction.objects.filter(subject=recorded.subject, reason=RETENTION_END).exists():
        _release(tx, recorded.subject, RETENTION_END, "person")
