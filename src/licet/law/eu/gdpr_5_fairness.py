"""GDPR article 5(1)(a) and (b), source by source: data are not taken unawares, nor used for what they were not given for.

Buying a file takes nothing from people: what its use then needs stands in ``cnil_partners_users``. Persons given for
another purpose count one by one in ``gdpr_5`` (RET-07).
"""

from __future__ import annotations

from functools import partial

from licet.law.facts.disclosures import DISCLOSURES
from licet.law.facts.sources import SOURCES
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, rule

GDPR = "2018-05-25"
READ = "2026-11-21"
DIRECTANNONCES, PM_PARTICIPATION, TUTO4PC = "2009-02-26", "2011-06-16", "2012-10-16"
"""Days of decisions under article 6, 1° of the 1978 law, whose words article 5(1)(a) kept."""
HUMANIS, CARREFOUR_BANQUE = "2018-09-25", "2020-11-18"

decided = partial(rule, since=GDPR, level=Level.DECISION, verified="S", read_on=READ)
"""A rule as decisions stated it."""

taking = partial(decided, on=SOURCES, conduct="covert-taking", article="GDPR 5(1)(a)")
"""A rule on how data were taken."""


@taking(
    "GDPR 5(1)(a); CNIL D-2009-148",
    id="OTH-11",
    stated_on=DIRECTANNONCES,
    fr="Les données ne sont pas copiées sur des sites, ni prises en observant les personnes, à leur insu ; les avoir publiées n'est pas consentir.",
)
def data_are_not_copied_or_observed_unawares(f: Facts, _t: Clock) -> Expr:
    """Data are not copied from sites, nor taken by watching people, without their knowing; to have published is not to agree."""
    return f.taking.way.is_in("copied_from_publications", "observed") & ~f.source.person_aware


@taking(
    "GDPR 5(1)(a); CNIL MED-2012-032",
    id="OTH-11.software",
    stated_on=TUTO4PC,
    fr="Un logiciel ou une application ne prend pas de données à l'insu des personnes, eussent-elles accepté ses conditions d'utilisation.",
)
def software_takes_nothing_unawares(f: Facts, _t: Clock) -> Expr:
    """Software and applications take no data without people knowing, be its terms of use accepted."""
    return (f.taking.way == "by_software") & ~f.source.person_aware


@taking(
    "GDPR 5(1)(a); CNIL 2011-06-16 (piges immobilières)",
    id="OTH-11.refused",
    stated_on=PM_PARTICIPATION,
    fr="Ce qui est publié avec un refus de démarchage n'est pas copié pour démarcher.",
)
def what_says_no_canvassers_is_not_copied(f: Facts, _t: Clock) -> Expr:
    """What is published with a refusal of canvassers is not copied to canvass."""
    return (f.taking.way == "copied_from_publications") & f.source.said_no_prospecting


@rule(
    "GDPR 5(1)(a)",
    id="OTH-11.pretext",
    on=SOURCES,
    article="GDPR 5(1)(a)",
    conduct="covert-taking",
    since=GDPR,
    level=Level.STATUTE,
    verified="K",
    fr="Les données ne sont pas recueillies sous un autre prétexte que leur but réel.",
)
def data_are_not_taken_under_a_pretext(f: Facts, _t: Clock) -> Expr:
    """Data are not taken under another pretext than the real aim."""
    return f.source.under_pretext


@decided(
    "GDPR 5(1)(a); CNIL SAN-2020-009",
    id="OTH-11.promise",
    on=DISCLOSURES,
    article="GDPR 5(1)(a)",
    conduct="sent-beyond-promise",
    stated_on=CARREFOUR_BANQUE,
    fr="Il n'est envoyé que les données dont l'envoi a été annoncé aux personnes.",
)
def no_more_is_sent_than_people_were_told(f: Facts, _t: Clock) -> Expr:
    """No more data are sent than people were told would be."""
    return f.fields.sent_beyond_promise > 0


@decided(
    "GDPR 5(1)(b) and 6(4); CNIL, mises en demeure Humanis et Malakoff Médéric",
    id="OTH-14",
    on=SOURCES,
    article="GDPR 5(1)(b)",
    conduct="other-purpose",
    stated_on=HUMANIS,
    fr="Un fichier tenu pour autre chose (soins, retraite, prestations, livraison) ne sert à solliciter que pour des biens analogues à ceux achetés ou avec l'accord des personnes.",
)
def a_file_kept_for_something_else_does_not_serve_to_solicit(f: Facts, _t: Clock) -> Expr:
    """A file kept for something else (care, pensions, benefits, delivery) serves to solicit only for like goods or on agreement."""
    return f.reuse.rests_on == "nothing"
