"""What is known of calls made, each attempt.

A row is one attempt, answered or not, on the clocks of the place where the person lives.
"""

from __future__ import annotations

from typing import Final

from licet.law.facts.declare import choice, count, day, yes_no
from licet.rules.facts import Table
from licet.terms.words import Audience, Channel, Sector

CALLS = Table(
    "calls",
    unit="calls",
    means="calls made, each attempt",
    fr="appels passés, chaque tentative",
    parents=(),
    channel="act.channel",
    audiences={
        Audience.CONSUMER: lambda f: f.capacity == "consumer",
        Audience.PROFESSIONAL: lambda f: f.capacity == "professional",
    },
)

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

CALLS.declare(
    choice("act.channel", tuple(Channel), "the channel", "le canal"),
    choice("capacity", tuple(Audience), "in what capacity the person was called", "la qualité en laquelle la personne a été appelée"),
    choice("call.kind", ("offer", "survey", "service", "from_person"), "what the call was: an offer of goods or services (inside a survey too), a mere survey, service without an offer, or a call from the person", "ce qu'était l'appel : une offre de biens ou services (même au sein d'une enquête), une simple enquête, un service sans offre, ou un appel venant de la personne"),
    choice("offer.sector", tuple(Sector), "what was offered, where its sector has its own law", "ce qui était proposé, quand le secteur a son droit propre"),
    yes_no("person.lives_abroad", "the person lives outside France; supposed no unless answered", "la personne vit hors de France ; supposé non sauf réponse", supposed=False),
    yes_no("contract.in_progress", "a contract with the person was running", "un contrat était en cours avec la personne"),
    yes_no("contract.covers_offer", "the offer relates to the object of that contract", "l'offre se rapporte à l'objet de ce contrat"),
    yes_no("call.answered", "somebody answered", "quelqu'un a répondu"),
    # when, where the person lives
    count("call.minute_of_day", "the minute of the day at which the call began, where the person lives (10:00 is 600)", "la minute du jour à laquelle l'appel a commencé, là où vit la personne (10 h : 600)"),
    choice("call.weekday", WEEKDAYS, "the day of the week, where the person lives", "le jour de la semaine, là où vit la personne"),
    yes_no("call.on_public_holiday", "the day was one of the eleven public holidays of C. trav. L.3133-1", "le jour était l'un des onze jours fériés de l'article L.3133-1 du code du travail"),
    yes_no("call.out_of_hours_agreed", "the person had expressly agreed to be called outside the usual days or hours", "la personne avait expressément accepté d'être appelée hors des jours ou heures habituels", needs_evidence=True, silence_is_no=True),
    yes_no("call.in_agreed_slot", "the person had explicitly agreed to a call on this very date and at this very time", "la personne avait explicitement accepté un appel à cette date et à cette heure précises", needs_evidence=True, silence_is_no=True),
    choice("call.slots_of_agreement", ("no_limits", "within", "outside"), "whether the agreement was limited to some days or hours, and whether the call kept within them", "si l'accord était limité à certains jours ou heures, et si l'appel s'y est tenu"),
    # how often
    count("call.attempts_in_window", "attempts, answered or not, by or for the organisation, to this person in the 30 days that end on this day, this one included", "les tentatives, abouties ou non, de l'organisme ou pour lui, vers cette personne dans les 30 jours s'achevant ce jour, celle-ci comprise"),
    day("call.last_refusal_on", "the last day before this call on which the person said no in a conversation", "le dernier jour avant cet appel où la personne a refusé lors d'une conversation"),
    yes_no("call.went_on_after_refusal", "the call went on after the person had said no", "l'appel s'est poursuivi après le refus de la personne"),
    # who calls
    yes_no("call.said_identity", "at the start, the caller said who was calling", "au début, l'appelant a dit qui appelait"),
    yes_no("call.said_on_behalf", "at the start, the caller said for whom, or called for itself", "au début, l'appelant a dit pour le compte de qui, ou appelait pour lui-même"),
    yes_no("call.said_commercial", "at the start, the caller said that the call was commercial", "au début, l'appelant a dit que l'appel était commercial"),
    yes_no("call.told_of_opposition_list", "the caller told the person of the free opposition list", "l'appelant a informé la personne de la liste d'opposition gratuite"),
    yes_no("call.number_shown", "a number was shown", "un numéro était affiché"),
    yes_no("call.number_of_principal", "the number shown is assigned to the one on whose behalf the call was made", "le numéro affiché est affecté à celui pour le compte de qui l'appel était passé"),
    # insurance (C. assur. L.112-2-2)
    day("insurance.step_on", "the day of the person's own clear step towards an insurance call", "le jour de la démarche claire de la personne en vue d'un appel d'assurance", needs_evidence=True),
    yes_no("insurance.distributor_known", "on that step the person was told the distributor and its register number", "lors de cette démarche, le distributeur et son numéro d'immatriculation ont été indiqués à la personne", needs_evidence=True),
    yes_no("insurance.call_went_on", "after the first information, the call went on", "après les premières informations, l'appel s'est poursuivi"),
    yes_no("insurance.agreed_to_continue", "after the first information, the person agreed that the call go on", "après les premières informations, la personne a accepté la poursuite de l'appel"),
    yes_no("insurance.within_a_day_of_documents", "the call came less than 24 hours after the person received the documents", "l'appel est intervenu moins de 24 heures après la réception des documents par la personne"),
    yes_no("insurance.contract_followed", "an insurance contract was concluded after the call", "un contrat d'assurance a été conclu à la suite de l'appel"),
    day("insurance.recording_kept_until", "the day until which the recording of the call is kept", "le jour jusqu'auquel l'enregistrement de l'appel est conservé", needs_evidence=True),
)
