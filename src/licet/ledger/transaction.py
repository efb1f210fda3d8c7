"""What an act does inside the writer's transaction: record events, refuse, forget.

A ``Batch`` is one database transaction with the head of the log locked from its beginning, so that an event has its
index and its place in the person's sequence as soon as it is recorded. Each act of it has a ``Transaction`` of its own,
under a savepoint: what one undoes, the others do not feel.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from licet.ledger import clock, erasing, head_rows, queries
from licet.ledger.kinds import handlers_of
from licet.ledger.sealing import Sealed, Sealer
from licet.ledger.statements import Row
from licet.ledger.stored import stored
from licet.terms.errors import LedgerError
from licet.verify.entry import SEGMENTS, commitment, segment_digest

if TYPE_CHECKING:
    from licet.ledger.key_store import Keys

CORE: Final = SEGMENTS[0]
PERSONAL: Final = SEGMENTS[1:]
BIT: Final = {name: 1 << at for at, name in enumerate(SEGMENTS)}
_RESERVED: Final = frozenset({"kind", "happened_at", "recorded_at", "subject_seq", "subject_previous", "shown"})
_SUBJECT: Final = 2
_SEALED: Final = {name: at for at, name in enumerate(PERSONAL, 11)}
"""Where a row of an event holds its person, and each sealed segment."""
_NO_SEGMENT: Final[list[bytearray | None]] = [None] * len(PERSONAL)
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


class Draft(NamedTuple):
    """An event before it is recorded.

    ``core`` holds nothing personal. ``personal`` names segments (``subject``, ``context``, ``content``), sealed under the
    keys of ``subject``, the person's reference. ``happened_at`` is what is claimed (seconds, UTC; default: now). ``shown``
    are the SHA-256, in hexadecimal, of what the person saw. ``about`` reaches handlers and is never stored: the person
    whom an erasure forgets. ``sealed`` are segments that were sealed before the act, under those keys.
    """

    kind: str
    core: Mapping[str, object] = _NOTHING
    subject: bytes | None = None
    happened_at: int | None = None
    personal: Mapping[str, Mapping[str, object]] = _NOTHING
    shown: Sequence[str] = ()
    about: bytes | None = None
    sealed: Mapping[str, Sealed] = _NOTHING


@dataclass(slots=True)  # made for each event: a frozen one costs a microsecond more
class Recorded:
    """An event recorded: its index in the log, its place in the person's sequence, its core, its commitment."""

    index: int
    kind: str
    subject: bytes | None
    seq: int | None
    happened_at: int
    recorded_at: int
    core: Mapping[str, object]
    commitment: bytes


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line of ``refusals.log``: of which token, what was refused, within which scope, when (seconds, UTC)."""

    token: bytes
    kind: str
    scope: str
    instant: int


@dataclass
class Batch:
    """A transaction of the writer: the size of the log at its start, and what its acts leave to be written at its end."""

    size: int
    keys: Keys
    next_salt: Callable[[], bytes]
    map_key: bytes
    sealer: Sealer
    heads: dict[bytes, tuple[int, bytes]]
    store: Callable[[Mapping[bytes, bytes]], Future[None]]
    storing: list[Future[None]] = field(default_factory=list)
    """Keys on their way to the disk since an act took people in; whoever closes the batch waits for them."""
    rows: list[Row] = field(default_factory=list)
    commitments: list[bytes] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    doomed: list[tuple[bytes, tuple[str, ...]]] = field(default_factory=list)
    callbacks: list[Callable[[], None]] = field(default_factory=list)
    now: int = field(default_factory=clock.now)
    started: float = field(default_factory=time.monotonic)


class Transaction:
    """What one act may do. Valid until the act returns."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._rows: list[Row] = []
        self._commitments: list[bytes] = []
        self._heads: dict[bytes, tuple[int, bytes]] = {}
        self._refusals: list[Refusal] = []
        self._doomed: list[tuple[bytes, tuple[str, ...]]] = []
        self._callbacks: list[Callable[[], None]] = []
        self._erased: list[tuple[bytes, tuple[str, ...], Sequence[int] | None]] = []

    @property
    def now(self) -> int:
        """The second of this batch, UTC."""
        return self._batch.now

    @property
    def size(self) -> int:
        """The size of the log as this act has left it so far: the index of the next event."""
        return self._batch.size + len(self._batch.rows) + len(self._rows)

    def new_subject(self) -> bytes:
        """Make a person: 16 bytes, when it is made and chance, with keys of their own."""
        return self._batch.sealer.new_subject()

    def take_in(self, people: Mapping[bytes, bytes]) -> None:
        """Take people in whose references and keys were made before the act; the keys begin to be stored at once."""
        if people:
            self._batch.sealer.taken_in |= people
            self._batch.storing.append(self._batch.store(people))

    def preload(self, subjects: Sequence[bytes]) -> None:
        """Read the keys and last events of many known persons at once, before much is recorded of them."""
        self._batch.sealer.preload(subjects)
        heads = self._batch.heads
        heads |= queries.last_of_many([each for each in subjects if each not in heads])

    def seal(self, subject: bytes, name: str, plain: bytes, about: bytes = b"") -> bytes:
        """Return a personal string as ciphertext for a column of another room; ``name`` is the class of its key."""
        return self._batch.sealer.seal(subject, name, plain, about)

    def unseal(self, subject: bytes, name: str, sealed: bytes, about: bytes = b"") -> bytes | None:
        """Return what ``seal`` was given, ``None`` when its key was destroyed."""
        return self._batch.sealer.unseal(subject, name, sealed, about)

    def record(self, draft: Draft) -> Recorded:
        """Record an event and let its handlers act; raise ``LedgerError`` for an undeclared kind or a missing handler."""
        handlers = handlers_of(draft.kind)
        if not _RESERVED.isdisjoint(draft.core):
            raise LedgerError(f"the core of `{draft.kind}` holds a name that the log gives")
        if (draft.personal or draft.sealed) and draft.subject is None:
            raise LedgerError(f"`{draft.kind}` holds personal segments and concerns nobody")
        recorded = self._append(draft)
        for handler in handlers:
            handler(self, recorded, draft)
        return recorded

    def _append(self, draft: Draft) -> Recorded:
        kind, given, subject, happened_at, personal, shown, _, ready = draft
        batch, index = self._batch, self.size
        now, next_salt = batch.now, batch.next_salt
        if happened_at is None:
            happened_at = now
        core = {**given, "kind": kind, "happened_at": happened_at, "recorded_at": now}
        if shown:
            core["shown"] = sorted(set(shown))
        seq = None
        if subject is not None:
            last = self._head(subject)
            seq, previous = (0, None) if last is None else (last[0] + 1, last[1].hex())
            core["subject_seq"], core["subject_previous"] = seq, previous
        said, salt = stored(core), next_salt()
        digests, names, sealed = [segment_digest(CORE, salt, said)], 1, _NO_SEGMENT
        if (personal or ready) and subject is not None:  # `record` refuses the one without the other
            sealed = _NO_SEGMENT.copy()
            for at, name in enumerate(PERSONAL):
                segment, value = ready.get(name), personal.get(name)
                if segment is None:
                    if value is None:
                        continue
                    segment = batch.sealer.segment(subject, name, next_salt(), value)
                digests.append(segment.digest)
                names |= BIT[name]
                sealed[at] = bytearray(segment.text)
        made = commitment(digests)
        # Python's sqlite3 looks for an adapter of every `bytes`, and takes a `bytearray` as it is
        of, joined = subject and bytearray(subject), bytearray().join(digests)
        place = (index, kind, of, seq, happened_at, now, bytearray(made), names)
        self._rows.append((*place, joined, bytearray(salt), bytearray(said), *sealed))
        self._commitments.append(made)
        if subject is not None and seq is not None:
            self._heads[subject] = (seq, made)
        return Recorded(index, kind, subject, seq, happened_at, now, core, made)

    def _head(self, subject: bytes) -> tuple[int, bytes] | None:
        """Return the number and commitment of a person's last event."""
        found = self._heads.get(subject) or self._batch.heads.get(subject)
        if found is None and not self._batch.sealer.is_new(subject):
            found = queries.last_of(subject)
            if found is not None:
                self._batch.heads[subject] = found
        return found

    def recorded_of(self, subject: bytes) -> list[Recorded]:
        """Return a person's events so far, those of this batch included, in their order; erased cores are left out."""
        rows = [] if self._batch.sealer.is_new(subject) else queries.cores_of(subject)
        pending = [row for row in (*self._batch.rows, *self._rows) if row[_SUBJECT] == subject]
        return [_read_back(row) for row in (*rows, *(_core_of(row) for row in pending)) if row[-1] is not None]

    def refuse(self, token: bytes, kind: str, scope: str, *, instant: int | None = None) -> None:
        """Put a refusal into ``refusals.log``, on the disk before the commit and the answer; ``instant``: default now."""
        self._refusals.append(Refusal(token, kind, scope, self._batch.now if instant is None else instant))

    def erase(
        self,
        subject: bytes,
        segments: Sequence[str] = SEGMENTS,
        *,
        indices: Sequence[int] | None = None,
        destroy: bool = False,
    ) -> tuple[int, ...]:
        """Delete segments of a person's events, of some or (default) of all; return the indices touched.

        With ``core`` all that stays of an event is its commitment. With ``destroy`` the keys of these classes go too,
        once the act is committed; for everything with ``core`` that forgets the person.
        """
        touched = list(erasing.erase(subject, segments, indices))
        # events of this batch are not in the database yet
        touched += [_index(row) for row in (*self._batch.rows, *self._rows) if _is_meant(row, subject, indices)]
        self._rows = [_blanked(row, subject, segments, indices) for row in self._rows]
        self._erased.append((subject, tuple(segments), indices))
        if SEGMENTS[0] in segments:
            self._heads.pop(subject, None)
            head_rows.blind(head_rows.slot(self._batch.map_key, subject))
        if destroy:
            classes = tuple(name for name in segments if name in PERSONAL)
            erasing.condemn(subject, classes)
            self._doomed.append((subject, classes))
        return tuple(touched)

    def after_commit(self, callback: Callable[[], None]) -> None:
        """Call something once all of this is durable, in the writer's thread; it must be quick and not fail."""
        self._callbacks.append(callback)

    def keep(self) -> None:
        """Hand everything to the batch: the act has returned."""
        batch = self._batch
        for subject, segments, indices in self._erased:
            batch.rows = [_blanked(row, subject, segments, indices) for row in batch.rows]
            if SEGMENTS[0] in segments:
                batch.heads.pop(subject, None)
        batch.rows += self._rows
        batch.commitments += self._commitments
        batch.heads.update(self._heads)
        batch.refusals += self._refusals
        batch.doomed += self._doomed
        batch.callbacks += self._callbacks


def _core_of(row: Row) -> Row:
    return (*row[:7], row[10])


def _read_back(row: Row) -> Recorded:
    index, kind, subject, seq, happened_at, recorded_at, committed, core = row
    told = json.loads(bytes(core))
    return Recorded(index, kind, bytes(subject), seq, happened_at, recorded_at, told, bytes(committed))


def _index(row: Row) -> int:
    return int(row[0] or 0)


def _is_meant(row: Row, subject: bytes, indices: Sequence[int] | None) -> bool:
    return row[_SUBJECT] == subject and (indices is None or row[0] in indices)


def _blanked(row: Row, subject: bytes, segments: Sequence[str], indices: Sequence[int] | None) -> Row:
    """Return a row as ``erasing.erase`` leaves it in the database."""
    if not _is_meant(row, subject, indices):
        return row
    if SEGMENTS[0] in segments:
        return (row[0], "", None, None, 0, 0, row[6], row[7], b"", None, None, None, None, None)
    gone = {at for name, at in _SEALED.items() if name in segments}
    return tuple(None if at in gone else each for at, each in enumerate(row))
