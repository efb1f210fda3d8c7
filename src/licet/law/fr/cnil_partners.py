"""Data passed to partners: what the one who passes them on answers for (GDPR 6, 7).

As the CNIL reads it, in its sheets of 2018-12-28 and 2022-12-05 and its decisions; an interpretation declares the law
as it was, so the rules start with the GDPR. The partner's own duties stand in ``cnil_partners_users``.

Who is the controller (PAR-10) is no breach by itself: every rule asks it first (``organisation.decides``). What can be
broken is calling a partner a processor although it decides.
"""

from __future__ import annotations

import datetime as dt
from functools import partial

from licet.law.facts.disclosures import DISCLOSURES
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Burden, Level, Reading, rule
from licet.terms.words import ELECTRONIC, Audience, Channel, Sector

GDPR = "2018-05-25"
CALLS_OPT_IN = dt.date(2026, 8, 11)
READ = "2026-11-21"
SHEET = "2018-12-28"
SALE_SHEET = "2022-12-05"
CALOGA, TAGADAMEDIA = "2025-05-15", "2023-12-29"
CATEGORIES_PENDING = (
    "strict: the Advocate General in CJEU C-317/25 (2026-09-17) and the CNIL's sheet want each partner known by name; otherwise: those who appealed to the "
    "Conseil d'État (no 490202, referred 2025-05-05), for whom kinds of partners are enough; judgment pending"
)
CATEGORIES_PENDING_FR = (
    "en ce sens, l'avocat général dans l'affaire CJUE C-317/25 (17 septembre 2026) et la fiche de la CNIL, pour qui chaque partenaire est connu par son nom ; "
    "en sens contraire, les requérants devant le Conseil d'État (n° 490202, renvoi du 5 mai 2025), pour qui des catégories de partenaires suffisent ; arrêt attendu"
)

transmission = partial(
    rule,
    on=DISCLOSURES,
    conduct="transmission-without-basis",
    article="GDPR 6",
    since=GDPR,
    burden=Burden.CONTROLLER,
    read_on=READ,
)
"""A rule of the transmitter: the transmission itself lacks its basis."""


def agreed_to_be_passed_on(f: Facts) -> Expr:
    """Say that the people agreed beforehand to the transmission for this channel."""
    return f.consent.given & f.consent.covers_channel


def told_and_free_to_object(f: Facts) -> Expr:
    """Say that the form told of the transmission and let people object: what legitimate interest needs."""
    return f.collection.told_of_disclosure & f.collection.could_object


def partner_was_named(f: Facts) -> Expr:
    """Say that the partner's name was already shown, on the form or a list, when the first of these people agreed."""
    shown = f.partners.shown.is_in("named_on_form", "list_by_link")
    return shown & f.partner.listed_on.happened & (f.partner.listed_on <= f.people.first_agreed_on)


def interest_may_bear_it(f: Facts) -> Expr:
    """Say that no consent is needed: post, live calls or professionals, who were told and free to object."""
    without_consent = f.act.channel.is_in(Channel.POST, Channel.TELEPHONE) | (f.capacity == Audience.PROFESSIONAL)
    return without_consent & told_and_free_to_object(f)


# ------------------------------------------------------------------ the transmitter: legitimate interest (post, live calls)


@transmission(
    "GDPR 6(1)(f); CNIL, transmission de données à des partenaires",
    id="PAR-01",
    channels=(Channel.POST, Channel.TELEPHONE),
    stated_on=SHEET,
    level=Level.SOFT,
    verified="V",
    fr="La transmission pour la voie postale ou l'appel ne se passe de consentement que si la personne en a été informée et a pu s'y opposer à la collecte.",
)
def no_transmission_for_post_or_calls_to_people_not_told(f: Facts, _t: Clock) -> Expr:
    """Data are passed on for post or live calls only with consent, or once people were told and could object."""
    return ~agreed_to_be_passed_on(f) & ~told_and_free_to_object(f)


@transmission(
    "GDPR 13(1)(e); CNIL, transmission de données à des partenaires",
    id="PAR-01.information",
    article="GDPR 13",
    channels=(Channel.POST, Channel.TELEPHONE),
    stated_on=SHEET,
    level=Level.SOFT,
    verified="V",
    fr="Le formulaire dit que les données seront transmises à des fins de prospection, et à quels types de destinataires.",
)
def the_form_tells_of_the_transmission(f: Facts, _t: Clock) -> Expr:
    """The form tells that data will be passed on for prospecting, and to what kinds of recipients."""
    return ~agreed_to_be_passed_on(f) & ~f.collection.told_of_disclosure


@transmission(
    "GDPR 6(1)(f); C. conso L.223-1",
    id="PAR-01.calls",
    channels=(Channel.TELEPHONE,),
    audience=(Audience.CONSUMER,),
    since="2026-08-11",
    level=Level.STATUTE,
    verified="V",
    fr="Depuis que l'appel exige l'accord du consommateur, nul ne transmet un numéro pour démarchage sans accord nommant le partenaire, presse exceptée.",
)
def no_transmission_for_calls_without_consent_naming_the_partner(f: Facts, _t: Clock) -> Expr:
    """Since calls need consent, numbers of consumers are not passed on for calls without consent naming the partner; the press excepted."""
    return ~(agreed_to_be_passed_on(f) & partner_was_named(f) & ~f.form.consent_fails) & (
        f.offer.sector != Sector.PRESS
    )


@transmission(
    "GDPR 6(1)(a); C. conso R.223-1",
    id="PAR-01.calls-request",
    channels=(Channel.TELEPHONE,),
    audience=(Audience.CONSUMER,),
    since="2026-08-11",
    level=Level.STATUTE,
    verified="S",
    fr="Un accord à être appelé, donné depuis le 11 août 2026 sur une demande dépourvue de ce que le décret exige, ne fonde aucune transmission.",
)
def no_transmission_for_calls_upon_a_request_that_fails(f: Facts, _t: Clock) -> Expr:
    """An agreement to calls given since 2026-08-11 upon a request that lacks what the decree demands founds no transmission."""
    under_the_decree = f.consent.given & (f.people.first_agreed_on >= CALLS_OPT_IN)
    return under_the_decree & f.form.call_consent_fails & (f.offer.sector != Sector.PRESS)


@transmission(
    "GDPR 6(1)(f)",
    id="PAR-01.professionals",
    channels=ELECTRONIC,
    audience=(Audience.PROFESSIONAL,),
    level=Level.SOFT,
    verified="K",
    read_on=None,
    fr="Les données de professionnels ne sont transmises pour la prospection électronique qu'avec leur accord, ou s'ils en ont été informés et ont pu s'y opposer.",
)
def no_transmission_of_professionals_not_told(f: Facts, _t: Clock) -> Expr:
    """Data of professionals are passed on for electronic prospecting only with consent, or once they were told and could object."""
    return ~agreed_to_be_passed_on(f) & ~told_and_free_to_object(f)


@rule(
    "GDPR 21(2) and (3); CNIL, transmission de données à des partenaires",
    id="PAR-01.objectors",
    on=DISCLOSURES,
    article="GDPR 21",
    conduct="objection-ineffective",
    since=GDPR,
    stated_on=SHEET,
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    fr="Les personnes qui se sont opposées à la prospection sont retirées de ce qui est transmis.",
)
def objectors_are_not_passed_on(f: Facts, _t: Clock) -> Expr:
    """People who objected to prospecting are taken out of what is passed on."""
    return f.objectors.included


# ------------------------------------------------------------------ the transmitter: consent (electronic channels)


@transmission(
    "GDPR 6(1)(a); CNIL, mises en demeure d'avril 2022; SAN-2025-002",
    id="PAR-02",
    channels=ELECTRONIC,
    audience=(Audience.CONSUMER,),
    stated_on=SHEET,
    level=Level.DECISION,
    verified="S",
    fr="Les données de particuliers ne sont transmises pour la prospection électronique qu'avec leur consentement préalable à cette transmission.",
)
def no_transmission_for_electronic_prospecting_without_consent(f: Facts, _t: Clock) -> Expr:
    """Data of consumers are passed on for electronic prospecting only with their prior consent to that transmission."""
    return ~agreed_to_be_passed_on(f)


@transmission(
    "GDPR 4(11), 6(1)(a), 7; SAN-2023-025",
    id="PAR-02.form",
    stated_on=TAGADAMEDIA,
    level=Level.DECISION,
    verified="V",
    fr="Un accord donné par un formulaire contraire aux règles du consentement ne fonde aucune transmission.",
)
def no_transmission_upon_a_form_that_fails(f: Facts, _t: Clock) -> Expr:
    """An agreement given through a form that breaks the rules on consent founds no transmission."""
    return f.consent.given & f.form.consent_fails & ~interest_may_bear_it(f)


@transmission(
    "GDPR 6; SAN-2023-025",
    id="PAR-02.refusers",
    stated_on=TAGADAMEDIA,
    level=Level.DECISION,
    verified="V",
    fr="Les données de qui a refusé ne sont pas transmises, pas même pour dédoublonner ou enrichir.",
)
def refusers_are_not_passed_on(f: Facts, _t: Clock) -> Expr:
    """Data of those who refused are not passed on, not even to deduplicate or enrich."""
    return f.refusers.included


@transmission(
    "GDPR 4(11), 6(1)(a), 7; CNIL, transmission de données à des partenaires",
    id="PAR-03",
    channels=ELECTRONIC,
    audience=(Audience.CONSUMER,),
    stated_on=SHEET,
    level=Level.SOFT,
    verified="S",
    fr="L'accord ne vaut que pour les partenaires dont le nom figurait déjà sur le formulaire ou sur la liste quand la personne l'a donné.",
)
def consent_serves_only_partners_already_listed(f: Facts, _t: Clock) -> Expr:
    """Consent serves only the partners whose name stood on the form or list when the person agreed."""
    by_name = f.partners.shown.is_in("named_on_form", "list_by_link")
    return f.consent.given & by_name & ~partner_was_named(f)


@transmission(
    "GDPR 4(11), 6(1)(a), 7; CNIL, transmission de données à des partenaires",
    id="PAR-03.link",
    channels=ELECTRONIC,
    audience=(Audience.CONSUMER,),
    stated_on=SHEET,
    level=Level.SOFT,
    verified="S",
    fr="La liste vers laquelle renvoie le formulaire s'ouvre le jour où la personne donne son accord.",
)
def the_linked_list_opens_when_people_agree(f: Facts, _t: Clock) -> Expr:
    """The list to which the form links opens on the day the person agrees."""
    return f.consent.given & (f.partners.shown == "list_by_link") & ~f.list.link_works


@transmission(
    "GDPR 4(11), 6(1)(a), 7; CNIL, transmission de données à des partenaires",
    id="PAR-03.nothing",
    channels=ELECTRONIC,
    audience=(Audience.CONSUMER,),
    stated_on=SHEET,
    level=Level.SOFT,
    verified="S",
    fr="Un accord à la transmission « à nos partenaires », sans les nommer ni les décrire, ne fonde aucune transmission.",
)
def partners_are_not_left_unsaid(f: Facts, _t: Clock) -> Expr:
    """An agreement to pass data to "our partners", neither named nor described, founds no transmission."""
    return f.consent.given & (f.partners.shown == "nothing")


@transmission(
    "GDPR 4(11), 6(1)(a), 7; CJEU C-317/25 (pending)",
    id="PAR-03.category",
    channels=ELECTRONIC,
    audience=(Audience.CONSUMER,),
    stated_on=SHEET,
    level=Level.SOFT,
    verified="S",
    reading=Reading.STRICT,
    contested_by=CATEGORIES_PENDING,
    contested_by_fr=CATEGORIES_PENDING_FR,
    fr="Nommer des catégories de partenaires ne suffit pas : chacun est identifié au moment de l'accord.",
)
def partners_are_named_not_described_by_kind(f: Facts, _t: Clock) -> Expr:
    """Naming kinds of partners is not enough: each is identified when the person agrees."""
    return f.consent.given & (f.partners.shown == "category_only")


@rule(
    "GDPR 13(1)(e), 13(3); CNIL, transmission de données à des partenaires",
    id="PAR-04",
    on=DISCLOSURES,
    article="GDPR 13",
    conduct="item-missing",
    since=GDPR,
    stated_on=SHEET,
    level=Level.SOFT,
    verified="S",
    read_on=READ,
    fr="Les personnes sont informées des noms ajoutés à la liste des partenaires.",
)
def people_are_told_of_new_partners(f: Facts, _t: Clock) -> Expr:
    """People are told of the names added to the list of partners."""
    return f.list.names_added & ~f.list.additions_told


@transmission(
    "GDPR 6(1)(a); CNIL, transmission de données à des partenaires",
    id="PAR-05",
    channels=ELECTRONIC,
    audience=(Audience.CONSUMER,),
    stated_on=SHEET,
    level=Level.SOFT,
    verified="S",
    fr="Un partenaire ne transmet pas à son tour sans avoir recueilli un nouveau consentement éclairé.",
)
def no_cascade_without_fresh_consent(f: Facts, _t: Clock) -> Expr:
    """A partner does not pass data on in its turn without a fresh, informed consent."""
    return f.data.received_from_partner & ~f.consent.renewed


@rule(
    "GDPR 19, 17(1)(c), 21(2)",
    id="PAR-07",
    on=DISCLOSURES,
    article="GDPR 19",
    conduct="objection-not-relayed",
    since=GDPR,
    stated_on=SHEET,
    level=Level.SOFT,
    verified="S",
    read_on=READ,
    fr="Celui qui a transmis des données signale au partenaire les oppositions reçues ensuite.",
)
def objections_are_relayed_to_partners(f: Facts, _t: Clock) -> Expr:
    """Whoever passed data on tells the partner of the objections received afterwards."""
    return f.objections.received & ~f.objections.relayed


# ------------------------------------------------------------------ the transmitter: sale of a customer file, called processors, contests


@rule(
    "GDPR 5(1)(e); CNIL, vente de fichiers clients",
    id="PAR-09",
    on=DISCLOSURES,
    article="GDPR 5(1)(e)",
    conduct="kept-too-long",
    since=GDPR,
    stated_on=SALE_SHEET,
    level=Level.SOFT,
    verified="V",
    read_on=READ,
    fr="Un fichier vendu ne comprend que des clients actifs, dont l'utilisation à des fins de prospection n'a pas pris fin.",
)
def a_sold_file_holds_active_customers_only(f: Facts, _t: Clock) -> Expr:
    """A file that is sold holds only active customers, whose use for prospecting is not over."""
    return f.sale.of_customer_file & f.sale.includes_former_customers


@rule(
    "GDPR 5(1)(b); CNIL, vente de fichiers clients",
    id="PAR-09.archive",
    on=DISCLOSURES,
    article="GDPR 5(1)(b)",
    conduct="other-purpose",
    since=GDPR,
    stated_on=SALE_SHEET,
    level=Level.SOFT,
    verified="V",
    read_on=READ,
    fr="Les données gardées pour la comptabilité ou un contentieux ne sont pas vendues pour la prospection.",
)
def archived_rows_are_not_sold(f: Facts, _t: Clock) -> Expr:
    """Rows kept for accounts or disputes are not sold for prospecting."""
    return f.sale.of_customer_file & f.sale.includes_archived


@transmission(
    "GDPR 4(7), 4(8), 6; SAN-2025-002",
    id="PAR-10",
    stated_on=CALOGA,
    level=Level.DECISION,
    verified="S",
    fr="Appeler sous-traitant un partenaire qui choisit ses cibles, ses outils ou ses clients ne dispense pas de base légale.",
)
def calling_a_partner_a_processor_changes_nothing(f: Facts, _t: Clock) -> Expr:
    """Calling a partner a processor, although it chooses targets, tools or clients, dispenses with no basis."""
    without_basis = ~agreed_to_be_passed_on(f) & ~interest_may_bear_it(f)
    return f.partner.called_processor & f.partner.decides & without_basis


@transmission(
    "GDPR 4(11), 6(1)(a), 7; SAN-2023-025",
    id="PAR-11",
    channels=ELECTRONIC,
    audience=(Audience.CONSUMER,),
    stated_on=TAGADAMEDIA,
    level=Level.DECISION,
    verified="V",
    fr="Participer à un jeu et accepter la transmission à des partenaires sont deux actes distincts.",
)
def taking_part_is_not_agreeing(f: Facts, _t: Clock) -> Expr:
    """Taking part in a contest and agreeing to partners are two separate acts."""
    return f.consent.given & f.consent.by_taking_part
