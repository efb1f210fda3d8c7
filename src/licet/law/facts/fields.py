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
    yes_no("field.end_reached_without_it", "the use that reads this field was seen to be reached without it (for other people, in another country or shop, or by a field held already); supposed no unless answered", "il est constaté que l'usage qui lit ce champ s'atteint sans lui (pour d'autres personnes, dans un autre pays ou magasin, ou par un champ déjà détenu) ; sauf réponse, supposé non", mended_by=Mending.PURGE, supposed=False),
)
