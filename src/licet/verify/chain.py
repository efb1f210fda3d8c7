"""Nothing left out: a person's events form a sequence, and a daily map of heads says where it ended (specs/head-map.md)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from .canonical import Object, canonical, read_canonical
from .entry import DIGEST, SALT
from .failures import InvalidError
from .proof import MOST_HASHES
from .tree import leaf_hash, verify_inclusion

MAPPED: Final = "ledger:heads:mapped"
_ROW: Final = {"slot", "salt", "index", "hashes"}


@dataclass(frozen=True, slots=True)
class Row:
    """A person's row in a map of heads: whose (an opaque slot), how it is salted, and where it stands in the map."""

    slot: bytes
    salt: bytes
    index: int
    hashes: tuple[bytes, ...]

    def stored(self) -> bytes:
        """Return the row as stored in ``heads/row.json``."""
        written: Object = {
            "slot": self.slot.hex(),
            "salt": self.salt.hex(),
            "index": self.index,
            "hashes": [each.hex() for each in self.hashes],
        }
        return canonical(written)


@dataclass(frozen=True, slots=True)
class HeadMap:
    """What the event of a map says: its root, its number of rows, and how many entries of the log it covers."""

    root: bytes
    rows: int
    log_size: int


def head_value(salt: bytes, head: bytes, sequence: int) -> bytes:
    """Return the value of a row: SHA-256(salt, commitment of the person's last event, its number on 64 bits)."""
    if len(salt) != SALT or len(head) != DIGEST:
        raise InvalidError("row-malformed")
    return hashlib.sha256(salt + head + sequence.to_bytes(8, "big")).digest()


def map_entry(slot: bytes, value: bytes) -> bytes:
    """Return a row as an entry of the map's tree: slot, then value; entries stand in the order of their slots."""
    if len(slot) != DIGEST or len(value) != DIGEST:
        raise InvalidError("row-malformed")
    return slot + value


def read_row(stored: bytes) -> Row:
    """Read ``heads/row.json``."""
    try:
        value = read_canonical(stored)
    except InvalidError:
        raise InvalidError("row-malformed") from None
    index, hashes = value.get("index"), value.get("hashes")
    if set(value) != _ROW or not isinstance(hashes, list) or len(hashes) > MOST_HASHES:
        raise InvalidError("row-malformed")
    if not isinstance(index, int) or isinstance(index, bool):
        raise InvalidError("row-malformed")
    return Row(
        unhex(value["slot"], "row-malformed"),
        unhex(value["salt"], "row-malformed"),
        index,
        tuple(unhex(each, "row-malformed") for each in hashes),
    )


def read_map(core: Mapping[str, object]) -> HeadMap:
    """Read the event of a map from its core."""
    rows, log_size = core.get("map_rows"), core.get("map_log_size")
    if core.get("kind") != MAPPED or type(rows) is not int or type(log_size) is not int:
        raise InvalidError("map-malformed")
    return HeadMap(unhex(core.get("map_root"), "map-malformed"), rows, log_size)


def verify_head(head_map: HeadMap, row: Row, head: bytes, sequence: int) -> None:
    """Raise ``InvalidError`` unless the map says that this commitment, with this number, is the person's last event."""
    leaf = leaf_hash(map_entry(row.slot, head_value(row.salt, head, sequence)))
    try:
        verify_inclusion(leaf, row.index, head_map.rows, row.hashes, head_map.root)
    except InvalidError:
        raise InvalidError("head-not-in-the-map") from None


def verify_link(number: int, core: Mapping[str, object], commitments: Sequence[bytes]) -> None:
    """Raise ``InvalidError`` unless an event says its own number and the commitment of the person's event before it."""
    if type(core.get("subject_seq")) is not int or core["subject_seq"] != number:
        raise InvalidError("chain-number-wrong")
    before = commitments[number - 1].hex() if number else None
    if "subject_previous" not in core or core["subject_previous"] != before:
        raise InvalidError("chain-broken")


def unhex(written: object, reason: str) -> bytes:
    """Read 32 bytes from 64 lower-case hexadecimal digits; raise ``InvalidError`` for ``reason`` otherwise."""
    if not isinstance(written, str) or not written.isascii():
        raise InvalidError(reason)
    try:
        found = bytes.fromhex(written)
    except ValueError:
        raise InvalidError(reason) from None
    if len(found) != DIGEST or found.hex() != written:
        raise InvalidError(reason)
    return found
