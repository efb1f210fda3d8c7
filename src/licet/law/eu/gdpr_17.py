"""GDPR article 17: erasure on request, and after the withdrawal of the only consent there was (7(3)).

Whoever asked for nothing and withdrew nothing is a matter of retention, article 5(1)(e), never of this one.
"""

from __future__ import annotations

from licet.law.eu.gdpr_12_requests import never_answered, received, time_is_over
from licet.law.facts.requests import REQUESTS
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, rule

GDPR = "2018-05-25"
READ = "2026-11-21"
CARREFOUR = "2020-11-18"
"""Day of SAN-2020-008; SAN-2021-008 and SAN-2021-022 say the same of accounts that are only deactivated."""


def something_is_kept(f: Facts, t: Clock) -> Expr:
    """Say that data are still held that should be gone: half done at once, not done when the time is over."""
    half_done = f.erasure.effect.is_in("deactivated_only", "identifier_kept", "a_base_left_out")
    return half_done | ((f.erasure.effect == "nothing_done") & time_is_over(f, t))


def asks_erasure(f: Facts) -> Expr:
    """Say that the person asked to be erased."""
    return f.request.kind == "erasure"


@rule(
    "GDPR 17(1)",
    id="RGT-04",
    on=REQUESTS,
    article="GDPR 17",
    conduct="erasure-not-done",
    since=GDPR,
    level=Level.STATUTE,
    verified="K",
    fr="Une demande d'effacement est suivie d'effet dans le mois.",
)
def a_request_to_erase_is_served(f: Facts, t: Clock) -> Expr:
    """A request to erase is acted on within the month."""
    return asks_erasure(f) & never_answered(f, t)


@rule(
    "GDPR 17(1); CNIL SAN-2020-008",
    id="OTH-07",
    on=REQUESTS,
    article="GDPR 17",
    conduct="erasure-not-done",
    since=GDPR,
    stated_on=CARREFOUR,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    fr="Effacer ôte les données de toutes les bases : désactiver un compte ou garder l'adresse comme identifiant n'est pas effacer.",
)
def erasing_removes_the_data_from_every_base(f: Facts, t: Clock) -> Expr:
    """Erasing removes the data from every base: an account switched off, or an address kept as a key, is not erased."""
    return asks_erasure(f) & something_is_kept(f, t)


@rule(
    "GDPR 17(2)",
    id="RGT-04.public",
    on=REQUESTS,
    article="GDPR 17",
    conduct="erasure-not-done",
    since=GDPR,
    level=Level.STATUTE,
    verified="K",
    fr="Qui a rendu publiques des données à effacer en avise ceux qui portent des liens vers elles ou des copies.",
)
def whoever_published_data_tells_those_who_copied_them(f: Facts, _t: Clock) -> Expr:
    """Whoever made public what is to be erased tells those who carry links to it or copies of it."""
    # recipients are article 19
    return asks_erasure(f) & f.data.made_public & ~f.publishers.told


@rule(
    "GDPR 7(3)",
    id="OTH-21.stop",
    on=REQUESTS,
    article="GDPR 7(3)",
    conduct="withdrawal-ineffective",
    since=GDPR,
    level=Level.STATUTE,
    verified="K",
    fr="Le retrait d'un consentement met fin à l'usage qui reposait sur lui.",
)
def a_withdrawal_ends_the_use(f: Facts, t: Clock) -> Expr:
    """The withdrawal of a consent ends the use that rested on it."""
    return (f.request.kind == "withdraw") & received(f, t) & (f.solicitation.last_at > f.request.received_at)


@rule(
    "GDPR 7(3) and 17(1)(b)",
    id="OTH-21.erase",
    on=REQUESTS,
    article="GDPR 17",
    conduct="withdrawal-ineffective",
    since=GDPR,
    level=Level.STATUTE,
    verified="K",
    fr="Ce qui ne reposait que sur un consentement retiré est effacé.",
)
def what_rested_on_a_withdrawn_consent_alone_is_erased(f: Facts, t: Clock) -> Expr:
    """What rested on a withdrawn consent alone is erased."""
    return (f.request.kind == "withdraw") & f.held.on_consent_alone & something_is_kept(f, t)


@rule(
    "GDPR 7(3); CNIL SAN-2023-009",
    id="OTH-21.stop-all",
    on=REQUESTS,
    article="GDPR 7(3)",
    conduct="withdrawal-ineffective",
    since=GDPR,
    stated_on="2023-06-15",
    level=Level.STATUTE,
    verified="K",
    fr="Le retrait d'un consentement met fin à tout ce qui reposait sur lui : cesser d'afficher ou d'écrire, et continuer le reste, ne suffit pas.",
)
def a_withdrawal_ends_every_use_that_rested_on_it(f: Facts, t: Clock) -> Expr:
    """A withdrawal ends every use that rested on the consent: to stop showing or writing, and go on with the rest, is not enough."""
    return (f.request.kind == "withdraw") & received(f, t) & f.data.still_used
