"""Code de la consommation D.223-9 (days, hours, frequency) and L.221-16, L.221-17 (who calls, from what number).

They bind calls under a contract in progress and calls for the press too, and look at a call that was made.
"""

from __future__ import annotations

from licet.law.facts.calls import CALLS
from licet.law.figures import figure
from licet.law.fr.consumer_code_calls import CONSUMERS, OPT_IN, READ, TELEPHONE
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, Reading, rule


def solicits(f: Facts) -> Expr:
    """Say that the call was made to offer something here (TEL-17: not from the person, nor a mere survey)."""
    return (f.call.kind == "offer") & ~f.person.lives_abroad


def on_a_closed_day(f: Facts) -> Expr:
    """Say that it was a Saturday, a Sunday or a public holiday."""
    return f.call.weekday.is_in("saturday", "sunday") | f.call.on_public_holiday


def at_a_closed_hour(f: Facts, t: Clock) -> Expr:
    """Say that the minute lies outside 10:00-13:00 and 14:00-20:00, the minutes that end them apart."""
    minute = f.call.minute_of_day
    early = minute < t.figure(figure("call-morning-from"))
    noon = (minute > t.figure(figure("call-morning-until"))) & (minute < t.figure(figure("call-afternoon-from")))
    return early | noon | (minute > t.figure(figure("call-afternoon-until")))


def in_a_closing_minute(f: Facts, t: Clock) -> Expr:
    """Say that the call began at 13:00 or at 20:00."""
    minute = f.call.minute_of_day
    return (minute == t.figure(figure("call-morning-until"))) | (minute == t.figure(figure("call-afternoon-until")))


def agreed_out_of_hours(f: Facts, t: Clock) -> Expr:
    """Say that TEL-09 holds: an express agreement until 2026-08-10, then one to this very date and time."""
    loosely = (t.day < OPT_IN) & f.call.out_of_hours_agreed
    return loosely | f.call.in_agreed_slot


@rule(
    "C. conso D.223-9",
    id="TEL-07",
    on=CALLS,
    conduct="call-outside-hours",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2023-03-01",
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    past_acts_only=True,
    fr="Nul n'est démarché par téléphone le samedi, le dimanche ou un jour férié.",
)
def no_call_at_weekends_or_on_holidays(f: Facts, t: Clock) -> Expr:
    """No consumer is called on a Saturday, a Sunday or a public holiday."""
    return solicits(f) & on_a_closed_day(f) & ~agreed_out_of_hours(f, t)


@rule(
    "C. conso D.223-9",
    id="TEL-08",
    on=CALLS,
    conduct="call-outside-hours",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2023-03-01",
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    past_acts_only=True,
    fr="Nul n'est démarché par téléphone hors de 10 h à 13 h et de 14 h à 20 h, à l'heure du lieu où il vit.",
)
def no_call_outside_hours(f: Facts, t: Clock) -> Expr:
    """No consumer is called outside 10:00-13:00 and 14:00-20:00, on the clocks of the place where he lives."""
    return solicits(f) & at_a_closed_hour(f, t) & ~agreed_out_of_hours(f, t)


@rule(
    "C. conso D.223-9",
    id="TEL-08.closing_minute",
    on=CALLS,
    conduct="call-outside-hours",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2023-03-01",
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    reading=Reading.STRICT,
    contested_by="a reading that counts 13:00 and 20:00 themselves as within the hours",
    contested_by_fr="une autre lecture tient 13 h et 20 h pour comprises dans les heures permises",
    past_acts_only=True,
    fr="Un appel commencé à 13 h ou à 20 h est hors des heures permises.",
)
def no_call_in_the_closing_minute(f: Facts, t: Clock) -> Expr:
    """A call begun at 13:00 or at 20:00 is outside the hours."""
    return solicits(f) & in_a_closing_minute(f, t) & ~agreed_out_of_hours(f, t)


@rule(
    "C. conso L.223-1 al. 6",
    id="TEL-09",
    on=CALLS,
    article="C. conso L.223-1",
    conduct="call-outside-hours",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2026-08-11",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    past_acts_only=True,
    fr="Hors des jours et heures permis, seul l'accord à une date et une heure précises autorise l'appel.",
)
def other_hours_need_a_precise_date_and_time(f: Facts, t: Clock) -> Expr:
    """Outside days and hours, an agreement opens a call only if it names this very date and time."""
    closed = on_a_closed_day(f) | at_a_closed_hour(f, t)
    return solicits(f) & closed & f.call.out_of_hours_agreed & ~f.call.in_agreed_slot


@rule(
    "C. conso D.223-9",
    id="TEL-10",
    on=CALLS,
    conduct="call-too-frequent",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2023-03-01",
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    past_acts_only=True,
    fr="Nul n'est appelé, ni en vain, plus de quatre fois en trente jours par le même professionnel.",
)
def no_more_than_four_attempts_in_thirty_days(f: Facts, t: Clock) -> Expr:
    """Nobody is called or rung in vain more than four times in thirty days by the same professional."""
    return solicits(f) & (f.call.attempts_in_window > t.figure(figure("call-attempts")))


@rule(
    "C. conso D.223-9 (2022)",
    id="TEL-10.refusal",
    on=CALLS,
    article="C. conso D.223-9",
    conduct="call-too-frequent",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2023-03-01",
    until="2026-08-10",
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    past_acts_only=True,
    fr="Qui a refusé lors d'une conversation n'est pas contacté pendant soixante jours.",
)
def no_call_for_sixty_days_after_a_refusal(f: Facts, t: Clock) -> Expr:
    """Whoever said no in a conversation is left alone for sixty days."""
    refused = f.call.last_refusal_on.happened & (f.call.last_refusal_on <= t.day)
    return solicits(f) & refused & (f.call.last_refusal_on > t.over(figure("call-refusal")))


@rule(
    "C. conso L.221-16",
    id="TEL-14",
    on=CALLS,
    conduct="caller-hidden",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2016-07-01",
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    past_acts_only=True,
    fr="L'appelant dit au début qui il est, pour le compte de qui il appelle et que l'appel est commercial.",
)
def the_caller_says_who_and_why(f: Facts, _: Clock) -> Expr:
    """The caller says at the start who calls, on whose behalf, and that the call is commercial."""
    told = f.call.said_identity & f.call.said_on_behalf & f.call.said_commercial
    return solicits(f) & f.call.answered & ~told


@rule(
    "C. conso L.221-16 (2020)",
    id="TEL-14.opposition_list",
    on=CALLS,
    article="C. conso L.221-16",
    conduct="caller-hidden",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2020-07-26",
    until="2026-08-10",
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    past_acts_only=True,
    fr="L'appelant indique que l'inscription sur la liste d'opposition est gratuite.",
)
def the_caller_tells_of_the_list(f: Facts, _: Clock) -> Expr:
    """The caller says that one may be put on the opposition list free of charge."""
    return solicits(f) & f.call.answered & ~f.call.told_of_opposition_list


@rule(
    "C. conso L.221-17",
    id="TEL-14.number",
    on=CALLS,
    conduct="caller-hidden",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2016-07-01",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    past_acts_only=True,
    fr="Le numéro est affiché et affecté au professionnel pour le compte de qui l'appel est passé.",
)
def the_number_shown_is_the_principals(f: Facts, _: Clock) -> Expr:
    """A number is shown, and it is assigned to the professional on whose behalf the call is made."""
    return solicits(f) & (~f.call.number_shown | ~f.call.number_of_principal)
