"""The ledger's arithmetic against bare ``hashlib``: appends, proofs, a whole evidence file.

In the table of ``make bench`` as the part ``ledger``; alone: ``python tests/bench/ledger.py``.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[2])  # a script's own folder stands there

from licet.verify.command import verify_bytes
from licet.verify.report import Verdict
from licet.verify.tiles import Tiles
from licet.verify.tree import Edge, leaf_hash, verify_inclusion
from licet.verify.trust import read_trust
from tests.bench.measure import in_turn
from tests.bench.table import Measured, show
from tests.verify.making import FORM, NOON, Hashes, Log, Person, bundle

EVENTS: Final = 100_000
BATCH: Final = 1_000
PROOFS: Final = 2_000
# Ledger.md, section 8: at least 0.75 of the events per second of one leaf and one node hash an event.
APPEND_BAR: Final = 1 / 0.75
FILE_BAR: Final = 1.0


def measured(rounds: int = 5) -> Iterator[Measured]:
    """Measure, in turn with its floor, each thing that has a bar."""
    yield from _appended(rounds)
    yield _verified(rounds)
    yield _whole_file(rounds)


def _appended(rounds: int) -> Iterator[Measured]:
    entries = [b"\x01" + number.to_bytes(32, "big") for number in range(EVENTS)]
    leaves, nodes = [b"\x00" + each for each in entries], [bytes(65)] * EVENTS
    sha256 = hashlib.sha256

    def floor() -> None:
        for each in leaves:
            sha256(each).digest()
        for each in nodes:
            sha256(each).digest()

    def grown(batch: int) -> None:
        edge = Edge()
        for start in range(0, EVENTS, batch):
            edge.append(entries[start : start + batch])
            edge.root()

    turns = in_turn({"floor": floor, "1000": lambda: grown(BATCH), "100": lambda: grown(100)}, rounds)
    for batch, bar in (("1000", APPEND_BAR), ("100", None)):
        yield Measured(
            f"{EVENTS:,} events appended, root each {batch}",
            turns[batch] * 1e3,
            "ms",
            turns["floor"] * 1e3,
            turns.ratio(batch, "floor"),
            bar,
            f"{1 / turns.ratio(batch, 'floor'):.2f} of the floor, {EVENTS / turns[batch]:,.0f} events/s",
        )


def _verified(rounds: int) -> Measured:
    hashes = Hashes()
    hashes.append([number.to_bytes(33, "big") for number in range(1 << 17)])
    tiles, root = Tiles(hashes.edge.size, hashes.source, kept=1024), hashes.edge.root()
    leaf = leaf_hash((77).to_bytes(33, "big"))
    proof, node, sha256 = tiles.inclusion(77), bytes(65), hashlib.sha256

    def floor() -> None:
        for _ in range(PROOFS * len(proof)):
            sha256(node).digest()

    def verified() -> None:
        for _ in range(PROOFS):
            verify_inclusion(leaf, 77, tiles.size, proof, root)

    def cut() -> None:
        for index in range(PROOFS):
            tiles.inclusion(index * 61 % tiles.size)

    cut()  # the tiles are hashed once
    turns = in_turn({"floor": floor, "verified": verified, "cut": cut}, rounds)
    return Measured(
        f"a proof of {len(proof)} hashes verified",
        turns["verified"] / PROOFS * 1e6,
        "µs",
        turns["floor"] / PROOFS * 1e6,
        turns.ratio("verified", "floor"),
        None,
        f"cut from tiles: {turns['cut'] / PROOFS * 1e6:.0f} µs",
    )


def _whole_file(rounds: int) -> Measured:
    person = Person(Log())
    person.log.others(5_000)
    for number in range(1_000):
        shown = {"shown": [hashlib.sha256(FORM).hexdigest()]} if number == 0 else {}
        person.does(person.event("sending:message:sent", NOON + number, **shown))
    made = bundle(person, sizes=(person.log.size,))
    stored, trust = made.sealed(), read_trust(made.log.trust)
    if verify_bytes(stored, trust).verdict is not Verdict.VALID:
        raise AssertionError
    turns = in_turn({"file": lambda: verify_bytes(stored, trust)}, rounds)
    return Measured(
        "an evidence file of 1,000 events verified",
        turns["file"],
        "s",
        bar=FILE_BAR,
        note=f"{len(stored) / 1e6:.1f} MB",
    )


if __name__ == "__main__":
    lines = list(measured())
    show("The ledger's arithmetic", lines)
    sys.exit(int(any(line.passes is False for line in lines)))
