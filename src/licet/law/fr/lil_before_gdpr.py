"""The *loi Informatique et Libertés* of 2004, until the GDPR: the same duties under other articles.

Each twin has the conduct and the head of its rule of today, named in its citation; amounts of that time are not
comparable. Only duties that the old text already held have one: it knew no withdrawal as easy as consent, and of a
contract with a processor it asked instructions, security and confidentiality (article 35).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from licet.law.eu import gdpr_5, gdpr_21, gdpr_28
from licet.rules.rule import Rule, Verified
from licet.rules.values import encode_day

FIRST, LAST = encode_day(dt.date(2004, 8, 7)), encode_day(dt.date(2018, 5, 24))


def before_gdpr(today: Rule, article: str) -> Rule:
    """Return the twin of a rule of the GDPR under an article of the 2004 text, which nobody here has read."""
    return replace(
        today,
        id=f"{today.id}.before-gdpr" if "." not in today.id else f"{today.id}-before-gdpr",
        name=f"{today.name}_before_the_gdpr",
        citation=f"LIL {article} (today: {today.citation})",
        since=FIRST,
        until=LAST,
        stated_on=None,
        verified=Verified.NOT_READ,
        read_on=None,
    )


solicitation_after_objection = before_gdpr(gdpr_21.no_solicitation_after_an_objection, "38")
request_ends_the_use = before_gdpr(gdpr_21.a_request_to_stop_ends_the_use, "38")
path_stops_the_messages = before_gdpr(gdpr_21.a_path_that_takes_a_request_stops_the_messages, "38")
path_takes_requests = before_gdpr(gdpr_21.the_announced_path_against_calls_and_letters_takes_requests, "38")
nothing_leaves_after_a_request = before_gdpr(gdpr_21.nothing_leaves_after_a_request, "38")
objection_reaches_everywhere = before_gdpr(gdpr_21.an_objection_reaches_every_account_brand_and_base, "38")

prospects_three_years = before_gdpr(gdpr_5.a_prospect_is_not_kept_beyond_three_years_without_an_act, "6, 5°")
customers_three_years = before_gdpr(gdpr_5.a_customer_is_not_kept_beyond_three_years_after_the_relation, "6, 5°")
declared_for_prospects = before_gdpr(gdpr_5.the_declared_period_for_prospects_is_three_years_at_most, "6, 5°")
no_field_beyond_need = before_gdpr(gdpr_5.no_field_is_held_that_nothing_needs, "6, 3°")
no_other_purpose = before_gdpr(gdpr_5.data_given_for_something_else_do_not_serve_to_solicit, "6, 2°")

written_contract = before_gdpr(gdpr_28.the_contract_with_a_processor_is_in_writing, "35")
instructions = before_gdpr(gdpr_28.instructions, "35")
confidentiality = before_gdpr(gdpr_28.confidentiality, "35")
security = before_gdpr(gdpr_28.security, "35")
