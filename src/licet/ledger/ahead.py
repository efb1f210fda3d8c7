"""Make people before the act that may need them: reference, keys, and what is sealed under these, while nobody waits.

Whoever turns out to be known already was made in vain: nothing of them is stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

import orjson
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from licet.ledger.key_store import CLASSES, KEY, NONCE, PLACE
from licet.ledger.sealing import CHANCE, Sealed, bound, drawn, reference
from licet.verify.entry import SALT, segment_digest

_IDENTITY: Final = CLASSES[0]


class Made(NamedTuple):
    """A person made: a reference, keys (96 bytes), segments of a first event, and a column of another room."""

    subject: bytes
    keys: bytes
    segments: Mapping[str, Sealed]
    column: bytes


class Ahead:
    """Makes people, in one thread."""

    def __init__(self) -> None:
        self._next_chance = drawn(CHANCE).__next__
        self._next_keys = drawn(KEY * len(CLASSES)).__next__
        self._next_nonce = drawn(NONCE).__next__
        self._next_salt = drawn(SALT).__next__

    def made(self, said: Mapping[str, Mapping[str, str]], plain: bytes, about: bytes) -> Made:
        """Return a person with segments by name, and a text as ``Sealer.seal`` seals it under the key of her identity.

        Segments hold texts alone, under ASCII names: what ``orjson`` writes of them is canonical without being looked through.
        """
        subject, keys, next_nonce = reference(self._next_chance()), self._next_keys(), self._next_nonce
        ciphers, segments = dict[str, AESGCM](), dict[str, Sealed]()
        for name, each in said.items():
            ciphers[name] = cipher = AESGCM(keys[PLACE[name]])
            salt, text, nonce = self._next_salt(), orjson.dumps(each, option=orjson.OPT_SORT_KEYS), next_nonce()
            digest = segment_digest(name, salt, text)
            sealed = nonce + cipher.encrypt(nonce, salt + text, bound(subject, name, digest))
            segments[name] = Sealed(digest, sealed)
        cipher, nonce = ciphers.get(_IDENTITY) or AESGCM(keys[PLACE[_IDENTITY]]), next_nonce()
        column = nonce + cipher.encrypt(nonce, plain, bound(subject, _IDENTITY, about))
        return Made(subject, keys, segments, column)
