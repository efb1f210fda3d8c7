"""What the CNIL says of professionals, generic addresses and published contact data: rules of their own.

PRO-01 and PRO-04 are a way past consent, a clause of CPC-01 (``professional_line``): a professional solicited about
something else, or whose capacity nobody knows, is a person like any other. What stands here is the rest.
"""

from __future__ import annotations

from licet.law.facts.persons import PERSONS
from licet.law.fr.cpce_l34_5 import address_of_a_legal_person, agreed_beforehand, consent_is_not_needed
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Burden, Level, rule
from licet.terms.words import ELECTRONIC, Audience, Channel

READ = "2026-11-21"


def agreed_to_this_or_to_calls(f: Facts, t: Clock) -> Expr:
    """Say that the person agreed to this channel, or to be called, and has not gone back on it."""
    called = f.call_consent.given_at.happened & (f.call_consent.given_at < t.at) & ~f.call_consent.withdrawn_at.happened
    return agreed_beforehand(f, t) | ((f.act.channel == Channel.TELEPHONE) & called)


def taken_from_a_public_page(f: Facts) -> Expr:
    """Say that the contact point was found online and not given by the person."""
    return f.contact_point.published_online & ~f.collection.from_person


# `contact@` of a sole trader reaches a natural person: the line of PRO-01 is open to it, this one is not.
@rule(
    "CPCE L.34-5 al. 1 ; CNIL, doctrine sur les adresses génériques",
    id="PRO-02",
    on=PERSONS,
    article="CPCE L.34-5",
    conduct="no-valid-consent",
    channels=[Channel.EMAIL],
    since="2004-07-10",
    stated_on="2005-02-17",
    level=Level.SOFT,
    verified="S",
    read_on=READ,
    burden=Burden.CONTROLLER,
    fr="Une adresse générique n'échappe au consentement que si elle appartient à une personne morale.",
)
def only_a_legal_person_has_an_address_outside_consent(f: Facts, t: Clock) -> Expr:
    """A generic address is outside consent only when it belongs to a legal person."""
    of_a_natural_person = f.contact_point.is_generic & ~f.contact_point.owner_is_legal_person
    return of_a_natural_person & ~agreed_beforehand(f, t) & ~consent_is_not_needed(f, t)


# The law of calls to consumers (L.223-1, D.223-9) leaves calls to professionals alone: the interest must be real.
@rule(
    "GDPR 6(1)(f) ; CNIL, fiches sur la prospection des professionnels",
    id="PRO-03",
    on=PERSONS,
    article="GDPR 6",
    conduct="no-valid-consent",
    channels=[Channel.TELEPHONE, Channel.POST],
    audience=[Audience.PROFESSIONAL],
    since="2018-05-25",
    level=Level.SOFT,
    verified="S",
    read_on=READ,
    burden=Burden.CONTROLLER,
    fr="Un professionnel n'est appelé sans accord que pour ce qui touche à son activité ; par courrier, il l'est comme toute personne informée et libre de s'opposer.",
)
def no_call_or_letter_to_a_professional_about_something_else(f: Facts, t: Clock) -> Expr:
    """A professional is called without agreement only about the profession; written to, as any person, once told."""
    as_any_person = (f.act.channel == Channel.POST) & f.collection.told_of_prospecting & f.collection.could_object
    return ~f.profession.offer_relates & ~agreed_to_this_or_to_calls(f, t) & ~as_any_person


@rule(
    "GDPR 6(1)(f) ; CNIL, fiches sur la prospection des professionnels",
    id="PRO-03.told",
    on=PERSONS,
    article="GDPR 6",
    conduct="no-valid-consent",
    channels=[Channel.TELEPHONE, Channel.POST],
    audience=[Audience.PROFESSIONAL],
    since="2018-05-25",
    level=Level.SOFT,
    verified="S",
    read_on=READ,
    burden=Burden.CONTROLLER,
    fr="Un professionnel qui a lui-même donné ses coordonnées n'est appelé ou sollicité par courrier sans accord que s'il en a été informé et a pu s'y opposer.",
)
def no_call_or_letter_to_a_professional_who_was_not_told(f: Facts, t: Clock) -> Expr:
    """A professional who gave the contact point is called or written to without agreement only if told and free to object."""
    told_and_free = f.collection.told_of_prospecting & f.collection.could_object
    return f.collection.from_person & ~told_and_free & ~agreed_to_this_or_to_calls(f, t)


@rule(
    "CPCE L.34-5 al. 1 ; CNIL, 30 avril 2020, réutilisation des données publiquement accessibles",
    id="PRO-05.1",
    on=PERSONS,
    article="CPCE L.34-5",
    conduct="no-valid-consent",
    channels=ELECTRONIC,
    audience=[Audience.CONSUMER],
    since="2018-05-25",
    stated_on="2020-04-30",
    level=Level.SOFT,
    verified="V",
    read_on=READ,
    burden=Burden.CONTROLLER,
    fr="Être publiée en ligne ne rend pas une coordonnée libre : un particulier n'est prospecté qu'avec son accord.",
)
def no_published_address_of_a_consumer_is_free_to_use(f: Facts, t: Clock) -> Expr:
    """To be published online makes no contact point free to use: a consumer is prospected only after agreeing."""
    return taken_from_a_public_page(f) & ~agreed_beforehand(f, t) & ~consent_is_not_needed(f, t)


# A mark such as "no agencies" is a refusal made in advance: no interest outweighs it, whatever the channel.
@rule(
    "GDPR 6(1)(f) ; CNIL, 30 avril 2020, réutilisation des données publiquement accessibles",
    id="PRO-05.2",
    on=PERSONS,
    article="GDPR 6",
    conduct="no-valid-consent",
    since="2018-05-25",
    stated_on="2020-04-30",
    level=Level.SOFT,
    verified="V",
    read_on=READ,
    burden=Burden.CONTROLLER,
    fr="Nul n'est sollicité à une coordonnée relevée sur une page qui refusait le démarchage.",
)
def no_solicitation_where_the_page_refused_it(f: Facts, t: Clock) -> Expr:
    """Nobody is solicited at a contact point taken from a page that said canvassing was unwelcome."""
    marked = taken_from_a_public_page(f) & f.contact_point.marked_against_prospecting
    return marked & ~agreed_to_this_or_to_calls(f, t) & ~address_of_a_legal_person(f)
