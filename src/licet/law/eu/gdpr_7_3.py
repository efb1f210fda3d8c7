"""GDPR article 7(3): it is as easy to withdraw consent as to give it."""

from __future__ import annotations

from licet.law.eu.gdpr_21 import people_agreed
from licet.law.facts.unsubscribes import UNSUBSCRIBES
from licet.law.figures import figure
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, Reading, rule

APPLIES = "2018-05-25"
READ = "2026-11-21"
CALOGA = "2025-05-15"
"""SAN-2025-002: held within L.34-5 for e-mail; one of four bases stopped, the rest by writing to the data protection officer."""


def another_way_as_easy(f: Facts) -> Expr:
    """Say that the message tells of another means, which stops everything in no more acts than agreeing took."""
    return f.other_means.told & (f.other_means.steps <= f.agreeing.steps)


def takes_more_acts(f: Facts) -> Expr:
    """Say that people agreed, and that this path undoes it in more acts than agreeing took, no other way being as easy."""
    return people_agreed(f) & (f.stopping.steps > f.agreeing.steps) & ~another_way_as_easy(f)


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
    fr="Retirer son accord ne demande pas plus d'actes que le donner, hors l'ouverture d'une page qui le confirme.",
)
def withdrawing_takes_no_more_acts_than_agreeing(f: Facts, t: Clock) -> Expr:
    """Going back on an agreement takes no more acts than giving it, a page on which to confirm apart."""
    return takes_more_acts(f) & (f.stopping.steps > t.figure(figure("withdrawal-steps")))


@rule(
    "GDPR 7(3)",
    id="CON-08.confirming",
    on=UNSUBSCRIBES,
    article="GDPR 7(3)",
    conduct="withdrawal-harder",
    since=APPLIES,
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    reading=Reading.STRICT,
    contested_by="strict: article 7(3) says as easy, and the CNIL counts acts; otherwise: a link and a page on which to confirm keep programs that open links from unsubscribing people, and nobody was blamed for them",
    contested_by_fr="en ce sens, l'article 7(3) dit « aussi simple », et la CNIL compte les actes ; en sens contraire, un lien et une page de confirmation évitent que des programmes qui ouvrent les liens ne désabonnent les gens, et nul n'en a été blâmé",
    fr="Retirer son accord ne demande pas même une page de confirmation de plus que le donner.",
)
def withdrawing_takes_not_even_a_page_to_confirm(f: Facts, t: Clock) -> Expr:
    """Going back on an agreement takes not even a page on which to confirm more than giving it."""
    return takes_more_acts(f) & (f.stopping.steps <= t.figure(figure("withdrawal-steps")))


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
