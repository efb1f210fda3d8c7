"""The IP address and browser of an act of consent, erased on their own clock; the consent and its proof stay.

Each event says the instant from which its context is due (``context_until``): about thirteen months after it was recorded.
"""

from __future__ import annotations

from typing import Final

from licet.consent.record import CONTEXT_KEPT, KIND
from licet.ledger import Draft, Transaction, clock, declare
from licet.ledger.models import Event
from licet.ledger.record import act

ERASED: Final = "consent:context:erased"
AT_ONCE: Final = 200
"""Events an act, so that nobody who objects meanwhile waits."""

declare(ERASED)


def erase_due() -> int:
    """Erase every context that is due; return how many were. Each batch is an act of its own."""
    erased = 0
    while some := _erase(AT_ONCE):
        erased += some
    return erased


def due(now: int, most: int) -> list[tuple[int, bytes]]:
    """Return events whose context is due, oldest first: index, person."""
    rows = Event.objects.filter(
        kind__in=list(KIND.values()), recorded_at__lte=now - CONTEXT_KEPT, sealed_context__isnull=False
    )
    return [(index, bytes(of or b"")) for index, of in rows.order_by("index").values_list("index", "subject")[:most]]


@act
def _erase(tx: Transaction, most: int) -> int:
    found: dict[bytes, list[int]] = {}
    for index, subject in due(clock.now(), most):
        found.setdefault(subject, []).append(index)
    touched = [
        index for subject, indices in found.items() for index in tx.erase(subject, ("context",), indices=indices)
    ]
    if touched:
        tx.record(Draft(ERASED, {"indices": sorted(touched), "segments": ["context"], "reason": "retention_end"}))
    return len(touched)
