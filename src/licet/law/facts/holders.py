"""What is known of others who hold the data or reach them."""

from __future__ import annotations

from licet.rules.facts import Table

HOLDERS = Table(
    "holders",
    unit="holders",
    means="others who hold the data or reach them",
    fr="tiers qui détiennent les données ou y accèdent",
    parents=(),
)
