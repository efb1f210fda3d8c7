"""What is known of third-country transfers: who holds, receives or sees the data outside the EEA, and on what that rests."""

from __future__ import annotations

from licet.law.facts.declare import choice, day, yes_no
from licet.rules.facts import Mending, Table

SIGN = Mending.SIGN

THIRD_COUNTRY_TRANSFERS = Table(
    "third_country_transfers",
    unit="third-country transfers",
    means="those who hold, receive or see the data outside the EEA, and on what that rests",
    fr="ceux qui détiennent, reçoivent ou consultent les données hors de l'EEE, et sur quoi cela repose",
    parents=(),
)

THIRD_COUNTRY_TRANSFERS.declare(
    yes_no("holder.is_other_legal_person", "the holder is a legal person other than the organisation (its own staff abroad is not)", "le détenteur est une personne morale autre que l'organisme (son propre personnel à l'étranger n'en est pas une)"),
    yes_no("holder.outside_eea", "the holder has the data, or sees them, outside the EEA", "le détenteur a les données, ou les consulte, hors de l'EEE"),
    yes_no("country.declared_adequate", "on that day an adequacy decision covered the country or the holder", "à cette date, une décision d'adéquation couvrait le pays ou le détenteur"),
    choice("safeguard.kind", ("commission_clauses_2021", "commission_clauses_older", "own_rules_approved", "own_wording", "nothing"), "what the parties agreed: clauses of the Commission of 2021, an older set, rules or clauses approved by an authority, clauses of their own wording, nothing", "ce dont les parties sont convenues : clauses de la Commission de 2021, jeu antérieur, règles ou clauses approuvées par une autorité, clauses de leur rédaction, rien", mended_by=SIGN, needs_evidence=True),
    yes_no("safeguard.signed_by_both", "both parties signed it", "les deux parties l'ont signé", mended_by=SIGN, needs_evidence=True),
    day("safeguard.signed_on", "the day it was signed", "le jour de la signature", mended_by=SIGN, needs_evidence=True),
    yes_no("safeguard.annexes_filled_in", "its annexes say which data, which people, which measures", "ses annexes disent quelles données, quelles personnes, quelles mesures", mended_by=SIGN, needs_evidence=True),
    yes_no("authorities.can_read", "the law of that country lets its authorities call for the data, and nothing that was added (enciphering with a key kept in the EEA) keeps them from reading", "la loi de ce pays permet à ses autorités de réclamer les données, et rien de ce qui a été ajouté (chiffrement, clé gardée dans l'EEE) ne les empêche de lire"),
)
