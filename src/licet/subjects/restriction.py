"""Who is restricted: kept as proof, used for nothing. Rows follow the events of ``retention``, which decides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from licet.ledger import Draft, Recorded, Transaction, on
from licet.subjects.models import Restriction

RESTRICTED: Final = "retention:person:restricted"
RELEASED: Final = "retention:person:released"
ERASED: Final = "retention:person:erased"
_AT_ONCE: Final = 900


def is_restricted(subject: bytes) -> bool:
    """Tell whether a person's data may be used for proof alone."""
    return Restriction.objects.filter(subject=subject).exists()


def restricted(subjects: Iterable[bytes]) -> set[bytes]:
    """Return those of many persons whose data may be used for proof alone."""
    wanted, found = list(subjects), set[bytes]()
    for start in range(0, len(wanted), _AT_ONCE):
        rows = Restriction.objects.filter(subject__in=wanted[start : start + _AT_ONCE])
        found |= {bytes(each) for each in rows.values_list("subject", flat=True)}
    return found


@on(RESTRICTED, name="subjects")
def keep_row(_tx: Transaction, recorded: Recorded, _draft: Draft) -> None:
    """Write down that a person is restricted, or until when from now on."""
    until = recorded.core["until"]
    said = {"reason": str(recorded.core["reason"]), "until": until, "event": recorded.index}
    row, made = Restriction.objects.get_or_create(
        subject=recorded.subject, defaults={**said, "since": recorded.recorded_at}
    )
    if not made:
        Restriction.objects.filter(pk=row.pk).update(**said)


@on(RELEASED, name="subjects")
def drop_row(_tx: Transaction, recorded: Recorded, _draft: Draft) -> None:
    """Let a person's data be used again."""
    Restriction.objects.filter(subject=recorded.subject).delete()


@on(ERASED, name="subjects")
def forget(_tx: Transaction, _recorded: Recorded, draft: Draft) -> None:
    """Strike off the person whom an erasure forgets; contact points go last, by who erases."""
    Restriction.objects.filter(subject=draft.about).delete()
