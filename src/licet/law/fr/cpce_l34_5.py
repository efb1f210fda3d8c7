"""CPCE article L.34-5: electronic and automated prospecting of natural persons."""

from __future__ import annotations

from licet.law.facts.persons import PERSONS
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Burden, Level, rule
from licet.terms.words import ELECTRONIC, Channel

READ = "2026-11-21"


def agreed_beforehand(f: Facts, t: Clock) -> Expr:
    """Say that the person agreed to this channel before the act, and has not gone back on it since."""
    given = f.consent.given_at.happened & (f.consent.given_at < t.at)
    standing = ~f.consent.withdrawn_at.happened | (f.consent.withdrawn_at < f.consent.given_at) | (f.consent.withdrawn_at > t.at)
    return given & standing & f.consent.covers_channel & f.consent.names_controller


def consent_is_not_needed(f: Facts, t: Clock) -> Expr:
    """Say that one of the three ways past consent is open: existing customer, professional, address of a legal person."""
    return existing_customer_exception(f, t) | professional_line(f, t) | address_of_a_legal_person(f)


def existing_customer_exception(f: Facts, t: Clock) -> Expr:
    """Say that every condition of L.34-5 al. 4 holds (CUS-01), but for the means to refuse in each message (CPC-05)."""
    bought = f.sale.at.happened & (f.sale.at <= t.at) & f.sale.by_this_controller & f.sale.offer_is_analogous
    collected = f.collection.from_person & f.sale.told_of_prospecting & f.sale.objection_offered
    by_mail = f.act.channel.is_in(Channel.EMAIL, Channel.SMS)
    return bought & collected & by_mail & ~objected(f, t)


def professional_line(f: Facts, t: Clock) -> Expr:
    """Say that PRO-01 holds: a professional, told, able to object, solicited about the profession."""
    told = f.collection.told_of_prospecting & f.collection.could_object
    return (f.capacity == "professional") & f.profession.offer_relates & told & ~objected(f, t)


def address_of_a_legal_person(f: Facts) -> Expr:
    """Say that PRO-02 holds: a generic address that belongs to a legal person."""
    return f.contact_point.is_generic & f.contact_point.owner_is_legal_person


def objected(f: Facts, t: Clock) -> Expr:
    """Say that the person had objected to this before the act."""
    return f.objection.made_at.happened & (f.objection.made_at <= t.at) & f.objection.covers_act


@rule(
    "CPCE L.34-5 al. 1",
    id="CPC-01",
    on=PERSONS,
    article="CPCE L.34-5",
    conduct="no-valid-consent",
    channels=ELECTRONIC,
    since="2004-07-10",
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    burden=Burden.CONTROLLER,
    fr="Nul n'est prospecté par voie électronique sans avoir au préalable accepté de l'être par ce moyen.",
)
def no_electronic_prospecting_without_prior_consent(f: Facts, t: Clock) -> Expr:
    """Nobody is prospected by electronic means without having agreed beforehand to that means."""
    return ~agreed_beforehand(f, t) & ~consent_is_not_needed(f, t)
