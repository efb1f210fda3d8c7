"""CPCE article L.34-5, al. 1 and 3: advertisements shown where mails are read, or by a program that people installed.

What is shown in the place and form of a mail is electronic mail, though nothing was sent and no personal datum used.
Whoever holds the place answers for it. Such a window on the screen was held to be electronic mail as well
(Conseil d'État, 2015-03-11, no 368624). Advertisements in other places are no matter of L.34-5.
"""

from __future__ import annotations

from functools import partial

from licet.law.facts.placements import PLACEMENTS
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Burden, Level, rule

READ = "2026-11-21"

_of_placements = partial(
    rule,
    on=PLACEMENTS,
    article="CPCE L.34-5",
    conduct="no-valid-consent",
    since="2004-07-10",
    level=Level.CASE,
    read_on=READ,
    burden=Burden.CONTROLLER,
)


def agreed_by_an_act(f: Facts) -> Expr:
    """Say that people agreed, by an act that serves this alone, and that a proof of it was produced."""
    return (f.agreement.act == "act_of_its_own") & f.agreement.shown


@_of_placements(
    "CPCE L.34-5 al. 1 ; CJUE, 25 novembre 2021, C-102/20, StWL",
    id="CPC-04",
    stated_on="2021-11-25",
    verified="V",
    fr="Une annonce affichée parmi les courriels reçus, sous l'apparence d'un courriel, suppose l'accord préalable de l'utilisateur.",
)
def no_advertisement_among_mails_without_consent(f: Facts, _: Clock) -> Expr:
    """An advertisement shown among received mails and looking like one needs the user's prior agreement."""
    return (f.shown.where == "line_among_mails") & ~agreed_by_an_act(f)


@_of_placements(
    "CPCE L.34-5 al. 1 à 3 ; Conseil d'État, 11 mars 2015, no 368624",
    id="CPC-04.windows",
    stated_on="2015-03-11",
    verified="S",
    fr="Une annonce qu'un logiciel installé affiche dans une fenêtre suppose un accord distinct des conditions d'utilisation.",
)
def no_advertisement_in_a_window_without_consent(f: Facts, _: Clock) -> Expr:
    """An advertisement that an installed program shows in a window needs an agreement apart from the terms of use."""
    return (f.shown.where == "window_of_installed_program") & ~agreed_by_an_act(f)
