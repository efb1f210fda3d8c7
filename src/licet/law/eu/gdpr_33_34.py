"""GDPR articles 33 and 34: incidents told to the authority within 72 hours, written down, and told to the people.

The 72 hours run from the hour after knowing and count Sundays; Regulation 1182/71 would add that two working days lie
within (article 3(5)), which is not applied. Nothing here was read but what decisions say of article 33.
"""

from __future__ import annotations

from functools import partial

from licet.law.facts.incidents import INCIDENTS
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Burden, Level, Reading, rule

CARREFOUR = "2020-11-18"
"""The day of SAN-2020-008."""

incident = partial(rule, on=INCIDENTS, since="2018-05-25", level=Level.STATUTE)
"""A rule on incidents."""
notified = partial(
    incident,
    article="GDPR 33",
    conduct="incident-not-notified",
    verified="S",
    read_on="2026-11-21",
    stated_on=CARREFOUR,
)
"""A rule on telling the authority."""
told = partial(incident, article="GDPR 34", conduct="persons-not-told", verified="K")
"""A rule on telling the people."""


def people_run_a_risk(f: Facts) -> Expr:
    """Say that outsiders could read the data, or that people lost them: a risk is then not unlikely."""
    return f.data.seen_or_taken_by_outsiders | f.data.lost_to_people


def people_run_a_high_risk(f: Facts) -> Expr:
    """Say that outsiders could read what opens accounts or money, or what can hurt, and were not cut off from using it."""
    grave = f.data.worst_kind.is_in("data_that_open_accounts_or_money", "data_that_hurt_or_shame")
    return f.data.seen_or_taken_by_outsiders & grave & ~f.persons.shielded_at_once


@notified(
    "GDPR 33(1); CNIL SAN-2020-008",
    id="OTH-13",
    fr="Un incident dont un risque peut naître est signalé à l'autorité.",
)
def an_incident_with_a_risk_is_told_to_the_authority(f: Facts, t: Clock) -> Expr:
    """An incident from which a risk may come is told to the authority."""
    return (
        people_run_a_risk(f)
        & f.incident.known_at.happened
        & ~f.authority.told_at.happened
        & (f.authority.due_at < t.at)
    )


@notified(
    "GDPR 33(1)",
    id="OTH-13.late",
    fr="Un incident est signalé dans les 72 heures, ou plus tard avec les motifs du retard.",
)
def the_authority_is_told_within_72_hours_or_why_not(f: Facts, _: Clock) -> Expr:
    """The authority is told within 72 hours, or later with the reasons for the delay."""
    late = f.authority.told_at.happened & (f.authority.told_at > f.authority.due_at)
    return people_run_a_risk(f) & late & ~f.delay.reasons_given


@notified(
    "GDPR 33(1)",
    id="OTH-13.late-with-reasons",
    reading=Reading.STRICT,
    contested_by="strict: where 72 hours were feasible, reasons given later do not cure; otherwise: the text itself allows a later notification with its reasons",
    contested_by_fr="en ce sens, des motifs donnés plus tard ne couvrent rien quand 72 heures suffisaient ; en sens contraire, le texte admet lui-même une notification plus tardive si elle est motivée",
    fr="Un incident est signalé dans les 72 heures, motifs ou non.",
)
def the_authority_is_told_within_72_hours(f: Facts, _: Clock) -> Expr:
    """The authority is told within 72 hours, reasons or not."""
    late = f.authority.told_at.happened & (f.authority.told_at > f.authority.due_at)
    return people_run_a_risk(f) & late & f.delay.reasons_given


@incident(
    "GDPR 33(5)",
    id="OTH-13.written",
    article="GDPR 33(5)",
    conduct="incident-not-notified",
    verified="K",
    burden=Burden.CONTROLLER,
    fr="Tout incident connu est consigné par écrit, avec ses effets et les mesures prises.",
)
def every_known_incident_is_written_down(f: Facts, _: Clock) -> Expr:
    """Every known incident is written down, with its effects and what was done about it."""
    return f.incident.known_at.happened & ~f.incident.written_down


@told(
    "GDPR 34(1) and (3)",
    id="ACC-06.34",
    fr="Les personnes qu'un incident expose à un risque élevé en sont informées.",
)
def people_at_high_risk_are_told(f: Facts, t: Clock) -> Expr:
    """People whom an incident exposes to a high risk are told of it."""
    # "without undue delay": no number of hours, so only silence on the day of the audit settles it
    return (
        people_run_a_high_risk(f)
        & (f.incident.known_at < t.at)
        & f.incident.known_at.happened
        & ~f.persons.told_at.happened
    )


@told(
    "GDPR 34(2)",
    id="ACC-06.34-content",
    fr="L'information dit ce qui s'est passé, ce qui peut en résulter, ce qui a été fait et à qui s'adresser.",
)
def people_are_told_what_happened_and_what_to_do(f: Facts, _: Clock) -> Expr:
    """What people are told says what happened, what may come of it, what was done and whom to ask."""
    vague = ~f.persons.told_what_happened | ~f.persons.told_what_to_do
    return people_run_a_high_risk(f) & f.persons.told_at.happened & vague
