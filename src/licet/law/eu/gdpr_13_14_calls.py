"""GDPR articles 12(1), 13 and 14 on the telephone: what is said during the call, and what leads to the rest.

The origin of the data decides: 13 for an organisation's own customers, 14 for rented files and acquaintances. Two
layers will do (SAN-2019-010): the essentials by voice, the rest by a key, a page or a message.
"""

from __future__ import annotations

from functools import partial

from licet.law.facts.call_samples import CALL_SAMPLES
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, rule

GDPR = "2018-05-25"
READ = "2026-11-21"
FUTURA, AG2R, TOTALENERGIES = "2019-11-21", "2021-07-20", "2022-06-23"

told_by_voice = partial(
    rule,
    on=CALL_SAMPLES,
    conduct="item-missing",
    since=GDPR,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
)
"""A rule on what people are told on the telephone."""


def essentials_left_unsaid(f: Facts) -> Expr:
    """Say that in some call of the sample an essential was left out, or came after the call only."""
    unsaid = ~f.said.caller | ~f.said.purpose | ~f.said.objection | ~f.said.recording
    return unsaid | (f.sample.told < f.sample.drawn) | f.told.when.is_in("after_only", "not_told")


@told_by_voice(
    "GDPR 13; CNIL SAN-2019-010; CNIL SAN-2021-010",
    id="OTH-08.13",
    article="GDPR 13",
    stated_on=FUTURA,
    fr="Pendant l'appel, ses propres clients et contacts apprennent qui appelle, pourquoi, que l'appel est enregistré et qu'ils peuvent s'opposer ; un message ultérieur vient trop tard.",
)
def own_customers_are_told_the_essentials_during_the_call(f: Facts, _t: Clock) -> Expr:
    """During the call own customers are told who calls, why, that it is recorded and that they may object; a later message is too late."""
    return (f.kind == "13") & essentials_left_unsaid(f)


@told_by_voice(
    "GDPR 14(3)(b); CNIL SAN-2021-010",
    id="OTH-08.14",
    article="GDPR 14",
    stated_on=AG2R,
    fr="Les personnes appelées sur un fichier venu d'ailleurs apprennent dès cet appel qui appelle, pourquoi, que l'appel est enregistré et qu'elles peuvent s'opposer.",
)
def people_of_rented_files_are_told_the_essentials_during_the_call(f: Facts, _t: Clock) -> Expr:
    """People called from a file that came from elsewhere are told in that call who calls, why, that it is recorded and that they may object."""
    return (f.kind == "14") & essentials_left_unsaid(f)


@told_by_voice(
    "GDPR 13; CNIL SAN-2021-010",
    id="OTH-08.script-13",
    article="GDPR 13",
    stated_on=AG2R,
    fr="Les scripts d'appel de ses propres clients contiennent les mentions à dire.",
)
def scripts_for_own_customers_hold_the_mentions(f: Facts, _t: Clock) -> Expr:
    """Scripts for calls to own customers hold what is to be said."""
    return (f.kind == "13") & ~f.script.holds_mentions


@told_by_voice(
    "GDPR 14; CNIL SAN-2021-010",
    id="OTH-08.script-14",
    article="GDPR 14",
    stated_on=AG2R,
    fr="Les scripts d'appel sur des fichiers venus d'ailleurs contiennent les mentions à dire.",
)
def scripts_for_rented_files_hold_the_mentions(f: Facts, _t: Clock) -> Expr:
    """Scripts for calls from files that came from elsewhere hold what is to be said."""
    return (f.kind == "14") & ~f.script.holds_mentions


@told_by_voice(
    "GDPR 12(1); CNIL SAN-2019-010",
    id="OTH-08.way",
    article="GDPR 12(1)",
    stated_on=FUTURA,
    fr="Pendant l'appel, une touche, une page ou un message mène à l'information entière.",
)
def during_the_call_something_leads_to_the_whole_notice(f: Facts, _t: Clock) -> Expr:
    """During the call a key, a page or a message leads to the whole notice."""
    return ~f.way.to_the_rest


@told_by_voice(
    "GDPR 14(3)(b); CNIL SAN-2022-011",
    id="OTH-08.rest-14",
    article="GDPR 14",
    stated_on=TOTALENERGIES,
    verified="K",
    read_on=None,
    fr="Pendant l'appel, une touche, une page ou un message mène les personnes d'un fichier venu d'ailleurs au reste de l'information, qu'elles ne trouvent sinon nulle part.",
)
def during_the_call_people_of_rented_files_come_to_the_rest(f: Facts, _t: Clock) -> Expr:
    """During the call a key, a page or a message leads people of rented files to the rest of the notice, which they find nowhere else."""
    # own customers may have had the whole when they gave their data: there the way is 12(1) alone
    return (f.kind == "14") & ~f.way.to_the_rest
