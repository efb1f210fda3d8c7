"""The record against bare inserts of the same data at the same durability: ``python tests/bench/record.py``.

SQLite, WAL, ``synchronous = FULL``. A bare insert is one row of JSON; an event is three segments salted, committed to,
sealed, chained, appended to the tree, its head moved.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import secrets
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[2])  # a script's own folder stands there

from licet.doors.running import close_house, open_house
from tests.bench.measure import in_turn
from tests.bench.table import Measured, show

EVENTS: Final = 5_000
BATCH: Final = 100
WRITERS: Final = 32
ACTS: Final = 20
KNOWN_BAR: Final = 1 / 0.65
NEW_BAR: Final = 1 / 0.30
GROUP_BAR: Final = 1 / 5
KIND: Final = "bench:event:recorded"
SHOWN: Final = sorted(hashlib.sha256(each).hexdigest() for each in (b"page", b"mail", b"confirmation"))
"""The page, the mail and the page behind its link, as a consent names them."""


def measured(folder: Path, rounds: int = 5) -> Iterator[Measured]:
    """Measure, in turn with its floor, each thing that has a bar."""
    open_house(folder / "house")
    try:
        yield from _pipeline(folder, rounds)
        yield _rebuilt(folder)
        yield _proved()
        yield _concurrent(rounds)
    finally:
        close_house()


def _segments(number: int) -> dict[str, dict[str, Any]]:
    """Return what a form records of a consent that its mail confirmed (``collection.double_opt_in``), and an address."""
    return {
        "core": {
            "form": "jardin",
            "version": 3,
            "lang": "fr",
            "asked_at": 1_764_547_200 + number,
            "purpose": "commercial",
            "channel": "email",
            "beneficiary": "acme",
            "how": "form",
            "confirmed": True,
            "act": "followed_link_and_confirmed",
            "context_until": 1_798_243_200,
            "shown": SHOWN,
        },
        "subject": {"email": f"p{number}@mail.example"},
        "context": {"ip": "192.0.2.1", "user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101"},
    }


def _pipeline(folder: Path, rounds: int) -> Iterator[Measured]:
    from licet.ledger import Draft, Transaction, act, declare

    declare(KIND)
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        bare.execute(f"PRAGMA {pragma}")
    # what any log of consents needs to find a person again: a reference, a number, an index over both
    bare.execute("CREATE TABLE event (id INTEGER PRIMARY KEY, kind TEXT, subject BLOB, seq INTEGER, said TEXT)")
    bare.execute("CREATE UNIQUE INDEX event_of ON event (subject, seq)")
    references = [secrets.token_bytes(16) for _ in range(BATCH)]
    numbers = itertools.count()

    def inserted() -> None:
        for start in range(0, EVENTS, BATCH):
            bare.execute("BEGIN IMMEDIATE")
            seq = next(numbers)
            rows = [(KIND, references[each], seq, json.dumps(_segments(start + each))) for each in range(BATCH)]
            bare.executemany("INSERT INTO event (kind, subject, seq, said) VALUES (?, ?, ?, ?)", rows)
            bare.execute("COMMIT")

    @act
    def record(tx: Transaction, start: int, people: list[bytes] | None) -> list[bytes]:
        found = []
        tx.preload(people or [])
        for each in range(BATCH):
            said = _segments(start + each)
            subject = tx.new_subject() if people is None else people[each]
            core = said.pop("core")
            tx.record(Draft(KIND, core, subject, personal=said, shown=core.pop("shown")))
            found.append(subject)
        return found

    people = record(0, None)
    turns = in_turn(
        {
            "bare": inserted,
            "known": lambda: [record(start, people) for start in range(0, EVENTS, BATCH)],
            "new": lambda: [record(start, None) for start in range(0, EVENTS, BATCH)],
        },
        rounds,
    )
    for name, said, bar in (("known", "of known persons", KNOWN_BAR), ("new", "each of a new person", NEW_BAR)):
        ratio = turns.ratio(name, "bare")
        yield Measured(
            f"{EVENTS:,} events {said}, {BATCH} an act",
            turns[name] / EVENTS * 1e6,
            "µs",
            turns["bare"] / EVENTS * 1e6,
            ratio,
            bar,
            f"{1 / ratio:.2f} of bare JSON inserts, {EVENTS / turns[name]:,.0f} events/s",
        )


def _rebuilt(folder: Path) -> Measured:
    from licet.consent.rebuilding import rebuild
    from tests.collection.lists import brought_in, good, registered, written

    registered(folder)
    brought_in(written(folder / "list.csv", [good(number) for number in range(EVENTS)]))
    start = time.perf_counter()
    found = rebuild()
    taken = time.perf_counter() - start
    if found.events or not found.people:
        raise AssertionError
    return Measured(
        f"the consents of {found.people:,} persons rebuilt from events",
        taken / found.people * 1e6,
        "µs",
        note=f"{taken / found.people * 1e6 / 60:.1f} minutes for a million persons, at this rate",
    )


def _proved() -> Measured:
    from licet.accountability.evidence import evidence_of
    from licet.verify.command import verify_bytes
    from licet.verify.report import Verdict
    from tests.accountability.people import fill, trifles

    filled = fill()
    trifles(filled.camille, 1_000)
    made = evidence_of(filled.camille, actor="bench")
    turns = in_turn({"file": lambda: verify_bytes(made.stored, filled.trust)}, 3)
    if verify_bytes(made.stored, filled.trust).verdict is not Verdict.VALID:
        raise AssertionError
    return Measured(
        f"an evidence file of {made.events:,} events of this house verified",
        turns["file"],
        "s",
        bar=1.0,
        note=f"{len(made.stored) / 1e6:.1f} MB",
    )


def _concurrent(rounds: int) -> Measured:
    from licet.ledger import Draft, Transaction, act, checkpoints, tree

    @act
    def record(tx: Transaction) -> int:
        return tx.record(Draft(KIND, {"n": 1}, tx.new_subject())).index

    def with_receipt() -> None:
        index = record()
        size = checkpoints.size_of(checkpoints.publish(index + 1))
        tree.inclusion(index, size)

    def together() -> None:
        _in_threads(WRITERS, lambda: several(ACTS))

    def several(count: int) -> None:
        for _ in range(count):
            with_receipt()

    def one_by_one() -> None:
        several(WRITERS * ACTS // 8)

    turns = in_turn({"together": together, "alone": one_by_one}, rounds)
    each_together, each_alone = turns["together"] / (WRITERS * ACTS), turns["alone"] / (WRITERS * ACTS // 8)
    return Measured(
        f"an act with its receipt, {WRITERS} writers at once",
        each_together * 1e6,
        "µs",
        each_alone * 1e6,
        each_together / each_alone,
        GROUP_BAR,
        f"{each_alone / each_together:.1f} times one commit a request, {1 / each_together:,.0f} acts/s",
    )


def _in_threads(count: int, work: Callable[[], object]) -> None:
    threads = [threading.Thread(target=work) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        show("The record", list(measured(Path(made))))
