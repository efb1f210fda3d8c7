"""What is known of categories of data held, field by field."""

from __future__ import annotations

from licet.rules.facts import Table

FIELDS = Table(
    "fields",
    unit="fields",
    means="categories of data held, field by field",
    fr="catégories de données détenues, champ par champ",
    parents=(),
)
