"""Code de la consommation L.223-1 and R.223-1 to R.223-4: calls to consumers need their agreement since 2026-08-11.

The ways past agreement are clauses, not rules of their own: a contract in progress (TEL-11), the press (TEL-15), a
request to be called back (TEL-16). A call from the person or a mere survey is no prospecting (TEL-17).
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from licet.law.facts.calls import CALLS
from licet.law.facts.persons import PERSONS
from licet.law.figures import figure
from licet.law.fr.cpce_l34_5 import outside_prospecting_law
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Burden, Level, Reading, rule
from licet.terms.words import Audience, Channel, Sector

READ = "2026-11-21"
OPT_IN: Final = dt.date(2026, 8, 11)
"""The day calls to consumers become opt-in (loi 2025-594 art. 13, decree 2026-662)."""

TELEPHONE: Final = (Channel.TELEPHONE,)
CONSUMERS: Final = (Audience.CONSUMER,)
RENOVATION: Final = (Sector.ENERGY_RENOVATION, Sector.HOME_ADAPTATION)
"""The sectors of L.223-1 al. 5, which consent does not open."""


def within_contract(f: Facts) -> Expr:
    """Say that TEL-11 holds: the call is made in performance of a running contract and relates to its object."""
    return f.contract.in_progress & f.contract.covers_offer


def for_the_press(f: Facts) -> Expr:
    """Say that TEL-15 holds: newspapers, periodicals or magazines are offered (L.223-5)."""
    return f.offer.sector == Sector.PRESS


def called_back(f: Facts, t: Clock) -> Expr:
    """Say that R.223-4 holds (TEL-16): the person asked for this, no more than five working days ago."""
    in_time = (f.callback.requested_on > t.over(figure("callback"))) & (f.callback.requested_on <= t.day)
    return (t.day >= OPT_IN) & in_time & f.callback.covers_offer


def agreement_is_not_needed(f: Facts, t: Clock) -> Expr:
    """Say that one of the three ways past agreement is open, or that the consumer code does not speak of it."""
    return within_contract(f) | for_the_press(f) | called_back(f, t) | outside_prospecting_law(f)


def agreed_to_calls(f: Facts, t: Clock) -> Expr:
    """Say that the person agreed to be called before the call, and has not gone back on it since."""
    given = f.call_consent.given_at.happened & (f.call_consent.given_at < t.at)
    return given & ~withdrew(f, t)


def withdrew(f: Facts, t: Clock) -> Expr:
    """Say that the person withdrew before the call and has not agreed anew."""
    withdrawn = f.call_consent.withdrawn_at.happened & (f.call_consent.withdrawn_at <= t.at)
    return withdrawn & (f.call_consent.withdrawn_at >= f.call_consent.given_at)


def relies_on_agreement(f: Facts, t: Clock) -> Expr:
    """Say that an agreement was given, and that the call needs it."""
    return f.call_consent.given_at.happened & ~agreement_is_not_needed(f, t)


def agreed_under_the_decree(f: Facts) -> Expr:
    """Say that the agreement was collected since R.223-1 is in force; older ones are TEL-18."""
    return f.call_consent.given_on >= OPT_IN


@rule(
    "C. conso L.223-1 al. 1-2",
    id="TEL-03",
    on=PERSONS,
    article="C. conso L.223-1",
    conduct="no-valid-call-consent",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2026-08-11",
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    burden=Burden.CONTROLLER,
    fr="Aucun consommateur n'est démarché par téléphone sans avoir au préalable accepté de l'être.",
)
def no_call_without_prior_agreement(f: Facts, t: Clock) -> Expr:
    """No consumer is called for a commercial offer without having agreed beforehand to be called."""
    return ~agreed_to_calls(f, t) & ~agreement_is_not_needed(f, t)


@rule(
    "C. conso R.223-1",
    id="TEL-04.caller",
    on=PERSONS,
    conduct="no-valid-call-consent",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2026-08-11",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    burden=Burden.CONTROLLER,
    fr="L'accord ne vaut que pour l'appelant qu'il nomme.",
)
def agreement_names_the_caller(f: Facts, t: Clock) -> Expr:
    """An agreement to be called counts only for the caller it names."""
    return relies_on_agreement(f, t) & ~f.call_consent.names_caller


@rule(
    "C. conso R.223-1",
    id="TEL-04.offer",
    on=PERSONS,
    conduct="no-valid-call-consent",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2026-08-11",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    burden=Burden.CONTROLLER,
    fr="L'accord ne vaut que pour les biens ou services dont il indique la nature.",
)
def agreement_names_the_offer(f: Facts, t: Clock) -> Expr:
    """An agreement to be called counts only for the goods or services it names."""
    return relies_on_agreement(f, t) & ~f.call_consent.covers_offer


@rule(
    "C. conso R.223-1",
    id="TEL-04.year",
    on=PERSONS,
    conduct="no-valid-call-consent",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2026-08-11",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="L'accord à être appelé s'éteint au plus tard un an après son recueil.",
)
def agreement_lives_a_year_at_most(f: Facts, t: Clock) -> Expr:
    """An agreement to be called is dead the day after the anniversary of its collection."""
    dead = f.call_consent.given_on <= t.over(figure("call-consent"))
    return relies_on_agreement(f, t) & agreed_under_the_decree(f) & dead


@rule(
    "C. conso R.223-1",
    id="TEL-04.anniversary",
    on=PERSONS,
    conduct="no-valid-call-consent",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2026-08-11",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    reading=Reading.STRICT,
    contested_by="a period counted from date to date (Code de procédure civile 641), or of 365 days, includes the anniversary; no text says",
    contested_by_fr="un délai compté de quantième à quantième (code de procédure civile, article 641), ou de 365 jours, comprend le jour anniversaire ; aucun texte ne tranche",
    fr="L'accord à être appelé ne vaut plus le jour anniversaire de son recueil.",
)
def no_call_on_the_anniversary(f: Facts, t: Clock) -> Expr:
    """An agreement to be called no longer counts on the anniversary of its collection."""
    come = f.call_consent.given_on <= t.anniversary_of(figure("call-consent"))
    past = f.call_consent.given_on <= t.over(figure("call-consent"))
    return relies_on_agreement(f, t) & agreed_under_the_decree(f) & come & ~past


@rule(
    "C. conso R.223-1",
    id="TEL-04.period",
    on=PERSONS,
    conduct="no-valid-call-consent",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2026-08-11",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Nul n'est appelé après la période qu'il a acceptée : elle ne se prolonge pas d'elle-même.",
)
def no_call_after_the_agreed_period(f: Facts, t: Clock) -> Expr:
    """Nobody is called after the period agreed to, which does not renew itself."""
    ended = f.call_consent.period_ends_on.happened & (f.call_consent.period_ends_on < t.day)
    return relies_on_agreement(f, t) & ended


@rule(
    "C. conso R.223-1",
    id="TEL-04.request",
    on=PERSONS,
    conduct="no-valid-call-consent",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2026-08-11",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="L'accord donné sur une demande dépourvue de ce que le décret exige ne vaut pas.",
)
def agreement_rests_on_a_full_request(f: Facts, t: Clock) -> Expr:
    """An agreement given on a request that lacks what the decree demands does not count."""
    return relies_on_agreement(f, t) & agreed_under_the_decree(f) & f.form.call_consent_fails


@rule(
    "C. conso R.223-1",
    id="TEL-04.slots",
    on=CALLS,
    conduct="no-valid-call-consent",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2026-08-11",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    past_acts_only=True,
    fr="Un appel hors des jours ou créneaux acceptés n'est pas couvert par l'accord.",
)
def no_call_outside_the_agreed_slots(f: Facts, _: Clock) -> Expr:
    """A call outside the days or hours that the person agreed to is not covered by the agreement."""
    needs_it = (f.call.kind == "offer") & ~f.person.lives_abroad & ~within_contract(f) & ~for_the_press(f)
    return needs_it & (f.call.slots_of_agreement == "outside")


@rule(
    "C. conso L.223-1 al. 3",
    id="TEL-05",
    on=PERSONS,
    article="C. conso L.223-1",
    conduct="no-valid-call-consent",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2026-08-11",
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    burden=Burden.CONTROLLER,
    fr="Le professionnel prouve que la personne a accepté d'être appelée.",
)
def agreement_to_calls_is_proven(f: Facts, t: Clock) -> Expr:
    """Whoever calls proves that this very person agreed to be called, and when."""
    return relies_on_agreement(f, t) & ~f.call_consent.proof_names_person


@rule(
    "C. conso R.223-2",
    id="TEL-05.archive",
    on=PERSONS,
    conduct="call-proof-not-kept",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2026-08-11",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="La preuve de l'accord à être appelé est archivée trois ans à compter de son recueil.",
)
def proof_is_kept_three_years(f: Facts, t: Clock) -> Expr:
    """The proof of an agreement to be called is archived for three years from its collection."""
    must_be_kept = agreed_under_the_decree(f) & (f.call_consent.given_on > t.over(figure("call-proof")))
    return must_be_kept & (f.call_consent.proof_kept_until < t.day) & ~outside_prospecting_law(f)


@rule(
    "C. conso R.223-3",
    id="TEL-06",
    on=PERSONS,
    conduct="no-valid-call-consent",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2026-08-11",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Qui a retiré son accord, même oralement au cours d'un appel, n'est plus appelé.",
)
def no_call_after_withdrawal(f: Facts, t: Clock) -> Expr:
    """Whoever withdrew the agreement, be it by a word during a call, is not called again."""
    return withdrew(f, t) & ~agreement_is_not_needed(f, t)


@rule(
    "C. conso L.221-16",
    id="TEL-06.hang_up",
    on=CALLS,
    conduct="call-goes-on-after-no",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2026-08-11",
    level=Level.STATUTE,
    verified="K",
    past_acts_only=True,
    fr="L'appelant met fin à l'appel dès que le consommateur s'y oppose.",
)
def the_call_ends_when_the_person_says_no(f: Facts, _: Clock) -> Expr:
    """The caller ends the call as soon as the consumer says no."""
    offered = (f.call.kind == "offer") & ~f.person.lives_abroad
    return offered & f.call.answered & f.call.went_on_after_refusal


@rule(
    "C. conso L.223-1 al. 5, R.223-4",
    id="TEL-16",
    on=PERSONS,
    article="C. conso L.223-1",
    conduct="sector-banned",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2026-08-11",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    reading=Reading.STRICT,
    contested_by="R.223-4 says that answering such a request within five working days is no prospecting; an older DGCCRF sheet says it is, and the decree is challenged",
    contested_by_fr="selon R.223-4, répondre à une telle demande dans les cinq jours ouvrables n'est pas démarcher ; une fiche plus ancienne de la DGCCRF dit le contraire, et le décret est attaqué",
    fr="Même à sa demande, un consommateur n'est pas rappelé pour des travaux d'énergie ou d'adaptation du logement.",
)
def no_call_back_about_renovation(f: Facts, t: Clock) -> Expr:
    """Not even at his own request is a consumer called back about energy or adaptation works at home."""
    about_works = f.offer.sector.is_in(*RENOVATION) & ~within_contract(f)
    return called_back(f, t) & about_works & ~outside_prospecting_law(f)


@rule(
    "C. conso L.223-1 al. 1, R.223-4",
    id="TEL-16.other_sectors",
    on=PERSONS,
    article="C. conso L.223-1",
    conduct="no-valid-call-consent",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2026-08-11",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    reading=Reading.STRICT,
    contested_by="R.223-4 may reach beyond the sectors of L.223-1 al. 5: its literal text was not read",
    contested_by_fr="R.223-4 pourrait s'appliquer au-delà des secteurs de L.223-1 al. 5 : sa lettre n'a pas été lue",
    fr="Hors travaux du logement, une demande de rappel ne remplace pas l'accord.",
)
def a_call_back_needs_agreement_elsewhere(f: Facts, t: Clock) -> Expr:
    """Outside works at home, a request to be called back does not replace the agreement."""
    elsewhere = ~f.offer.sector.is_in(*RENOVATION, Sector.PRESS) & ~within_contract(f)
    return called_back(f, t) & elsewhere & ~agreed_to_calls(f, t) & ~outside_prospecting_law(f)


@rule(
    "C. conso R.223-4",
    id="TEL-16.proof",
    on=PERSONS,
    conduct="call-proof-not-kept",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2026-08-11",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="La preuve d'une demande de rappel est conservée trois ans.",
)
def proof_of_a_call_back_is_kept(f: Facts, t: Clock) -> Expr:
    """The proof of a request to be called back about works at home is kept for three years."""
    asked = (f.callback.requested_on >= OPT_IN) & (f.callback.requested_on <= t.day)
    must_be_kept = asked & (f.callback.requested_on > t.over(figure("callback-proof"))) & ~outside_prospecting_law(f)
    return must_be_kept & f.offer.sector.is_in(*RENOVATION) & (f.callback.proof_kept_until < t.day)


@rule(
    "C. conso L.223-1, R.223-1",
    id="TEL-18",
    on=PERSONS,
    article="C. conso L.223-1",
    conduct="no-valid-call-consent",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2026-08-11",
    level=Level.STATUTE,
    verified="K",
    reading=Reading.STRICT,
    contested_by="no transitional text was found: an agreement that met GDPR 7 before 2026-08-11 may be held to need no more",
    contested_by_fr="aucune disposition transitoire n'a été trouvée : on peut soutenir qu'un accord conforme à l'article 7 du RGPD, donné avant le 11 août 2026, suffit",
    fr="Un accord antérieur au 11 août 2026 ne vaut que s'il remplit les exigences du décret et a moins d'un an.",
)
def older_agreements_meet_the_decree_too(f: Facts, t: Clock) -> Expr:
    """An agreement given before 2026-08-11 counts only if it meets the decree and is less than a year old."""
    older = f.call_consent.given_on.happened & ~agreed_under_the_decree(f)
    stale = f.call_consent.given_on <= t.anniversary_of(figure("call-consent"))
    return relies_on_agreement(f, t) & older & (stale | f.form.call_consent_fails)
