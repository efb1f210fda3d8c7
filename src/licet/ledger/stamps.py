"""A third party's date on the newest checkpoint (RFC 3161, specs/timestamp.md): asked, verified, kept, logged."""

from __future__ import annotations

import datetime as dt
import hashlib
import http.client
import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from cryptography import x509
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from licet.ledger import checkpoints, models
from licet.ledger.record import act, home
from licet.ledger.transaction import Draft, Recorded, Transaction
from licet.terms.errors import LedgerError, UsageError
from licet.verify.checkpoint import read_checkpoint, stamped_part
from licet.verify.failures import InvalidError
from licet.verify.timestamp import LARGEST, verify_timestamp

STAMPED: Final = "ledger:checkpoint:stamped"
DRIFT: Final = dt.timedelta(minutes=5)
"""How far the authority's clock and ours may lie apart."""
_PATIENCE: Final = 30


@dataclass(frozen=True, slots=True)
class Stamped:
    """A stamp kept: the size of the checkpoint, when the authority saw it (UTC)."""

    size: int
    at: dt.datetime


def stamp(url: str, roots: Sequence[x509.Certificate]) -> Stamped:
    """Publish a checkpoint, have it stamped by the authority at ``url``, keep the stamp and log its digest.

    Raise ``LedgerError`` when the authority does not answer with a stamp under ``roots``: the log goes on unstamped, and
    the next stamp covers all of it. Nothing is ever backdated.
    """
    checkpoint = checkpoints.publish()
    message = stamped_part(checkpoint, [home().vkey])
    asked = TimestampRequestBuilder().data(message).hash_algorithm(HashAlgorithm.SHA256).build()
    response = _ask(url, asked.as_bytes())
    now = dt.datetime.now(dt.UTC)
    try:
        seen = verify_timestamp(response, message, roots, (now - DRIFT, now + DRIFT))
    except InvalidError as error:
        raise LedgerError(f"the timestamping authority answered without a good stamp: `{error}`") from None
    kept = models.Stamp(
        size=read_checkpoint(checkpoint)[0].size,
        checkpoint=checkpoint,
        response=response,
        stamped_at=int(seen.timestamp()),
        authority=urlsplit(url).hostname or "",
    )
    _keep(kept)
    return Stamped(kept.size, seen)


def _ask(url: str, query: bytes) -> bytes:
    if urlsplit(url).scheme not in {"http", "https"}:
        raise UsageError("the timestamping authority has an address in http or https")
    post = urllib.request.Request(  # noqa: S310  # the scheme is checked above
        url, data=query, headers={"Content-Type": "application/timestamp-query"}
    )
    try:
        with urllib.request.urlopen(post, timeout=_PATIENCE) as answer:  # noqa: S310  # the same
            return bytes(answer.read(LARGEST + 1))
    except (urllib.error.URLError, OSError, http.client.HTTPException):
        raise LedgerError("the timestamping authority did not answer: the log goes on, stamp it later") from None


@act
def _keep(tx: Transaction, stamp: models.Stamp) -> Recorded:
    stamp.save()
    digest = hashlib.sha256(stamp.response).hexdigest()
    return tx.record(Draft(STAMPED, {"size": stamp.size, "stamp": digest, "stamped_at": stamp.stamped_at}))


def newest() -> models.Stamp | None:
    """Return the newest stamp."""
    return models.Stamp.objects.order_by("-size", "-id").first()


def first_after(index: int) -> models.Stamp | None:
    """Return the first stamp whose checkpoint holds an event."""
    return models.Stamp.objects.filter(size__gt=index).order_by("size", "id").first()
