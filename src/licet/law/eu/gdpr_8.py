"""GDPR article 8 (LIL 45): a child's agreement; below fifteen it counts only with that of a parent.

Whose day of birth is held is judged by it. On a site aimed at children an age that nobody asked for is no excuse.
"""

from __future__ import annotations

from functools import partial

from licet.law.facts.persons import PERSONS
from licet.law.figures import figure
from licet.law.fr.cpce_l34_5 import consent_is_not_needed
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Burden, Level, rule

# LIL 7-1 (loi 2018-493) was given the first day of the GDPR; it is article 45 since 2019-06-01
_of_children = partial(
    rule,
    on=PERSONS,
    article="GDPR 8",
    conduct="no-valid-consent",
    since="2018-05-25",
    level=Level.STATUTE,
    verified="K",
    burden=Burden.CONTROLLER,
)


def agreed_alone(f: Facts, t: Clock) -> Expr:
    """Say that an agreement is relied on, and no parent is shown to have joined it."""
    return f.consent.given_at.happened & ~f.consent.with_parent & ~consent_is_not_needed(f, t)


# One is fifteen on the very day of the fifteenth birthday.
@_of_children(
    "GDPR 8(1) ; LIL 45",
    id="SPE-01",
    fr="L'accord d'un enfant de moins de quinze ans ne vaut qu'avec celui d'un titulaire de l'autorité parentale.",
)
def a_child_below_fifteen_agrees_with_a_parent(f: Facts, t: Clock) -> Expr:
    """The agreement of a child below fifteen counts only with that of a holder of parental authority."""
    below = f.person.born_on.happened & (f.person.born_on > t.anniversary_of(figure("digital-majority")))
    return agreed_alone(f, t) & below


@_of_children(
    "GDPR 8(2) ; LIL 45",
    id="SPE-01.age",
    fr="Sur un site destiné aux enfants, nul accord ne vaut d'une personne dont l'âge n'est pas connu.",
)
def on_a_site_for_children_the_age_is_known(f: Facts, t: Clock) -> Expr:
    """On a site aimed at children nobody's agreement counts whose age is not known."""
    return agreed_alone(f, t) & f.collection.aimed_at_children & ~f.person.born_on.happened
