"""Make ready facts of people at random: the columns a compiled bench of rules reads, as `rules/values.py` types them.

Shares are those of a prospect base that nobody tends well: most answers known, some consents given and withdrawn, few
objections, one answer in twenty unknown. Every column varies, so that no engine can skip one.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from licet.rules.compiled import Compiled
from licet.rules.facts import ACT_AT, ACT_ON, DECIDES, IN_TERRITORY, Fact, Table
from licet.rules.values import LATEST_SUFFIX, NEVER_AT, NEVER_ON, NO, UNKNOWN, UNKNOWN_AT, UNKNOWN_ON, YES, Kind

CHUNK: Final = 1_000_000
SEED: Final = 20_261_121
UNKNOWN_SHARE: Final = 0.05
YEARS_BACK: Final = 8
SECONDS_A_DAY: Final = 86_400

Numbers = np.ndarray
Maker = Callable[[np.random.Generator, int, int], Numbers]


def write_facts(path: Path, rows: int, table: Table, compiled: Compiled, day: int) -> Path:
    """Write so many rows of the columns that the rules read to a Parquet file; the same every time."""
    chance = np.random.default_rng(SEED)
    columns = list(compiled.columns)
    schema = {"row": pl.Int64, **{name: _dtype(_fact(table, name)) for name in columns}}

    def chunk(start: int) -> pl.DataFrame:
        size = min(CHUNK, rows - start)
        made: dict[str, Numbers] = {"row": np.arange(start, start + size, dtype=np.int64)}
        for name in columns:
            if name not in made:
                made |= _columns(name, _fact(table, name), chance, size, day)
        return pl.DataFrame(made).select(*schema).cast(schema)  # type: ignore[arg-type]  # a mapping of names

    parts = [path.with_name(f"{path.stem}-{start}.part") for start in range(0, rows, CHUNK)]
    for number, part in enumerate(parts):
        chunk(number * CHUNK).write_parquet(part, compression="zstd", compression_level=1, statistics=False)
    pl.scan_parquet(parts).sink_parquet(path, compression="zstd", compression_level=1, row_group_size=500_000)
    for part in parts:
        part.unlink()
    return path


def _fact(table: Table, column: str) -> Fact:
    return table.fact(column.split("@")[0].removesuffix(LATEST_SUFFIX))


def _dtype(fact: Fact) -> type[pl.DataType]:
    match fact.kind:
        case Kind.TERNARY | Kind.CHOICE:
            return pl.Int8
        case Kind.INSTANT:
            return pl.Int64
        case _:
            return pl.Int32


def _columns(name: str, fact: Fact, chance: np.random.Generator, size: int, day: int) -> dict[str, Numbers]:
    unknown = chance.random(size) < UNKNOWN_SHARE
    match fact.kind:
        case Kind.TERNARY:
            yes = chance.random(size) < _share_of_yes(fact)
            return {name: np.where(unknown, UNKNOWN, np.where(yes, YES, NO)).astype(np.int8)}
        case Kind.CHOICE:
            return {name: np.where(unknown, 0, chance.integers(1, len(fact.choices) + 1, size)).astype(np.int8)}
        case Kind.COUNT:
            return {name: np.where(unknown, -1, chance.integers(0, 4, size)).astype(np.int32)}
        case Kind.DAY:
            return {name: _days(fact, chance, size, day, unknown)}
        case Kind.INSTANT:
            return _instants(fact, chance, size, day, unknown)


def _share_of_yes(fact: Fact) -> float:
    if fact.name in {DECIDES.name, IN_TERRITORY.name}:
        return 0.98
    return 0.9 if fact.silence_is_no else 0.5


def _days(fact: Fact, chance: np.random.Generator, size: int, day: int, unknown: Numbers) -> Numbers:
    if fact.name == ACT_ON.name:
        return np.full(size, day, dtype=np.int32)
    days = chance.integers(day - YEARS_BACK * 365, day + 1, size, dtype=np.int32)
    never = chance.random(size) < 0.3
    return np.where(unknown, UNKNOWN_ON, np.where(never, NEVER_ON, days)).astype(np.int32)


def _instants(fact: Fact, chance: np.random.Generator, size: int, day: int, unknown: Numbers) -> dict[str, Numbers]:
    """Give the two bounds: the same second, or where only the day is told its first and its last second."""
    latest = fact.name + LATEST_SUFFIX
    if fact.name == ACT_AT.name:
        moments = chance.integers(day * SECONDS_A_DAY, (day + 1) * SECONDS_A_DAY, size)
        return {fact.name: moments, latest: moments}
    moments = chance.integers((day - YEARS_BACK * 365) * SECONDS_A_DAY, day * SECONDS_A_DAY, size)
    only_day = chance.random(size) < 0.5
    first = np.where(only_day, moments // SECONDS_A_DAY * SECONDS_A_DAY, moments)
    last = np.where(only_day, first + SECONDS_A_DAY - 1, moments)
    never = chance.random(size) < (0.3 if fact.silence_is_no else 0.8)
    first, last = np.where(never, NEVER_AT, first), np.where(never, NEVER_AT, last)
    return {fact.name: np.where(unknown, UNKNOWN_AT, first), latest: np.where(unknown, -UNKNOWN_AT, last)}
