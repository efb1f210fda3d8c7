"""Forget: delete segments with their salts, condemn keys, and finish after a crash what was condemned.

What stays of an event is its commitment and, while its core lives, the digests of its segments: everybody else's proofs
hold as before, and nothing can be learnt from what is left.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from typing import Final

from django.db.models import QuerySet

from licet.ledger import queries
from licet.ledger.folder import Home
from licet.ledger.key_store import CLASSES, Keys
from licet.ledger.models import Doomed, Event
from licet.verify.checkpoint import read_checkpoint
from licet.verify.entry import SEGMENTS
from licet.verify.failures import InvalidError

MOST_LEFT: Final = 5_000
"""Keys without an event that crashes may leave. More of them belong to another database than this one: none is touched."""
_ASKED: Final = 900
_log = logging.getLogger("licet.ledger")


def erase(subject: bytes, segments: Sequence[str], indices: Sequence[int] | None) -> tuple[int, ...]:
    """Delete segments of a person's events; return the indices. Runs within an act."""
    events: QuerySet[Event] = Event.objects.filter(subject=subject)
    if indices is not None:
        events = events.filter(index__in=indices)
    touched = tuple(events.order_by("index").values_list("index", flat=True))
    blank: dict[str, object] = {f"sealed_{name}": None for name in SEGMENTS[1:] if name in segments}
    if SEGMENTS[0] in segments:
        # without its core an event belongs to nobody: only the commitment stays
        blank |= {"core": None, "core_salt": None, "subject": None, "seq": None, "kind": "", "digests": b""}
        blank |= {"happened_at": 0, "recorded_at": 0} | {f"sealed_{name}": None for name in SEGMENTS[1:]}
    for start in range(0, len(touched), 500):
        Event.objects.filter(index__in=touched[start : start + 500]).update(**blank)
    return touched


def condemn(subject: bytes, classes: Sequence[str]) -> None:
    """Write down, in the act that erases, that keys of a person must go."""
    before = Doomed.objects.filter(subject=subject).first()
    every = sorted({*classes, *(before.classes.split() if before else ())})
    Doomed.objects.update_or_create(subject=subject, defaults={"classes": " ".join(every)})


def finish(keys: Keys, subject: bytes, classes: Sequence[str]) -> None:
    """Destroy condemned keys, then strike them off the list. Doing it twice changes nothing."""
    keys.destroy(subject, classes or CLASSES)
    Doomed.objects.filter(subject=subject).delete()


def finish_all(keys: Keys) -> int:
    """Destroy what a crash left condemned; return how many persons' keys went."""
    left = list(Doomed.objects.all())
    for each in left:
        finish(keys, bytes(each.subject), each.classes.split())
    return len(left)


def suspects(keys: Keys) -> tuple[int, list[bytes]]:
    """Return the references of new keys without an event, and up to which number keys were looked at.

    Keys that others are writing this very second are among them. Each key is looked at once, at the first start after it was
    made.
    """
    until, subjects = keys.unjudged()
    return until, _without_event(subjects)


def drop_unused(keys: Keys, home: Home, until: int, subjects: Sequence[bytes]) -> int:
    """Destroy those keys of suspects that have no event while the head is locked: a crash left them, they seal nothing.

    Return how many went. What an older database lacks may stand in a newer copy of it, so that nothing goes where the log is
    shorter than what was published, or where too many keys would.
    """
    head, unused = queries.lock_head(), _without_event(subjects)  # whoever writes has both, key and event, or neither
    if unused and (head is None or head[0] < _published(home) or len(unused) > MOST_LEFT):
        _log.warning("%s keys have no event in this database: none of them is destroyed", len(unused))
        return 0
    keys.drop(unused)
    keys.judge(until)
    return len(unused)


def _without_event(subjects: Sequence[bytes]) -> list[bytes]:
    left = dict.fromkeys(subjects)
    for start in range(0, len(subjects), _ASKED):
        some = subjects[start : start + _ASKED]
        for subject in Event.objects.filter(subject__in=some).values_list("subject", flat=True).distinct():
            left.pop(bytes(subject or b""), None)
    return list(left)


def _published(home: Home) -> int:
    with suppress(FileNotFoundError, InvalidError):
        return read_checkpoint(home.published.read_bytes())[0].size
    return 0
