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


def test_an_import_leaves_the_lock_to_others(
    sqlite_house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    registered(tmp_path)
    file = written(tmp_path / "liste.csv", [good(number) for number in range(600)])
    held: list[float] = []
    next_size = imports._next_size

    def noted(size: int, lines: int, seconds: float) -> int:
        held.append(seconds)
        return next_size(size, lines, seconds)

    monkeypatch.setattr(imports, "_next_size", noted)
    importing = threading.Thread(target=brought_in, args=(file,))
    importing.start()
    waited = []
    number = 10_000
    while importing.is_alive():
        before = time.monotonic()
        object_to(contact_point("email", f"p{number}@boite.example"), scope_of(CONTROLLER), via="one-click")
        waited.append(time.monotonic() - before)
        number += 1
        time.sleep(0.01)
    importing.join()
    held.sort()
    # the size follows the clock: half of the acts keep to ten milliseconds even on a machine that others use
    assert held[len(held) // 2] <= 0.010
    assert len(held) > 5
    waited.sort()
    assert waited[int(len(waited) * 0.9)] < 0.1


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
