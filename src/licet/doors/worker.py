"""The one loop of the house: stamps, head map, clocks, deadlines. It runs inside ``licet serve``, or alone as ``licet worker``.

A job has a name, a pace and a function that may be run again after a crash. Who does it holds a lease in the database,
renewed while it lasts, so that two workers do not do the same thing at once; a lease that nobody renews ends by itself.
A job that fails is tried again, later and later; what is logged of it is the name and the place of the fault.
"""

from __future__ import annotations

import logging
import os
import secrets
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from django.db import close_old_connections, connection

from licet.doors.web.logs import place_of
from licet.doors.web.models import Lease
from licet.ledger import Transaction, act, clock, home
from licet.terms.errors import ClosedError

LEASE: Final = 60
"""Seconds that a lease holds without being renewed."""
_RENEWED: Final = LEASE / 3
_TICK: Final = 2.0
_FIRST_RETRY: Final = 60
_LONGEST_RETRY: Final = 3600
_log = logging.getLogger("licet.worker")


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do every so many seconds."""

    name: str
    every: int
    run: Callable[[], object]


class Worker:
    """Does jobs as they fall due, one after another."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._jobs = jobs
        self._holder = f"{os.getpid()}/{secrets.token_hex(6)}"
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Work in a thread of its own."""
        self._thread = threading.Thread(target=self.run, name="licet-worker", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish the job in hand, then end."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def run(self) -> None:
        """Work until told to stop."""
        try:
            while not self._stop.is_set():
                close_old_connections()
                self.turn()
                self._stop.wait(_TICK)
        finally:
            connection.close()

    def turn(self) -> list[str]:
        """Do what is due; return the names of the jobs that went well."""
        if home().closed.exists():
            return []
        done = []
        for job in self._jobs:
            if self._stop.is_set():
                break
            try:
                if self._attempt(job):
                    done.append(job.name)
            except ClosedError:
                break
            except Exception as error:  # noqa: BLE001  # the lease itself could not be written: the next turn tries again
                _log.warning("the lease of `%s` cannot be kept: %s", job.name, place_of(error))
        return done

    def _attempt(self, job: Job) -> bool:
        if not is_due(job, Lease.objects.filter(job=job.name).first(), clock.now()) or not _take(job, self._holder):
            return False
        try:
            with self._renewing(job):
                job.run()
        except ClosedError:
            _let_go(job, self._holder, "ClosedError")
            raise
        except Exception as error:  # noqa: BLE001  # a job may fail in any way, and the others go on
            fault = place_of(error)
            _let_go(job, self._holder, fault)
            _log.warning("the job `%s` failed and will be tried again: %s", job.name, fault)
            return False
        _let_go(job, self._holder, "")
        return True

    @contextmanager
    def _renewing(self, job: Job) -> Iterator[None]:
        ended = threading.Event()

        def renew() -> None:
            while not ended.wait(_RENEWED):
                _renew(job, self._holder)

        thread = threading.Thread(target=renew, name="licet-lease", daemon=True)
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()


def is_due(job: Job, lease: Lease | None, now: int) -> bool:
    """Tell whether a job is due and nobody holds it: its pace after it went well, soon after it failed."""
    if lease is None:
        return True
    if lease.held_until > now:
        return False
    if lease.failures:
        pause = min(job.every, _LONGEST_RETRY, _FIRST_RETRY * 2 ** min(lease.failures - 1, 10))
        return bool((lease.tried_at or 0) + pause <= now)
    return lease.done_at is None or lease.done_at + job.every <= now


@act
def _take(tx: Transaction, job: Job, holder: str) -> bool:
    lease, _ = Lease.objects.get_or_create(job=job.name)
    if not is_due(job, lease, tx.now):
        return False  # another worker was first
    lease.holder, lease.held_until, lease.tried_at = holder, tx.now + LEASE, tx.now
    lease.save()
    return True


@act
def _renew(tx: Transaction, job: Job, holder: str) -> None:
    Lease.objects.filter(job=job.name, holder=holder).update(held_until=tx.now + LEASE)


@act
def _let_go(tx: Transaction, job: Job, holder: str, fault: str) -> None:
    lease = Lease.objects.filter(job=job.name, holder=holder).first()
    if lease is None:
        return
    lease.holder, lease.held_until, lease.failed_with = "", 0, fault[:100]
    lease.failures = lease.failures + 1 if fault else 0
    lease.done_at = lease.done_at if fault else tx.now
    lease.save()
