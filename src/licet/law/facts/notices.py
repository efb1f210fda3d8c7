"""What is known of notices of information given to people."""

from __future__ import annotations

from licet.rules.facts import Table

NOTICES = Table(
    "notices",
    unit="notices",
    means="notices of information given to people",
    fr="mentions d'information données aux personnes",
    parents=(),
)
