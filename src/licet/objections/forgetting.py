"""Forget what a person agreed to anew, with the person. What they refused stays: it names nobody."""

from __future__ import annotations

from typing import Final

from licet.ledger import Draft, Recorded, Transaction, on
from licet.objections.models import Renewal
from licet.subjects.models import ContactPoint

ERASED: Final = "retention:person:erased"


@on(ERASED, name="objections")
def forget(_tx: Transaction, _recorded: Recorded, draft: Draft) -> None:
    """Delete the renewals of the person whom an erasure forgets, while contact points still tell which."""
    tokens = ContactPoint.objects.filter(subject=draft.about).values_list("suppression_token", flat=True)
    Renewal.objects.filter(token__in=[bytes(each) for each in tokens]).delete()
