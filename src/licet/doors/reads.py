"""Reading a person is an act: who read and why is recorded among the person's events before anything is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from licet.ledger import Draft, Transaction, act, declare, history
from licet.ledger.history import Event
from licet.subjects import Point, points_of
from licet.terms.errors import UsageError

READ: Final = "doors:person:read"
declare(READ)
REASONS: Final = ("request", "complaint", "inspection", "check", "support")
"""Why somebody reads a person: codes, since a free text would end up holding the person."""


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of a person: contact points, oldest first, and events in their order."""

    subject: bytes
    points: list[Point]
    events: list[Event]


def read_person(subject: bytes, *, actor: str, why: str) -> Person:
    """Record that ``actor`` (``account/3``, ``cli``) reads a person, and why; then return what is known."""
    if why not in REASONS:
        raise UsageError(f"`{why}` is no reason to read a person: they are {', '.join(REASONS)}")
    _record(subject, actor, why)
    return Person(subject, points_of(subject), history.events_of(subject))


@act
def _record(tx: Transaction, subject: bytes, actor: str, why: str) -> None:
    tx.record(Draft(READ, {"actor": actor, "why": why}, subject))
