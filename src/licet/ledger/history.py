"""Events as they stand: whose, in what order, and what of them is still disclosed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from licet.ledger import models
from licet.ledger.record import sealer
from licet.ledger.sealing import Sealer
from licet.terms.errors import LedgerError
from licet.verify.entry import DIGEST, SALT, SEGMENTS, Segment


@dataclass(frozen=True, slots=True)
class Event:
    """An event read from the log. ``core`` is empty once erased. Times are seconds, UTC."""

    index: int
    kind: str
    subject: bytes | None
    seq: int | None
    happened_at: int
    recorded_at: int
    commitment: bytes
    core: Mapping[str, object]
    _row: models.Event = field(repr=False)
    _sealer: Sealer = field(repr=False)

    def segment(self, name: str) -> Segment | bytes | None:
        """Return a segment as stored with its salt, its bare digest when erased, ``None`` where there never was one."""
        place = _place(self._row.names, name)
        if place is None or (not self._row.digests and self._row.core is None):
            return None
        digest = bytes(self._row.digests)[place * DIGEST : (place + 1) * DIGEST]
        if name == SEGMENTS[0]:
            if self._row.core is None or self._row.core_salt is None:
                return digest
            return Segment(bytes(self._row.core_salt), bytes(self._row.core))
        sealed = getattr(self._row, f"sealed_{name}")
        if sealed is None or self.subject is None:
            return digest
        plain = self._sealer.unseal(self.subject, name, bytes(sealed), digest)
        return digest if plain is None else Segment(plain[:SALT], plain[SALT:])

    def segments(self) -> dict[str, Segment | bytes]:
        """Return every segment there ever was, in order."""
        found = ((name, self.segment(name)) for name in SEGMENTS)
        return {name: each for name, each in found if each is not None}

    def opened(self, name: str) -> dict[str, object] | None:
        """Return what a segment says; ``None`` when it was erased or never was."""
        held = self.segment(name)
        return json.loads(held.stored) if isinstance(held, Segment) else None


def _place(names: int, name: str) -> int | None:
    at = SEGMENTS.index(name)
    return (names & ((1 << at) - 1)).bit_count() if names >> at & 1 else None


def _event(row: models.Event, opener: Sealer) -> Event:
    subject = None if row.subject is None else bytes(row.subject)
    core = {} if row.core is None else _read(bytes(row.core))
    return Event(
        row.index,
        row.kind,
        subject,
        row.seq,
        row.happened_at,
        row.recorded_at,
        bytes(row.commitment),
        core,
        row,
        opener,
    )


def _read(stored: bytes) -> Mapping[str, object]:
    try:
        found = json.loads(stored)
    except ValueError:  # altered behind our back: `fsck` says so
        return {}
    return found if isinstance(found, dict) else {}


def events_of(subject: bytes) -> list[Event]:
    """Return a person's events in their order."""
    opener = sealer()
    return [_event(row, opener) for row in models.Event.objects.filter(subject=subject).order_by("seq")]


def event(index: int) -> Event:
    """Return the event with an index; raise ``LedgerError`` when the log is shorter."""
    row = models.Event.objects.filter(index=index).first()
    if row is None:
        raise LedgerError(f"the log holds no event `{index}`")
    return _event(row, sealer())


def events(*kinds: str, since: int = 0) -> Iterator[Event]:
    """Walk events of some kinds, or of all, from an index on."""
    opener = sealer()
    rows = models.Event.objects.filter(index__gte=since).order_by("index")
    for row in (rows.filter(kind__in=kinds) if kinds else rows).iterator(chunk_size=500):
        yield _event(row, opener)
