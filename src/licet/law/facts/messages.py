"""What is known of messages as sent: one row a template or campaign.

The observations are those of someone who holds the message and tries its links. An advertisement that a mail
service shows in its inbox is a row too: its ``placement`` tells it from a message that was delivered.
"""

from __future__ import annotations

from licet.law.facts.declare import choice, yes_no
from licet.rules.facts import Mending, Table
from licet.terms.words import Channel

ASK, CHANGE = Mending.ASK, Mending.CHANGE_MESSAGE

MESSAGES = Table(
    "messages",
    unit="messages",
    means="messages as sent: one row a template or campaign",
    fr="messages tels qu'envoyés : une ligne par modèle ou campagne",
    parents=("notices",),
    channel="act.channel",
)

SENT_AS = ("prospecting", "service_message", "request_to_confirm")
PLACEMENTS = ("delivered", "among_mails", "beside_mails")
SUBJECT_LINES = ("speaks_of_the_offer", "speaks_of_something_else", "feigns_an_exchange", "none")
VOICES = ("human", "recorded", "synthetic", "left_on_voicemail")

MESSAGES.declare(
    choice("act.channel", tuple(Channel), "the channel", "le canal"),
    # what kind of message
    yes_no("promotes", "the message promotes goods, services or the image of a seller, be it in part (a discount code under an order confirmation)", "le message promeut des biens, des services ou l'image d'un vendeur, même en partie (code de réduction sous une confirmation de commande)", mended_by=CHANGE),
    yes_no("lures_to_premium_number", "the message incites to call or text a premium-rate number", "le message incite à appeler un numéro surtaxé ou à y envoyer un message", mended_by=CHANGE),
    choice("sent_as", SENT_AS, "as what it is sent: prospecting (consent and objections looked at first), service message (to everybody concerned), or request to confirm an address or an agreement", "à quel titre il est envoyé : prospection (consentements et oppositions vérifiés d'abord), message de service (à tous les intéressés) ou demande de confirmation d'une adresse ou d'un accord", mended_by=CHANGE),
    yes_no("professionals_only", "every addressee is a professional, solicited about the profession", "tous les destinataires sont des professionnels, sollicités au titre de leur profession"),
    # advertisements inserted in the inbox
    choice("placement", PLACEMENTS, "where it appears: delivered as a message, shown among received mails, or shown beside them", "où il apparaît : remis comme message, affiché parmi les courriels reçus, ou affiché à côté", mended_by=CHANGE),
    yes_no("placement_looks_like_mail", "it shows a sender and a subject line as a received mail does", "il affiche un expéditeur et un objet comme un courriel reçu", mended_by=CHANGE),
    yes_no("placement_user_agreed", "the users of the inbox agreed beforehand to such advertisements", "les utilisateurs de la messagerie ont accepté au préalable ces annonces", mended_by=ASK, needs_evidence=True, silence_is_no=True),
    # how to have it stop; what becomes of the request is a matter of the table of unsubscribes
    yes_no("stop_means_given", "the message gives a link, a number or an address to which one can write to have messages stopped (not a no-reply address)", "le message donne un lien, un numéro ou une adresse joignable pour faire cesser les envois (et non une adresse sans réponse)", mended_by=CHANGE),
    yes_no("stop_means_answers", "when tried, that means works: the page opens, the number takes the request, the mailbox is read", "essayé, ce moyen fonctionne : la page s'ouvre, le numéro prend la demande, la boîte est lue", mended_by=CHANGE),
    yes_no("stop_costs_more_than_sending", "using it costs more than sending the request (premium-rate number, paid service)", "l'utiliser coûte plus que l'envoi de la demande (numéro surtaxé, service payant)", mended_by=CHANGE),
    yes_no("stop_behind_login", "it works only for those who log in to an account", "il ne fonctionne que pour qui se connecte à un compte", mended_by=CHANGE),
    # who speaks, and of what
    yes_no("names_advertiser", "the message names the one on whose behalf it is sent, by its name or its registered brand", "le message nomme celui pour le compte duquel il est émis, par son nom ou sa marque enregistrée", mended_by=CHANGE),
    choice("subject_line", SUBJECT_LINES, "what the subject line does: it speaks of the offer, of something else, it feigns an exchange under way (invoice, RE:), or there is none", "ce que fait l'objet : il parle de l'offre, d'autre chose, il feint un échange en cours (facture, RE:), ou il n'y en a pas", mended_by=CHANGE),
    # calls run by a machine
    choice("voice", VOICES, "in calls: whose voice the person hears, or whether a message is left on voicemail without ringing", "lors d'appels : quelle voix la personne entend, ou si un message est déposé sur sa messagerie vocale sans sonnerie", mended_by=CHANGE),
    yes_no("machine_calls_agreed", "the people called agreed beforehand to calls or messages by machine", "les personnes appelées ont accepté au préalable les appels ou messages par automate", mended_by=ASK, needs_evidence=True, silence_is_no=True),
)  # fmt: skip
