"""GDPR article 5(1)(e), kind of data by kind of data: a limit is set, needed, and kept to.

Three years for prospects and former customers stand in ``gdpr_5`` (RET-01, RET-02). Here the organisation is judged on
its own limit: a longer one that its papers carry and its systems keep to is no breach (SAN-2024-002).
"""

from __future__ import annotations

from functools import partial

from licet.law.facts.retention import RETENTION
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, rule

GDPR = "2018-05-25"
READ = "2026-11-21"
CARREFOUR, AG2R, FURNITURE = "2020-11-18", "2021-07-20", "2021-12-30"
DOCTISSIMO, PAP, COSMOSPACE, CALOGA = "2023-05-11", "2024-01-31", "2024-09-26", "2025-05-15"

limit = partial(
    rule,
    on=RETENTION,
    article="GDPR 5(1)(e)",
    conduct="kept-too-long",
    since=GDPR,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
)
"""A rule on the limit of one kind of data, as decisions stated it."""


@limit(
    "GDPR 5(1)(e); CNIL SAN-2021-010",
    id="OTH-09",
    stated_on=AG2R,
    fr="La durée que l'organisme s'est fixée est appliquée : nul n'est en base active au-delà.",
)
def the_period_set_is_kept_to(f: Facts, _t: Clock) -> Expr:
    """The period that the organisation set is kept to: nobody stays in the active base beyond it."""
    return f.held.beyond_own_period > 0


@limit(
    "GDPR 5(1)(e); CNIL SAN-2021-022",
    id="OTH-09.none",
    stated_on=FURNITURE,
    fr="Une durée, ou ce qui la détermine, est fixée pour chaque sorte de données.",
)
def a_period_is_set(f: Facts, _t: Clock) -> Expr:
    """A period, or what sets it, is fixed for each kind of data."""
    return ~f.period.declared


@limit(
    "GDPR 5(1)(e); CNIL SAN-2021-022",
    id="OTH-09.start",
    stated_on=FURNITURE,
    fr="Le jour d'où part la durée est inscrit : sans lui, aucune durée ne s'applique.",
)
def the_day_the_period_runs_from_is_recorded(f: Facts, _t: Clock) -> Expr:
    """The day from which the period runs is recorded: without it no period can be kept to."""
    return ~f.clock.start_recorded


@limit(
    "GDPR 5(1)(e); CNIL référentiel gestion commerciale",
    id="RET-01.held",
    stated_on="2022-02-03",
    level=Level.SOFT,
    fr="Ni prospects, ni anciens clients, ni titulaires de comptes ne restent en base active plus de trois ans sans acte de leur part, sauf motifs écrits.",
)
def nobody_idle_for_three_years_is_found_active(f: Facts, _t: Clock) -> Expr:
    """Neither prospects, former customers nor holders of accounts stay active for more than three years without an act, unless reasons are written."""
    known_to_us = f.kept.whom.is_in("prospects", "customers", "account_holders")
    return known_to_us & (f.held.idle_over_three_years > 0)


@limit(
    "GDPR 5(1)(e); CNIL SAN-2023-006",
    id="OTH-09.needed",
    stated_on=DOCTISSIMO,
    fr="La durée n'excède pas celle pendant laquelle les données servent à ce pour quoi elles ont été recueillies.",
)
def the_period_does_not_outlast_the_use(f: Facts, _t: Clock) -> Expr:
    """The period does not outlast the time for which the data serve what they were collected for."""
    return f.period.months > f.use.months


@limit(
    "GDPR 5(1)(e); CNIL SAN-2020-008",
    id="OTH-09.served",
    stated_on=CARREFOUR,
    fr="Ce qui a servi est effacé : la copie d'une pièce d'identité disparaît avec la réponse à la demande.",
)
def what_has_served_goes(f: Facts, _t: Clock) -> Expr:
    """What has served goes: the copy of an identity paper leaves with the answer to the request."""
    return f.held.after_use_is_over


@limit(
    "GDPR 5(1)(e); CNIL SAN-2023-006",
    id="OTH-09.pseudonymised",
    stated_on=DOCTISSIMO,
    fr="Au terme, remplacer les noms par un code n'est pas effacer : la copie qui reste est anonyme.",
)
def a_code_instead_of_a_name_is_no_erasure(f: Facts, _t: Clock) -> Expr:
    """At term, to put a code for the name is no erasure: what remains is anonymous."""
    return f.term.outcome == "pseudonymised"


@limit(
    "GDPR 5(1)(e); CNIL SAN-2021-010; CNIL SAN-2025-002",
    id="RET-10",
    stated_on=CALOGA,
    fr="Au terme, seul ce qu'exige la preuve ou une loi est trié et mis à part ; le reste quitte la base active.",
)
def at_term_only_what_proof_needs_is_sorted_out_and_set_apart(f: Facts, _t: Clock) -> Expr:
    """At term only what proof or a law needs is sorted out and set apart; the rest leaves the active base."""
    return f.term.outcome.is_in("active_base", "unsorted_archive")


@limit(
    "GDPR 5(1)(e); CNIL SAN-2024-002",
    id="OTH-09.statute",
    stated_on=PAP,
    fr="Une durée légale n'est invoquée que pour les contrats et données qui en atteignent le seuil.",
)
def a_statutory_period_is_pleaded_from_its_threshold_only(f: Facts, _t: Clock) -> Expr:
    """A statutory period is pleaded only for the contracts and data that reach its threshold."""
    return f.period.law_starts_above


@limit(
    "GDPR 5(1)(e); CNIL SAN-2024-014",
    id="OTH-09.requests",
    stated_on=COSMOSPACE,
    fr="La simple éventualité d'une demande d'une autorité ne fonde aucune durée.",
)
def requests_that_might_come_found_no_period(f: Facts, _t: Clock) -> Expr:
    """Requests of an authority that might come found no period."""
    return f.period.for_possible_requests
