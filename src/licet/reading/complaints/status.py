"""Delivery status notifications (RFC 3464), in their own part or pasted into a text."""

from __future__ import annotations

import re
from typing import Final

from licet.reading.complaints.fields import RECIPIENT, Fields, address_in, blocks_of, first, is_redacted, original_of
from licet.reading.complaints.reasons import STATUS, permanence_of, reason_of, reply_in, status_in
from licet.reading.complaints.report import Fate, Kind, Original, Outcome, Permanence, Report
from licet.reading.mails.mime import Mime, instant
from licet.reading.mails.redaction import redacted

OUTCOMES: Final = {
    "failed": Outcome.BOUNCED,
    "failure": Outcome.BOUNCED,
    "delayed": Outcome.DEFERRED,
    "delivered": Outcome.DELIVERED,
    "relayed": Outcome.DELIVERED,
    "expanded": Outcome.DELIVERED,
}
"""RFC 3464, 2.3.3."""

_PARTS: Final = frozenset({"message/delivery-status", "message/global-delivery-status"})
_QUOTED: Final = 600


def delivery_status(mime: Mime, notice: str) -> Report | None:
    """Read a delivery status part, or return ``None`` when there is none or it speaks of nobody.

    ``notice`` is the text beside it: the words of a system that puts none in its fields.
    """
    blocks = [b for part in mime.parts if part.media_type in _PARTS for b in blocks_of(part)]
    return from_blocks(mime, blocks, notice) if blocks else None


def from_blocks(mime: Mime, blocks: list[Fields], notice: str, original: Original | None = None) -> Report | None:
    """Read the fields of a delivery status: one block of the message, then one an addressee."""
    original = original or original_of(mime)
    whole = {name: values for block in blocks if not _speaks_of_someone(block) for name, values in block.items()}
    fates = _fates([b for b in blocks if _speaks_of_someone(b)], notice, original)
    if not fates:
        return None
    outcomes = {f.outcome for f in fates}
    kind = Kind.BOUNCE if outcomes & {Outcome.BOUNCED, Outcome.DEFERRED} else Kind.DELIVERY_NOTICE
    merged = whole or blocks[0]
    return Report(
        kind,
        fates,
        arrived_at=instant(first(merged, "arrival-date")),
        source_domain=address_in(first(merged, "reporting-mta")).lower(),
        original=original,
        note="delivery status",
    )


def _speaks_of_someone(block: Fields) -> bool:
    return any(name in block for name in (*RECIPIENT, "action", "status", "diagnostic-code"))


def _fates(blocks: list[Fields], notice: str, original: Original) -> tuple[Fate, ...]:
    """Return one fate an addressee; blocks cut in two by a stray blank line are put together again."""
    fates: dict[str, Fate] = {}
    pending: Fields = {}
    for block in blocks:
        if not any(name in block for name in RECIPIENT) and block is not blocks[-1]:
            pending = {**pending, **block}
            continue
        fate = _fate({**pending, **block}, notice, original, alone=len(blocks) == 1)
        pending = {}
        if fate is not None:
            fates.setdefault(fate.recipient.lower(), fate)
    return tuple(fates.values())


def _fate(block: Fields, notice: str, original: Original, *, alone: bool) -> Fate | None:
    recipient = next((a for n in RECIPIENT if "@" in (a := address_in(first(block, n)))), "")
    recipient = recipient or original.to
    status = next(iter(STATUS.findall(first(block, "status"))), "")
    outcome = OUTCOMES.get(re.split(r"[\s(;]", first(block, "action").lower().strip())[0])
    if outcome is None:
        outcome = {"2": Outcome.DELIVERED, "4": Outcome.DEFERRED}.get(status[:1], Outcome.BOUNCED)
    said = re.sub(r"^\s*[\w-]{1,20}\s*;\s*", "", first(block, "diagnostic-code", "x-supplementary-info"))
    if outcome is Outcome.DELIVERED:
        return Fate(recipient, is_redacted(recipient), outcome, status=status, said=redacted(said)[:_QUOTED])
    better = status_in(said)
    if better and (not status or status.endswith(".0.0")):
        status = better
    reason = reason_of(said, status)
    if alone and (not said or said.isdigit()) and (not status or status.endswith(".0")):  # `71`: a program's exit code
        reason = reason_of(notice, status)
    reply = reply_in(said)
    permanence = Permanence.SOFT if outcome is Outcome.DEFERRED else permanence_of(reason, status, reply)
    return Fate(recipient, is_redacted(recipient), outcome, permanence, status, reply, reason, redacted(said)[:_QUOTED])
