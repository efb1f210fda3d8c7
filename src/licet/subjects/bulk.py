"""Find or make many people at once, inside an act: two queries whatever their number, instead of two a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import connection

from licet.ledger import Draft, Transaction
from licet.subjects.points import SUPPRESSION, Point, token
from licet.subjects.register import ADDED

ADD_POINTS: Final = (
    "INSERT INTO subjects_contactpoint (token, suppression_token, kind, subject, sealed, added_at, event)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
)
KNOWN: Final = "SELECT token, subject FROM subjects_contactpoint WHERE token IN ({})"
_ASKED: Final = 900
"""Tokens a query: SQLite takes a thousand parameters everywhere."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A point and its tokens, made before the act: they cost more than looking them up."""

    point: Point
    own: bytes
    refusal: bytes

    @classmethod
    def of(cls, point: Point) -> Tokens:
        """Return a point with its tokens."""
        return cls(point, token(point), token(point, SUPPRESSION))


def known(tokens: Iterable[bytes]) -> dict[bytes, bytes]:
    """Return the references of those who are known by one of these tokens."""
    wanted, found = list(tokens), dict[bytes, bytes]()
    for start in range(0, len(wanted), _ASKED):
        some = wanted[start : start + _ASKED]
        with connection.cursor() as cursor:
            cursor.execute(KNOWN.format(", ".join("%s" for _ in some)), some)
            found |= {bytes(own): bytes(subject) for own, subject in cursor.fetchall()}
    return found


def people_for(tx: Transaction, wanted: Sequence[Tokens], source: str = "") -> tuple[list[bytes], set[bytes]]:
    """Return the person of each point, in their order, and which of them were made: unknown ones, once each.

    ``source`` names no person.
    """
    found, made = known({each.own for each in wanted}), set[bytes]()
    rows: list[tuple[int | str | bytes, ...]] = []
    for each in wanted:
        if each.own in found:
            continue
        subject = found[each.own] = tx.new_subject()
        made.add(subject)
        point = each.point
        core = {"point_kind": point.kind, **({"source": source} if source else {})}
        said = tx.record(Draft(ADDED, core, subject, personal={"subject": {point.kind: point.value}}))
        sealed = tx.seal(subject, "subject", point.value.encode(), each.own)
        rows.append((each.own, each.refusal, point.kind, subject, sealed, tx.now, said.index))
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(ADD_POINTS, rows)
    return [found[each.own] for each in wanted], made
