"""GDPR article 9: data that reveal health, orientation, religion or opinions rest on an act of agreement of their own."""

from __future__ import annotations

from functools import partial

from licet.law.facts.sensitive import SENSITIVE
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Burden, Level, rule

GDPR = "2018-05-25"
READ = "2026-11-21"
DOCTISSIMO, KG_COM = "2023-05-11", "2023-06-08"

sensitive = partial(
    rule,
    on=SENSITIVE,
    article="GDPR 9",
    conduct="sensitive-unagreed",
    since=GDPR,
    burden=Burden.CONTROLLER,
)
"""A rule on one set of sensitive data."""


@sensitive(
    "GDPR 9(2)(a); CNIL SAN-2023-006; CNIL SAN-2023-008",
    id="OTH-12",
    stated_on=DOCTISSIMO,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    fr="Des données sensibles ne sont traitées qu'après un acte distinct d'acceptation : utiliser le service n'en est pas un.",
)
def sensitive_data_need_a_separate_act(f: Facts, _t: Clock) -> Expr:
    """Sensitive data are processed only upon a separate act of agreement: to use the service is no such act."""
    return ~f.consent.by_separate_act


@sensitive(
    "GDPR 9(2)(a); CNIL SAN-2023-008",
    id="OTH-12.named",
    stated_on=KG_COM,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    fr="Cet acte nomme les données sensibles et ce qui en est fait.",
)
def that_act_names_the_data_and_their_use(f: Facts, _t: Clock) -> Expr:
    """That act names the sensitive data and what is done with them."""
    return ~f.consent.names_data_and_use


@sensitive(
    "GDPR 9(1) and (2)(a)",
    id="SPE-02",
    level=Level.STATUTE,
    verified="K",
    fr="Des données sensibles ne servent à choisir qui solliciter qu'avec un accord distinct qui le dit.",
)
def sensitive_data_choose_nobody_without_an_agreement_that_says_so(f: Facts, _t: Clock) -> Expr:
    """Sensitive data serve to choose whom to solicit only on a separate agreement that says so."""
    return f.use.chooses_people & ~(f.consent.by_separate_act & f.consent.names_data_and_use)
