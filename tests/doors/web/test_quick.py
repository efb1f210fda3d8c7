"""One click is answered at once, even while another process imports a list into the same house."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench.clients import hundredth
from tests.bench.pages import addresses, stopped
from tests.collection.lists import good, registered, written
from tests.faults.one_click_while_importing import Disk, importing, lost, under_way
from tests.ground.house import DATABASES, House
from tests.ground.serving import serving

CLICKS = 120
ROUNDS = 3
ROWS = 40_000


@pytest.mark.parametrize("database", DATABASES)
def test_one_click_is_answered_within_a_tenth_of_a_second_while_an_import_runs(
    database: str, new_house: Callable[..., House], tmp_path: Path
) -> None:
    house, disk = new_house(database), Disk(tmp_path)
    registered(tmp_path)
    links = addresses(ROUNDS * CLICKS, "u")
    file = written(tmp_path / "liste.csv", [good(number) for number in range(ROWS)])
    rounds, done = list[float](), list[str]()
    with (
        serving(house.data, house.url, "--no-worker") as (_, address, _),
        importing(file, house.environment) as importer,
        disk.watched(),
    ):
        under_way(importer)
        # other tests share the machine: one undisturbed round shows what the house can do
        for start in range(0, ROUNDS * CLICKS, CLICKS):
            some = links[start : start + CLICKS]
            rounds.append(hundredth(stopped(address, some, 2)))
            done += some
            if rounds[-1] < disk.bar():
                break
        still = importer.poll() is None
    assert min(rounds) < disk.bar(), (rounds, disk.alone())
    assert lost(house.data, done) == 0
    assert still, "the import ended before the clicks did: nothing was shown"
