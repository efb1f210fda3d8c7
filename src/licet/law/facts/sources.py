"""What is known of where the data come from: suppliers, partners, own forms, registers."""

from __future__ import annotations

from licet.law.facts.declare import day, yes_no
from licet.rules.facts import Mending, Table

PROVE, PURGE = Mending.PROVE, Mending.PURGE

SOURCES = Table(
    "sources",
    unit="sources",
    means="suppliers and other sources of the data",
    fr="fournisseurs et autres sources des données",
    parents=("notices",),
)

SOURCES.declare(
    yes_no("consent.taken_upstream", "the agreement relied on was collected by the supplier or by those before it", "l'accord invoqué a été recueilli par le fournisseur ou par ceux qui le précèdent"),
    yes_no("use.is_electronic", "the data of this source serve to solicit by e-mail, SMS, fax or automated call", "les données de cette source servent à solliciter par courriel, SMS, télécopie ou automate d'appel"),
    yes_no("supply.is_continuing", "the supply goes on (repeated deliveries, rental, subscription), it is not one purchase", "la fourniture est suivie (livraisons répétées, location, abonnement), ce n'est pas un achat unique"),
    yes_no("contract.promises_consent", "the contract says that the supplier collected valid agreements", "le contrat énonce que le fournisseur a recueilli des accords valables"),
    yes_no("checks.made", "the organisation itself examined forms, or drew samples of proof, of this source (promises and talks do not count)", "l'organisme a lui-même examiné des formulaires, ou tiré des échantillons de preuves, de cette source (ni promesses ni échanges)", mended_by=PROVE, needs_evidence=True, silence_is_no=True),
    yes_no("proof.produced", "something was produced that shows, for people of this source, that they agreed (form seen, record, log)", "il a été produit un élément montrant, pour des personnes de cette source, qu'elles ont accepté (formulaire vu, trace, journal)", mended_by=PROVE, needs_evidence=True, silence_is_no=True),
    yes_no("others.produce_proof", "other suppliers of the organisation did produce forms or records", "d'autres fournisseurs de l'organisme ont produit, eux, des formulaires ou des traces"),
    day("defect.known_on", "the day the organisation learnt, by a check, an unanswered request or a complaint, that agreements of this source fail or cannot be shown", "le jour où l'organisme a su, par un contrôle, une demande restée sans réponse ou une plainte, que des accords de cette source sont défaillants ou ne peuvent être montrés"),
    day("use.last_on", "the last day the data of this source served to solicit (still in use: the day of the audit)", "le dernier jour où les données de cette source ont servi à solliciter (encore utilisées : le jour de l'audit)", mended_by=PURGE),
)
