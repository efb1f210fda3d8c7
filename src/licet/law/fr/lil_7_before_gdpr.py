"""The *loi Informatique et Libertés* of 2004, article 7, until the GDPR: agreeing freely, for one use, once told.

Its consent is that of directive 95/46, article 2(h), and of CPCE L.34-5 al. 2, in the same words: free, specific and
informed. Not to make a service conditional on it (7(4)), to set it apart (7(2)) and to show it (7(1)) came with the GDPR.
"""

from __future__ import annotations

from licet.law.eu import gdpr_6, gdpr_6_audiences, gdpr_7_forms
from licet.law.fr.lil_before_gdpr import before_gdpr

free = before_gdpr(gdpr_7_forms.people_can_refuse, "7")
specific = before_gdpr(gdpr_7_forms.each_purpose_has_its_act, "7")
informed = before_gdpr(gdpr_7_forms.people_know_who_and_what_for, "7")

aimed_by_an_act = before_gdpr(gdpr_6_audiences.aiming_by_tracks_has_an_act_of_its_own, "7")
aimed_once_told = before_gdpr(gdpr_6_audiences.people_know_beforehand_that_data_aim_advertisements, "7")

shown_to_some = before_gdpr(gdpr_6.what_people_show_to_some_is_not_taken_on_an_interest, "7, 5°")
unexpected_processing = before_gdpr(gdpr_6.interest_bears_no_processing_nobody_could_expect, "7, 5°")
unagreed_processing = before_gdpr(gdpr_6.processing_on_consent_rests_on_an_act_of_its_own, "7")
