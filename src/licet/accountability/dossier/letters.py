"""Whom the house holds for letters, which rest on no consent: let in from a list, and asked about nothing.

On other channels whoever is let in past consent is counted beside the rows: what the law takes them for was said of the
list, and an audit that takes everybody for a consumer would find a breach where there is none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Final

from django.db.models import QuerySet

from licet.collection.supply import ACCEPTED, Import, ImportedRow
from licet.consent.models import Consent
from licet.ledger.models import Event
from licet.terms.words import Purpose

PAST_CONSENT: Final = "let-in-past-consent"
AT_ONCE: Final = 400

Held = tuple[bytes, ImportedRow, str, int]
"""A person let in, the row that told of them, its supplier, and when that was recorded (seconds, UTC)."""


def _rows(controller: str, channel: str) -> tuple[QuerySet[ImportedRow], dict[int, str]]:
    found = Import.objects.filter(controller=controller, channel=channel, purpose=str(Purpose.COMMERCIAL))
    suppliers = dict(found.values_list("pk", "supplier"))
    return ImportedRow.objects.filter(batch__in=list(suppliers), outcome=ACCEPTED).order_by("batch", "row"), suppliers


def held(controller: str, channel: str) -> Iterator[list[Held]]:
    """Walk those who are held without having been asked, each once."""
    rows, suppliers = _rows(controller, channel)
    walked, seen = rows.iterator(chunk_size=AT_ONCE), set[bytes]()
    while some := list(islice(walked, AT_ONCE)):
        fresh = {bytes(row.subject): row for row in some if bytes(row.subject) not in seen}
        fresh = {subject: row for subject, row in fresh.items() if subject not in _asked(fresh, controller, channel)}
        seen |= fresh.keys()
        at = _recorded_at([row.event for row in fresh.values()])
        yield [(subject, row, suppliers[row.batch], at[row.event]) for subject, row in fresh.items() if row.event in at]


def count(controller: str, channel: str) -> int:
    """Return how many there are."""
    return sum(map(len, held(controller, channel)))


def _asked(subjects: Collection[bytes], controller: str, channel: str) -> set[bytes]:
    rows = Consent.objects.filter(subject__in=list(subjects), beneficiary=controller, channel=channel)
    return {bytes(each) for each in rows.values_list("subject", flat=True)}


def _recorded_at(events: Sequence[int]) -> dict[int, int]:
    return dict(Event.objects.filter(index__in=events, core__isnull=False).values_list("index", "recorded_at"))
