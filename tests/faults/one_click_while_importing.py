"""Click for as long as lists are imported into the same house: 99 of 100 are answered within 0.1 s, and none is lost.

    python -m tests.faults.one_click_while_importing --rounds 20            # on SQLite
    python -m tests.faults.one_click_while_importing --rounds 20 --postgresql

A round is one list, brought in by a process of its own, and one connection that clicks links of other people, one after
another, until it is in. Beside them a third writes two short notes to the same disk, each waited for, again and again: no click
can be quicker than that, and where the disk itself is slower than a click may be, that is said instead of a failure.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Final

from licet.doors.running import close_house, open_house
from tests.bench.clients import hundredth
from tests.bench.pages import addresses, stopped
from tests.collection.lists import CONTROLLER, MAP, SUPPLIER, good, registered, written
from tests.faults.killed_writers import packaged
from tests.ground.serving import RUN, serving
from tests.ground.tree import ROOT

QUICK: Final = 0.1
"""Seconds within which 99 of 100 clicks are answered."""
WAITS: Final = 3
"""Of two notes each: a click may find an act of the import before its commit, and waits for its own keeping twice."""
ROWS: Final = 20_000
AT_ONCE: Final = 20
"""Clicks between two looks whether the import still runs."""
LINKS: Final = 2_000
_NOTE: Final = bytes(2048)


@dataclass
class Disk:
    """How long the disk of a house takes to keep two short notes, measured while the rest goes on."""

    folder: Path
    took: list[float] = field(default_factory=list)

    @contextmanager
    def watched(self, every: float = 0.02) -> Iterator[None]:
        """Measure until the block ends."""
        ended = threading.Event()
        thread = threading.Thread(target=self._measure, args=(ended, every))
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()

    def alone(self) -> float:
        """Return the seconds within which the disk does, 99 times of 100, what a click makes it do."""
        return WAITS * hundredth(sorted(self.took)) if self.took else 0.0

    def bar(self) -> float:
        """Return the seconds that 99 of 100 clicks may take: ``QUICK``, unless the disk alone takes as long."""
        return max(QUICK, self.alone())

    def _measure(self, ended: threading.Event, every: float) -> None:
        place = self.folder / "disk"
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            while not ended.wait(every):
                start = time.perf_counter()
                for _ in range(2):
                    os.write(descriptor, _NOTE)
                    os.fsync(descriptor)
                self.took.append(time.perf_counter() - start)
        finally:
            os.close(descriptor)
            place.unlink()


@contextmanager
def importing(file: Path, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Import a list in a process of its own; end it with the block."""
    mapped = [word for header, role in MAP.items() for word in ("--map", f"{header}={role}")]
    about = ["--supplier", SUPPLIER, "--controller", CONTROLLER, "--purpose", "commercial", "--channel", "email"]
    words = [sys.executable, "-c", RUN, "import", str(file), *about, "--sector", "other", *mapped, "--yes"]
    env = {**environment, "PYTHONPATH": str(ROOT / "src")}
    importer = subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield importer
    finally:
        importer.kill()
        importer.wait()


def under_way(importer: subprocess.Popen[bytes], before: int = 0) -> None:
    """Wait until an import that is no older than so many has written its first rows."""
    from licet.collection.supply import Import

    while importer.poll() is None and not Import.objects.filter(pk__gt=before, next_row__gt=0).exists():
        time.sleep(0.01)


def clicked(address: str, links: Iterator[str], importer: subprocess.Popen[bytes]) -> tuple[list[float], list[str]]:
    """Click while an import runs; return how long each answer took, in seconds, and which links were answered."""
    took, done = list[float](), list[str]()
    while importer.poll() is None:
        some = [next(links) for _ in range(AT_ONCE)]
        took += stopped(address, some, 1)
        done += some
    return took, done


def lost(data: Path, links: Sequence[str]) -> int:
    """Return how many of these links stop nothing, in the open house or in ``refusals.log``."""
    from licet.doors.web.person.links import followed
    from licet.ledger import Refusal
    from licet.ledger.refusals import read_refusals
    from licet.objections.models import Suppression

    clicked = {followed(*link.split("/")[2:]).token for link in links}
    standing = {bytes(each) for each in Suppression.objects.values_list("token", flat=True)}
    logged = {each.token for each in read_refusals(data / "refusals.log") if isinstance(each, Refusal)}
    return len(clicked - (standing & logged))


def main(arguments: list[str]) -> int:
    """Run the rounds; return 1 where clicks took too long for the disk that there is, or were lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--rows", type=int, default=ROWS, help="the length of each list")
    parser.add_argument("--postgresql", action="store_true", help="start the packaged PostgreSQL and use it")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        if asked.postgresql:
            with packaged() as url:
                return _run(Path(folder), url, asked.rounds, asked.rows)
        return _run(Path(folder), "", asked.rounds, asked.rows)


def _run(folder: Path, url: str, rounds: int, rows: int) -> int:
    data, disk = folder / "house", Disk(folder)
    open_house(data, database_url=url or None)
    try:
        registered(folder)
        links, numbers = _links(), count(0, rows)
        took, done = list[float](), list[str]()
        environment = {**os.environ, "LICET_DATA": str(data), **({"DATABASE_URL": url} if url else {})}
        with serving(data, url, "--no-worker") as (_, address, _), disk.watched():
            for number in range(rounds):
                start = next(numbers)
                file = written(folder / "list.csv", [good(each) for each in range(start, start + rows)])
                with importing(file, environment) as importer:
                    under_way(importer, number)
                    some, links_done = clicked(address, links, importer)
                took, done = took + some, done + links_done
                _say(f"round {number}", some, disk)
        missing = lost(data, done)
    finally:
        close_house()
    took.sort()
    _say(f"{rounds} rounds, {missing} lost", took, disk)
    return int(missing > 0 or not took or hundredth(took) >= disk.bar())


def _links() -> Iterator[str]:
    for start in count(0, LINKS):
        yield from addresses(LINKS, "u", start)


def _say(what: str, took: Sequence[float], disk: Disk) -> None:
    ordered = sorted(took) or [0.0]
    figures = {"median": ordered[len(ordered) // 2], "99 of 100": hundredth(ordered), "most": ordered[-1]}
    told = ", ".join(f"{name} {seconds * 1e3:.0f} ms" for name, seconds in figures.items())
    print(f"{what}: {len(took)} clicks, {told}; the disk alone {disk.alone() * 1e3:.0f} ms", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
