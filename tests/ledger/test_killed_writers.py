"""Processes that are killed lose nothing that they answered; the long run is ``make faults``."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.ground.house import DATABASES, House
from tests.ground.tree import ROOT


@pytest.mark.parametrize("database", DATABASES)
def test_no_answer_is_lost_and_the_log_never_forks_when_writers_are_killed(
    database: str, new_house: Callable[..., House]
) -> None:
    house = new_house(database)
    house.close()
    url = ["--url", house.url] if house.url else []
    ran = subprocess.run(
        [sys.executable, "-m", "tests.faults.killed_writers", "--rounds", "20", *url],
        cwd=ROOT, check=False, capture_output=True, text=True,
        env={**house.environment, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
    )  # fmt: skip
    assert ran.returncode == 0, f"{ran.stdout}{ran.stderr[-2000:]}"
