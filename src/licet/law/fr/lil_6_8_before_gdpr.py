"""The *loi Informatique et Libertés* of 2004, articles 6, 7, 8 and 32, until the GDPR: taking, needing, keeping, telling.

Twins of the rules on fairness, own limits, minimisation, sensitive data and calls; ``lil_before_gdpr`` says what a twin is.
"""

from __future__ import annotations

from licet.law.eu import gdpr_5_fairness as fairness
from licet.law.eu import gdpr_5_minimisation as minimisation
from licet.law.eu import gdpr_5_own_limits as limits
from licet.law.eu import gdpr_6, gdpr_9
from licet.law.eu import gdpr_13_14_calls as calls
from licet.law.fr.lil_before_gdpr import before_gdpr

not_unawares = before_gdpr(fairness.data_are_not_copied_or_observed_unawares, "6, 1°")
no_software_unawares = before_gdpr(fairness.software_takes_nothing_unawares, "6, 1°")
no_copy_of_what_refuses = before_gdpr(fairness.what_says_no_canvassers_is_not_copied, "6, 1°")
no_pretext = before_gdpr(fairness.data_are_not_taken_under_a_pretext, "6, 1°")
no_more_than_promised = before_gdpr(fairness.no_more_is_sent_than_people_were_told, "6, 1°")
no_file_for_something_else = before_gdpr(fairness.a_file_kept_for_something_else_does_not_serve_to_solicit, "6, 2°")

free_text = before_gdpr(minimisation.free_text_holds_no_insult_and_no_private_remark, "6, 3°")
not_every_call = before_gdpr(minimisation.not_every_call_is_recorded, "6, 3°")
no_spoken_card_numbers = before_gdpr(minimisation.spoken_card_numbers_are_not_recorded, "6, 3°")
no_stale_data = before_gdpr(minimisation.nobody_is_contacted_on_data_known_to_be_stale, "6, 4°")

own_period = before_gdpr(limits.the_period_set_is_kept_to, "6, 5°")
period_set = before_gdpr(limits.a_period_is_set, "6, 5°")
start_recorded = before_gdpr(limits.the_day_the_period_runs_from_is_recorded, "6, 5°")
nobody_idle = before_gdpr(limits.nobody_idle_for_three_years_is_found_active, "6, 5°")
no_longer_than_needed = before_gdpr(limits.the_period_does_not_outlast_the_use, "6, 5°")
served_goes = before_gdpr(limits.what_has_served_goes, "6, 5°")
pseudonymised_stays = before_gdpr(limits.a_code_instead_of_a_name_is_no_erasure, "6, 5°")
sorted_and_apart = before_gdpr(limits.at_term_only_what_proof_needs_is_sorted_out_and_set_apart, "6, 5°")
statute_from_threshold = before_gdpr(limits.a_statutory_period_is_pleaded_from_its_threshold_only, "6, 5°")
no_period_for_requests = before_gdpr(limits.requests_that_might_come_found_no_period, "6, 5°")

cards_kept = before_gdpr(gdpr_6.card_data_stay_only_for_payments_due_or_by_agreement, "7")
unexpected_use = before_gdpr(gdpr_6.interest_bears_only_calls_and_letters_people_could_expect, "7, 5°")
unexpected_recipients = before_gdpr(gdpr_6.data_go_only_to_recipients_people_could_expect, "7, 5°")

separate_act = before_gdpr(gdpr_9.sensitive_data_need_a_separate_act, "8, I and II, 1°")
act_names_data = before_gdpr(gdpr_9.that_act_names_the_data_and_their_use, "8, I and II, 1°")
chosen_by_nothing_sensitive = before_gdpr(
    gdpr_9.sensitive_data_choose_nobody_without_an_agreement_that_says_so, "8, I and II, 1°"
)

own_customers_told = before_gdpr(calls.own_customers_are_told_the_essentials_during_the_call, "32, I")
rented_files_told = before_gdpr(calls.people_of_rented_files_are_told_the_essentials_during_the_call, "32, III")

nobody_watched = before_gdpr(minimisation.nobody_is_watched_without_pause_for_what_may_happen, "6, 3°")
no_substitute_field = before_gdpr(minimisation.no_field_is_held_for_an_end_reached_without_it, "6, 3°")
