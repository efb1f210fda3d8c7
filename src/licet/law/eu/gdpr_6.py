"""GDPR article 6, limbs that no narrower text covers: bank cards kept, calls and letters that nobody could expect.

Consent to electronic channels is L.34-5; transmissions are in ``cnil_partners``, and so are the rows of those who refused.
"""

from __future__ import annotations

from functools import partial

from licet.law.facts.bases import BASES
from licet.law.facts.disclosures import DISCLOSURES
from licet.law.facts.sources import SOURCES
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Burden, Level, rule
from licet.terms.words import Channel

GDPR = "2018-05-25"
READ = "2026-11-21"
KG_COM, SOLOCAL = "2023-06-08", "2025-05-15"

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
