"""Rows of a map of heads as stored: found by slot, and blinded when their person is forgotten."""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

from licet.ledger import models
from licet.verify.entry import SALT

ROW: Final = 96
"""Slot, salt, value."""
SLOT: Final = 32


def slot(key: bytes, subject: bytes) -> bytes:
    """Return a person's place in every map: HMAC-SHA-256 of the reference under the key of maps."""
    return hmac.digest(key, subject, hashlib.sha256)


def find(head_map: int, wanted: bytes) -> tuple[models.HeadChunk, int] | None:
    """Return the chunk of a map that holds a slot, and where in it; ``None`` when the person is not in the map."""
    chunk = models.HeadChunk.objects.filter(head_map=head_map, first_slot__lte=wanted).order_by("-number").first()
    if chunk is None:
        return None
    rows = bytes(chunk.rows)
    places = [at for at in range(0, len(rows), ROW) if rows[at : at + SLOT] == wanted]
    return (chunk, places[0]) if places else None


def blind(wanted: bytes) -> None:
    """Take the salt out of a person's rows, within the act that forgets them: what is left opens nothing."""
    for number in models.HeadMap.objects.values_list("pk", flat=True):
        found = find(number, wanted)
        if found is not None:
            chunk, at = found
            rows = bytes(chunk.rows)
            chunk.rows = rows[: at + SLOT] + bytes(SALT) + rows[at + 2 * SLOT :]
            chunk.save(update_fields=["rows"])
