"""Forget what a person said, with the person: the rows of their consents."""

from __future__ import annotations

from typing import Final

from licet.consent.models import Consent
from licet.ledger import Draft, Recorded, Transaction, on

ERASED: Final = "retention:person:erased"


@on(ERASED, name="consent")
def forget(_tx: Transaction, _recorded: Recorded, draft: Draft) -> None:
    """Delete the consents of the person whom an erasure forgets."""
    Consent.objects.filter(subject=draft.about).delete()
