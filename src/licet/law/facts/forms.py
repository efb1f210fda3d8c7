"""What is known of form versions through which people gave data or consent.

One row is one request on one form version: a form that asks for two agreements (own offers, partners' offers) is
two rows, so that what spoils the one does not spoil the other. The observations are those of someone who looks at
the whole screen and tries to say no. Facts of requests to be *called* are declared in ``forms_calls``.
"""

from __future__ import annotations

from typing import Any

from licet.law.facts.declare import choice, count, yes_no
from licet.rules.facts import Fact, Mending, Table

FORMS = Table(
    "forms",
    unit="forms",
    means="form versions through which people gave data or consent",
    fr="versions de formulaires par lesquels des personnes ont donné données ou accord",
    parents=("notices",),
)

ACTS = (
    "ticked_box", "signature", "spoken_words", "button_about_the_agreement",
    "button_about_something_else", "preticked_box", "refusal_box_left_empty", "terms_accepted", "silence_or_browsing",
)  # fmt: skip
"""What people did that is held to be their agreement; the last five are no statement and no clear positive act."""

PARTNERS_SHOWN = (
    "no_partners",
    "names_on_form",
    "names_behind_link",
    "link_far_away",
    "dead_link",
    "kinds_only",
    "not_shown",
)
"""How partners who are to use the data were shown on the days the form was in use."""


def _shown(name: str, means: str, fr: str) -> Fact:
    """Declare what the form must be seen to do; who relies on consent produces the form (GDPR 7(1))."""
    proof: dict[str, Any] = {"mended_by": Mending.ASK, "needs_evidence": True, "silence_is_no": True}
    return yes_no(name, means, fr, **proof)


FORMS.declare(
    yes_no("consent_relied_on", "what people did on this form is relied on as their agreement to prospecting, or to data being passed on for it", "ce que les personnes ont fait sur ce formulaire est tenu pour leur accord à la prospection, ou à la transmission de données à cette fin"),
    choice("agreement_serves", ("own_offers", "partners_only", "both"), "what the agreement of this row is relied on for: the organisation's own solicitations, those of partners only, or both", "ce à quoi sert l'accord de cette ligne : les sollicitations de l'organisme, celles des seuls partenaires, ou les deux"),
    # where no agreement is asked: addresses of customers for like goods (CPCE L.34-5 al. 4)
    yes_no("used_without_agreement", "e-mail addresses or numbers taken on this form, at a sale or a subscription, serve electronic offers of like goods without an agreement; supposed no unless answered", "les adresses électroniques ou numéros recueillis par ce formulaire, lors d'une vente ou d'un abonnement, servent sans accord à des offres électroniques de biens analogues ; sauf réponse, supposé non", supposed=False),
    yes_no("objection_offered", "the form lets people refuse these offers there and then, simply and free of charge (a box, a switch; an address to write to later is none)", "le formulaire permet de refuser ces offres sur-le-champ, simplement et sans frais (une case, un réglage ; une adresse où écrire plus tard n'en est pas un)", mended_by=Mending.ASK, needs_evidence=True),
    # the act
    choice("act_of_agreement", ACTS, "the act that is held to be the agreement", "l'acte tenu pour l'accord", mended_by=Mending.ASK),
    _shown("set_apart_from_terms", "the request stands apart from terms of sale or use, game rules and other statements", "la demande est distincte des conditions de vente ou d'utilisation, du règlement du jeu et de toute autre déclaration"),
    _shown("one_act_per_purpose", "each purpose (own offers, partners' offers, reading of opens) has an act of its own", "chaque finalité (offres propres, offres de partenaires, lecture des ouvertures) a son acte propre"),
    _shown("channels_named", "the request names the channels (e-mail, SMS, automated calls)", "la demande nomme les canaux (courriel, SMS, automates d'appel)"),
    _shown("offers_listed", "the request says what will come: which newsletters, which kinds of offers", "la demande dit ce qui sera reçu : quelles lettres, quels genres d'offres"),
    # refusing
    _shown("refusal_offered", "people can go on without agreeing", "il est possible de poursuivre sans accepter"),
    _shown("refusal_takes_effect", "when tried, a refusal is recorded, and nothing is sent or passed on because of this form", "essayé, le refus est enregistré, et rien n'est envoyé ni transmis du fait de ce formulaire"),
    _shown("service_open_to_refusers", "whoever refuses gets the game, the account or the contract all the same", "qui refuse accède tout de même au jeu, au compte ou au contrat"),
    _shown("refusal_as_prominent", "the means to refuse has the size, contrast and shape of the means to accept", "le moyen de refuser a la taille, le contraste et la forme du moyen d'accepter"),
    _shown("refusal_beside_acceptance", "the means to refuse stands beside the means to accept, not in running text or elsewhere", "le moyen de refuser est à côté du moyen d'accepter, et non dans le corps du texte ou ailleurs"),
    _shown("labels_say_what_they_do", "the words on each button say that one agrees or refuses, and to what", "les mots de chaque bouton disent que l'on accepte ou refuse, et quoi"),
    _shown("refusal_effect_told", "the form says what refusing does", "le formulaire dit ce qu'entraîne le refus"),
    count("steps_to_accept", "how many clicks it takes to agree", "combien de clics il faut pour accepter"),
    count("steps_to_refuse", "how many clicks it takes to refuse", "combien de clics il faut pour refuser", mended_by=Mending.ASK),
    yes_no("asks_again_after_refusal", "the form asks again in the same visit after a refusal", "le formulaire redemande dans la même visite après un refus", mended_by=Mending.ASK),
    # what was told before the act
    _shown("controller_named", "the form names the organisation that relies on the agreement", "le formulaire nomme l'organisme qui se prévaut de l'accord"),
    _shown("purposes_told", "the form says, before the act, what the data will be used for", "le formulaire dit, avant l'acte, à quoi serviront les données"),
    _shown("data_types_told", "the form says which data will be used", "le formulaire dit quelles données seront utilisées"),
    _shown("withdrawal_told", "the form says, before the act, that the agreement can be withdrawn", "le formulaire dit, avant l'acte, que l'accord peut être retiré"),
    choice("partners_shown", PARTNERS_SHOWN, "how the partners who are to use the data are shown: no partner is, names on the form, names behind a link beside the request, a link or footnote away from it, a dead link, only kinds of partners, not at all", "comment sont présentés les partenaires appelés à utiliser les données : aucun partenaire, noms sur le formulaire, noms derrière un lien proche, lien ou renvoi éloigné, lien mort, seules catégories, pas du tout", mended_by=Mending.ASK),
)  # fmt: skip
