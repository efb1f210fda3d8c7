"""The evidence file of a person: all that the log holds of them, with what a stranger needs to check it offline.

Read in this order, so that events recorded meanwhile do no harm: the map of heads, the person's events, and only then
the checkpoint under which all of it is proved. Everybody else is in the file by hashes alone.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise
from typing import Final

from licet.accountability.shown import bytes_shown
from licet.ledger import Draft, Transaction, act, checkpoints, clock, declare, heads, history, home, models, tree
from licet.ledger.history import Event
from licet.terms.errors import LedgerError, SubjectError, UsageError
from licet.verify.chain import Row
from licet.verify.command import verify_bytes
from licet.verify.container import pack
from licet.verify.entry import SEGMENTS, Segment, segment_digest
from licet.verify.evidence import HEADS, KEYS, MANIFEST, README, ROW, manifest_of
from licet.verify.note import signed
from licet.verify.proof import ConsistencyProof, InclusionProof
from licet.verify.report import Report, Verdict
from licet.verify.trust import read_trust

MADE: Final = "accountability:evidence:made"
MAY_BE_WITHHELD: Final = SEGMENTS[1:]
MOST_STAMPS: Final = 10
"""Of one checkpoint: the format numbers them with one digit."""
_LOOKS: Final = 5
declare(MADE)


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file as made: its bytes, its events, the entries that its newest checkpoint covers, and what a checker says of it."""

    stored: bytes
    events: int
    size: int
    report: Report

    @property
    def digest(self) -> str:
        """The SHA-256 of the file, in hexadecimal: the log records it, so that a file given out is known again."""
        return hashlib.sha256(self.stored).hexdigest()


def evidence_of(subject: bytes, *, actor: str = "cli", withheld: Collection[str] = (), roots: str = "") -> EvidenceFile:
    """Make the evidence file of a person, and record among their events that it was made, by whom.

    ``withheld`` names segments of which digests alone are given (``subject``, ``context``, ``content``); ``roots`` are
    certificates of time stamping (PEM) that the file claims. Raise ``SubjectError`` for somebody of whom nothing is held,
    ``LedgerError`` where something that they were shown is lost, or where a checker would refuse the file.
    """
    if not set(withheld) <= set(MAY_BE_WITHHELD):
        raise UsageError(f"segments that may be withheld are {', '.join(f'`{each}`' for each in MAY_BE_WITHHELD)}")
    mapped = _mapped(subject)
    events = _whole(history.events_of(subject))
    if mapped is not None and mapped.log_size <= events[0].index:
        mapped = None  # it was made before the person's first event, and says nothing of them
    proofs = _Proofs([each.index for each in (*events, *([mapped.event] if mapped else []))])
    files = {README: _readme(), KEYS: f"log {home().vkey}\nquorum none\n{roots}".encode()}
    for event in events:
        name = f"events/{event.seq}"
        files |= _segments(name, event, withheld) | {f"{name}.tlog-proof": proofs.inclusion(event.index)}
    if mapped is not None:
        files |= _segments(HEADS, mapped.event, ()) | {ROW: mapped.row.stored()}
        files[f"{HEADS}.tlog-proof"] = proofs.inclusion(mapped.event.index)
    files |= proofs.files() | _forms(events)
    stored = _sealed(files)
    made = EvidenceFile(stored, len(events), proofs.newest, _accepted(stored, roots))
    _record(subject, made.digest, made.events, made.size, actor)
    return made


@act
def _record(tx: Transaction, subject: bytes, digest: str, events: int, size: int, actor: str) -> None:
    """Record that a person's events were read and handed out; the file itself ends before this event."""
    tx.record(Draft(MADE, {"file_sha256": digest, "events": events, "log_size": size, "actor": actor}, subject))


# --------------------------------------------------------------------------------------------------- events and the map


@dataclass(frozen=True, slots=True)
class _Mapped:
    """The newest map of heads: its event, what it covers, and the person's row."""

    event: Event
    log_size: int
    row: Row


def _mapped(subject: bytes) -> _Mapped | None:
    """Return the newest map that holds the person; old maps are dropped as new ones come, so it may take a second look."""
    for _ in range(_LOOKS):
        newest = heads.newest()
        if newest is None or newest.event is None:
            return None
        try:
            row = heads.row_of(subject, newest)
        except models.HeadTile.DoesNotExist:
            continue
        if row is not None:
            return _Mapped(history.event(newest.event), newest.log_size, row)
        if newest == heads.newest():
            return None
    return None


def _whole(events: Sequence[Event]) -> Sequence[Event]:
    """Return a person's events; raise when there is none, or when some were wholly erased: no file can be whole then."""
    if not events:
        raise SubjectError("nothing is held of this person: nobody by it is known, or all was erased")
    if [each.seq for each in events] != list(range(len(events))):
        raise LedgerError("events of this person were erased with their place: what is left makes no evidence file")
    return events


def _segments(name: str, event: Event, withheld: Collection[str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for each, held in event.segments().items():
        if not isinstance(held, Segment):
            found[f"{name}/{each}.digest"] = held
        elif each in withheld:
            found[f"{name}/{each}.digest"] = segment_digest(each, held.salt, held.stored)
        else:
            found |= {f"{name}/{each}.json": held.stored, f"{name}/{each}.salt": held.salt}
    return found


def _forms(events: Iterable[Event]) -> dict[str, bytes]:
    """Return what the person was shown, by digest; raise ``LedgerError`` for what this house cannot produce any more."""
    listed = (event.core.get("shown", []) for event in events)
    digests = {str(digest) for each in listed if isinstance(each, list) for digest in each}
    return {f"forms/{each}.html": bytes_shown(each) for each in sorted(digests)}


# --------------------------------------------------------------------------------------------------- proofs


class _Proofs:
    """Proofs of some entries: under the first stamped checkpoint after each, and all under the newest."""

    def __init__(self, indices: Sequence[int]) -> None:
        newest = checkpoints.publish()
        self._stamps = _first_stamps(indices)
        self._checkpoints = {size: bytes(found[0].checkpoint) for size, found in self._stamps.items()}
        self._checkpoints.setdefault(checkpoints.size_of(newest), newest)
        self._sizes = sorted(self._checkpoints)
        self.newest = self._sizes[-1]

    def inclusion(self, index: int) -> bytes:
        """Return the proof of an entry, as stored."""
        size = next(each for each in self._sizes if each > index)
        return InclusionProof(index, tuple(tree.inclusion(index, size)), self._checkpoints[size]).stored()

    def files(self) -> dict[str, bytes]:
        """Return checkpoints, what binds each to the next, and stamps."""
        found = {f"checkpoints/{size}.checkpoint": each for size, each in self._checkpoints.items()}
        for old, new in pairwise(self._sizes):
            grown = ConsistencyProof(old, tuple(tree.consistency(old, new)), self._checkpoints[new])
            found[f"consistency/{old}-{new}.consistency"] = grown.stored()
        for size, stamps in self._stamps.items():
            found |= {f"timestamps/{size}.{at}.tsr": bytes(each.response) for at, each in enumerate(stamps)}
        return found


def _first_stamps(indices: Sequence[int]) -> dict[int, list[models.Stamp]]:
    """Return the stamps of the first stamped checkpoint after each entry, by size."""
    stamped = sorted(set(models.Stamp.objects.filter(size__gt=min(indices)).values_list("size", flat=True)))
    firsts = {next((size for size in stamped if size > index), 0) for index in set(indices)} - {0}
    found: dict[int, list[models.Stamp]] = {}
    for size in sorted(firsts):
        every = list(models.Stamp.objects.filter(size=size).order_by("id")[:MOST_STAMPS])
        found[size] = [each for each in every if bytes(each.checkpoint) == bytes(every[0].checkpoint)]
    return found


# --------------------------------------------------------------------------------------------------- the container


def _readme() -> bytes:
    return resources.files("licet.verify").joinpath(README).read_bytes()


def _accepted(stored: bytes, roots: str) -> Report:
    """Check the file as a stranger would, before it leaves: one that was altered in the database is not handed out."""
    trust, now = read_trust(f"log {home().vkey}\n", roots), dt.datetime.fromtimestamp(clock.now(), dt.UTC)
    report = verify_bytes(stored, trust, now)
    if report.verdict is not Verdict.VALID:
        wrong = next(failure for step in report.steps for failure in step.failures)
        raise LedgerError(
            f"a checker would refuse this file (`{wrong.reason}`, `{wrong.where}`): run `licet ledger fsck`"
        )
    return report


def _sealed(files: dict[str, bytes]) -> bytes:
    house = home()
    manifest = manifest_of(house.origin, clock.now(), files)
    return pack(files | {MANIFEST: signed(manifest.text(), house.vkey, house.signer.sign).stored()})
