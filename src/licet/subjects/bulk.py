"""Find or make many people at once, inside an act: two queries whatever their number, instead of two a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from licet.ledger import Draft, Transaction
from licet.ledger.ahead import Made
from licet.ledger.statements import rows_in, run_many
from licet.subjects.points import SUPPRESSION, Point, token

ADD_POINTS: Final = (
    "INSERT INTO subjects_contactpoint (token, suppression_token, kind, subject, sealed, added_at, event)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s)"
)
SUBJECT: Final = "subject"
"""The segment, and the class of the key, of what tells who a person is."""
KNOWN: Final = "SELECT token, subject FROM subjects_contactpoint WHERE token IN ({})"


class Tokens(NamedTuple):
    """A point and its tokens, made before the act: they cost more than looking them up.

    ``newcomer`` is a person made as well, should nobody be known by the point: with a segment ``subject`` that carries it.
    """

    point: Point
    own: bytes
    refusal: bytes
    newcomer: Made | None = None

    @classmethod
    def of(cls, point: Point) -> Tokens:
        """Return a point with its tokens."""
        return cls(point, token(point), token(point, SUPPRESSION))


def known(tokens: Iterable[bytes]) -> dict[bytes, bytes]:
    """Return the references of those who are known by one of these tokens."""
    return {bytes(own): bytes(subject) for own, subject in rows_in(KNOWN, list(tokens))}


def people_for(tx: Transaction, wanted: Sequence[Tokens]) -> tuple[list[bytes], dict[bytes, Tokens]]:
    """Return the person of each point, in their order, and the points of those who were made: unknown ones, once each.

    The first event of whoever was made has to carry the point (``carrying``); then ``add_points`` writes it down.
    """
    found, made = known([each.own for each in wanted]), dict[bytes, Tokens]()
    ready = dict[bytes, bytes]()
    for each in wanted:
        if each.own in found:
            continue
        if each.newcomer is None:
            subject = tx.new_subject()
        else:
            subject = each.newcomer.subject
            ready[subject] = each.newcomer.keys
        found[each.own] = subject
        made[subject] = each
    tx.take_in(ready)
    return [found[each.own] for each in wanted], made


def carrying(draft: Draft, tokens: Tokens) -> Draft:
    """Return the first event of a person with the contact point in it: one event tells both."""
    point, newcomer = tokens.point, tokens.newcomer
    draft = draft._replace(core={**draft.core, "point_kind": point.kind})
    if newcomer is None:
        return draft._replace(personal={**draft.personal, SUBJECT: {point.kind: point.value}})
    return draft._replace(sealed={**draft.sealed, SUBJECT: newcomer.segments[SUBJECT]})


def add_points(tx: Transaction, carried: Iterable[tuple[bytes, Tokens, int]]) -> None:
    """Write down the contact points of people made in this act: whose, which, and the event that carries it."""
    rows = [
        (
            bytearray(each.own),
            bytearray(each.refusal),
            each.point.kind,
            bytearray(subject),
            bytearray(_sealed(tx, subject, each)),
            tx.now,
            event,
        )
        for subject, each, event in carried
    ]
    run_many(ADD_POINTS, rows)


def _sealed(tx: Transaction, subject: bytes, tokens: Tokens) -> bytes:
    if tokens.newcomer is not None:
        return tokens.newcomer.column
    return tx.seal(subject, SUBJECT, tokens.point.value.encode(), tokens.own)
