"""What is known of retention periods as declared."""

from __future__ import annotations

from licet.law.facts.declare import choice, count, yes_no
from licet.rules.facts import Mending, Table

RETENTION = Table(
    "retention",
    unit="declared periods",
    means="retention periods as declared",
    fr="durées de conservation déclarées",
    parents=(),
)

RETENTION.declare(
    choice("kept.whom", ("prospects", "customers"), "whose data this period is for", "de qui cette durée régit les données"),
    count("period.months", "the period in the active base, in months (prospects: from collection or the last act of the person; customers: from the end of the relation)", "la durée en base active, en mois (prospects : depuis la collecte ou le dernier acte ; clients : depuis la fin de la relation)", mended_by=Mending.PURGE),
    yes_no("period.reasons_written", "a document gives reasons why prospecting needs this period (proof or disputes are reasons for an archive only)", "un document motive cette durée par les besoins de la prospection (preuve ou contentieux ne motivent qu'un archivage)", needs_evidence=True),
    yes_no("clock.restarts_on_open", "the period starts anew when a message is opened", "la durée repart à l'ouverture d'un message"),
    yes_no("clock.restarts_on_own_message", "the period starts anew when the organisation writes or calls", "la durée repart quand l'organisme écrit ou appelle"),
    yes_no("clock.restarts_on_unsubscribe", "the period starts anew when the person clicks to unsubscribe", "la durée repart quand la personne clique pour se désabonner"),
    yes_no("term.asks", "people are asked at term whether they wish to hear on", "au terme, il est demandé aux personnes si elles souhaitent continuer"),
    yes_no("term.silence_keeps", "those who do not answer are kept", "celles qui ne répondent pas sont conservées"),
    count("term.messages", "how many messages ask", "combien de messages le demandent"),
    yes_no("term.message_promotes", "the message that asks advertises", "le message qui le demande fait de la publicité"),
    yes_no("term.kept_as_evidence", "data are kept after term as proof or by legal duty", "des données sont conservées après le terme à titre de preuve ou par obligation légale"),
    yes_no("archive.is_apart", "what is kept after term lies in a base of its own, or behind access rights of its own", "ce qui est conservé après le terme est dans une base à part, ou derrière des droits d'accès propres"),
)
