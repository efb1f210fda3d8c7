"""Data received from partners and suppliers: what the one who uses them answers for (CPCE L.34-5, GDPR 7(1), 14).

``persons``: whether the consent given to another serves this user. ``sources``: whether the user checked what its
suppliers collected (heads.md D5): nothing to show is the breach of L.34-5 itself; a continuing supply never checked, or
a supplier that produces nothing while others do, is a second conduct under GDPR 7(1). To go on after knowing weighs on
gravity and opens no head of its own.

What a partner says at first contact (PAR-06) is INF-03.first-contact and INF-02.2f: no rule of its own.
"""

from __future__ import annotations

from functools import partial

from licet.law.facts.persons import PERSONS
from licet.law.facts.sources import SOURCES
from licet.law.fr.cnil_partners import CATEGORIES_PENDING, CATEGORIES_PENDING_FR, GDPR, READ, SHEET
from licet.law.fr.cpce_l34_5 import consent_is_not_needed
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Burden, Level, Reading, rule
from licet.terms.words import ELECTRONIC

PERFORMECLIC, EDF, SOLOCAL = "2020-12-07", "2022-11-24", "2025-05-15"

use = partial(
    rule,
    on=PERSONS,
    conduct="no-valid-consent",
    article="CPCE L.34-5",
    channels=ELECTRONIC,
    since=GDPR,
    burden=Burden.CONTROLLER,
    read_on=READ,
)
"""A rule of the user: an electronic solicitation that lacks its consent."""


def rests_on_consent_to_another(f: Facts, t: Clock) -> Expr:
    """Say that the data come from another, that consent is needed, and that the person was not shown this user by name."""
    return ~f.collection.from_person & ~consent_is_not_needed(f, t) & ~f.consent.names_controller


@use(
    "CPCE L.34-5 al. 2; GDPR 4(11), 7; CNIL, transmission de données à des partenaires",
    id="PAR-03.user",
    stated_on=SHEET,
    level=Level.SOFT,
    verified="S",
    fr="Seul le partenaire inscrit sur la liste que la personne pouvait voir ce jour-là se prévaut de l'accord donné à un autre.",
)
def only_partners_listed_that_day_use_the_consent(f: Facts, t: Clock) -> Expr:
    """A consent given to another is used only by partners on the list that the person could see that day."""
    return rests_on_consent_to_another(f, t) & ~f.partner.on_list_at_collection & ~f.partner.shown_by_category_only


@use(
    "CPCE L.34-5 al. 2; GDPR 4(11), 7; CJEU C-317/25 (pending)",
    id="PAR-03.user-category",
    stated_on=SHEET,
    level=Level.SOFT,
    verified="S",
    reading=Reading.STRICT,
    contested_by=CATEGORIES_PENDING,
    contested_by_fr=CATEGORIES_PENDING_FR,
    fr="Le partenaire que la personne ne connaissait que par sa catégorie ne se prévaut pas de son accord.",
)
def a_partner_known_by_its_kind_does_not_use_the_consent(f: Facts, t: Clock) -> Expr:
    """A partner that the person knew only by its kind does not use the consent."""
    return rests_on_consent_to_another(f, t) & f.partner.shown_by_category_only


@use(
    "CPCE L.34-5 al. 2; CNIL, transmission de données à des partenaires",
    id="PAR-05.user",
    stated_on=SHEET,
    level=Level.SOFT,
    verified="S",
    fr="Celui qui tient les données d'un partenaire, et non du premier collecteur, ne se prévaut pas de l'accord.",
)
def no_use_of_data_from_a_partner_of_a_partner(f: Facts, t: Clock) -> Expr:
    """Whoever has the data from a partner, not from the first collector, does not use the consent."""
    return rests_on_consent_to_another(f, t) & f.partner.received_from_partner


# ------------------------------------------------------------------ the user: checks upstream (PAR-08, heads.md D5)

upstream = partial(
    rule, on=SOURCES, since=GDPR, level=Level.DECISION, verified="S", read_on=READ, burden=Burden.CONTROLLER
)
"""A rule on what a user must know of the agreements that its suppliers collected."""


def never_shown_nor_checked(f: Facts) -> Expr:
    """Say that agreements collected by others are relied on, with nothing to show and no check; a promise changes nothing."""
    return f.consent.taken_upstream & ~f.proof.produced & ~f.checks.made


def used_after_the_defect_was_known(f: Facts, t: Clock) -> Expr:
    """Say that the data still served to solicit after the day the defect was known; a purge meanwhile ends it."""
    known = f.defect.known_on.happened & (f.defect.known_on < t.day)
    return f.consent.taken_upstream & known & (f.use.last_on > f.defect.known_on)


@upstream(
    "CPCE L.34-5; GDPR 7(1); SAN-2020-016",
    id="PAR-08",
    article="CPCE L.34-5",
    conduct="no-valid-consent",
    stated_on=PERFORMECLIC,
    fr="Qui achète des données pour la prospection électronique contrôle et peut montrer les accords ; la promesse du vendeur n'y suffit pas.",
)
def bought_data_are_used_with_proof_or_checks(f: Facts, _t: Clock) -> Expr:
    """Whoever buys data for electronic prospecting checks and can show the agreements; the seller's promise is not enough."""
    return never_shown_nor_checked(f) & f.use.is_electronic


@upstream(
    "GDPR 6(1)(a), 7(1)",
    id="PAR-08.other-channels",
    article="GDPR 6",
    conduct="no-valid-consent",
    stated_on=PERFORMECLIC,
    fr="Qui fonde des appels ou du courrier sur l'accord recueilli par un vendeur le contrôle et peut le montrer.",
)
def bought_consents_are_shown_on_other_channels_too(f: Facts, _t: Clock) -> Expr:
    """Whoever rests calls or post on an agreement collected by a seller checks and can show it."""
    return never_shown_nor_checked(f) & ~f.use.is_electronic


@upstream(
    "GDPR 7(1); SAN-2022-021",
    id="PAR-08.continuing",
    article="GDPR 7(1)",
    conduct="supplier-unchecked",
    stated_on=EDF,
    fr="Une fourniture suivie est contrôlée : un contrat et des échanges ne suffisent pas.",
)
def a_continuing_supply_is_checked(f: Facts, _t: Clock) -> Expr:
    """A continuing supply is checked: a contract and talks are not enough."""
    return f.consent.taken_upstream & f.supply.is_continuing & ~f.checks.made


@upstream(
    "GDPR 7(1); SAN-2025-001",
    id="PAR-08.silent",
    article="GDPR 7(1)",
    conduct="supplier-unchecked",
    stated_on=SOLOCAL,
    fr="Le fournisseur qui ne produit rien quand les autres produisent est écarté.",
)
def a_silent_supplier_is_dropped(f: Facts, _t: Clock) -> Expr:
    """A supplier that produces nothing while others do is dropped."""
    return f.consent.taken_upstream & ~f.proof.produced & f.others.produce_proof


@upstream(
    "CPCE L.34-5; SAN-2025-001; SAN-2025-002",
    id="PAR-08.known-defect",
    article="CPCE L.34-5",
    conduct="no-valid-consent",
    stated_on=SOLOCAL,
    fr="Des accords que l'on sait défaillants, ou impossibles à montrer, arrêtent l'usage des données.",
)
def agreements_known_to_fail_stop_the_use(f: Facts, t: Clock) -> Expr:
    """Agreements known to fail, or known not to be shown, stop the use of the data."""
    return used_after_the_defect_was_known(f, t) & f.use.is_electronic


@upstream(
    "GDPR 6(1)(a); SAN-2025-001",
    id="PAR-08.known-defect-other-channels",
    article="GDPR 6",
    conduct="no-valid-consent",
    stated_on=SOLOCAL,
    fr="Des accords que l'on sait défaillants, ou impossibles à montrer, arrêtent aussi les appels et le courrier qui reposaient sur eux.",
)
def agreements_known_to_fail_stop_calls_and_post_too(f: Facts, t: Clock) -> Expr:
    """Agreements known to fail, or known not to be shown, also stop the calls and post that rested on them."""
    return used_after_the_defect_was_known(f, t) & ~f.use.is_electronic
