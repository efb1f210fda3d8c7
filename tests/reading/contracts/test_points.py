"""The fifteen points of article 28(3) in good contracts, and in the same contracts without one clause."""

from __future__ import annotations

from pathlib import Path

import pytest

from licet.law.facts.contracts import CONTRACTS
from licet.reading.contracts import ITEMS, POINTS, Paper, Standard, read_contract
from licet.reading.contracts.words import LANGUAGES, loaded, words
from licet.reading.sightings import Seen
from tests.reading.contracts.render import CORPUS, FORMATS, GOOD, marked, rendered, whole, without

STANDARD = sorted((CORPUS / "standard").glob("*.md"))
DELETIONS = [(source, point) for source in GOOD for point in marked(source.read_text(encoding="utf-8"))]


def states(folder: Path, text: str, form: str = "md") -> dict[str, Seen]:
    path = folder / f"contract.{form}"
    path.write_bytes(rendered(text, form))
    reading = read_contract([path])
    assert reading.kind is Paper.PROCESSING
    return {point: reading.sightings[point].state for point in POINTS}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("source", GOOD, ids=lambda path: path.stem)
def test_every_point_of_a_good_contract_is_found_in_every_format(source: Path, form: str, tmp_path: Path) -> None:
    found = states(tmp_path, whole(source.read_text(encoding="utf-8")), form)
    assert {point for point, state in found.items() if state is not Seen.FOUND} == set()


def test_the_good_contracts_mark_all_fifteen_points() -> None:
    for source in GOOD:
        assert {f"states.{point}" for point in marked(source.read_text(encoding="utf-8"))} == set(POINTS), source.stem


@pytest.mark.parametrize(("source", "point"), DELETIONS, ids=[f"{path.stem}-{point}" for path, point in DELETIONS])
def test_a_clause_deleted_is_absent_and_no_other_point_moves(source: Path, point: str, tmp_path: Path) -> None:
    text = source.read_text(encoding="utf-8")
    left = states(tmp_path, without(text, point))
    assert left.pop(f"states.{point}") is Seen.ABSENT
    assert {other for other, state in left.items() if state is not Seen.FOUND} == set()


@pytest.mark.parametrize("form", ["docx", "html", "pdf"])
@pytest.mark.parametrize("turn", range(len(GOOD)))
def test_a_clause_deleted_is_seen_in_every_format(turn: int, form: str, tmp_path: Path) -> None:
    text = GOOD[turn].read_text(encoding="utf-8")
    points = marked(text)
    for point in (points[turn % len(points)], points[(turn + 7) % len(points)]):
        left = states(tmp_path, without(text, point), form)
        assert left.pop(f"states.{point}") is not Seen.FOUND
        assert set(left.values()) == {Seen.FOUND}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("source", STANDARD, ids=lambda path: path.stem)
def test_the_standard_clauses_2021_915_state_all_fifteen_points(source: Path, form: str, tmp_path: Path) -> None:
    path = tmp_path / f"clauses.{form}"
    path.write_bytes(rendered(source.read_text(encoding="utf-8"), form))
    reading = read_contract([path])
    assert reading.standard is Standard.THEMSELVES
    assert {point for point in POINTS if reading.sightings[point].state is not Seen.FOUND} == set()
    assert reading.sightings["sub_processors.authorised"].value == "general"
    assert {sighting.state for sighting in reading.around.values()} == {Seen.FOUND}


@pytest.mark.parametrize("source", STANDARD, ids=lambda path: path.stem)
def test_annex_two_of_the_standard_clauses_left_empty_states_nothing(source: Path, tmp_path: Path) -> None:
    lines = source.read_text(encoding="utf-8").split("\n\n")
    filled = {"Two years from signature", "Deux ans à compter de la signature"}
    filled |= {"First name, last name, e-mail address", "Nom, prénom, adresse électronique"}
    path = tmp_path / "clauses.md"
    path.write_text("\n\n".join("[…]" if line in filled else line for line in lines), encoding="utf-8")
    sightings = read_contract([path]).sightings
    assert sightings["states.duration"].state is not Seen.FOUND
    assert sightings["states.data"].state is not Seen.FOUND


def test_items_are_facts_of_the_table_of_contracts_and_values_fit() -> None:
    facts = CONTRACTS.facts
    assert set(ITEMS) <= set(facts)
    reading = read_contract([GOOD[0]])
    assert tuple(reading.sightings) == ITEMS
    for item, sighting in reading.sightings.items():
        if sighting.state is Seen.UNCLEAR:
            assert sighting.value is None
        elif item == "sub_processors.authorised":
            assert sighting.value in {"specific", "general", "none"}
        else:
            assert sighting.value is (sighting.state is Seen.FOUND)


def test_what_is_found_is_quoted_with_its_place() -> None:
    for source in (*GOOD, *STANDARD):
        for sighting in read_contract([source]).sightings.values():
            if sighting.state is Seen.FOUND:
                assert sighting.quote
                assert source.name in sighting.where


def test_both_languages_say_every_part() -> None:
    fr, en = (loaded(f"words.{language}.yaml") for language in LANGUAGES)
    assert fr["parts"].keys() == en["parts"].keys()
    assert fr["frame"].keys() == en["frame"].keys()
    assert set(words().paraphrases) == {point for point in POINTS if point not in words().frame}


def test_a_pattern_has_one_gap_at_most_so_that_no_sentence_takes_long() -> None:
    wordings = [one for told in words().parts.values() for one in told]
    wordings += [one for told in words().frame.values() for one in told.wordings]
    for wording in wordings:
        for pattern in wording.every:
            for branch in pattern.pattern.split("|"):
                assert branch.count("{0,100}?") <= 1, branch
