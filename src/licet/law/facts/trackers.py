"""What is known of ways in which opens are read.

A row is one way of reading opens over one period, with the same footing for all the addresses it concerns.
"""

from __future__ import annotations

from licet.law.facts.declare import choice, count, day, yes_no
from licet.rules.facts import Mending, Table

ASK, CHANGE, INFORM = Mending.ASK, Mending.CHANGE_MESSAGE, Mending.INFORM

TRACKERS = Table(
    "trackers",
    unit="trackers",
    means="ways in which opens are read, by period",
    fr="modes de lecture des ouvertures, par période",
    parents=(),
)

TRACKERS.declare(
    yes_no("tracker.individual", "opens are read one by one, through an image or link tied to the addressee", "les ouvertures sont lues individuellement, par une image ou un lien propre au destinataire", mended_by=CHANGE),
    # what the readings serve
    choice("tracker.put_in_for", ("login_security", "deliverability", "something_else"), "what it was put in for: to secure signing in, to stop mailing those who no longer open, something else (performance, personalisation, frequency, profiles, fraud)", "ce pour quoi il a été mis en place : sécuriser la connexion, cesser d'écrire à ceux qui n'ouvrent plus, autre chose (performance, personnalisation, fréquence, profils, fraude)", mended_by=CHANGE),
    yes_no("tracker.reused", "what it reads is also used for something else", "ce qu'il lit sert aussi à autre chose", mended_by=CHANGE),
    yes_no("tracker.mail_asked_for", "every mail that bears it is transactional, or was asked for or consented to by its addressee", "tout courriel qui le porte est transactionnel, ou a été demandé ou accepté par son destinataire", mended_by=CHANGE),
    yes_no("tracker.keeps_only_last_day", "of each address only the day of the last open is kept, which the next one overwrites (no hour, no history)", "de chaque adresse n'est conservé que le jour de la dernière ouverture, écrasé par la suivante (ni heure ni historique)", mended_by=Mending.PURGE),
    # on what it rests
    yes_no("tracker.consent", "the people agreed to this reading by an act apart from agreeing to the messages", "les personnes ont accepté cette lecture par un acte distinct de l'accord aux messages", mended_by=ASK, needs_evidence=True, silence_is_no=True),
    day("collection.on", "the last day on which one of the addresses was obtained", "le dernier jour où l'une des adresses a été obtenue"),
    day("tracker.told_and_could_object_on", "the day by which all were clearly told of the reading and could object", "le jour auquel tous avaient été clairement informés de la lecture et mis à même de s'y opposer", needs_evidence=True),
    day("tracker.objected_on", "the first day on which people who are still read objected to it (never: none did)", "le premier jour où des personnes encore lues s'y sont opposées (jamais : aucune)"),
    # how the agreement is asked for and taken back
    yes_no("asking.mail_is_read", "the mail that asks for the agreement itself reads whether it is opened (no where nobody is asked by mail)", "le courriel qui demande l'accord lit lui-même son ouverture (non si personne n'est interrogé par courriel)", mended_by=CHANGE),
    count("asking.steps_to_accept", "how many clicks it takes to accept the reading (0 where nobody is asked)", "combien de clics il faut pour accepter la lecture (0 si personne n'est interrogé)"),
    count("asking.steps_to_refuse", "how many clicks it takes to refuse the reading (0 where nobody is asked)", "combien de clics il faut pour refuser la lecture (0 si personne n'est interrogé)", mended_by=ASK),
    yes_no("asking.silent_are_read", "people who gave no answer are read (no where nobody is asked)", "les personnes restées sans répondre sont lues (non si personne n'est interrogé)", mended_by=CHANGE),
    count("asking.months_before_again", "after how many whole months a person who refused is asked again (999: never)", "au bout de combien de mois entiers une personne ayant refusé est de nouveau interrogée (999 : jamais)", mended_by=Mending.WAIT),
    yes_no("withdrawal.link_in_each_mail", "each mail read by agreement bears a link by which to take the agreement back (yes where none rests on agreement)", "chaque courriel lu sur accord porte un lien par lequel retirer cet accord (oui si aucun ne repose sur un accord)", mended_by=CHANGE),
    yes_no("withdrawal.sent_mails_still_read", "after the agreement is taken back, a mail sent earlier and opened again is still read (no where none rests on agreement)", "après le retrait, un courriel envoyé plus tôt et rouvert est encore lu (non si aucun ne repose sur un accord)", mended_by=CHANGE),
    # what follows from opens and clicks
    yes_no("opens.put_off_purge", "an open puts off the end of the time for which a person is kept", "une ouverture repousse la fin de la durée de conservation de la personne", mended_by=CHANGE),
    yes_no("clicks.kept_one_by_one", "clicks are recorded one by one, through links tied to the addressee", "les clics sont enregistrés individuellement, par des liens propres au destinataire", mended_by=CHANGE),
    yes_no("clicks.told", "people are told that their clicks are recorded, and what for", "les personnes sont informées de l'enregistrement de leurs clics et de ses fins", mended_by=INFORM, needs_evidence=True),
    yes_no("clicks.agreed", "people agreed to their clicks being recorded one by one", "les personnes ont accepté l'enregistrement individuel de leurs clics", mended_by=ASK, needs_evidence=True, silence_is_no=True),
)  # fmt: skip
