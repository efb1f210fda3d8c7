"""A small log and evidence files made from it, to be checked and to be broken; the real writer is the ledger's."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

import licet.verify
from licet.verify.canonical import Object, canonical
from licet.verify.chain import MAPPED, Row, head_value, map_entry
from licet.verify.checkpoint import Checkpoint
from licet.verify.container import pack
from licet.verify.entry import Segment, commitment_of, entry
from licet.verify.evidence import KEYS, MANIFEST, README, ROW, manifest_of
from licet.verify.note import Vkey, signed
from licet.verify.proof import ConsistencyProof, InclusionProof
from licet.verify.tiles import WIDTH, Tiles
from licet.verify.tree import Edge, root_of
from tests.ledger_ground.tsa import Authority

ORIGIN: Final = "licet.example/ledger"
FORM: Final = "<!doctype html><title>Formulaire</title><p>J’accepte de recevoir des offres.</p>\n".encode()
# 2026-09-01 at noon, UTC
NOON: Final = 1_788_264_000
ROOM: Final = Path(licet.verify.__file__).parent
Stamp = Callable[[bytes], bytes]
Event = Mapping[str, Segment]


def salt(seed: str) -> bytes:
    """Return 32 bytes that look random and are always the same."""
    return hashlib.sha256(f"salt of {seed}".encode()).digest()


def segment(seed: str, value: Object) -> Segment:
    return Segment(salt(seed), canonical(value))


class Hashes:
    """The tiles of a tree that grows, in memory."""

    def __init__(self) -> None:
        self.edge = Edge()
        self.levels: list[list[bytes]] = []

    def append(self, entries: Sequence[bytes]) -> None:
        for level, new in enumerate(self.edge.append(entries)):
            if level == len(self.levels):
                self.levels.append([])
            self.levels[level] += new

    def source(self, level: int, number: int, width: int) -> bytes:
        start = number * WIDTH
        return b"".join(self.levels[level][start : start + width])

    def tiles(self, size: int | None = None) -> Tiles:
        return Tiles(self.edge.size if size is None else size, self.source)


@dataclass(slots=True)
class Log:
    """A log with its key: entries in, checkpoints and proofs out."""

    origin: str = ORIGIN
    key: Ed25519PrivateKey = field(default_factory=lambda: Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
    hashes: Hashes = field(default_factory=Hashes)

    @property
    def vkey(self) -> Vkey:
        return Vkey(self.origin, self.key.public_key().public_bytes_raw())

    @property
    def size(self) -> int:
        return self.hashes.edge.size

    @property
    def trust(self) -> str:
        return f"# the key of the log\nlog {self.vkey}\nquorum none\n"

    def note(self, text: str) -> bytes:
        return signed(text, self.vkey, self.key.sign).stored()

    def add(self, event: Event) -> int:
        """Append an event; return its index."""
        self.hashes.append([entry(commitment_of(event))])
        return self.size - 1

    def others(self, count: int) -> None:
        """Append events of other people."""
        self.hashes.append([entry(salt(f"{self.size + each}")) for each in range(count)])

    def checkpoint(self, size: int) -> bytes:
        return self.note(Checkpoint(self.origin, size, self.hashes.tiles(size).root()).text())

    def proof(self, index: int, size: int) -> bytes:
        hashes = tuple(self.hashes.tiles(size).inclusion(index))
        return InclusionProof(index, hashes, self.checkpoint(size)).stored()

    def growth(self, old: int, new: int) -> bytes:
        hashes = tuple(self.hashes.tiles(new).consistency(old))
        return ConsistencyProof(old, hashes, self.checkpoint(new)).stored()


@dataclass(slots=True)
class Person:
    """A person's events in a log."""

    log: Log
    events: list[Event] = field(default_factory=list)
    indices: list[int] = field(default_factory=list)

    def event(self, kind: str, happened_at: int, **said: str | list[str]) -> Event:
        """Return the person's next event, not yet in the log."""
        number = len(self.events)
        before = commitment_of(self.events[-1]).hex() if self.events else None
        core: Object = {"kind": kind, "happened_at": happened_at, "subject_seq": number, "subject_previous": before}
        core |= {name: list(value) if isinstance(value, list) else value for name, value in said.items()}
        return {
            "core": segment(f"core {number}", core),
            "subject": segment(f"subject {number}", {"email": "camille@prospect.example", "name": "Camille Élan"}),
            "context": segment(f"context {number}", {"ip": "192.0.2.7"}),
        }

    def does(self, event: Event) -> int:
        self.events.append(event)
        self.indices.append(self.log.add(event))
        return self.indices[-1]


def head_map(log: Log, person: Person, neighbours: int = 5) -> tuple[Event, Row]:
    """Append a map of heads to the log; return its event and the person's row."""
    head, number = commitment_of(person.events[-1]), len(person.events) - 1
    slot, row_salt = salt("slot"), salt("row")
    rows = {slot: head_value(row_salt, head, number)}
    rows |= {salt(f"slot {each}"): salt(f"value {each}") for each in range(neighbours)}
    entries = [map_entry(each, rows[each]) for each in sorted(rows)]
    index = sorted(rows).index(slot)
    tree = Hashes()
    tree.append(entries)
    core: Object = {
        "kind": MAPPED,
        "happened_at": NOON + 86_400,
        "map_root": root_of(entries).hex(),
        "map_rows": len(entries),
        "map_log_size": log.size,
    }
    row = Row(slot, row_salt, index, tuple(tree.tiles().inclusion(index)))
    return {"core": segment("map", core)}, row


@dataclass(slots=True)
class Bundle:
    """The files of an evidence file before they are sealed: what a test breaks."""

    log: Log
    files: dict[str, bytes]
    made_at: int

    def sealed(self) -> bytes:
        """Write the manifest over the files as they are, and return the container."""
        return pack(self.files | {MANIFEST: self.manifest()})

    def manifest(self) -> bytes:
        return self.log.note(manifest_of(self.log.origin, self.made_at, self.files).text())


def files_of_event(name: str, event: Event) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for each, held in event.items():
        found |= {f"{name}/{each}.json": held.stored, f"{name}/{each}.salt": held.salt}
    return found


def bundle(
    person: Person,
    *,
    sizes: Iterable[int],
    mapped: tuple[Event, Row, int] | None = None,
    stamp: Stamp | None = None,
    made_at: int = NOON + 30 * 86_400,
    roots: str = "",
) -> Bundle:
    """Gather a person's events under checkpoints of these sizes; each event is proved under the first that holds it."""
    log, held = person.log, sorted(set(sizes))
    files = {README: (ROOM / README).read_bytes(), KEYS: (log.trust + roots).encode()}
    files |= {f"forms/{hashlib.sha256(FORM).hexdigest()}.html": FORM}
    for number, (event, index) in enumerate(zip(person.events, person.indices, strict=True)):
        files |= files_of_event(f"events/{number}", event)
        files[f"events/{number}.tlog-proof"] = log.proof(index, next(size for size in held if size > index))
    if mapped is not None:
        event, row, index = mapped
        files |= files_of_event("heads/event", event) | {ROW: row.stored()}
        files["heads/event.tlog-proof"] = log.proof(index, next(size for size in held if size > index))
    for size in held:
        files[f"checkpoints/{size}.checkpoint"] = log.checkpoint(size)
        if stamp is not None:
            files[f"timestamps/{size}.0.tsr"] = stamp(log.checkpoint(size))
    files |= {f"consistency/{old}-{new}.consistency": log.growth(old, new) for old, new in pairwise(held)}
    return Bundle(log, files, made_at)


def stamped_by(authority: Authority) -> Stamp:
    """Return what asks an authority for a stamp, as the ledger does."""

    def stamp(message: bytes) -> bytes:
        request = TimestampRequestBuilder().data(message).hash_algorithm(HashAlgorithm.SHA256).build()
        return authority.ask(request.as_bytes())

    return stamp


def complete(stamp: Stamp | None = None, *, made_at: int = NOON + 30 * 86_400, roots: str = "") -> Bundle:
    """Make a whole evidence file: consent, withdrawal and objection of one person among others, and a map of heads."""
    log = Log()
    person = Person(log)
    log.others(300)
    person.does(person.event("consent:record:given", NOON, shown=[hashlib.sha256(FORM).hexdigest()], purpose="offers"))
    log.others(7)
    person.does(person.event("consent:record:withdrawn", NOON + 3600))
    first = log.size
    log.others(250)
    person.does(person.event("objections:objection:recorded", NOON + 7200))
    log.others(1)
    event, row = head_map(log, person)
    index = log.add(event)
    log.others(3)
    return bundle(
        person, sizes=(first, log.size), mapped=(event, row, index), stamp=stamp, made_at=made_at, roots=roots
    )


def reference_root(leaves: Sequence[bytes]) -> bytes:
    """MTH of RFC 9162, section 2.1.1, as its recursion says."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    middle = 1 << (len(leaves) - 1).bit_length() - 1
    both = reference_root(leaves[:middle]) + reference_root(leaves[middle:])
    return hashlib.sha256(b"\x01" + both).digest()


def reference_path(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """PATH of RFC 9162, section 2.1.3.1."""
    if len(leaves) <= 1:
        return []
    middle = 1 << (len(leaves) - 1).bit_length() - 1
    if index < middle:
        return [*reference_path(index, leaves[:middle]), reference_root(leaves[middle:])]
    return [*reference_path(index - middle, leaves[middle:]), reference_root(leaves[:middle])]


def reference_subproof(old: int, leaves: Sequence[bytes], *, whole: bool = True) -> list[bytes]:
    """SUBPROOF of RFC 9162, section 2.1.4.1."""
    if old == len(leaves):
        return [] if whole else [reference_root(leaves)]
    middle = 1 << (len(leaves) - 1).bit_length() - 1
    if old <= middle:
        return [*reference_subproof(old, leaves[:middle], whole=whole), reference_root(leaves[middle:])]
    right = reference_subproof(old - middle, leaves[middle:], whole=False)
    return [*right, reference_root(leaves[:middle])]
