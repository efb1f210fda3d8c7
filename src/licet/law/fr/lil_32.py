"""Loi Informatique et Libertés, article 32 I and III, before the GDPR: what people were told from 2004-08-07 to 2018-05-24.

Twins of the rules in ``eu.gdpr_13_14``; the head is that of today, named in the citation. From memory, not read.
"""

from __future__ import annotations

from functools import partial

from licet.law.eu.gdpr_13_14 import for_data_from_elsewhere, for_data_from_the_person
from licet.law.eu.gdpr_13_14_persons import owed_information
from licet.law.facts.notices import NOTICES
from licet.law.facts.persons import PERSONS
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, rule

since_2004 = partial(rule, conduct="item-missing", level=Level.STATUTE, verified="K", until="2018-05-24")
"""A rule of article 32, as it stood until the GDPR."""

DIRECT, INDIRECT = "LIL 32 I (today: GDPR 13)", "LIL 32 III (today: GDPR 14)"


def lacks_an_item_of_article_32(f: Facts) -> Expr:
    """Say that a notice leaves out the controller, a purpose, the recipients, the rights, or what is required or sent abroad."""
    always = ~f.says.controller | ~f.says.purposes | ~f.says.rights | ~f.says.objection
    where_due = (f.has.recipients & ~f.says.recipients) | (f.transfers.outside_eea & ~f.says.transfers)
    return (f.given_where == "nowhere") | always | where_due


@since_2004(
    DIRECT,
    id="INF-01.before-gdpr",
    article="GDPR 13",
    on=NOTICES,
    since="2004-08-07",
    fr="Celui qui recueille des données auprès de la personne dit qui il est, les finalités, les réponses obligatoires, les destinataires, les droits et les transferts.",
)
def article_32_told_directly(f: Facts, _t: Clock) -> Expr:
    """Whoever takes data from the person tells who it is, purposes, required answers, recipients, rights and transfers."""
    required = f.asks.required_answers & ~f.says.required_answers
    return for_data_from_the_person(f) & (lacks_an_item_of_article_32(f) | required)


@since_2004(
    "LIL 32 I, 8° (today: GDPR 13)",
    id="INF-01.retention-before-gdpr",
    article="GDPR 13",
    on=NOTICES,
    since="2016-10-09",
    fr="Depuis la loi pour une République numérique, l'information donne la durée de conservation.",
)
def article_32_told_retention(f: Facts, _t: Clock) -> Expr:
    """Since the law of 2016 for a digital republic the notice gives the period of retention."""
    return for_data_from_the_person(f) & ~f.says.retention


@since_2004(
    INDIRECT,
    id="INF-02.before-gdpr",
    article="GDPR 14",
    on=NOTICES,
    since="2004-08-07",
    fr="Celui qui obtient des données d'ailleurs donne à la personne les mêmes informations.",
)
def article_32_told_indirectly(f: Facts, _t: Clock) -> Expr:
    """Whoever has data from elsewhere tells the person the same things."""
    return for_data_from_elsewhere(f) & lacks_an_item_of_article_32(f)


@since_2004(
    DIRECT,
    id="INF-01.at-collection-before-gdpr",
    article="GDPR 13",
    on=PERSONS,
    since="2004-08-07",
    fr="La personne auprès de qui des données étaient recueillies était informée à ce moment, par une information entière.",
)
def article_32_told_people_at_collection(f: Facts, _t: Clock) -> Expr:
    """A person whose data were taken from her was told at that time, by a whole notice."""
    in_time = f.notice.given_on.happened & (f.notice.given_on <= f.collection.on)
    return f.collection.from_person & owed_information(f) & (~in_time | f.notice.items_fail)


@since_2004(
    INDIRECT,
    id="INF-03.before-gdpr",
    article="GDPR 14",
    on=PERSONS,
    since="2004-08-07",
    fr="La personne dont les données venaient d'ailleurs était informée dès l'enregistrement, ou au plus tard à la première communication à un tiers, par une information entière.",
)
def article_32_told_people_on_recording(f: Facts, t: Clock) -> Expr:
    """A person whose data came from elsewhere was told on recording, or at the latest on first disclosure, by a whole notice."""
    on_recording = f.notice.given_on.happened & (f.notice.given_on <= f.collection.on)
    by_disclosure = f.notice.given_on.happened & (f.notice.given_on <= f.disclosure.first_on)
    late = ~on_recording & ~(f.disclosure.first_on.happened & (by_disclosure | (f.disclosure.first_on > t.day)))
    return ~f.collection.from_person & owed_information(f) & (late | f.notice.items_fail)
