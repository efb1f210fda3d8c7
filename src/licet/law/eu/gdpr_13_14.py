"""GDPR articles 12(1), 13 and 14: what a notice tells, and how people come to it.

One rule per item on each version of a notice (``notices``), so that a head lists what lacks; the people behind stand in
``gdpr_13_14_persons``. Articles 13 and 14 differ in where the data came from, the categories of data (14), the source
(14) and the answers that are required (13).
"""

from __future__ import annotations

from functools import partial

from licet.law.facts.notices import NOTICES
from licet.law.figures import figure
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, Reading, rule

GDPR = "2018-05-25"
READ = "2026-11-21"

direct = partial(
    rule, on=NOTICES, conduct="item-missing", article="GDPR 13", since=GDPR, level=Level.STATUTE, verified="K"
)
"""An item of article 13; its text was not read, its twin article 14 was."""

indirect = partial(
    rule,
    on=NOTICES,
    conduct="item-missing",
    article="GDPR 14",
    since=GDPR,
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
)
"""An item of article 14."""

unread = partial(
    rule, on=NOTICES, conduct="item-missing", article="GDPR 14", since=GDPR, level=Level.STATUTE, verified="K"
)
"""An item of article 14(2)(e) to (g), whose text was not read."""


def for_data_from_the_person(f: Facts) -> Expr:
    """Say that the notice speaks of data taken from the person."""
    return f.kind == "13"


def for_data_from_elsewhere(f: Facts) -> Expr:
    """Say that the notice speaks of data taken from elsewhere."""
    return f.kind == "14"


# ------------------------------------------------------------------ article 13, item by item


@direct("GDPR 13", id="INF-01", fr="Celui qui recueille des données auprès de la personne l'informe.")
def there_is_a_notice_at_collection(f: Facts, _t: Clock) -> Expr:
    """Whoever takes data from the person gives a notice."""
    return for_data_from_the_person(f) & (f.given_where == "nowhere")


@direct(
    "GDPR 13(1)(a)", id="INF-01.1a", fr="L'information nomme le responsable du traitement et dit comment le joindre."
)
def controller_told_directly(f: Facts, _t: Clock) -> Expr:
    """The notice names the controller and how to reach it."""
    return for_data_from_the_person(f) & ~f.says.controller


@direct(
    "GDPR 13(1)(a)",
    id="INF-01.1a-representative",
    fr="L'information nomme le représentant dans l'Union, s'il y en a un.",
)
def representative_told_directly(f: Facts, _t: Clock) -> Expr:
    """The notice names the representative in the Union, if there is one."""
    return for_data_from_the_person(f) & f.has.representative & ~f.says.representative


@direct(
    "GDPR 13(1)(b)",
    id="INF-01.1b",
    fr="L'information dit comment joindre le délégué à la protection des données, s'il y en a un.",
)
def dpo_told_directly(f: Facts, _t: Clock) -> Expr:
    """The notice says how to reach the data protection officer, if there is one."""
    return for_data_from_the_person(f) & f.has.dpo & ~f.says.dpo


@direct("GDPR 13(1)(c)", id="INF-01.1c-purposes", fr="L'information nomme chaque finalité.")
def purposes_told_directly(f: Facts, _t: Clock) -> Expr:
    """The notice names each purpose."""
    return for_data_from_the_person(f) & ~f.says.purposes


@direct("GDPR 13(1)(c)", id="INF-01.1c-bases", fr="L'information nomme la base légale de chaque finalité.")
def bases_told_directly(f: Facts, _t: Clock) -> Expr:
    """The notice names the lawful basis of each purpose."""
    return for_data_from_the_person(f) & ~f.says.bases


@direct(
    "GDPR 13(1)(d)", id="INF-01.1d", fr="L'information nomme les intérêts légitimes sur lesquels repose une finalité."
)
def interests_told_directly(f: Facts, _t: Clock) -> Expr:
    """The notice names the legitimate interests on which a purpose rests."""
    return for_data_from_the_person(f) & f.relies_on.interest & ~f.says.interests


@direct("GDPR 13(1)(e)", id="INF-01.1e", fr="L'information nomme les destinataires ou leurs catégories, s'il y en a.")
def recipients_told_directly(f: Facts, _t: Clock) -> Expr:
    """The notice names the recipients or their categories, if there are any."""
    return for_data_from_the_person(f) & f.has.recipients & ~f.says.recipients


@direct(
    "GDPR 13(1)(f)", id="INF-01.1f", fr="L'information fait état des transferts hors de l'EEE et de leurs garanties."
)
def transfers_told_directly(f: Facts, _t: Clock) -> Expr:
    """The notice tells of transfers outside the EEA and of their safeguards."""
    return for_data_from_the_person(f) & f.transfers.outside_eea & ~f.says.transfers


@direct(
    "GDPR 13(2)(a)",
    id="INF-01.2a",
    fr="L'information donne, pour toutes les données, leur durée de conservation ou la façon de la fixer.",
)
def retention_told_directly(f: Facts, _t: Clock) -> Expr:
    """The notice gives, for all the data, how long they are kept or how that is set."""
    return for_data_from_the_person(f) & ~f.says.retention


@direct(
    "GDPR 13(2)(b)",
    id="INF-01.2b-rights",
    fr="L'information nomme les droits d'accès, de rectification, d'effacement, de limitation et de portabilité.",
)
def rights_told_directly(f: Facts, _t: Clock) -> Expr:
    """The notice names the rights of access, rectification, erasure, restriction and portability."""
    return for_data_from_the_person(f) & ~f.says.rights


@direct(
    "GDPR 13(2)(b), 21(4)", id="INF-01.2b-objection", fr="L'information nomme le droit de s'opposer à la prospection."
)
def objection_told_directly(f: Facts, _t: Clock) -> Expr:
    """The notice names the right to object to prospecting."""
    return for_data_from_the_person(f) & ~f.says.objection


@direct(
    "GDPR 13(2)(c)",
    id="INF-01.2c",
    fr="L'information dit que le consentement peut être retiré, quand une finalité y repose.",
)
def withdrawal_told_directly(f: Facts, _t: Clock) -> Expr:
    """The notice says that consent can be withdrawn, where a purpose rests on it."""
    return for_data_from_the_person(f) & f.relies_on.consent & ~f.says.withdrawal


@direct("GDPR 13(2)(d)", id="INF-01.2d", fr="L'information nomme le droit de réclamer auprès de l'autorité.")
def complaint_told_directly(f: Facts, _t: Clock) -> Expr:
    """The notice names the right to complain to the authority."""
    return for_data_from_the_person(f) & ~f.says.complaint


@direct(
    "GDPR 13(2)(e)",
    id="INF-01.2e",
    fr="L'information dit quelles réponses sont obligatoires et ce qui s'ensuit à défaut.",
)
def required_answers_told_directly(f: Facts, _t: Clock) -> Expr:
    """The notice says which answers are required and what follows without them."""
    return for_data_from_the_person(f) & f.asks.required_answers & ~f.says.required_answers


@direct(
    "GDPR 13(2)(f)",
    id="INF-01.2f",
    fr="L'information fait état des décisions automatisées, profilage compris, s'il en est pris.",
)
def automated_decisions_told_directly(f: Facts, _t: Clock) -> Expr:
    """The notice tells of automated decisions, profiling included, where they are taken."""
    return for_data_from_the_person(f) & f.decides.automatically & ~f.says.automated_decisions


# ------------------------------------------------------------------ article 14, item by item


@indirect("GDPR 14", id="INF-02", fr="Celui qui obtient des données d'ailleurs en informe la personne.")
def there_is_a_notice_on_data_from_elsewhere(f: Facts, _t: Clock) -> Expr:
    """Whoever has data from elsewhere gives the person a notice."""
    return for_data_from_elsewhere(f) & (f.given_where == "nowhere")


@indirect(
    "GDPR 14(1)(a)", id="INF-02.1a", fr="L'information nomme le responsable du traitement et dit comment le joindre."
)
def controller_told_indirectly(f: Facts, _t: Clock) -> Expr:
    """The notice names the controller and how to reach it."""
    return for_data_from_elsewhere(f) & ~f.says.controller


@indirect(
    "GDPR 14(1)(a)",
    id="INF-02.1a-representative",
    fr="L'information nomme le représentant dans l'Union, s'il y en a un.",
)
def representative_told_indirectly(f: Facts, _t: Clock) -> Expr:
    """The notice names the representative in the Union, if there is one."""
    return for_data_from_elsewhere(f) & f.has.representative & ~f.says.representative


@indirect(
    "GDPR 14(1)(b)",
    id="INF-02.1b",
    fr="L'information dit comment joindre le délégué à la protection des données, s'il y en a un.",
)
def dpo_told_indirectly(f: Facts, _t: Clock) -> Expr:
    """The notice says how to reach the data protection officer, if there is one."""
    return for_data_from_elsewhere(f) & f.has.dpo & ~f.says.dpo


@indirect("GDPR 14(1)(c)", id="INF-02.1c-purposes", fr="L'information nomme chaque finalité.")
def purposes_told_indirectly(f: Facts, _t: Clock) -> Expr:
    """The notice names each purpose."""
    return for_data_from_elsewhere(f) & ~f.says.purposes


@indirect("GDPR 14(1)(c)", id="INF-02.1c-bases", fr="L'information nomme la base légale de chaque finalité.")
def bases_told_indirectly(f: Facts, _t: Clock) -> Expr:
    """The notice names the lawful basis of each purpose."""
    return for_data_from_elsewhere(f) & ~f.says.bases


@indirect(
    "GDPR 14(2)(b)", id="INF-02.2b", fr="L'information nomme les intérêts légitimes sur lesquels repose une finalité."
)
def interests_told_indirectly(f: Facts, _t: Clock) -> Expr:
    """The notice names the legitimate interests on which a purpose rests."""
    return for_data_from_elsewhere(f) & f.relies_on.interest & ~f.says.interests


@indirect("GDPR 14(1)(d)", id="INF-02.1d", fr="L'information nomme les catégories de données obtenues.")
def categories_told_indirectly(f: Facts, _t: Clock) -> Expr:
    """The notice names the categories of data obtained."""
    return for_data_from_elsewhere(f) & ~f.says.categories


@indirect("GDPR 14(1)(e)", id="INF-02.1e", fr="L'information nomme les destinataires ou leurs catégories, s'il y en a.")
def recipients_told_indirectly(f: Facts, _t: Clock) -> Expr:
    """The notice names the recipients or their categories, if there are any."""
    return for_data_from_elsewhere(f) & f.has.recipients & ~f.says.recipients


@indirect(
    "GDPR 14(1)(f)", id="INF-02.1f", fr="L'information fait état des transferts hors de l'EEE et de leurs garanties."
)
def transfers_told_indirectly(f: Facts, _t: Clock) -> Expr:
    """The notice tells of transfers outside the EEA and of their safeguards."""
    return for_data_from_elsewhere(f) & f.transfers.outside_eea & ~f.says.transfers


@indirect(
    "GDPR 14(2)(a)",
    id="INF-02.2a",
    fr="L'information donne, pour toutes les données, leur durée de conservation ou la façon de la fixer.",
)
def retention_told_indirectly(f: Facts, _t: Clock) -> Expr:
    """The notice gives, for all the data, how long they are kept or how that is set."""
    return for_data_from_elsewhere(f) & ~f.says.retention


@indirect(
    "GDPR 14(2)(c)",
    id="INF-02.2c-rights",
    fr="L'information nomme les droits d'accès, de rectification, d'effacement, de limitation et de portabilité.",
)
def rights_told_indirectly(f: Facts, _t: Clock) -> Expr:
    """The notice names the rights of access, rectification, erasure, restriction and portability."""
    return for_data_from_elsewhere(f) & ~f.says.rights


@indirect(
    "GDPR 14(2)(c), 21(4)", id="INF-02.2c-objection", fr="L'information nomme le droit de s'opposer à la prospection."
)
def objection_told_indirectly(f: Facts, _t: Clock) -> Expr:
    """The notice names the right to object to prospecting."""
    return for_data_from_elsewhere(f) & ~f.says.objection


@indirect(
    "GDPR 14(2)(d)",
    id="INF-02.2d",
    fr="L'information dit que le consentement peut être retiré, quand une finalité y repose.",
)
def withdrawal_told_indirectly(f: Facts, _t: Clock) -> Expr:
    """The notice says that consent can be withdrawn, where a purpose rests on it."""
    return for_data_from_elsewhere(f) & f.relies_on.consent & ~f.says.withdrawal


@unread("GDPR 14(2)(e)", id="INF-02.2e", fr="L'information nomme le droit de réclamer auprès de l'autorité.")
def complaint_told_indirectly(f: Facts, _t: Clock) -> Expr:
    """The notice names the right to complain to the authority."""
    return for_data_from_elsewhere(f) & ~f.says.complaint


@unread(
    "GDPR 14(2)(f)", id="INF-02.2f-source", fr="L'information nomme la source des données, le fournisseur lui-même."
)
def source_told_indirectly(f: Facts, _t: Clock) -> Expr:
    """The notice names the source of the data, the supplier itself."""
    return for_data_from_elsewhere(f) & ~f.says.source


@unread(
    "GDPR 14(2)(f)",
    id="INF-02.2f-public",
    fr="L'information dit que la source est accessible au public, quand elle l'est.",
)
def source_is_public_told_indirectly(f: Facts, _t: Clock) -> Expr:
    """The notice says that the source is open to the public, where it is."""
    return for_data_from_elsewhere(f) & f.source.is_public & ~f.says.source_is_public


@unread(
    "GDPR 14(2)(g)",
    id="INF-02.2g",
    fr="L'information fait état des décisions automatisées, profilage compris, s'il en est pris.",
)
def automated_decisions_told_indirectly(f: Facts, _t: Clock) -> Expr:
    """The notice tells of automated decisions, profiling included, where they are taken."""
    return for_data_from_elsewhere(f) & f.decides.automatically & ~f.says.automated_decisions


@indirect(
    "GDPR 14(5)(b); CNIL SAN-2021-012",
    id="INF-03.effort",
    level=Level.DECISION,
    stated_on="2021-07-26",
    verified="S",
    fr="Publier l'information sans informer chacun ne se justifie par l'effort que si les personnes ne peuvent être jointes.",
)
def effort_excuses_nothing_where_people_can_be_reached(f: Facts, _t: Clock) -> Expr:
    """To publish a notice instead of telling each person is excused by the effort only where people cannot be reached."""
    published = f.given_where == "published_only"
    return for_data_from_elsewhere(f) & published & f.people.can_be_reached


# ------------------------------------------------------------------ article 12(1): how people come to it

form_of = partial(rule, on=NOTICES, conduct="notice-unreachable", article="GDPR 12(1)", since=GDPR)
"""A rule on how a notice that exists is reached and read."""


@form_of(
    "GDPR 12(1)",
    id="INF-05",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="L'information se trouve là où les données sont demandées : ni noyée dans des conditions générales, ni dispersée, ni au seul pied du site, ni derrière un titre ou une adresse qui ne l'annonce pas.",
)
def the_notice_stands_where_data_are_asked(f: Facts, _t: Clock) -> Expr:
    """The notice stands where data are asked for: not inside terms, scattered, at the foot only, or behind a title or address that does not tell."""
    # each was held against somebody: SAN-2020-008 (terms, scattered, home page), SAN-2020-009 (title, no link), SAN-2023-008 (foot)
    return f.given_where.is_in("inside_terms", "footer_only", "scattered", "unclear_link", "home_page", "short_only")


@form_of(
    "GDPR 12(1); WP260 rev.01",
    id="INF-05.clicks",
    level=Level.SOFT,
    verified="K",
    reading=Reading.STRICT,
    contested_by="strict: WP260 rev.01 wants a notice never more than two taps away; otherwise: it says so of applications, and article 12(1) counts no clicks",
    contested_by_fr="en ce sens, WP260 rev.01 veut que l'information ne soit jamais à plus de deux clics ; en sens contraire, ce texte ne le dit que des applications, et l'article 12(1) ne compte pas les clics",
    fr="L'information est à deux clics au plus.",
)
def the_notice_is_two_clicks_away_at_most(f: Facts, t: Clock) -> Expr:
    """The notice is two clicks away at most."""
    return (f.given_where != "nowhere") & (f.clicks_to_reach > t.figure(figure("notice-clicks")))


@form_of(
    "GDPR 12(1); SAN-2020-008",
    id="INF-05.wording",
    stated_on="2020-11-18",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="L'information est concise et claire : elle nomme, et n'écrit ni « peut » ni « notamment ».",
)
def the_notice_says_things_plainly(f: Facts, _t: Clock) -> Expr:
    """The notice is concise and plain: it names things, and does not say "may" or "notably"."""
    return (f.given_where != "nowhere") & f.wording.open_ended


@form_of(
    "GDPR 12(1); SAN-2019-010",
    id="INF-05.voice",
    conduct="item-missing",
    stated_on="2019-11-21",
    level=Level.STATUTE,
    verified="K",
    fr="De vive voix, l'essentiel est dit et une touche, une page ou un message mène au reste.",
)
def a_spoken_notice_leads_to_the_whole(f: Facts, _t: Clock) -> Expr:
    """A notice by voice says the essentials and leads to the whole by a key, a page or a message."""
    # where nothing leads to the rest, the rest is given nowhere: article 13 or 14, 12(1) within (heads.md D7)
    return (f.given_where == "by_voice") & ~f.voice.way_to_the_rest


@form_of(
    "GDPR 12(1)",
    id="INF-05.given",
    conduct="item-missing",
    level=Level.STATUTE,
    verified="K",
    fr="L'information est donnée, sous une forme à laquelle les personnes accèdent.",
)
def what_is_due_is_given_in_some_form(f: Facts, _t: Clock) -> Expr:
    """Information is given, in a form that people can come to."""
    # nothing given anywhere is article 13 or 14; 12(1) stands within (heads.md D7)
    return f.given_where == "nowhere"


@form_of(
    "GDPR 12(1); WP260 rev.01; CNIL SAN-2024-020",
    id="INF-05.language",
    stated_on="2024-12-05",
    level=Level.DECISION,
    verified="K",
    fr="L'information est dans la langue des personnes à qui elle s'adresse.",
)
def the_notice_is_in_the_language_of_its_readers(f: Facts, _t: Clock) -> Expr:
    """The notice is in the language of the people it is for."""
    return (f.given_where != "nowhere") & ~f.wording.in_their_language


@rule(
    "GDPR 14(3)(a); CNIL SAN-2024-020",
    id="INF-03.late",
    on=NOTICES,
    article="GDPR 14",
    conduct="told-late",
    since=GDPR,
    stated_on="2024-12-05",
    level=Level.STATUTE,
    verified="K",
    fr="Les personnes dont les données viennent d'ailleurs sont informées dans le mois ; les informer plus tard n'efface pas le retard.",
)
def people_of_data_from_elsewhere_are_told_within_a_month(f: Facts, t: Clock) -> Expr:
    """People whose data come from elsewhere are told within a month; to tell them later does not undo the delay."""
    return for_data_from_elsewhere(f) & (f.given.month > t.figure(figure("information-delay")))
