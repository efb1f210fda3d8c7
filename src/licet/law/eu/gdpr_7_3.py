"""GDPR article 7(3): it is as easy to withdraw consent as to give it."""

from __future__ import annotations

from licet.law.eu.gdpr_21 import people_agreed
from licet.law.facts.unsubscribes import UNSUBSCRIBES
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, rule

APPLIES = "2018-05-25"
READ = "2026-11-21"
CALOGA = "2025-05-15"
"""SAN-2025-002: held within L.34-5 for e-mail; one of four bases stopped, the rest by writing to the data protection officer."""


def another_way_as_easy(f: Facts) -> Expr:
    """Say that the message tells of another means, which stops everything in no more acts than agreeing took."""
    return f.other_means.told & (f.other_means.steps <= f.agreeing.steps)


@rule(
    "GDPR 7(3)",
    id="CON-08.steps",
    on=UNSUBSCRIBES,
    article="GDPR 7(3)",
    conduct="withdrawal-harder",
    since=APPLIES,
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Retirer son accord ne demande pas plus d'actes que le donner.",
)
def withdrawing_takes_no_more_acts_than_agreeing(f: Facts, _: Clock) -> Expr:
    """Going back on an agreement takes no more acts than giving it."""
    return people_agreed(f) & (f.stopping.steps > f.agreeing.steps) & ~another_way_as_easy(f)


@rule(
    "GDPR 7(3); CNIL SAN-2025-002",
    id="CON-08.scope",
    on=UNSUBSCRIBES,
    article="GDPR 7(3)",
    conduct="withdrawal-harder",
    since=APPLIES,
    stated_on=CALOGA,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    fr="Un seul retrait défait tout ce qu'un seul accord a ouvert.",
)
def one_withdrawal_undoes_all_that_one_agreement_opened(f: Facts, _: Clock) -> Expr:
    """One withdrawal undoes all that one agreement opened."""
    return people_agreed(f) & (f.reach.accounts_stopped < f.agreeing.accounts) & ~another_way_as_easy(f)


@rule(
    "GDPR 7(3)",
    id="CON-08.login",
    on=UNSUBSCRIBES,
    article="GDPR 7(3)",
    conduct="withdrawal-harder",
    since=APPLIES,
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Retirer son accord ne demande pas de s'identifier quand le donner ne le demandait pas.",
)
def no_login_to_withdraw_what_was_given_without_one(f: Facts, _: Clock) -> Expr:
    """No login is asked to withdraw what was given without one."""
    return people_agreed(f) & f.stopping.needs_login & ~f.agreeing.needs_login & ~another_way_as_easy(f)
