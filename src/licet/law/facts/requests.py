"""What is known of requests of persons to object or withdraw."""

from __future__ import annotations

from licet.law.facts.declare import choice, instant, yes_no
from licet.rules.facts import Table
from licet.terms.words import Channel

REQUESTS = Table(
    "requests",
    unit="requests",
    means="requests of persons to object or withdraw",
    fr="demandes d'opposition ou de retrait des personnes",
    parents=(),
    channel="act.channel",
)

REQUESTS.declare(
    choice("act.channel", tuple(Channel), "the channel", "le canal"),
    instant("request.received_at", "when the request reached the organisation, by whatever way", "l'instant où la demande est parvenue à l'organisme, par quelque voie que ce soit"),
    yes_no("request.asks_to_stop", "in whatever words, the person asked that solicitations stop (link, reply, STOP, call, letter, report as spam)", "en quelques mots que ce soit, la personne a demandé que les sollicitations cessent (lien, réponse, STOP, appel, courrier, signalement)"),
    yes_no("request.recorded", "the request was entered in what blocks solicitations", "la demande a été inscrite dans ce qui bloque les sollicitations"),
    instant("solicitation.last_at", "the last solicitation of that person on a channel and for a purpose that the request covers (unspecified: all)", "l'instant de la dernière sollicitation de cette personne sur un canal et pour une finalité que la demande couvre (à défaut de précision : tous)"),
)
