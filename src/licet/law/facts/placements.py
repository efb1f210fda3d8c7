"""What is known of advertisements shown elsewhere than in a message: one row one kind of place.

In an inbox, by a program that people installed, on sites or in applications. Whoever holds the place answers for it,
and so does whoever has the advertisements shown there.
"""

from __future__ import annotations

from licet.law.facts.declare import choice, yes_no
from licet.rules.facts import Mending, Table

ASK, INFORM = Mending.ASK, Mending.INFORM

PLACEMENTS = Table(
    "placements",
    unit="placements",
    means="advertisements shown in inboxes, by programs, on sites or in applications",
    fr="annonces affichées dans des messageries, par des logiciels, sur des sites ou dans des applications",
    parents=(),
)

PLACES = ("line_among_mails", "picture_among_mails", "beside_mails", "window_of_installed_program", "space_on_site_or_app")
CHOSEN_BY = ("page_alone", "own_customer_file", "tracks_elsewhere")
AGREEING = ("act_of_its_own", "terms_accepted", "on_by_default", "nothing")

PLACEMENTS.declare(
    choice("shown.where", PLACES, "where the advertisement is shown: as a line with sender and title among received mails (be it marked as an advertisement), as a picture between them, beside them, in a window that an installed program opens, in a space on a site or in an application", "où l'annonce est affichée : comme une ligne avec expéditeur et titre parmi les courriels reçus (fût-elle signalée comme annonce), comme une image entre eux, à côté d'eux, dans une fenêtre ouverte par un logiciel installé, dans un espace d'un site ou d'une application", mended_by=Mending.CHANGE_MESSAGE),
    choice("shown.chosen_by", CHOSEN_BY, "by what it is chosen for a person: the page alone, what the organisation itself knows of its customers, or what people did on sites or in applications of others, or where they were", "d'après quoi elle est choisie pour une personne : la page seule, ce que l'organisme sait lui-même de ses clients, ou ce que les personnes ont fait sur les sites ou applications d'autrui, ou les lieux où elles étaient"),
    choice("agreement.act", AGREEING, "what is held to be people's agreement: an act that serves this alone, terms accepted, a setting found on, nothing", "ce qui est tenu pour l'accord des personnes : un acte qui ne sert qu'à cela, des conditions acceptées, un réglage trouvé activé, rien", mended_by=ASK),
    yes_no("agreement.shown", "a proof was produced that people agreed beforehand", "la preuve d'un accord préalable des personnes a été produite", mended_by=ASK, needs_evidence=True, silence_is_no=True),
    yes_no("agreement.purpose_told", "before agreeing people were told that data would serve to aim advertisements", "avant d'accepter, les personnes ont été informées que des données serviraient à cibler des annonces", mended_by=INFORM, needs_evidence=True),
    yes_no("agreement.bodies_named", "before agreeing people could see the names of those who would rely on it", "avant d'accepter, les personnes pouvaient voir les noms de ceux qui s'en prévaudraient", mended_by=INFORM, needs_evidence=True),
)  # fmt: skip
