"""What is known of retention periods as declared."""

from __future__ import annotations

from licet.rules.facts import Table

RETENTION = Table(
    "retention",
    unit="declared periods",
    means="retention periods as declared",
    fr="durées de conservation déclarées",
    parents=(),
)
