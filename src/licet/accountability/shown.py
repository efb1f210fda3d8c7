"""What people were shown, by its digest: pages and mails of this house, and forms of suppliers."""

from __future__ import annotations

import hashlib

from licet.collection.models import Paper
from licet.notices.shown import shown_by
from licet.terms.errors import LedgerError


def bytes_shown(digest: str) -> bytes:
    """Return the exact bytes behind a SHA-256 (hexadecimal); raise ``LedgerError`` when they are lost or altered."""
    ours = shown_by(digest)
    paper = None if ours is not None else Paper.objects.filter(digest=digest).first()
    found = ours or paper
    if found is None:
        raise LedgerError(f"what was shown to this person is lost: nothing has the digest `{digest}`")
    stored = bytes(found.stored)
    if hashlib.sha256(stored).hexdigest() != digest:
        raise LedgerError(f"what was shown under the digest `{digest}` was altered: restore a backup")
    return stored
