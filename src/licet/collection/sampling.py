"""Draw rows of a batch to be proved by its supplier, and read from the answers what they say of the whole batch.

The draw is random and repeatable: rows are ordered by a digest of a recorded seed and their number. Nobody chooses them, and
anybody can draw them again. The share of bad proofs comes with its exact interval; above the supplier's bound the whole
batch is withheld, whatever its other rows show.
"""

from __future__ import annotations

import csv
import hashlib
import heapq
import io
import json
import secrets
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from licet.audit.proofs import COLUMNS, exact_interval, outcomes
from licet.collection.quarantine import SHARE, batch, withhold
from licet.collection.suppliers import WHOLE, ZONE, record_check, supplier
from licet.collection.supply import ACCEPTED, QUARANTINED, Import, ImportedRow, Sample
from licet.ledger import Draft, Transaction, declare
from licet.ledger.record import act
from licet.terms.errors import TableError, UsageError
from licet.terms.instants import local_day

DRAWN: Final = "collection:sample:drawn"
ANSWERED: Final = "collection:sample:answered"
declare(DRAWN, ANSWERED)
LARGEST: Final = 10_000


class Said(StrEnum):
    """What a sample says: the share lies above the bound; it is shown not to; it may or may not (``unsettled``)."""

    ABOVE = "above"
    UNSETTLED = "unsettled"
    WITHIN = "within"


@dataclass(frozen=True)
class Outcome:
    """What the answers to a sample say. Shares are of the answers; ``withheld`` counts rows set aside because of them."""

    sample: Sample
    answered: int
    bad: int
    unanswered: int
    bound: float
    low: float
    high: float
    said: Said
    withheld: int = 0

    @property
    def share(self) -> float:
        """The share of bad proofs among the answers."""
        return self.bad / self.answered if self.answered else 0.0


def draw(slug: str, size: int, number: int | None = None, seed: str | None = None) -> Sample:
    """Draw rows of an import of a supplier (default: the newest) and record which, with the seed."""
    supplier(slug)
    if not 1 <= size <= LARGEST:
        raise UsageError(f"a sample holds 1 to {LARGEST} rows")
    newest = Import.objects.filter(supplier=slug).order_by("-pk").first() if number is None else batch(number)
    if newest is None or newest.supplier != slug:
        raise UsageError(f"`{slug}` brought no such import: there is nothing to draw from")
    chosen = seed or secrets.token_hex(16)
    rows = ImportedRow.objects.filter(batch=newest.pk, outcome__in=(ACCEPTED, QUARANTINED))
    numbers = rows.values_list("row", flat=True).iterator(chunk_size=5000)
    drawn = sorted(heapq.nsmallest(size, numbers, key=lambda row: _place(chosen, row)))
    if not drawn:
        raise UsageError(f"import `{newest.pk}` holds no row that could be proved")
    return _record_draw(slug, newest.pk, chosen, drawn)


def _place(seed: str, row: int) -> bytes:
    return hashlib.sha256(f"{seed}:{row}".encode()).digest()


@act
def _record_draw(tx: Transaction, slug: str, number: int, seed: str, rows: list[int]) -> Sample:
    core = {"supplier": slug, "import": number, "seed": seed, "size": len(rows), "rows": rows}
    said = tx.record(Draft(DRAWN, core))
    return Sample.objects.create(
        supplier=slug,
        batch=number,
        size=len(rows),
        seed=seed,
        drawn_at=tx.now,
        rows=json.dumps(rows),
        event=said.index,
    )


def to_answer(sample: Sample) -> str:
    """Return the table to fill in: row numbers of the file as it was delivered, ``proof`` left empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((sample.supplier, sample.batch, row, "") for row in json.loads(sample.rows))
    return text.getvalue()


def answer(slug: str, path: Path) -> Outcome:
    """Take the answers to a supplier's open sample; above the bound, withhold the batch before returning."""
    told = outcomes(path)
    found = _record_answer(slug, told, str(path))
    if found.said is not Said.ABOVE:
        return found
    count = withhold(found.sample.batch, SHARE)
    return replace(found, withheld=count)


@act
def _record_answer(tx: Transaction, slug: str, told: list[tuple[str, str, str, str]], path: str) -> Outcome:
    kept = supplier(slug)
    sample = _open_sample(slug, told, path)
    counts = {word: sum(outcome == word for *_, outcome in told) for word in ("valid", "invalid", "unanswered")}
    bad, unanswered = counts["invalid"], counts["unanswered"]
    answered = counts["valid"] + bad
    if not answered:
        raise UsageError(f"`{path}` answers nothing: fill in its column `proof`")
    low, high = exact_interval(bad, answered)
    said = said_of(bad, answered, kept.bound, unanswered)
    core = {
        "supplier": slug,
        "import": sample.batch,
        "sample": sample.event,
        "answered": answered,
        "bad": bad,
        "unanswered": unanswered,
        "bound": kept.bound,
        "low": round(low * WHOLE),
        "high": round(high * WHOLE),
        "says": said,
    }
    tx.record(Draft(ANSWERED, core))
    outcome = {Said.ABOVE: "defective", Said.UNSETTLED: "doubtful", Said.WITHIN: "sound"}[said]
    consequence = "withheld" if said is Said.ABOVE else "none"
    record_check(tx, slug, "sample", outcome, consequence, local_day(tx.now, ZONE), "")
    if said is Said.ABOVE:  # from this act on: the rows follow in small acts
        Import.objects.filter(pk=sample.batch, withheld_for="").update(withheld_for=SHARE)
    sample.answered_at, sample.bad, sample.unanswered = tx.now, bad, unanswered
    sample.save(update_fields=["answered_at", "bad", "unanswered"])
    return Outcome(sample, answered, bad, unanswered, kept.bound / WHOLE, low, high, said)


def said_of(bad: int, answered: int, bound: int, unanswered: int = 0) -> Said:
    """Return what a share of bad proofs says beside a bound in ten-thousandths; whole numbers, so that *at* is not *above*.

    A row left blank is no bad one yet; but a batch is within its bound only if it would be were all of these bad.
    """
    if bad * WHOLE > bound * answered:
        return Said.ABOVE
    at_worst = exact_interval(bad + unanswered, answered + unanswered)[1]
    return Said.WITHIN if at_worst * WHOLE <= bound else Said.UNSETTLED


def _open_sample(slug: str, told: list[tuple[str, str, str, str]], path: str) -> Sample:
    """Return the open sample that these rows are, all of them and no other: nobody answers for rows of his choice."""
    given = {(source, file, row) for source, file, row, _ in told}
    if len(given) < len(told):
        raise TableError(f"`{path}` holds a row twice")
    for sample in Sample.objects.filter(supplier=slug, answered_at=None).order_by("-pk"):
        if given == {(slug, str(sample.batch), str(row)) for row in json.loads(sample.rows)}:
            return sample
    raise UsageError(
        f"`{path}` holds other rows than an open sample of `{slug}`: answer the table that was drawn, whole"
    )
