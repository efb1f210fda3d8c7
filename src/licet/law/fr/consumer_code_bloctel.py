"""Code de la consommation L.223-1 as it stood until 2026-08-10: the opposition list (Bloctel)."""

from __future__ import annotations

import datetime as dt
from typing import Final

from licet.law.facts.persons import PERSONS
from licet.law.figures import figure
from licet.law.fr.consumer_code_calls import CONSUMERS, READ, TELEPHONE, for_the_press, within_contract
from licet.law.fr.cpce_l34_5 import outside_prospecting_law
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, rule

NAEGELEN: Final = dt.date(2020, 7, 26)
"""The day loi 2020-901 narrows the exception from past relations to contracts in progress."""


def list_does_not_stop_it(f: Facts, t: Clock) -> Expr:
    """Say that an exception is open (TEL-02): a relation until 2020-07-25, then a contract in progress; the press; abroad."""
    before = (t.day < NAEGELEN) & f.contract.relation_existed
    since = (t.day >= NAEGELEN) & within_contract(f)
    return before | since | for_the_press(f) | outside_prospecting_law(f)


@rule(
    "C. conso L.223-1 (2016, 2020)",
    id="TEL-01",
    on=PERSONS,
    article="C. conso L.223-1",
    conduct="bloctel-ignored",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2016-07-01",
    until="2026-08-10",
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    fr="Un consommateur inscrit sur la liste d'opposition n'est pas démarché par téléphone.",
)
def no_call_to_a_listed_consumer(f: Facts, t: Clock) -> Expr:
    """A consumer on the opposition list is not called."""
    return f.bloctel.listed & ~list_does_not_stop_it(f, t)


@rule(
    "C. conso L.223-1 (2020)",
    id="TEL-01.screening",
    on=PERSONS,
    article="C. conso L.223-1",
    conduct="bloctel-ignored",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2020-07-26",
    until="2026-08-10",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Nul fichier ne sert à démarcher avant d'avoir été confronté à la liste d'opposition.",
)
def no_campaign_without_screening(f: Facts, t: Clock) -> Expr:
    """No file is used for calls before it was screened against the opposition list."""
    return ~f.bloctel.screened_on.happened & ~list_does_not_stop_it(f, t)


@rule(
    "C. conso L.223-1 (2020)",
    id="TEL-01.monthly",
    on=PERSONS,
    article="C. conso L.223-1",
    conduct="bloctel-ignored",
    channels=TELEPHONE,
    audience=CONSUMERS,
    since="2020-07-26",
    until="2026-08-10",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Qui démarche habituellement confronte ses fichiers à la liste d'opposition au moins une fois par mois.",
)
def habitual_callers_screen_every_month(f: Facts, t: Clock) -> Expr:
    """Whoever calls habitually screens the files against the opposition list at least once a month."""
    stale = f.bloctel.screened_on.happened & (f.bloctel.screened_on <= t.over(figure("bloctel-screening")))
    return f.bloctel.calls_habitually & stale & ~list_does_not_stop_it(f, t)
