"""Regulation (EU) 2024/1689 (AI Act), article 50(1): whoever is called by a machine that answers is told so."""

from __future__ import annotations

from licet.law.facts.messages import MESSAGES
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Level, rule
from licet.terms.words import Channel


@rule(
    "AI Act 50(1)",
    id="NUM-04",
    on=MESSAGES,
    article="AI Act 50",
    conduct="machine-voice-unsaid",
    channels=[Channel.TELEPHONE, Channel.AUTOMATED_CALL],
    since="2026-08-02",
    level=Level.STATUTE,
    verified="S",
    read_on="2026-11-21",
    fr="Une voix de synthèse qui converse dit, dès le début de l'appel, qu'elle est une machine.",
)
def a_synthetic_voice_says_that_it_is_a_machine(f: Facts, _: Clock) -> Expr:
    """A synthetic voice that converses says at the start of the call that it is a machine."""
    return (f.voice == "synthetic") & ~f.voice_says_machine
