"""What is known of processing decided together with another body (GDPR 26)."""

from __future__ import annotations

from licet.law.facts.declare import day, yes_no
from licet.rules.facts import Mending, Table

SIGN = Mending.SIGN

ARRANGEMENTS = Table(
    "arrangements",
    unit="joint processings",
    means="processing decided together with another body, and what was arranged",
    fr="traitements décidés avec un autre organisme, et ce qui a été convenu",
    parents=(),
)

ARRANGEMENTS.declare(
    yes_no("decided.by_both", "both bodies were seen to decide why and how the data are processed (the one neither merely follows the other nor merely receives data)", "il est constaté que les deux organismes décident pourquoi et comment les données sont traitées (aucun ne fait que suivre l'autre, ni que recevoir des données)"),
    day("joint_processing.began_on", "the day the joint processing began", "le jour où le traitement conjoint a commencé"),
    day("arrangement.made_on", "the day an arrangement on who does what was made in writing (never: none was)", "le jour où un accord écrit sur qui fait quoi a été conclu (never : aucun)", mended_by=SIGN, needs_evidence=True),
    yes_no("arrangement.says_who_answers", "it says which of the two answers people who use their rights", "il dit lequel des deux répond aux personnes qui exercent leurs droits", mended_by=SIGN, needs_evidence=True),
    yes_no("arrangement.says_who_informs", "it says which of the two informs people", "il dit lequel des deux informe les personnes", mended_by=SIGN, needs_evidence=True),
    yes_no("arrangement.open_to_people", "people can read, or get on request, its outline", "les personnes peuvent en lire, ou en obtenir, les grandes lignes", mended_by=Mending.INFORM),
)  # fmt: skip
