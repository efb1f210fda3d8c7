"""Find or make many people at once, inside an act: two queries whatever their number, instead of two a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from licet.ledger import Draft, Transaction, many
from licet.subjects.points import SUPPRESSION, Point, token

ADD_POINTS: Final = (
    "INSERT INTO subjects_contactpoint (token, suppression_token, kind, subject, sealed, added_at, event)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
)
KNOWN: Final = "SELECT token, subject FROM subjects_contactpoint WHERE token IN ({})"


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
    return {bytes(own): bytes(subject) for own, subject in many.found(KNOWN, list(tokens))}


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
    now = tx.now
    many.write(
        ADD_POINTS,
        [
            (
                bytearray(each.own),
                bytearray(each.refusal),
                each.point.kind,
                bytearray(subject),
                bytearray(tx.seal(subject, "subject", each.point.value.encode(), each.own)),
                now,
                event,
            )
            for subject, each, event in carried
        ],
    )
