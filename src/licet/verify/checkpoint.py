"""The head of a tree as a signed text (C2SP tlog-checkpoint v1.0.0): origin, size, root; no extension lines."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from .failures import InvalidError
from .note import Note, Vkey, read_note, unbase64, verified_by
from .tree import HASH

_DECIMAL: Final = re.compile(r"0|[1-9][0-9]{0,18}")
_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The name of a log, how many entries it held, and the root over them."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Return the text that is signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def read_checkpoint(stored: bytes) -> tuple[Checkpoint, Note]:
    """Read a checkpoint and the note it stands in; no signature is verified yet."""
    note = read_note(stored)
    lines = note.text.split("\n")[:-1]
    if len(lines) != _LINES or not lines[0]:
        raise InvalidError("checkpoint-malformed")
    root = unbase64(lines[2])
    if len(root) != HASH:
        raise InvalidError("checkpoint-malformed")
    return Checkpoint(lines[0], decimal(lines[1]), root), note


def verify_checkpoint(stored: bytes, vkeys: Iterable[Vkey]) -> Checkpoint:
    """Read a checkpoint signed by a trusted key that bears the name of the log."""
    found, note = read_checkpoint(stored)
    verified_by(note, [each for each in vkeys if each.name == found.origin])
    return found


def stamped_part(stored: bytes, vkeys: Iterable[Vkey]) -> bytes:
    """Return what a time stamp covers: the text, the blank line, the log's own lines; others may arrive later."""
    found, note = read_checkpoint(stored)
    own = {(each.name, each.key_id) for each in vkeys if each.name == found.origin}
    return Note(note.text, tuple(each for each in note.signatures if (each.name, each.key_id) in own)).stored()


def decimal(written: str) -> int:
    """Read a number in its one writing: no sign, no leading zero, less than 10^19."""
    if _DECIMAL.fullmatch(written) is None:
        raise InvalidError("number-malformed")
    return int(written)
