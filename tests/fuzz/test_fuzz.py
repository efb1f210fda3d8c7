"""The fuzzer is run by hand (`make fuzz`); here only: its cases can be made again, and its readers read what is whole."""

import random
from pathlib import Path

import pytest

from tests.fuzz.bombs import bombs
from tests.fuzz.mutator import spoilt
from tests.fuzz.pool import ESCAPED, READ, REFUSED, Outcome
from tests.fuzz.readers import READERS, seeds_of
from tests.fuzz.tally import Tally


@pytest.mark.parametrize("name", READERS)
def test_the_same_seed_spoils_a_file_in_the_same_way(name: str) -> None:
    seeds, grammar = seeds_of(name), READERS[name].grammar
    for number in range(5):
        once, again = (spoilt(seeds[0], grammar, seeds, random.Random(number)) for _ in range(2))  # noqa: S311
        assert once == again


@pytest.mark.parametrize("name", READERS)
def test_a_reader_reads_its_seeds(name: str, tmp_path: Path) -> None:
    for file, data in seeds_of(name)[-1].items():
        (tmp_path / file).write_bytes(data)
    READERS[name].read(tmp_path)


def test_every_case_by_hand_is_for_a_reader_and_has_a_name_of_its_own() -> None:
    named = [(name, what) for name, what, _ in bombs()]
    assert len(named) == len(set(named))
    assert {name for name, _ in named} == set(READERS)


def test_findings_of_one_kind_at_one_place_are_one() -> None:
    tally = Tally()
    for state in (READ, REFUSED, ESCAPED, ESCAPED):
        tally.note("mail", "case", Outcome(state, kind="ValueError" if state == ESCAPED else "", place="a.py:1"))
    assert tally.found == 1
    assert tally.rows()[0]["findings"] == 2
