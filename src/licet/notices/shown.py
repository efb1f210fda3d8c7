"""Keep what people were shown, by the digest of its bytes; whatever an event names under ``shown`` is found here."""

from __future__ import annotations

import hashlib

from licet.ledger import Transaction
from licet.notices.models import Shown
from licet.notices.render import digest, text_of


def keep_shown(tx: Transaction, kind: str, lang: str, stored: bytes, text: str | None = None) -> Shown:
    """Keep bytes that people are shown, once, inside an act; ``text`` are their words (default: those of the page)."""
    found = shown_by(digest(stored))
    if found is not None:
        return found
    words = text_of(stored) if text is None else text
    return Shown.objects.create(
        digest=digest(stored),
        kind=kind,
        lang=lang,
        stored=stored,
        text=words,
        text_digest=hashlib.sha256(words.encode()).hexdigest(),
        first_at=tx.now,
    )


def shown_by(named: str) -> Shown | None:
    """Return what was shown, by its SHA-256 in hexadecimal; ``None`` when nobody was ever shown that by this house."""
    return Shown.objects.filter(digest=named).first()
