"""Forget the rows of files that concern a person, with the person; the counts of their imports stay."""

from __future__ import annotations

from typing import Final

from licet.collection.supply import ImportedRow
from licet.ledger import Draft, Recorded, Transaction, on

ERASED: Final = "retention:person:erased"


@on(ERASED, name="collection.rows")
def forget(_tx: Transaction, _recorded: Recorded, draft: Draft) -> None:
    """Delete the rows of the person whom an erasure forgets."""
    ImportedRow.objects.filter(subject=draft.about).delete()
