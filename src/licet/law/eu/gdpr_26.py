"""GDPR article 26: two bodies that decide together arrange in writing who does what, from the start."""

from __future__ import annotations

import datetime as dt
from functools import partial

from licet.law.facts.arrangements import ARRANGEMENTS
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, rule

GDPR_APPLIES = dt.date(2018, 5, 25)

joint = partial(
    rule,
    on=ARRANGEMENTS,
    article="GDPR 26",
    conduct="joint-control-undocumented",
    since="2018-05-25",
    level=Level.STATUTE,
)
"""A rule on processing decided together."""
decided = partial(joint, verified="S", read_on="2026-11-21", stated_on="2023-05-11")
"""What SAN-2023-006 held of it."""


@decided(
    "GDPR 26(1); CNIL SAN-2023-006",
    id="OTH-16",
    fr="Deux organismes qui décident ensemble conviennent par écrit de qui fait quoi.",
)
def who_decides_together_arranges_in_writing_who_does_what(f: Facts, _: Clock) -> Expr:
    """Two bodies that decide together arrange in writing who does what."""
    return f.decided.by_both & ~f.arrangement.made_on.happened


@decided(
    "GDPR 26(1); CNIL SAN-2023-006",
    id="OTH-16.late",
    fr="L'accord existe dès le début du traitement conjoint.",
)
def the_arrangement_stands_from_the_start(f: Facts, _: Clock) -> Expr:
    """The arrangement stands from the start of the joint processing."""
    # what began before the text had until its first day
    late = (f.arrangement.made_on > f.joint_processing.began_on) & (f.arrangement.made_on > GDPR_APPLIES)
    return f.decided.by_both & late


@joint(
    "GDPR 26(1)",
    id="ACC-05.shares",
    verified="K",
    fr="L'accord dit qui informe les personnes et qui répond à leurs demandes.",
)
def the_arrangement_says_who_informs_and_who_answers(f: Facts, _: Clock) -> Expr:
    """The arrangement says who informs people and who answers their requests."""
    silent = ~f.arrangement.says_who_answers | ~f.arrangement.says_who_informs
    return f.decided.by_both & f.arrangement.made_on.happened & silent


@joint(
    "GDPR 26(2)",
    id="ACC-05.outline",
    verified="K",
    fr="Les grandes lignes de l'accord sont à la disposition des personnes.",
)
def the_outline_of_the_arrangement_is_open_to_people(f: Facts, _: Clock) -> Expr:
    """The outline of the arrangement is open to people."""
    return f.decided.by_both & f.arrangement.made_on.happened & ~f.arrangement.open_to_people
