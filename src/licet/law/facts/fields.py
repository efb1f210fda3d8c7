"""What is known of categories of data held, field by field."""

from __future__ import annotations

from licet.law.facts.declare import count, yes_no
from licet.rules.facts import Mending, Table

FIELDS = Table(
    "fields",
    unit="fields",
    means="categories of data held, field by field",
    fr="catégories de données détenues, champ par champ",
    parents=(),
)

FIELDS.declare(
    count("field.filled_rows", "for how many people this field is filled", "pour combien de personnes ce champ est renseigné"),
    yes_no("field.used_by_active_channel", "a channel in use reads this field to reach people or to choose whom to reach", "un canal en service lit ce champ pour joindre les personnes ou choisir qui joindre", mended_by=Mending.PURGE),
    yes_no("field.used_by_other_purpose", "another declared purpose (delivery, invoicing, after-sales) reads this field", "une autre finalité déclarée (livraison, facturation, après-vente) lit ce champ", mended_by=Mending.PURGE),
)
