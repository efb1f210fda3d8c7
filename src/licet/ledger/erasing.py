"""Forget: delete segments with their salts, condemn keys, and finish after a crash what was condemned.

What stays of an event is its commitment and, while its core lives, the digests of its segments: everybody else's proofs
hold as before, and nothing can be learnt from what is left.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from licet.ledger.key_store import CLASSES, Keys
from licet.ledger.models import Doomed, Event
from licet.verify.entry import SEGMENTS


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
