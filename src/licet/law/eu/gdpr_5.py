"""GDPR article 5(1)(b), (c) and (e): for what, how much and how long."""

from __future__ import annotations

from dataclasses import dataclass

from licet.law.facts.fields import FIELDS
from licet.law.facts.persons import PERSONS
from licet.law.facts.retention import RETENTION
from licet.law.facts.suppressions import SUPPRESSIONS
from licet.law.figures import Figure, figure
from licet.law.fr.cpce_l34_5 import address_of_a_legal_person, agreed_beforehand
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, rule
from licet.terms.words import Channel

APPLIES = "2018-05-25"
READ = "2026-11-21"
TOO_LONG = "kept-too-long"
REFERENTIAL = "2022-02-03"
"""The CNIL's *référentiel gestion commerciale*. Three years was its yardstick before, in NS-48: Performeclic (2020) applied it."""
LIST_SHEET, LIST_NOTICE = "2022-01-27", "2023-06-26"
"""The CNIL's sheet on suppression lists; its formal notice MED-2023-040 on what a list may hold."""


@dataclass(frozen=True, slots=True)
class InMonths:
    """A figure in years, to compare with a period declared in months."""

    years: Figure

    @property
    def name(self) -> str:
        """The name it is cited by."""
        return f"{self.years.name}-in-months"

    def value_on(self, day: int) -> int:
        """Return the number of months in force on a day."""
        return 12 * self.years.value_on(day)


def in_the_active_base(f: Facts) -> Expr:
    """Say that the row is personal data outside an archive, with no documented reason to keep it longer."""
    return ~f.archive.only & ~f.retention.longer_period_justified & ~address_of_a_legal_person(f)


def no_act_for_three_years(f: Facts, t: Clock) -> Expr:
    """Say that the person did nothing within the period; opens, unsubscribe clicks and our own mail are no acts of theirs."""
    return f.last_act.on <= t.over(figure("prospect-retention"))


@rule(
    "GDPR 5(1)(e); CNIL référentiel gestion commerciale",
    id="RET-01",
    on=PERSONS,
    article="GDPR 5(1)(e)",
    conduct=TOO_LONG,
    since=APPLIES,
    stated_on=REFERENTIAL,
    level=Level.SOFT,
    verified="S",
    read_on=READ,
    fr="Un prospect n'est pas conservé en base active plus de trois ans après la collecte ou son dernier acte ; ouvrir un message n'en est pas un.",
)
def a_prospect_is_not_kept_beyond_three_years_without_an_act(f: Facts, t: Clock) -> Expr:
    """A prospect is not kept active beyond three years from collection or from their last act; an open is no act."""
    prospect = ~f.customer.is_active & ~f.customer.relation_ended_on.happened
    collected_long_ago = f.collection.on <= t.over(figure("prospect-retention"))
    return prospect & collected_long_ago & no_act_for_three_years(f, t) & in_the_active_base(f)


@rule(
    "GDPR 5(1)(e); CNIL 2022-12-05 (vente de fichiers clients)",
    id="RET-02",
    on=PERSONS,
    article="GDPR 5(1)(e)",
    conduct=TOO_LONG,
    since=APPLIES,
    stated_on="2022-12-05",
    level=Level.SOFT,
    verified="V",
    read_on=READ,
    fr="Un client n'est pas conservé en base active plus de trois ans après la fin de la relation ou son dernier acte.",
)
def a_customer_is_not_kept_beyond_three_years_after_the_relation(f: Facts, t: Clock) -> Expr:
    """A customer is not kept active beyond three years from the end of the relation or from their last act."""
    ended = f.customer.relation_ended_on.happened & (
        f.customer.relation_ended_on <= t.over(figure("customer-retention"))
    )
    return ~f.customer.is_active & ended & no_act_for_three_years(f, t) & in_the_active_base(f)


@rule(
    "GDPR 5(1)(e) and (b); CNIL NS-48 art. 5",
    id="RET-04",
    on=PERSONS,
    article="GDPR 5(1)(e)",
    conduct="archive-used",
    channels=tuple(Channel),
    since=APPLIES,
    level=Level.SOFT,
    verified="S",
    read_on=READ,
    fr="Une fiche conservée seulement en archive ne sert pas à solliciter.",
)
def an_archived_record_is_not_used_to_solicit(f: Facts, _: Clock) -> Expr:
    """A record kept as archive only is not used to solicit."""
    return f.archive.only


@rule(
    "GDPR 5(1)(b)",
    id="RET-07",
    on=PERSONS,
    article="GDPR 5(1)(b)",
    conduct="other-purpose",
    since=APPLIES,
    level=Level.STATUTE,
    verified="K",
    fr="Des données remises pour autre chose ne servent à solliciter qu'après information et sur une base, ou pour des offres analogues à un achat.",
)
def data_given_for_something_else_do_not_serve_to_solicit(f: Facts, t: Clock) -> Expr:
    """Data given for something else serve to solicit only on notice and a basis, or for goods like those bought."""
    like_goods = f.sale.at.happened & (f.sale.at <= t.at) & f.sale.by_this_controller & f.sale.offer_is_analogous
    carried_over = f.collection.told_of_new_purpose | agreed_beforehand(f, t) | like_goods
    return f.collection.for_another_purpose & ~carried_over & ~address_of_a_legal_person(f)


@rule(
    "GDPR 5(1)(e); CNIL référentiel gestion commerciale",
    id="RET-01.declared",
    on=RETENTION,
    article="GDPR 5(1)(e)",
    conduct=TOO_LONG,
    since=APPLIES,
    stated_on=REFERENTIAL,
    level=Level.SOFT,
    verified="S",
    read_on=READ,
    fr="La durée déclarée pour les prospects n'excède pas trois ans, sauf motifs écrits.",
)
def the_declared_period_for_prospects_is_three_years_at_most(f: Facts, t: Clock) -> Expr:
    """The period declared for prospects is three years at most, unless reasons are written down."""
    longer = f.period.months > t.figure(InMonths(figure("prospect-retention")))
    return (f.kept.whom == "prospects") & longer & ~f.period.reasons_written


@rule(
    "GDPR 5(1)(e); CNIL référentiel gestion commerciale",
    id="RET-01.clock",
    on=RETENTION,
    article="GDPR 5(1)(e)",
    conduct=TOO_LONG,
    since=APPLIES,
    stated_on=REFERENTIAL,
    level=Level.SOFT,
    verified="S",
    read_on=READ,
    fr="La durée ne repart ni à l'ouverture d'un message, ni à un envoi de l'organisme, ni au clic de désabonnement, ni à ce que l'on apprend de la personne par ailleurs.",
)
def only_an_act_of_the_person_starts_the_period_anew(f: Facts, _: Clock) -> Expr:
    """Only an act of the person starts the period anew: no open, message of ours, click to unsubscribe or news from elsewhere."""
    by_us = f.clock.restarts_on_own_message | f.clock.restarts_on_news
    return f.clock.restarts_on_open | f.clock.restarts_on_unsubscribe | by_us


@rule(
    "GDPR 5(1)(e); CNIL 2022-12-05 (vente de fichiers clients)",
    id="RET-02.declared",
    on=RETENTION,
    article="GDPR 5(1)(e)",
    conduct=TOO_LONG,
    since=APPLIES,
    stated_on="2022-12-05",
    level=Level.SOFT,
    verified="V",
    read_on=READ,
    fr="La durée déclarée pour les clients, à des fins de prospection, n'excède pas la relation et trois ans, sauf motifs écrits.",
)
def the_declared_period_for_customers_is_three_years_after_the_relation(f: Facts, t: Clock) -> Expr:
    """The period declared to prospect customers is three years after the relation at most, unless reasons are written."""
    longer = f.period.months > t.figure(InMonths(figure("customer-retention")))
    return (f.kept.whom == "customers") & longer & ~f.period.reasons_written


@rule(
    "GDPR 5(1)(e); CNIL référentiel gestion commerciale",
    id="RET-03",
    on=RETENTION,
    article="GDPR 5(1)(e)",
    conduct=TOO_LONG,
    since=APPLIES,
    stated_on=REFERENTIAL,
    level=Level.SOFT,
    verified="K",
    fr="Qui ne répond pas, au terme, à la question de continuer n'est plus conservé en base active.",
)
def silence_at_term_is_a_no(f: Facts, _: Clock) -> Expr:
    """Whoever does not answer, at term, whether to hear on is not kept active."""
    return f.term.asks & f.term.silence_keeps


@rule(
    "CNIL référentiel gestion commerciale",
    id="RET-03.message",
    on=RETENTION,
    article="GDPR 5(1)(e)",
    conduct=TOO_LONG,
    since=APPLIES,
    stated_on=REFERENTIAL,
    level=Level.SOFT,
    advice=True,
    verified="K",
    fr="La question posée au terme l'est en un seul message, sans publicité.",
)
def the_question_at_term_is_one_message_without_advertising(f: Facts, _: Clock) -> Expr:
    """The question asked at term is one message, and advertises nothing."""
    return f.term.asks & ((f.term.messages > 1) | f.term.message_promotes)


@rule(
    "GDPR 5(1)(e); CNIL NS-48 art. 5",
    id="RET-04.apart",
    on=RETENTION,
    article="GDPR 5(1)(e)",
    conduct=TOO_LONG,
    since=APPLIES,
    level=Level.SOFT,
    verified="S",
    read_on=READ,
    fr="Ce qui est gardé après le terme, comme preuve ou par obligation, l'est à part de la base active.",
)
def what_is_kept_as_evidence_lies_apart(f: Facts, _: Clock) -> Expr:
    """What is kept after term, as proof or by duty, lies apart from the active base."""
    return f.term.kept_as_evidence & ~f.archive.is_apart


@rule(
    "GDPR 5(1)(c); CNIL MED-2023-040",
    id="RET-05",
    on=SUPPRESSIONS,
    article="GDPR 5(1)(c)",
    conduct="suppression-list-too-rich",
    since=APPLIES,
    stated_on=LIST_NOTICE,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    fr="Une liste repoussoir ne contient que ce qui bloque : l'identifiant et la date.",
)
def a_suppression_list_holds_only_what_blocks(f: Facts, _: Clock) -> Expr:
    """A suppression list holds only what blocks: the identifier and the day."""
    return f.entry.fields_beyond_key > 0


@rule(
    "GDPR 5(1)(b); CNIL 2022-01-27 (liste repoussoir)",
    id="RET-05.purpose",
    on=SUPPRESSIONS,
    article="GDPR 5(1)(b)",
    conduct="suppression-list-misused",
    since=APPLIES,
    stated_on=LIST_SHEET,
    level=Level.SOFT,
    verified="V",
    read_on=READ,
    fr="Une liste repoussoir ne sert qu'à respecter les oppositions.",
)
def a_suppression_list_serves_only_to_block(f: Facts, _: Clock) -> Expr:
    """A suppression list serves only to honour objections."""
    return f.use.beyond_blocking


@rule(
    "GDPR 21(3); CNIL 2022-01-27 (liste repoussoir)",
    id="RET-05.deliveries",
    on=SUPPRESSIONS,
    article="GDPR 21",
    conduct="suppression-lost",
    since=APPLIES,
    stated_on=LIST_SHEET,
    level=Level.SOFT,
    advice=True,
    verified="S",
    read_on=READ,
    fr="Chaque livraison est confrontée à la liste repoussoir avant usage.",
)
def every_delivery_is_screened_before_use(f: Facts, _: Clock) -> Expr:
    """Every delivery is confronted with the suppression list before use."""
    # not to screen exposes objectors; the breach is to solicit one of them anew (OTH-23.return)
    return f.imports.happen & ~f.imports.are_screened


@rule(
    "CNIL 2022-01-27 (liste repoussoir)",
    id="RET-05.period",
    on=SUPPRESSIONS,
    article="GDPR 21",
    conduct="suppression-lost",
    since=APPLIES,
    stated_on=LIST_SHEET,
    level=Level.SOFT,
    advice=True,
    verified="S",
    read_on=READ,
    fr="Une opposition reste inscrite au moins trois ans.",
)
def an_objection_stays_listed_three_years(f: Facts, t: Clock) -> Expr:
    """An objection stays listed for three years at least."""
    # purging early is no breach: the new solicitation is (law.md 0 bis 6)
    return f.entry.kept_months < t.figure(InMonths(figure("suppression-retention")))


@rule(
    "CNIL 2022-01-27 (liste repoussoir)",
    id="RET-05.form",
    on=SUPPRESSIONS,
    article="GDPR 5(1)(c)",
    conduct="suppression-list-too-rich",
    since=APPLIES,
    stated_on=LIST_SHEET,
    level=Level.SOFT,
    advice=True,
    verified="S",
    read_on=READ,
    fr="L'identifiant d'une liste repoussoir est de préférence une empreinte à clé secrète.",
)
def a_listed_identifier_is_best_a_keyed_fingerprint(f: Facts, _: Clock) -> Expr:
    """A listed identifier is best kept as a fingerprint with a secret key."""
    # a digest without a key is undone by trying every number: it is no anonymisation
    return f.entry.form.is_in("clear", "plain_digest")


@rule(
    "GDPR 5(1)(c); CNIL SAN-2020-016",
    id="RET-06",
    on=FIELDS,
    article="GDPR 5(1)(c)",
    conduct="field-not-needed",
    since=APPLIES,
    stated_on="2020-12-07",
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    fr="Aucune donnée n'est détenue dont ni un canal en service ni une autre finalité déclarée n'a besoin.",
)
def no_field_is_held_that_nothing_needs(f: Facts, _: Clock) -> Expr:
    """No field is held that neither a channel in use nor another declared purpose needs."""
    return (f.field.filled_rows > 0) & ~f.field.used_by_active_channel & ~f.field.used_by_other_purpose
