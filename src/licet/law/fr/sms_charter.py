"""The operators' charter on SMS (AF2M, edition of 2026-03-01): no law, what routers cut off; it only ever warns.

No statute sets hours for SMS. That one can stop them free of charge is law: CPCE L.34-5 al. 5 (CPC-05).
"""

from __future__ import annotations

from functools import partial

from licet.law.facts.messages import MESSAGES
from licet.law.figures import figure
from licet.law.fr.cpce_l34_5_messages import is_prospecting
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, rule
from licet.terms.words import Channel

_charter = partial(
    rule,
    "AF2M, charte relative aux SMS",
    on=MESSAGES,
    conduct="industry-rule",
    channels=[Channel.SMS],
    since="2026-03-01",
    level=Level.INDUSTRY,
    verified="S",
    read_on="2026-11-21",
)


@_charter(
    id="NUM-03.hours",
    fr="Les SMS de prospection partent entre 8 h et 21 h 30.",
)
def promotional_texts_leave_between_eight_and_half_past_nine(f: Facts, t: Clock) -> Expr:
    """Promotional SMS leave between 08:00 and 21:30."""
    early = f.sms_first_minute < t.figure(figure("sms-from"))
    late = f.sms_last_minute > t.figure(figure("sms-until"))
    return is_prospecting(f, t) & (early | late)


@_charter(
    id="NUM-03.days",
    fr="Les SMS de prospection ne partent ni le dimanche ni un jour férié.",
)
def no_promotional_text_leaves_on_sundays_or_holidays(f: Facts, t: Clock) -> Expr:
    """Promotional SMS do not leave on Sundays or public holidays."""
    return is_prospecting(f, t) & f.sms_on_sunday_or_holiday


@_charter(
    id="NUM-03.name",
    fr="Un SMS de prospection commence par le nom de son éditeur.",
)
def a_promotional_text_opens_with_its_editor(f: Facts, t: Clock) -> Expr:
    """A promotional SMS opens with the name of its editor."""
    return is_prospecting(f, t) & ~f.sms_opens_with_editor


@_charter(
    id="NUM-03.sender",
    fr="L'émetteur affiché a onze caractères au plus et n'imite pas un numéro.",
)
def the_sender_shown_is_short_and_no_feigned_number(f: Facts, _: Clock) -> Expr:
    """The sender shown has eleven characters at most and does not look like a number that it is not."""
    return f.sms_sender_shown.is_in("more_letters", "like_a_number")


@_charter(
    id="NUM-03.code",
    fr="Les numéros courts en 38xxx ne servent pas à la prospection.",
)
def codes_of_service_messages_do_not_promote(f: Facts, t: Clock) -> Expr:
    """Short codes in 38xxx, kept for service messages, do not promote."""
    return is_prospecting(f, t) & (f.sms_sender_shown == "short_code_38")
