"""Code de la consommation L.223-1, last paragraphs: what follows for who profits from unlawful calls (TEL-12)."""

from __future__ import annotations

from functools import partial

from licet.law.facts.callers import CALLERS
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Burden, Level, rule

_of_beneficiaries = partial(
    rule,
    "C. conso L.223-1, derniers alinéas",
    on=CALLERS,
    article="C. conso L.223-1",
    conduct="unlawful-calls-profited",
    since="2020-07-26",
    level=Level.STATUTE,
    verified="S",
    read_on="2026-11-21",
)


@_of_beneficiaries(
    id="TEL-12",
    burden=Burden.CONTROLLER,
    fr="Qui tire profit d'appels illicites en est présumé responsable, sauf à montrer qu'il n'en est pas à l'origine.",
)
def who_profits_from_unlawful_calls_answers_for_them(f: Facts, _: Clock) -> Expr:
    """Whoever profits from unlawful calls is presumed to answer for them, unless shown not to be at their origin."""
    return f.business_came & f.breach_established & ~f.origin_elsewhere_shown


@_of_beneficiaries(
    id="TEL-12.void",
    fr="Un contrat conclu à la suite d'un appel illicite est nul : il n'est ni exécuté ni payé.",
)
def no_contract_stands_that_came_of_an_unlawful_call(f: Facts, _: Clock) -> Expr:
    """A contract concluded after an unlawful call is void: it is neither performed nor paid for."""
    return f.breach_established & (f.contracts_performed > 0)
