"""From the file to the report: the Performeclic base audited whole, against merely reading the same file.

Each audit is a program of its own (`stages.py`), so that its memory is its own and starting Python counts.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polars as pl

from tests.bench.measure import ROUNDS, Ran, in_turn, median_of, ran
from tests.bench.table import Measured

MEMORY_BAR: Final = 3.0
"""GB, at 20 million people."""
DEMO_PEOPLE: Final = 200_000
DEMO_BAR: Final = 10.0
"""Seconds."""
BREACH_FOUND: Final = 2
_STAGES: Final = Path(__file__).with_name("stages.py")


def measured(folder: Path, people: int, rounds: int = ROUNDS) -> Iterator[Measured]:
    """Generate a base of so many people as CSV and as Parquet, audit both, read both."""
    dossier, size = folder / "dossier", f"{people / 1e6:g} M people"
    made = _stage("generate", dossier, str(people))
    yield Measured(f"{size}: generate and write the CSV", made.seconds, "s", note="one run")
    csv = dossier / "base.csv"
    yield from _audited(dossier, csv, pl.scan_csv(csv, separator=";", infer_schema=False), size, rounds)
    columnar = folder / "columnar"
    columnar.mkdir()
    parquet = columnar / "base.parquet"
    pl.scan_csv(csv, separator=";", infer_schema=False).sink_parquet(parquet, compression="zstd", compression_level=1)
    text = (dossier / "dossier.yaml").read_text(encoding="utf-8")
    (columnar / "dossier.yaml").write_text(text.replace(csv.name, parquet.name), encoding="utf-8")
    yield from _audited(columnar, parquet, pl.scan_parquet(parquet), size, rounds)


def _audited(dossier: Path, file: Path, frame: pl.LazyFrame, size: str, rounds: int) -> Iterator[Measured]:
    """Audit and read in turn; reading decodes every cell and sums its length."""
    runs: list[Ran] = []
    bare = frame.select(pl.len(), pl.all().str.len_bytes().sum().name.suffix(" bytes"))
    seconds = in_turn(
        {
            "read": lambda: bare.collect(engine="streaming"),
            "audit": lambda: runs.append(_stage("audit", dossier, str(dossier.with_name("report")))),
        },
        rounds,
    )
    kind = file.suffix.removeprefix(".")
    what, weight = f"{size}, {kind}", f"{file.stat().st_size / 1e9:.2f} GB; reference: reading it"
    ratio = seconds.ratio("audit", "read")
    yield Measured(f"{what}: audit, start to report", seconds["audit"], "s", seconds["read"], ratio, note=weight)
    peak = max(run.peak for run in runs) / 1e9
    yield Measured(f"{what}: peak memory", peak, "GB", bar=MEMORY_BAR, note="the program with its children")
    stages = [json.loads(run.output) for run in runs]
    for stage in stages[0]:
        took = median_of(run[stage] for run in stages)
        yield Measured(f"  {stage}", took, "s", note=f"{took / seconds['audit']:.0%}")


def _stage(*words: object) -> Ran:
    done = ran([sys.executable, str(_STAGES), *map(str, words)])
    if done.code:
        raise RuntimeError(f"`stages.py {words[0]}` ended with {done.code}")
    return done


def demonstrated(folder: Path, rounds: int = ROUNDS) -> Iterator[Measured]:
    """Run `licet demo performeclic` as a newcomer does, from the start of the program to the written report."""
    licet = Path(sys.executable).with_name("licet")
    runs: list[Ran] = []
    for number in range(rounds):
        out = folder / f"demo-{number}"
        done = ran([str(licet), "demo", "performeclic", "--people", str(DEMO_PEOPLE), "--out", str(out)])
        if done.code != BREACH_FOUND:
            raise RuntimeError(f"`licet demo performeclic` ended with {done.code}")
        runs.append(done)
    note = f"peak memory {max(run.peak for run in runs) / 1e9:.2f} GB"
    seconds = median_of(run.seconds for run in runs)
    yield Measured(f"licet demo performeclic, {DEMO_PEOPLE:,} people", seconds, "s", bar=DEMO_BAR, note=note)
