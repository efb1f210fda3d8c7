"""What is known of requests of persons: to object, withdraw, have access, erase, rectify, restrict or carry data away."""

from __future__ import annotations

from licet.law.facts.declare import choice, count, instant, yes_no
from licet.rules.facts import Mending, Table
from licet.terms.words import Channel

INFORM, PURGE = Mending.INFORM, Mending.PURGE

REQUESTS = Table(
    "requests",
    unit="requests",
    means="requests of persons that bear on their data: to object, withdraw, have access, erase, rectify, restrict, carry data away",
    fr="demandes des personnes sur leurs données : opposition, retrait, accès, effacement, rectification, limitation, portabilité",
    parents=(),
    channel="act.channel",
)

KINDS = ("object", "withdraw", "access", "erasure", "rectification", "restriction", "portability")
ANSWERS = ("nothing", "more_time", "done_untold", "refused", "given")
PAPERS = ("none_asked", "of_everyone", "for_a_doubt_noted", "without_a_doubt_noted")
COPIES = ("all_held", "archives_left_out", "some_left_out", "nothing_though_held", "nothing_was_held")
SOURCES_TOLD = ("as_held", "vague_though_held", "another_than_held", "not_told_though_held", "none_held", "the_person")
RECIPIENTS_TOLD = ("each_by_name", "kinds_only_though_known", "not_told_though_known", "none_known")
ERASURES = ("erased", "only_what_law_demands_kept", "deactivated_only", "identifier_kept", "a_base_left_out", "nothing_done")
RECTIFICATIONS = ("corrected", "corrected_in_part", "not_corrected")
PORTABLE_FORMS = ("machine_readable", "for_reading_only", "nothing")

REQUESTS.declare(
    # the request
    choice("act.channel", tuple(Channel), "the channel", "le canal"),
    choice("request.kind", KINDS, "what the person asked, in whatever words (who asks two things makes two requests; a form that deletes an account asks for erasure)", "ce que la personne a demandé, en quelques mots que ce soit (qui demande deux choses fait deux demandes ; un formulaire de suppression de compte demande l'effacement)"),
    instant("request.received_at", "when the request reached the organisation, by whatever way and at whichever of its addresses (never: that it was sent is not shown)", "l'instant où la demande est parvenue à l'organisme, par quelque voie et à quelque adresse que ce soit (never : l'envoi n'est pas établi)"),
    yes_no("request.asks_to_stop", "in whatever words, the person asked that solicitations stop (link, reply, STOP, call, letter, report as spam)", "en quelques mots que ce soit, la personne a demandé que les sollicitations cessent (lien, réponse, STOP, appel, courrier, signalement)"),
    yes_no("request.recorded", "the request was entered in what blocks solicitations", "la demande a été inscrite dans ce qui bloque les sollicitations"),
    yes_no("request.is_repeat", "the same person had asked for the same shortly before, and had been answered", "la même personne avait demandé la même chose peu avant et reçu une réponse"),
    instant("solicitation.last_at", "the last solicitation of that person on a channel and for a purpose that the request covers (unspecified: all)", "l'instant de la dernière sollicitation de cette personne sur un canal et pour une finalité que la demande couvre (à défaut de précision : tous)"),
    yes_no("data.still_used", "after the request, the data still served, otherwise than by soliciting, what the person had withdrawn from or objected to (profiles, matching, passing on, training of models); supposed no unless answered", "après la demande, les données ont encore servi, autrement que par des sollicitations, à ce que la personne ne voulait plus (profils, rapprochements, transmissions, entraînement de modèles) ; sauf réponse, supposé non", mended_by=PURGE, supposed=False),
    yes_no("mark.kept", "a mark was kept that keeps the person from being solicited again, wherever a new delivery comes from", "une marque a été conservée qui empêche de solliciter à nouveau la personne, d'où que vienne une nouvelle livraison"),
    # the answer
    choice("answer.was", ANSWERS, "what came back to the person: nothing; only word that more time is needed; nothing although it was done; a refusal; an answer on what was done or is held", "ce que la personne a reçu : rien ; seulement l'avis qu'il faut plus de temps ; rien, bien que ce fût fait ; un refus ; une réponse sur ce qui a été fait ou est détenu"),
    count("answer.month", "in which month after receipt the answer or refusal came, from date to date (received on 10 May: 1 to 10 June, or to the next working day if that is none; 2 to 10 July…)", "dans quel mois suivant la réception la réponse ou le refus est parvenu, de quantième à quantième (reçue le 10 mai : 1 jusqu'au 10 juin, ou au jour ouvré suivant ; 2 jusqu'au 10 juillet…)"),
    count("extension.month", "in which month after receipt the person was told, with the reasons, that the answer would take longer (0: never)", "dans quel mois suivant la réception la personne a été avisée, motifs à l'appui, que la réponse tarderait (0 : jamais)"),
    yes_no("answer.by_voice_only", "the answer was given by voice only, and the person had not asked for that", "la réponse n'a été donnée que de vive voix, sans que la personne l'ait demandé"),
    yes_no("answer.codes_explained", "codes, column names and technical terms of the answer are explained, so that the person can read it without knowing the organisation's systems; supposed yes unless answered", "les codes, noms de colonnes et termes techniques de la réponse sont expliqués, si bien que la personne peut la lire sans connaître les systèmes de l'organisme ; sauf réponse, supposé oui", mended_by=INFORM, supposed=True),
    yes_no("answer.priced", "money was asked for the answer", "la réponse a été soumise à un paiement"),
    yes_no("answer.reasons_told", "the person was told why it was not done, or not in that way", "la personne a appris pourquoi ce n'était pas fait, ou pas de cette façon", mended_by=INFORM),
    yes_no("answer.remedies_told", "a refusal says that one may complain to the authority and go to court", "le refus indique la réclamation auprès de l'autorité et le recours en justice", mended_by=INFORM),
    choice("identity.paper_asked", PAPERS, "whether an identity document was asked for: no; of everyone who makes such a request; of this person, for a doubt that was noted; of this person, and no doubt was noted", "si une pièce d'identité a été demandée : non ; à tous ceux qui font une telle demande ; à cette personne, pour un doute qui a été noté ; à cette personne, sans qu'un doute ait été noté"),
    yes_no("way.other_demanded", "the person had to ask again in another way (an account, a form, post, another address) before anything was done", "la personne a dû redemander par une autre voie (compte, formulaire, courrier, autre adresse) avant toute suite"),
    # access
    choice("copy.given", COPIES, "what the person got of the data held: all; all but archives; only some; nothing though data are held (`we hold nothing` included); nothing, since nothing is held but what the request itself names", "ce que la personne a reçu des données détenues : tout ; tout sauf les archives ; une partie ; rien, alors que des données sont détenues (« nous n'avons rien » compris) ; rien, faute de données autres que celles que la demande elle-même indique", mended_by=INFORM),
    choice("source.told", SOURCES_TOLD, "what the person was told of the source of the data: as held; in vague words or another one than held, or nothing, though it is held; none is held; the person is the source", "ce que la personne a appris de la source des données : telle que détenue ; en termes vagues, une autre, ou rien, alors qu'elle est détenue ; aucune n'est détenue ; la personne en est la source", mended_by=INFORM),
    yes_no("recipients.asked_by_name", "the person asked who, by name, was given the data", "la personne a demandé qui, nommément, a reçu les données"),
    choice("recipients.told", RECIPIENTS_TOLD, "what the person was told of recipients: each by name; only their kinds, or nothing, though they are known; none is known or there is none", "ce que la personne a appris des destinataires : chacun par son nom ; leurs catégories seulement, ou rien, alors qu'ils sont connus ; aucun n'est connu ou il n'y en a pas", mended_by=INFORM),
    count("answer.items_left_out", "how many of these the answer leaves out where they exist: purposes, kinds of data, retention, rights, complaint to the authority, logic of automated decisions, safeguards of transfers", "combien de ces mentions la réponse omet quand elles existent : finalités, catégories de données, conservation, droits, réclamation, logique des décisions automatisées, garanties des transferts", mended_by=INFORM),
    # erasure, also of what rested on a consent withdrawn
    choice("erasure.effect", ERASURES, "what became of the data (a suppression entry aside): erased; only what a law or a claim demands kept, apart; account only deactivated or mailing only stopped; address kept as identifier; a base left out; nothing done", "ce que les données sont devenues (hors liste repoussoir) : effacées ; seul conservé, à part, ce qu'une loi ou un contentieux impose ; compte seulement désactivé ou envois seulement arrêtés ; adresse gardée comme identifiant ; une base oubliée ; rien", mended_by=PURGE, needs_evidence=True),
    yes_no("held.on_consent_alone", "what is held of that person rests on the withdrawn consent and on nothing else", "ce qui est détenu de cette personne repose sur le consentement retiré et sur rien d'autre"),
    yes_no("data.made_public", "the organisation had made the data public", "l'organisme avait rendu les données publiques"),
    yes_no("publishers.told", "those who carry links to them or copies were told that erasure was asked", "ceux qui portent des liens vers elles ou des copies ont appris que l'effacement était demandé", mended_by=INFORM),
    # rectification, restriction, portability
    choice("rectification.effect", RECTIFICATIONS, "what became of the datum: corrected wherever it is held; in part of the bases; nowhere", "ce que la donnée est devenue : corrigée partout ; dans une partie des bases ; nulle part", mended_by=INFORM),
    yes_no("datum.shown_wrong", "what the person brought, or the organisation's own records, show the datum to be wrong", "ce que la personne a apporté, ou les fichiers de l'organisme, montrent que la donnée est fausse"),
    yes_no("restriction.ground_given", "the person disputes the data or the weighing of an objection, or wants data that may not be held, or are no longer needed, kept rather than erased", "la personne conteste les données ou la mise en balance d'une opposition, ou veut que des données qui ne peuvent être détenues, ou ne servent plus, soient conservées plutôt qu'effacées"),
    yes_no("restriction.applied", "until the point was settled the data were kept and not used", "jusqu'à ce que le point soit tranché, les données ont été conservées sans être utilisées"),
    yes_no("data.given_on_consent_or_contract", "the person had given the data, and they are held by machine on consent or for a contract", "la personne avait fourni les données, traitées par automate sur consentement ou pour un contrat"),
    choice("portable.form", PORTABLE_FORMS, "in what form the person got them: one that machines read (CSV, JSON, XML); one for reading only (paper, image, PDF); none", "sous quelle forme la personne les a reçues : lisible par machine (CSV, JSON, XML) ; pour lecture seulement (papier, image, PDF) ; aucune"),
    # who else must learn of it
    count("recipients.not_told", "how many recipients of the data, still within reach, were not told of what was erased, corrected or restricted", "combien de destinataires des données, encore joignables, n'ont pas appris ce qui a été effacé, corrigé ou limité", mended_by=INFORM),
)
