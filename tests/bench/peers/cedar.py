"""The comparable rules in Cedar: everything is permitted but what a policy forbids, one policy a rule.

Cedar counts no months and no years, so the day three years ago and the one fifteen years ago are handed to it.
"""

from __future__ import annotations

import json
from typing import Any, Final

import cedarpy

from tests.bench.peers.comparable import AT, FIFTEEN_YEARS_BEFORE, RULES, THREE_YEARS_BEFORE, People

_OBJECTED: Final = (
    "(context.objection_made_at > NEVER && context.objection_made_at <= context.act_at && context.objection_covers_act)"
)
_AGREED: Final = """(
    context.consent_given_at > NEVER && context.consent_given_at < context.act_at
    && (context.consent_withdrawn_at == NEVER || context.consent_withdrawn_at < context.consent_given_at || context.consent_withdrawn_at > context.act_at)
    && context.consent_covers_channel
    && (context.consent_names_controller || context.partner_shown_by_category_only)
)"""
_CUSTOMER: Final = f"""(
    context.sale_at > NEVER && context.sale_at <= context.act_at && context.sale_by_this_controller && context.sale_offer_is_analogous
    && context.collection_from_person && context.sale_told_of_prospecting && context.sale_objection_offered && !{_OBJECTED}
)"""
_PROFESSIONAL: Final = f"""(
    context.capacity == "professional" && context.profession_offer_relates && context.collection_told_of_prospecting
    && context.collection_could_object && !{_OBJECTED}
)"""
_FREE_ACCOUNT: Final = f"""(
    context.account_without_purchase && context.account_in_paid_offer && context.sale_offer_is_analogous
    && context.collection_from_person && context.collection_told_of_prospecting && context.collection_could_object && !{_OBJECTED}
)"""
_LEGAL_PERSON: Final = "(context.contact_point_is_generic && context.contact_point_owner_is_legal_person)"
_NOT_NEEDED: Final = (
    f"({_CUSTOMER} || {_PROFESSIONAL} || {_FREE_ACCOUNT} || {_LEGAL_PERSON}"
    " || !context.solicitation_promotes || context.person_lives_abroad)"
)

CONDITIONS: Final = {
    "CPC-01": f"!{_AGREED} && !{_NOT_NEEDED}",
    "CPC-02.1": "context.consent_given_at > NEVER && !(context.consent_by_positive_act && context.consent_covers_purpose)"
    f" && !{_NOT_NEEDED}",
    "RGT-03": _OBJECTED,
    "RET-01": f"""!context.customer_is_active && context.customer_relation_ended_on == NEVER_ON
    && context.collection_on <= context.three_years_before && context.last_act_on <= context.three_years_before
    && !context.archive_only && !context.retention_longer_period_justified && !{_LEGAL_PERSON}""",
    "RET-04": "context.archive_only",
    "SPE-01": f"""context.consent_given_at > NEVER && !context.consent_with_parent
    && context.person_born_on > NEVER_ON && context.person_born_on > context.fifteen_years_before && !{_NOT_NEEDED}""",
    "PRO-02": f"""context.contact_point_is_generic && !context.contact_point_owner_is_legal_person
    && !{_AGREED} && !{_NOT_NEEDED}""",
}

TEXT: Final = "permit(principal, action, resource);\n" + "".join(
    f'@id("{name}") forbid(principal, action, resource) when {{ {condition} }};\n'.replace(
        "NEVER_ON", "-1000000"
    ).replace("NEVER", "-1000000000000")
    for name, condition in CONDITIONS.items()
)

POLICIES: Final = cedarpy.PolicySet.from_str(TEXT)
"""Parsed once, as its guide advises; so are the entities, of which there are none."""
NOBODY: Final = cedarpy.Entities.from_json_str("[]")

Request = dict[str, Any]


def requests(people: People) -> list[Request]:
    """Return a request a person, its facts as the dictionary that the package takes."""
    choices = {"capacity": ("", "consumer", "professional")}
    names = {name: name.replace(".", "_") for name in people}
    found = []
    for values in zip(*(people[name].tolist() for name in names), strict=True):
        context = {
            names[name]: choices[name][value] if name in choices else value
            for name, value in zip(names, values, strict=True)
        }
        context |= {
            "act_at": AT,
            "three_years_before": THREE_YEARS_BEFORE,
            "fifteen_years_before": FIFTEEN_YEARS_BEFORE,
        }
        found.append(
            {"principal": 'Sender::"us"', "action": 'Action::"email"', "resource": 'Person::"one"', "context": context}
        )
    return found


def as_text(asked: list[Request]) -> list[Request]:
    """Return the same requests with their facts written as JSON already, which spares the package that work."""
    return [each | {"context": json.dumps(each["context"])} for each in asked]


def decide(request: Request) -> cedarpy.AuthzResult:
    """Decide one request."""
    return cedarpy.is_authorized(request, POLICIES, NOBODY)


def broken(result: cedarpy.AuthzResult) -> int:
    """Return the rules that forbade it as bits, in the order of ``RULES``."""
    assert not result.diagnostics.errors, result.diagnostics.errors
    named = result.diagnostics.id_annotations_by_reason.values()
    return sum(1 << place for place, rule in enumerate(RULES) if rule in named)
