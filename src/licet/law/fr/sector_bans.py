"""Sectors where prospecting is banned or bound, whatever the consent: works at home, training accounts, insurance."""

from __future__ import annotations

from licet.law.facts.calls import CALLS
from licet.law.facts.persons import PERSONS
from licet.law.figures import figure
from licet.law.fr.consumer_code_calls import CONSUMERS, READ, RENOVATION, TELEPHONE, called_back, within_contract
from licet.law.fr.cpce_l34_5 import agreed_beforehand, objected, outside_prospecting_law
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, Reading, rule
from licet.terms.words import Channel, Sector

BY_VOICE = (Channel.TELEPHONE, Channel.AUTOMATED_CALL)
IN_WRITING = (Channel.EMAIL, Channel.SMS)


def about_works_at_home(f: Facts) -> Expr:
    """Say that works, equipment or services for energy or adaptation of a home are offered, outside any contract."""
    return f.offer.sector.is_in(*RENOVATION) & ~within_contract(f) & ~outside_prospecting_law(f)


def unsolicited_insurance(f: Facts, t: Clock) -> Expr:
    """Say that insurance is offered with no contract in progress and no clear step of the person in the last 30 days."""
    in_time = (f.insurance.step_on > t.over(figure("insurance-step"))) & (f.insurance.step_on <= t.day)
    asked = in_time & f.insurance.distributor_known
    return (f.offer.sector == Sector.INSURANCE) & ~f.contract.in_progress & ~asked


def unsolicited_insurance_call(f: Facts, t: Clock) -> Expr:
    """Say the same of a call that was made to offer it: not of one from the person, nor of mere service."""
    return (f.call.kind == "offer") & unsolicited_insurance(f, t)


@rule(
    "C. conso L.223-1 al. 3 (2020)",
    id="SEC-01",
    on=PERSONS,
    article="C. conso L.223-1",
    conduct="sector-banned",
    channels=BY_VOICE,
    audience=CONSUMERS,
    since="2020-07-26",
    until="2025-07-01",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Nul consommateur n'est démarché par téléphone pour des équipements ou travaux de rénovation énergétique.",
)
def no_call_about_energy_renovation(f: Facts, _: Clock) -> Expr:
    """No consumer is called about equipment or works that save or produce energy at home, consent or not."""
    return (f.offer.sector == Sector.ENERGY_RENOVATION) & ~within_contract(f) & ~outside_prospecting_law(f)


@rule(
    "C. conso L.223-1 al. 5",
    id="SEC-02",
    on=PERSONS,
    article="C. conso L.223-1",
    conduct="sector-banned",
    channels=BY_VOICE,
    audience=CONSUMERS,
    since="2025-07-02",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Nul consommateur n'est démarché par téléphone pour la rénovation énergétique ou l'adaptation du logement.",
)
def no_call_about_works_at_home(f: Facts, t: Clock) -> Expr:
    """No consumer is called about energy renovation or adaptation of a home, consent or not."""
    return about_works_at_home(f) & ~called_back(f, t)


@rule(
    "C. conso L.223-8",
    id="SEC-03",
    on=PERSONS,
    conduct="sector-banned",
    channels=IN_WRITING,
    audience=CONSUMERS,
    since="2025-07-02",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    reading=Reading.STRICT,
    contested_by="one trade article reads L.223-8 as a ban in the absence of consent; its literal text was not read",
    contested_by_fr="un article de la presse professionnelle lit L.223-8 comme une interdiction en l'absence de consentement ; sa lettre n'a pas été lue",
    fr="Nul consommateur n'est sollicité par message pour la rénovation énergétique ou l'adaptation du logement.",
)
def no_message_about_works_at_home(f: Facts, _: Clock) -> Expr:
    """No consumer is sent messages about energy renovation or adaptation of a home, consent or not."""
    return about_works_at_home(f)


@rule(
    "C. conso L.223-8",
    id="SEC-03.without_consent",
    on=PERSONS,
    conduct="sector-banned",
    channels=IN_WRITING,
    audience=CONSUMERS,
    since="2025-07-02",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Sans son accord, nul consommateur n'est sollicité par message pour des travaux d'énergie ou d'adaptation.",
)
def no_message_about_works_at_home_without_consent(f: Facts, t: Clock) -> Expr:
    """Without agreement no consumer is sent messages about energy renovation or adaptation of a home, in any reading."""
    return about_works_at_home(f) & ~agreed_beforehand(f, t)


@rule(
    "C. trav. L.6323-8-1",
    id="SEC-04",
    on=PERSONS,
    conduct="sector-banned",
    channels=(*BY_VOICE, *IN_WRITING),
    audience=CONSUMERS,
    since="2022-12-21",
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    fr="Nul titulaire d'un compte personnel de formation n'est prospecté pour ses données ou pour une formation.",
)
def no_prospecting_of_training_accounts(f: Facts, _: Clock) -> Expr:
    """No holder of a training account is prospected for its data, nor for training unless directly linked to one under way."""
    to_contract = ~f.training.action_in_progress
    return (f.offer.sector == Sector.CPF_TRAINING) & (f.training.collects_account_data | to_contract)


@rule(
    "C. assur. L.112-2-2, R.112-7",
    id="SEC-05",
    on=PERSONS,
    article="C. assur. L.112-2-2",
    conduct="insurance-call-rules",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2022-04-01",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Qui n'a pas été intéressé par une assurance n'est pas rappelé, sauf démarche nouvelle de moins de trente jours.",
)
def no_second_insurance_call_after_no_interest(f: Facts, t: Clock) -> Expr:
    """Whoever declined an insurance call is not called again, unless by a new step of his own in the last 30 days."""
    return unsolicited_insurance(f, t) & objected(f, t)


@rule(
    "C. assur. L.112-2-2, R.112-7",
    id="SEC-05.continue",
    on=CALLS,
    article="C. assur. L.112-2-2",
    conduct="insurance-call-rules",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2022-04-01",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    past_acts_only=True,
    fr="Un appel d'assurance non sollicité ne se poursuit qu'avec l'accord de la personne.",
)
def an_insurance_call_goes_on_only_if_agreed(f: Facts, t: Clock) -> Expr:
    """An unsolicited insurance call goes on only if the person, once informed, agrees."""
    return unsolicited_insurance_call(f, t) & f.insurance.call_went_on & ~f.insurance.agreed_to_continue


@rule(
    "C. assur. L.112-2-2",
    id="SEC-05.stop",
    on=CALLS,
    conduct="insurance-call-rules",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2022-04-01",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    past_acts_only=True,
    fr="Un appel d'assurance non sollicité cesse dès que la personne n'est pas intéressée.",
)
def an_insurance_call_stops_at_once(f: Facts, t: Clock) -> Expr:
    """An unsolicited insurance call stops as soon as the person shows no interest."""
    return unsolicited_insurance_call(f, t) & f.call.answered & f.call.went_on_after_refusal


@rule(
    "C. assur. L.112-2-2",
    id="SEC-05.pause",
    on=CALLS,
    conduct="insurance-call-rules",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2022-04-01",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    past_acts_only=True,
    fr="Vingt-quatre heures séparent la réception des documents d'assurance de l'appel suivant.",
)
def a_day_passes_after_the_insurance_documents(f: Facts, t: Clock) -> Expr:
    """Twenty-four hours pass between the receipt of insurance documents and the next call."""
    return unsolicited_insurance_call(f, t) & f.insurance.within_a_day_of_documents


@rule(
    "C. assur. L.112-2-2, R.112-7",
    id="SEC-05.recording",
    on=CALLS,
    article="C. assur. L.112-2-2",
    conduct="insurance-call-rules",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2022-04-01",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    past_acts_only=True,
    fr="L'enregistrement d'un appel d'assurance suivi d'un contrat est conservé deux ans.",
)
def the_recording_is_kept_two_years(f: Facts, t: Clock) -> Expr:
    """The recording of an unsolicited insurance call is kept two years when a contract follows."""
    short = f.insurance.recording_kept_until < t.end_of(figure("insurance-recording"))
    return unsolicited_insurance_call(f, t) & f.insurance.contract_followed & short
