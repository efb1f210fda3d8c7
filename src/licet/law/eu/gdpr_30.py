"""GDPR article 30: the record of processing.

Below 250 employees occasional processing is spared (30(5)). A standing base of prospects is not occasional, so size is
not asked here. The simplification the Commission proposed was not law on 2026-11-21.
"""

from __future__ import annotations

from functools import partial

from licet.law.facts.record_of_processing import RECORD_OF_PROCESSING
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Burden, Level, Rule, rule

record = partial(
    rule,
    on=RECORD_OF_PROCESSING,
    article="GDPR 30",
    conduct="record-lacking",
    since="2018-05-25",
    level=Level.STATUTE,
    burden=Burden.CONTROLLER,
)
"""A rule on the record."""


@record("GDPR 30(1) and (3)", id="OTH-17", verified="K", fr="Un registre des traitements est tenu par écrit.")
def a_record_of_processing_is_kept_in_writing(f: Facts, _: Clock) -> Expr:
    """A record of processing is kept in writing."""
    return ~f.record.in_writing


@record(
    "GDPR 30(1)(a); CNIL SAN-2023-025",
    id="OTH-17.controller",
    verified="S",
    read_on="2026-11-21",
    stated_on="2023-12-29",
    fr="Le registre nomme le responsable de chaque activité, aussi lorsque plusieurs organismes le partagent.",
)
def the_record_names_the_controller_of_each_activity(f: Facts, _: Clock) -> Expr:
    """The record names the controller of each activity, also where several bodies share it."""
    return f.record.in_writing & ~f.states.controller


@record(
    "GDPR 30(1)",
    id="ACC-02.prospecting",
    verified="K",
    fr="Le registre mentionne la prospection et la base qui y sert.",
)
def the_record_lists_prospecting(f: Facts, _: Clock) -> Expr:
    """The record lists prospecting and the base that serves it."""
    return f.record.in_writing & ~f.record.lists_prospecting


def item(letter: str, fact: str, sentence: str, fr: str) -> Rule:
    """Record one item of 30(1): the record states ``fact``. No record at all is OTH-17."""

    def breached(f: Facts, _: Clock) -> Expr:
        return f.record.in_writing & ~f[f"states.{fact}"]

    breached.__name__ = f"the_record_states_{fact}"
    breached.__doc__ = sentence
    return record(f"GDPR 30(1)({letter})", id=f"ACC-02.{letter}", verified="K", fr=fr)(breached)


# fmt: off
purposes = item("b", "purposes", "The record states the purposes.", "Le registre indique les finalités.")
people_and_data = item("c", "people_and_data", "The record states the categories of people and of data.", "Le registre indique les catégories de personnes et de données.")
recipients = item("d", "recipients", "The record states the categories of recipients.", "Le registre indique les catégories de destinataires.")
erasure = item("f", "erasure", "The record states after what time data are erased.", "Le registre indique les délais d'effacement.")
security = item("g", "security", "The record describes the security measures in general.", "Le registre décrit de façon générale les mesures de sécurité.")
# fmt: on


@record(
    "GDPR 30(1)(e)",
    id="ACC-02.e",
    verified="K",
    fr="Le registre indique les pays hors de l'EEE où vont les données, et les garanties.",
)
def the_record_states_third_country_transfers(f: Facts, _: Clock) -> Expr:
    """The record states the countries outside the EEA to which data go, and the safeguards."""
    return f.record.in_writing & f.data.leave_the_eea & ~f.states.third_countries
