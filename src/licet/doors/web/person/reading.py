"""What the page of a person needs, read in a handful of queries and without objects: many may ask for theirs at once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from licet.ledger import sealer
from licet.ledger.statements import Query, marks, rows, several
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


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a link is: the person with all their points, or nobody known; and the controllers (name, address) by slug."""

    subject: bytes | None
    points: Sequence[Point]
    controllers: Mapping[str, tuple[str, str]]


class Held(NamedTuple):
    """What stands in the tables about a person; ``requests``: the right, the day it was answered, the last day for that."""

    facts: list[Fact]
    consents: list[Row]
    requests: list[tuple[str, int | None, int]]
    is_restricted: bool
    scopes_refused: list[str]


def owner_of(refused: bytes) -> Owner:
    """Return whose contact point a link's token names."""
    (found, every), opener, points = several((POINTS, [refused]), (CONTROLLERS, [])), sealer(), list[Point]()
    for subject, kind, named, sealed in found:
        plain = opener.unseal(bytes(subject), "subject", bytes(sealed), bytes(named))
        if plain is not None:
            points.append(Point(kind, plain.decode()))
    return Owner(bytes(found[0][0]) if found else None, points, {slug: (name, email) for slug, name, email in every})


def held(subject: bytes, tokens: Sequence[bytes]) -> Held:
    """Return what is held on a person, and what any of these tokens refuses; events in their order, requests newest first."""
    of = [subject]
    events, consents, requests, restricted, scopes = several(
        (EVENTS, of), (CONSENTS, of), (REQUESTS, of), (RESTRICTIONS, of), _refusals(tokens)
    )
    facts = [Fact(each[0], each[1], each[2], _core(each[3]), bool(each[4]), bool(each[5])) for each in events]
    said = [(right, answered_on, due_on) for right, answered_on, due_on in requests]
    return Held(facts, [Row(*each) for each in consents], said, bool(restricted), [scope for (scope,) in scopes])


def scopes_refused(token: bytes) -> list[str]:
    """Return the scopes of what a token refuses."""
    return [scope for (scope,) in rows(*_refusals([token]))]


def _refusals(tokens: Sequence[bytes]) -> Query:
    return REFUSALS.format(marks(len(tokens))), tokens


def _core(stored: bytes | None) -> Mapping[str, Any]:
    try:
        found = {} if stored is None else json.loads(bytes(stored))
    except ValueError:  # altered behind our back: `licet ledger fsck` says so
        return {}
    return found if isinstance(found, dict) else {}


def suppliers() -> dict[str, str]:
    """Return the names of the suppliers of lists."""
    return {slug: name for slug, name in rows(SUPPLIERS)}  # noqa: C416  # pairs, as mypy can see
