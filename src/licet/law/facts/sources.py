"""What is known of suppliers and other sources of the data."""

from __future__ import annotations

from licet.rules.facts import Table

SOURCES = Table(
    "sources",
    unit="sources",
    means="suppliers and other sources of the data",
    fr="fournisseurs et autres sources des données",
    parents=(),
)
