"""The record of this process: one folder, its keys, its writer. Opened by a door; rooms call ``act`` and read."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Concatenate, Generic, ParamSpec, TypeVar

from django.db import connection, transaction

from licet.ledger import clock, erasing
from licet.ledger.folder import Home
from licet.ledger.key_store import Keys
from licet.ledger.models import Head
from licet.ledger.sealing import Sealer
from licet.ledger.settling import Settling
from licet.ledger.transaction import Draft, Transaction
from licet.ledger.writer import Writer
from licet.terms.errors import LedgerError
from licet.verify.tree import EMPTY_ROOT

P = ParamSpec("P")
T = TypeVar("T")

_open: list[Writer] = []
_settling: list[Settling] = []


def open_record(home: Home, *, restoring: bool = False) -> None:
    """Open the record of a folder whose database is migrated: a log is begun where there is none, a crash is mended.

    A database without a log is refused where the folder tells of one. ``restoring`` lets acts in behind a closed door.
    """
    if _open:
        raise LedgerError("a record is open in this process already")
    keys = Keys(home.data / "keys.db", home.derived("keys"))
    with transaction.atomic():
        begun = Head.objects.get_or_create(id=1, defaults={"size": 0, "edge": b"", "root": EMPTY_ROOT})[1]
        if begun and (home.published.exists() or home.refusals.exists()):
            keys.close()
            raise LedgerError("the database was lost or emptied: run `licet restore` with its newest backup")
    if not home.closed.exists():
        erasing.finish_all(keys)
        if not begun:
            drop_unused_keys(home, keys)
    writer = Writer(home, keys, restoring=restoring)
    _open.append(writer)
    writer.start()
    _settling.append(Settling(_files(home)))
    _settling[-1].start()
    if begun:
        _opened()


def drop_unused_keys(home: Home, keys: Keys) -> int:
    """Destroy the keys that a crash left without an event; return how many."""
    until, suspects = erasing.suspects(keys)
    if not suspects:
        if until != keys.judged():
            keys.judge(until)
        return 0
    with transaction.atomic():
        return erasing.drop_unused(keys, home, until, suspects)


def close_record() -> None:
    """Finish what was asked and close."""
    while _settling:
        _settling.pop().stop()
    while _open:
        writer = _open.pop()
        writer.stop()
        writer.keys.close()
    connection.close()


def _files(home: Home) -> list[Path]:
    """Return the files of SQLite that the writer writes."""
    embedded = [Path(str(connection.settings_dict["NAME"]))] if connection.vendor == "sqlite" else []
    return [*embedded, home.data / "keys.db"]


def _opened() -> None:
    _writer().submit(lambda tx: tx.record(Draft("ledger:log:opened", {"origin": home().origin})))


def _writer() -> Writer:
    if not _open:
        raise LedgerError("no record is open in this process")
    return _open[-1]


def is_open() -> bool:
    """Tell whether this process has a record open."""
    return bool(_open)


def home() -> Home:
    """Return the folder of the open record."""
    return _open[-1].home if _open else _writer().home  # asked for each token of a list: one call less


def keys() -> Keys:
    """Return the key store of the open record."""
    return _writer().keys


class Act(Generic[P, T]):
    """An act: calling it submits it to the writer and waits until it is durable; ``within`` runs it in another act."""

    def __init__(self, function: Callable[Concatenate[Transaction, P], T]) -> None:
        self.within = function
        functools.update_wrapper(self, function)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """Do it, durably; raise what it raises, and then nothing of it is stored."""
        return _writer().submit(lambda tx: self.within(tx, *args, **kwargs))


def act(function: Callable[Concatenate[Transaction, P], T]) -> Act[P, T]:
    """Make an act of a function whose first parameter is the transaction."""
    return Act(function)


def seal(subject: bytes, name: str, plain: bytes, about: bytes = b"") -> bytes:
    """Return a personal string as ciphertext, for a person whose keys are stored; within an act use ``tx.seal``."""
    return Sealer(keys()).seal(subject, name, plain, about)


def unseal(subject: bytes, name: str, sealed: bytes, about: bytes = b"") -> bytes | None:
    """Return what was sealed; ``None`` when its key was destroyed."""
    return Sealer(keys()).unseal(subject, name, sealed, about)


def sealer() -> Sealer:
    """Return a sealer to open many texts with: it keeps the keys of persons while it lives, so let it live briefly."""
    return Sealer(keys())


def now() -> int:
    """Return the present second, UTC."""
    return clock.now()
