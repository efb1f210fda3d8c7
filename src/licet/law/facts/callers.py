"""What is known of callers whose calls brought the organisation contracts or leads: one row each, itself apart."""

from __future__ import annotations

from licet.law.facts.declare import count, yes_no
from licet.rules.facts import Mending, Table

CALLERS = Table(
    "callers",
    unit="callers",
    means="callers whose calls to consumers brought the organisation contracts or leads: one row each",
    fr="appelants dont les appels à des consommateurs ont valu à l'organisme contrats ou pistes : une ligne chacun",
    parents=(),
)

CALLERS.declare(
    yes_no("business_came", "contracts or leads that came of these calls went to the organisation", "des contrats ou pistes nés de ces appels sont allés à l'organisme"),
    yes_no("breach_established", "an authority or a court found, or records of the calls show, that people were called who had not agreed (until 2026-08-10: who stood on the list) or in a banned sector", "une autorité ou un juge a relevé, ou les journaux d'appels montrent, que des personnes ont été appelées sans accord (jusqu'au 10 août 2026 : inscrites sur la liste) ou dans un secteur interdit"),
    yes_no("origin_elsewhere_shown", "what was produced shows that the organisation is not at the origin of these calls", "ce qui a été produit montre que l'organisme n'est pas à l'origine de ces appels", mended_by=Mending.PROVE, needs_evidence=True, silence_is_no=True),
    count("contracts_performed", "how many contracts concluded after such calls the organisation still performs or has kept the price of", "combien de contrats conclus après de tels appels l'organisme exécute encore, ou dont il a gardé le prix"),
)  # fmt: skip
