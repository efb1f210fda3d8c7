"""The numbered checks of an evidence file, in their order; specs/evidence-file.md numbers them alike.

Each step raises or collects what is wrong. A step that failed stops those after it: they would speak of nothing.

Left to the reader: that the trust file is the log's (it must come by another channel), that no other log tells another
story (compare checkpoints), that the time-stamping authority is qualified and not revoked, and that what was recorded
was true: a ledger proves when and what was recorded, never that it was so.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Final

from .canonical import Object, read_canonical
from .chain import HeadMap, read_map, read_row, unhex, verify_head, verify_link
from .checkpoint import Checkpoint, read_checkpoint, verify_checkpoint
from .container import unpack
from .entry import Segment, commitment_of, entry
from .evidence import KEYS, MANIFEST, Contents, Event, Manifest, read_contents, read_manifest
from .failures import InvalidError, UnusableError
from .note import Note, verified_by
from .proof import InclusionProof, read_consistency, read_inclusion
from .refusals import Mapped, after_refusals
from .report import Failure, Found
from .timestamp import read_timestamp, verify_timestamp
from .trust import Trust, read_trust

# Two clocks may disagree by as much; a checker's own clock by a day.
TOLERANCE: Final = dt.timedelta(minutes=5)
ONE_DAY: Final = dt.timedelta(days=1)
_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_WORD: Final = "[a-z][a-z0-9_-]*"
_KIND: Final = re.compile(f"{_WORD}:{_WORD}:{_WORD}")
_LAST_INSTANT: Final = 253_402_300_799 - 86_400  # the last day that the calendar of Python can add a day to
_ONE_SIGNATURE: Final = 1
_WITHOUT: Final = {
    "timestamps": frozenset({"no-timestamp", "timestamps-not-verified"}),
    "heads": frozenset({"no-head-map"}),
}
"""The limits that say of a step that the file, or the trust file, brings nothing for it."""


class Checker:
    """One evidence file being checked; each step leaves what the next ones need."""

    def __init__(self, stored: bytes, trust: Trust | None, now: dt.datetime) -> None:
        self._stored = stored
        self._given = trust
        self._now = now
        self._mapped: Mapped | None = None
        self.failures: list[Failure] = []
        self.found = Found()

    def steps(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """Return the checks: the name of each, and what does it."""
        return (
            ("container", self._container),
            ("names", self._names),
            ("manifest", self._check_manifest),
            ("signature", self._signature),
            ("segments", self._segments),
            ("inclusion", self._inclusion),
            ("checkpoints", self._checkpoints),
            ("consistency", self._consistency),
            ("timestamps", self._timestamps),
            ("forms", self._forms),
            ("chain", self._chain),
            ("heads", self._heads),
        )

    def found_nothing(self, name: str) -> bool:
        """Tell whether a step had nothing that it could check: to say that it passed would say what nobody knows."""
        return not _WITHOUT.get(name, frozenset()).isdisjoint(self.found.limits)

    # 1. The container is the one way to write its files: no compression, no name twice, none that leaves the folder.
    def _container(self) -> None:
        self._files = unpack(self._stored)

    # 2. Every name is one that the format knows; nothing is missing.
    def _names(self) -> None:
        self._contents: Contents = read_contents(self._files)

    # 3. The manifest lists every other file with its SHA-256, and nothing else; it was not made in the future.
    def _check_manifest(self) -> None:
        self._manifest, self._manifest_note = _manifest(self._files[MANIFEST])
        listed = self._manifest.digests
        for name in sorted(listed.keys() ^ (self._files.keys() - {MANIFEST})):
            self._fail("file-missing" if name in listed else "file-not-listed", name)
        for name in sorted(listed.keys() & self._files.keys()):
            if not hmac.compare_digest(hashlib.sha256(self._files[name]).hexdigest(), listed[name]):
                self._fail("file-altered", name)
        made = _instant(self._manifest.made_at, "manifest-malformed")
        if made > self._now + ONE_DAY:
            self._fail("made-in-the-future", MANIFEST)
        self._upper = made + TOLERANCE
        self.found.origin, self.found.made_at = self._manifest.origin, self._manifest.made_at

    # 4. The manifest is signed by a key of the log: one that the reader trusts, else the one that the file claims.
    def _signature(self) -> None:
        self._trust = self._given or _claimed(self._files[KEYS])
        with self._at(MANIFEST):
            _one_signature(self._manifest_note)
            verified_by(self._manifest_note, [each for each in self._trust.logs if each.name == self._manifest.origin])

    # 5. The stored bytes of each event hash to its commitment; only then are they read, and they are canonical.
    def _segments(self) -> None:
        self._commitments: list[bytes] = []
        for each in self._contents.events:
            with self._at(each.name):
                self._commitments.append(commitment_of(each.segments))
        self._cores = [self._core(each) for each in self._contents.events]
        self.found.events = len(self._commitments)
        if None in self._cores:
            self.found.limits.append("core-withheld")

    def _core(self, event: Event) -> Object | None:
        core: Object | None = None
        for name, held in event.segments.items():
            if isinstance(held, Segment):
                with self._at(f"{event.name}/{name}.json"):
                    value = read_canonical(held.stored)
                    if name == "core":
                        core = _checked_core(value)
        return core

    # 6. Each entry stands in the log at its index, under a checkpoint that the file brings; indices grow.
    def _inclusion(self) -> None:
        self._indices: list[int] = []
        for event, committed in zip(self._contents.events, self._commitments, strict=True):
            with self._at(f"{event.name}.tlog-proof"):
                self._indices.append(self._proved(event, committed).index)
        if not self.failures and any(one >= other for one, other in pairwise(self._indices)):
            self._fail("indices-do-not-grow", "events")
        self.found.indices = self._indices

    def _proved(self, event: Event, committed: bytes) -> InclusionProof:
        proof = read_inclusion(event.proof)
        size = read_checkpoint(proof.checkpoint)[0].size
        if self._contents.checkpoints.get(size) != proof.checkpoint:
            raise InvalidError("checkpoint-missing")
        proof.verify(entry(committed))
        return proof

    # 7. Each checkpoint is of this log, of the size its name says, and signed by its key, once.
    def _checkpoints(self) -> None:
        self._heads_of_tree: dict[int, Checkpoint] = {}
        for size, stored in sorted(self._contents.checkpoints.items()):
            with self._at(f"checkpoints/{size}.checkpoint"):
                _one_signature(read_checkpoint(stored)[1])
                head = verify_checkpoint(stored, self._trust.logs)
                if head.origin != self._manifest.origin or head.size != size:
                    raise InvalidError("checkpoint-of-another-log")
                self._heads_of_tree[size] = head
        newest = max(self._heads_of_tree.values(), key=lambda head: head.size, default=None)
        if newest is not None:
            self.found.newest = (newest.size, newest.root.hex())

    # 8. Each checkpoint only adds to the one before it.
    def _consistency(self) -> None:
        pairs = set(pairwise(sorted(self._heads_of_tree)))
        for pair in sorted(pairs ^ self._contents.consistency.keys()):
            name = f"consistency/{pair[0]}-{pair[1]}.consistency"
            self._fail("file-missing" if pair in pairs else "file-not-needed", name)
        for old, new in sorted(pairs & self._contents.consistency.keys()):
            with self._at(f"consistency/{old}-{new}.consistency"):
                proof = read_consistency(self._contents.consistency[old, new])
                if proof.old != old or proof.checkpoint != self._contents.checkpoints[new]:
                    raise InvalidError("checkpoint-missing")
                proof.verify(self._heads_of_tree[old].root)

    # 9. A trusted authority saw these checkpoints, after what they hold is said to have happened.
    def _timestamps(self) -> None:
        for (size, number), stored in sorted(self._contents.timestamps.items()):
            with self._at(f"timestamps/{size}.{number}.tsr"):
                self._stamp(size, stored)
        if not self._contents.timestamps:
            self.found.limits.append("no-timestamp")
        elif not self._trust.roots:
            self.found.limits.append("timestamps-not-verified")
        elif any(self._existed_by(index) is None for index in self._indices):
            self.found.limits.append("events-after-the-last-timestamp")
        self.found.existed_by = [self._existed_by(index) for index in self._indices]

    def _stamp(self, size: int, stored: bytes) -> None:
        message = self._contents.checkpoints.get(size)
        if message is None:
            raise InvalidError("checkpoint-missing")
        if not self._trust.roots:
            imprint = read_timestamp(stored).tst_info.message_imprint.message
            if imprint != hashlib.sha256(message).digest():
                raise InvalidError("timestamp-of-something-else")
            return
        claimed = [
            _instant(core["happened_at"], "core-malformed")
            for index, core in zip(self._indices, self._cores, strict=True)
            if core is not None and index < size
        ]
        lower = max(claimed, default=_EPOCH + TOLERANCE) - TOLERANCE
        seen = verify_timestamp(stored, message, self._trust.roots, (lower, self._upper))
        self.found.stamps[size] = min(seen, self.found.stamps.get(size, seen))

    def _existed_by(self, index: int) -> dt.datetime | None:
        return min((seen for size, seen in self.found.stamps.items() if size > index), default=None)

    # 10. What the person was shown is there, byte for byte, and nothing that nobody saw.
    def _forms(self) -> None:
        wanted = {each for core in self._cores if core is not None for each in _shown(core)}
        for digest in sorted(wanted ^ self._contents.forms.keys()):
            self._fail("file-missing" if digest in wanted else "file-not-needed", f"forms/{digest}.html")
        for digest, content in sorted(self._contents.forms.items()):
            if hashlib.sha256(content).hexdigest() != digest:
                self._fail("form-altered", f"forms/{digest}.html")

    # 11. The events are the person's first, second, third…: each names the one before it.
    def _chain(self) -> None:
        for number, core in enumerate(self._cores):
            if core is not None:
                with self._at(f"events/{number}/core.json"):
                    verify_link(number, core, self._commitments)

    # 12. A map of heads in the log says which event was the person's last.
    def _heads(self) -> None:
        event = self._contents.head_event
        if event is None or self._contents.row is None:
            self.found.limits.append("no-head-map")
            return
        with self._at(event.name):
            head_map, index, claimed = self._map(event)
            covered = sum(index < head_map.log_size for index in self._indices)
            if not covered:
                raise InvalidError("head-map-too-old")
            last = covered - 1
            verify_head(head_map, read_row(self._contents.row), self._commitments[last], last)
            self.found.complete_below = head_map.log_size
            self._mapped = Mapped(head_map.log_size, claimed, self._dated(index, claimed))
            if covered < len(self._indices):
                self.found.limits.append("events-after-the-map")

    def _map(self, event: Event) -> tuple[HeadMap, int, int]:
        """Return the map, the index of its event, and when the log says that it was made."""
        core = self._core(event)
        if core is None:
            raise InvalidError("map-malformed")
        index = self._proved(event, commitment_of(event.segments)).index
        head_map = read_map(core)
        if not 0 <= head_map.log_size <= index:
            raise InvalidError("map-malformed")
        return head_map, index, int(str(core["happened_at"]))

    def _dated(self, index: int, claimed: int) -> dt.datetime | None:
        """Return when an authority had seen the map; a map said to be made later than that is refused."""
        seen = self._existed_by(index)
        if seen is not None and seen + TOLERANCE < _instant(claimed, "map-malformed"):
            raise InvalidError("timestamp-outside-its-bounds")
        return seen

    def conclude(self) -> None:
        """State what follows from a file in which every step passed."""
        self.found.after_refusals = after_refusals(self._cores, self._indices, self._mapped)

    def _fail(self, reason: str, where: str) -> None:
        self.failures.append(Failure(reason, where))

    @contextmanager
    def _at(self, where: str) -> Iterator[None]:
        try:
            yield
        except InvalidError as error:
            self._fail(error.reason, where)


def _manifest(stored: bytes) -> tuple[Manifest, Note]:
    try:
        return read_manifest(stored)
    except InvalidError as error:
        raise InvalidError(error.reason, MANIFEST) from None


def _claimed(stored: bytes) -> Trust:
    try:
        return read_trust(stored.decode())
    except (UnusableError, UnicodeDecodeError):
        raise InvalidError("keys-malformed", KEYS) from None


def _one_signature(note: Note) -> None:
    """Refuse lines of unknown keys, which the note format ignores: in an evidence file they would be free bytes."""
    if len(note.signatures) != _ONE_SIGNATURE:
        raise InvalidError("more-than-one-signature")


def _checked_core(core: Object) -> Object:
    kind, happened_at = core.get("kind"), core.get("happened_at")
    if not isinstance(kind, str) or _KIND.fullmatch(kind) is None:
        raise InvalidError("core-malformed")
    _instant(happened_at, "core-malformed")
    _shown(core)
    return core


def _shown(core: Object) -> list[str]:
    """Return the digests of what was shown, which ``core`` lists under ``shown`` when something was."""
    listed = core.get("shown", [])
    if not isinstance(listed, list):
        raise InvalidError("core-malformed")
    return [unhex(each, "core-malformed").hex() for each in listed]


def _instant(seconds: object, reason: str) -> dt.datetime:
    if not isinstance(seconds, int) or isinstance(seconds, bool) or not 0 <= seconds <= _LAST_INSTANT:
        raise InvalidError(reason)
    return _EPOCH + dt.timedelta(seconds=seconds)
