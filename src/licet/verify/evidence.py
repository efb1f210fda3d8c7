"""What stands in an evidence file: names, the manifest, the events of one person (specs/evidence-file.md)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from .checkpoint import decimal
from .entry import Segment, check_names
from .failures import InvalidError, UnusableError
from .note import Note, read_note

FORMAT: Final = "licet/evidence/v1"
MANIFEST: Final = "manifest"
README: Final = "LISEZMOI.txt"
KEYS: Final = "keys"
HEADS: Final = "heads/event"
ROW: Final = "heads/row.json"
_NUMBER: Final = r"(0|[1-9][0-9]{0,18})"
_SEGMENT: Final = re.compile(rf"(events/{_NUMBER}|{HEADS})/(core|subject|context|content)\.(json|salt|digest)")
_PROOF: Final = re.compile(rf"(events/{_NUMBER}|{HEADS})\.tlog-proof")
_CHECKPOINT: Final = re.compile(rf"checkpoints/{_NUMBER}\.checkpoint")
_CONSISTENCY: Final = re.compile(rf"consistency/{_NUMBER}-{_NUMBER}\.consistency")
_TIMESTAMP: Final = re.compile(rf"timestamps/{_NUMBER}\.([0-9])\.tsr")
_FORM: Final = re.compile(r"forms/([0-9a-f]{64})\.html")
_LISTED: Final = re.compile(r"([0-9a-f]{64})  (\S+)")
_HEADER: Final = 3


@dataclass(frozen=True, slots=True)
class Event:
    """An event as the file brings it: named segments (or the digest of one withheld), and its proof as stored."""

    name: str
    segments: Mapping[str, Segment | bytes]
    proof: bytes


@dataclass(slots=True)
class Contents:
    """The files by what they are; a checkpoint by its size, a form by its digest."""

    events: list[Event]
    checkpoints: dict[int, bytes] = field(default_factory=dict)
    consistency: dict[tuple[int, int], bytes] = field(default_factory=dict)
    timestamps: dict[tuple[int, int], bytes] = field(default_factory=dict)
    forms: dict[str, bytes] = field(default_factory=dict)
    head_event: Event | None = None
    row: bytes | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """Which log, when the file was made (seconds since 1970, UTC), and the SHA-256 of every other file."""

    origin: str
    made_at: int
    digests: Mapping[str, str]

    def text(self) -> str:
        """Return the text that is signed; its lines are those of ``sha256sum``."""
        listed = "".join(f"{digest}  {name}\n" for name, digest in sorted(self.digests.items()))
        return f"{FORMAT}\norigin {self.origin}\nmade_at {self.made_at}\n{listed}"


def manifest_of(origin: str, made_at: int, files: Mapping[str, bytes]) -> Manifest:
    """Return the manifest of files."""
    return Manifest(origin, made_at, {name: hashlib.sha256(content).hexdigest() for name, content in files.items()})


def read_manifest(stored: bytes) -> tuple[Manifest, Note]:
    """Read the manifest and the note it is; raise ``UnusableError`` when it is of another format."""
    note = read_note(stored)
    lines = note.text.split("\n")[:-1]
    if lines[0] != FORMAT:
        raise UnusableError("format-unknown", MANIFEST)
    if len(lines) < _HEADER or not lines[1].startswith("origin ") or not lines[2].startswith("made_at "):
        raise InvalidError("manifest-malformed")
    digests = {}
    for line in lines[_HEADER:]:
        match = _LISTED.fullmatch(line)
        if match is None:
            raise InvalidError("manifest-malformed")
        digests[match[2]] = match[1]
    found = Manifest(lines[1].removeprefix("origin "), decimal(lines[2].removeprefix("made_at ")), digests)
    if found.text() != note.text:
        raise InvalidError("manifest-malformed")
    return found, note


def read_contents(files: Mapping[str, bytes]) -> Contents:
    """Sort files by what they are; raise ``InvalidError`` on one too many or one too few."""
    segments: dict[str, dict[str, dict[str, bytes]]] = {}
    proofs: dict[str, bytes] = {}
    found = Contents([])
    for name, content in files.items():
        if match := _SEGMENT.fullmatch(name):
            segments.setdefault(match[1], {}).setdefault(match[3], {})[match[4]] = content
        elif match := _PROOF.fullmatch(name):
            proofs[match[1]] = content
        elif name == ROW:
            found.row = content
        elif name not in {MANIFEST, README, KEYS} and not _place(found, name, content):
            raise InvalidError("name-unknown", name)
    for name in (MANIFEST, README, KEYS):
        if name not in files:
            raise InvalidError("file-missing", name)
    events = {name: _event(name, segments.get(name, {}), proofs) for name in segments.keys() | proofs.keys()}
    found.head_event = events.pop(HEADS, None)
    if (found.head_event is None) != (found.row is None):
        raise InvalidError("file-missing", ROW if found.row is None else HEADS)
    found.events = _in_sequence(events)
    return found


def _place(found: Contents, name: str, content: bytes) -> bool:
    if match := _CHECKPOINT.fullmatch(name):
        found.checkpoints[int(match[1])] = content
    elif match := _CONSISTENCY.fullmatch(name):
        found.consistency[int(match[1]), int(match[2])] = content
    elif match := _TIMESTAMP.fullmatch(name):
        found.timestamps[int(match[1]), int(match[2])] = content
    elif match := _FORM.fullmatch(name):
        found.forms[match[1]] = content
    else:
        return False
    return True


def _event(name: str, parts: Mapping[str, Mapping[str, bytes]], proofs: Mapping[str, bytes]) -> Event:
    if name not in proofs:
        raise InvalidError("file-missing", f"{name}.tlog-proof")
    segments: dict[str, Segment | bytes] = {}
    for each in ("core", "subject", "context", "content"):
        held = parts.get(each)
        if held is None:
            continue
        if set(held) == {"digest"}:
            segments[each] = held["digest"]
        elif set(held) == {"json", "salt"}:
            segments[each] = Segment(held["salt"], held["json"])
        else:
            raise InvalidError("segment-incomplete", f"{name}/{each}")
    try:
        check_names(tuple(segments))
    except InvalidError:
        raise InvalidError("file-missing", f"{name}/core.json") from None
    return Event(name, segments, proofs[name])


def _in_sequence(events: Mapping[str, Event]) -> list[Event]:
    """Put events in the order of their numbers, 0, 1, 2…: a gap is an event left out."""
    if not events:
        raise InvalidError("file-missing", "events/0")
    for number in range(len(events)):
        if f"events/{number}" not in events:
            raise InvalidError("event-left-out", f"events/{number}")
    return [events[f"events/{number}"] for number in range(len(events))]
