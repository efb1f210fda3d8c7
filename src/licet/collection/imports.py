"""Bring a file in: previewed with its lawful reach before anything is written, then written in small acts.

Every row ends accepted or quarantined with the rules that refused it. Doing it again changes nothing: a row is known again by
its keyed digest. Each act moves ``next_row`` with the rows it writes, so that a killed import goes on where it was.
"""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from licet.audit.placing import working_folder
from licet.collection import looking, writing
from licet.collection.judging import Asked, Judging, judge
from licet.collection.rows import REFUSED_ALREADY, Prepared, Preparing, batched, kept_aside
from licet.collection.suppliers import ZONE, standing
from licet.collection.supply import ACCEPTED, QUARANTINED, Import
from licet.law.figures import figure
from licet.ledger import Draft, Transaction, clock, declare, home
from licet.ledger.record import act
from licet.objections.asking import kinds_listed
from licet.subjects.register import controller
from licet.terms.days import iso_of
from licet.terms.errors import TableError, UsageError
from licet.terms.instants import local_day
from licet.terms.words import Channel

BEGUN: Final = "collection:import:begun"
FINISHED: Final = "collection:import:finished"
declare(BEGUN, FINISHED)

FIRST_SIZE, LEAST, MOST = 20, 10, 400
HELD, WORKED = 0.008, 0.002
"""Seconds that an act of an import aims to hold the lock, ten milliseconds at most; each size follows from the last. However
slow the disk is, that many are for rows: an act that is shorter than its commit brings little in and holds the lock as long."""
PAUSE: Final = 0.002
"""Seconds between two acts, so that other processes come to the lock."""
LOOKED_UP: Final = 500
PREPARE: Final = 2_000
Tell = Callable[[str, int, int], None]


@dataclass
class Preview:
    """What an import would do, or did: rows by outcome, and why the others are not let in."""

    rows: int = 0
    accepted: int = 0
    quarantined: int = 0
    refused: int = 0
    suppressed: int = 0
    repeated: int = 0
    refusals_told: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    kept_aside: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    inform_by: int | None = None
    released: int = 0

    def count(self, each: Prepared) -> None:
        """Count a row that is not let in."""
        self.quarantined += 1
        self.refused += each.is_certain
        self.rules.update(each.rules)
        self.missing.update(each.missing)


@dataclass
class Ready:
    """A file judged and prepared, in a working folder that is gone afterwards."""

    judging: Judging
    preparing: Preparing
    digest: bytes
    sha256: str
    inform_by: int | None
    erase_on: int


def asked_of(
    supplier: str,
    controller_slug: str,
    purpose: str,
    channel: str,
    *,
    mapping: Mapping[str, str] | None = None,
    answers: Mapping[str, object] | None = None,
    sector: str | None = None,
    acquired_on: int | None = None,
) -> Asked:
    """Return what an import is for; raise ``UsageError`` for what does not exist, or for a supplier that was stopped."""
    if channel not in list(Channel):
        raise UsageError(f"`{channel}` is no channel; the channels are {', '.join(Channel)}")
    if channel == Channel.FAX:
        raise UsageError("no column holds fax numbers: nothing can be imported for this channel")
    found, today = standing(supplier), local_day(clock.now(), ZONE)
    if found.supplier.stopped_on is not None:
        raise UsageError(
            f"the use of `{supplier}` is stopped since {iso_of(found.supplier.stopped_on)}: a defect is known (PAR-08.known-defect)"
        )
    if acquired_on is not None and acquired_on > today:
        raise UsageError("the data were acquired on a day that has come")
    return Asked(
        found,
        controller_slug,
        controller(controller_slug).name,
        purpose,
        channel,
        today,
        today if acquired_on is None else acquired_on,
        mapping or {},
        answers or {},
        sector,
    )


@contextmanager
def opened_file(path: Path, asked: Asked) -> Iterator[Ready]:
    """Judge a file; what is written of it in clear lies in the house's folder and is gone afterwards."""
    sha256 = _sha256(path)
    with working_folder(home().data / "import") as work:
        judging = judge(path, work, asked)
        about = f"{sha256}\0{asked.standing.supplier.slug}\0{asked.controller}\0{asked.purpose}\0{asked.channel}"
        digest = home().keyed("import", about.encode())
        delay = figure("information-delay").last_day(asked.acquired_on, asked.day)
        owed = asked.standing.supplier.way != "given_by_people"
        yield Ready(
            judging, Preparing(judging, kinds_listed()), digest, sha256, delay if owed else None, max(delay, asked.day)
        )


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise TableError(f"`{path}` cannot be read: {(error.strerror or 'unknown reason').lower()}") from None


def preview(ready: Ready, tell: Tell) -> Preview:
    """Return what bringing the file in would do. Nothing is written."""
    reading = ready.judging.reading
    found = Preview(
        rows=reading.rows_read,
        kept_aside=reading.kept_aside,
        columns={header: str(role) for role, header in reading.columns.items()},
        dropped=reading.unknown_columns,
        inform_by=ready.inform_by,
    )
    twins, done = set[bytes](), 0
    for rows in batched(ready.preparing.rows(), PREPARE):
        _preview_rows(found, rows, ready.preparing, twins)
        done += len(rows)
        tell("judge", done, reading.rows_kept)
    found.quarantined += sum(reading.kept_aside.values())
    return found


def _preview_rows(found: Preview, rows: list[Prepared], preparing: Preparing, twins: set[bytes]) -> None:
    key = preparing.consent
    refused = writing.refused_of(rows, key, preparing.kinds) | writing.beside_a_refusal(rows)
    known = _looked_up(rows)
    ended = writing.ended_of([each for each in rows if each.is_let_in], key)
    for each in rows:
        twin = each.digest[:8]  # of a million rows, two alike by chance once in forty million files
        outcome = known.get(each.digest)
        is_refused = each.refuses or each.digest in refused
        if twin in twins or (outcome and not (outcome == QUARANTINED and each.is_let_in and not is_refused)):
            found.repeated += 1
            if outcome == QUARANTINED and twin not in twins:  # still there: say why
                found.rules.update(each.rules)
                found.missing.update(each.missing)
            twins.add(twin)
            continue
        twins.add(twin)
        if is_refused or each.digest in ended:
            found.suppressed += 1
            found.rules[REFUSED_ALREADY if is_refused else ended[each.digest]] += 1
            found.refusals_told += each.refuses
        elif each.is_let_in:
            found.accepted += 1
            found.released += outcome == QUARANTINED
        else:
            found.count(each)


def _looked_up(rows: list[Prepared]) -> dict[bytes, str]:
    known: dict[bytes, str] = {}
    for start in range(0, len(rows), LOOKED_UP):
        told = looking.written([each.digest for each in rows[start : start + LOOKED_UP]])
        known |= {digest: outcome for digest, (outcome, _) in told.items()}
    return known


# ------------------------------------------------------------------------------------------------ writing


@act
def _begin(tx: Transaction, ready: Ready) -> Import:
    asked, reading = ready.judging.asked, ready.judging.reading
    known = Import.objects.filter(digest=ready.digest).first()
    if known is not None:
        return known
    core = {
        "supplier": asked.standing.supplier.slug,
        "controller": asked.controller,
        "purpose": asked.purpose,
        "channel": asked.channel,
        "file_sha256": ready.sha256,
        "rows": reading.rows_read,
        "columns": sorted(str(role) for role in reading.columns),
        "columns_dropped": len(reading.unknown_columns),
        "acquired_on": iso_of(asked.acquired_on),
        "law_on": iso_of(asked.day),
        "book": ready.judging.book,
    }
    said = tx.record(Draft(BEGUN, core))
    return Import.objects.create(
        digest=ready.digest,
        supplier=asked.standing.supplier.slug,
        controller=asked.controller,
        purpose=asked.purpose,
        channel=asked.channel,
        began_at=tx.now,
        acquired_on=asked.acquired_on,
        inform_by=ready.inform_by,
        erase_on=ready.erase_on,
        rows=reading.rows_read,
        dropped=len(reading.unknown_columns),
        event=said.index,
    )


def bring_in(ready: Ready, tell: Tell, stop: Callable[[], bool] = lambda: False) -> Import:
    """Write a file that was previewed, from where it was left; ``stop`` is asked between two acts."""
    began = _begin(ready)
    if began.withheld_for:
        raise UsageError(f"this file was withheld as a whole ({began.withheld_for}): it is not brought in again")
    resumed = 0 if began.finished_at is not None else began.next_row
    job = writing.Job.of(ready.judging.asked, ready.preparing, began.pk, ready.inform_by)
    total, size, done = ready.judging.reading.rows_kept, FIRST_SIZE, 0
    changed = Counter[str]()
    rows, free_since = ready.preparing.sealed(resumed), time.monotonic() - PAUSE
    while batch := list(islice(rows, size)):
        _leave_free(free_since)
        changed += writing.write(job, batch)
        free_since = time.monotonic()
        size = _next_size(size, len(batch), job.held(), job.worked)
        done += len(batch)
        tell("write", done, total)
        if stop():
            return Import.objects.get(pk=began.pk)
    for aside in batched_aside(ready):
        changed += writing.write_aside(job, aside)
        time.sleep(PAUSE)
    return _finish(began.pk, dict(changed))


def _leave_free(since: float) -> None:
    """Wait until the lock has been free for a pause; preparing the next rows counts."""
    left = since + PAUSE - time.monotonic()
    if left > 0:
        time.sleep(left)


def _next_size(size: int, written: int, held: float, worked: float) -> int:
    """Return how many rows to write next, so that the lock is held about as long as it may be.

    ``held`` and ``worked`` are the seconds of the last act, the latter before its commit. Half as many at the least: a disk
    that was slow once is not slow for ever.
    """
    left = max(HELD - (held - worked), WORKED)
    fitting = int(written * left / max(worked, 0.0005))
    return max(LEAST, min(MOST, max(fitting, size // 2), size * 2))


def batched_aside(ready: Ready) -> Iterator[list[tuple[int, str, bytes]]]:
    """Yield what the reader kept aside, a few rows at a time: number, reason, digest."""
    keyed = home().keyed
    batch: list[tuple[int, str, bytes]] = []
    for row, reason in kept_aside(ready.judging):
        digest = keyed("import-row", ready.digest + f"\0{row}\0{reason}".encode())[:16]
        batch.append((row, reason, digest))
        if len(batch) == FIRST_SIZE:
            yield batch
            batch = []
    if batch:
        yield batch


@act
def _finish(tx: Transaction, batch: int, changed: Mapping[str, int]) -> Import:
    found = Import.objects.get(pk=batch)
    fresh = found.finished_at is None
    if fresh or any(changed.get(name) for name in (ACCEPTED, QUARANTINED)):
        counts = {"accepted": found.accepted, "quarantined": found.quarantined, "repeated": found.repeated}
        core = {"by_event": found.event, "supplier": found.supplier, "controller": found.controller, **counts}
        tx.record(Draft(FINISHED, core))
    if fresh:
        found.finished_at = tx.now
        found.save(update_fields=["finished_at"])
    return found
