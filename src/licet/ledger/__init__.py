"""The log: events with salted segments, a Merkle tree over their commitments, one writer a process.

- ``folder``       where a record lives, its master key; ``key_store``: the keys of persons, apart; ``sealing`` under them
- ``kinds``        kinds of events and who acts on them
- ``transaction``  what an act may do; ``writer``: group commit; ``growing``: the tree; ``refusals``: the log beside the log;
  ``waiting``: other processes first
- ``record``       the record of this process: ``act``; ``settling``: the WAL of SQLite brought in meanwhile
- ``history``      events as they stand; ``erasing``: segments and keys gone
- ``tree``         tiles and proofs; ``checkpoints``: signed heads; ``stamps``; ``heads``: the daily map; ``fsck``
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from licet.ledger.folder import Home
from licet.ledger.kinds import declare, on

if TYPE_CHECKING:
    from licet.ledger.record import (
        Act,
        act,
        close_record,
        home,
        is_open,
        keys,
        open_record,
        seal,
        sealer,
        unseal,
    )
    from licet.ledger.transaction import Draft, Recorded, Refusal, Transaction

__all__ = [
    "Act",
    "Draft",
    "Home",
    "Recorded",
    "Refusal",
    "Transaction",
    "act",
    "close_record",
    "declare",
    "home",
    "is_open",
    "keys",
    "on",
    "open_record",
    "seal",
    "sealer",
    "unseal",
]

_OF_TRANSACTIONS = {"Draft", "Recorded", "Refusal", "Transaction"}


def __getattr__(name: str) -> object:
    """Load when asked for (PEP 562) what needs a configured Django: ``import licet.ledger`` must not."""
    if name not in __all__:
        raise AttributeError(name)
    module = "transaction" if name in _OF_TRANSACTIONS else "record"
    return getattr(import_module(f"licet.ledger.{module}"), name)
