"""Recompute everything that the log claims: commitments, tiles, edge, root, sequences, what was published and stamped.

A fault has a name in words with hyphens and a place. Nothing is repaired: what is wrong needs a person, or a backup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from licet.ledger import checkpoints, history, models, tree
from licet.ledger.record import home
from licet.terms.errors import LedgerError
from licet.verify.canonical import read_canonical
from licet.verify.checkpoint import read_checkpoint, verify_checkpoint
from licet.verify.entry import SEGMENTS, Segment, commitment, entry, segment_digest
from licet.verify.failures import InvalidError
from licet.verify.tiles import WIDTH
from licet.verify.tree import Edge

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and at which index or size."""

    name: str
    place: int


def check(tell: Progress | None = None) -> list[Fault]:
    """Return every fault of the open record; ``tell`` hears how many of how many events were read."""
    head = models.Head.objects.get(id=1)
    walk = _Walk()
    faults: list[Fault] = []
    for event in history.events():
        faults += walk.take(event)
        if tell is not None and event.index % 1000 == 0:
            tell(event.index, head.size)
    walk.close()
    if walk.edge.size != head.size:
        faults.append(Fault("head-of-another-size", head.size))
    elif (walk.edge.pack(), walk.edge.root()) != (bytes(head.edge), bytes(head.root)):
        faults.append(Fault("head-of-another-tree", head.size))
    faults += walk.tile_faults()
    return faults + list(_outside(walk.edge.size))


class _Walk:
    """The log read once, from its first event to its last."""

    def __init__(self) -> None:
        self.edge = Edge()
        self._levels: dict[int, list[bytes]] = {}
        self._waiting: list[bytes] = []
        self._faults: list[Fault] = []

    def take(self, event: history.Event) -> Iterator[Fault]:
        """Take the next event."""
        expected = self.edge.size + len(self._waiting)
        if event.index != expected:
            yield Fault("event-missing", expected)
        yield from _of_event(event)
        self._waiting.append(entry(event.commitment))
        if len(self._waiting) == WIDTH:
            self.close()

    def close(self) -> None:
        """Grow the tree by what was taken; full tiles are compared with those stored as they are made."""
        for level, hashes in enumerate(self.edge.append(self._waiting)):
            held = self._levels.setdefault(level, [])
            held += hashes
            while len(held) >= WIDTH:
                self._compare(level, (self.edge.size >> 8 * level) // WIDTH - len(held) // WIDTH, held[:WIDTH])
                del held[:WIDTH]
        self._waiting = []

    def _compare(self, level: int, number: int, hashes: list[bytes]) -> None:
        stored = models.Tile.objects.filter(level=level, number=number).first()
        if stored is None:
            self._faults.append(Fault("tile-missing", number))
        elif bytes(stored.hashes)[: len(hashes) * 32] != b"".join(hashes):
            self._faults.append(Fault("tile-altered", number))

    def tile_faults(self) -> list[Fault]:
        """Return what is wrong with tiles, the unfinished ones of upper levels included."""
        for level, held in self._levels.items():
            if level and held:
                self._compare(level, (self.edge.size >> 8 * level) // WIDTH, held)
        return self._faults


def _of_event(event: history.Event) -> Iterator[Fault]:
    try:
        segments = event.segments()
    except LedgerError:
        yield Fault("segment-does-not-open", event.index)
        return
    if not segments:  # erased: the commitment alone stays
        return
    digests = []
    for name in SEGMENTS:
        held = segments.get(name)
        if isinstance(held, Segment):
            digests.append(segment_digest(name, held.salt, held.stored))
            yield from _canonical(event.index, held.stored)
        elif held is not None:
            digests.append(held)
    if commitment(digests) != event.commitment:
        yield Fault("segment-altered", event.index)
    yield from _sequence(event)


def _canonical(index: int, stored: bytes) -> Iterator[Fault]:
    try:
        read_canonical(stored)
    except InvalidError as error:
        yield Fault(error.reason, index)


def _sequence(event: history.Event) -> Iterator[Fault]:
    if event.subject is None or event.seq is None:
        return
    told = (event.core.get("subject_seq"), event.core.get("kind"))
    if event.core and told != (event.seq, event.kind):
        yield Fault("core-of-another-event", event.index)
    if event.seq and event.core:
        before = models.Event.objects.filter(subject=event.subject, seq=event.seq - 1).first()
        if before is None or bytes(before.commitment).hex() != event.core.get("subject_previous"):
            yield Fault("chain-broken", event.index)


def _outside(size: int) -> Iterator[Fault]:
    """Compare what left the house with the log as it stands."""
    try:
        published = checkpoints.newest()
    except InvalidError:
        yield Fault("published-checkpoint-not-ours", 0)
        published = None
    if published is not None and (published.size > size or tree.root(published.size) != published.root):
        yield Fault("published-checkpoint-not-continued", published.size)
    for stamp in models.Stamp.objects.order_by("size"):
        try:
            seen = verify_checkpoint(bytes(stamp.checkpoint), [home().vkey])
        except InvalidError:
            yield Fault("stamped-checkpoint-not-ours", stamp.size)
            continue
        if seen.size > size or tree.root(seen.size) != seen.root or read_checkpoint(bytes(stamp.checkpoint))[0] != seen:
            yield Fault("stamped-checkpoint-not-continued", stamp.size)
