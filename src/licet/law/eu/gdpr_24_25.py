"""GDPR articles 5(2), 24 and 25: showing why one may, who sees to it, and what a product does of itself.

All three are residual (heads.md D4): they speak only where no narrower text does. Consent has its own burden, 7(1) and
CPCE L.34-5, so that a consent not shown is none of 5(2) here; boxes of agreement are judged on the forms.
"""

from __future__ import annotations

from functools import partial

from licet.law.facts.processing_assessments import PROCESSING_ASSESSMENTS
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Burden, Level, Reading, rule

READ = "2026-11-21"
FREE_MOBILE, CANDIDATES = "2021-12-28", "2025-12-01"
"""SAN-2021-021; the other, of the simplified procedure, is known by its month."""

processing = partial(rule, on=PROCESSING_ASSESSMENTS, since="2018-05-25")
"""A rule on a processing."""
shown = partial(processing, article="GDPR 5(2)", conduct="basis-not-shown", burden=Burden.CONTROLLER)
"""A rule on what must be shown."""
design = partial(processing, article="GDPR 25", conduct="design-not-minimal")
"""A rule on what a product does of itself."""


@shown(
    "GDPR 5(2); CNIL, simplified procedure, December 2025",
    id="OTH-21.basis",
    stated_on=CANDIDATES,
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Qui traite des données montre, quand on le lui demande, ce qui le lui permet.",
)
def who_processes_shows_on_what_basis(f: Facts, _: Clock) -> Expr:
    """Whoever processes data shows, when asked, on what basis."""
    return (f.basis.named != "consent") & ~f.basis.shown


@shown(
    "GDPR 5(2) and 6(1)(f); EDPB guidelines 1/2024",
    id="ACC-07",
    level=Level.SOFT,
    verified="K",
    fr="Qui invoque un intérêt légitime l'a mis en balance par écrit avec ce que les personnes pouvaient attendre.",
)
def a_legitimate_interest_is_weighed_in_writing(f: Facts, _: Clock) -> Expr:
    """Whoever relies on a legitimate interest has weighed it in writing against what people could expect."""
    return (f.basis.named == "legitimate_interest") & ~f.interest.weighed_in_writing


@processing(
    "GDPR 24(1) and (2)",
    id="ACC-03",
    article="GDPR 24",
    conduct="duties-not-given-out",
    level=Level.STATUTE,
    verified="K",
    burden=Burden.CONTROLLER,
    reading=Reading.STRICT,
    contested_by="strict: who cannot show who sees to what has not put measures in place that it can show (24(1)); otherwise: 24(2) asks for policies only where they are in proportion, and a trader alone needs none",
    contested_by_fr="en ce sens, qui ne peut montrer qui s'occupe de quoi n'a pas pris de mesures qu'il puisse démontrer (24(1)) ; en sens contraire, 24(2) ne demande de politiques que si elles sont proportionnées, et un commerçant seul s'en passe",
    fr="Un écrit dit qui s'occupe des droits, de l'effacement, de la sécurité et des incidents.",
)
def duties_are_given_out_in_writing(f: Facts, _: Clock) -> Expr:
    """A writing says who sees to rights, erasure, security and incidents."""
    return ~f.duties.given_out_in_writing


@design(
    "GDPR 25(2)",
    id="ACC-04.default",
    level=Level.STATUTE,
    verified="K",
    fr="Tel que réglé au départ, un produit n'ouvre les données qu'à ceux dont le service a besoin.",
)
def as_first_set_a_product_opens_data_to_nobody_else(f: Facts, _: Clock) -> Expr:
    """As first set, a product opens data only to those whom the service needs."""
    return f.default.shares_or_publishes


@design(
    "GDPR 25(2)",
    id="ACC-04.unnoticed",
    level=Level.STATUTE,
    verified="K",
    fr="Un produit ne continue pas de prendre ou d'émettre des données quand la personne le croit arrêté.",
)
def a_product_stops_when_it_seems_to(f: Facts, _: Clock) -> Expr:
    """A product does not go on taking or sending data when the person believes that it has stopped."""
    return f.default.keeps_taking_unnoticed


@design(
    "GDPR 25(1); CNIL SAN-2021-021",
    id="OTH-21.design",
    stated_on=FREE_MOBILE,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    fr="Un système est construit de façon que les données de ce qui a pris fin n'y circulent plus.",
)
def a_system_is_built_to_drop_what_has_ended(f: Facts, _: Clock) -> Expr:
    """A system is built so that data of what has ended go round in it no more."""
    return f.design.repeats_ended_data
