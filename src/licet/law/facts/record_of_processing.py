"""What is known of the record of processing (GDPR 30)."""

from __future__ import annotations

from licet.law.facts.declare import yes_no
from licet.rules.facts import Fact, Mending, Table

RECORD_OF_PROCESSING = Table(
    "record_of_processing",
    unit="records of processing",
    means="records of processing: what each says of its activities",
    fr="registres des traitements : ce que chacun dit de ses activités",
    parents=(),
)


def states(name: str, means: str, fr: str) -> Fact:
    """Declare that the record, as produced, states something of every activity it lists."""
    return yes_no(name, f"for every activity the record states {means}", f"pour chaque activité, le registre indique {fr}", mended_by=Mending.PROVE, needs_evidence=True)  # fmt: skip


RECORD_OF_PROCESSING.declare(
    yes_no("record.in_writing", "a record of processing exists in writing, electronic form included", "un registre des traitements existe par écrit, forme électronique comprise", mended_by=Mending.PROVE, needs_evidence=True, silence_is_no=True),
    yes_no("record.lists_prospecting", "it lists the prospecting and the base that was audited", "il mentionne la prospection et la base auditée", mended_by=Mending.PROVE, needs_evidence=True),
    states("states.controller", "who is controller, with name and contact (where several bodies share the record: which of them)", "qui est responsable, avec nom et coordonnées (si plusieurs organismes partagent le registre : lequel)"),
    states("states.purposes", "the purposes", "les finalités"),
    states("states.people_and_data", "the categories of people and of data", "les catégories de personnes et de données"),
    states("states.recipients", "the categories of recipients", "les catégories de destinataires"),
    yes_no("data.leave_the_eea", "data of some activity go to, or are seen from, a country outside the EEA", "les données d'une activité vont vers un pays hors de l'EEE ou y sont consultées"),
    states("states.third_countries", "the countries outside the EEA to which data go, and the safeguards", "les pays hors de l'EEE où vont les données, et les garanties"),
    states("states.erasure", "after what time each category of data is erased", "les délais d'effacement des catégories de données"),
    states("states.security", "a general description of the security measures", "une description générale des mesures de sécurité"),
)  # fmt: skip
