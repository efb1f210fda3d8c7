"""What is known of numbers shown to those called or texted: one row a number, or a block used alike."""

from __future__ import annotations

from licet.law.facts.declare import choice
from licet.rules.facts import Mending, Table

NUMBERS = Table(
    "numbers",
    unit="numbers",
    means="numbers shown to those called or texted: one row a number, or a block used alike",
    fr="numéros affichés aux personnes appelées ou destinataires de SMS : une ligne par numéro, ou par tranche utilisée de même",
    parents=(),
)

RANGES = ("territorial", "mobile", "verified_prefix", "platform", "extended_length", "short_code")
DIALLING = ("one_command_per_call", "progressive", "predictive", "no_human")
TRAFFIC = ("none_of_these", "five_numbers_at_most", "messages_both_ways", "mostly_called")

NUMBERS.declare(
    choice("range", RANGES, "the range of the number: 01 to 05 or 09 otherwise, 06 or 07, a verified prefix (0162 0163 0270 0271 0377 0378 0424 0425 0568 0569 0948 0949, 09475 to 09479), a platform's (0937 0938 09390 to 09394), of extended length, or a short code", "la tranche du numéro : 01 à 05 ou 09 hors celles-ci, 06 ou 07, un préfixe vérifié (0162 0163 0270 0271 0377 0378 0424 0425 0568 0569 0948 0949, 09475 à 09479), celui d'une plateforme (0937 0938 09390 à 09394), de longueur étendue, ou un numéro court", mended_by=Mending.CHANGE_MESSAGE),
    choice("dialling", DIALLING, "how calls or messages leave: a person commands each, and none runs beside it; a machine dials as agents come free; it dials more than agents can take; no person has a part in it", "comment partent appels ou messages : une personne commande chacun, sans autre en parallèle ; une machine compose à mesure que des agents se libèrent ; elle compose plus que les agents ne peuvent prendre ; personne n'y a part", mended_by=Mending.CHANGE_MESSAGE),
    choice("traffic", TRAFFIC, "over 30 days: at most five different numbers are reached from it; it sends as many messages as it receives, a fifth more or less; the calls made are at most a fifth of those received; or none of these (supposed unless answered)", "sur 30 jours : cinq numéros différents au plus en sont joints ; il émet autant de messages qu'il en reçoit, à un cinquième près ; les appels émis sont au plus un cinquième des appels reçus ; ou rien de cela (supposé sauf réponse)", supposed="none_of_these"),
)  # fmt: skip
