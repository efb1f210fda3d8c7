"""Forget: a person, or some segments of one. What stays in the log is a commitment that nobody can open.

In one act, in this order: what is owed is checked; the suppression list keeps, or learns, the tokens (and
``refusals.log`` with it, on the disk first); segments and salts are deleted; the event is recorded and every room deletes its
rows; contact points go; the keys are condemned, and destroyed once all this is committed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from licet.consent.record import status_of
from licet.consent.status import Status
from licet.ledger import Draft, Transaction, declare
from licet.ledger.kinds import handlers_of
from licet.ledger.models import Event
from licet.ledger.record import act
from licet.objections.record import suppress, suppression_tokens
from licet.retention import copies
from licet.retention.restricting import RETENTION_END, ZONE, owner_named, person_token, proof_owed_until
from licet.subjects.models import ContactPoint
from licet.subjects.register import points_of
from licet.subjects.restriction import ERASED
from licet.terms.days import iso_of
from licet.terms.errors import UsageError
from licet.terms.instants import local_day
from licet.terms.scopes import EVERYONE
from licet.verify.entry import SEGMENTS

SEGMENT_ERASED: Final = "retention:segment:erased"
declare(ERASED, handlers=("subjects", "consent", "objections"))
declare(SEGMENT_ERASED)

POLICY: Final = "2026-12"
"""The version of the rules below, named in each erasure."""
REASONS: Final = ("art17_request", "objection", RETENTION_END, "court", "error")
ERASURE: Final = "erasure"
"""What ``refusals.log`` calls it."""
SUPPRESSED_FOR: Final = frozenset({"art17_request", "objection", "court"})
"""After these nobody may be brought in again unasked; at the end of a term, or of an error, nobody refused anything."""
WAITS_FOR_PROOF: Final = frozenset({"objection", RETENTION_END})
"""These are no ground to destroy the proof of acts made (GDPR 7(1), 17(3)(e)); a person, a court or an error is."""
AT_ONCE: Final = 20
"""People an act: their stubs stand in one event, and the lock is held briefly."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasure did: its event, how many events of how many people, until when a copy of the keys may exist.

    ``waived`` is the last day, as a day number, of a proof that was given up; ``recipients`` whom to tell (GDPR 19).
    """

    event: int
    events: int
    persons: int
    key_backup_horizon: int
    waived: int | None
    recipients: tuple[str, ...]


@act
def erase(tx: Transaction, subject: bytes, *, reason: str, owner: str) -> Erasure:
    """Forget a person; raise ``UsageError`` while the proof of acts made must be kept, with what to do instead."""
    return _forget(tx, [subject], reason, owner)


@act
def erase_many(tx: Transaction, subjects: Sequence[bytes], *, reason: str, owner: str) -> Erasure:
    """Forget several people in one event, so that what is left of one cannot be told from what is left of another."""
    return _forget(tx, subjects, reason, owner)


@act
def erase_segments(
    tx: Transaction,
    subject: bytes,
    segments: Sequence[str],
    *,
    reason: str,
    owner: str,
    before: int | None = None,
) -> Erasure:
    """Erase some classes of a person's segments, of events recorded before an instant or of all; the rest stays proved."""
    _check_reason(reason)
    chosen = tuple(name for name in SEGMENTS if name in set(segments))
    if not chosen or set(segments) - set(SEGMENTS[1:]):
        raise UsageError(f"a segment is one of {', '.join(SEGMENTS[1:])}; with `core` the whole person is erased")
    _check_known(subject)
    held = Event.objects.filter(subject=subject, **({} if before is None else {"recorded_at__lt": before}))
    indices = list(held.order_by("index").values_list("index", flat=True))
    tx.refuse(person_token(subject), ERASURE, f"person/{reason}/{'+'.join(chosen)}")
    touched = tx.erase(subject, chosen, indices=indices)
    core = {**_core(tx, reason, owner, sorted(touched)), "segments": list(chosen)}
    said = tx.record(Draft(SEGMENT_ERASED, core))
    return Erasure(said.index, len(touched), 1, copies.horizon(), None, ())


def _forget(tx: Transaction, subjects: Sequence[bytes], reason: str, owner: str, *, again: bool = False) -> Erasure:
    _check_reason(reason)
    waived, recipients = (None, set[str]()) if again else _checked(tx, subjects, reason)
    indices: list[int] = []
    for subject in subjects:
        _refuse_for_ever(tx, subject, reason)
        indices += tx.erase(subject, SEGMENTS, destroy=True)
    core = {
        **_core(tx, reason, owner, sorted(set(indices))),
        "segments": list(SEGMENTS),
        "persons": len(subjects),
        "suppressed": reason in SUPPRESSED_FOR,
        "again": again,
        **({} if waived is None else {"proof_waived_until": waived}),
    }
    handlers = handlers_of(ERASED)
    said = tx.record(Draft(ERASED, core, about=subjects[0]))
    for subject in subjects[1:]:  # one event for all of them, every room for each
        for handler in handlers:
            handler(tx, said, Draft(ERASED, core, about=subject))
    for subject in subjects:  # last: other rooms find their tokens by them
        ContactPoint.objects.filter(subject=subject).delete()
    return Erasure(said.index, len(set(indices)), len(subjects), copies.horizon(), waived, tuple(sorted(recipients)))


def _checked(tx: Transaction, subjects: Sequence[bytes], reason: str) -> tuple[int | None, set[str]]:
    """Refuse what the policy refuses; return the last day of a proof given up, and who received the data."""
    today, waived, recipients = local_day(tx.now, ZONE), None, set[str]()
    if not subjects or len(set(subjects)) != len(subjects):
        raise UsageError("an erasure names people, each once")
    for subject in subjects:
        _check_known(subject)
        owed = proof_owed_until(tx, subject)
        if owed is not None and owed >= today:
            if reason in WAITS_FOR_PROOF:
                raise UsageError(
                    f"the proof of acts made may be asked for until `{iso_of(owed)}`: "
                    "run `licet restrict`, which uses it for nothing else and lets it be erased on its day"
                )
            waived = max(owed, waived or owed)
        recipients |= {key.beneficiary for key, status in status_of(subject).items() if status is not Status.REFUSED}
    return waived, recipients


def _refuse_for_ever(tx: Transaction, subject: bytes, reason: str) -> None:
    """Put the person's tokens on the list, where the reason calls for it, and the erasure into ``refusals.log``."""
    if reason in SUPPRESSED_FOR:
        tokens: dict[bytes, str] = {}
        for point in points_of(subject, tx):
            tokens |= suppression_tokens(point)
        if tokens:
            suppress(tx, tokens, EVERYONE, "erased")
    tx.refuse(person_token(subject), ERASURE, f"person/{reason}/all")


def _core(tx: Transaction, reason: str, owner: str, indices: list[int]) -> dict[str, object]:
    return {
        "indices": indices,
        "reason": reason,
        "owner": owner_named(owner),
        "policy": POLICY,
        "erased_on": local_day(tx.now, ZONE),
        "key_backup_horizon": copies.horizon(),
    }


def _check_reason(reason: str) -> None:
    if reason not in REASONS:
        raise UsageError(f"`{reason}` is no reason to erase; they are {', '.join(REASONS)}")


def _check_known(subject: bytes) -> None:
    if not Event.objects.filter(subject=subject).exists():
        raise UsageError("nothing is held of this person")
