"""GDPR articles 16, 18, 19 and 20: rectification, restriction, telling recipients, portability."""

from __future__ import annotations

from functools import partial

from licet.law.eu.gdpr_12_requests import time_is_over
from licet.law.facts.requests import REQUESTS
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, rule

request = partial(rule, on=REQUESTS, since="2018-05-25", level=Level.STATUTE, verified="K")
"""A rule on what becomes of a request."""


@request(
    "GDPR 16",
    id="OTH-20.rectification",
    article="GDPR 16",
    conduct="rectification-not-done",
    fr="Une donnée montrée fausse est corrigée partout sur demande, dans le mois.",
)
def a_datum_shown_wrong_is_corrected_everywhere(f: Facts, t: Clock) -> Expr:
    """A datum that is shown to be wrong is corrected wherever it is held, within the month."""
    undone = (f.rectification.effect == "not_corrected") & time_is_over(f, t) & ~f.answer.reasons_told
    wrong = (f.request.kind == "rectification") & f.datum.shown_wrong
    return wrong & (undone | (f.rectification.effect == "corrected_in_part"))


@request(
    "GDPR 18(1) and (2)",
    id="RGT-06.restriction",
    article="GDPR 18",
    conduct="restriction-not-applied",
    fr="Les données dont la limitation est demandée pour l'un des quatre motifs sont conservées sans être utilisées.",
)
def data_are_frozen_while_a_point_is_settled(f: Facts, _t: Clock) -> Expr:
    """Data that a person has a ground to have restricted are kept and not used."""
    return (f.request.kind == "restriction") & f.restriction.ground_given & ~f.restriction.applied


@request(
    "GDPR 20(1)",
    id="RGT-06.portability",
    article="GDPR 20",
    conduct="data-not-portable",
    fr="Les données fournies sur consentement ou pour un contrat sont remises sous une forme lisible par machine.",
)
def data_given_are_handed_back_in_a_form_machines_read(f: Facts, t: Clock) -> Expr:
    """Data given on consent or for a contract are handed over in a form that machines read."""
    asked = (f.request.kind == "portability") & f.data.given_on_consent_or_contract
    refused = (f.portable.form == "nothing") & time_is_over(f, t)
    return asked & ((f.portable.form == "for_reading_only") | refused)


def changes_data(f: Facts) -> Expr:
    """Say that the request bears on what recipients hold too."""
    return f.request.kind.is_in("erasure", "rectification", "restriction")


@request(
    "GDPR 19",
    id="RGT-07",
    article="GDPR 19",
    conduct="change-not-relayed",
    fr="Chaque destinataire encore joignable apprend ce qui a été effacé, corrigé ou limité.",
)
def recipients_learn_of_what_was_changed(f: Facts, _t: Clock) -> Expr:
    """Each recipient within reach is told of what was erased, corrected or restricted."""
    # where nothing was done there is nothing to tell: article 16, 17 or 18 alone
    done = f.answer.was.is_in("done_untold", "given")
    return changes_data(f) & done & (f.recipients.not_told > 0)


@request(
    "GDPR 19",
    id="RGT-07.named",
    article="GDPR 19",
    conduct="change-not-relayed",
    fr="Qui le demande apprend quels destinataires ont été avisés.",
)
def whoever_asks_learns_which_recipients_were_told(f: Facts, _t: Clock) -> Expr:
    """Whoever asks learns which recipients were told of the change."""
    withheld = f.recipients.told.is_in("kinds_only_though_known", "not_told_though_known")
    return changes_data(f) & f.recipients.asked_by_name & withheld
