"""Post, and calls until 2026-08-10, to private persons (SPE-04). Minors are in ``eu/gdpr_8``; causes and people abroad are clauses of L.34-5."""

from __future__ import annotations

from licet.law.facts.persons import PERSONS
from licet.law.fr.cpce_l34_5 import agreed_beforehand
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Burden, Level, rule
from licet.terms.words import Audience, Channel


# Data had from others: who and whence are told at the first contact (INF-03); each letter says how to object (RGT-03).
@rule(
    "GDPR 6(1)(f) ; CNIL, la prospection par courrier postal et téléphone",
    id="SPE-04",
    on=PERSONS,
    article="GDPR 6",
    conduct="no-valid-consent",
    channels=[Channel.POST],
    audience=[Audience.CONSUMER],
    since="2018-05-25",
    stated_on="2019-12-06",
    level=Level.SOFT,
    verified="V",
    read_on="2026-11-21",
    burden=Burden.CONTROLLER,
    fr="Qui a donné son adresse n'est sollicité par courrier sans accord que s'il en a été informé et a pu s'y opposer.",
)
def no_letter_to_a_person_who_was_not_told_or_could_not_object(f: Facts, t: Clock) -> Expr:
    """Whoever gave the address is written to by post without agreement only if told of it and free to object."""
    told_and_free = f.collection.told_of_prospecting & f.collection.could_object
    return f.collection.from_person & ~told_and_free & ~agreed_beforehand(f, t)


# Until calls to consumers needed agreement: the same interest, under the same two conditions.
@rule(
    "GDPR 6(1)(f) ; CNIL, la prospection par courrier postal et téléphone",
    id="SPE-04.calls",
    on=PERSONS,
    article="GDPR 6",
    conduct="no-valid-consent",
    channels=[Channel.TELEPHONE],
    audience=[Audience.CONSUMER],
    since="2018-05-25",
    until="2026-08-10",
    stated_on="2019-12-06",
    level=Level.SOFT,
    verified="K",
    burden=Burden.CONTROLLER,
    fr="Jusqu'au 10 août 2026, qui a donné son numéro n'est appelé sans accord que s'il en a été informé et a pu s'y opposer.",
)
def no_call_to_a_person_who_was_not_told_or_could_not_object(f: Facts, t: Clock) -> Expr:
    """Until 2026-08-10 whoever gave the number is called without agreement only if told of it and free to object."""
    told_and_free = f.collection.told_of_prospecting & f.collection.could_object
    agreed = f.call_consent.given_at.happened & (f.call_consent.given_at < t.at) & ~f.call_consent.withdrawn_at.happened
    return f.collection.from_person & ~told_and_free & ~agreed_beforehand(f, t) & ~agreed
