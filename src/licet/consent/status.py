"""The state of a consent, derived from its events: one table that answers every pair of state and event.

Events are taken in the order in which they happened, then in that of the log. What the person refused stays refused until
the person says otherwise in an act of their own: an import, or a mere request for confirmation, never weakens a refusal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Status(StrEnum):
    """The words of the W3C's Data Privacy Vocabulary. Only ``GIVEN`` permits anything."""

    REQUESTED = "requested"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    INVALIDATED = "invalidated"
    UNKNOWN = "unknown"


class Said(StrEnum):
    """What happened to a consent. ``IMPORTED``: somebody else reports that it was given."""

    REQUESTED = "requested"
    GIVEN = "given"
    IMPORTED = "imported"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    INVALIDATED = "invalidated"


S, E = Status, Said
NEXT: Final[dict[tuple[Status, Said], Status]] = {
    # nothing is known yet
    (S.UNKNOWN, E.REQUESTED): S.REQUESTED,
    (S.UNKNOWN, E.GIVEN): S.GIVEN,
    (S.UNKNOWN, E.IMPORTED): S.GIVEN,
    (S.UNKNOWN, E.REFUSED): S.REFUSED,
    (S.UNKNOWN, E.WITHDRAWN): S.WITHDRAWN,
    (S.UNKNOWN, E.EXPIRED): S.EXPIRED,
    (S.UNKNOWN, E.INVALIDATED): S.INVALIDATED,
    # the confirming mail is on its way
    (S.REQUESTED, E.REQUESTED): S.REQUESTED,
    (S.REQUESTED, E.GIVEN): S.GIVEN,
    (S.REQUESTED, E.IMPORTED): S.GIVEN,
    (S.REQUESTED, E.REFUSED): S.REFUSED,
    (S.REQUESTED, E.WITHDRAWN): S.WITHDRAWN,
    (S.REQUESTED, E.EXPIRED): S.EXPIRED,
    (S.REQUESTED, E.INVALIDATED): S.INVALIDATED,
    # asking again, by a form or an import, takes nothing away
    (S.GIVEN, E.REQUESTED): S.GIVEN,
    (S.GIVEN, E.GIVEN): S.GIVEN,
    (S.GIVEN, E.IMPORTED): S.GIVEN,
    (S.GIVEN, E.REFUSED): S.REFUSED,
    (S.GIVEN, E.WITHDRAWN): S.WITHDRAWN,
    (S.GIVEN, E.EXPIRED): S.EXPIRED,
    (S.GIVEN, E.INVALIDATED): S.INVALIDATED,
    # a refusal ends by the person's own act alone
    (S.REFUSED, E.REQUESTED): S.REFUSED,
    (S.REFUSED, E.GIVEN): S.GIVEN,
    (S.REFUSED, E.IMPORTED): S.REFUSED,
    (S.REFUSED, E.REFUSED): S.REFUSED,
    (S.REFUSED, E.WITHDRAWN): S.WITHDRAWN,
    (S.REFUSED, E.EXPIRED): S.REFUSED,
    (S.REFUSED, E.INVALIDATED): S.REFUSED,
    # and so does a withdrawal
    (S.WITHDRAWN, E.REQUESTED): S.WITHDRAWN,
    (S.WITHDRAWN, E.GIVEN): S.GIVEN,
    (S.WITHDRAWN, E.IMPORTED): S.WITHDRAWN,
    (S.WITHDRAWN, E.REFUSED): S.WITHDRAWN,
    (S.WITHDRAWN, E.EXPIRED): S.WITHDRAWN,
    (S.WITHDRAWN, E.INVALIDATED): S.WITHDRAWN,
    (S.WITHDRAWN, E.WITHDRAWN): S.WITHDRAWN,
    # a term that ran out may be renewed, by newer evidence too
    (S.EXPIRED, E.REQUESTED): S.REQUESTED,
    (S.EXPIRED, E.GIVEN): S.GIVEN,
    (S.EXPIRED, E.IMPORTED): S.GIVEN,
    (S.EXPIRED, E.REFUSED): S.REFUSED,
    (S.EXPIRED, E.WITHDRAWN): S.WITHDRAWN,
    (S.EXPIRED, E.EXPIRED): S.EXPIRED,
    (S.EXPIRED, E.INVALIDATED): S.INVALIDATED,
    # what was found void stays so for whoever supplied it
    (S.INVALIDATED, E.REQUESTED): S.REQUESTED,
    (S.INVALIDATED, E.GIVEN): S.GIVEN,
    (S.INVALIDATED, E.IMPORTED): S.INVALIDATED,
    (S.INVALIDATED, E.REFUSED): S.REFUSED,
    (S.INVALIDATED, E.WITHDRAWN): S.WITHDRAWN,
    (S.INVALIDATED, E.EXPIRED): S.INVALIDATED,
    (S.INVALIDATED, E.INVALIDATED): S.INVALIDATED,
}
_GIVING: Final = frozenset({Said.REQUESTED, Said.GIVEN, Said.IMPORTED})


@dataclass(frozen=True, slots=True)
class Moment:
    """One event of one consent: what, when it happened, when it was recorded (seconds, UTC), its index in the log."""

    said: Said
    happened_at: int
    known_at: int
    index: int

    @property
    def order(self) -> tuple[int, bool, int]:
        """Return its place: within one second what gives comes before what refuses, so that a refusal prevails."""
        return self.happened_at, self.said not in _GIVING, self.index


@dataclass(frozen=True, slots=True)
class State:
    """The state of a consent and the event that last changed or confirmed it, if there was one."""

    status: Status
    moment: Moment | None


def state(moments: Iterable[Moment], happened_by: int | None = None, known_by: int | None = None) -> State:
    """Return the state as it was at an instant, as far as it was known at another; by default all is taken."""
    found = State(Status.UNKNOWN, None)
    for moment in sorted(moments, key=lambda each: each.order):
        if happened_by is not None and moment.happened_at > happened_by:
            continue
        if known_by is not None and moment.known_at > known_by:
            continue
        found = step(found.status, found.moment, moment)
    return found


def step(status: Status, last: Moment | None, moment: Moment) -> State:
    """Return the state after one more event that comes later than all others.

    The event that counts is the one that changed the state or said the same again; what a supplier reports never takes
    the place of the person's own act.
    """
    after = NEXT[status, moment.said]
    again = moment.said.value == after.value or (last is not None and moment.said is Said.IMPORTED is last.said)
    return State(after, moment if after is not status or last is None or again else last)
