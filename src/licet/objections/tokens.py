"""The keyed tokens by which a contact point is refused, and those by which it may turn out to be refused.

| kind | stands for |
|---|---|
| ``email``, ``telephone``, ``post`` | the contact point itself; links carry this one |
| ``email-alias`` | the address without dots and without what follows ``+`` |
| ``link`` | a point known by the token of a link alone; ``replayed``: by a line of ``refusals.log`` |
| ``domain`` | every address of a domain |
| ``md5``, ``sha1``, ``sha256`` | a digest of an exchange list, itself digested under our key |
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from typing import Final

from licet.ledger import home
from licet.subjects.points import EMAIL, SUPPRESSION, Point, token

ALIAS: Final = "suppression-alias"
EXCHANGE: Final = "exchange"
DOMAIN: Final = "domain"
EMAIL_ALIAS: Final = "email-alias"
DIGESTS: Final[dict[str, Callable[[bytes], bytes]]] = {
    # what the trade exchanges: md5 and sha1 name an address here, they guard nothing
    "md5": lambda plain: hashlib.md5(plain, usedforsecurity=False).digest(),
    "sha1": lambda plain: hashlib.sha1(plain, usedforsecurity=False).digest(),
    "sha256": lambda plain: hashlib.sha256(plain).digest(),
}
WIDER: Final = frozenset({DOMAIN, *DIGESTS})
"""Kinds that come from lists, not from a person's own refusal."""


def own_token(point: Point) -> bytes:
    """Return the token of the point itself: what links carry."""
    return token(point, SUPPRESSION)


def suppression_tokens(point: Point) -> dict[bytes, str]:
    """Return the tokens by which a point is refused, with their kind: its own, and the wider one of its aliases.

    Without what stands after ``+`` and without dots: two addresses of one mailbox with some hosts. Where they are two
    people's, the other one is spared a message too many.
    """
    found = {own_token(point): point.kind}
    if point.kind == EMAIL:
        local, _, domain = point.value.rpartition("@")
        plain = local.partition("+")[0].replace(".", "") or local
        found[token(Point(EMAIL, f"{plain}@{domain}"), ALIAS)] = EMAIL_ALIAS
    return found


def tokens_against(point: Point, kinds: Collection[str] = WIDER) -> dict[bytes, str]:
    """Return every token whose entry may stop a message to a point; of the wider kinds, those named."""
    found = suppression_tokens(point)
    if point.kind == EMAIL and kinds:
        if DOMAIN in kinds:
            found[domain_token(point.value.rpartition("@")[2])] = DOMAIN
        plain = point.value.encode()
        for algorithm, digest in DIGESTS.items():
            if algorithm in kinds:
                found[exchange_token(algorithm, digest(plain))] = algorithm
    return found


def domain_token(domain: str) -> bytes:
    """Return the token of a whole domain, written as in a normalised address."""
    return token(Point(DOMAIN, domain), SUPPRESSION)


def exchange_token(algorithm: str, digest: bytes) -> bytes:
    """Return what is kept of a digest of somebody's list: HMAC-SHA-256 over algorithm, 00, digest."""
    return home().keyed(EXCHANGE, algorithm.encode() + b"\0" + digest)
