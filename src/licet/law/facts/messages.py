"""What is known of messages as sent: one row a template or campaign.

The observations are those of someone who holds the message and tries its links. An advertisement that a mail
service shows in its inbox is a row of ``placements``.
"""

from __future__ import annotations

from licet.law.facts.declare import choice, count, yes_no
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
SUBJECT_LINES = ("speaks_of_the_offer", "speaks_of_something_else", "feigns_an_exchange", "none")
SMS_SENDERS = ("short_code_36", "short_code_38", "letters", "more_letters", "like_a_number", "ordinary_number")
VOICES = ("human", "recorded", "synthetic", "left_on_voicemail")

MESSAGES.declare(
    choice("act.channel", tuple(Channel), "the channel", "le canal"),
    # what kind of message
    yes_no("promotes", "the message promotes goods, services or the image of a seller, be it in part (a discount code under an order confirmation)", "le message promeut des biens, des services ou l'image d'un vendeur, même en partie (code de réduction sous une confirmation de commande)", mended_by=CHANGE),
    yes_no("lures_to_premium_number", "the message incites to call or text a premium-rate number", "le message incite à appeler un numéro surtaxé ou à y envoyer un message", mended_by=CHANGE),
    choice("sent_as", SENT_AS, "as what it is sent: prospecting (consent and objections looked at first), service message (to everybody concerned), or request to confirm an address or an agreement", "à quel titre il est envoyé : prospection (consentements et oppositions vérifiés d'abord), message de service (à tous les intéressés) ou demande de confirmation d'une adresse ou d'un accord", mended_by=CHANGE),
    yes_no("professionals_only", "every addressee is a professional, solicited about the profession", "tous les destinataires sont des professionnels, sollicités au titre de leur profession"),
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
    yes_no("voice_says_machine", "at the start of the call the person is told that a machine speaks", "au début de l'appel, la personne est informée qu'une machine lui parle", mended_by=CHANGE),
    # what programs of mailboxes look for (RFC 8058)
    yes_no("header_unsubscribe_https", "the mail has a List-Unsubscribe header with an https address", "le courriel porte un en-tête List-Unsubscribe avec une adresse https", mended_by=CHANGE),
    yes_no("header_one_click_post", "the mail has the header List-Unsubscribe-Post: List-Unsubscribe=One-Click", "le courriel porte l'en-tête List-Unsubscribe-Post: List-Unsubscribe=One-Click", mended_by=CHANGE),
    yes_no("header_pair_is_signed", "a DKIM signature covers both headers", "une signature DKIM couvre les deux en-têtes", mended_by=CHANGE),
    # what the operators' charter on SMS looks at
    count("sms_first_minute", "the minute of the day at which the first SMS leaves, where people live (08:00 is 480)", "la minute du jour à laquelle part le premier SMS, là où vivent les personnes (8 h : 480)", mended_by=CHANGE),
    count("sms_last_minute", "the minute of the day at which the last SMS leaves, where people live (21:30 is 1290)", "la minute du jour à laquelle part le dernier SMS, là où vivent les personnes (21 h 30 : 1290)", mended_by=CHANGE),
    yes_no("sms_on_sunday_or_holiday", "some of them leave on a Sunday or a public holiday", "une partie en part un dimanche ou un jour férié", mended_by=CHANGE),
    yes_no("sms_opens_with_editor", "the text opens with the name of the editor", "le texte commence par le nom de l'éditeur", mended_by=CHANGE),
    choice("sms_sender_shown", SMS_SENDERS, "what is shown as sender: a short code in 36xxx, one in 38xxx, eleven letters or fewer, more, something that looks like a number without being one, or an ordinary number", "ce qui est affiché comme émetteur : un numéro court en 36xxx, un en 38xxx, onze caractères au plus, davantage, ce qui ressemble à un numéro sans en être un, ou un numéro ordinaire", mended_by=CHANGE),
)  # fmt: skip
