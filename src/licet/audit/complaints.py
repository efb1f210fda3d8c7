"""Spam complaints by source and sender: evidence of disorder, never a breach by themselves (law.md CMP)."""

from __future__ import annotations

from collections import defaultdict

from licet.audit.dossier.load import Dossier
from licet.audit.model import Complaints
from licet.audit.tallies import rows_of


def complaints_of(dossier: Dossier) -> tuple[Complaints, ...]:
    """Return complaints counted by source and sender, beside the messages sent where the dossier counts them."""
    complained: dict[tuple[str, str], int] = defaultdict(int)
    sent: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows_of(dossier.complaints, "complaints"):
        complained[str(row.get("source") or ""), str(row.get("sender") or "")] += _count(row)
    for row in rows_of(dossier.sends, "sends"):
        sent[str(row.get("source") or ""), str(row.get("sender") or "")] += _count(row)
    return tuple(
        Complaints(source=source, sender=sender, count=count, messages=sent.get((source, sender)))
        for (source, sender), count in sorted(complained.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def _count(row: dict[str, object]) -> int:
    return int(str(row.get("count") or row.get("weight") or 1))
