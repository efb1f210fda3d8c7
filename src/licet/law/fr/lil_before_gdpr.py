"""The *loi Informatique et Libertés* of 2004, until the GDPR: the same duties under other articles.

Each twin has the conduct and the head of its rule of today, named in its citation; amounts of that time are not
comparable. Only duties that the old text already held have one: it knew no withdrawal as easy as consent, and of a
contract with a processor it asked instructions, security and confidentiality (article 35). Whoever exercised a right
proved who they were (decree 2005-1309, article 92), and erasure was owed of wrong, stale or unlawful data only (article
40): neither 12(6) nor 17 has a twin.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from licet.law.eu import gdpr_5, gdpr_12_requests, gdpr_15, gdpr_16_20, gdpr_21, gdpr_28, gdpr_31
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
requests_are_recorded = before_gdpr(gdpr_21.every_request_to_stop_is_recorded, "38")
objection_is_relayed = before_gdpr(gdpr_21.everybody_who_solicits_learns_of_an_objection, "38")
objection_blocks_the_channel = before_gdpr(gdpr_21.what_is_recorded_can_block_the_channel, "38")

# two months then (decree 2005-1309, article 94): the figure `answer-delay` has both
answer_in_time = before_gdpr(gdpr_12_requests.a_request_is_answered_within_a_month, "39 and 40")
access_is_served = before_gdpr(gdpr_15.a_request_for_access_is_served, "39")
access_gives_a_copy = before_gdpr(gdpr_15.access_gives_a_copy_of_all_that_is_held, "39")
access_tells_the_source = before_gdpr(gdpr_15.access_tells_the_source_as_it_is_held, "39")
wrong_data_are_corrected = before_gdpr(gdpr_16_20.a_datum_shown_wrong_is_corrected_everywhere, "40")
recipients_learn_of_changes = before_gdpr(gdpr_16_20.recipients_learn_of_what_was_changed, "40")

letters_are_answered = before_gdpr(gdpr_31.a_letter_of_the_authority_is_answered, "21")
every_point_is_answered = before_gdpr(gdpr_31.after_a_reminder_every_point_is_answered, "21")
documents_are_supplied = before_gdpr(gdpr_31.documents_that_exist_are_supplied, "21")
notice_is_answered = before_gdpr(gdpr_31.a_formal_notice_is_answered_in_time, "45")

prospects_three_years = before_gdpr(gdpr_5.a_prospect_is_not_kept_beyond_three_years_without_an_act, "6, 5°")
customers_three_years = before_gdpr(gdpr_5.a_customer_is_not_kept_beyond_three_years_after_the_relation, "6, 5°")
declared_for_prospects = before_gdpr(gdpr_5.the_declared_period_for_prospects_is_three_years_at_most, "6, 5°")
no_field_beyond_need = before_gdpr(gdpr_5.no_field_is_held_that_nothing_needs, "6, 3°")
no_other_purpose = before_gdpr(gdpr_5.data_given_for_something_else_do_not_serve_to_solicit, "6, 2°")

written_contract = before_gdpr(gdpr_28.the_contract_with_a_processor_is_in_writing, "35")
instructions = before_gdpr(gdpr_28.instructions, "35")
confidentiality = before_gdpr(gdpr_28.confidentiality, "35")
security = before_gdpr(gdpr_28.security, "35")
