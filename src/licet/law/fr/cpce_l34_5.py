"""CPCE article L.34-5: electronic and automated prospecting of natural persons.

The rules here judge a person, and the forms through which people agreed; what each message must bear (al. 3 and 5)
stands in ``cpce_l34_5_messages``. The three ways past consent are clauses of CPC-01, not rules: who fails a
condition of the existing-customer exception (CUS-01), or of the professional line (PRO-01), needs consent. Who is under
it needs no lawful basis beside (CUS-04: CJEU C-654/23, GDPR 95). What a party or a charity sends for its cause (SPE-03)
and people abroad (SPE-05) are outside this text and the consumer code, and stay under GDPR 12 to 22.

Where only one side of a contest lets a message go, the settled rule lets it go and a strict rule refuses: so a
breach on every reading and a breach on one reading come out apart.
"""

from __future__ import annotations

from licet.law.facts.forms import FORMS
from licet.law.facts.persons import PERSONS
from licet.law.figures import figure
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Burden, Level, Reading, rule
from licet.terms.words import ELECTRONIC, Channel

READ = "2026-11-21"


def agreed_beforehand(f: Facts, t: Clock) -> Expr:
    """Say that the person agreed to this channel before the act, and has not gone back on it since."""
    given = f.consent.given_at.happened & (f.consent.given_at < t.at)
    standing = (
        ~f.consent.withdrawn_at.happened
        | (f.consent.withdrawn_at < f.consent.given_at)
        | (f.consent.withdrawn_at > t.at)
    )
    # a partner shown by kind only is contested until CJEU C-317/25: PAR-03 says so, and this rule leaves it there
    shown = f.consent.names_controller | f.partner.shown_by_category_only
    return given & standing & f.consent.covers_channel & shown


def consent_is_not_needed(f: Facts, t: Clock) -> Expr:
    """Say that a way past consent is open, on some reading: existing customer, professional, address of a legal person."""
    contested = freemium_account_exception(f, t) | existing_customer_called_by_machine(f, t)
    return consent_is_not_needed_on_any_reading(f, t) | contested


def consent_is_not_needed_on_any_reading(f: Facts, t: Clock) -> Expr:
    """Say that one of the three ways past consent is open and nobody disputes it, or that L.34-5 speaks of none."""
    exception = existing_customer_exception(f, t) | professional_line(f, t) | address_of_a_legal_person(f)
    return exception | outside_prospecting_law(f)


def outside_prospecting_law(f: Facts) -> Expr:
    """Say that L.34-5 and the consumer code do not speak of it: nothing sold is promoted (SPE-03), or abroad (SPE-05)."""
    return ~f.solicitation.promotes | f.person.lives_abroad


def existing_customer_exception(f: Facts, t: Clock) -> Expr:
    """Say that every condition of L.34-5 al. 4 holds (CUS-01), but for the means to refuse in each message (CPC-05)."""
    return _customer_conditions(f, t) & f.act.channel.is_in(Channel.EMAIL, Channel.SMS)


def existing_customer_called_by_machine(f: Facts, t: Clock) -> Expr:
    """Say that those conditions hold, but for an automated call, which al. 4 does not name (CPC-08)."""
    return _customer_conditions(f, t) & (f.act.channel == Channel.AUTOMATED_CALL)


def _customer_conditions(f: Facts, t: Clock) -> Expr:
    bought = f.sale.at.happened & (f.sale.at <= t.at) & f.sale.by_this_controller & f.sale.offer_is_analogous
    collected = f.collection.from_person & f.sale.told_of_prospecting & f.sale.objection_offered
    return bought & collected & ~objected(f, t)


def freemium_account_exception(f: Facts, t: Clock) -> Expr:
    """Say that a free account in an offer with a paid tier stands for the sale (CUS-03, CJEU C-654/23)."""
    account = f.account.without_purchase & f.account.in_paid_offer & f.sale.offer_is_analogous
    collected = f.collection.from_person & f.collection.told_of_prospecting & f.collection.could_object
    by_mail = f.act.channel.is_in(Channel.EMAIL, Channel.SMS)
    return account & collected & by_mail & ~objected(f, t)


def professional_line(f: Facts, t: Clock) -> Expr:
    """Say that PRO-01 holds: a professional, told, able to object, solicited about the profession, not by fax."""
    told = f.collection.told_of_prospecting & f.collection.could_object
    channel = f.act.channel.is_in(Channel.EMAIL, Channel.SMS, Channel.AUTOMATED_CALL)
    return (f.capacity == "professional") & f.profession.offer_relates & told & channel & ~objected(f, t)


def address_of_a_legal_person(f: Facts) -> Expr:
    """Say that PRO-02 holds: a generic address that belongs to a legal person."""
    return f.contact_point.is_generic & f.contact_point.owner_is_legal_person


def objected(f: Facts, t: Clock) -> Expr:
    """Say that the person had objected to this before the act."""
    return f.objection.made_at.happened & (f.objection.made_at <= t.at) & f.objection.covers_act


@rule(
    "CPCE L.34-5 al. 1",
    id="CPC-01",
    on=PERSONS,
    article="CPCE L.34-5",
    conduct="no-valid-consent",
    channels=ELECTRONIC,
    since="2004-07-10",
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    burden=Burden.CONTROLLER,
    fr="Nul n'est prospecté par voie électronique sans avoir au préalable accepté de l'être par ce moyen.",
)
def no_electronic_prospecting_without_prior_consent(f: Facts, t: Clock) -> Expr:
    """Nobody is prospected by electronic means without having agreed beforehand to that means."""
    return ~agreed_beforehand(f, t) & ~consent_is_not_needed(f, t)


@rule(
    "CPCE L.34-5 al. 2",
    id="CPC-02.1",
    on=PERSONS,
    article="CPCE L.34-5",
    conduct="no-valid-consent",
    channels=ELECTRONIC,
    since="2004-07-10",
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    burden=Burden.CONTROLLER,
    fr="L'accord est une volonté exprimée par un acte et pour cet usage ; accepter des conditions générales n'est pas accepter d'être prospecté.",
)
def agreement_is_a_will_expressed_for_this_use(f: Facts, t: Clock) -> Expr:
    """Agreement is a will expressed by an act and for this use; to accept terms is not to accept prospecting."""
    expressed = f.consent.by_positive_act & f.consent.covers_purpose
    return f.consent.given_at.happened & ~expressed & ~consent_is_not_needed(f, t)


# CE 2015-03-11 no 368624 (TUTO4PC): terms. Pre-ticked boxes were condemned by the CNIL before the GDPR.
@rule(
    "CPCE L.34-5 al. 2 ; Conseil d'État, 11 mars 2015, no 368624",
    id="CPC-02.2",
    on=FORMS,
    article="CPCE L.34-5 al. 2",
    conduct="no-valid-consent",
    since="2004-07-10",
    stated_on="2015-03-11",
    level=Level.CASE,
    verified="S",
    read_on=READ,
    burden=Burden.CONTROLLER,
    fr="Un formulaire ne tire pas un accord à la prospection de l'acceptation de conditions ni d'une case précochée.",
)
def no_agreement_is_drawn_from_terms_or_a_preticked_box(f: Facts, _: Clock) -> Expr:
    """A form draws no agreement to prospecting from accepted terms or a pre-ticked box."""
    return f.consent_relied_on & f.act_of_agreement.is_in("terms_accepted", "preticked_box")


@rule(
    "CPCE L.34-5 al. 2",
    id="CPC-02.3",
    on=FORMS,
    article="CPCE L.34-5 al. 2",
    conduct="no-valid-consent",
    since="2004-07-10",
    stated_on="2015-06-01",
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    burden=Burden.CONTROLLER,
    fr="Le formulaire dit ce qui sera reçu : un accord à « toutes les lettres du groupe » sans leur liste n'est pas spécifique.",
)
def the_form_says_what_will_come(f: Facts, _: Clock) -> Expr:
    """The form says what will come: one agreement to all newsletters of a group, unlisted, is not specific."""
    return f.consent_relied_on & ~f.offers_listed


# Condition (6) seen on the form itself: an address to write to later is no refusal at collection (TotalEnergies).
@rule(
    "CPCE L.34-5 al. 4 ; CNIL, SAN-2022-011",
    id="CUS-01.form",
    on=FORMS,
    article="CPCE L.34-5 al. 4",
    conduct="no-valid-consent",
    since="2004-07-10",
    level=Level.STATUTE,
    verified="S",
    read_on="2026-11-21",
    burden=Burden.CONTROLLER,
    fr="Le formulaire qui recueille l'adresse d'un client pour des offres sans accord lui permet de les refuser sur-le-champ, simplement et sans frais.",
)
def the_form_that_takes_a_customers_address_lets_him_refuse(f: Facts, _: Clock) -> Expr:
    """The form that takes a customer's address for offers without agreement lets him refuse them there and then, simply and free."""
    return f.used_without_agreement & ~f.objection_offered


# Statute: "courrier électronique" only (al. 4). CNIL sheet of 2022-01-26: the exception holds for automated calls too.
@rule(
    "CPCE L.34-5 al. 1 et 4 ; C. conso L.223-7",
    id="CPC-08.1",
    on=PERSONS,
    article="CPCE L.34-5",
    conduct="no-valid-consent",
    channels=[Channel.AUTOMATED_CALL],
    since="2004-07-10",
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    burden=Burden.CONTROLLER,
    reading=Reading.STRICT,
    contested_by="strict: L.34-5 al. 4 excepts electronic mail alone; otherwise: CNIL sheet of 2022-01-26 extends the exception to automated calls",
    contested_by_fr="en ce sens, l'exception de L.34-5 al. 4 ne vise que le courrier électronique ; en sens contraire, la fiche de la CNIL du 26 janvier 2022 l'étend aux automates d'appel",
    fr="L'exception du client existant ne vaut que pour le courrier électronique : un client n'est appelé par automate que s'il l'a accepté.",
)
def no_automated_call_to_a_customer_who_did_not_agree(f: Facts, t: Clock) -> Expr:
    """The existing-customer exception is for electronic mail: a customer is called by machine only after agreeing to it."""
    elsewhere = professional_line(f, t) | address_of_a_legal_person(f) | outside_prospecting_law(f)
    return existing_customer_called_by_machine(f, t) & ~agreed_beforehand(f, t) & ~elsewhere


# No `stated_on`: the CNIL's side (Brico Privé, 2021) reads the word "vente" as it stood in 2004.
@rule(
    "CPCE L.34-5 al. 4",
    id="CUS-03",
    on=PERSONS,
    article="CPCE L.34-5",
    conduct="no-valid-consent",
    channels=[Channel.EMAIL, Channel.SMS],
    since="2004-07-10",
    level=Level.DECISION,
    verified="V",
    read_on=READ,
    burden=Burden.CONTROLLER,
    reading=Reading.STRICT,
    contested_by="strict: CNIL (an account is no sale); otherwise: CJEU 2025-11-13 C-654/23 Inteligo Media (a free account in an offer with a paid tier is obtained in the context of a sale)",
    contested_by_fr="en ce sens, la CNIL (ouvrir un compte n'est pas acheter) ; en sens contraire, CJUE, 13 novembre 2025, C-654/23, Inteligo Media (ce qui est donné pour un compte gratuit, dans une offre à niveau payant, est recueilli à l'occasion d'une vente)",
    fr="Ouvrir un compte n'est pas acheter : sans achat, l'exception du client existant ne joue pas, même si l'offre a un niveau payant.",
)
def no_customer_exception_for_an_account_without_purchase(f: Facts, t: Clock) -> Expr:
    """To open an account is not to buy: without a purchase there is no existing customer, even in a freemium offer."""
    return freemium_account_exception(f, t) & ~agreed_beforehand(f, t) & ~consent_is_not_needed_on_any_reading(f, t)


@rule(
    "GDPR 5(1)(e) ; CPCE L.34-5 al. 4",
    id="CUS-05",
    on=PERSONS,
    article="GDPR 5(1)(e)",
    conduct="kept-too-long",
    channels=[Channel.EMAIL, Channel.SMS],
    since="2018-05-25",
    stated_on="2022-02-03",
    level=Level.SOFT,
    verified="S",
    read_on=READ,
    fr="L'exception du client existant cesse avec la conservation : trois ans après la fin de la relation et le dernier acte du client.",
)
def no_customer_exception_beyond_the_retention_of_customers(f: Facts, t: Clock) -> Expr:
    """The existing-customer exception ends with retention: three years after the relation and the customer's last act."""
    limit = t.over(figure("customer-retention"))
    left = f.customer.relation_ended_on.happened & (f.customer.relation_ended_on <= limit)
    over = ~f.customer.is_active & left & (f.last_act.on <= limit) & ~f.retention.longer_period_justified
    return existing_customer_exception(f, t) & ~agreed_beforehand(f, t) & over
