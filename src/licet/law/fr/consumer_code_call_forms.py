"""Code de la consommation L.223-2 and R.223-1 to R.223-3, as far as a form shows them."""

from __future__ import annotations

from licet.law.facts.forms_calls import FORMS
from licet.law.figures import figure
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, rule

READ = "2026-11-21"


def states_every_item(f: Facts) -> Expr:
    """Say that the request holds the five items of R.223-1."""
    who_and_what = f.call_states_caller & f.call_states_offer & f.call_leaves_choice
    return who_and_what & f.call_states_period & f.call_states_withdrawal & f.call_states_proof_access


@rule(
    "C. conso R.223-1",
    id="TEL-04.items",
    on=FORMS,
    conduct="no-valid-call-consent",
    since="2026-08-11",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="La demande d'accord indique l'appelant et l'offre, le choix, la durée, le retrait et l'accès à la preuve.",
)
def a_request_states_five_items(f: Facts, _: Clock) -> Expr:
    """A request to be called states the caller and the offer, the choice, the period, withdrawal and access to proof."""
    return f.call_agreement_asked & ~states_every_item(f)


@rule(
    "C. conso R.223-1",
    id="TEL-04.cap",
    on=FORMS,
    conduct="no-valid-call-consent",
    since="2026-08-11",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="La durée de l'accord demandé n'excède pas un an.",
)
def a_request_asks_for_a_year_at_most(f: Facts, t: Clock) -> Expr:
    """A request to be called asks for one year at most."""
    stated = f.call_agreement_asked & f.call_states_period
    return stated & (f.call_period_months > t.figure(figure("call-consent-months")))


@rule(
    "C. conso R.223-1",
    id="TEL-04.renewal",
    on=FORMS,
    conduct="no-valid-call-consent",
    since="2026-08-11",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="L'accord à être appelé ne se renouvelle pas tacitement.",
)
def agreement_does_not_renew_itself(f: Facts, _: Clock) -> Expr:
    """An agreement to be called does not renew itself."""
    return f.call_agreement_asked & f.call_renews_tacitly


@rule(
    "C. conso R.223-1",
    id="TEL-04.act",
    on=FORMS,
    conduct="no-valid-call-consent",
    since="2026-08-11",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Une mention pré-rédigée, une case précochée ou la poursuite de la navigation ne valent pas accord.",
)
def agreement_is_an_act_of_the_person(f: Facts, _: Clock) -> Expr:
    """Wording agreed to beforehand, a pre-ticked box or browsing on is no agreement to be called."""
    return f.call_agreement_asked & ~f.call_agreed_by_own_act


@rule(
    "C. conso R.223-2",
    id="TEL-05.words",
    on=FORMS,
    conduct="call-proof-not-kept",
    since="2026-08-11",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Chaque accord est archivé avec les mentions vues, sa date, son heure et tout créneau convenu.",
)
def agreements_are_archived_with_their_words(f: Facts, _: Clock) -> Expr:
    """Each agreement to be called is archived with the words seen, its date and time, and any slot agreed."""
    return f.call_agreement_asked & ~f.call_archived_with_words


@rule(
    "C. conso R.223-2",
    id="TEL-05.access",
    on=FORMS,
    conduct="call-proof-not-kept",
    since="2026-08-11",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="La preuve est fournie gratuitement, sans imposer la création d'un compte client.",
)
def proof_is_free_and_needs_no_account(f: Facts, _: Clock) -> Expr:
    """The person gets the proof free of charge and without having to open a customer account."""
    return f.call_agreement_asked & f.call_proof_needs_account


@rule(
    "C. conso R.223-3",
    id="TEL-06.steps",
    on=FORMS,
    conduct="call-withdrawal-harder",
    since="2026-08-11",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="L'accord à être appelé ne se retire pas plus difficilement qu'il ne se donne.",
)
def withdrawing_takes_no_more_steps_than_agreeing(f: Facts, _: Clock) -> Expr:
    """Withdrawing an agreement to be called takes no more steps than giving it."""
    return f.call_agreement_asked & (f.call_steps_to_withdraw > f.call_steps_to_agree)


@rule(
    "C. conso R.223-3",
    id="TEL-06.by_voice",
    on=FORMS,
    conduct="call-withdrawal-harder",
    since="2026-08-11",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Le retrait exprimé au cours d'un appel est enregistré comme tel.",
)
def a_word_during_a_call_withdraws(f: Facts, _: Clock) -> Expr:
    """A withdrawal spoken during a call is recorded as one."""
    return f.call_agreement_asked & ~f.call_withdrawal_by_voice


@rule(
    "C. conso L.223-2",
    id="TEL-13",
    on=FORMS,
    conduct="phone-notice-missing",
    since="2026-08-11",
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    fr="Qui recueille le numéro d'un consommateur l'informe que tout appel commercial suppose son accord préalable.",
)
def a_form_with_a_telephone_field_tells_of_calls(f: Facts, _: Clock) -> Expr:
    """Whoever takes a consumer's number says that any commercial call needs prior agreement, called or not."""
    return f.phone_asked & ~f.phone_notice_on_calls


@rule(
    "C. conso L.223-2",
    id="TEL-13.contract",
    on=FORMS,
    conduct="phone-notice-missing",
    since="2026-08-11",
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    fr="Le contrat à l'occasion duquel le numéro est recueilli indique clairement l'interdiction d'appeler sans accord.",
)
def the_contract_tells_of_calls(f: Facts, _: Clock) -> Expr:
    """A contract on whose conclusion the number is taken says clearly that calling without agreement is prohibited."""
    return f.phone_asked & f.phone_asked_at_contract & ~f.phone_clause_in_contract


@rule(
    "C. conso L.223-2 (2016)",
    id="TEL-13.opposition_list",
    on=FORMS,
    article="C. conso L.223-2",
    conduct="phone-notice-missing",
    since="2016-07-01",
    until="2026-08-10",
    level=Level.STATUTE,
    verified="K",
    fr="Qui recueille le numéro d'un consommateur l'informe de son droit à s'inscrire sur la liste d'opposition.",
)
def a_form_with_a_telephone_field_tells_of_the_list(f: Facts, _: Clock) -> Expr:
    """Whoever takes a consumer's number tells of the right to be put on the opposition list."""
    return f.phone_asked & ~f.phone_notice_on_list
