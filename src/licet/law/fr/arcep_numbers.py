"""CPCE L.44 and the numbering plan (ARCEP 2018-0881, amended by 2022-1583): numbers that machines may show.

It is ARCEP that watches over this, not the CNIL. Professionals and mere surveys have no exemption (TEL-17). That
operators must check the right to display a number (NUM-02) is no duty of who calls.
"""

from __future__ import annotations

from licet.law.facts.numbers import NUMBERS
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, rule

READ = "2026-11-21"


def dialled_by_machine(f: Facts) -> Expr:
    """Say that a machine dials: progressive diallers are such too, only one human command per call is not."""
    return f.dialling.is_in("progressive", "predictive", "no_human")


@rule(
    "CPCE L.44 ; ARCEP, décision 2018-0881",
    id="NUM-01",
    on=NUMBERS,
    article="CPCE L.44",
    conduct="number-shown-by-machine",
    since="2019-08-01",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Un système automatisé n'affiche pas un numéro territorial ordinaire.",
)
def no_machine_shows_an_ordinary_territorial_number(f: Facts, _: Clock) -> Expr:
    """An automated system shows no ordinary territorial number."""
    return dialled_by_machine(f) & (f.range == "territorial") & (f.traffic == "none_of_these")


# The exceptions of small traffic were never for mobile numbers.
@rule(
    "CPCE L.44 ; ARCEP, décisions 2018-0881 et 2022-1583",
    id="NUM-01.mobile",
    on=NUMBERS,
    article="CPCE L.44",
    conduct="number-shown-by-machine",
    since="2023-01-01",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Un système automatisé n'affiche jamais un numéro mobile.",
)
def no_machine_shows_a_mobile_number(f: Facts, _: Clock) -> Expr:
    """An automated system never shows a mobile number."""
    return dialled_by_machine(f) & (f.range == "mobile")
