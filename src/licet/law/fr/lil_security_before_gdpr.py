"""Security and transfers under the French law of 2004, until the GDPR: articles 34 and 68.

That law had no record of processing, no arrangement of joint controllers, no impact assessment, and asked only providers
of electronic communications to tell of incidents (34 bis): none of these has a twin. Processors: ``lil_before_gdpr``.
"""

from __future__ import annotations

from licet.law.eu import gdpr_32, gdpr_32_passwords, gdpr_44
from licet.law.fr.lil_before_gdpr import before_gdpr

password_with_a_lock = before_gdpr(gdpr_32_passwords.a_password_with_a_lock_has_eight_characters_of_three_classes, "34")
password_alone = before_gdpr(gdpr_32_passwords.a_password_alone_has_twelve_characters_of_four_classes, "34")
shortest_password = before_gdpr(gdpr_32_passwords.whatever_stands_beside_it_a_password_has_four_characters, "34")
stored_passwords = before_gdpr(gdpr_32_passwords.passwords_are_kept_by_a_current_function_with_salt, "34")
sent_passwords = before_gdpr(gdpr_32_passwords.no_lasting_password_is_sent_in_readable_form, "34")
first_use = before_gdpr(gdpr_32_passwords.a_password_handed_out_is_changed_at_first_use, "34")
known_data = before_gdpr(gdpr_32_passwords.no_secret_is_made_of_what_others_know, "34")

documents_behind_a_login = before_gdpr(gdpr_32.documents_open_only_after_a_login, "34")
connection_in_clear = before_gdpr(gdpr_32.no_personal_data_pass_in_clear, "34")
users_told_apart = before_gdpr(gdpr_32.users_of_personal_data_can_be_told_apart, "34")
addressees = before_gdpr(gdpr_32.addressees_do_not_see_one_another, "34")
session = before_gdpr(gdpr_32.a_session_left_locks_itself, "34")
rights = before_gdpr(gdpr_32.staff_open_what_their_task_calls_for, "34")

transfer_without_safeguards = before_gdpr(gdpr_44.no_transfer_without_safeguards, "68 and 69")
transfer_unsigned = before_gdpr(gdpr_44.safeguards_are_signed_by_both, "68 and 69")
transfer_blank = before_gdpr(gdpr_44.annexes_of_clauses_are_filled_in, "68 and 69")

papers_kept = before_gdpr(gdpr_32.papers_are_not_kept_as_they_are, "34")
papers_sent = before_gdpr(gdpr_32.papers_do_not_travel_by_plain_mail, "34")
emptied_devices = before_gdpr(gdpr_32.what_changes_hands_is_emptied_first, "34")
