"""Loi Informatique et Libertés, article 82: tracers on sites and in applications (OTH-06, ``site_visits``).

The duty stood in article 32 II from 2011-08-27 to 2019-05-31 (twins at the end). What makes a refusal as easy as an
acceptance, and browsing on no agreement, is judged from 2021-04-01: the CNIL's guidelines of 2020-09-17 left until
2021-03-31 to adapt. Paying or accepting (*cookie walls*) is left out: neither forbidden nor free as such (Conseil d'État,
2020-06-19, no 434684).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial

from licet.law.facts.site_visits import SITE_VISITS
from licet.law.figures import figure
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Burden, Level, Reading, Rule, rule
from licet.rules.values import encode_day

GUIDELINES = "LIL 82 ; CNIL, délibération 2020-091"
STATED = "2020-09-17"
ADAPTED = "2021-04-01"
WITHOUT_CHOICE, HARDER, NOT_TOLD = "tracers-without-choice", "tracers-harder-to-refuse", "tracers-not-explained"

_of_visits = partial(rule, on=SITE_VISITS, article="LIL 82", verified="K", burden=Burden.CONTROLLER)
of_the_text = partial(_of_visits, "LIL 82", since="2019-06-01", level=Level.STATUTE)
of_the_guidelines = partial(_of_visits, GUIDELINES, since=ADAPTED, stated_on=STATED, level=Level.SOFT)

# ------------------------------------------------------------------ nothing without a choice, or against it


@of_the_text(
    id="OTH-06.unasked",
    conduct=WITHOUT_CHOICE,
    fr="Aucun traceur qui exige un accord n'est déposé ni lu avant que le visiteur ait choisi.",
)
def no_tracer_before_a_choice(f: Facts, _: Clock) -> Expr:
    """No tracer that needs an agreement is set or read before the visitor has chosen."""
    return f.tracers.before_choice


@of_the_text(
    id="OTH-06.refused",
    conduct=WITHOUT_CHOICE,
    fr="Après un refus, aucun traceur qui exige un accord n'est déposé ni lu.",
)
def no_tracer_after_a_refusal(f: Facts, _: Clock) -> Expr:
    """After a refusal, no tracer that needs an agreement is set or read."""
    return f.tracers.after_refusal


@of_the_text(
    id="OTH-06.withdrawn",
    conduct=WITHOUT_CHOICE,
    fr="Après le retrait de l'accord, les traceurs qui l'exigeaient ne sont plus lus.",
)
def no_tracer_after_a_withdrawal(f: Facts, _: Clock) -> Expr:
    """After the agreement is taken back, tracers that needed it are no longer read."""
    return f.tracers.after_withdrawal


@_of_visits(
    "LIL 82 ; CJUE, 1er octobre 2019, C-673/17, Planet49",
    id="OTH-06.act",
    conduct=WITHOUT_CHOICE,
    since="2019-06-01",
    stated_on="2019-10-01",
    level=Level.CASE,
    fr="Un réglage trouvé activé ou des conditions acceptées ne sont pas un accord aux traceurs.",
)
def a_setting_found_on_is_no_agreement(f: Facts, _: Clock) -> Expr:
    """A setting found on, or terms accepted, is no agreement to tracers."""
    return f.agreement.act.is_in("on_by_default", "terms_accepted")


@of_the_guidelines(
    id="OTH-06.browsing",
    conduct=WITHOUT_CHOICE,
    fr="Poursuivre sa navigation n'est pas accepter les traceurs.",
)
def browsing_on_is_no_agreement(f: Facts, _: Clock) -> Expr:
    """To go on browsing is no agreement to tracers."""
    return f.agreement.act == "browsing_on"


# ------------------------------------------------------------------ as easy to refuse and take back as to accept


@of_the_guidelines(
    id="OTH-06.no-refusal",
    conduct=HARDER,
    fr="Le site donne lui-même un moyen de refuser les traceurs.",
)
def the_site_gives_a_means_to_refuse(f: Facts, _: Clock) -> Expr:
    """The site itself gives a means to refuse tracers."""
    return ~f.refusal.offered


@of_the_guidelines(
    id="OTH-06.harder",
    conduct=HARDER,
    fr="Refuser les traceurs ne demande pas plus de clics que les accepter.",
)
def refusing_takes_no_more_clicks_than_accepting(f: Facts, _: Clock) -> Expr:
    """To refuse tracers takes no more clicks than to accept them."""
    return f.steps_to_refuse > f.steps_to_accept


@of_the_guidelines(
    id="OTH-06.less-visible",
    conduct=HARDER,
    reading=Reading.STRICT,
    contested_by="strict: CNIL, formal notices of 2024-12-12 on banners that make refusing hard to see; otherwise: its recommendation 2020-092 shows examples and binds nobody",
    contested_by_fr="en ce sens, CNIL, mises en demeure du 12 décembre 2024 sur les bandeaux où le refus se voit mal ; en sens contraire, sa recommandation 2020-092 donne des exemples et n'oblige personne",
    fr="Le moyen de refuser est aussi visible que celui d'accepter.",
)
def refusing_is_as_visible_as_accepting_tracers(f: Facts, _: Clock) -> Expr:
    """The means to refuse is as visible as the means to accept."""
    return ~f.refusal.as_prominent


@_of_visits(
    "LIL 82 ; GDPR 7(3)",
    id="OTH-06.taking-back",
    conduct=HARDER,
    since="2019-06-01",
    level=Level.STATUTE,
    fr="L'accord aux traceurs se retire à tout moment, aussi simplement qu'il se donne.",
)
def an_agreement_to_tracers_is_taken_back_as_easily(f: Facts, t: Clock) -> Expr:
    """An agreement to tracers is taken back at any time, as easily as it is given."""
    many = f.steps_to_withdraw > t.figure(figure("withdrawal-steps"))
    return ~f.withdrawal.offered | ((f.steps_to_withdraw > f.steps_to_accept) & many)


@_of_visits(
    "LIL 82 ; GDPR 7(3)",
    id="OTH-06.taking-back-clicks",
    conduct=HARDER,
    since="2019-06-01",
    level=Level.STATUTE,
    reading=Reading.STRICT,
    contested_by="strict: article 7(3) says as easy, and for refusing the CNIL held two clicks against one (SAN-2022-023); otherwise: to come back to the choice one has to open it first, and nobody was blamed for that click",
    contested_by_fr="en ce sens, l'article 7(3) dit « aussi simple », et pour le refus la CNIL a opposé deux clics à un seul (SAN-2022-023) ; en sens contraire, revenir sur son choix suppose de l'ouvrir d'abord, et nul n'a été blâmé pour ce clic",
    fr="L'accord aux traceurs se retire en autant de clics qu'il se donne, sans même un clic de plus pour rouvrir le choix.",
)
def taking_the_agreement_back_takes_not_even_one_click_more(f: Facts, t: Clock) -> Expr:
    """To take the agreement to tracers back takes no click more than to give it, not even one to open the choice again."""
    few = f.steps_to_withdraw <= t.figure(figure("withdrawal-steps"))
    return f.withdrawal.offered & (f.steps_to_withdraw > f.steps_to_accept) & few


@_of_visits(
    "LIL 82 ; GDPR 7(3), considérant 42 ; CNIL, SAN-2023-024",
    id="OTH-06.taking-back-costs",
    conduct=HARDER,
    since="2019-06-01",
    stated_on="2023-12-29",
    level=Level.DECISION,
    fr="Retirer son accord aux traceurs ne prive pas d'un service déjà utilisé.",
)
def taking_the_agreement_back_costs_no_service(f: Facts, _: Clock) -> Expr:
    """To take the agreement to tracers back costs nobody a service already used."""
    return f.withdrawal.costs_access


# ------------------------------------------------------------------ what is told


@of_the_text(
    id="OTH-06.purposes",
    conduct=NOT_TOLD,
    fr="Le bandeau dit, avant le choix, à quoi servent les traceurs.",
)
def the_banner_says_what_tracers_serve(f: Facts, _: Clock) -> Expr:
    """The banner says, before the choice, what tracers serve."""
    return ~f.banner.says_purposes


@of_the_text(
    id="OTH-06.means",
    conduct=NOT_TOLD,
    fr="Le bandeau dit, avant le choix, comment refuser les traceurs.",
)
def the_banner_says_how_to_refuse(f: Facts, _: Clock) -> Expr:
    """The banner says, before the choice, how to refuse tracers."""
    return ~f.banner.says_how_to_refuse


@of_the_guidelines(
    id="OTH-06.who",
    conduct=NOT_TOLD,
    fr="Avant le choix, le visiteur peut voir qui dépose ou lit les traceurs.",
)
def the_banner_shows_who_sets_tracers(f: Facts, _: Clock) -> Expr:
    """Before the choice the visitor can see who sets or reads tracers."""
    return ~f.banner.names_who


# ------------------------------------------------------------------ the same until 2019-05-31


FIRST, LAST = encode_day(dt.date(2011, 8, 27)), encode_day(dt.date(2019, 5, 31))


def _before_2019(today: Rule) -> Rule:
    """Return the twin of a rule under article 32 II (ordonnance 2011-1012), which nobody here has read."""
    return replace(
        today,
        id=f"{today.id}-before-2019",
        name=f"{today.name}_before_2019",
        citation=f"LIL 32 II (today: {today.citation})",
        article="LIL 32 II",
        since=FIRST,
        until=LAST,
    )


before_a_choice = _before_2019(no_tracer_before_a_choice)
after_a_refusal = _before_2019(no_tracer_after_a_refusal)
after_a_withdrawal = _before_2019(no_tracer_after_a_withdrawal)
purposes_told = _before_2019(the_banner_says_what_tracers_serve)
means_told = _before_2019(the_banner_says_how_to_refuse)
