"""Imported rows against bare inserts of the same rows as JSON: ``python tests/bench/imports.py``.

SQLite, WAL, ``synchronous = FULL``. A bare insert is one row of JSON, a hundred a commit. An imported row is read, judged by the
law, told apart from refusals, twins and known people, and becomes an event of a person with keys of her own; no act holds
the writer's lock for much longer than ten milliseconds, and each leaves it free for two.
"""

from __future__ import annotations

import itertools
import json
import secrets
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[2])  # a script's own folder stands there

from licet.doors.running import close_house, open_house
from tests.bench.measure import in_turn
from tests.bench.table import Measured, show
from tests.collection.lists import asked, brought_in, good, registered, silent, written

ROWS: Final = 10_000
BATCH: Final = 100
IMPORT_BAR: Final = 1 / 0.20
HELD_BAR: Final = 10.0


def measured(folder: Path, rounds: int = 5) -> Iterator[Measured]:
    """Measure imported rows beside bare ones, and how long the lock was held."""
    open_house(folder / "house")
    try:
        yield from _imported(folder, rounds)
    finally:
        close_house()


def _imported(folder: Path, rounds: int) -> Iterator[Measured]:
    from licet.collection import imports

    registered(folder)
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        bare.execute(f"PRAGMA {pragma}")
    # as in ``record``: what any log of consents needs to find a person again
    bare.execute("CREATE TABLE event (id INTEGER PRIMARY KEY, kind TEXT, subject BLOB, seq INTEGER, said TEXT)")
    bare.execute("CREATE UNIQUE INDEX event_of ON event (subject, seq)")
    numbers, held = itertools.count(0, ROWS), list[float]()
    watched = _watch(imports, held)

    def insert(start: int) -> None:
        for first in range(start, start + ROWS, BATCH):
            bare.execute("BEGIN IMMEDIATE")
            rows = [(secrets.token_bytes(16), json.dumps(good(n))) for n in range(first, first + BATCH)]
            bare.executemany("INSERT INTO event (kind, subject, seq, said) VALUES ('imported', ?, 0, ?)", rows)
            bare.execute("COMMIT")

    def bring(start: int) -> None:
        brought_in(written(folder / "list.csv", [good(n) for n in range(start, start + ROWS)]))

    def look(start: int) -> None:
        with imports.opened_file(
            written(folder / "list.csv", [good(n) for n in range(start, start + ROWS)]), asked()
        ) as ready:
            imports.preview(ready, silent)

    bring(10**9)
    works: dict[str, Callable[[int], None]] = {"bare": insert, "import": bring, "preview": look}
    turns = in_turn({name: partial(_do, work, numbers) for name, work in works.items()}, rounds)
    watched()
    for name, what, bar in (("import", "rows imported", IMPORT_BAR), ("preview", "rows previewed", None)):
        ratio = turns.ratio(name, "bare")
        yield Measured(
            f"{ROWS:,} {what}",
            turns[name] / ROWS * 1e6,
            "µs",
            turns["bare"] / ROWS * 1e6,
            ratio,
            bar,
            f"{1 / ratio:.2f} of bare JSON inserts, {ROWS / turns[name]:,.0f} rows/s",
        )
    yield _held(held)


def _do(work: Callable[[int], None], numbers: Iterator[int]) -> None:
    work(next(numbers))


def _file(folder: Path, start: int) -> Path:
    return written(folder / f"list-{start}.csv", [good(n) for n in range(start, start + ROWS)])


def _watch(imports: Any, held: list[float]) -> Callable[[], None]:  # noqa: ANN401  # a module
    """Note how long each act holds the lock; return what ends it."""
    next_size = imports._next_size  # the bench looks at what the import itself measures

    def noted(size: int, written: int, seconds: float, worked: float) -> int:
        held.append(seconds)
        return int(next_size(size, written, seconds, worked))

    imports._next_size = noted

    def ended() -> None:
        imports._next_size = next_size

    return ended


def _held(held: Sequence[float]) -> Measured:
    ordered = sorted(held)
    median, most = ordered[len(ordered) // 2] * 1e3, ordered[int(len(ordered) * 0.99)] * 1e3
    return Measured(
        "the lock held by an act of an import", median, "ms", bar=HELD_BAR, note=f"99 of 100: {most:.1f} ms"
    )


if __name__ == "__main__":
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as made:
        show("Imports", list(measured(Path(made))))
    sys.stdout.write(f"{time.perf_counter() - started:.0f} s\n")
