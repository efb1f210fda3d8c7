"""What is due on a day: who has been silent for too long, whose proof has lapsed, which circumstances are too old.

Nothing is maintained for it: each list is one query over the events, so that a clock cannot disagree with the log. What
counts as an act of a person is a list of kinds; an opened message is not on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import connection
from django.db.models import Max

from licet.collection.supply import Import
from licet.law.figures import figure
from licet.ledger import clock
from licet.objections.lapsing import Lapsing, over
from licet.retention.restricting import GIVEN, IMPORTED, ZONE
from licet.subjects.models import Restriction
from licet.terms.instants import bounds_of_day, local_day

PROSPECTS: Final = "prospect-retention"
ACTS: Final = (
    "subjects:contact_point:added",
    GIVEN,
    IMPORTED,
    "consent:record:withdrawn",
    "objections:objection:made",
    "rights:request:received",
)
"""The collection, which is a person's first event, then what a person does (RET-01).

An act that is claimed to lie ahead counts from its recording, and so does the collection.
"""

_SILENT: Final = (
    "SELECT subject, MAX(CASE WHEN seq > 0 AND happened_at < recorded_at THEN happened_at ELSE recorded_at END)"
    " FROM ledger_event WHERE subject IS NOT NULL AND (seq = 0 OR kind IN (%s, %s, %s, %s, %s, %s))"
    " AND NOT EXISTS (SELECT 1 FROM subjects_restriction r WHERE r.subject = ledger_event.subject)"
    " GROUP BY subject"
    " HAVING MAX(CASE WHEN seq > 0 AND happened_at < recorded_at THEN happened_at ELSE recorded_at END) <= %s"
    " ORDER BY 2 LIMIT %s"
)
_WITH_PROOF: Final = "SELECT DISTINCT subject FROM ledger_event WHERE kind IN (%s, %s) AND subject IN ({})"
_AT_ONCE: Final = 400
MOST: Final = 10_000
"""People a run: the next one goes on."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is due: people to archive, people to erase, refusals that may lapse; as of which day number."""

    day: int
    archive: tuple[bytes, ...]
    erase: tuple[bytes, ...]
    lapsed: tuple[bytes, ...]
    """People in archive whose proof has lapsed."""
    refusals: Lapsing


def due(day: int | None = None) -> Due:
    """Return what is due on a day (a day number, by default today)."""
    when = local_day(clock.now(), ZONE) if day is None else day
    silent = [subject for subject, _ in silent_since(when)]
    proved = _with_proof(silent)
    lapsed = Restriction.objects.filter(until__lt=when).order_by("until").values_list("subject", flat=True)[:MOST]
    return Due(
        when,
        tuple(each for each in silent if each in proved),
        tuple(each for each in silent if each not in proved),
        tuple(bytes(each) for each in lapsed),
        over(when, Import.objects.aggregate(at=Max("began_at"))["at"]),
    )


def silent_since(day: int) -> list[tuple[bytes, int]]:
    """Return the people whose term since their last act is over on a day, and the instant of that act; oldest first."""
    newest = figure(PROSPECTS).newest_expired(day)
    last = bounds_of_day(newest, ZONE)[1]
    with connection.cursor() as cursor:
        cursor.execute(_SILENT, [*ACTS, last, MOST])
        return [(bytes(subject), instant) for subject, instant in cursor.fetchall()]


def _with_proof(subjects: Sequence[bytes]) -> set[bytes]:
    found: set[bytes] = set()
    for start in range(0, len(subjects), _AT_ONCE):
        asked = subjects[start : start + _AT_ONCE]
        with connection.cursor() as cursor:
            cursor.execute(_WITH_PROOF.format(", ".join(["%s"] * len(asked))), [GIVEN, IMPORTED, *asked])
            found |= {bytes(row[0]) for row in cursor.fetchall()}
    return found
