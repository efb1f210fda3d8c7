"""What is known of ways in which opens are read, by period."""

from __future__ import annotations

from licet.rules.facts import Table

TRACKERS = Table(
    "trackers",
    unit="trackers",
    means="ways in which opens are read, by period",
    fr="modes de lecture des ouvertures, par période",
    parents=(),
)
