"""The keys of persons, apart from the database: a key destroyed is a person forgotten, in every old copy too.

Each person has three: of her identity, of the circumstances (IP, browser), of contents. They stand in one row of
``keys.db``, wrapped together (AES-256-GCM) by a key derived from the master key, which lies outside the folder.
New keys are committed before the events that they seal, condemned ones destroyed after the event that condemns them.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from licet.ledger.settling import emptied
from licet.terms.errors import LedgerError

CLASSES: Final = ("subject", "context", "content")
KEY: Final = 32
NONCE: Final = 12
PLACE: Final = {name: slice(at * KEY, (at + 1) * KEY) for at, name in enumerate(CLASSES)}
"""Where each key stands in a person's 96 bytes."""
_GONE: Final = bytes(KEY)
_AT_ONCE: Final = 500
_SCHEMA: Final = (
    "CREATE TABLE IF NOT EXISTS keys (id INTEGER PRIMARY KEY, subject BLOB NOT NULL UNIQUE, wrapped BLOB NOT NULL)"
)


class Keys:
    """The key store of a folder. One connection, used by whoever holds ``lock``; other processes may have theirs."""

    def __init__(self, path: Path, wrapping: bytes) -> None:
        self._wrap = AESGCM(wrapping)
        self.lock = threading.RLock()
        fresh = not path.exists()
        self._base = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
        if fresh:
            path.chmod(0o600)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON", "wal_autocheckpoint = 0"):
            self._base.execute(f"PRAGMA {pragma}")
        self._base.execute(_SCHEMA)

    def close(self) -> None:
        """Close the store."""
        with self.lock:
            self._base.close()

    def add(self, fresh: Iterable[tuple[bytes, bytes]]) -> None:
        """Store the keys of new persons (reference, 96 bytes), durably, before the events that need them."""
        rows = [(subject, self._wrapped(subject, keys)) for subject, keys in fresh]
        if not rows:
            return
        with self.lock:
            self._base.execute("BEGIN IMMEDIATE")
            try:
                self._base.executemany("INSERT INTO keys (subject, wrapped) VALUES (?, ?)", rows)
                self._base.execute("COMMIT")
            except BaseException:
                self._base.execute("ROLLBACK")
                raise

    def of(self, subject: bytes) -> bytes | None:
        """Return a person's keys, 96 bytes, a destroyed one as zeros; ``None`` when the person is forgotten."""
        with self.lock:
            row = self._base.execute("SELECT wrapped FROM keys WHERE subject = ?", (bytes(subject),)).fetchone()
        return None if row is None else self._unwrapped(bytes(subject), row[0])

    def of_many(self, subjects: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return the keys of those of many persons who have some."""
        found: dict[bytes, bytes] = {}
        for start in range(0, len(subjects), _AT_ONCE):
            asked = subjects[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(asked))
            with self.lock:
                rows = self._base.execute(f"SELECT subject, wrapped FROM keys WHERE subject IN ({marks})", asked)  # noqa: S608  # question marks only
                found |= {subject: self._unwrapped(subject, wrapped) for subject, wrapped in rows.fetchall()}
        return found

    def destroy(self, subject: bytes, classes: Sequence[str] = CLASSES) -> None:
        """Destroy keys of a person; with all of them the row goes too. Doing it twice changes nothing."""
        keys = self.of(subject)
        if keys is None:
            return
        left = b"".join(_GONE if name in classes else keys[at] for name, at in PLACE.items())
        with self.lock:
            if any(left):
                self._base.execute(
                    "UPDATE keys SET wrapped = ? WHERE subject = ?", (self._wrapped(subject, left), subject)
                )
            else:
                self.drop([subject])

    def drop(self, subjects: Iterable[bytes]) -> None:
        """Destroy every key of some persons."""
        with self.lock:
            self._base.execute("BEGIN IMMEDIATE")
            try:
                self._base.executemany("DELETE FROM keys WHERE subject = ?", [(each,) for each in subjects])
                newest = self._newest_id()
                if newest < self.judged():  # its number is given again, to a key that nobody has looked at
                    self._base.execute(f"PRAGMA user_version = {newest}")
                self._base.execute("COMMIT")
            except BaseException:
                self._base.execute("ROLLBACK")
                raise

    def newest(self, count: int) -> list[bytes]:
        """Return the references of the keys made last: those that a crash may have left without an event."""
        with self.lock:
            rows = self._base.execute("SELECT subject FROM keys ORDER BY id DESC LIMIT ?", (count,)).fetchall()
        return [row[0] for row in rows]

    def unjudged(self) -> tuple[int, list[bytes]]:
        """Return the references of the keys that ``judge`` did not pass yet, and up to which number they go."""
        with self.lock:
            until = self._newest_id()
            rows = self._base.execute("SELECT subject FROM keys WHERE id > ? AND id <= ?", (self.judged(), until))
            return until, [row[0] for row in rows.fetchall()]

    def judge(self, until: int | None = None) -> None:
        """Write down that the keys up to a number, by default all, have been looked at: a crash left none without an event."""
        with self.lock:
            newest = self._newest_id()
            self._base.execute(f"PRAGMA user_version = {newest if until is None else min(until, newest)}")

    def judged(self) -> int:
        """Return up to which number keys have been looked at."""
        return int(self._base.execute("PRAGMA user_version").fetchone()[0])

    def _newest_id(self) -> int:
        return int(self._base.execute("SELECT COALESCE(MAX(id), 0) FROM keys").fetchone()[0])

    def version(self) -> int:
        """Return a number that changes when another connection, of this process or another, wrote to the store."""
        with self.lock:
            return int(self._base.execute("PRAGMA data_version").fetchone()[0])

    def settle(self) -> None:
        """Bring everything into the main file and leave an empty WAL, so that nothing destroyed lingers in it."""
        with self.lock:
            emptied(lambda: bool(self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]))

    def copy(self, to: Path) -> None:
        """Write a consistent copy."""
        with self.lock, sqlite3.connect(to) as other:
            self._base.backup(other)
        other.close()
        to.chmod(0o600)

    def _unwrapped(self, subject: bytes, wrapped: bytes) -> bytes:
        try:
            return self._wrap.decrypt(wrapped[:NONCE], wrapped[NONCE:], subject)
        except InvalidTag:
            raise LedgerError("a key of `keys.db` does not open: this is the master key of another folder") from None

    def _wrapped(self, subject: bytes, keys: bytes) -> bytes:
        nonce = os.urandom(NONCE)
        return nonce + self._wrap.encrypt(nonce, keys, subject)


def class_key(keys: bytes, name: str) -> bytes | None:
    """Return the key of a class out of a person's 96 bytes; ``None`` when it was destroyed."""
    found = keys[PLACE[name]]
    return None if found == _GONE else found
