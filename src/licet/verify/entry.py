"""An event as salted segments, their commitment, and the 33 bytes that the log holds (specs/entry.md)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from .failures import InvalidError

# Their order in a commitment. Each has its own clock: what was decided, whom it concerns, where it came from, what
# the person wrote or a row held.
SEGMENTS: Final = ("core", "subject", "context", "content")
SALT: Final = 32
DIGEST: Final = 32
ENTRY: Final = 33
_DIGEST_LENGTH: Final = frozenset({DIGEST})
VERSION: Final = b"\x01"
_SEGMENT: Final = {name: b"licet/seg/v1\x00%c%b" % (len(name), name.encode()) for name in SEGMENTS}
_EVENT: Final = [b"licet/evt/v1\x00%c" % count for count in range(len(SEGMENTS) + 1)]


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment as disclosed: its salt (32 bytes) and its stored bytes, never rewritten."""

    salt: bytes
    stored: bytes


def segment_digest(name: str, salt: bytes, stored: bytes) -> bytes:
    """Return D, the 32 bytes that bind a segment: SHA-256("licet/seg/v1" 00, u8(length of the name), name, salt, bytes)."""
    if len(salt) != SALT:
        raise InvalidError("salt-length", name)
    try:
        return hashlib.sha256(_SEGMENT[name] + salt + stored).digest()
    except KeyError:
        raise InvalidError("segments-unknown", name) from None


def commitment(digests: Sequence[bytes]) -> bytes:
    """Return C, the 32 bytes that bind an event: SHA-256("licet/evt/v1" 00, u8(k), D_1 … D_k)."""
    if not 1 <= len(digests) <= len(SEGMENTS):
        raise InvalidError("segments-unknown")
    if not _DIGEST_LENGTH.issuperset(map(len, digests)):
        raise InvalidError("digest-length")
    return hashlib.sha256(_EVENT[len(digests)] + b"".join(digests)).digest()


def entry(committed: bytes) -> bytes:
    """Return the entry of the log for a commitment: 33 bytes, always."""
    if len(committed) != DIGEST:
        raise InvalidError("digest-length")
    return VERSION + committed


def commitment_of(segments: Mapping[str, Segment | bytes]) -> bytes:
    """Return C for named segments in their order: a ``Segment``, or the bare digest of one withheld."""
    check_names(tuple(segments))
    return commitment(
        [
            segment_digest(name, held.salt, held.stored) if isinstance(held, Segment) else held
            for name, held in segments.items()
        ]
    )


def check_names(names: Sequence[str]) -> None:
    """Raise ``InvalidError`` unless the names are known ones, in their order, ``core`` first."""
    if not set(names) <= set(SEGMENTS) or not names or names[0] != SEGMENTS[0]:
        raise InvalidError("segments-unknown")
    if any(SEGMENTS.index(one) >= SEGMENTS.index(other) for one, other in pairwise(names)):
        raise InvalidError("segments-out-of-order")
