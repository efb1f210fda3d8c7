"""What is known of ways given to people to stop messages."""

from __future__ import annotations

from licet.law.facts.declare import choice, count, yes_no
from licet.rules.facts import Mending, Table
from licet.terms.words import Channel

CHANGE, INFORM = Mending.CHANGE_MESSAGE, Mending.INFORM

UNSUBSCRIBES = Table(
    "unsubscribes",
    unit="paths",
    means="ways given to people to stop messages",
    fr="moyens donnés aux personnes de faire cesser les messages",
    parents=(),
    channel="act.channel",
)

UNSUBSCRIBES.declare(
    choice("act.channel", tuple(Channel), "the channel of the messages or calls that this path stops", "le canal des messages ou appels que ce moyen fait cesser"),
    # what a request through this path does
    yes_no("path.takes_request", "the path takes a request: the page answers, the number or mailbox exists, the letter is received", "le moyen reçoit la demande : la page répond, le numéro ou la boîte existe, le courrier est reçu"),
    yes_no("path.stops_messages", "a request made through this path is followed by a stop", "une demande faite par ce moyen est suivie d'un arrêt"),
    count("path.days_until_stop", "for how many days after a request solicitations still leave (0: none leaves after it)", "pendant combien de jours après la demande des sollicitations partent encore (0 : aucune)"),
    # how far it reaches
    count("reach.accounts_used", "from how many accounts, brands or bases the organisation solicits the same people on this channel", "depuis combien de comptes, marques ou bases l'organisme sollicite les mêmes personnes sur ce canal"),
    count("reach.accounts_stopped", "how many of these a request through this path stops", "combien d'entre eux une demande par ce moyen fait cesser"),
    yes_no("other_means.told", "the same message tells of another means, which stops them all", "le même message indique un autre moyen, qui les fait tous cesser", mended_by=CHANGE),
    count("contacting.bodies", "how many bodies solicit people for the organisation (itself, sister companies, processors, call centres)", "combien d'organismes sollicitent pour son compte (lui-même, sociétés sœurs, sous-traitants, centres d'appels)"),
    count("contacting.bodies_told", "how many of them learn of a request before their next contact", "combien d'entre eux apprennent la demande avant leur prochain contact"),
    yes_no("filter.is_automatic", "objections are taken out by machine before each message or call, not looked up by hand", "les oppositions sont retirées par une machine avant chaque message ou appel, non recherchées à la main"),
    yes_no("record.holds_identifier", "what is recorded of a request holds the identifier by which this channel reaches the person (number, e-mail or postal address)", "ce qui est enregistré de la demande contient l'identifiant par lequel ce canal joint la personne (numéro, adresse électronique ou postale)"),
    # how the right is told
    yes_no("right.told_by_first_message", "the right to object is brought up in so many words, at the latest in the first communication", "le droit d'opposition est expressément signalé, au plus tard dans la première communication", mended_by=INFORM),
    yes_no("right.told_apart", "it stands apart from any other information", "il est présenté séparément de toute autre information", mended_by=INFORM),
    # agreeing and going back on it
    yes_no("consent.relied_on", "the organisation relies on the agreement of these people", "l'organisme se prévaut de l'accord de ces personnes"),
    yes_no("consent.shown", "what was produced shows that agreement", "ce qui a été produit établit cet accord", needs_evidence=True, silence_is_no=True),
    count("agreeing.steps", "in how many acts (clicks, letters, calls) people agreed", "en combien d'actes (clics, lettres, appels) les personnes ont accepté"),
    count("stopping.steps", "in how many acts this path undoes it", "en combien d'actes ce moyen y met fin"),
    count("other_means.steps", "in how many acts the other means that the message tells of undoes it", "en combien d'actes l'autre moyen indiqué par le message y met fin"),
    yes_no("agreeing.needs_login", "agreeing took an account and a password", "accepter demandait un compte et un mot de passe"),
    yes_no("stopping.needs_login", "this path takes an account and a password", "ce moyen demande un compte et un mot de passe", mended_by=CHANGE),
    count("agreeing.accounts", "to how many accounts, brands or bases one agreement gave way", "à combien de comptes, marques ou bases un seul accord a ouvert"),
)
