"""GDPR article 6, limbs that no narrower text covers: bank cards kept, calls, letters and uses that nobody could expect.

Consent to electronic channels is L.34-5; transmissions are in ``cnil_partners``, and so are the rows of those who refused.
"""

from __future__ import annotations

from functools import partial

from licet.law.facts.bases import BASES
from licet.law.facts.disclosures import DISCLOSURES
from licet.law.facts.processing_assessments import PROCESSING_ASSESSMENTS
from licet.law.facts.sources import SOURCES
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Burden, Level, rule
from licet.terms.words import Channel

GDPR = "2018-05-25"
READ = "2026-11-21"
KG_COM, SOLOCAL = "2023-06-08", "2025-05-15"
GOOGLE, CLEARVIEW, KASPR = "2019-01-21", "2022-10-17", "2024-12-05"

basis = partial(
    rule,
    article="GDPR 6",
    since=GDPR,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    burden=Burden.CONTROLLER,
)
"""A rule on the basis of one processing, as decisions stated it."""
without_basis = partial(basis, conduct="processing-without-basis", verified="K", read_on=None)
"""The same of processing beside calls, letters and messages; the decisions were not read."""


@basis(
    "GDPR 6(1); CNIL SAN-2023-008",
    id="OTH-15.cards",
    on=BASES,
    conduct="card-data-kept",
    stated_on=KG_COM,
    fr="Les données de carte ne restent après le paiement que pour des paiements encore dus ou avec l'accord de la personne.",
)
def card_data_stay_only_for_payments_due_or_by_agreement(f: Facts, _t: Clock) -> Expr:
    """Card data stay after the payment only for payments still due or on the person's agreement."""
    return f.card.kept_for == "nothing_shown"


@basis(
    "GDPR 6(1)(f), recital 47; CNIL SAN-2025-001",
    id="OTH-15.unexpected",
    on=SOURCES,
    conduct="interest-unexpected",
    stated_on=SOLOCAL,
    fr="L'intérêt légitime ne porte que les appels et courriers auxquels les personnes pouvaient s'attendre.",
)
def interest_bears_only_calls_and_letters_people_could_expect(f: Facts, _t: Clock) -> Expr:
    """Legitimate interest bears only the calls and letters that people could expect."""
    return f.use.expected_from == "nothing"


@basis(
    "GDPR 6(1)(f), recital 47; CNIL SAN-2025-001",
    id="OTH-15.second-level",
    on=DISCLOSURES,
    conduct="transmission-without-basis",
    channels=(Channel.POST, Channel.TELEPHONE),
    stated_on=SOLOCAL,
    fr="Les données ne passent, pour des appels ou courriers, qu'à des destinataires auxquels les personnes pouvaient s'attendre : un formulaire de jeu qui nomme l'organisme n'annonce pas ses clients.",
)
def data_go_only_to_recipients_people_could_expect(f: Facts, _t: Clock) -> Expr:
    """For calls or letters data go only to recipients people could expect: a game form naming one body does not announce its clients."""
    return f.recipient.expected_from == "nothing"


@without_basis(
    "GDPR 6(1)(f), recital 47; CNIL SAN-2024-020",
    id="OTH-15.shown-to-some",
    on=SOURCES,
    stated_on=KASPR,
    fr="Ce que les personnes n'ont laissé voir qu'à certains n'est pas collecté au nom d'un intérêt légitime.",
)
def what_people_show_to_some_is_not_taken_on_an_interest(f: Facts, _t: Clock) -> Expr:
    """What people let only some see is not taken on a legitimate interest."""
    return f.source.shown_to_some_only & (f.taking.way != "given_by_people")


@without_basis(
    "GDPR 6(1)(f), recital 47; CNIL SAN-2022-019",
    id="OTH-15.unexpected-processing",
    on=PROCESSING_ASSESSMENTS,
    stated_on=CLEARVIEW,
    fr="L'intérêt légitime ne porte aucun traitement auquel les personnes ne pouvaient s'attendre.",
)
def interest_bears_no_processing_nobody_could_expect(f: Facts, _t: Clock) -> Expr:
    """Legitimate interest bears no processing that people could not expect."""
    # who names no basis at all has nothing else to plead
    return f.basis.named.is_in("legitimate_interest", "none_named") & ~f.people.could_expect


@without_basis(
    "GDPR 4(11) and 6(1)(a); CNIL SAN-2019-001",
    id="OTH-15.unagreed-processing",
    on=PROCESSING_ASSESSMENTS,
    stated_on=GOOGLE,
    fr="Un traitement fondé sur le consentement l'est sur un acte qui ne sert qu'à lui, après information.",
)
def processing_on_consent_rests_on_an_act_of_its_own(f: Facts, _t: Clock) -> Expr:
    """Processing that rests on consent rests on an act of its own, once people were told."""
    return (f.basis.named == "consent") & ~f.agreement.by_own_act
