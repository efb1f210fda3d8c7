"""GDPR article 6, other limbs (OTH-15): contact points matched on a network, and advertisements aimed by tracks.

An agreement carries the purpose and the means it names: one to receive e-mail or SMS does not carry the matching of
contact points with the accounts of a social network. Aiming by what people did elsewhere rests on consent alone. Who was
not told at the source is article 13; an objection that did not keep a row out is article 21.
"""

from __future__ import annotations

from functools import partial

from licet.law.facts.audience_uploads import AUDIENCE_UPLOADS
from licet.law.facts.placements import PLACEMENTS
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Burden, Level, Reading, rule

APPLIES = "2018-05-25"
READ = "2026-11-21"
SOCIAL_NETWORK, VECTAURY = "2025-12-30", "2018-10-30"
"""Days of SAN-2025-017 and MED-2018-042."""

_of_uploads = partial(rule, on=AUDIENCE_UPLOADS, since=APPLIES, level=Level.DECISION)
_matched = partial(_of_uploads, conduct="aimed-without-consent", article="GDPR 6", burden=Burden.CONTROLLER)
_aimed = partial(
    rule,
    "GDPR 6(1)(a) et 4(11) ; CNIL, MED-2018-042",
    on=PLACEMENTS,
    article="GDPR 6",
    conduct="aimed-without-consent",
    since=APPLIES,
    stated_on=VECTAURY,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    burden=Burden.CONTROLLER,
)

# ------------------------------------------------------------------ contact points matched on a network


@_matched(
    "GDPR 6(1)(a) ; CNIL, SAN-2025-017",
    id="OTH-15.matching",
    verified="S",
    read_on=READ,
    stated_on=SOCIAL_NETWORK,
    fr="L'accord à recevoir des messages ne couvre pas le rapprochement des coordonnées avec les comptes d'un réseau social.",
)
def matching_on_a_network_has_an_agreement_of_its_own(f: Facts, _: Clock) -> Expr:
    """Matching contact points on a network has an agreement of its own: one to receive messages does not cover it."""
    return f.rests_on.is_in("agreement_to_messages", "terms_accepted", "nothing")


@_matched(
    "GDPR 6(1)(a) et 7(1)",
    id="OTH-15.matching-proof",
    verified="S",
    read_on=READ,
    fr="L'accord au rapprochement dont l'organisme se prévaut est prouvé.",
)
def the_agreement_to_matching_is_shown(f: Facts, _: Clock) -> Expr:
    """The agreement to matching that the organisation relies on is shown."""
    return (f.rests_on == "agreement_to_matching") & ~f.agreement.shown


@_matched(
    "GDPR 6(1)(f) ; CEPD, lignes directrices 8/2020",
    id="OTH-15.matching-interest",
    verified="K",
    stated_on="2021-04-13",
    level=Level.SOFT,
    reading=Reading.STRICT,
    contested_by="strict: EDPB, guidelines 8/2020, for which customers do not expect to be looked for on a network; otherwise: advertisers, for whom an interest told beforehand with a means to object suffices, which SAN-2025-017 did not have to decide",
    contested_by_fr="en ce sens, CEPD, lignes directrices 8/2020, pour qui les clients ne s'attendent pas à être recherchés sur un réseau ; en sens contraire, les annonceurs, pour qui suffit un intérêt annoncé avec moyen de s'opposer, ce que SAN-2025-017 n'a pas eu à trancher",
    fr="Le rapprochement sur un réseau social ne repose pas sur un simple intérêt.",
)
def matching_on_a_network_does_not_rest_on_an_interest(f: Facts, _: Clock) -> Expr:
    """Matching on a network does not rest on a mere interest."""
    return f.rests_on == "interest_and_objection"


@_of_uploads(
    "GDPR 13(1)(c) et (e) ; CNIL, SAN-2025-017",
    id="OTH-15.told",
    verified="S",
    read_on=READ,
    article="GDPR 13",
    conduct="item-missing",
    stated_on=SOCIAL_NETWORK,
    fr="Les personnes apprennent, là où elles donnent leurs coordonnées ou à un lien de là, qu'elles iront à un réseau social, et pourquoi.",
)
def people_learn_that_their_contact_points_go_to_a_network(f: Facts, _: Clock) -> Expr:
    """Where they give their contact points, or one link away, people learn that these go to a network, and why."""
    return f.told.where.is_in("nowhere", "scattered_in_documents")


@_of_uploads(
    "GDPR 21(3)",
    id="OTH-15.objectors",
    verified="S",
    read_on=READ,
    article="GDPR 21",
    conduct="objection-ineffective",
    level=Level.STATUTE,
    fr="Qui a refusé la prospection, ou s'y est opposé, ne figure pas dans une audience.",
)
def nobody_who_objected_is_in_an_audience(f: Facts, _: Clock) -> Expr:
    """Nobody who refused solicitation, or objected to it, is in an audience."""
    return f.objectors.included


# ------------------------------------------------------------------ advertisements aimed by tracks left elsewhere


def aimed_by_tracks(f: Facts) -> Expr:
    """Say that an advertisement outside messages is chosen by what people did, or where they were, elsewhere."""
    elsewhere = f.shown.where.is_in("space_on_site_or_app", "beside_mails", "picture_among_mails")
    return elsewhere & (f.shown.chosen_by == "tracks_elsewhere")


@_aimed(
    id="OTH-15.aimed-act",
    fr="Un réglage trouvé activé, ou des conditions acceptées, ne sont pas un accord au ciblage.",
)
def aiming_by_tracks_has_an_act_of_its_own(f: Facts, _: Clock) -> Expr:
    """Advertisements aimed by tracks rest on an act of its own: a setting found on, or terms, are no agreement."""
    return aimed_by_tracks(f) & f.agreement.act.is_in("terms_accepted", "on_by_default", "nothing")


@_aimed(
    id="OTH-15.aimed-purpose",
    fr="Avant d'accepter, les personnes savent que des données serviront à cibler des annonces.",
)
def people_know_beforehand_that_data_aim_advertisements(f: Facts, _: Clock) -> Expr:
    """Before agreeing people know that data will serve to aim advertisements."""
    return aimed_by_tracks(f) & ~f.agreement.purpose_told


@_aimed(
    id="OTH-15.aimed-bodies",
    fr="Avant d'accepter, les personnes peuvent voir qui se prévaudra de leur accord au ciblage.",
)
def people_see_beforehand_who_aims(f: Facts, _: Clock) -> Expr:
    """Before agreeing people can see who will rely on it to aim advertisements."""
    return aimed_by_tracks(f) & ~f.agreement.bodies_named


@_aimed(
    id="OTH-15.aimed-proof",
    fr="L'accord au ciblage est prouvé, fût-il recueilli par d'autres et reçu par contrat.",
)
def the_agreement_to_aiming_is_shown(f: Facts, _: Clock) -> Expr:
    """The agreement to aiming is shown, be it taken by others and handed down by contract."""
    return aimed_by_tracks(f) & ~f.agreement.shown
