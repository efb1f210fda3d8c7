"""What is known of ways in which opens are read.

A row is one way of reading opens over one period, with the same footing for all the addresses it concerns.
"""

from __future__ import annotations

from licet.law.facts.declare import day, yes_no
from licet.rules.facts import Mending, Table

TRACKERS = Table(
    "trackers",
    unit="trackers",
    means="ways in which opens are read, by period",
    fr="modes de lecture des ouvertures, par période",
    parents=(),
)

TRACKERS.declare(
    yes_no("tracker.individual", "opens are read one by one, through an image or link tied to the addressee", "les ouvertures sont lues individuellement, par une image ou un lien propre au destinataire", mended_by=Mending.CHANGE_MESSAGE),
    yes_no("tracker.exempt", "the reading serves only the security of authentication, or individual deliverability as exempted", "la lecture sert seulement la sécurité de l'authentification ou la délivrabilité individuelle exemptée"),
    yes_no("tracker.consent", "the people agreed to this reading by an act apart from agreeing to the messages", "les personnes ont accepté cette lecture par un acte distinct de l'accord aux messages", mended_by=Mending.ASK, needs_evidence=True, silence_is_no=True),
    day("collection.on", "the last day on which one of the addresses was obtained", "le dernier jour où l'une des adresses a été obtenue"),
    day("tracker.told_and_could_object_on", "the day by which all were clearly told of the reading and could object", "le jour auquel tous avaient été clairement informés de la lecture et mis à même de s'y opposer", needs_evidence=True),
    day("tracker.objected_on", "the first day on which people who are still read objected to it (never: none did)", "le premier jour où des personnes encore lues s'y sont opposées (jamais : aucune)"),
)
