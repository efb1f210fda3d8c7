"""Make ready facts of people, by chance and the same every time: the columns that compiled rules read.

Values are typed as `licet.rules.values` says. What a source or a form answers for its people (yes, no, a choice) comes
from one of 300 profiles; what differs from person to person (days, instants, what is held for a channel) is drawn row by
row. One answer in twenty is unknown. No column is constant but the day of the act, so that no engine can skip one.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from licet.rules.facts import ACT_AT, ACT_ON, DECIDES, IN_TERRITORY, Fact, Table
from licet.rules.values import LATEST_SUFFIX, NEVER_AT, NEVER_ON, NO, UNKNOWN, UNKNOWN_AT, UNKNOWN_ON, YES, Kind

PART: Final = 1_000_000
"""Rows in a file: any number of millions of people is so many files."""

SEED: Final = 20_261_121
PROFILES: Final = 300
UNKNOWN_SHARE: Final = 0.05
DAYS_BACK: Final = 8 * 365
DAY: Final = 86_400

Numbers = np.ndarray[Any, np.dtype[Any]]
Made = dict[str, Numbers]

_TYPES: Final = {
    Kind.TERNARY: pl.Int8,
    Kind.CHOICE: pl.Int8,
    Kind.COUNT: pl.Int32,
    Kind.DAY: pl.Int32,
    Kind.INSTANT: pl.Int64,
}
_SHAPES: Final = {pl.Int8: np.int8, pl.Int32: np.int32, pl.Int64: np.int64}


def write_parts(folder: Path, rows: int, table: Table, columns: Iterable[str], day: int) -> list[Path]:
    """Write so many people as Parquet files of a million rows each; return the files."""
    names, parts = list(columns), []
    for number, start in enumerate(range(0, rows, PART)):
        path = folder / f"facts-{number}.parquet"
        made = rows_of_part(number, min(PART, rows - start), table, names, day)
        frame = pl.DataFrame({name: made[name] for name in names})
        frame.write_parquet(path, compression="zstd", compression_level=1, row_group_size=500_000)
        parts.append(path)
    return parts


def fact_of(table: Table, column: str) -> Fact:
    """Return the fact that a column holds, whatever the channel or the bound."""
    return table.fact(column.split("@", maxsplit=1)[0].removesuffix(LATEST_SUFFIX))


def rows_of_part(part: int, size: int, table: Table, names: Iterable[str], day: int) -> Made:
    """Draw the columns of so many people; ``part`` tells these people from those of other files."""
    chance = np.random.default_rng([SEED, part])
    profile = chance.integers(0, PROFILES, size)
    made: Made = {}
    for name in names:
        if name not in made:
            fact = fact_of(table, name)
            drawn = _drawn(name, fact, chance, profile, day)
            kind = _SHAPES[_TYPES[fact.kind]]
            made |= {column: numbers.astype(kind) for column, numbers in drawn.items()}
    return made


def _drawn(name: str, fact: Fact, chance: np.random.Generator, profile: Numbers, day: int) -> Made:
    size = len(profile)
    match fact.kind:
        case Kind.TERNARY if fact.per_channel:
            return {name: _answers(fact, chance, size)}
        case Kind.TERNARY | Kind.CHOICE if name != "act.channel":
            return {name: _answers(fact, np.random.default_rng([SEED, zlib.crc32(name.encode())]), PROFILES)[profile]}
        case Kind.CHOICE:
            return {name: chance.integers(1, len(fact.choices) + 1, size)}
        case Kind.COUNT:
            return {name: np.where(_unknown(chance, size), -1, chance.integers(0, 4, size))}
        case Kind.DAY:
            return {name: _days(fact, chance, size, day)}
        case _:
            return _instants(fact, chance, size, day)


def _unknown(chance: np.random.Generator, size: int) -> Numbers:
    return chance.random(size) < UNKNOWN_SHARE


def _answers(fact: Fact, chance: np.random.Generator, size: int) -> Numbers:
    if fact.kind is Kind.CHOICE:
        return np.where(_unknown(chance, size), 0, chance.integers(1, len(fact.choices) + 1, size))
    often = 0.98 if fact.name in {DECIDES.name, IN_TERRITORY.name} else 0.8 if fact.silence_is_no else 0.4
    return np.where(_unknown(chance, size), UNKNOWN, np.where(chance.random(size) < often, YES, NO))


def _days(fact: Fact, chance: np.random.Generator, size: int, day: int) -> Numbers:
    if fact.name == ACT_ON.name:
        return np.full(size, day)
    days = np.where(chance.random(size) < 0.3, NEVER_ON, chance.integers(day - DAYS_BACK, day + 1, size))
    return np.where(_unknown(chance, size), UNKNOWN_ON, days)


def _instants(fact: Fact, chance: np.random.Generator, size: int, day: int) -> Made:
    """Draw the two bounds: one second, or where only the day is told its first and its last."""
    latest = fact.name + LATEST_SUFFIX
    if fact.name == ACT_AT.name:
        moments = chance.integers(day * DAY, (day + 1) * DAY, size)
        return {fact.name: moments, latest: moments}
    moments = chance.integers((day - DAYS_BACK) * DAY, day * DAY, size)
    only_day = chance.random(size) < 0.5
    first = np.where(only_day, moments // DAY * DAY, moments)
    last = np.where(only_day, first + DAY - 1, moments)
    never = chance.random(size) < (0.3 if fact.silence_is_no else 0.8)
    unknown = _unknown(chance, size)
    return {
        fact.name: np.where(unknown, UNKNOWN_AT, np.where(never, NEVER_AT, first)),
        latest: np.where(unknown, -UNKNOWN_AT, np.where(never, NEVER_AT, last)),
    }
