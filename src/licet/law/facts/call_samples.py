"""What is known of samples of calls: what people were told by voice.

A row is one sample, drawn among the calls of one centre or campaign to people of one origin.
"""

from __future__ import annotations

from licet.law.facts.declare import choice, count, yes_no
from licet.rules.facts import Mending, Table

INFORM = Mending.INFORM

CALL_SAMPLES = Table(
    "call_samples",
    unit="samples of calls",
    means="samples of calls listened to: what people were told",
    fr="échantillons d'appels écoutés : ce qui a été dit aux personnes",
    parents=(),
)

CALL_SAMPLES.declare(
    choice("kind", ("13", "14"), "where the data of the people called came from: themselves (13: customers, those who filled in a form) or elsewhere (14: rented or bought files, acquaintances)", "d'où venaient les données des personnes appelées : d'elles-mêmes (13 : clients, personnes ayant rempli un formulaire) ou d'ailleurs (14 : fichiers loués ou achetés, proches)"),
    count("sample.drawn", "how many calls were drawn", "combien d'appels ont été tirés"),
    count("sample.told", "in how many of them people were told who calls, why, that they may object and that the call is recorded, if it is", "dans combien d'entre eux il a été dit qui appelle, pourquoi, que l'on peut s'opposer et que l'appel est enregistré, s'il l'est", mended_by=INFORM),
    yes_no("said.caller", "in each call drawn, people were told who answers for it", "dans chaque appel tiré, il a été dit qui en répond", mended_by=INFORM),
    yes_no("said.purpose", "in each call drawn, people were told what their data serve for", "dans chaque appel tiré, il a été dit à quoi servent les données", mended_by=INFORM),
    yes_no("said.objection", "in each call drawn, people were told that they may object", "dans chaque appel tiré, il a été dit que l'on peut s'opposer", mended_by=INFORM),
    yes_no("said.recording", "each recorded call drawn was announced as recorded (none is recorded: yes)", "chaque appel enregistré parmi ceux tirés a été annoncé comme tel (aucun ne l'est : oui)", mended_by=INFORM),
    choice("told.when", ("during_the_call", "after_only", "not_told"), "when people were told: during the call, by a later message only, never", "quand les personnes ont été informées : pendant l'appel, par un message ultérieur seulement, jamais", mended_by=INFORM),
    yes_no("way.to_the_rest", "during the call, a key, a page or a message to come was named that leads to the whole notice", "pendant l'appel, une touche, une page ou un message menant à l'information entière a été indiqué", mended_by=INFORM),
    yes_no("script.holds_mentions", "the scripts given to those who call hold these mentions", "les scripts remis à ceux qui appellent contiennent ces mentions", mended_by=INFORM, needs_evidence=True),
)
