"""What is known of notices: what each version tells people, and where it is found.

A row is one version of one notice. Items are what a reader finds in it; the duties that depend on the processing
(a data protection officer, recipients, profiling) have their own question.
"""

from __future__ import annotations

from typing import Any

from licet.law.facts.declare import choice, count, yes_no
from licet.rules.facts import Fact, Mending, Table

NOTICES = Table(
    "notices",
    unit="notices",
    means="versions of the information given to people",
    fr="versions de l'information donnée aux personnes",
    parents=(),
)


def item(name: str, means: str, fr: str, **more: Any) -> Fact:  # noqa: ANN401  # passed on to Fact as they are
    """Declare what a reader finds in the notice: it is settled by the notice itself, and mended by telling."""
    return yes_no(f"says.{name}", f"the notice {means}", f"l'information {fr}", mended_by=Mending.INFORM, needs_evidence=True, **more)


NOTICES.declare(
    choice("kind", ("13", "14"), "whose data it speaks of: taken from the person (13) or from elsewhere (14)", "les données visées : recueillies auprès de la personne (13) ou ailleurs (14)"),
    choice("given_where", ("beside_the_form", "in_the_message", "by_voice", "own_page_by_link", "inside_terms", "footer_only", "nowhere", "scattered", "unclear_link", "home_page", "short_only", "published_only"), "where people find it: beside the form, in the message, by voice, on its own page by a link there, inside terms of sale or use, by a link at the foot of the site only, nowhere, scattered over several pages or documents, behind a link or tab whose title does not tell, behind the address of a home page, in part only (nothing beside the form leads to the rest), made public for people who cannot be told one by one", "où les personnes la trouvent : près du formulaire, dans le message, de vive voix, sur une page propre par un lien placé là, dans des conditions de vente ou d'utilisation, par un lien au seul pied du site, nulle part, dispersée sur plusieurs pages ou documents, derrière un lien ou onglet dont le titre ne l'annonce pas, derrière l'adresse d'une page d'accueil, en partie seulement (rien près du formulaire ne mène au reste), rendue publique pour des personnes qui ne peuvent être informées une à une", mended_by=Mending.INFORM, needs_evidence=True),
    count("clicks_to_reach", "how many clicks lead from the form or message to the notice", "combien de clics mènent du formulaire ou du message à l'information", mended_by=Mending.INFORM),
    yes_no("wording.open_ended", "it says `may`, `notably` or `such as` where it should name purposes, data, recipients or periods", "elle écrit « peut », « notamment » ou « tels que » là où elle devrait nommer finalités, données, destinataires ou durées", mended_by=Mending.INFORM, needs_evidence=True),
    yes_no("wording.in_their_language", "it can be read in the language of the people it is for (French, where a site or service turns to people in France); supposed yes unless answered", "elle peut être lue dans la langue des personnes concernées (le français, quand un site ou service s'adresse à des personnes en France) ; sauf réponse, supposé oui", mended_by=Mending.INFORM, supposed=True),
    yes_no("voice.way_to_the_rest", "by voice, a key, a page or a message to come leads to the whole notice", "de vive voix, une touche, une page ou un message mène à l'information entière", mended_by=Mending.INFORM, needs_evidence=True),
    count("given.month", "for data from elsewhere: in which month after they came in the last of the people had been given it, from date to date (1: within the first); supposed 1 unless answered", "pour des données venues d'ailleurs : dans quel mois suivant leur obtention la dernière des personnes l'avait reçue, de quantième à quantième (1 : dans le premier) ; sauf réponse, supposé 1", mended_by=Mending.INFORM, supposed=1),
    yes_no("people.can_be_reached", "the data held let each of these people be told (an address, a number), whatever their count", "les données détenues permettent d'informer chacune de ces personnes (adresse, numéro), quel que soit leur nombre"),
    # what each reader is told
    item("controller", "names the controller and how to reach it", "nomme le responsable du traitement et dit comment le joindre"),
    item("representative", "names the representative in the Union", "nomme le représentant dans l'Union"),
    item("dpo", "says how to reach the data protection officer", "dit comment joindre le délégué à la protection des données"),
    item("purposes", "names each purpose", "nomme chaque finalité"),
    item("bases", "names the lawful basis of each purpose", "nomme la base légale de chaque finalité"),
    item("interests", "names the legitimate interests pursued", "nomme les intérêts légitimes poursuivis"),
    item("categories", "names the categories of data", "nomme les catégories de données"),
    item("recipients", "names the recipients or their categories", "nomme les destinataires ou leurs catégories"),
    item("transfers", "tells of transfers outside the EEA, and of the safeguards", "fait état des transferts hors de l'EEE et de leurs garanties"),
    item("retention", "gives for all the data the period of retention, or how it is set", "donne pour toutes les données la durée de conservation ou la façon de la fixer"),
    item("rights", "names the rights of access, rectification, erasure, restriction and portability", "nomme les droits d'accès, de rectification, d'effacement, de limitation et de portabilité"),
    item("objection", "names the right to object to prospecting", "nomme le droit de s'opposer à la prospection"),
    item("withdrawal", "says that consent can be withdrawn at any time", "dit que le consentement peut être retiré à tout moment"),
    item("complaint", "names the right to complain to the authority", "nomme le droit d'introduire une réclamation auprès de l'autorité"),
    item("required_answers", "says which answers are required and what follows if they are not given", "dit quelles réponses sont obligatoires et ce qui s'ensuit à défaut"),
    item("automated_decisions", "tells of automated decisions or profiling, their logic and effects", "fait état des décisions automatisées ou du profilage, de leur logique et de leurs effets"),
    item("source", "names the source of the data, the supplier itself", "nomme la source des données, le fournisseur lui-même"),
    item("source_is_public", "says that the source is open to the public", "dit que la source est accessible au public"),
    # what the processing does, on which some items depend
    yes_no("has.representative", "the controller has a representative in the Union", "le responsable a un représentant dans l'Union"),
    yes_no("has.dpo", "the controller has a data protection officer", "le responsable a un délégué à la protection des données"),
    yes_no("relies_on.interest", "one of the purposes rests on legitimate interest", "une des finalités repose sur l'intérêt légitime"),
    yes_no("relies_on.consent", "one of the purposes rests on consent", "une des finalités repose sur le consentement"),
    yes_no("has.recipients", "the data go to recipients, processors included", "les données vont à des destinataires, sous-traitants compris"),
    yes_no("transfers.outside_eea", "the data go outside the EEA, or are seen from there by another body", "les données vont hors de l'EEE, ou y sont consultées par un autre organisme"),
    yes_no("asks.required_answers", "some answers are required by law, by a contract, or to go on", "certaines réponses sont exigées par la loi, un contrat ou pour poursuivre"),
    yes_no("decides.automatically", "automated decisions with effects on people are taken, profiling included", "des décisions automatisées produisant des effets sur les personnes sont prises, profilage compris"),
    yes_no("source.is_public", "the source of the data is open to the public", "la source des données est accessible au public"),
)
