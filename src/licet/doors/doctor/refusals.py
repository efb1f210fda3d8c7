"""``refusals.log``: whole, and with a line for each refusal that the database holds. Without it a restore loses them."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import DatabaseError

from licet.doors.config import Config
from licet.doors.doctor.finding import Finding, fault, good, unknown
from licet.ledger.refusals import Unreadable, read_refusals


def refusals(config: Config) -> Iterator[Finding]:
    """Hold the log of refusals against the suppression list."""
    from licet.objections.models import Suppression

    try:
        held = {
            bytes(token) for token in Suppression.objects.values_list("token", flat=True).iterator(chunk_size=5_000)
        }
    except DatabaseError:
        yield unknown("refusals")
        return
    damaged, lines = 0, 0
    try:
        for each in read_refusals(config.data / "refusals.log"):  # after the list: a line is there before its entry
            lines += 1
            if isinstance(each, Unreadable):
                damaged += 1
            else:
                held.discard(each.token)
    except OSError:
        yield fault("refusals", "unreadable")
        return
    if held:
        yield fault("refusals", "lacking", n=len(held))
    if damaged:
        yield fault("refusals", "damaged", n=damaged)
    if not held and not damaged:
        yield good("refusals", n=lines)
