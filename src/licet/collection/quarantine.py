"""Rows that were not let in, and batches that were set aside since: listed by reason, shown with a trace, erased in time.

What lies here is used for nothing. A row that was refused is erased on its own clock, at the latest on the day by which its
person would have to be informed: whoever is not let in is not kept.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from licet.collection.suppliers import ZONE, supplier
from licet.collection.supply import ACCEPTED, ERASED, QUARANTINED, WITHHELD, Import, ImportedRow, Supplier
from licet.consent.models import Consent
from licet.consent.record import Evidence, Key, say
from licet.consent.status import Said, Status
from licet.ledger import Draft, Recorded, Transaction, clock, declare, history, on
from licet.ledger.record import act
from licet.subjects.models import ContactPoint
from licet.terms.errors import UsageError
from licet.terms.instants import local_day

BATCH_WITHHELD: Final = "collection:import:withheld"
ROW_WITHHELD: Final = "collection:row:withheld"
READ: Final = "collection:quarantine:read"
PURGED: Final = "collection:quarantine:erased"
FORGOTTEN: Final = "retention:person:erased"
declare(BATCH_WITHHELD, ROW_WITHHELD, READ, PURGED)

DEFECT, SHARE = "known-defect", "bad-share"
"""Why a whole batch is withheld: a defect of its supplier is known; too many proofs of its sample are bad."""
FIRST, MOST = 5, 100
HELD, PAUSE = 0.008, 0.002
_PASSING: Final = frozenset({"subjects:contact_point:added", "collection:row:quarantined"})
"""Events of somebody who is known by a refused row alone, and is forgotten with it."""


@dataclass(frozen=True)
class Held:
    """What an import has in quarantine: rows by rule and by what they lack, and until when they are kept."""

    batch: Import
    quarantined: int
    withheld: int
    rules: Mapping[str, int]
    missing: Mapping[str, int]


def batch(number: int) -> Import:
    """Return an import by its number; raise ``UsageError`` when there is none."""
    found = Import.objects.filter(pk=number).first()
    if found is None:
        raise UsageError(f"there is no import `{number}`: `licet import deadlines` lists them")
    return found


def held(number: int | None = None) -> Iterator[Held]:
    """Yield what each import, or one, has in quarantine; no plaintext is touched."""
    for each in Import.objects.order_by("pk") if number is None else [batch(number)]:
        rules, missing, outcomes = Counter[str](), Counter[str](), Counter[str]()
        rows = ImportedRow.objects.filter(batch=each.pk, outcome__in=(QUARANTINED, WITHHELD))
        for outcome, ruled, lacking in rows.values_list("outcome", "rules", "missing").iterator(chunk_size=2000):
            outcomes[outcome] += 1
            if outcome == QUARANTINED:
                rules.update(ruled.split())
                missing.update(lacking.split())
        if outcomes:
            yield Held(each, outcomes[QUARANTINED], outcomes[WITHHELD], dict(rules), dict(missing))


@dataclass(frozen=True)
class Shown:
    """A row of the quarantine in clear: its number, why it is there, its cells (blank once erased, or never kept)."""

    row: int
    rules: tuple[str, ...]
    missing: tuple[str, ...]
    cells: Mapping[str, object]


def show(number: int, *, reader: str, most: int = 100) -> list[Shown]:
    """Return quarantined rows in clear; that they were read, by whom and how many, is recorded first."""
    rows = list(ImportedRow.objects.filter(batch=batch(number).pk, outcome=QUARANTINED).order_by("row")[:most])
    _record_reading(number, reader, len(rows))
    return [
        Shown(
            each.row,
            tuple(each.rules.split()),
            tuple(each.missing.split()),
            history.event(each.event).opened("content") or {},
        )
        for each in rows
    ]


@act
def _record_reading(tx: Transaction, number: int, reader: str, rows: int) -> None:
    tx.record(Draft(READ, {"import": number, "reader": reader, "rows": rows}))


# ------------------------------------------------------------------------------------------------ whole batches


def withhold_supplier(slug: str) -> int:
    """Withhold all that a stopped supplier brought; return how many rows. Done again, it goes on where it was."""
    supplier(slug)
    return sum(withhold(each.pk, DEFECT) for each in Import.objects.filter(supplier=slug).order_by("pk"))


def settle() -> int:
    """Withhold what is left of imports and suppliers that were stopped when somebody died over it; return how many rows."""
    stopped = set(Supplier.objects.exclude(stopped_on=None).values_list("slug", flat=True))
    left = set(ImportedRow.objects.filter(outcome=ACCEPTED).values_list("batch", flat=True).distinct())
    due = [
        each
        for each in Import.objects.filter(pk__in=left).order_by("pk")
        if each.withheld_for or each.supplier in stopped
    ]
    return sum(withhold(each.pk, each.withheld_for or DEFECT) for each in due)


def withhold(number: int, cause: str) -> int:
    """Withhold a whole import: refused from this act on, then row by row in small acts; return how many rows."""
    _mark(number, cause)
    done, size = 0, FIRST
    while True:
        before = time.monotonic()
        some = _withhold_some(number, cause, size)
        done += some
        if some < size:
            return done
        size = max(1, min(MOST, int(size * HELD / max(time.monotonic() - before, 0.0005)), size * 2))
        time.sleep(PAUSE)


@act
def _mark(tx: Transaction, number: int, cause: str) -> None:
    found = batch(number)
    if found.withheld_event is not None:
        return
    said = tx.record(Draft(BATCH_WITHHELD, {"import": number, "supplier": found.supplier, "cause": cause}))
    Import.objects.filter(pk=number).update(withheld_for=cause, withheld_event=said.index)


@act
def _withhold_some(tx: Transaction, number: int, cause: str, size: int) -> int:
    found = batch(number)
    key = Key(found.purpose, found.channel, found.controller)
    rows = list(ImportedRow.objects.filter(batch=number, outcome=ACCEPTED).order_by("row")[:size])
    for each in rows:
        subject = bytes(each.subject)
        said = tx.record(Draft(ROW_WITHHELD, {"import": number, "row": each.row, "cause": cause}, subject))
        standing = Consent.objects.filter(
            subject=subject,
            purpose=key.purpose,
            channel=key.channel,
            beneficiary=key.beneficiary,
            status=Status.GIVEN,
            event=each.event,  # what the person said since, or another supplier proved, is left standing
        )
        if standing.exists():
            say(tx, subject, Said.INVALIDATED, [key], Evidence("import", core={"cause": cause, "by_event": said.index}))
        each.outcome, each.rules = WITHHELD, "PAR-08.known-defect" if cause == DEFECT else "PAR-08"
    ImportedRow.objects.bulk_update(rows, ["outcome", "rules"])
    return len(rows)


# ------------------------------------------------------------------------------------------------ erasing in time


def purge() -> int:
    """Erase the quarantined rows whose time is over, in small acts; return how many."""
    done, size = 0, FIRST
    while True:
        before = time.monotonic()
        some = _purge_some(size)
        done += some
        if some < size:
            return done
        size = max(1, min(MOST, int(size * HELD / max(time.monotonic() - before, 0.0005)), size * 2))
        time.sleep(PAUSE)


@act
def _purge_some(tx: Transaction, size: int) -> int:
    today = local_day(tx.now, ZONE)
    due = list(Import.objects.filter(erase_on__lt=today).values_list("pk", flat=True))
    rows = list(ImportedRow.objects.filter(batch__in=due, outcome=QUARANTINED).order_by("batch", "row")[:size])
    for each in rows:
        subject = bytes(each.subject)
        if _is_passing(tx, subject, each):
            tx.erase(subject, destroy=True)
            ContactPoint.objects.filter(subject=subject).delete()
        else:
            tx.erase(subject, ("content",), indices=[each.event])
        each.outcome, each.inform_by = ERASED, None
    ImportedRow.objects.bulk_update(rows, ["outcome", "inform_by"])
    for number, count in Counter(each.batch for each in rows).items():
        tx.record(Draft(PURGED, {"import": number, "rows": count, "on": "own-clock"}))
    return len(rows)


def _is_passing(tx: Transaction, subject: bytes, row: ImportedRow) -> bool:
    """Tell whether the house knows this person by refused rows alone, this one being the last."""
    others = ImportedRow.objects.filter(subject=subject).exclude(pk=row.pk).exclude(outcome=ERASED)
    if others.exists():
        return False
    return {each.kind for each in tx.recorded_of(subject)} <= _PASSING


@on(FORGOTTEN, name="collection")
def forget(_tx: Transaction, _recorded: Recorded, draft: Draft) -> None:
    """Keep of the rows of a person who is forgotten a keyed digest alone: the same file does not bring them back."""
    ImportedRow.objects.filter(subject=draft.about).update(
        subject=b"", row=0, rules="", missing="", outcome=ERASED, inform_by=None, informed_on=None
    )


def today() -> int:
    """Return the present day in France, as a number."""
    return local_day(clock.now(), ZONE)
