"""What is known of where the data come from: suppliers, partners, own forms, registers."""

from __future__ import annotations

from licet.law.facts.declare import choice, day, yes_no
from licet.rules.facts import Mending, Table

ASK, PROVE, PURGE = Mending.ASK, Mending.PROVE, Mending.PURGE

SOURCES = Table(
    "sources",
    unit="sources",
    means="suppliers and other sources of the data",
    fr="fournisseurs et autres sources des données",
    parents=("notices",),
)

SOURCES.declare(
    yes_no("consent.taken_upstream", "the agreement relied on was collected by the supplier or by those before it", "l'accord invoqué a été recueilli par le fournisseur ou par ceux qui le précèdent"),
    yes_no("use.is_electronic", "the data of this source serve to solicit by e-mail, SMS, fax or automated call", "les données de cette source servent à solliciter par courriel, SMS, télécopie ou automate d'appel"),
    yes_no("supply.is_continuing", "the supply goes on (repeated deliveries, rental, subscription), it is not one purchase", "la fourniture est suivie (livraisons répétées, location, abonnement), ce n'est pas un achat unique"),
    yes_no("contract.promises_consent", "the contract says that the supplier collected valid agreements", "le contrat énonce que le fournisseur a recueilli des accords valables"),
    yes_no("checks.made", "the organisation itself examined forms, or drew samples of proof, of this source (promises and talks do not count)", "l'organisme a lui-même examiné des formulaires, ou tiré des échantillons de preuves, de cette source (ni promesses ni échanges)", mended_by=PROVE, needs_evidence=True, silence_is_no=True),
    yes_no("proof.produced", "something was produced that shows, for people of this source, that they agreed (form seen, record, log)", "il a été produit un élément montrant, pour des personnes de cette source, qu'elles ont accepté (formulaire vu, trace, journal)", mended_by=PROVE, needs_evidence=True, silence_is_no=True),
    yes_no("others.produce_proof", "other suppliers of the organisation did produce forms or records", "d'autres fournisseurs de l'organisme ont produit, eux, des formulaires ou des traces"),
    day("defect.known_on", "the day the organisation learnt, by a check, an unanswered request or a complaint, that agreements of this source fail or cannot be shown", "le jour où l'organisme a su, par un contrôle, une demande restée sans réponse ou une plainte, que des accords de cette source sont défaillants ou ne peuvent être montrés"),
    day("use.last_on", "the last day the data of this source served to solicit (still in use: the day of the audit)", "le dernier jour où les données de cette source ont servi à solliciter (encore utilisées : le jour de l'audit)", mended_by=PURGE),
    # how the data were taken
    choice("taking.way", ("given_by_people", "passed_on", "bought_or_rented", "copied_from_publications", "by_software", "observed"), "how the organisation came by these data: given by the people themselves, passed on by others (acquaintances, a partner, a sister company), bought or rented, copied from sites or directories (by scripts or by hand), taken by software or an application on their device, taken by watching or recording them", "comment l'organisme a obtenu ces données : remises par les personnes, transmises par d'autres (proches, partenaire, société sœur), achetées ou louées, copiées sur des sites ou annuaires (par script ou à la main), prises par un logiciel ou une application sur leur appareil, prises en les observant ou en les enregistrant"),
    yes_no("source.person_aware", "the people knew that these data were being taken from them, or were told and free to object before any use or sale (accepting terms in which it stands, or having published the data, is not knowing)", "les personnes savaient que ces données leur étaient prises, ou en ont été informées et ont pu s'y opposer avant tout usage ou toute vente (accepter des conditions où cela figure, ou avoir publié ces données, n'est pas le savoir)"),
    yes_no("source.said_no_prospecting", "the place these data were copied from said that it was not for this (no agencies, no canvassers, no copying)", "le lieu d'où ces données ont été copiées disait ne pas s'y prêter (ni agences, ni démarchage, ni copie)"),
    yes_no("source.shown_to_some_only", "the people had let only some see these data (their contacts, members, friends), and the organisation took them all the same, be it through one of these; supposed no unless answered", "les personnes n'avaient laissé voir ces données qu'à certains (leurs contacts, des membres, des amis), et l'organisme les a prises malgré tout, fût-ce par l'un d'eux ; sauf réponse, supposé non", supposed=False),
    yes_no("source.under_pretext", "the organisation, or somebody for it, told people another aim than the real one when it took these data (a survey, a game, a delivery, where prospecting was meant); supposed no unless answered", "l'organisme, ou quelqu'un pour lui, a annoncé aux personnes un autre but que le vrai en recueillant ces données (enquête, jeu, livraison, quand la prospection était visée) ; sauf réponse, supposé non", supposed=False),
    # what carries their use to solicit
    choice("reuse.rests_on", ("own_purpose", "like_goods", "agreement", "nothing"), "what links soliciting with these data to the purpose they were collected for: it was that purpose, the offers are for goods like those bought, the people agreed to the new use, nothing (files of patients, pensions, benefits, staff, members, deliveries, support)", "ce qui rattache la sollicitation à la finalité de la collecte : c'était cette finalité, les offres portent sur des biens analogues à ceux achetés, les personnes ont accepté le nouvel usage, rien (fichiers de patients, de retraite, de prestations, de personnel, d'adhérents, de livraison, d'assistance)", mended_by=ASK),
    choice("use.expected_from", ("no_calls_or_letters", "agreement", "told_at_collection", "customer_relation", "cleaned_directory", "published_by_professional", "nothing"), "from what people could expect the live calls or letters made with these data: none are made, they agreed, they were told where they gave the data, they are customers, a telephone directory out of which opt-outs were taken, a professional published the number or address for its trade, nothing", "d'où les personnes pouvaient s'attendre aux appels ou courriers faits avec ces données : il n'y en a pas, elles ont accepté, elles ont été informées en donnant les données, elles sont clientes, un annuaire téléphonique purgé des oppositions, un professionnel a publié ces coordonnées pour son activité, rien", mended_by=ASK),
)
