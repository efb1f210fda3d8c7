"""What is known of sensitive data that people gave, or that what they do reveals.

A row is one such set of data with one use. Members of a body with a political, religious or union aim, and what people
plainly made public themselves, are no rows: article 9(2)(d) and (e) cover them.
"""

from __future__ import annotations

from licet.law.facts.declare import yes_no
from licet.rules.facts import Mending, Table

ASK = Mending.ASK

SENSITIVE = Table(
    "sensitive",
    unit="sets of sensitive data",
    means="data that reveal health, sex life or orientation, religion, opinions, union membership or origin, set by set (a body's own members and what people plainly made public left out)",
    fr="données révélant la santé, la vie ou l'orientation sexuelle, la religion, les opinions, l'appartenance syndicale ou l'origine, ensemble par ensemble (hors membres d'un organisme et hors ce que les personnes ont manifestement rendu public)",
    parents=(),
)

SENSITIVE.declare(
    yes_no("consent.by_separate_act", "people agreed to the use of these data by an act that serves nothing else (using the service, speaking of it or accepting terms is no such act)", "les personnes ont accepté l'usage de ces données par un acte qui ne sert à rien d'autre (utiliser le service, en parler ou accepter des conditions n'en est pas un)", mended_by=ASK, needs_evidence=True, silence_is_no=True),
    yes_no("consent.names_data_and_use", "what they agreed to names these data and what is done with them", "ce qu'elles ont accepté nomme ces données et ce qui en est fait", mended_by=ASK, needs_evidence=True, silence_is_no=True),
    yes_no("use.chooses_people", "these data serve to choose whom to solicit, or with what", "ces données servent à choisir qui solliciter, ou avec quoi", mended_by=ASK),
)
