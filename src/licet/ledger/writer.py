"""The one writer of a process: it takes acts, runs them in one transaction, commits once, then answers (group commit).

While one batch is being synced the next one fills: no timer. Several processes may write; the head row of the log,
locked for the transaction, puts their batches in one order. A batch in six steps:

1. lock the head (BEGIN IMMEDIATE; on PostgreSQL SELECT … FOR UPDATE);
2. run the acts, until there are none or the lock has been held long enough: the first alone, whose failure ends the batch, those
   that join it each under a savepoint;
3. append their events, tiles and the head;
4. store the keys of new persons durably, then ``refusals.log``;
5. commit;
6. destroy the keys that were condemned, call back, answer.

A crash before 5 leaves keys that seal nothing and refusals that a restore would repeat; after it, keys that are condemned.
Start-up destroys both sorts of keys. Neither loses anything.
"""

from __future__ import annotations

import logging
import os
import queue
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from django.db import OperationalError, connection, transaction

from licet.ledger import queries
from licet.ledger.erasing import finish
from licet.ledger.folder import Home
from licet.ledger.growing import Growing
from licet.ledger.key_store import Keys
from licet.ledger.refusals import append_refusals
from licet.ledger.remembering import Memory
from licet.ledger.sealing import drawn
from licet.ledger.transaction import Batch, Transaction
from licet.ledger.waiting import Waiting
from licet.terms.errors import ClosedError, LedgerError
from licet.verify.entry import SALT

T = TypeVar("T")

_log = logging.getLogger("licet.ledger")
MOST_ACTS: Final = 512
LONGEST: Final = 0.008
"""Seconds after which a batch takes no further act: others wait for the lock."""
PATIENCE: Final = 30.0
"""Seconds to wait for a lock that another process holds."""
_POLL: Final = 0.0005


@dataclass
class _Asked:
    act: Callable[[Transaction], Any]
    answer: Future[Any] = field(default_factory=Future)


class Writer:
    """Runs acts one after another in a thread of its own."""

    def __init__(self, home: Home, keys: Keys, *, restoring: bool = False) -> None:
        self.home = home
        self._restoring = restoring
        self._closed, self._restored = str(home.closed), str(home.restored)  # texts: looked at for each batch
        self._since = _changed(self._restored)
        self.keys = keys
        self._asked: queue.SimpleQueue[_Asked | None] = queue.SimpleQueue()
        self._growing = Growing()
        self._memory = Memory(keys)
        self._next_salt = drawn(SALT).__next__
        self._waiting = Waiting(home.data / "origin")
        self._aside = ThreadPoolExecutor(1, "licet-keys")
        self._thread = threading.Thread(target=self._run, name="licet-writer", daemon=True)
        self._ended = False
        self.process = os.getpid()

    def start(self) -> None:
        """Begin to take acts."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what was asked, then end."""
        self._ended = True
        self._asked.put(None)
        if self._thread.is_alive():
            self._thread.join()
        self._aside.shutdown()
        self._waiting.close()

    def submit(self, act: Callable[[Transaction], T]) -> T:
        """Run an act; return what it returns once everything is durable, raise what it raises."""
        if threading.current_thread() is self._thread:
            raise LedgerError("an act within an act is called with `.within(tx, …)`")
        if self._ended:
            raise LedgerError("the record of this process is closed")
        asked = _Asked(act)
        self._asked.put(asked)
        return asked.answer.result()  # type: ignore[no-any-return]  # what the act returned

    def _run(self) -> None:
        try:
            while (first := self._asked.get()) is not None:
                self._batch(first)
        finally:
            connection.close()

    def _batch(self, first: _Asked) -> None:
        done: list[tuple[_Asked, object]] = []
        try:
            self._check_open()
            block, (batch, packed) = self._begun()
            try:
                self._run_acts(batch, first, done)
                self._close(batch, packed)
            except BaseException as error:
                block.__exit__(type(error), error, error.__traceback__)
                raise
            block.__exit__(None, None, None)
            self._waiting.wrote()
        except Exception as error:  # noqa: BLE001  # whatever it was, those who wait are told
            self._growing.forget()
            self._memory.forget()
            self._abandon(error, first, done)
            return
        try:
            self._memory.keep(batch)
            self._after(batch)
        except Exception as error:  # noqa: BLE001  # what is committed is answered; start-up destroys what is still condemned
            _log.error("after a commit: %s", type(error).__name__)  # a traceback may quote a person
        for asked, answer in done:
            asked.answer.set_result(answer)

    def _check_open(self) -> None:
        if not self._restoring and _changed(self._closed) is not None:
            raise ClosedError
        if _changed(self._restored) != self._since:
            raise LedgerError("this house was restored since this process opened it: start it again")

    def _begun(self) -> tuple[transaction.Atomic, tuple[Batch, bytes]]:
        """Begin with the head locked; once more where the connection turns out to have died while nobody used it."""
        for is_last in (connection.vendor == "sqlite", True):
            block = self._begin()
            try:
                return block, self._locked()
            except BaseException as error:
                block.__exit__(type(error), error, error.__traceback__)
                if is_last or not isinstance(error, OperationalError):
                    raise
                connection.close()
        raise LedgerError  # the second time it has returned or raised

    def _begin(self) -> transaction.Atomic:
        """Begin the transaction; poll for the lock, since SQLite's own waiting sleeps up to a tenth of a second."""
        until = time.monotonic() + PATIENCE
        self._waiting.let_others_go_first()
        queries.be_patient(0)
        self._waiting.say()
        try:
            while True:
                block = transaction.atomic(durable=True)
                try:
                    block.__enter__()
                except OperationalError as error:
                    if "locked" not in str(error) or time.monotonic() > until:
                        raise
                    time.sleep(_POLL)
                else:
                    return block
        finally:
            self._waiting.unsay()
            queries.be_patient(PATIENCE)  # what is written after the commit waits as everybody does

    def _locked(self) -> tuple[Batch, bytes]:
        head = queries.lock_head()
        if head is None:
            raise LedgerError("this database holds no log: run `licet serve` or `licet doctor`")
        sealer, heads = self._memory.recall()
        map_key = self.home.derived("head-map")
        return Batch(head[0], self.keys, self._next_salt, map_key, sealer, heads, self._store), head[1]

    def _store(self, people: Mapping[bytes, bytes]) -> Future[None]:
        """Begin to store the keys of new people, in a thread aside."""
        return self._aside.submit(self.keys.add, people.items())

    def _run_acts(self, batch: Batch, first: _Asked, done: list[tuple[_Asked, object]]) -> None:
        tx = Transaction(batch)
        answer = first.act(tx)  # without a savepoint, for which SQLite would copy every page that it touches
        tx.keep()
        done.append((first, answer))
        while len(done) < MOST_ACTS and time.monotonic() - batch.started <= LONGEST:
            try:
                asked = self._asked.get_nowait()
            except queue.Empty:
                return
            if asked is None:  # `stop` was asked: end after this batch
                self._asked.put(None)
                return
            self._run_act(batch, asked, done)

    @staticmethod
    def _run_act(batch: Batch, asked: _Asked, done: list[tuple[_Asked, object]]) -> None:
        tx = Transaction(batch)
        try:
            with transaction.atomic():
                answer = asked.act(tx)
        except Exception as error:  # noqa: BLE001  # an act that fails undoes itself alone
            asked.answer.set_exception(error)
            return
        tx.keep()
        done.append((asked, answer))

    def _close(self, batch: Batch, packed: bytes) -> None:
        # two disks' worth of waiting at once: the keys reach theirs while the events are inserted
        if batch.sealer.fresh:
            batch.storing.append(self._store(batch.sealer.fresh))
        try:
            if batch.rows:
                queries.insert_events(batch.rows)
                self._growing.append(batch.size, packed, batch.commitments)
        finally:
            for each in batch.storing:
                each.result()
        append_refusals(self.home.refusals, batch.refusals)

    def _after(self, batch: Batch) -> None:
        for subject, classes in batch.doomed:
            finish(self.keys, subject, classes)
        for callback in batch.callbacks:
            callback()

    @staticmethod
    def _abandon(error: Exception, first: _Asked, done: list[tuple[_Asked, object]]) -> None:
        waiting = [asked for asked, _ in done]
        if first not in waiting and not first.answer.done():
            waiting.append(first)
        for asked in waiting:
            asked.answer.set_exception(error)


def _changed(path: str) -> int | None:
    """Return when a marker of a restore last changed, ``None`` when it is not there.

    That of the last restore tells which one it was: a process from before holds a database that is no longer the house's.
    """
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116  # `Path` takes four times as long, and there is one for each batch
    except FileNotFoundError:
        return None
