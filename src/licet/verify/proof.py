"""One event's proof (C2SP tlog-proof), and the proof that a checkpoint only grew (the body of C2SP tlog-witness)."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .checkpoint import decimal, read_checkpoint
from .failures import InvalidError
from .note import LARGEST, unbase64
from .tree import HASH, leaf_hash, verify_consistency, verify_inclusion

FORMAT: Final = "c2sp.org/tlog-proof@v1"
# A tree of 2^63 leaves is not outgrown.
MOST_HASHES: Final = 63


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """The index of an entry (from 0), the hashes from its sibling to the root's child, and the checkpoint as stored."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes

    def stored(self) -> bytes:
        """Return the proof as stored in ``.tlog-proof``."""
        return f"{FORMAT}\nindex {self.index}\n{_written(self.hashes)}\n".encode() + self.checkpoint

    def verify(self, entry: bytes) -> None:
        """Raise ``InvalidError`` unless the entry stands there; who signed the checkpoint is another question."""
        head, _ = read_checkpoint(self.checkpoint)
        verify_inclusion(leaf_hash(entry), self.index, head.size, self.hashes, head.root)


@dataclass(frozen=True, slots=True)
class ConsistencyProof:
    """The size of an old tree, the hashes, and the newer checkpoint as stored."""

    old: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes

    def stored(self) -> bytes:
        """Return the proof as stored in ``.consistency``."""
        return f"old {self.old}\n{_written(self.hashes)}\n".encode() + self.checkpoint

    def verify(self, old_root: bytes) -> None:
        """Raise ``InvalidError`` unless the newer tree begins with the older one."""
        head, _ = read_checkpoint(self.checkpoint)
        verify_consistency(self.old, head.size, self.hashes, old_root, head.root)


def read_inclusion(stored: bytes) -> InclusionProof:
    """Read a ``.tlog-proof``. An ``extra`` line is refused: the format leaves it unauthenticated, and we write none."""
    lines, checkpoint = _parts(stored)
    if len(lines) < 2 or lines[0] != FORMAT or not lines[1].startswith("index "):  # noqa: PLR2004 - the two lines that must be
        raise InvalidError("proof-malformed")
    return InclusionProof(decimal(lines[1].removeprefix("index ")), _hashes(lines[2:]), checkpoint)


def read_consistency(stored: bytes) -> ConsistencyProof:
    """Read a ``.consistency``."""
    lines, checkpoint = _parts(stored)
    if not lines[0].startswith("old "):
        raise InvalidError("proof-malformed")
    return ConsistencyProof(decimal(lines[0].removeprefix("old ")), _hashes(lines[1:]), checkpoint)


def _parts(stored: bytes) -> tuple[list[str], bytes]:
    head, blank, checkpoint = stored.partition(b"\n\n")
    if not blank or len(stored) > LARGEST or not head.isascii():
        raise InvalidError("proof-malformed")
    return head.decode("ascii").split("\n"), checkpoint


def _hashes(lines: Sequence[str]) -> tuple[bytes, ...]:
    found = tuple(unbase64(line) for line in lines)
    if len(found) > MOST_HASHES or any(len(each) != HASH for each in found):
        raise InvalidError("proof-malformed")
    return found


def _written(hashes: Sequence[bytes]) -> str:
    return "".join(f"{base64.b64encode(each).decode()}\n" for each in hashes)
