"""Keys and last events of persons, kept from one batch to the next as long as nobody else wrote anything at all.

SQLite tells (``PRAGMA data_version`` changes when another connection commits); of PostgreSQL we ask nothing and keep nothing.
A key that somebody destroyed is never used again: destroying it is a write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import connection

from licet.ledger.sealing import Sealer

if TYPE_CHECKING:
    from licet.ledger.key_store import Keys
    from licet.ledger.transaction import Batch

MOST: Final = 20_000
"""Persons kept: a few megabytes."""
Heads = dict[bytes, tuple[int, bytes]]
_Versions = tuple[int, int]


class Memory:
    """What the last batch knew, and the versions of both databases while it held the lock.

    Our own commit changes neither version for us. Read after it, they would hide what another process wrote in between.
    """

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._versions: _Versions | None = None
        self._under_lock: _Versions | None = None
        self._sealer = Sealer(keys)
        self._heads: Heads = {}

    def recall(self) -> tuple[Sealer, Heads]:
        """Return what is still true, within a transaction that holds the lock; nothing of it when another wrote."""
        self._under_lock = self._now()
        if self._versions is None or self._versions != self._under_lock:
            self.forget()
        return self._sealer, self._heads

    def keep(self, batch: Batch) -> None:
        """Keep what a batch knows, right after its commit; nothing when it condemned a key, or knows too many."""
        if batch.doomed or len(batch.heads) > MOST:
            self.forget()
            return
        batch.sealer.settle()
        self._sealer, self._heads, self._versions = batch.sealer, batch.heads, self._under_lock

    def forget(self) -> None:
        """Begin anew."""
        self._versions, self._sealer, self._heads = None, Sealer(self._keys), {}

    def _now(self) -> _Versions | None:
        if connection.vendor != "sqlite" or connection.connection is None:
            return None
        version: int = connection.connection.execute("PRAGMA data_version").fetchone()[0]
        return version, self._keys.version()
