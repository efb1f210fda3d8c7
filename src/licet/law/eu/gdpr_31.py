"""GDPR article 31: whoever the authority writes to answers, and sends what was asked for.

To answer is not to comply: a formal notice answered in time and not obeyed is the article it was about, never this one.
"""

from __future__ import annotations

from functools import partial

from licet.law.facts.authority_letters import AUTHORITY_LETTERS
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, rule

letter = partial(
    rule,
    on=AUTHORITY_LETTERS,
    article="GDPR 31",
    conduct="authority-unanswered",
    since="2018-05-25",
    level=Level.STATUTE,
    verified="K",
)
"""A rule on what the authority gets in return for a letter."""


def the_time_given_is_over(f: Facts, t: Clock) -> Expr:
    """Say that the authority gave a day for the answer, and that it is past."""
    return f.answer.due_on.happened & (f.answer.due_on < t.day)


@letter(
    "GDPR 31 and 58(1)",
    id="OTH-18",
    fr="Un courrier de l'autorité reçoit réponse, au plus tard à la relance.",
)
def a_letter_of_the_authority_is_answered(f: Facts, _t: Clock) -> Expr:
    """A letter of the authority is answered, at the latest when it asks again."""
    return f.letter.reached & (f.answer.came == "nothing") & (f.reminders.sent > 0)


@letter(
    "GDPR 31 and 58(1)",
    id="OTH-18.part",
    fr="Après relance, la réponse à l'autorité porte sur chaque point demandé.",
)
def after_a_reminder_every_point_is_answered(f: Facts, _t: Clock) -> Expr:
    """After a reminder, the authority gets an answer to every point it asked about."""
    return f.letter.reached & (f.answer.came == "part") & (f.reminders.sent > 0)


@letter(
    "GDPR 31 and 58(1)(e)",
    id="OTH-18.documents",
    fr="Les pièces que l'autorité demande et qui existent lui sont fournies dans le temps qu'elle donne.",
)
def documents_that_exist_are_supplied(f: Facts, t: Clock) -> Expr:
    """Documents that the authority asks for and that exist are supplied within the time it gives."""
    return f.letter.reached & (f.documents.held_back > 0) & the_time_given_is_over(f, t)


@letter(
    "GDPR 31 and 58(2)(d); LIL 20",
    id="OTH-18.notice",
    fr="Une mise en demeure ou une injonction reçoit réponse dans le temps donné, sans attendre de relance.",
)
def a_formal_notice_is_answered_in_time(f: Facts, t: Clock) -> Expr:
    """A formal notice or an order is answered within the time given, without waiting for a reminder."""
    formal = f.letter.asks.is_in("formal_notice", "order")
    return formal & f.letter.reached & (f.answer.came == "nothing") & the_time_given_is_over(f, t)
