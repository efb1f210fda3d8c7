"""What is known of relations with processors and their contracts."""

from __future__ import annotations

from licet.rules.facts import Table

CONTRACTS = Table(
    "contracts",
    unit="contracts",
    means="relations with processors and their contracts",
    fr="relations avec les sous-traitants et leurs contrats",
    parents=(),
)
