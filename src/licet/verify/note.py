"""A text signed by one or more keys (C2SP signed-note v1.0.0), Ed25519 alone (signature type 0x01).

Whoever holds a private key signs; this room only writes and checks the lines.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from .failures import InvalidError

ED25519: Final = 0x01
LARGEST: Final = 1 << 20
MOST_SIGNATURES: Final = 64
_KEY: Final = 32
_SIGNATURE: Final = 64
_KEY_ID: Final = 4
_VKEY: Final = re.compile(r"([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)")
_LINE: Final = re.compile(r"— ([^+\s]+) ([A-Za-z0-9+/=]+)")
_CONTROLS: Final = re.compile(r"[\x00-\x09\x0b-\x1f]")


@dataclass(frozen=True, slots=True)
class Vkey:
    """A verifying key: its name (no space, no plus) and 32 bytes."""

    name: str
    key: bytes

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[^+\s]+", self.name) or len(self.key) != _KEY:
            raise InvalidError("vkey-malformed")

    @property
    def key_id(self) -> bytes:
        """Return the first four bytes of SHA-256(name, newline, type, key)."""
        return hashlib.sha256(self.name.encode() + b"\n" + self._typed).digest()[:_KEY_ID]

    @property
    def _typed(self) -> bytes:
        return bytes([ED25519]) + self.key

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{base64.b64encode(self._typed).decode()}"

    @classmethod
    def read(cls, written: str) -> Vkey:
        """Read ``name+keyid+base64``; raise ``InvalidError`` on another type of key or a key id that is not its own."""
        match = _VKEY.fullmatch(written)
        if match is None:
            raise InvalidError("vkey-malformed")
        typed = unbase64(match[3])
        if typed[:1] != bytes([ED25519]):
            raise InvalidError("vkey-type-unknown")
        found = cls(match[1], typed[1:])
        if found.key_id.hex() != match[2]:
            raise InvalidError("vkey-malformed")
        return found


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: the name and id of a key, and what it signed with."""

    name: str
    key_id: bytes
    made: bytes

    def line(self) -> str:
        """Return the line, with its newline."""
        return f"— {self.name} {base64.b64encode(self.key_id + self.made).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text, which ends in a newline, and its signatures in the order they stand."""

    text: str
    signatures: tuple[Signature, ...]

    def stored(self) -> bytes:
        """Return the note as stored."""
        return f"{self.text}\n{''.join(each.line() for each in self.signatures)}".encode()


def read_note(stored: bytes) -> Note:
    """Read a note; no signature is verified yet."""
    if len(stored) > LARGEST:
        raise InvalidError("note-malformed")
    try:
        whole = stored.decode()
    except UnicodeDecodeError:
        raise InvalidError("note-malformed") from None
    text, blank, lines = whole.rpartition("\n\n")
    if not blank or not lines.endswith("\n") or _CONTROLS.search(whole):
        raise InvalidError("note-malformed")
    signatures = tuple(_signature(line) for line in lines[:-1].split("\n"))
    if len(signatures) > MOST_SIGNATURES:
        raise InvalidError("note-malformed")
    return Note(f"{text}\n", signatures)


def _signature(line: str) -> Signature:
    match = _LINE.fullmatch(line)
    if match is None:
        raise InvalidError("note-malformed")
    blob = unbase64(match[2])
    if len(blob) <= _KEY_ID:
        raise InvalidError("note-malformed")
    return Signature(match[1], blob[:_KEY_ID], blob[_KEY_ID:])


def verified_by(note: Note, vkeys: Iterable[Vkey]) -> tuple[Signature, ...]:
    """Return the signatures by known keys; raise ``InvalidError`` when one is wrong or there is none.

    Lines of unknown keys are ignored, as the format asks.
    """
    known = {(each.name, each.key_id): each for each in vkeys}
    found = []
    for line in note.signatures:
        vkey = known.get((line.name, line.key_id))
        if vkey is None:
            continue
        _verify(vkey, line.made, note.text)
        found.append(line)
    if not found:
        raise InvalidError("note-not-signed-by-a-trusted-key")
    return tuple(found)


def _verify(vkey: Vkey, made: bytes, text: str) -> None:
    if len(made) != _SIGNATURE:
        raise InvalidError("signature-wrong")
    try:
        Ed25519PublicKey.from_public_bytes(vkey.key).verify(made, text.encode())
    except (InvalidSignature, ValueError):
        raise InvalidError("signature-wrong") from None


def signed(text: str, vkey: Vkey, sign: Callable[[bytes], bytes]) -> Note:
    """Return the note of a text, signed by whoever holds the private key of ``vkey``."""
    if not text.endswith("\n") or _CONTROLS.search(text):
        raise InvalidError("note-malformed")
    return Note(text, (Signature(vkey.name, vkey.key_id, sign(text.encode())),))


def unbase64(written: str) -> bytes:
    """Decode base64 in its one writing (RFC 4648, section 4): padded, with no bit left over."""
    try:
        found = base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError):
        raise InvalidError("base64-malformed") from None
    if base64.b64encode(found).decode() != written:
        raise InvalidError("base64-malformed")
    return found
