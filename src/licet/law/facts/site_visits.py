"""What is known of visits to sites and applications: one row, one visit of one of them by one inspector.

The observations are those of someone who comes with a blank browser, tries to say no, then yes, then to take it back,
and looks at what is set and read meanwhile (a HAR file, see ``licet.reading.visits``). A tracer that *needs an
agreement* serves something else than carrying the page, giving what the visitor asked for (basket, session, language)
or counting visits for the site alone.
"""

from __future__ import annotations

from licet.law.facts.declare import choice, count, yes_no
from licet.rules.facts import Mending, Table

ASK, INFORM = Mending.ASK, Mending.INFORM

SITE_VISITS = Table(
    "site_visits",
    unit="site visits",
    means="visits of sites and applications, by an inspector, with a blank browser",
    fr="visites de sites et d'applications, par un contrôleur, avec un navigateur vierge",
    parents=(),
)

AGREEING = ("button_or_switch", "browsing_on", "on_by_default", "terms_accepted")
"""What the site holds to be the visitor's agreement."""

SITE_VISITS.declare(
    # what is set or read, and when
    yes_no("tracers.before_choice", "before the visitor made any choice, tracers were set or read that need an agreement (advertising, social networks, following from site to site), by the site or by those it lets in", "avant tout choix du visiteur, des traceurs qui exigent un accord (publicité, réseaux sociaux, suivi de site en site) ont été déposés ou lus, par le site ou par ceux qu'il laisse faire", mended_by=ASK),
    yes_no("tracers.after_refusal", "after the visitor had refused, such tracers were set, or still read", "après le refus du visiteur, de tels traceurs ont été déposés, ou lus encore", mended_by=ASK),
    yes_no("tracers.after_withdrawal", "after the visitor had taken the agreement back, such tracers were set, or still read", "après que le visiteur a retiré son accord, de tels traceurs ont été déposés, ou lus encore", mended_by=ASK),
    # how one agrees, refuses, takes back
    choice("agreement.act", AGREEING, "what is held to be the agreement to tracers: a button or switch used for it, going on to browse, a setting found on, terms accepted", "ce qui est tenu pour l'accord aux traceurs : un bouton ou réglage actionné à cette fin, la poursuite de la navigation, un réglage trouvé activé, des conditions acceptées", mended_by=ASK),
    count("steps_to_accept", "how many clicks it takes to accept all tracers (0 where none needs an agreement)", "combien de clics il faut pour accepter tous les traceurs (0 si aucun n'exige d'accord)"),
    count("steps_to_refuse", "how many clicks it takes to refuse all tracers (0 where none needs an agreement)", "combien de clics il faut pour refuser tous les traceurs (0 si aucun n'exige d'accord)", mended_by=ASK),
    yes_no("refusal.offered", "the site itself gives a means to refuse such tracers (yes where it uses none)", "le site donne lui-même un moyen de refuser ces traceurs (oui s'il n'en utilise pas)", mended_by=ASK),
    yes_no("refusal.as_prominent", "the means to refuse has the size, contrast and shape of the means to accept, and stands beside it (yes where nothing is asked)", "le moyen de refuser a la taille, le contraste et la forme du moyen d'accepter, et se trouve à côté (oui si rien n'est demandé)", mended_by=ASK),
    yes_no("withdrawal.offered", "from any page the visitor can come back to the choice and change it (yes where no such tracer is used)", "depuis toute page, le visiteur peut revenir sur son choix (oui si aucun traceur de cette sorte n'est utilisé)", mended_by=ASK),
    count("steps_to_withdraw", "how many clicks it takes to take the agreement back (0 where none is asked)", "combien de clics il faut pour retirer l'accord (0 si aucun n'est demandé)", mended_by=ASK),
    yes_no("withdrawal.costs_access", "whoever takes the agreement back loses, or is told to lose, a service already used (a mailbox, an account)", "qui retire son accord perd, ou est averti de perdre, un service déjà utilisé (messagerie, compte)", mended_by=ASK),
    # what is told before the choice
    yes_no("banner.says_purposes", "every banner or screen that asks about tracers says what they serve (yes where nothing is asked)", "tout bandeau ou écran interrogeant sur les traceurs dit à quoi ils servent (oui si rien n'est demandé)", mended_by=INFORM),
    yes_no("banner.says_how_to_refuse", "every such banner says how to refuse them (yes where nothing is asked)", "tout bandeau de cette sorte dit comment les refuser (oui si rien n'est demandé)", mended_by=INFORM),
    yes_no("banner.names_who", "every such banner names, or lists one click away, those who set or read them (yes where nothing is asked)", "tout bandeau de cette sorte nomme, ou énumère à un clic, ceux qui les déposent ou les lisent (oui si rien n'est demandé)", mended_by=INFORM),
)  # fmt: skip
