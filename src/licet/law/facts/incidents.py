"""What is known of incidents: personal data lost, changed, seen or taken (GDPR 4(12)).

A row is one incident. What people run is asked as what was seen: who could read what, not how grave it is.
"""

from __future__ import annotations

from licet.law.facts.declare import choice, instant, yes_no
from licet.rules.facts import Mending, Table

PROVE, INFORM = Mending.PROVE, Mending.INFORM

INCIDENTS = Table(
    "incidents",
    unit="incidents",
    means="incidents in which personal data were lost, changed, seen or taken",
    fr="incidents dans lesquels des données personnelles ont été perdues, altérées, vues ou prises",
    parents=(),
)

HARM = ("contact_data", "data_that_open_accounts_or_money", "data_that_hurt_or_shame")
"""What an outsider could read, by what can be done with it; where several, the later in the list."""

INCIDENTS.declare(
    yes_no("data.seen_or_taken_by_outsiders", "people without a right to them saw, copied or could open personal data in readable form (not: enciphered with a key that is safe; not: one trusted addressee who destroyed them)", "des personnes sans titre ont vu, copié ou pu ouvrir des données personnelles lisibles (non : chiffrées, clé restée sûre ; non : un seul destinataire de confiance qui les a détruites)"),
    yes_no("data.lost_to_people", "data that people needed were destroyed, changed or out of reach, and no copy restored them at once", "des données utiles aux personnes ont été détruites, altérées ou inaccessibles, sans copie pour les rétablir aussitôt"),
    choice("data.worst_kind", HARM, "the worst of what was affected: names and contact data; what opens accounts or money (passwords, bank data, identity papers); what can hurt or shame (health, opinions, sexual life, whereabouts, debts)", "le plus grave de ce qui a été touché : noms et coordonnées ; ce qui ouvre des comptes ou de l'argent (mots de passe, données bancaires, pièces d'identité) ; ce qui peut blesser ou exposer (santé, opinions, vie sexuelle, déplacements, dettes)"),
    instant("incident.known_at", "when the organisation was reasonably sure that personal data were affected", "quand l'organisme a été raisonnablement certain que des données personnelles étaient touchées"),
    instant("authority.due_at", "72 hours after that (follows from it)", "72 heures plus tard (s'en déduit)"),
    instant("authority.told_at", "when the authority was first told", "quand l'autorité a été informée pour la première fois"),
    yes_no("delay.reasons_given", "what was told late came with the reasons for the delay", "ce qui a été dit tard était accompagné des motifs du retard"),
    yes_no("incident.written_down", "facts, effects and what was done about it are written down", "les faits, les effets et ce qui a été fait sont consignés par écrit", mended_by=PROVE, needs_evidence=True, silence_is_no=True),
    instant("persons.told_at", "when the people concerned were told, each or, where that was out of proportion, in public", "quand les personnes concernées ont été informées, une à une ou, si c'était disproportionné, publiquement", mended_by=INFORM),
    yes_no("persons.shielded_at_once", "what was done at once left the taker nothing to use (all passwords reset before use, cards blocked, copies got back)", "ce qui a été fait aussitôt n'a rien laissé d'utilisable (mots de passe réinitialisés avant usage, cartes bloquées, copies récupérées)"),
    yes_no("persons.told_what_happened", "they were told in plain words what happened and what it may lead to", "il leur a été dit en mots clairs ce qui s'est passé et ce qui peut en résulter", mended_by=INFORM),
    yes_no("persons.told_what_to_do", "they were told what was done, what they can do and whom to ask", "il leur a été dit ce qui a été fait, ce qu'elles peuvent faire et à qui s'adresser", mended_by=INFORM),
)  # fmt: skip
