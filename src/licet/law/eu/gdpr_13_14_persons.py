"""GDPR articles 13 and 14, the people behind: told nothing, too late, or by a notice that lacks items.

The rules on what a notice tells stand in ``gdpr_13_14``; here each person counts once (``persons``).
"""

from __future__ import annotations

from functools import partial

from licet.law.facts.persons import PERSONS
from licet.law.figures import figure
from licet.law.fr.cpce_l34_5 import address_of_a_legal_person
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, Reading, rule

GDPR = "2018-05-25"
READ = "2026-11-21"

people = partial(rule, on=PERSONS, conduct="item-missing", since=GDPR, level=Level.STATUTE)
"""A rule that counts the people who were not told as they should."""


def owed_information(f: Facts) -> Expr:
    """Say that somebody is owed information: no address of a legal person, and nobody who has the information already."""
    return ~address_of_a_legal_person(f) & ~f.person.already_informed


def told_by_the_day(f: Facts, t: Clock) -> Expr:
    """Say that a notice had been given on the day of the act."""
    return f.notice.given_on.happened & (f.notice.given_on <= t.day)


@people(
    "GDPR 13(1)",
    id="INF-01.at-collection",
    article="GDPR 13",
    verified="K",
    fr="La personne auprès de qui des données sont recueillies est informée à ce moment.",
)
def people_are_told_when_their_data_are_taken(f: Facts, _t: Clock) -> Expr:
    """A person whose data are taken from her is told at that time."""
    in_time = f.notice.given_on.happened & (f.notice.given_on <= f.collection.on)
    return f.collection.from_person & owed_information(f) & ~in_time


@people(
    "GDPR 13(1) and (2)",
    id="INF-01.given",
    article="GDPR 13",
    verified="K",
    fr="L'information donnée à la personne à la collecte comporte toutes les mentions qui lui sont dues.",
)
def the_notice_given_at_collection_has_its_items(f: Facts, _t: Clock) -> Expr:
    """The notice that a person was given at collection has every item she is owed."""
    return f.collection.from_person & owed_information(f) & f.notice.given_on.happened & f.notice.items_fail


@people(
    "GDPR 13(3)",
    id="INF-01.new-purpose",
    article="GDPR 13",
    verified="K",
    fr="La personne est informée d'une finalité nouvelle avant que ses données n'y servent.",
)
def people_are_told_of_a_new_purpose_first(f: Facts, _t: Clock) -> Expr:
    """A person is told of a new purpose before her data serve it."""
    return (
        f.collection.from_person
        & owed_information(f)
        & f.collection.for_another_purpose
        & ~f.collection.told_of_new_purpose
    )


@people(
    "GDPR 14(1) and (2)",
    id="INF-02.given",
    article="GDPR 14",
    verified="K",
    fr="L'information donnée à la personne sur des données venues d'ailleurs comporte toutes les mentions qui lui sont dues.",
)
def the_notice_given_on_data_from_elsewhere_has_its_items(f: Facts, _t: Clock) -> Expr:
    """The notice that a person was given on data from elsewhere has every item she is owed."""
    return ~f.collection.from_person & owed_information(f) & f.notice.given_on.happened & f.notice.items_fail


@people(
    "GDPR 14(4)",
    id="INF-02.new-purpose",
    article="GDPR 14",
    verified="K",
    fr="La personne est informée d'une finalité nouvelle avant que des données venues d'ailleurs n'y servent.",
)
def people_are_told_of_a_new_purpose_of_data_from_elsewhere(f: Facts, _t: Clock) -> Expr:
    """A person is told of a new purpose before data from elsewhere serve it."""
    return (
        ~f.collection.from_person
        & owed_information(f)
        & f.collection.for_another_purpose
        & ~f.collection.told_of_new_purpose
    )


@people(
    "GDPR 14(3)(a); Regulation 1182/71 art. 3(4)",
    id="INF-03",
    article="GDPR 14",
    verified="S",
    read_on=READ,
    fr="La personne dont les données viennent d'ailleurs est informée au plus tard un mois après leur obtention.",
)
def people_are_told_within_a_month(f: Facts, t: Clock) -> Expr:
    """A person whose data come from elsewhere is told at most one month after they were obtained."""
    over = f.collection.on <= t.over(figure("information-delay-extended"))
    return ~f.collection.from_person & owed_information(f) & over & ~told_by_the_day(f, t)


@people(
    "GDPR 14(3)(a); Regulation 1182/71 art. 3(2)(c)",
    id="INF-04",
    article="GDPR 14",
    verified="K",
    reading=Reading.STRICT,
    contested_by="strict: the controller sets the time itself, so that a month that ends on a holiday is not moved; otherwise: Regulation 1182/71 art. 3(4) moves the end of every period to the next working day",
    contested_by_fr="en ce sens, le responsable du traitement choisit lui-même le moment, de sorte qu'un mois qui s'achève un jour férié n'est pas reporté ; en sens contraire, le règlement 1182/71, article 3(4), reporte la fin de tout délai au jour ouvré suivant",
    fr="Le mois se compte de quantième à quantième, sans report au jour ouvré suivant.",
)
def the_month_is_not_moved_to_a_working_day(f: Facts, t: Clock) -> Expr:
    """The month runs from date to date and is not moved to the next working day."""
    over = f.collection.on <= t.over(figure("information-delay"))
    return ~f.collection.from_person & owed_information(f) & over & ~told_by_the_day(f, t)


@people(
    "GDPR 14(3)(b)",
    id="INF-03.first-contact",
    article="GDPR 14",
    verified="S",
    read_on=READ,
    fr="La personne dont les données viennent d'ailleurs est informée au plus tard lors de la première communication.",
)
def people_are_told_at_the_first_contact(f: Facts, t: Clock) -> Expr:
    """A person whose data come from elsewhere is told at the latest in the first communication."""
    contacted = f.message.first_on.happened & (f.message.first_on <= t.day)
    in_time = f.notice.given_on.happened & (f.notice.given_on <= f.message.first_on)
    return ~f.collection.from_person & owed_information(f) & contacted & ~in_time


@people(
    "GDPR 14(3)(c)",
    id="INF-03.first-disclosure",
    article="GDPR 14",
    verified="S",
    read_on=READ,
    fr="La personne dont les données viennent d'ailleurs est informée au plus tard quand elles sont communiquées pour la première fois.",
)
def people_are_told_before_the_first_disclosure(f: Facts, t: Clock) -> Expr:
    """A person whose data come from elsewhere is told at the latest when they are first disclosed to another."""
    disclosed = f.disclosure.first_on.happened & (f.disclosure.first_on <= t.day)
    in_time = f.notice.given_on.happened & (f.notice.given_on <= f.disclosure.first_on)
    return ~f.collection.from_person & owed_information(f) & disclosed & ~in_time
