"""What is known of suppression lists."""

from __future__ import annotations

from licet.rules.facts import Table

SUPPRESSIONS = Table(
    "suppressions",
    unit="suppression lists",
    means="suppression lists",
    fr="listes repoussoir",
    parents=(),
)
