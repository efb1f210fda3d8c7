"""GDPR articles 4(11) and 7, for a form: consent is free, specific, informed, unambiguous and set apart.

Each rule is judged once per form version; whoever agreed through it inherits the verdict (``form.consent_fails``,
CON-12). What is looked at is the whole screen: the act, the way to say no, the words on the buttons, what was told.
A form on whose agreement nobody relies breaks none of them.
"""

from __future__ import annotations

from functools import partial

from licet.law.facts.forms import FORMS
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Burden, Level, Reading, rule

READ = "2026-11-21"
TAGADAMEDIA = "2023-12-29"

_of_forms = partial(rule, on=FORMS, conduct="no-valid-consent", since="2018-05-25", burden=Burden.CONTROLLER)
"""A rule on how consent is asked, in force since the GDPR applies."""


def chosen_by_buttons(f: Facts) -> Expr:
    """Say that people agree by a button: beside a box left empty, by signature or voice, not to act is to refuse."""
    return f.consent_relied_on & f.act_of_agreement.is_in("button_about_the_agreement", "button_about_something_else")


# ------------------------------------------------------------------ free


@_of_forms(
    "GDPR 4(11) et considérant 42",
    id="CON-01.1",
    article="GDPR 4(11)",
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    fr="On ne consent librement que là où l'on peut refuser.",
)
def people_can_refuse(f: Facts, _: Clock) -> Expr:
    """Consent is free only where people can refuse."""
    return f.consent_relied_on & ~f.refusal_offered


@_of_forms(
    "GDPR 4(11) et considérant 42",
    id="CON-01.2",
    article="GDPR 4(11)",
    level=Level.STATUTE,
    verified="V",
    read_on=READ,
    fr="Le refus que propose le formulaire produit son effet.",
)
def a_refusal_takes_effect(f: Facts, _: Clock) -> Expr:
    """The refusal that the form offers takes effect."""
    return f.consent_relied_on & f.refusal_offered & ~f.refusal_takes_effect


@_of_forms(
    "GDPR 7(4) et considérant 43",
    id="CON-01.3",
    article="GDPR 7(4)",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Le jeu, le compte ou le contrat n'est pas subordonné à l'acceptation de la prospection.",
)
def nothing_is_conditional_on_agreeing(f: Facts, _: Clock) -> Expr:
    """No game, account or contract is conditional on agreeing to prospecting, which none of them needs."""
    return f.consent_relied_on & ~f.service_open_to_refusers


# Tagadamedia, Solocal, Caloga: a large button "I take part" against a small link "continue without" in the text.
@_of_forms(
    "GDPR 4(11) ; CNIL, SAN-2023-025, SAN-2025-001 et SAN-2025-002",
    id="CON-01.4",
    article="GDPR 4(11)",
    stated_on=TAGADAMEDIA,
    level=Level.DECISION,
    verified="V",
    read_on=READ,
    fr="Refuser est aussi visible qu'accepter : même taille, même contraste, même forme, côte à côte.",
)
def refusing_is_as_visible_as_accepting(f: Facts, _: Clock) -> Expr:
    """To refuse is as visible as to accept: same size, contrast and shape, side by side."""
    alike = f.refusal_as_prominent & f.refusal_beside_acceptance
    return chosen_by_buttons(f) & f.refusal_offered & ~alike


# ------------------------------------------------------------------ specific


@_of_forms(
    "GDPR 4(11), 6(1)(a), considérants 32 et 43",
    id="CON-02.1",
    article="GDPR 4(11)",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="À chaque finalité son acte : offres propres, offres de partenaires et lecture des ouvertures s'acceptent séparément.",
)
def each_purpose_has_its_act(f: Facts, _: Clock) -> Expr:
    """Each purpose has an act of its own: own offers, partners' offers and the reading of opens are agreed to one by one."""
    return f.consent_relied_on & ~f.one_act_per_purpose


# One act may serve several channels when the request names them (practice, not read in a text): no rule refuses that.
@_of_forms(
    "GDPR 4(11) ; CPCE L.34-5 al. 1",
    id="CON-02.2",
    article="GDPR 4(11)",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="La demande nomme les canaux par lesquels la personne sera sollicitée.",
)
def the_request_names_the_channels(f: Facts, _: Clock) -> Expr:
    """The request names the channels by which the person will be solicited."""
    return f.consent_relied_on & ~f.channels_named


# ------------------------------------------------------------------ informed


@_of_forms(
    "GDPR 4(11) et considérant 42 ; CEPD, lignes directrices 05/2020",
    id="CON-03.1",
    article="GDPR 4(11)",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Avant d'accepter, la personne sait au moins qui se prévaudra de l'accord et pour quoi.",
)
def people_know_who_and_what_for(f: Facts, _: Clock) -> Expr:
    """Before agreeing the person knows at least who will rely on it, and what for (GDPR rec. 42)."""
    told = f.controller_named & f.purposes_told
    return f.consent_relied_on & ~told


@_of_forms(
    "GDPR 4(11) ; CNIL, transmission de données à des partenaires (28 décembre 2018)",
    id="CON-03.2",
    article="GDPR 4(11)",
    stated_on="2018-12-28",
    level=Level.SOFT,
    verified="S",
    read_on=READ,
    fr="La personne voit quels partenaires utiliseront ses données, sur le formulaire ou par un lien placé auprès de la demande et qui s'ouvre.",
)
def people_see_which_partners_will_use_their_data(f: Facts, _: Clock) -> Expr:
    """People see which partners will use their data, on the form or behind a link beside the request that opens."""
    return f.consent_relied_on & f.partners_shown.is_in("not_shown", "dead_link", "link_far_away")


@_of_forms(
    "GDPR 4(11) ; CNIL, transmission de données à des partenaires (28 décembre 2018)",
    id="CON-03.3",
    article="GDPR 4(11)",
    stated_on="2018-12-28",
    level=Level.SOFT,
    verified="S",
    read_on=READ,
    reading=Reading.STRICT,
    contested_by="strict: CNIL and the Advocate General in C-317/25 (2026-09-17), the partner's identity is known at collection; otherwise: kinds of partners are enough, referred by the Conseil d'État (2025-05-05, no 490202), judgment pending",
    contested_by_fr="en ce sens, la CNIL et l'avocat général dans l'affaire C-317/25 (17 septembre 2026), pour qui l'identité du partenaire est connue lors du recueil ; en sens contraire, des catégories de partenaires suffisent, question renvoyée par le Conseil d'État (5 mai 2025, n° 490202), arrêt attendu",
    fr="Des catégories de partenaires (« assureurs ») ne disent pas qui utilisera les données.",
)
def kinds_of_partners_are_no_names(f: Facts, _: Clock) -> Expr:
    """Kinds of partners ("insurers") do not say who will use the data."""
    return f.consent_relied_on & (f.partners_shown == "kinds_only")


@_of_forms(
    "GDPR 4(11) et 7(3) ; CEPD, lignes directrices 05/2020, § 64",
    id="CON-03.4",
    article="GDPR 4(11)",
    level=Level.SOFT,
    verified="S",
    read_on=READ,
    reading=Reading.STRICT,
    contested_by="strict: EDPB 05/2020 counts the kind of data and the right to withdraw among the least one must know; otherwise: recital 42 asks only who and what for, the rest is information under article 13",
    contested_by_fr="en ce sens, les lignes directrices 05/2020 du CEPD comptent la nature des données et le droit de retrait parmi le minimum à savoir ; en sens contraire, le considérant 42 ne demande que de savoir qui traite et dans quel but, le reste étant une information de l'article 13",
    fr="Avant d'accepter, la personne sait quelles données serviront et qu'elle pourra retirer son accord.",
)
def people_know_which_data_and_that_they_can_withdraw(f: Facts, _: Clock) -> Expr:
    """Before agreeing the person knows which data will be used and that the agreement can be withdrawn."""
    told = f.data_types_told & f.withdrawal_told
    return f.consent_relied_on & ~told


# ------------------------------------------------------------------ unambiguous, set apart


@_of_forms(
    "GDPR 4(11) et considérant 32 ; CJUE, 1er octobre 2019, C-673/17, Planet49",
    id="CON-04",
    article="GDPR 4(11)",
    stated_on="2019-10-01",
    level=Level.CASE,
    verified="V",
    read_on=READ,
    fr="On consent par une déclaration ou un acte positif clair : ni case précochée, ni case de refus laissée vide, ni bouton qui dit autre chose, ni silence.",
)
def consent_is_a_clear_positive_act(f: Facts, _: Clock) -> Expr:
    """Consent is a clear positive act: no pre-ticked box, refusal box left empty, button about something else, or silence."""
    passive = f.act_of_agreement.is_in(
        "preticked_box", "refusal_box_left_empty", "terms_accepted", "silence_or_browsing"
    )
    return f.consent_relied_on & (passive | (f.act_of_agreement == "button_about_something_else"))


@_of_forms(
    "GDPR 7(2)",
    id="CON-05",
    article="GDPR 7(2)",
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="La demande d'accord se distingue clairement des conditions générales et de toute autre déclaration.",
)
def the_request_stands_apart_from_terms(f: Facts, _: Clock) -> Expr:
    """The request for consent is clearly set apart from general terms and other statements."""
    return f.consent_relied_on & ~f.set_apart_from_terms


# ------------------------------------------------------------------ design that deceives


@_of_forms(
    "GDPR 4(11) ; CNIL, SAN-2023-025 et SAN-2025-001",
    id="CON-12.1",
    article="GDPR 4(11)",
    stated_on=TAGADAMEDIA,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    fr="Les boutons disent ce qu'ils font : « Je valide » ou « Étape suivante » ne disent ni accord ni refus.",
)
def each_button_says_what_it_does(f: Facts, _: Clock) -> Expr:
    """Each button says what it does: "I validate" and "next step" say neither agreement nor refusal."""
    return chosen_by_buttons(f) & ~f.labels_say_what_they_do


@_of_forms(
    "GDPR 4(11) ; CNIL, SAN-2023-025 et SAN-2025-001",
    id="CON-12.2",
    article="GDPR 4(11)",
    stated_on=TAGADAMEDIA,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    fr="Le formulaire dit ce qu'entraîne le refus.",
)
def the_form_says_what_refusing_does(f: Facts, _: Clock) -> Expr:
    """The form says what refusing does: a bare "I refuse" beside a game leaves one to fear for the game."""
    return chosen_by_buttons(f) & f.refusal_offered & ~f.refusal_effect_told


@_of_forms(
    "GDPR 4(11) ; CNIL, SAN-2023-025 (la doctrine des bandeaux de traceurs sert de référence)",
    id="CON-12.3",
    article="GDPR 4(11)",
    stated_on=TAGADAMEDIA,
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    fr="Refuser ne demande pas plus de clics qu'accepter.",
)
def refusing_takes_no_more_clicks_than_accepting(f: Facts, _: Clock) -> Expr:
    """To refuse takes no more clicks than to accept."""
    return chosen_by_buttons(f) & f.refusal_offered & (f.steps_to_refuse > f.steps_to_accept)


@_of_forms(
    "GDPR 4(11) ; CEPD, lignes directrices 03/2022",
    id="CON-12.4",
    article="GDPR 4(11)",
    level=Level.SOFT,
    verified="K",
    reading=Reading.STRICT,
    contested_by="strict: EDPB 03/2022 counts repeated prompting as deceptive design; otherwise: no French decision on prospecting held it enough by itself",
    contested_by_fr="en ce sens, les lignes directrices 03/2022 du CEPD rangent les sollicitations répétées parmi les interfaces trompeuses ; en sens contraire, aucune décision française sur la prospection ne les a tenues pour suffisantes à elles seules",
    fr="On ne redemande pas aussitôt à qui a refusé.",
)
def nobody_who_refused_is_asked_again_at_once(f: Facts, _: Clock) -> Expr:
    """Nobody who refused is asked again in the same visit."""
    return f.consent_relied_on & f.asks_again_after_refusal
