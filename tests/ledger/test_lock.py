"""The writer takes the lock of another process as soon as it is free, however short that is; the rest waits as usual."""

from __future__ import annotations

import os
import signal
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

from django.db import connection

from licet.ledger import Transaction, act
from licet.ledger.waiting import LONGEST, Waiting
from licet.ledger.writer import PATIENCE
from tests.ground.house import House

HELD = 0.06
FREE = 0.004


def test_a_lock_that_is_free_for_a_moment_is_taken(sqlite_house: House) -> None:
    ended = threading.Event()

    def hold() -> None:
        with closing(sqlite3.connect(sqlite_house.data / "ledger.db", isolation_level=None, timeout=30)) as other:
            while not ended.is_set():
                other.execute("BEGIN IMMEDIATE")
                time.sleep(HELD)
                other.execute("ROLLBACK")
                time.sleep(FREE)

    holder, took = threading.Thread(target=hold), list[float]()
    holder.start()
    try:
        for _ in range(5):
            start = time.monotonic()
            act(lambda tx: tx.now)()
            took.append(time.monotonic() - start)
    finally:
        ended.set()
        holder.join()
    # SQLite's own waiting looks after 1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50, 100 ms, and misses most of these moments
    assert sorted(took)[2] < 3 * HELD, took


def test_what_follows_a_commit_waits_for_a_lock_as_everybody_does(sqlite_house: House) -> None:
    def look() -> None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout")
            found.append(cursor.fetchone()[0])

    found: list[int] = []

    @act
    def after(tx: Transaction) -> None:
        tx.after_commit(look)

    after()
    assert found == [PATIENCE * 1000]


def test_who_wrote_last_lets_go_first_whoever_waits_but_not_for_long(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with closing(Waiting(file)) as mine, closing(Waiting(file)) as other:

        def waited() -> float:
            start = time.monotonic()
            mine.let_others_go_first()
            return time.monotonic() - start

        other.say()
        assert waited() < LONGEST  # one has not written
        mine.wrote()
        assert LONGEST <= waited() < 1
        other.unsay()
        assert waited() < LONGEST
        mine.say()
        mine.unsay()
        other.say()
        threading.Timer(LONGEST / 4, other.unsay).start()
        assert waited() < LONGEST


def test_who_dies_waiting_keeps_nobody_waiting(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with closing(Waiting(file)) as mine:
        ready, child = os.pipe()
        pid = os.fork()
        if not pid:
            Waiting(file).say()
            os.write(child, b"said")
            os.kill(os.getpid(), signal.SIGKILL)
        os.read(ready, 4)
        os.waitpid(pid, 0)
        mine.wrote()
        start = time.monotonic()
        mine.let_others_go_first()
        assert time.monotonic() - start < LONGEST
        os.close(ready)
        os.close(child)
