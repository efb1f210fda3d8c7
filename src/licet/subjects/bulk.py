"""Find or make many people at once, inside an act: two queries whatever their number, instead of two a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import connection

from licet.ledger import Draft, Transaction
from licet.subjects.points import SUPPRESSION, Point, token

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


def people_for(tx: Transaction, wanted: Sequence[Tokens]) -> tuple[list[bytes], dict[bytes, Tokens]]:
    """Return the person of each point, in their order, and the points of those who were made: unknown ones, once each.

    The first event of whoever was made has to carry the point (``carrying``); then ``add_points`` writes it down.
    """
    found, made = known(each.own for each in wanted), dict[bytes, Tokens]()
    for each in wanted:
        if each.own not in found:
            subject = found[each.own] = tx.new_subject()
            made[subject] = each
    return [found[each.own] for each in wanted], made


def carrying(draft: Draft, point: Point) -> Draft:
    """Return the first event of a person with the contact point in it: one event tells both."""
    core, personal = {**draft.core, "point_kind": point.kind}, {**draft.personal, "subject": {point.kind: point.value}}
    return draft._replace(core=core, personal=personal)


def add_points(tx: Transaction, carried: Iterable[tuple[bytes, Tokens, int]]) -> None:
    """Write down the contact points of people made in this act: whose, which, and the event that carries it."""
    rows = [
        (
            each.own,
            each.refusal,
            each.point.kind,
            subject,
            tx.seal(subject, "subject", each.point.value.encode(), each.own),
            tx.now,
            event,
        )
        for subject, each, event in carried
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(ADD_POINTS, rows)
