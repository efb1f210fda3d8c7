"""GDPR article 32, passwords: how hard to guess, how kept, how handed over.

The text names no length. The yardstick is the CNIL's: deliberation 2017-012, then from 2022-10-17 deliberation
2022-100, which counts entropy. Length and classes still settle most cases under the second: below the shapes it gives
as examples no choice of characters reaches 80 (or 50) bits, from them on it takes the password to do so. Only in
between (lists of words, long passwords of few classes) must the bits be known.
"""

from __future__ import annotations

from functools import partial

from licet.law.facts.accounts import ACCOUNTS
from licet.law.figures import figure
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, rule

READ = "2026-11-21"
BRICO_PRIVE, FREE_MOBILE, PAP = "2021-06-14", "2021-12-28", "2024-01-31"
"""Days of the decisions that stated a reading: SAN-2021-008, SAN-2021-021, SAN-2024-002."""

password = partial(rule, on=ACCOUNTS, article="GDPR 32", conduct="password-too-weak", since="2018-05-25")
"""A rule on passwords."""
yardstick = partial(password, level=Level.SOFT, verified="K")
"""A length or strength that the CNIL took as the measure of article 32; its deliberations were not read."""
decided = partial(password, level=Level.DECISION, verified="S", read_on=READ)
"""What a decision held of passwords."""


def opens_personal_data(f: Facts) -> Expr:
    """Say that a login opens personal data: it always does where people log in to what is kept about them."""
    return f.users.are.is_in("people_themselves", "both") | f.users.reach_personal_data


def without_second_factor(f: Facts) -> Expr:
    """Say that a password is all that opens personal data."""
    return opens_personal_data(f) & ~f.password.second_factor


@yardstick(
    "GDPR 32; CNIL, deliberation 2017-012",
    id="OTH-03.alone-until-2022",
    until="2022-10-16",
    fr="Un mot de passe seul compte au moins douze caractères de quatre classes.",
)
def a_password_alone_has_twelve_characters_of_four_classes(f: Facts, t: Clock) -> Expr:
    """A password alone has at least twelve characters of four classes."""
    short = f.password.shortest < t.figure(figure("password-length-alone"))
    plain = f.password.classes < t.figure(figure("password-classes-alone"))
    return without_second_factor(f) & ~f.password.lock_out & (short | plain)


@yardstick(
    "GDPR 32; CNIL, deliberation 2017-012",
    id="OTH-03.locked-until-2022",
    until="2022-10-16",
    fr="Même avec un blocage après des échecs, un mot de passe compte au moins huit caractères de trois classes.",
)
def a_password_with_a_lock_has_eight_characters_of_three_classes(f: Facts, t: Clock) -> Expr:
    """Even with a lock after failed attempts a password has at least eight characters of three classes."""
    short = f.password.shortest < t.figure(figure("password-length-locked"))
    plain = f.password.classes < t.figure(figure("password-classes-locked"))
    return without_second_factor(f) & (short | plain)


def _is_below(f: Facts, t: Clock, which: str) -> Expr:
    """Say that no password of that length and those classes has the bits asked for."""
    length, classes = t.figure(figure(f"password-length-{which}")), t.figure(figure(f"password-classes-{which}"))
    return (f.password.shortest < length) | ((f.password.shortest <= length) & (f.password.classes < classes))


@yardstick(
    "GDPR 32; CNIL, deliberation 2022-100",
    id="OTH-03.alone",
    since="2022-10-17",
    fr="Un mot de passe seul a au moins 80 bits d'entropie : douze caractères de quatre classes, quatorze de trois.",
)
def a_password_alone_has_eighty_bits(f: Facts, t: Clock) -> Expr:
    """A password alone has at least 80 bits of entropy: twelve characters of four classes, fourteen of three."""
    # what is shorter than twelve is below already
    twelve = f.password.classes >= t.figure(figure("password-classes-alone"))
    fourteen = (f.password.shortest >= t.figure(figure("password-length-alone-three-classes"))) & (
        f.password.classes >= t.figure(figure("password-classes-alone-three-classes"))
    )
    weak = (f.password.entropy_bits < t.figure(figure("password-entropy-alone"))) & ~twelve & ~fourteen
    return without_second_factor(f) & ~f.password.lock_out & (_is_below(f, t, "alone") | weak)


@yardstick(
    "GDPR 32; CNIL, deliberation 2022-100",
    id="OTH-03.locked",
    since="2022-10-17",
    fr="Même avec un blocage après des échecs, un mot de passe a au moins 50 bits d'entropie : huit caractères de trois classes, seize chiffres.",
)
def a_password_with_a_lock_has_fifty_bits(f: Facts, t: Clock) -> Expr:
    """Even with a lock after failed attempts a password has at least 50 bits: eight characters of three classes, sixteen digits."""
    # what is shorter than eight is below already
    eight = f.password.classes >= t.figure(figure("password-classes-locked"))
    sixteen = f.password.shortest >= t.figure(figure("password-digits-locked"))
    weak = (f.password.entropy_bits < t.figure(figure("password-entropy-locked"))) & ~eight & ~sixteen
    return without_second_factor(f) & (_is_below(f, t, "locked") | weak)


@yardstick(
    "GDPR 32; CNIL, deliberations 2017-012 and 2022-100",
    id="OTH-03.shortest",
    fr="Quoi qui l'accompagne, un mot de passe compte au moins quatre caractères.",
)
def whatever_stands_beside_it_a_password_has_four_characters(f: Facts, t: Clock) -> Expr:
    """Whatever stands beside it, a password has at least four characters."""
    return opens_personal_data(f) & (f.password.shortest < t.figure(figure("password-length-any")))


@decided(
    "GDPR 32; CNIL SAN-2021-008, SAN-2021-022, SAN-2022-021",
    id="OTH-03.stored",
    stated_on=BRICO_PRIVE,
    fr="Les mots de passe sont conservés par une fonction à sens unique non dépassée, avec un sel propre à chacun.",
)
def passwords_are_kept_by_a_current_function_with_salt(f: Facts, _: Clock) -> Expr:
    """Passwords are kept by a one-way function that is not outdated, with a salt for each."""
    return opens_personal_data(f) & f.password.stored_as.is_in("in_clear", "reversible", "md5", "sha1", "unsalted")


@decided(
    "GDPR 32; CNIL SAN-2021-021",
    id="OTH-03.sent",
    stated_on=FREE_MOBILE,
    fr="Un mot de passe utilisable durablement n'est pas envoyé lisible.",
)
def no_lasting_password_is_sent_in_readable_form(f: Facts, _: Clock) -> Expr:
    """No lasting password is sent in readable form."""
    return opens_personal_data(f) & (f.password.sent == "to_be_kept")


@decided(
    "GDPR 32; CNIL SAN-2021-021",
    id="OTH-03.first-use",
    stated_on=FREE_MOBILE,
    fr="Un mot de passe remis par l'organisme est changé dès la première utilisation.",
)
def a_password_handed_out_is_changed_at_first_use(f: Facts, _: Clock) -> Expr:
    """A password that the organisation hands out is changed at first use."""
    return opens_personal_data(f) & f.password.given_out_to_keep


@decided(
    "GDPR 32; CNIL SAN-2024-002",
    id="OTH-03.known-data",
    stated_on=PAP,
    fr="Ce qui ouvre des données personnelles ne se devine pas à partir de données que d'autres connaissent.",
)
def no_secret_is_made_of_what_others_know(f: Facts, _: Clock) -> Expr:
    """What opens personal data cannot be guessed from what others know."""
    return f.secret.made_of_known_data
