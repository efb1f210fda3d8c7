"""Calls by machine to consumers, as the strict reading has it: the law of live calls beside CPCE L.34-5.

The settled reading (docs/why/automated-calls.md): C. conso L.223-7 sends machines to L.34-5, so that consent to them is
judged there alone (CPC-01). The strict one: a machine that telephones a consumer telephones too.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from licet.law.fr import consumer_code_calls as calls
from licet.law.fr import consumer_code_d223_9 as hours
from licet.rules.rule import Reading, Rule, Verified
from licet.terms.words import Channel

STRICT: Final = "strict: L.223-1 and D.223-9 speak of telephoning a consumer, whoever or whatever dials"
OTHERWISE: Final = (
    "otherwise: C. conso L.223-7 sends automated calls to CPCE L.34-5 and leaves the rest of the chapter aside"
)
STRICT_FR: Final = (
    "en ce sens, L.223-1 et D.223-9 visent le démarchage téléphonique, quel que soit ce qui compose le numéro"
)
OTHERWISE_FR: Final = (
    "en sens contraire, l'article L.223-7 du code de la consommation renvoie l'automate d'appel à CPCE L.34-5 seul"
)


def by_machine(live: Rule) -> Rule:
    """Return the twin of a rule on live calls for automated ones: a strict reading, of texts not read for it."""
    return replace(
        live,
        id=f"{live.id}.machine",
        name=f"{live.name}_by_machine",
        citation=f"{live.citation} ; C. conso L.223-7",
        channels=frozenset({str(Channel.AUTOMATED_CALL)}),
        reading=Reading.STRICT,
        verified=Verified.NOT_READ,
        read_on=None,
        contested_by=f"{STRICT}; {OTHERWISE}",
        contested_by_fr=f"{STRICT_FR} ; {OTHERWISE_FR}",
        sentence=f"{live.sentence.removesuffix('.')}, not by a machine either.",
        sentence_fr=f"{live.sentence_fr.removesuffix('.')}, fût-ce par un automate.",
    )


agreement = by_machine(calls.no_call_without_prior_agreement)
weekends = by_machine(hours.no_call_at_weekends_or_on_holidays)
closed_hours = by_machine(hours.no_call_outside_hours)
frequency = by_machine(hours.no_more_than_four_attempts_in_thirty_days)
