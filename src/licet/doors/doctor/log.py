"""The log and what should have happened to it: continued, in order of time, stamped, its clocks kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.db import DatabaseError

from licet.doors.config import Config
from licet.doors.doctor.finding import Finding, fault, good, unknown, warning
from licet.ledger import clock

_DRIFT: Final = 300
_DAY: Final = 24 * 3600
_STAMPED_WITHIN: Final = 2 * _DAY
_DONE_WITHIN: Final = 2 * _DAY


def log(config: Config) -> Iterator[Finding]:
    """Look at whether the log continues what left the house."""
    from licet.ledger.models import Head

    try:
        size = Head.objects.values_list("size", flat=True).filter(id=1).first()
    except DatabaseError:
        yield unknown("log")
        return
    published = _published_size(config.data / "published")
    if size is None:
        yield fault("log", "missing")
    elif published is None:
        yield fault("log", "published_unreadable")
    elif published > size:
        yield fault("log", "smaller", published=published, size=size)
    else:
        yield good("log", size=size)


def _published_size(path: Path) -> int | None:
    """Return the size that a checkpoint claims, on its second line (C2SP); 0 when none left the house."""
    if not path.exists():
        return 0
    try:
        return int(path.read_text("utf-8").split("\n")[1])
    except (OSError, ValueError, IndexError):
        return None


def time() -> Iterator[Finding]:
    """Look at the clock of this machine beside the last event and the last stamp."""
    from licet.ledger.models import Event, Stamp

    try:
        recorded = Event.objects.order_by("-index").values_list("recorded_at", flat=True).first() or 0
        stamped = Stamp.objects.order_by("-size").values_list("stamped_at", flat=True).first() or 0
    except DatabaseError:
        yield unknown("clock")
        return
    now = clock.now()
    if recorded > now + _DRIFT:
        yield fault("clock", "behind_the_log", seconds=recorded - now)
    elif stamped > now + _DRIFT:
        yield fault("clock", "behind_the_authority", seconds=stamped - now)
    else:
        yield good("clock")


def stamps(config: Config) -> Iterator[Finding]:
    """Look at whether a third party has dated the log lately."""
    from licet.ledger.models import Event, Stamp

    if not config.tsa_url:
        return
    try:
        newest = Stamp.objects.order_by("-size").first()
        since = newest.size + 1 if newest else 0
        waiting = Event.objects.filter(index__gte=since).order_by("index").values_list("recorded_at", flat=True).first()
    except DatabaseError:
        yield unknown("stamps")
        return
    if waiting is not None and 0 < waiting < clock.now() - _STAMPED_WITHIN:
        yield fault("stamps", "late", days=(clock.now() - waiting) // _DAY)
    else:
        yield good("stamps")


def worker() -> Iterator[Finding]:
    """Look at whether the worker's jobs are done."""
    from licet.doors.web.models import Lease

    try:
        leases = list(Lease.objects.order_by("job"))
    except DatabaseError:
        yield unknown("worker")
        return
    failing = [lease for lease in leases if lease.failures]
    for lease in failing:
        yield fault("worker", "failing", job=lease.job, n=lease.failures, fault=lease.failed_with)
    late = clock.now() - _DONE_WITHIN
    if not leases:
        yield warning("worker", "never")
    elif all((lease.tried_at or 0) < late for lease in leases):
        yield fault("worker", "idle")
    elif not failing:
        yield good("worker")
