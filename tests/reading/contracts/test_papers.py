"""Another kind of paper is told apart, and is blamed for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from licet.reading.contracts import ITEMS, POINTS, Paper, read_contract
from licet.reading.sightings import Seen
from tests.reading.contracts.render import CORPUS, FORMATS, GOOD, rendered, whole

OTHER = {
    "between_controllers.en": Paper.CONTROLLERS,
    "between_controllers.fr": Paper.CONTROLLERS,
    "joint_arrangement.en": Paper.JOINT,
    "joint_arrangement.fr": Paper.JOINT,
    "licence.en": Paper.LICENCE,
    "nda.en": Paper.CONFIDENTIALITY,
    "nda.fr": Paper.CONFIDENTIALITY,
    "order.en": Paper.COMMERCIAL,
    "privacy_policy.fr": Paper.OTHER,
    "quote.fr": Paper.COMMERCIAL,
    "readme.en": Paper.OTHER,
    "transfer_clauses.en": Paper.TRANSFER,
}
QUOTE = (CORPUS / "other" / "quote.fr.md").read_text(encoding="utf-8")


def test_every_other_paper_of_the_corpus_is_listed() -> None:
    assert {path.stem for path in (CORPUS / "other").glob("*.md")} == set(OTHER)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", OTHER)
def test_a_paper_of_another_kind_is_told_apart(name: str, form: str, tmp_path: Path) -> None:
    path = tmp_path / f"paper.{form}"
    path.write_bytes(rendered((CORPUS / "other" / f"{name}.md").read_text(encoding="utf-8"), form))
    reading = read_contract([path])
    assert reading.kind is OTHER[name]
    expected = Seen.ABSENT if reading.kind is Paper.COMMERCIAL else Seen.UNCLEAR
    assert {reading.sightings[point].state for point in POINTS} == {expected}
    assert reading.sightings["contract.in_writing"].state is Seen.UNCLEAR


def test_a_quote_that_leaves_the_terms_to_a_paper_not_delivered_lacks_nothing_yet(tmp_path: Path) -> None:
    path = tmp_path / "devis.txt"
    path.write_text(f"{QUOTE}\n\nNos conditions générales sont disponibles sur demande.\n", encoding="utf-8")
    reading = read_contract([path])
    assert reading.kind is Paper.COMMERCIAL
    assert {reading.sightings[item].state for item in ITEMS} == {Seen.UNCLEAR}


def test_a_quote_beside_the_contract_changes_nothing(tmp_path: Path) -> None:
    contract, quote = tmp_path / "contrat.md", tmp_path / "devis.md"
    contract.write_text(whole(GOOD[0].read_text(encoding="utf-8")), encoding="utf-8")
    quote.write_text(QUOTE, encoding="utf-8")
    alone, together = read_contract([contract]), read_contract([quote, contract])
    assert together.kind is Paper.PROCESSING
    assert [one.kind for one in together.documents] == [Paper.COMMERCIAL, Paper.PROCESSING]
    assert {item: one.state for item, one in alone.sightings.items()} == {
        item: one.state for item, one in together.sightings.items()
    }


def test_a_confidentiality_agreement_does_not_lend_its_clause_to_the_contract(tmp_path: Path) -> None:
    contract = tmp_path / "contrat.md"
    text = (
        "Accord de sous-traitance (article 28 du RGPD)\n\nLe sous-traitant traite les données personnelles du client."
    )
    contract.write_text(text, encoding="utf-8")
    sightings = read_contract([contract, CORPUS / "other" / "nda.fr.md"]).sightings
    assert sightings["states.confidentiality"].state is Seen.ABSENT


def test_a_contract_in_another_language_is_not_said_to_lack_anything(tmp_path: Path) -> None:
    path = tmp_path / "vertrag.txt"
    path.write_text(
        "Vertrag zur Auftragsverarbeitung\n\n"
        + "Der Auftragnehmer verarbeitet personenbezogene Daten nur auf dokumentierte Weisung des Auftraggebers. "
        "Die Dauer der Verarbeitung entspricht der Laufzeit dieses Vertrages. " * 5,
        encoding="utf-8",
    )
    reading = read_contract([path])
    assert reading.kind is Paper.FOREIGN
    assert {sighting.state for sighting in reading.sightings.values()} == {Seen.UNCLEAR}
