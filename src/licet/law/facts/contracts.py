"""What is known of relations with processors and their contracts.

A row is one relation during one period: what the documents in force then say, all of them read together (a later
amendment called retroactive does not change what stood before).
"""

from __future__ import annotations

from licet.law.facts.declare import choice, yes_no
from licet.rules.facts import Fact, Mending, Table

SIGN = Mending.SIGN

CONTRACTS = Table(
    "contracts",
    unit="contracts",
    means="relations with processors and their contracts",
    fr="relations avec les sous-traitants et leurs contrats",
    parents=(),
)


def states(name: str, means: str, fr: str) -> Fact:
    """Declare that the documents of that period, read together, state something."""
    return yes_no(name, f"the documents state {means}", f"les documents énoncent {fr}", mended_by=SIGN, needs_evidence=True)


CONTRACTS.declare(
    yes_no("processing.on_behalf", "the other body was seen to process personal data for the organisation and as it says", "il est constaté que l'autre organisme traite des données personnelles pour l'organisme et selon ce qu'il dit"),
    yes_no("contract.in_writing", "a contract or other legal act exists in writing, electronic form included", "un contrat ou autre acte juridique existe par écrit, forme électronique comprise", mended_by=SIGN, needs_evidence=True, silence_is_no=True),
    yes_no("contract.accepted_by_both", "both parties signed it or otherwise accepted it (a click on terms counts); supposed yes unless answered", "les deux parties l'ont signé ou accepté autrement (cliquer des conditions compte) ; supposé oui sauf réponse", mended_by=SIGN, supposed=True),
    yes_no("states.anything_on_data", "the documents (quotes, orders and terms included) say anything about processing personal data; supposed yes unless answered", "les documents (devis, commandes et conditions compris) disent quelque chose du traitement de données personnelles ; supposé oui sauf réponse", mended_by=SIGN, supposed=True),
    # the frame of 28(3)
    states("states.subject_matter", "the subject-matter of the processing", "l'objet du traitement"),
    states("states.duration", "the duration of the processing", "la durée du traitement"),
    states("states.nature", "the nature of the processing", "la nature du traitement"),
    states("states.purpose", "the purpose of the processing", "la finalité du traitement"),
    states("states.data", "the type of personal data", "le type de données à caractère personnel"),
    states("states.people", "the categories of people concerned", "les catégories de personnes concernées"),
    states("states.controller", "the obligations and rights of the controller", "les obligations et les droits du responsable du traitement"),
    # the clauses of 28(3)(a) to (h)
    states("states.instructions", "that data are processed only on documented instructions, third-country transfers included, with a warning where law compels otherwise", "que les données ne sont traitées que sur instruction documentée, transferts hors UE compris, avec avertissement si la loi impose autre chose"),
    states("states.confidentiality", "that those who may process the data are bound to confidentiality", "que les personnes autorisées à traiter les données sont tenues à la confidentialité"),
    states("states.security", "that the processor takes the security measures of article 32", "que le sous-traitant prend les mesures de sécurité de l'article 32"),
    states("states.sub_processors", "that the conditions of article 28(2) and (4) for a further processor are kept", "que les conditions de l'article 28(2) et (4) pour recruter un autre sous-traitant sont respectées"),
    states("states.help_with_rights", "that the processor helps to answer people who use their rights", "que le sous-traitant aide à répondre aux personnes qui exercent leurs droits"),
    states("states.help_with_duties", "that the processor helps with the duties of articles 32 to 36", "que le sous-traitant aide à respecter les articles 32 à 36"),
    states("states.return_or_deletion", "that at the end all data are deleted or returned, as the organisation chooses, and copies destroyed", "qu'à la fin toutes les données sont effacées ou rendues, au choix de l'organisme, et les copies détruites"),
    states("states.audit", "that the processor gives what shows its compliance, allows audits and inspections, and warns of an unlawful instruction", "que le sous-traitant fournit ce qui démontre le respect des obligations, permet audits et inspections, et alerte si une instruction est illicite"),
    # around the contract
    yes_no("organisation.is_processor", "in this relation the organisation itself is the one that processes for the other; supposed no unless answered", "dans cette relation, c'est l'organisme lui-même qui traite pour l'autre ; sauf réponse, supposé non", supposed=False),
    yes_no("instructions.gone_beyond", "the one that processes was seen to take more data, or to use them for other ends (tests, its own products), than it had been told to; supposed no unless answered", "il est constaté que celui qui traite a pris plus de données, ou s'en est servi à d'autres fins (essais, produits propres), que ce qui lui avait été dit ; sauf réponse, supposé non", supposed=False),
    yes_no("data.held_after_the_end", "the one that processes still held data after the relation had ended, which no law told it to keep; supposed no unless answered", "celui qui traite détenait encore des données après la fin de la relation, sans qu'une loi le lui impose ; sauf réponse, supposé non", mended_by=Mending.PURGE, supposed=False),
    yes_no("guarantees.asked", "before entrusting data, the organisation asked the body what protects them, and kept the answer", "avant de confier des données, l'organisme a demandé à l'autre ce qui les protège et a gardé la réponse", needs_evidence=True),
    yes_no("sub_processors.engaged", "the processor has others process the data", "le sous-traitant fait traiter les données par d'autres"),
    choice("sub_processors.authorised", ("specific", "general", "none"), "what prior written authorisation the organisation gave for that", "quelle autorisation écrite préalable l'organisme a donnée pour cela", mended_by=SIGN, needs_evidence=True),
    yes_no("sub_processors.changes_told", "the organisation is told beforehand of each new sub-processor", "l'organisme est informé au préalable de chaque nouveau sous-traitant ultérieur", mended_by=SIGN),
    yes_no("sub_processors.could_object", "it has the opportunity to object", "il a la possibilité de s'y opposer", mended_by=SIGN),
    yes_no("sub_processors.same_duties", "the documents between processor and sub-processor lay down the same duties", "les documents entre le sous-traitant et le sous-traitant ultérieur imposent les mêmes obligations", mended_by=SIGN, needs_evidence=True),
)
