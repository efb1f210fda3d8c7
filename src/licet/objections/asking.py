"""Ask who is refused: one person at the last moment, or a long list, a few queries for each thousand.

A refusal stops a message unless the very address agreed to just this afterwards (``Renewal``). A whole domain's refusal
is nobody's to renew but the domain's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from django.db import connection

from licet.ledger.statements import ASKED
from licet.objections.models import Renewal
from licet.objections.tokens import DOMAIN, WIDER, own_token, tokens_against
from licet.subjects.points import Point
from licet.terms.scopes import scopes_against
from licet.terms.words import Purpose

COMMERCIAL: Final = Purpose.COMMERCIAL


class Refused(NamedTuple):
    """What an entry says of a token."""

    by_domain: bool
    refused_at: int


def is_suppressed(
    points: Iterable[Point], controller: str, channel: str, brand: str = "", purpose: str = COMMERCIAL
) -> bool:
    """Tell whether a refusal, of any of these points, stops a message of a controller on a channel."""
    return any(refused(list(points), controller, channel, brand, purpose))


def refused(
    points: Sequence[Point], controller: str, channel: str, brand: str = "", purpose: str = COMMERCIAL
) -> list[bool]:
    """Tell of each of many points whether it is refused, in their order."""
    kinds = WIDER if len(points) < ASKED else kinds_listed()
    tokens = [tokens_against(point, kinds) for point in points]
    against = _entries(
        {each for every in tokens for each in every}, scopes_against(controller, channel, brand, purpose)
    )
    hit = {at: own_token(points[at]) for at, every in enumerate(tokens) if not against.keys().isdisjoint(every)}
    renewed = _renewed(hit.values(), controller, channel, purpose)
    found = [False] * len(points)
    for at, own in hit.items():
        since = renewed.get(own, -1)
        said = (entry for each in tokens[at] for entry in against.get(each, ()))
        found[at] = any(entry.by_domain or entry.refused_at >= since for entry in said)
    return found


def refused_since(points: Sequence[Point], controller: str, channel: str, purpose: str, since: int) -> bool:
    """Tell whether a message to any of these points was refused at an instant or after it (seconds, UTC)."""
    tokens = {token for point in points for token in tokens_against(point)}
    entries = _entries(tokens, scopes_against(controller, channel, purpose=purpose))
    return any(entry.refused_at >= since for every in entries.values() for entry in every)


def suppressed(
    tokens: Iterable[bytes], controller: str, channel: str, brand: str = "", purpose: str = COMMERCIAL
) -> set[bytes]:
    """Return those of many tokens that are refused.

    What an address agreed to anew counts for its own token alone; of its other tokens (``suppression_tokens``) this says
    too much rather than too little. ``refused`` is exact.
    """
    against = _entries(tokens, scopes_against(controller, channel, brand, purpose))
    renewed = _renewed(against, controller, channel, purpose)
    return {
        each for each, entries in against.items() if any(entry.refused_at >= renewed.get(each, -1) for entry in entries)
    }


_WIDER: Final = sorted(WIDER)
_IS_LISTED: Final = "EXISTS (SELECT 1 FROM objections_suppression WHERE kind = %s)"
LISTED: Final = "SELECT " + ", ".join([_IS_LISTED] * len(_WIDER))


def kinds_listed() -> frozenset[str]:
    """Return which of the wider kinds stand on the list at all: no digest is made in vain."""
    with connection.cursor() as cursor:
        cursor.execute(LISTED, _WIDER)
        return frozenset(kind for kind, is_there in zip(_WIDER, cursor.fetchone() or (), strict=True) if is_there)


ENTRIES: Final = "SELECT token, kind, scope, refused_at FROM objections_suppression WHERE token IN ({})"
"""By token alone: with the scopes as well, SQLite would look each token up once for every one of them."""


def _entries(tokens: Iterable[bytes], scopes: Sequence[str]) -> dict[bytes, list[Refused]]:
    wanted, found = list(tokens), dict[bytes, list[Refused]]()
    with connection.cursor() as cursor:
        for start in range(0, len(wanted), ASKED):
            some = wanted[start : start + ASKED]
            cursor.execute(ENTRIES.format(", ".join(["%s"] * len(some))), some)
            for token, kind, scope, at in cursor.fetchall():
                if scope in scopes:
                    found.setdefault(bytes(token), []).append(Refused(kind == DOMAIN, at))
    return found


def _renewed(tokens: Iterable[bytes], controller: str, channel: str, purpose: str) -> dict[bytes, int]:
    wanted, found = list(tokens), dict[bytes, int]()
    for start in range(0, len(wanted), ASKED):
        rows = Renewal.objects.filter(
            token__in=wanted[start : start + ASKED], controller=controller, channel=channel, purpose=purpose
        )
        found |= {bytes(token): at for token, at in rows.values_list("token", "renewed_at")}
    return found
