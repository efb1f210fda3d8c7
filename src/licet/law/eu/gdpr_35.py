"""GDPR article 35: an impact assessment before what may well put people at a high risk.

The EDPB's guidelines (WP248 rev.01, not read) take two of nine signs as enough "in most cases": reasons written at the
time for leaving the assessment out are heard. Processing begun before the GDPR was spared by the CNIL until 2021-05-25.
"""

from __future__ import annotations

import datetime as dt
from functools import partial

from licet.law.facts.processing_assessments import PROCESSING_ASSESSMENTS
from licet.law.figures import figure
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, rule

GDPR_APPLIES = dt.date(2018, 5, 25)
OLD_SPARED_UNTIL = dt.date(2021, 5, 25)

assessment = partial(
    rule,
    "GDPR 35(1); WP248 rev.01",
    on=PROCESSING_ASSESSMENTS,
    article="GDPR 35",
    conduct="assessment-lacking",
    since="2018-05-25",
    level=Level.SOFT,
    verified="K",
)
"""A rule on the impact assessment."""


def shows_a_high_risk(f: Facts, t: Clock) -> Expr:
    """Say that enough of the nine signs were seen, and that no reasons were written for leaving the assessment out."""
    return (f.risk_signs >= t.figure(figure("impact-assessment-signs"))) & ~f.impact_assessment.left_out_with_reasons


@assessment(
    id="ACC-03.35",
    fr="Un traitement qui réunit deux des neuf signes de risque élevé fait l'objet d'une analyse d'impact.",
)
def processing_with_two_signs_of_high_risk_is_assessed(f: Facts, t: Clock) -> Expr:
    """Processing that shows two of the nine signs of high risk is assessed."""
    due = (f.processing.began_on >= GDPR_APPLIES) | (t.day > OLD_SPARED_UNTIL)
    return shows_a_high_risk(f, t) & due & ~f.impact_assessment.done_on.happened


@assessment(
    id="ACC-03.35-before",
    fr="L'analyse d'impact précède le traitement.",
)
def the_assessment_comes_before_the_processing(f: Facts, t: Clock) -> Expr:
    """The impact assessment comes before the processing."""
    late = (f.processing.began_on >= GDPR_APPLIES) & (f.impact_assessment.done_on > f.processing.began_on)
    return shows_a_high_risk(f, t) & late
