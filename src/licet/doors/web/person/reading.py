"""What the page of a person needs, read in a handful of queries and without objects: many may ask for theirs at once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from licet.ledger import sealer
from licet.ledger.statements import marks, rows
from licet.subjects.points import Point

POINTS: Final = (
    "SELECT every.subject, every.kind, every.token, every.sealed FROM subjects_contactpoint one"
    " JOIN subjects_contactpoint every ON every.subject = one.subject"
    " WHERE one.suppression_token = %s ORDER BY every.event"
)
EVENTS: Final = (
    'SELECT "index", kind, happened_at, core, sealed_context IS NOT NULL, sealed_content IS NOT NULL'
    " FROM ledger_event WHERE subject = %s ORDER BY seq"
)
CONSENTS: Final = (
    "SELECT id, beneficiary, purpose, channel, status, happened_at, how, shown FROM consent_consent"
    " WHERE subject = %s ORDER BY beneficiary, purpose, channel"
)
REQUESTS: Final = (
    'SELECT "right", answered_on, due_on FROM rights_request WHERE subject = %s ORDER BY recorded_at DESC, id DESC'
)
RESTRICTIONS: Final = "SELECT 1 FROM subjects_restriction WHERE subject = %s"
REFUSALS: Final = "SELECT DISTINCT scope FROM objections_suppression WHERE token IN ({}) ORDER BY scope"
CONTROLLERS: Final = "SELECT slug, name, email FROM subjects_controller"
SUPPLIERS: Final = "SELECT slug, name FROM collection_supplier"


@dataclass(frozen=True, slots=True)
class Fact:
    """An event of a person: what stands in its core, and whether circumstances and contents are still held."""

    index: int
    kind: str
    happened_at: int
    core: Mapping[str, Any]
    has_context: bool
    has_content: bool


class Row(NamedTuple):
    """The row of a consent."""

    number: int
    beneficiary: str
    purpose: str
    channel: str
    status: str
    happened_at: int
    how: str
    shown: str


def person_of(refused: bytes) -> tuple[bytes, list[Point]] | None:
    """Return whose contact point a link's token names, with all their points; ``None`` when it is nobody's."""
    found, opener, points = rows(POINTS, [refused]), sealer(), list[Point]()
    for subject, kind, named, sealed in found:
        plain = opener.unseal(bytes(subject), "subject", bytes(sealed), bytes(named))
        if plain is not None:
            points.append(Point(kind, plain.decode()))
    return (bytes(found[0][0]), points) if found else None


def facts(subject: bytes) -> list[Fact]:
    """Return the events of a person in their order."""
    return [
        Fact(index, kind, at, _core(core), bool(context), bool(content))
        for index, kind, at, core, context, content in rows(EVENTS, [subject])
    ]


def _core(stored: bytes | None) -> Mapping[str, Any]:
    try:
        found = {} if stored is None else json.loads(bytes(stored))
    except ValueError:  # altered behind our back: `licet ledger fsck` says so
        return {}
    return found if isinstance(found, dict) else {}


def consents(subject: bytes) -> list[Row]:
    """Return the consents of a person."""
    return [Row(*row) for row in rows(CONSENTS, [subject])]


def requests(subject: bytes) -> list[tuple[str, int | None, int]]:
    """Return what a person asked for, the newest first: the right, the day it was answered, the last day for that."""
    return [(right, answered_on, due_on) for right, answered_on, due_on in rows(REQUESTS, [subject])]


def is_restricted(subject: bytes) -> bool:
    """Tell whether a person's data serve as proof alone."""
    return bool(rows(RESTRICTIONS, [subject]))


def scopes_refused(tokens: Sequence[bytes]) -> list[str]:
    """Return the scopes of what any of these tokens refuses."""
    return [scope for (scope,) in rows(REFUSALS.format(marks(len(tokens))), tokens)]


def controllers() -> dict[str, tuple[str, str]]:
    """Return the name and the address for questions of every controller."""
    return {slug: (name, email) for slug, name, email in rows(CONTROLLERS)}


def suppliers() -> dict[str, str]:
    """Return the names of the suppliers of lists."""
    return {slug: name for slug, name in rows(SUPPLIERS)}  # noqa: C416  # pairs, as mypy can see
