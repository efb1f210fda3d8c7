"""GDPR articles 44 to 46: data held or seen by another legal person outside the EEA.

Rules on ``third_country_transfers``. An employee of one's own abroad is no transfer; the sets of clauses are those of Decisions
2001/497, 2004/915 and 2010/87, then 2021/914, whose article 4 ends the older ones on 2022-12-27. Nothing here was read.
"""

from __future__ import annotations

import datetime as dt
from functools import partial

from licet.law.facts.third_country_transfers import THIRD_COUNTRY_TRANSFERS
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, rule

OLD_SETS_REPEALED_ON = dt.date(2021, 9, 27)

transfer = partial(
    rule,
    on=THIRD_COUNTRY_TRANSFERS,
    conduct="third-country-transfer",
    article="GDPR 44",
    since="2018-05-25",
    level=Level.STATUTE,
    verified="K",
)
"""A rule on what a third-country transfer rests on."""


def third_country_transfer(f: Facts) -> Expr:
    """Say that another legal person has or sees the data outside the EEA, and that no adequacy decision covers it."""
    return f.holder.is_other_legal_person & f.holder.outside_eea & ~f.country.declared_adequate


@transfer(
    "GDPR 44, 45, 46",
    id="OTH-19",
    fr="Sans décision d'adéquation, les données ne sortent de l'EEE qu'avec des garanties.",
)
def no_transfer_without_safeguards(f: Facts, _t: Clock) -> Expr:
    """Without an adequacy decision data leave the EEA only with safeguards."""
    return third_country_transfer(f) & (f.safeguard.kind == "nothing")


@transfer(
    "GDPR 46(2); SAN-2019-010",
    id="OTH-19.own-wording",
    stated_on="2019-11-21",
    fr="Les clauses sont celles de la Commission ou approuvées par une autorité, non de la rédaction des parties.",
)
def no_home_made_clauses(f: Facts, _t: Clock) -> Expr:
    """The clauses are those of the Commission or approved by an authority, not of the parties' own wording."""
    return third_country_transfer(f) & (f.safeguard.kind == "own_wording")


@transfer(
    "GDPR 46(2); SAN-2019-010",
    id="OTH-19.unsigned",
    stated_on="2019-11-21",
    fr="Les garanties sont signées des deux parties.",
)
def safeguards_are_signed_by_both(f: Facts, _t: Clock) -> Expr:
    """The safeguards are signed by both parties."""
    # binding rules approved by an authority bind a group otherwise than by two signatures
    written = f.safeguard.kind.is_in("commission_clauses_2021", "commission_clauses_older", "own_wording")
    return third_country_transfer(f) & written & ~f.safeguard.signed_by_both


@transfer(
    "GDPR 46(2); SAN-2019-010",
    id="OTH-19.blank",
    stated_on="2019-11-21",
    fr="Les annexes des clauses sont remplies.",
)
def annexes_of_clauses_are_filled_in(f: Facts, _t: Clock) -> Expr:
    """The annexes of the clauses are filled in."""
    by_clauses = f.safeguard.kind.is_in("commission_clauses_2021", "commission_clauses_older")
    return third_country_transfer(f) & by_clauses & ~f.safeguard.annexes_filled_in


@transfer(
    "GDPR 46(2)(c); Decision (EU) 2021/914 art. 4(4)",
    id="OTH-19.old-set",
    since="2022-12-28",
    fr="Depuis le 28 décembre 2022, les anciens jeux de clauses ne valent plus.",
)
def old_sets_of_clauses_have_ended(f: Facts, _t: Clock) -> Expr:
    """Since 2022-12-28 the older sets of clauses are worth nothing."""
    return third_country_transfer(f) & (f.safeguard.kind == "commission_clauses_older")


@transfer(
    "GDPR 46(2)(c); Decision (EU) 2021/914 art. 4(2) and (3)",
    id="OTH-19.old-set-signed-late",
    since="2021-09-27",
    until="2022-12-27",
    fr="Depuis le 27 septembre 2021, nul ne conclut plus sur un ancien jeu de clauses.",
)
def old_sets_of_clauses_are_not_signed_anew(f: Facts, _t: Clock) -> Expr:
    """Since 2021-09-27 nobody signs an older set of clauses any more."""
    return (
        third_country_transfer(f)
        & (f.safeguard.kind == "commission_clauses_older")
        & (f.safeguard.signed_on >= OLD_SETS_REPEALED_ON)
    )


@transfer(
    "GDPR 46(1); CJEU C-311/18",
    id="OTH-19.readable",
    level=Level.CASE,
    stated_on="2020-07-16",
    fr="Des clauses ne suffisent pas là où les autorités du pays peuvent lire les données malgré elles.",
)
def clauses_do_not_do_where_authorities_can_read(f: Facts, _t: Clock) -> Expr:
    """Clauses do not do where the authorities of the country can read the data in spite of them."""
    agreed = f.safeguard.kind.is_in("commission_clauses_2021", "commission_clauses_older", "own_rules_approved")
    return third_country_transfer(f) & agreed & f.authorities.can_read
