"""GDPR article 5(1)(c) and (d), base by base: nothing kept that no use needs, and nobody contacted on stale data.

Fields that no channel reads are in ``gdpr_5`` (RET-06), the content of suppression lists too (RET-05).
"""

from __future__ import annotations

from functools import partial

from licet.law.facts.bases import BASES
from licet.law.facts.fields import FIELDS
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, rule

GDPR = "2018-05-25"
READ = "2026-11-21"
ISOTHERM, FUTURA, KG_COM = "2009-06-18", "2019-11-21", "2023-06-08"
UNIONTRAD, SPARTOO = "2019-06-13", "2020-07-28"

of_bases = partial(rule, on=BASES, since=GDPR, level=Level.DECISION, verified="S", read_on=READ)
"""A rule on what a base holds, as decisions stated it."""
of_fields = partial(of_bases, on=FIELDS)
"""The same of one field."""


@of_bases(
    "GDPR 5(1)(c); CNIL SAN-2019-010",
    id="OTH-10.free-text",
    article="GDPR 5(1)(c)",
    conduct="free-text-unneeded",
    stated_on=FUTURA,
    fr="Le texte libre sur des personnes ne contient ni injure ni remarque sur leur santé ou leur vie privée.",
)
def free_text_holds_no_insult_and_no_private_remark(f: Facts, _t: Clock) -> Expr:
    """Free text about people holds no insult and no remark on their health or private life."""
    # a banner that asks operators to behave cures nothing: a filter or a daily review does (SAN-2019-010)
    return f.free_text.insults_found | f.free_text.private_remarks_found


@of_bases(
    "GDPR 5(1)(c); CNIL SAN-2023-008; CNIL SAN-2024-014",
    id="OTH-10.recordings",
    article="GDPR 5(1)(c)",
    conduct="recorded-beyond-need",
    stated_on=KG_COM,
    fr="Les appels ne sont pas tous enregistrés : un échantillon suffit à la qualité et à la formation, et d'éventuelles réquisitions n'y changent rien.",
)
def not_every_call_is_recorded(f: Facts, _t: Clock) -> Expr:
    """Not every call is recorded: a sample serves quality and training, and requests that might come change nothing."""
    return f.recording.calls == "all"


@of_bases(
    "GDPR 5(1)(c); CNIL SAN-2023-008",
    id="OTH-10.card-numbers",
    article="GDPR 5(1)(c)",
    conduct="recorded-beyond-need",
    stated_on=KG_COM,
    fr="Les numéros de carte bancaire énoncés au téléphone ne sont pas enregistrés.",
)
def spoken_card_numbers_are_not_recorded(f: Facts, _t: Clock) -> Expr:
    """Card numbers that people speak on the telephone are not recorded."""
    return f.recording.holds_card_numbers


@of_bases(
    "GDPR 5(1)(d); CNIL 2009-06-18 (Isotherm)",
    id="OTH-20.stale",
    article="GDPR 5(1)(d)",
    conduct="stale-data-used",
    stated_on=ISOTHERM,
    fr="Nul n'est contacté sur des données que l'on sait périmées : ce que l'on apprend est inscrit avant le contact suivant.",
)
def nobody_is_contacted_on_data_known_to_be_stale(f: Facts, _t: Clock) -> Expr:
    """Nobody is contacted on data known to be stale: what is learnt is entered before the next contact."""
    return ~f.data.kept_up_to_date


@of_bases(
    "GDPR 5(1)(c); CNIL SAN-2019-006, SAN-2022-015, SAN-2023-003",
    id="OTH-10.watching",
    article="GDPR 5(1)(c)",
    conduct="watched-without-pause",
    stated_on=UNIONTRAD,
    verified="K",
    read_on=None,
    fr="Nul n'est suivi sans interruption (position, image, écran) pour des usages qui ne naissent que lorsque quelque chose survient.",
)
def nobody_is_watched_without_pause_for_what_may_happen(f: Facts, _t: Clock) -> Expr:
    """Nobody is watched without pause (position, picture, screen) for uses that arise only when something happens."""
    # theft, accidents, fines, complaints: the position or picture of that moment serves them as well
    return (f.watching.lasts == "without_pause") & ~f.watching.uses_arise_at_all_times


@of_fields(
    "GDPR 5(1)(c); CNIL SAN-2020-003; CJEU C-394/23",
    id="RET-06.substitute",
    article="GDPR 5(1)(c)",
    conduct="field-not-needed",
    stated_on=SPARTOO,
    verified="K",
    read_on=None,
    fr="Aucun champ n'est détenu pour un usage que l'on atteint sans lui.",
)
def no_field_is_held_for_an_end_reached_without_it(f: Facts, _t: Clock) -> Expr:
    """No field is held for an end that is reached without it."""
    return (f.field.filled_rows > 0) & f.field.end_reached_without_it
