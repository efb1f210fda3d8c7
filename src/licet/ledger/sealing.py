"""Personal strings as ciphertext under the key of their person: in the log, and in any column of another room.

AES-256-GCM, a fresh nonce before each ciphertext, bound to what it is about so that none can be put in the place of
another. The log commits to salted plaintext, never to a ciphertext (specs/entry.md, rule 7).
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from licet.ledger.key_store import CLASSES, KEY, NONCE, Keys, class_key
from licet.ledger.stored import stored
from licet.terms.errors import LedgerError
from licet.verify.entry import segment_digest

_AT_ONCE: Final = 256
_MOST_CIPHERS: Final = 4_096
"""Ciphers kept from one batch to the next: each is a kilobyte, and made again in a microsecond."""
_NAMED: Final = {name: b"%c%b" % (len(name), name.encode()) for name in CLASSES}
SUBJECT: Final = 16
"""Length of the reference of a person: never made of an address."""
_MADE_AT: Final = 6
CHANCE: Final = SUBJECT - _MADE_AT


def drawn(length: int) -> Iterator[bytes]:
    """Give bytes from the system's random source, drawn many at a time: a call for each would cost more than its use."""
    while True:
        many = os.urandom(length * _AT_ONCE)
        for at in range(0, len(many), length):
            yield many[at : at + length]


class Sealed(NamedTuple):
    """A personal segment as the log keeps it: its digest (specs/entry.md, rule 4), and nonce and ciphertext of salt and text."""

    digest: bytes
    text: bytes


class Sealer:
    """Seals and opens under the keys of persons; those of persons made in this batch need not be stored yet."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._held: dict[bytes, bytes | None] = {}
        self._ciphers: dict[tuple[bytes, str], AESGCM | None] = {}
        self.fresh: dict[bytes, bytes] = {}
        self.taken_in: dict[bytes, bytes] = {}
        self._next_chance = drawn(CHANCE).__next__
        self._next_keys = drawn(KEY * len(CLASSES)).__next__
        self._next_nonce = drawn(NONCE).__next__

    def new_subject(self) -> bytes:
        """Return a reference that nobody has, with keys of its own."""
        subject = reference(self._next_chance())
        self.fresh[subject] = self._next_keys()
        return subject

    def is_new(self, subject: bytes) -> bool:
        """Tell whether the person was made for this batch."""
        return subject in self.fresh or subject in self.taken_in

    def knows(self, subject: bytes) -> bool:
        """Tell whether the person has keys."""
        return any(self._cipher(subject, name) for name in CLASSES)

    def preload(self, subjects: Sequence[bytes]) -> None:
        """Read the keys of many persons at once."""
        unread = [each for each in subjects if each not in self._held and not self.is_new(each)]
        self._held |= dict.fromkeys(unread) | self._keys.of_many(unread)

    def settle(self) -> None:
        """Know the keys made in this batch as stored ones."""
        self._held |= self.fresh | self.taken_in
        self.fresh, self.taken_in = {}, {}
        if len(self._ciphers) > _MOST_CIPHERS:
            self._ciphers = {}

    def seal(self, subject: bytes, name: str, plain: bytes, about: bytes) -> bytes:
        """Return nonce and ciphertext; raise ``LedgerError`` when that key was destroyed: nobody is un-forgotten."""
        cipher = self._ciphers.get((subject, name)) or self._cipher(subject, name)
        if cipher is None:
            raise LedgerError(f"the key `{name}` of this person was destroyed: nothing more can be recorded under it")
        nonce = self._next_nonce()
        return nonce + cipher.encrypt(nonce, plain, bound(subject, name, about))

    def segment(self, subject: bytes, name: str, salt: bytes, said: Mapping[str, object]) -> Sealed:
        """Return a personal segment sealed; its digest binds the ciphertext to the one event that commits to it."""
        text = stored(said)
        digest = segment_digest(name, salt, text)
        return Sealed(digest, self.seal(subject, name, salt + text, digest))

    def unseal(self, subject: bytes, name: str, sealed: bytes, about: bytes) -> bytes | None:
        """Return the plaintext, or ``None`` when the key was destroyed."""
        cipher = self._cipher(subject, name)
        if cipher is None:
            return None
        sealed = bytes(sealed)
        try:
            return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], bound(subject, name, about))
        except InvalidTag:
            raise LedgerError("a sealed text does not open: it was altered, or stands in another's place") from None

    def _cipher(self, subject: bytes, name: str) -> AESGCM | None:
        place = (subject, name)
        if place not in self._ciphers:
            if subject not in self._held:
                self._held[subject] = self.fresh.get(subject) or self.taken_in.get(subject) or self._keys.of(subject)
            keys = self._held[subject]
            key = None if keys is None else class_key(keys, name)
            self._ciphers[place] = None if key is None else AESGCM(key)
        return self._ciphers[place]


def reference(chance: bytes) -> bytes:
    """Return the reference of a person who is made now, of ten random bytes.

    It begins with the millisecond it is made in, as a UUIDv7 does (RFC 9562, section 5.7): those made together stand
    together in every index, and a list of a million people writes a hundredth of the pages that random ones would.
    """
    return (time.time_ns() // 1_000_000).to_bytes(_MADE_AT, "big") + chance


def bound(subject: bytes, name: str, about: bytes) -> bytes:
    """Return what a ciphertext is bound to: whose, under which class of key, about what."""
    return subject + _NAMED[name] + about
