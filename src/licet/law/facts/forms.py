"""What is known of form versions through which people gave data or consent."""

from __future__ import annotations

from licet.rules.facts import Table

FORMS = Table(
    "forms",
    unit="forms",
    means="form versions through which people gave data or consent",
    fr="versions de formulaires par lesquels des personnes ont donné données ou accord",
    parents=("notices",),
)
