"""One click is answered at once, even while another process imports a list into the same house."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench.clients import hundredth
from tests.bench.pages import addresses, stopped
from tests.collection.lists import good, registered, written
from tests.faults.one_click_while_importing import QUICK, Disk, importing, lost, under_way
from tests.ground.house import DATABASES, House
from tests.ground.serving import serving

CLICKS = 120
ROUNDS = 3
ROWS = 40_000
DISTURBED = 3
"""Where other tests keep the machine busy: how much slower than without the import, at most."""


@pytest.mark.parametrize("database", DATABASES)
def test_one_click_is_answered_within_a_tenth_of_a_second_while_an_import_runs(
    database: str, new_house: Callable[..., House], tmp_path: Path
) -> None:
    house, disk = new_house(database), Disk(tmp_path)
    registered(tmp_path)
    links = addresses((1 + ROUNDS) * CLICKS, "u")
    file = written(tmp_path / "liste.csv", [good(number) for number in range(ROWS)])
    rounds, bar = list[float](), QUICK
    with serving(house.data, house.url, "--no-worker") as (_, address, _):
        alone = hundredth(stopped(address, links[:CLICKS], 2))
        with importing(file, house.environment) as importer, disk.watched():
            under_way(importer)
            # other tests share the machine: one undisturbed round shows what the house can do
            for start in range(CLICKS, (1 + ROUNDS) * CLICKS, CLICKS):
                rounds.append(hundredth(stopped(address, links[start : start + CLICKS], 2)))
                bar = max(disk.bar(), DISTURBED * alone)
                if rounds[-1] < bar:
                    break
            still = importer.poll() is None
    assert min(rounds) < bar, (alone, rounds, disk.alone())
    assert lost(house.data, links[: (1 + len(rounds)) * CLICKS]) == 0
    assert still, "the import ended before the clicks did: nothing was shown"
