"""GDPR article 12(1) to (6): how, when and at what price a request of a person is answered.

That the answer is late is this article; that it is wrong, or that nothing was done, is the article of the right asked
for (15 to 20): two conducts, two heads (heads.md D6). The month runs from receipt, from date to date, and a last day
that is no working day moves to the next (Regulation 1182/71 art. 3).
"""

from __future__ import annotations

from datetime import date
from functools import partial

from licet.law.facts.requests import REQUESTS
from licet.law.figures import Figure, figure
from licet.rules import formulas as fm
from licet.rules.clock import Clock
from licet.rules.expressions import Expr, Quantity
from licet.rules.facts import Facts
from licet.rules.rule import Level, rule
from licet.rules.values import Kind
from licet.terms.days import day_of
from licet.terms.errors import UsageError
from licet.terms.instants import bounds_of_day
from licet.terms.periods import Period, last_day

GDPR = "2018-05-25"
READ = "2026-11-21"
CARREFOUR, FREE_MOBILE, EDF = "2020-11-18", "2021-12-28", "2022-11-24"
"""Days of the decisions that stated a reading: SAN-2020-008, SAN-2021-021, SAN-2022-021."""

HOME_ZONE = "Europe/Paris"

handling = partial(rule, on=REQUESTS, conduct="request-mishandled", since=GDPR)
"""A rule on how a request is taken and answered."""


def month_of_answer(received: date, answered: date) -> int:
    """Return in which month after receipt an answer came, the fact ``answer.month``: 1 is the month of GDPR 12(3).

    Both are days where the organisation is. Raise ``UsageError`` where the answer came before the request.
    """
    if answered < received:
        msg = "an answer came before its request: check the two days"
        raise UsageError(msg)
    month = 1
    while last_day(day_of(received), Period(month, "month"), extend_to_working_day=True) < day_of(answered):
        month += 1
    return month


def over_at(period: Figure) -> Quantity:
    """Return the last second of the newest day for which a period is over: ``t.over`` for what is known to the hour."""
    cutoff = fm.Cutoff(f"over_at.{period.name}", lambda day: bounds_of_day(period.newest_expired(day), HOME_ZONE)[1])
    return Quantity(None, Kind.INSTANT, cutoff)


def received(f: Facts, t: Clock) -> Expr:
    """Say that the request had reached the organisation; one that is not shown to have been sent binds nobody."""
    return f.request.received_at.happened & (f.request.received_at <= t.at)


def extended(f: Facts) -> Expr:
    """Say that the person was told within the first month, with reasons, that it would take longer."""
    return f.extension.month == 1


def time_is_over(f: Facts, _t: Clock) -> Expr:
    """Say that the time to act on a request and to answer it has run out."""
    over = f.request.received_at <= over_at(figure("answer-delay"))
    over_at_last = f.request.received_at <= over_at(figure("answer-delay-extended"))
    return f.request.received_at.happened & (over_at_last | (over & ~extended(f)))


def never_answered(f: Facts, _t: Clock) -> Expr:
    """Say that nothing came back and nothing was done, though the month is over: the right itself stays unserved."""
    # whoever got nothing was not told of a longer time either
    over = f.request.received_at <= over_at(figure("answer-delay"))
    return (f.answer.was == "nothing") & f.request.received_at.happened & over


def answered_too_late(f: Facts, t: Clock) -> Expr:
    """Say that an answer or refusal came after its time, or only word of more time, and that time is over too."""
    month, longest = t.figure(figure("answer-delay")), t.figure(figure("answer-delay-extended"))
    late = (f.answer.month > longest) | ((f.answer.month > month) & ~extended(f))
    return (f.answer.was.is_in("refused", "given") & late) | ((f.answer.was == "more_time") & time_is_over(f, t))


@rule(
    "GDPR 12(3) and (4); Regulation 1182/71 art. 3",
    id="RGT-01",
    on=REQUESTS,
    article="GDPR 12(3)",
    conduct="request-unanswered",
    since=GDPR,
    level=Level.STATUTE,
    verified="K",
    fr="La personne apprend dans le mois ce qui a été fait de sa demande, dans les trois mois si elle a été avisée dans le premier qu'il en faudrait plus.",
)
def a_request_is_answered_within_a_month(f: Facts, t: Clock) -> Expr:
    """A person is told within a month what was done, within three if told in the first that it would take longer."""
    awaited = (f.answer.was == "done_untold") & time_is_over(f, t)
    return answered_too_late(f, t) | awaited | never_answered(f, t)


@handling(
    "GDPR 12(4)",
    id="RGT-01.reasons",
    article="GDPR 12(4)",
    level=Level.STATUTE,
    verified="K",
    fr="Un refus dit ses motifs, la réclamation auprès de l'autorité et le recours en justice.",
)
def a_refusal_tells_its_reasons_and_the_remedies(f: Facts, _t: Clock) -> Expr:
    """A refusal tells its reasons, the complaint to the authority and the way to the courts."""
    return (f.answer.was == "refused") & (~f.answer.reasons_told | ~f.answer.remedies_told)


@handling(
    "GDPR 12(5)",
    id="RGT-01.free",
    article="GDPR 12(5)",
    level=Level.STATUTE,
    verified="K",
    fr="Répondre à une demande est gratuit, à moins qu'elle n'en répète une autre.",
)
def an_answer_costs_nothing(f: Facts, _t: Clock) -> Expr:
    """An answer to a request costs nothing, unless the request repeats another."""
    return f.answer.priced & ~f.request.is_repeat


@handling(
    "GDPR 12(2) and (6); CNIL SAN-2020-008",
    id="OTH-02.identity",
    article="GDPR 12(6)",
    stated_on=CARREFOUR,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    fr="Une pièce d'identité n'est demandée que pour un doute sur la personne, noté pour cette demande.",
)
def an_identity_document_is_asked_only_for_a_doubt(f: Facts, _t: Clock) -> Expr:
    """An identity document is asked for only where there is a doubt about the person, noted for that request."""
    return f.identity.paper_asked.is_in("of_everyone", "without_a_doubt_noted")


@handling(
    "GDPR 12(1); CNIL SAN-2022-021",
    id="OTH-02.voice",
    article="GDPR 12(1)",
    stated_on=EDF,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    fr="La réponse est écrite, à moins que la personne ne la demande de vive voix.",
)
def an_answer_is_in_writing(f: Facts, _t: Clock) -> Expr:
    """An answer is in writing, unless the person asks to have it by voice."""
    return f.answer.by_voice_only


@handling(
    "GDPR 12(2); CNIL SAN-2021-021",
    id="RGT-02",
    article="GDPR 12(2)",
    stated_on=FREE_MOBILE,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    fr="Une demande claire vaut par quelque voie et à quelque adresse qu'elle arrive, sauf motif dit à la personne.",
)
def a_clear_request_counts_whichever_way_it_comes(f: Facts, _t: Clock) -> Expr:
    """A clear request counts whichever way and address it comes by, unless the person is told why it cannot."""
    # an address changed online only, against fraud, and said so in four days, was accepted (SAN-2021-021)
    return f.way.other_demanded & ~f.answer.reasons_told


@handling(
    "GDPR 12(1) and 15(1); CNIL SAN-2023-009",
    id="OTH-02.codes",
    article="GDPR 12(1)",
    stated_on="2023-06-15",
    level=Level.DECISION,
    verified="K",
    fr="Les données remises se lisent sans connaître les systèmes de l'organisme : codes et noms de colonnes sont expliqués.",
)
def a_copy_can_be_read_without_knowing_the_systems(f: Facts, _t: Clock) -> Expr:
    """A copy can be read without knowing the organisation's systems: codes and column names are explained."""
    return (f.request.kind == "access") & ~f.answer.codes_explained
