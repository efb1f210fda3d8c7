"""Replay every consent of the house from its events, and hold the rows that are kept against them.

Events and rows are both walked person by person, in the order of their references: memory does not grow with the house.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from licet.consent.models import Consent
from licet.consent.record import KIND, SAID_BY_KIND, Key, key_of, rebuilt
from licet.consent.status import Moment, State, Status, state
from licet.ledger.models import Event

CHUNK: Final = 2_000
TOLD: Final = 5_000
"""How many people pass between two words on the progress."""

Tell = Callable[[str, int, int], None]
Kept = dict[Key, tuple[Status, int]]
"""The state of each consent, and the event that made it so."""


@dataclass
class Rebuilt:
    """What was replayed; ``events`` are those on which rows and events disagree. There should be none."""

    people: int = 0
    consents: int = 0
    events: list[int] = field(default_factory=list)


def rebuild(tell: Tell = lambda *_: None) -> Rebuilt:
    """Replay everything and report; nothing is written."""
    done, total = Rebuilt(), Consent.objects.values("subject").distinct().count()
    told, kept = _told(), _kept()
    nobody: tuple[bytes, Kept] = (b"\xff" * 17, {})
    one, other = next(told, nobody), next(kept, nobody)
    while one is not nobody or other is not nobody:
        subject = min(one[0], other[0])
        events = one[1] if one[0] == subject else {}
        rows = other[1] if other[0] == subject else {}
        if events != rows:
            done.events += _still_different(subject)
        done.people += 1
        done.consents += len(events)
        if one[0] == subject:
            one = next(told, nobody)
        if other[0] == subject:
            other = next(kept, nobody)
        if done.people % TOLD == 0:
            tell("replay", done.people, total)
    return done


def _told() -> Iterator[tuple[bytes, Kept]]:
    rows = (
        Event.objects.filter(kind__in=list(KIND.values()), subject__isnull=False)
        .order_by("subject", "seq")
        .values_list("subject", "kind", "happened_at", "recorded_at", "index", "core")
        .iterator(chunk_size=CHUNK)
    )
    for subject, some in groupby(rows, key=lambda row: bytes(row[0] or b"")):
        moments: dict[Key, list[Moment]] = {}
        for _, kind, happened_at, recorded_at, index, core in some:
            said = json.loads(bytes(core or b"{}"))
            key = Key(said["purpose"], said["channel"], said["beneficiary"])
            moments.setdefault(key, []).append(Moment(SAID_BY_KIND[kind], happened_at, recorded_at, index))
        yield subject, {key: _place(state(each)) for key, each in moments.items()}


def _kept() -> Iterator[tuple[bytes, Kept]]:
    rows = Consent.objects.order_by("subject").iterator(chunk_size=CHUNK)
    for subject, some in groupby(rows, key=lambda row: bytes(row.subject)):
        yield subject, {key_of(row): (Status(row.status), row.event) for row in some}


def _place(found: State) -> tuple[Status, int]:
    return found.status, -1 if found.moment is None else found.moment.index


def _still_different(subject: bytes) -> list[int]:
    """Look again: while everything was walked, others wrote."""
    told = {key: _place(each) for key, each in rebuilt(subject).items()}
    kept = {key_of(row): (Status(row.status), row.event) for row in Consent.objects.filter(subject=subject)}
    return sorted({max(told.get(key, (None, -1))[1], kept.get(key, (None, -1))[1]) for key in told.keys() | kept.keys() if told.get(key) != kept.get(key)})  # fmt: skip
