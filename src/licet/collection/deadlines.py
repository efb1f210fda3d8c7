"""Until when the people of an import must have been informed: a month, or the first contact if it comes before (GDPR 14(3)).

The day stands at each row. A first contact brings it forward to that day; informing a person ends it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Min

from licet.collection.quarantine import batch, today
from licet.collection.supply import ACCEPTED, Import, ImportedRow
from licet.ledger import Draft, Transaction, declare
from licet.ledger.record import act
from licet.terms.days import iso_of
from licet.terms.errors import UsageError

INFORMED: Final = "collection:import:informed"
declare(INFORMED)


@dataclass(frozen=True)
class Owed:
    """How many people of an import are still to be informed, and by when: the earliest day is the one that counts."""

    batch: Import
    people: int
    first: int
    overdue: int


def owed() -> Iterator[Owed]:
    """Yield the imports whose people are still to be informed, the most urgent first."""
    now = today()
    open_rows = ImportedRow.objects.filter(outcome=ACCEPTED, informed_on=None, inform_by__isnull=False)
    counted = open_rows.values("batch").annotate(people=Count("digest"), first=Min("inform_by")).order_by("first")
    for each in counted:
        late = open_rows.filter(batch=each["batch"], inform_by__lt=now).count()
        yield Owed(batch(each["batch"]), each["people"], each["first"], late)


def contacted(tx: Transaction, subject: bytes, on: int) -> int:
    """Bring the deadline of a person forward to the day of a first contact, inside an act; return how many rows it moved."""
    rows = ImportedRow.objects.filter(subject=subject, informed_on=None, inform_by__gt=on)
    del tx  # only an act writes
    return rows.update(inform_by=on)


@act
def informed(tx: Transaction, number: int, on: int, notice: str = "") -> int:
    """Record that the people of an import were informed on a day; ``notice`` is the SHA-256 of what was shown."""
    batch(number)
    if on > today():
        raise UsageError("people were informed on a day that has come")
    rows = ImportedRow.objects.filter(batch=number, outcome=ACCEPTED, informed_on=None, inform_by__isnull=False)
    count = rows.update(informed_on=on)
    if count:
        core = {"import": number, "on": iso_of(on), "people": count}
        tx.record(Draft(INFORMED, core, shown=(notice,) if notice else ()))
    return count
