"""GDPR articles 4(11) and 7, for a person: the consent relied on is shown, still the same, and not swapped for an interest.

How consent was asked is judged on the form (``gdpr_7_forms``), once for everybody who agreed through it; here the
person inherits that verdict (CON-12). On the electronic channels these rules stand behind CPCE L.34-5.
"""

from __future__ import annotations

import datetime as dt
from functools import partial

from licet.law.facts.persons import PERSONS
from licet.law.fr.cpce_l34_5 import consent_is_not_needed
from licet.rules import formulas as fm
from licet.rules.clock import Clock
from licet.rules.expressions import Expr, Quantity
from licet.rules.facts import Facts
from licet.rules.rule import Burden, Level, rule
from licet.rules.values import Kind, encode_instant
from licet.terms.words import ELECTRONIC, Audience, Channel

READ = "2026-11-21"
_FIRST_SECOND = fm.Constant(encode_instant(dt.datetime.fromisoformat("2018-05-25T00:00:00+02:00"))[0])
GDPR_APPLIES = Quantity(None, Kind.INSTANT, _FIRST_SECOND, _FIRST_SECOND)
"""The first second of the GDPR in France."""

_of_consent = partial(rule, on=PERSONS, conduct="no-valid-consent", burden=Burden.CONTROLLER, read_on=READ)
"""A rule on the consent of one person, which the controller has to show."""


def said_to_have_agreed(f: Facts) -> Expr:
    """Say that the person is said to have agreed; where nobody is, CPC-01 speaks."""
    return f.consent.given_at.happened


def no_longer_standing(f: Facts, t: Clock) -> Expr:
    """Say that the person withdrew the agreement before the act and did not renew it."""
    return (
        f.consent.withdrawn_at.happened
        & (f.consent.withdrawn_at <= t.at)
        & (f.consent.withdrawn_at >= f.consent.given_at)
    )


def cannot_bear_the_act(f: Facts, t: Clock) -> Expr:
    """Say that the agreement that was asked for is spoilt, unproven or gone."""
    spoilt = f.form.consent_fails | ~f.consent.by_positive_act | ~f.consent.names_controller
    return spoilt | ~f.consent.proof_names_person | no_longer_standing(f, t)


@_of_consent(
    "GDPR 7(1)",
    id="CON-06.1",
    article="GDPR 7(1)",
    channels=ELECTRONIC,
    since="2018-05-25",
    stated_on="2020-12-07",
    level=Level.STATUTE,
    verified="S",
    fr="Le responsable démontre que cette personne-là a consenti : ni facture portant « opt-in », ni promesse du vendeur.",
)
def the_proof_speaks_of_this_person(f: Facts, t: Clock) -> Expr:
    """Whoever relies on consent shows that this very person agreed: no invoice that says "opt-in", no seller's promise."""
    return ~f.consent.proof_names_person & ~consent_is_not_needed(f, t)


@_of_consent(
    "GDPR 7(1)",
    id="CON-06.2",
    article="GDPR 7(1)",
    channels=ELECTRONIC,
    since="2018-05-25",
    level=Level.STATUTE,
    verified="S",
    fr="Le responsable démontre à quel moment la personne a consenti.",
)
def the_proof_shows_when(f: Facts, t: Clock) -> Expr:
    """Whoever relies on consent shows when the person agreed."""
    return ~f.consent.proof_shows_time & ~consent_is_not_needed(f, t)


# Not asked for: unknown, hence undetermined. Asked for and not produced, or a bare line `email;optin=1;date`: no.
@_of_consent(
    "GDPR 7(1)",
    id="CON-06.3",
    article="GDPR 7(1)",
    channels=ELECTRONIC,
    since="2018-05-25",
    level=Level.STATUTE,
    verified="S",
    fr="Le responsable démontre ce que la personne avait sous les yeux : la version du formulaire et ses mots.",
)
def the_proof_shows_the_words_seen(f: Facts, t: Clock) -> Expr:
    """Whoever relies on consent shows what the person saw: the version of the form and its words."""
    return ~f.consent.proof_shows_wording & ~consent_is_not_needed(f, t)


# No legal life for consent to e-mail or SMS (EDPB 05/2020): retention ends its use (RET-01), or a change of what was agreed to.
@_of_consent(
    "GDPR 4(11) et 6(1)(a) ; CEPD, lignes directrices 05/2020",
    id="CON-09",
    article="GDPR 4(11)",
    channels=ELECTRONIC,
    since="2018-05-25",
    level=Level.SOFT,
    verified="S",
    fr="L'accord ne survit pas au changement du traitement accepté : il en faut un nouveau.",
)
def no_consent_outlives_the_processing_it_was_given_to(f: Facts, t: Clock) -> Expr:
    """Consent does not outlive a change of the processing agreed to: a new one is needed."""
    return said_to_have_agreed(f) & f.consent.processing_changed_since & ~consent_is_not_needed(f, t)


@_of_consent(
    "GDPR considérant 171",
    id="CON-10",
    article="GDPR 4(11)",
    channels=ELECTRONIC,
    since="2018-05-25",
    level=Level.STATUTE,
    verified="S",
    fr="Un accord antérieur au 25 mai 2018 ne vaut que s'il répond au RGPD : acte positif clair, pour cette finalité, démontré.",
)
def no_older_consent_below_the_standard_of_the_gdpr(f: Facts, t: Clock) -> Expr:
    """Consent older than 25 May 2018 counts only if it meets the GDPR: clear positive act, this purpose, shown."""
    older = f.consent.given_at.happened & (f.consent.given_at < GDPR_APPLIES)
    meets_it = f.consent.by_positive_act & f.consent.covers_purpose & f.consent.proof_names_person
    return older & ~meets_it & ~consent_is_not_needed(f, t)


# Told, and free to object simply: the interest stands in its own right (SPE-04), it is not swapped in silently.
@_of_consent(
    "GDPR 6(1) ; CEPD, lignes directrices 05/2020 ; CNIL, SAN-2025-002",
    id="CON-11",
    article="GDPR 6",
    channels=[Channel.TELEPHONE, Channel.POST],
    audience=[Audience.CONSUMER],
    since="2018-05-25",
    stated_on="2025-05-15",
    level=Level.SOFT,
    verified="S",
    fr="Qui a demandé l'accord pour ce canal et ne l'a pas valablement obtenu ne se rabat pas en silence sur l'intérêt légitime.",
)
def no_silent_swap_of_a_failed_consent_for_an_interest(f: Facts, t: Clock) -> Expr:
    """Whoever asked for agreement to this channel and did not validly get it does not fall back on legitimate interest."""
    asked = f.consent.given_at.happened & f.consent.covers_channel
    told_and_free = f.collection.told_of_prospecting & f.collection.could_object
    return asked & cannot_bear_the_act(f, t) & ~told_and_free


# Since 2004, because L.34-5 al. 2 spoils a consent too (CPC-02.2, CPC-02.3); each rule on forms has its own first day.
@_of_consent(
    "GDPR 4(11) et 7 ; CPCE L.34-5 al. 2",
    id="CON-12",
    article="GDPR 4(11)",
    channels=ELECTRONIC,
    since="2004-07-10",
    level=Level.STATUTE,
    verified="S",
    fr="Un accord recueilli par un formulaire qui vicie le consentement ne permet de prospecter personne.",
)
def no_use_of_a_consent_that_the_form_spoilt(f: Facts, t: Clock) -> Expr:
    """Consent given through a form that spoils it lets nobody be prospected."""
    return said_to_have_agreed(f) & f.form.consent_fails & ~consent_is_not_needed(f, t)
