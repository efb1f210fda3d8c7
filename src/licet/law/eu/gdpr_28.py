"""GDPR article 28: processors and their contracts.

Fifteen checks of 28(3), one rule each: the seven of its opening words, the eight of its letters. 28(10), whereby a
processor that decides purposes answers as a controller, is no breach of the organisation audited: it is the answer
to ``processing.on_behalf`` and ``organisation.decides``, which guard every rule here.
"""

from __future__ import annotations

from licet.law.facts.contracts import CONTRACTS
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.rules.rule import Burden, Level, Rule, rule

APPLIES = "2018-05-25"
READ = "2026-11-21"
LACKS = "contract-lacks-clauses"
BEYOND = "processor-goes-beyond"


def clause(letter: str, citation: str, fact: str, sentence: str, fr: str) -> Rule:
    """Record one check of 28(3): the written contract with a processor states ``fact``. No contract at all is 28(9)."""

    def breached(f: Facts, _: Clock) -> Expr:
        return f.processing.on_behalf & f.contract.in_writing & ~f[f"states.{fact}"]

    breached.__name__ = f"the_contract_states_{fact}"
    breached.__doc__ = sentence
    return rule(
        citation,
        id=f"ACC-01.{letter}",
        on=CONTRACTS,
        article="GDPR 28(3)",
        conduct=LACKS,
        since=APPLIES,
        level=Level.STATUTE,
        verified="S",
        read_on=READ,
        fr=fr,
    )(breached)


# fmt: off
OPENING = "GDPR 28(3), opening words"
subject_matter = clause("subject-matter", OPENING, "subject_matter", "The contract states the subject-matter of the processing.", "Le contrat énonce l'objet du traitement.")
duration = clause("duration", OPENING, "duration", "The contract states the duration of the processing.", "Le contrat énonce la durée du traitement.")
nature = clause("nature", OPENING, "nature", "The contract states the nature of the processing.", "Le contrat énonce la nature du traitement.")
purpose = clause("purpose", OPENING, "purpose", "The contract states the purpose of the processing.", "Le contrat énonce la finalité du traitement.")
data = clause("data", OPENING, "data", "The contract states the type of personal data.", "Le contrat énonce le type de données à caractère personnel.")
people = clause("people", OPENING, "people", "The contract states the categories of people concerned.", "Le contrat énonce les catégories de personnes concernées.")
controller = clause("controller", OPENING, "controller", "The contract states the obligations and rights of the controller.", "Le contrat énonce les obligations et les droits du responsable du traitement.")

instructions = clause("a", "GDPR 28(3)(a)", "instructions", "The contract binds the processor to documented instructions.", "Le contrat lie le sous-traitant aux instructions documentées.")
confidentiality = clause("b", "GDPR 28(3)(b)", "confidentiality", "The contract binds the staff of the processor to confidentiality.", "Le contrat tient le personnel du sous-traitant à la confidentialité.")
security = clause("c", "GDPR 28(3)(c)", "security", "The contract binds the processor to the security of article 32.", "Le contrat impose au sous-traitant la sécurité de l'article 32.")
sub_processors = clause("d", "GDPR 28(3)(d)", "sub_processors", "The contract lays down the conditions for a further processor.", "Le contrat fixe les conditions pour recruter un autre sous-traitant.")
help_with_rights = clause("e", "GDPR 28(3)(e)", "help_with_rights", "The contract binds the processor to help with the rights of people.", "Le contrat impose au sous-traitant d'aider à répondre aux droits des personnes.")
help_with_duties = clause("f", "GDPR 28(3)(f)", "help_with_duties", "The contract binds the processor to help with articles 32 to 36.", "Le contrat impose au sous-traitant d'aider à respecter les articles 32 à 36.")
return_or_deletion = clause("g", "GDPR 28(3)(g)", "return_or_deletion", "The contract has all data deleted or returned at its end.", "Le contrat prévoit l'effacement ou la restitution de toutes les données à son terme.")
audit = clause("h", "GDPR 28(3)(h)", "audit", "The contract allows audits and has the processor show its compliance.", "Le contrat permet les audits et oblige le sous-traitant à démontrer sa conformité.")
# fmt: on


@rule(
    "GDPR 28(9)",
    id="ACC-01.28-9",
    on=CONTRACTS,
    article="GDPR 28(9)",
    conduct=LACKS,
    since=APPLIES,
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    burden=Burden.CONTROLLER,
    fr="La relation avec un sous-traitant est régie par un contrat écrit, au besoin électronique.",
)
def the_contract_with_a_processor_is_in_writing(f: Facts, _: Clock) -> Expr:
    """The relation with a processor rests on a contract in writing, electronic form included."""
    return f.processing.on_behalf & ~f.contract.in_writing


@rule(
    "GDPR 28(3); CNIL SAN-2021-022",
    id="OTH-22.silent",
    on=CONTRACTS,
    article="GDPR 28(3)",
    conduct=LACKS,
    since=APPLIES,
    stated_on="2021-12-30",
    level=Level.DECISION,
    verified="S",
    read_on=READ,
    fr="Devis, commandes et conditions qui ne disent rien des données ne font pas un contrat de sous-traitance.",
)
def quotes_and_orders_silent_on_data_are_no_contract(f: Facts, _: Clock) -> Expr:
    """Quotes, orders and terms that say nothing of the data are no contract with a processor."""
    return f.processing.on_behalf & f.contract.in_writing & ~f.states.anything_on_data


@rule(
    "GDPR 28(3) and (9)",
    id="OTH-22.unsigned",
    on=CONTRACTS,
    article="GDPR 28(3)",
    conduct=LACKS,
    since=APPLIES,
    level=Level.STATUTE,
    verified="K",
    fr="Le contrat lie le sous-traitant : les deux parties l'ont signé ou accepté.",
)
def the_contract_binds_both(f: Facts, _: Clock) -> Expr:
    """The contract binds the processor: both parties signed or accepted it."""
    return f.processing.on_behalf & f.contract.in_writing & ~f.contract.accepted_by_both


@rule(
    "GDPR 28(1)",
    id="ACC-01.28-1",
    on=CONTRACTS,
    article="GDPR 28(1)",
    conduct="processor-unchecked",
    since=APPLIES,
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Avant de confier des données, l'organisme s'enquiert de ce qui les protège chez le sous-traitant.",
)
def guarantees_are_asked_before_data_are_entrusted(f: Facts, _: Clock) -> Expr:
    """Before data are entrusted, the organisation asks what protects them at the processor's."""
    return f.processing.on_behalf & ~f.guarantees.asked


@rule(
    "GDPR 28(2)",
    id="ACC-01.28-2",
    on=CONTRACTS,
    article="GDPR 28(2)",
    conduct=LACKS,
    since=APPLIES,
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Un sous-traitant n'en recrute un autre qu'avec une autorisation écrite préalable, spécifique ou générale.",
)
def no_sub_processor_without_written_authorisation(f: Facts, _: Clock) -> Expr:
    """A processor engages another only with prior written authorisation, specific or general."""
    return f.processing.on_behalf & f.sub_processors.engaged & (f.sub_processors.authorised == "none")


@rule(
    "GDPR 28(2)",
    id="ACC-01.28-2-changes",
    on=CONTRACTS,
    article="GDPR 28(2)",
    conduct=LACKS,
    since=APPLIES,
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Sous autorisation générale, l'organisme est informé de chaque changement et peut s'y opposer.",
)
def under_a_general_authorisation_changes_are_told_and_open_to_objection(f: Facts, _: Clock) -> Expr:
    """Under a general authorisation the organisation is told of every change and may object."""
    general = f.processing.on_behalf & f.sub_processors.engaged & (f.sub_processors.authorised == "general")
    return general & (~f.sub_processors.changes_told | ~f.sub_processors.could_object)


@rule(
    "GDPR 28(4)",
    id="ACC-01.28-4",
    on=CONTRACTS,
    article="GDPR 28(4)",
    conduct=LACKS,
    since=APPLIES,
    level=Level.STATUTE,
    verified="S",
    read_on=READ,
    fr="Les mêmes obligations sont imposées au sous-traitant ultérieur.",
)
def the_same_duties_bind_the_sub_processor(f: Facts, _: Clock) -> Expr:
    """The same duties bind the sub-processor."""
    return f.processing.on_behalf & f.sub_processors.engaged & ~f.sub_processors.same_duties


# The two duties of a processor that an organisation audited as such can break towards the one it works for.
@rule(
    "GDPR 29 and 28(3)(a); CNIL SAN-2022-009",
    id="ACC-01.29",
    on=CONTRACTS,
    article="GDPR 29",
    conduct=BEYOND,
    since=APPLIES,
    stated_on="2022-04-15",
    level=Level.STATUTE,
    verified="K",
    fr="Un sous-traitant ne traite les données que sur instruction : ni plus de données, ni d'autres fins.",
)
def a_processor_keeps_to_its_instructions(f: Facts, _: Clock) -> Expr:
    """A processor processes on instructions only: no more data, and for no other end."""
    return f.organisation.is_processor & f.instructions.gone_beyond


@rule(
    "GDPR 28(3)(g)",
    id="ACC-01.28-3-g-kept",
    on=CONTRACTS,
    article="GDPR 28(3)",
    conduct=BEYOND,
    since=APPLIES,
    level=Level.STATUTE,
    verified="K",
    fr="À la fin de la relation, un sous-traitant efface ou rend les données et n'en garde pas copie.",
)
def a_processor_keeps_nothing_after_the_end(f: Facts, _: Clock) -> Expr:
    """At the end of the relation a processor deletes or returns the data and keeps no copy."""
    return f.organisation.is_processor & f.data.held_after_the_end
