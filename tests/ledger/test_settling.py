"""The WAL of SQLite is brought into its file beside the commits, never grows without bound, and is gone when all have left."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from licet.ledger import settling
from licet.ledger.settling import Settling, emptied, settle
from tests.ground.house import House

PAGE = 4096
PAGES = 1_500
"""More than those after which SQLite settles by itself."""


@pytest.fixture
def base(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "some.db", isolation_level=None)) as made:
        for pragma in ("journal_mode = WAL", "wal_autocheckpoint = 0"):
            made.execute(f"PRAGMA {pragma}")
        made.execute("CREATE TABLE written (said BLOB)")
        yield made


def write(base: sqlite3.Connection, pages: int = PAGES) -> None:
    base.execute("BEGIN IMMEDIATE")
    base.executemany("INSERT INTO written VALUES (?)", [(bytes(PAGE),)] * pages)
    base.execute("COMMIT")


def sizes(file: Path) -> tuple[int, int]:
    """Return the size of a file and of its WAL."""
    wal = file.with_name(f"{file.name}-wal")
    return file.stat().st_size, wal.stat().st_size if wal.exists() else 0


def test_no_commit_of_a_house_settles_the_wal(sqlite_house: House) -> None:
    from django.db import connection

    from licet.ledger import keys

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_autocheckpoint")
        assert cursor.fetchone() == (0,)
    assert keys()._base.execute("PRAGMA wal_autocheckpoint").fetchone() == (0,)


def test_settling_brings_in_what_was_committed_and_the_wal_begins_anew(
    base: sqlite3.Connection, tmp_path: Path
) -> None:
    file = tmp_path / "some.db"
    write(base)
    before, wal = sizes(file)
    assert before < PAGES * PAGE < wal
    settle(file)
    assert sizes(file)[0] > PAGES * PAGE
    write(base)
    assert sizes(file)[1] < 1.1 * wal


def test_it_waits_for_no_reader_and_no_writer(base: sqlite3.Connection, tmp_path: Path) -> None:
    file = tmp_path / "some.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM written").fetchone() == (0,)
        write(base)
        base.execute("BEGIN IMMEDIATE")
        base.execute("INSERT INTO written VALUES (x'00')")
        start = time.monotonic()
        settle(file)
        settle(file, largest=1)
        assert time.monotonic() - start < 1
        base.execute("COMMIT")
        assert reader.execute("SELECT count(*) FROM written").fetchone() == (0,)
    assert base.execute("SELECT count(*) FROM written").fetchone() == (PAGES + 1,)


def test_a_wal_that_is_too_large_begins_anew_under_writers_that_never_rest(
    base: sqlite3.Connection, tmp_path: Path
) -> None:
    file, ended = tmp_path / "some.db", threading.Event()

    def never_rest() -> None:
        with closing(sqlite3.connect(file, isolation_level=None, timeout=30)) as other:
            while not ended.is_set():
                write(other, 50)
                time.sleep(0.002)

    thread = threading.Thread(target=never_rest)
    thread.start()
    try:
        for _ in range(10):
            time.sleep(0.1)
            settle(file, largest=500)
    finally:
        ended.set()
        thread.join()
    whole, wal = sizes(file)
    assert whole > 3 * wal
    assert wal < 5_000 * PAGE


def test_a_thread_settles_what_was_written_and_then_rests(
    base: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, settled = tmp_path / "some.db", list[Path]()
    monkeypatch.setattr(settling, "PACE", 0.01)

    def noted(each: Path) -> None:
        settled.append(each)
        settle(each)

    monkeypatch.setattr(settling, "settle", noted)
    settler = Settling([file, tmp_path / "none.db"])
    settler.start()
    try:
        write(base)
        until = time.monotonic() + 5
        while sizes(file)[0] < PAGES * PAGE and time.monotonic() < until:
            time.sleep(0.01)
        assert sizes(file)[0] > PAGES * PAGE
        time.sleep(0.05)
        count = len(settled)
        time.sleep(0.1)
        assert len(settled) == count
    finally:
        settler.stop()
    assert not (tmp_path / "none.db").exists()


def test_whoever_closes_last_leaves_no_wal(sqlite_house: House) -> None:
    from licet.subjects import add_controller

    add_controller("acme", "Acme SAS")
    sqlite_house.close()
    assert [sizes(sqlite_house.data / name)[1] for name in ("ledger.db", "keys.db")] == [0, 0]


def test_a_wal_that_must_be_empty_is_tried_again_while_another_settles_it(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([True, True, False])
    assert emptied(lambda: next(answers))
    monkeypatch.setattr(settling, "PATIENCE", 0.0)
    assert not emptied(lambda: True)
