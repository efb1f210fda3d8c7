"""Blanks, denials, halves and references: what is not found, and what a person has to weigh."""

from __future__ import annotations

from pathlib import Path

import pytest

from licet.reading.contracts import AROUND, POINTS, Standard, read_contract
from licet.reading.sightings import Seen, Sighting
from tests.reading.contracts.render import CORPUS, MARK, whole

TERSE = (CORPUS / "good" / "terse.fr.md").read_text(encoding="utf-8")
ARTICLES = (CORPUS / "good" / "articles.en.md").read_text(encoding="utf-8")
BY_REFERENCE = """Data Processing Agreement

between Sample Ltd (controller) and Mock GmbH (processor), who processes personal data on behalf of the controller.

The parties incorporate by reference, without modification, the standard contractual clauses of Decision (EU) 2021/915.
"""
ANNEX_II = """Annex II - Description of the processing

Subject matter: newsletters

Nature: sending

Purpose: telling customers

Duration: one year

Categories of data: names

Categories of data subjects: customers
"""


def with_clause(text: str, point: str, instead: str) -> str:
    said = [instead]
    return whole(MARK.sub(lambda match: match[0] if match[1] != point else (said.pop() if said else ""), text))


def sighting(folder: Path, text: str, point: str, **annexes: str) -> Sighting:
    paths = [folder / "contract.txt"]
    paths[0].write_text(text, encoding="utf-8")
    for name, annex in annexes.items():
        paths.append(folder / f"{name}.txt")
        paths[-1].write_text(annex, encoding="utf-8")
    return read_contract(paths).sightings[f"states.{point}"]


@pytest.mark.parametrize(
    "blank",
    [
        "Durée : [à compléter].",
        "Durée : ____ mois",
        "Durée :",
        "Durée : …",
        "Durée : -",
        "Durée : TBD",
        "Durée : à définir",
        "Le présent contrat est conclu pour une durée de [...] mois.",
        "Le présent contrat est conclu pour une durée de ______ mois à compter du ______.",
    ],
)
def test_a_field_left_blank_is_absent_and_quoted(blank: str, tmp_path: Path) -> None:
    seen = sighting(tmp_path, with_clause(TERSE, "duration", blank), "duration")
    assert seen.state is Seen.ABSENT
    assert seen.note == "left blank"
    assert "ur" in seen.quote


@pytest.mark.parametrize("mark", ["sans objet", "N/A", "non applicable", "néant"])
def test_a_field_marked_as_not_applicable_is_unclear(mark: str, tmp_path: Path) -> None:
    assert sighting(tmp_path, with_clause(TERSE, "duration", f"Durée : {mark}"), "duration").state is Seen.UNCLEAR


def test_a_heading_without_content_is_not_found(tmp_path: Path) -> None:
    text = with_clause(TERSE, "duration", "\n\n# Durée du traitement\n\n# Autres dispositions\n\n")
    assert sighting(tmp_path, text, "duration").state is Seen.ABSENT


@pytest.mark.parametrize(
    ("source", "point", "denial"),
    [
        (TERSE, "help_with_rights", "Le Prestataire n'est pas tenu d'assister le Client pour répondre aux demandes des personnes concernées."),
        (TERSE, "audit", "Le Prestataire n'accepte aucun audit ni inspection du Client."),
        (TERSE, "security", "Le Prestataire ne prend aucune mesure technique et organisationnelle au titre de l'article 32."),
        (TERSE, "help_with_duties", "Le Prestataire n'a aucune obligation d'aider le Client au respect des articles 32 à 36."),
        (ARTICLES, "help_with_rights", "The Processor shall not be required to assist the Controller with requests of data subjects to exercise their rights."),
        (ARTICLES, "audit", "The Processor does not permit audits or inspections."),
        (ARTICLES, "return_or_deletion", "The Processor is under no obligation to delete or return data at the end; copies are kept at its choice."),
    ],
)  # fmt: skip
def test_a_denial_does_not_count_as_the_clause(source: str, point: str, denial: str, tmp_path: Path) -> None:
    assert sighting(tmp_path, with_clause(source, point, denial), point).state is Seen.UNCLEAR


def test_a_list_opened_by_a_denial_denies_each_of_its_items(tmp_path: Path) -> None:
    listed = (
        "The Processor shall not be required to:\n\n(a) assist with requests of data subjects to exercise rights;\n\n"
    )
    text = with_clause(ARTICLES, "help_with_rights", listed)
    assert sighting(tmp_path, text, "help_with_rights").state is Seen.UNCLEAR


@pytest.mark.parametrize(
    "negative",
    [
        "Le Prestataire ne doit pas recruter un autre sous-traitant sans l'autorisation écrite préalable du Client ; il impose à ce sous-traitant ultérieur les mêmes obligations.",
        "Aucun sous-traitant ultérieur n'est recruté sans accord écrit préalable, et chaque sous-traitant ultérieur est lié par les mêmes obligations.",
    ],
)
def test_a_prohibition_with_an_exception_is_no_denial(negative: str, tmp_path: Path) -> None:
    text = with_clause(TERSE, "sub_processors", negative)
    assert sighting(tmp_path, text, "sub_processors").state is Seen.FOUND


@pytest.mark.parametrize(
    ("source", "point", "half"),
    [
        (TERSE, "audit", "Le Client peut auditer le Prestataire."),
        (TERSE, "return_or_deletion", "À la fin du contrat, il efface les données."),
        (TERSE, "confidentiality", "Le Prestataire garantit la confidentialité des données."),
        (TERSE, "help_with_duties", "Il signale sans délai toute violation de données."),
        (TERSE, "sub_processors", "Il ne recourt à un autre sous-traitant qu'avec l'accord écrit du Client."),
        (ARTICLES, "instructions", "The Processor shall process the data only on documented instructions."),
    ],
)
def test_half_a_clause_is_unclear(source: str, point: str, half: str, tmp_path: Path) -> None:
    assert sighting(tmp_path, with_clause(source, point, half), point).state is Seen.UNCLEAR


def test_a_contract_that_excludes_further_processors_needs_no_conditions_for_them(tmp_path: Path) -> None:
    path = tmp_path / "contract.txt"
    path.write_text(with_clause(TERSE, "sub_processors", "Il ne recourt à aucun sous-traitant ultérieur."), "utf-8")
    sightings = read_contract([path]).sightings
    assert sightings["states.sub_processors"].state is Seen.FOUND
    assert sightings["sub_processors.authorised"].value == "none"


def test_an_annex_not_delivered_leaves_the_point_unclear(tmp_path: Path) -> None:
    seen = sighting(tmp_path, with_clause(TERSE, "duration", "Durée : voir annexe 2"), "duration")
    assert seen.state is Seen.UNCLEAR
    assert seen.note == "refers to `annexe 2`, which was not delivered"


def test_an_annex_delivered_answers_for_the_contract(tmp_path: Path) -> None:
    text = with_clause(TERSE, "duration", "Durée : voir annexe 2")
    seen = sighting(tmp_path, text, "duration", annexe="Annexe 2\n\nDurée du traitement : un an\n")
    assert seen.state is Seen.FOUND
    assert seen.where.startswith("annexe.txt")
    silent = sighting(tmp_path, text, "duration", annexe="Annexe 2\n\nRien de tel ici.\n")
    assert silent.state is Seen.UNCLEAR


def test_security_measures_described_in_an_annex_need_that_annex(tmp_path: Path) -> None:
    clause = "Le Prestataire met en œuvre les mesures de sécurité décrites à l'annexe 3."
    text = with_clause(TERSE, "security", clause)
    assert sighting(tmp_path, text, "security").state is Seen.UNCLEAR
    seen = sighting(tmp_path, text, "security", annexe="Annexe 3\n\nChiffrement et sauvegardes.\n")
    assert seen.state is Seen.FOUND
    assert seen.note == "by reference: `annexe 3`"


def test_the_standard_clauses_taken_in_unmodified_answer_for_the_clauses_but_not_for_the_annexes(
    tmp_path: Path,
) -> None:
    path = tmp_path / "dpa.txt"
    path.write_text(BY_REFERENCE, encoding="utf-8")
    reading = read_contract([path])
    assert reading.standard is Standard.INCORPORATED
    assert [reading.sightings[point].state for point in POINTS[:6]] == [Seen.UNCLEAR] * 6
    clauses = [reading.sightings[point] for point in POINTS[6:]]
    assert {one.state for one in clauses} == {Seen.FOUND}
    assert {one.note for one in clauses} == {"by reference: standard clauses 2021/915"}
    assert reading.sightings["sub_processors.authorised"].state is Seen.UNCLEAR
    assert {reading.around[item].state for item in AROUND} == {Seen.FOUND}


def test_the_standard_clauses_with_their_annex_answer_for_everything(tmp_path: Path) -> None:
    for point in POINTS:
        seen = sighting(tmp_path, BY_REFERENCE, point.removeprefix("states."), annex=ANNEX_II)
        assert seen.state is Seen.FOUND, point


def test_the_standard_clauses_with_changes_answer_for_nothing(tmp_path: Path) -> None:
    text = BY_REFERENCE.replace("without modification", "as amended below")
    assert sighting(tmp_path, text, "audit").state is Seen.UNCLEAR


@pytest.mark.parametrize(
    "sentence",
    [
        (
            "Annex I(B) on the cover page describes the subject matter, nature, purpose and duration of this processing, "
            "as well as the categories of personal data and the categories of data subjects."
        ),
        "The details of the processing are set out in the Order Form.",
        "La description du traitement figure à l'annexe 4.",
    ],
)
def test_a_sentence_that_sends_the_reader_to_a_paper_not_delivered_leaves_its_points_unclear(
    sentence: str, tmp_path: Path
) -> None:
    text = "\n\n".join(
        line for line in whole(ARTICLES).split("\n\n") if not line.startswith(("1.", "2.", "# 1", "# 2"))
    )
    for point in POINTS[:6]:
        seen = sighting(tmp_path, f"{text}\n\n{sentence}\n", point.removeprefix("states."))
        assert seen.state is Seen.UNCLEAR, point
        assert "not delivered" in seen.note
