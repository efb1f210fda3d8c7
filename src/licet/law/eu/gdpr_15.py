"""GDPR article 15: access, that is the data themselves, their source, their recipients and what goes with them.

A late answer with everything in it is article 12(3), with 15 within; one that never comes is both (heads.md D6).
"""

from __future__ import annotations

from functools import partial

from licet.law.eu.gdpr_12_requests import answered_too_late, never_answered
from licet.law.facts.requests import REQUESTS
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, rule

GDPR = "2018-05-25"
READ = "2026-11-21"
FREE_MOBILE, EDF = "2021-12-28", "2022-11-24"
"""Days of the decisions that stated a reading: SAN-2021-021, SAN-2022-021."""

access = partial(rule, on=REQUESTS, article="GDPR 15", conduct="access-not-given", since=GDPR)
"""A rule on what whoever asks for access gets."""


def asks_access(f: Facts) -> Expr:
    """Say that the person asked what is held of them."""
    return f.request.kind == "access"


@access(
    "GDPR 15(1)",
    id="RGT-05",
    level=Level.STATUTE,
    verified="K",
    fr="Qui demande l'accès apprend si des données sont détenues, fût-ce qu'il n'y en a pas.",
)
def a_request_for_access_is_served(f: Facts, t: Clock) -> Expr:
    """Whoever asks for access learns whether data are held, be it that there are none."""
    return asks_access(f) & never_answered(f, t)


@access(
    "GDPR 15(1) and (3); CNIL SAN-2021-021",
    id="OTH-05.copy",
    stated_on=FREE_MOBILE,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    fr="Qui demande l'accès reçoit copie de tout ce qui est détenu, archives comprises.",
)
def access_gives_a_copy_of_all_that_is_held(f: Facts, _t: Clock) -> Expr:
    """Whoever asks for access gets a copy of all that is held, archives included."""
    return asks_access(f) & f.copy.given.is_in("archives_left_out", "some_left_out", "nothing_though_held")


@access(
    "GDPR 15(1)(g); CNIL SAN-2022-021",
    id="OTH-05.source",
    stated_on=EDF,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    fr="Qui demande l'accès apprend la source de ses données telle que l'organisme la connaît.",
)
def access_tells_the_source_as_it_is_held(f: Facts, _t: Clock) -> Expr:
    """Whoever asks for access learns the source of the data as the organisation knows it."""
    return asks_access(f) & f.source.told.is_in("vague_though_held", "another_than_held", "not_told_though_held")


@access(
    "GDPR 15(1)(c); CJEU C-154/21",
    id="RGT-05.recipients",
    stated_on="2023-01-12",
    level=Level.CASE,
    verified="K",
    fr="Qui demande l'accès apprend les destinataires, par leur nom s'il le demande.",
)
def access_tells_the_recipients(f: Facts, _t: Clock) -> Expr:
    """Whoever asks for access learns the recipients, by name where that is asked."""
    nameless = f.recipients.asked_by_name & (f.recipients.told == "kinds_only_though_known")
    return asks_access(f) & (nameless | (f.recipients.told == "not_told_though_known"))


@access(
    "GDPR 15(1)(a) to (h) and 15(2)",
    id="RGT-05.items",
    level=Level.STATUTE,
    verified="K",
    fr="La réponse à une demande d'accès comporte chaque mention que le texte énumère.",
)
def access_tells_every_item_of_the_list(f: Facts, _t: Clock) -> Expr:
    """An answer to a request for access tells every item that the text lists."""
    return asks_access(f) & (f.answer.items_left_out > 0)


@access(
    "GDPR 12(3) and 15; CNIL SAN-2022-017",
    id="RGT-05.in-time",
    conduct="request-unanswered",
    stated_on="2022-08-03",
    level=Level.DECISION,
    verified="K",
    fr="L'accès est donné dans le temps imparti : au-delà, l'article 15 est parfois retenu avec le 12(3).",
)
def access_is_given_in_time(f: Facts, t: Clock) -> Expr:
    """Access is given within the time allowed; beyond it article 15 is sometimes charged with 12(3)."""
    return asks_access(f) & answered_too_late(f, t)
