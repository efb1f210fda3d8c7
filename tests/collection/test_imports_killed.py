"""An import that is killed goes on where it was; while one runs, others get the writer's lock in time."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from licet.collection import imports
from licet.collection.rows import REFUSED_ALREADY
from licet.collection.supply import Import, ImportedRow
from licet.ledger import history
from licet.ledger.fsck import check as fsck
from licet.objections.record import object_to
from licet.subjects import contact_point
from licet.terms.scopes import scope_of
from tests.collection.lists import CONTROLLER, MAP, SUPPLIER, brought_in, good, registered, written
from tests.ground.house import DATABASES, House
from tests.ground.tree import ROOT

MANY = 600
RUN = "import sys; from licet.doors.cli import main; main()"


def _command(file: Path) -> list[str]:
    mapped = [word for header, role in MAP.items() for word in ("--map", f"{header}={role}")]
    about = ["--supplier", SUPPLIER, "--controller", CONTROLLER, "--purpose", "commercial", "--channel", "email"]
    return [sys.executable, "-c", RUN, "import", str(file), *about, "--sector", "other", *mapped, "--yes"]


@pytest.mark.parametrize("database", DATABASES)
def test_a_killed_import_is_gone_on_with_and_writes_no_row_twice(
    database: str, new_house: Callable[..., House], tmp_path: Path
) -> None:
    house = new_house(database)
    registered(tmp_path)
    file = written(tmp_path / "liste.csv", [good(number) for number in range(MANY)])
    # another process writes to the house that this one has open, and is killed in the middle of it
    process = subprocess.Popen(
        _command(file),
        env={**house.environment, "PYTHONPATH": str(ROOT / "src")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        if Import.objects.filter(next_row__gt=100).exists():
            break
        time.sleep(0.005)
    process.kill()
    _, err = process.communicate()
    assert process.returncode == -9, err.decode()
    left = Import.objects.get()
    assert 100 < left.next_row < MANY
    assert left.finished_at is None
    assert ImportedRow.objects.count() == left.accepted == left.next_row
    done = brought_in(file)
    assert (done.accepted, done.repeated) == (MANY, 0)
    assert len(list(history.events("consent:record:imported"))) == MANY
    assert not list((house.data).glob("**/judged.parquet"))  # what the killed one left in clear is gone
    assert fsck() == []


@pytest.mark.parametrize("fixed", [0.0005, 0.002, 0.004])
@pytest.mark.parametrize("row", [0.00005, 0.0002, 0.0005])
def test_the_size_of_an_act_follows_the_clock(fixed: float, row: float) -> None:
    size, held = imports.FIRST_SIZE, []
    for _ in range(50):
        held.append(fixed + size * row)
        size = imports._next_size(size, size, held[-1], held[-1] - fixed)
    assert max(held[10:]) <= 0.010
    assert sum(held[10:]) / 40 >= 0.005 or size == imports.MOST  # and it is not wasted either


def test_an_act_is_worth_its_commit_on_a_slow_disk() -> None:
    size = imports.FIRST_SIZE
    for _ in range(50):
        size = imports._next_size(size, size, 0.020 + size * 0.00005, size * 0.00005)
    assert size == int(imports.WORKED / 0.00005)


def test_others_come_to_the_lock_while_an_import_runs(sqlite_house: House, tmp_path: Path) -> None:
    registered(tmp_path)
    file = written(tmp_path / "liste.csv", [good(number) for number in range(600)])
    importing = threading.Thread(target=brought_in, args=(file,))
    importing.start()
    acts = served = 0
    while importing.is_alive():
        before = Import.objects.filter(finished_at=None, next_row__gt=0).exists()
        object_to(contact_point("email", f"p{10_000 + acts}@boite.example"), scope_of(CONTROLLER), via="one-click")
        acts += 1
        served += before and Import.objects.filter(finished_at=None).exists()
    importing.join()
    assert served >= 3
    assert Import.objects.get().accepted == 600


def test_whoever_objects_between_the_preview_and_the_act_is_not_let_in(house: House, tmp_path: Path) -> None:
    from tests.collection.lists import asked, silent

    registered(tmp_path)
    file = written(tmp_path / "liste.csv", [good(0), good(1)])
    with imports.opened_file(file, asked()) as ready:
        assert imports.preview(ready, silent).accepted == 2
        object_to(contact_point("email", "p1@boite.example"), scope_of(CONTROLLER))
        done = imports.bring_in(ready, silent)
    assert (done.accepted, done.quarantined) == (1, 1)
    assert ImportedRow.objects.get(row=2).rules == REFUSED_ALREADY
