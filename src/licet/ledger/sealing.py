"""Personal strings as ciphertext under the key of their person: in the log, and in any column of another room.

AES-256-GCM, a fresh nonce before each ciphertext, bound to what it is about so that none can be put in the place of
another. The log commits to salted plaintext, never to a ciphertext (specs/entry.md, rule 7).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from licet.ledger.key_store import CLASSES, KEY, NONCE, Keys, class_key
from licet.terms.errors import LedgerError

_AT_ONCE: Final = 64
SUBJECT: Final = 16
"""Length of the reference of a person: random, never made of an address."""


class Drawn:
    """Bytes from the system's random source, drawn many at a time: a call for each would cost more than what it is for."""

    def __init__(self, length: int) -> None:
        self._length, self._drawn, self._at = length, b"", 0

    def next(self) -> bytes:
        """Return bytes that nobody else was given."""
        if self._at == len(self._drawn):
            self._drawn, self._at = os.urandom(self._length * _AT_ONCE), 0
        self._at += self._length
        return self._drawn[self._at - self._length : self._at]


class Sealer:
    """Seals and opens under the keys of persons; those of persons made in this batch need not be stored yet."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._held: dict[bytes, bytes | None] = {}
        self._ciphers: dict[tuple[bytes, str], AESGCM | None] = {}
        self.fresh: dict[bytes, bytes] = {}
        self._nonces = Drawn(NONCE)

    def new_subject(self) -> bytes:
        """Return a reference that nobody has, with keys of its own."""
        drawn = os.urandom(SUBJECT + KEY * len(CLASSES))
        subject = drawn[:SUBJECT]
        self.fresh[subject] = drawn[SUBJECT:]
        return subject

    def knows(self, subject: bytes) -> bool:
        """Tell whether the person has keys."""
        return any(self._cipher(subject, name) for name in CLASSES)

    def preload(self, subjects: Sequence[bytes]) -> None:
        """Read the keys of many persons at once."""
        unread = [each for each in subjects if each not in self._held]
        self._held |= dict.fromkeys(unread) | self._keys.of_many(unread)

    def settle(self) -> None:
        """Know the keys made in this batch as stored ones."""
        self._held |= self.fresh
        self.fresh = {}
        self._ciphers = {}  # made again in a microsecond; thousands kept would slow every pass of the garbage collector

    def seal(self, subject: bytes, name: str, plain: bytes, about: bytes) -> bytes:
        """Return nonce and ciphertext; raise ``LedgerError`` when that key was destroyed: nobody is un-forgotten."""
        cipher = self._cipher(subject, name)
        if cipher is None:
            raise LedgerError(f"the key `{name}` of this person was destroyed: nothing more can be recorded under it")
        nonce = self._nonces.next()
        return nonce + cipher.encrypt(nonce, plain, _bound(subject, name, about))

    def unseal(self, subject: bytes, name: str, sealed: bytes, about: bytes) -> bytes | None:
        """Return the plaintext, or ``None`` when the key was destroyed."""
        cipher = self._cipher(subject, name)
        if cipher is None:
            return None
        sealed = bytes(sealed)
        try:
            return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], _bound(subject, name, about))
        except InvalidTag:
            raise LedgerError("a sealed text does not open: it was altered, or stands in another's place") from None

    def _cipher(self, subject: bytes, name: str) -> AESGCM | None:
        place = (subject, name)
        try:
            return self._ciphers[place]
        except KeyError:
            if subject not in self._held:
                self._held[subject] = self.fresh.get(subject) or self._keys.of(subject)
            keys = self._held[subject]
            key = None if keys is None else class_key(keys, name)
            self._ciphers[place] = None if key is None else AESGCM(key)
        return self._ciphers[place]


def _bound(subject: bytes, name: str, about: bytes) -> bytes:
    return b"%b%c%b%b" % (subject, len(name), name.encode(), about)
