"""CPCE article L.34-5, al. 3 and 5: what each electronic message must bear, and what counts as one.

The duties of al. 5 hold "in all cases": with consent, under an exception, to professionals and to the generic
address of a company. Here a message offers no usable way to stop; that a request made takes effect late or in part
is article 21, judged on the ways themselves (``UNSUBSCRIBES``).
"""

from __future__ import annotations

import datetime as dt

from licet.law.facts.messages import MESSAGES
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Burden, Level, Reading, rule
from licet.terms.words import ELECTRONIC, Channel

READ = "2026-11-21"
PREMIUM_LURES_COUNT = dt.date(2014, 3, 19)
"""First day on which luring to a premium-rate number is prospecting (loi 2014-344, art. 115)."""


def is_prospecting(f: Facts, t: Clock) -> Expr:
    """Say that the message is direct prospecting in the sense of al. 3: it promotes, or lures to a premium-rate number."""
    return f.promotes | (f.lures_to_premium_number & (t.day >= PREMIUM_LURES_COUNT))


@rule(
    "CPCE L.34-5 al. 1 et 3",
    id="CPC-03",
    on=MESSAGES,
    article="CPCE L.34-5",
    conduct="no-valid-consent",
    channels=ELECTRONIC,
    since="2004-07-10",
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    burden=Burden.CONTROLLER,
    fr="Un message qui promeut, même en partie, n'est pas adressé comme message de service à ceux dont on n'a pas vérifié l'accord.",
)
def no_promotion_travels_as_a_service_message(f: Facts, t: Clock) -> Expr:
    """A message that promotes, be it in part, is not sent as a service message to people whose agreement nobody looked at."""
    return is_prospecting(f, t) & (f.sent_as == "service_message") & ~f.professionals_only


# A mail that asks to confirm comes before the agreement: promotion in it would be prospecting without consent.
@rule(
    "CPCE L.34-5 al. 1",
    id="CON-07",
    on=MESSAGES,
    article="CPCE L.34-5",
    conduct="no-valid-consent",
    channels=ELECTRONIC,
    since="2018-05-25",
    level=Level.SOFT,
    verified="K",
    burden=Burden.CONTROLLER,
    fr="La demande de confirmation d'une double inscription ne porte elle-même aucune publicité.",
)
def a_request_to_confirm_bears_no_advertising(f: Facts, t: Clock) -> Expr:
    """The message of a double opt-in that asks to confirm bears no advertising itself."""
    return is_prospecting(f, t) & (f.sent_as == "request_to_confirm") & ~f.professionals_only


@rule(
    "CPCE L.34-5 al. 5",
    id="CPC-05.1",
    on=MESSAGES,
    article="CPCE L.34-5",
    conduct="no-usable-stop-means",
    channels=ELECTRONIC,
    since="2004-07-10",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Chaque message de prospection indique des coordonnées pour demander que les envois cessent.",
)
def each_message_gives_a_means_to_stop(f: Facts, t: Clock) -> Expr:
    """Each prospecting message gives a contact by which one can ask that messages stop."""
    return is_prospecting(f, t) & ~f.stop_means_given


@rule(
    "CPCE L.34-5 al. 5",
    id="CPC-05.2",
    on=MESSAGES,
    article="CPCE L.34-5",
    conduct="no-usable-stop-means",
    channels=ELECTRONIC,
    since="2004-07-10",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Les coordonnées indiquées pour faire cesser les envois sont valables : elles répondent.",
)
def the_means_to_stop_answers(f: Facts, t: Clock) -> Expr:
    """The contact given to stop messages is valid: it answers."""
    return is_prospecting(f, t) & f.stop_means_given & ~f.stop_means_answers


@rule(
    "CPCE L.34-5 al. 5",
    id="CPC-05.3",
    on=MESSAGES,
    article="CPCE L.34-5",
    conduct="no-usable-stop-means",
    channels=ELECTRONIC,
    since="2004-07-10",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Demander que les envois cessent ne coûte rien de plus que l'envoi de la demande.",
)
def to_stop_costs_no_more_than_sending_the_request(f: Facts, t: Clock) -> Expr:
    """To ask that messages stop costs nothing beyond sending the request."""
    return is_prospecting(f, t) & f.stop_means_given & f.stop_costs_more_than_sending


# Carrefour France (SAN-2020-008): 350 000 addressees of one campaign had no account to log in to.
@rule(
    "CPCE L.34-5 al. 5 ; CNIL, SAN-2020-008",
    id="CPC-05.4",
    on=MESSAGES,
    article="CPCE L.34-5",
    conduct="no-usable-stop-means",
    channels=ELECTRONIC,
    since="2004-07-10",
    stated_on="2020-11-18",
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    fr="Le moyen de faire cesser les envois n'oblige pas à se connecter à un compte.",
)
def to_stop_needs_no_account(f: Facts, t: Clock) -> Expr:
    """The means to stop messages does not oblige anyone to log in to an account."""
    return is_prospecting(f, t) & f.stop_means_given & f.stop_behind_login


@rule(
    "CPCE L.34-5 al. 5",
    id="CPC-06",
    on=MESSAGES,
    article="CPCE L.34-5",
    conduct="advertiser-hidden",
    channels=ELECTRONIC,
    since="2004-07-10",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Un message de prospection ne dissimule pas l'identité de celui pour le compte duquel il est émis.",
)
def no_message_hides_for_whom_it_is_sent(f: Facts, t: Clock) -> Expr:
    """A prospecting message does not hide the one on whose behalf it is sent."""
    return is_prospecting(f, t) & ~f.names_advertiser


@rule(
    "CPCE L.34-5 al. 5",
    id="CPC-07",
    on=MESSAGES,
    article="CPCE L.34-5",
    conduct="misleading-subject-line",
    channels=[Channel.EMAIL, Channel.SMS, Channel.AUTOMATED_CALL],
    since="2004-07-10",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="L'objet mentionné se rapporte au produit ou au service proposé.",
)
def the_subject_line_speaks_of_the_offer(f: Facts, t: Clock) -> Expr:
    """The subject stated relates to the product or service offered."""
    return is_prospecting(f, t) & f.subject_line.is_in("speaks_of_something_else", "feigns_an_exchange")


# A conduct of its own: the row says telephone, the law is that of machines (L.34-5), not of live calls (GDPR 6).
# Professionals are told and may object (CNIL sheet of 2022-01-26); a human who dials each call is the law of live calls.
@rule(
    "CPCE L.34-5 al. 1 ; CPCE L.32, 32° ; C. conso L.223-7",
    id="CPC-08.2",
    on=MESSAGES,
    article="CPCE L.34-5",
    conduct="machine-call-unagreed",
    channels=[Channel.TELEPHONE],
    since="2004-07-10",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    burden=Burden.CONTROLLER,
    fr="Une campagne d'appels à voix enregistrée est une campagne par automate : elle suppose l'accord à ce moyen.",
)
def no_recorded_voice_passes_for_a_live_call(f: Facts, t: Clock) -> Expr:
    """A campaign of calls with a recorded voice is one by machine, and needs agreement to that means."""
    return is_prospecting(f, t) & (f.voice == "recorded") & ~f.machine_calls_agreed & ~f.professionals_only


@rule(
    "CPCE L.34-5 al. 1 ; CPCE L.32, 32°",
    id="CPC-08.3",
    on=MESSAGES,
    article="CPCE L.34-5",
    conduct="machine-call-unagreed",
    channels=[Channel.TELEPHONE],
    since="2004-07-10",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    burden=Burden.CONTROLLER,
    reading=Reading.STRICT,
    contested_by="strict: a machine that calls a list and speaks needs nobody, hence an automated call; otherwise: the AI answers live, and no authority has said so yet",
    contested_by_fr="en ce sens, une machine qui appelle une liste et qui parle se passe d'intervention humaine, et c'est donc un automate d'appel ; en sens contraire, l'IA répond en direct, et aucune autorité ne s'est encore prononcée",
    fr="Une voix de synthèse qui appelle une liste est un automate d'appel : elle suppose l'accord à ce moyen.",
)
def no_synthetic_voice_passes_for_a_live_call(f: Facts, t: Clock) -> Expr:
    """A synthetic voice that calls a list is an automated calling machine, and needs agreement to that means."""
    return is_prospecting(f, t) & (f.voice == "synthetic") & ~f.machine_calls_agreed & ~f.professionals_only


@rule(
    "CPCE L.34-5 al. 1 ; loi 2004-575 (LCEN) art. 1",
    id="CPC-09",
    on=MESSAGES,
    article="CPCE L.34-5",
    conduct="machine-call-unagreed",
    channels=[Channel.TELEPHONE],
    since="2004-07-10",
    level=Level.STATUTE,
    verified="K",
    burden=Burden.CONTROLLER,
    fr="Un message déposé sans sonnerie sur une messagerie vocale est un courrier électronique : il suppose l'accord préalable.",
)
def no_message_is_left_on_voicemail_without_consent(f: Facts, t: Clock) -> Expr:
    """A message left on voicemail without ringing is electronic mail, and needs prior agreement."""
    return is_prospecting(f, t) & (f.voice == "left_on_voicemail") & ~f.machine_calls_agreed & ~f.professionals_only
