"""Rules over ready facts in Parquet: the masks of everyone, counted, against a bare scan of the same columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from pathlib import Path
from typing import Any, Final

import narwhals.stable.v2 as nw
import numpy as np
import polars as pl

from licet.law.book import Book, book
from licet.law.facts.persons import PERSONS
from licet.rules import bulk
from licet.rules import formulas as fm
from licet.rules.compiled import Compiled, channel_column, compile_rules
from licet.rules.facts import ACT_ON
from licet.rules.rule import Rule
from licet.terms.words import Channel
from tests.bench.facts import Numbers, fact_of, write_parts
from tests.bench.measure import ROUNDS, in_turn
from tests.bench.table import Measured

DAY: Final = dt.date(2026, 11, 21)
CERTAIN_BAR: Final = 2.0
"""Times the scan, for every 13 rules."""
BOTH_BAR: Final = 1.8
"""Times the bar of the certain masks."""
COUNTED_BY: Final = 13

Channels = tuple[str | None, ...]
BENCHES: Final[dict[str, Channels]] = {
    "e-mail": (Channel.EMAIL,),
    "own channel": (None,),
    "all channels": tuple(Channel),
}


def measured(folder: Path, sizes: tuple[int, ...], rounds: int = ROUNDS) -> Iterator[Measured]:
    """Measure masks over so many people, for one channel, for the channel of each row, and for all channels at once."""
    law = book(DAY)
    compiled = {name: _compiled(law, channels) for name, channels in BENCHES.items()}
    columns = dict.fromkeys(column for each in compiled.values() for column in each.columns)
    parts = write_parts(folder, max(sizes), PERSONS, columns, law.day or 0)
    for rows in sizes:
        for name, rules in compiled.items():
            yield from _against_scan(parts[: rows // 1_000_000], rules, f"{rows // 1_000_000} M rows, {name}", rounds)
    yield _in_numpy(parts[0], compiled["e-mail"])


def _compiled(law: Book, channels: Channels) -> Compiled:
    """Compile the rules of a day, and see that none of the book's rules or facts was lost on the way."""
    named = [channel for channel in channels if channel is not None]
    rules = law.on(PERSONS, channels=named)
    compiled = compile_rules(rules, channels=channels, day=law.day)
    assert {bit.rule.id for bit in compiled.bits} == {rule.id for rule in rules}
    assert set(compiled.columns) == {column for rule in rules for column in _read_by(rule, channels, law.day or 0)}
    return compiled


def _read_by(rule: Rule, channels: Channels, day: int) -> Iterator[str]:
    """Yield the columns that a rule of the book reads once the day and, where one is asked about, the channel is known."""
    channel_fact = PERSONS.fact(str(PERSONS.channel))
    for channel in channels:
        if channel is not None and rule.channels and channel not in rule.channels:
            continue
        split = channel is not None and rule.depends_on_channel()
        known = {ACT_ON.name: day}
        if split:
            known |= zip(channel_fact.columns(), channel_fact.encode(channel), strict=True)
        for certain in (True, False):
            for column in fm.columns_of(fm.bind(rule.whole().formula(certain=certain), known, day)):
                yield channel_column(column, str(channel)) if split and fact_of(PERSONS, column).per_channel else column


def _against_scan(parts: list[Path], rules: Compiled, what: str, rounds: int) -> Iterator[Measured]:
    columns, number = list(rules.columns), len({bit.rule.id for bit in rules.bits})
    seconds = in_turn(
        {
            "scan": lambda: pl.scan_parquet(parts).select(pl.col(columns).sum()).collect(engine="streaming"),
            "certain": lambda: _counted(parts, rules, possible=False),
            "both": lambda: _counted(parts, rules, possible=True),
        },
        rounds,
    )
    facts = len({fact_of(PERSONS, column).name for column in columns})
    counted = f"{number} rules, {len(rules.bits)} bits, {facts} facts in {len(columns)} columns"
    bar = CERTAIN_BAR * number / COUNTED_BY
    ratio = seconds.ratio("certain", "scan")
    yield Measured(f"{what}: certain", seconds["certain"], "s", seconds["scan"], ratio, bar, counted)
    more = f"{seconds.ratio('both', 'certain'):.2f}x the certain masks"
    ratio = seconds.ratio("both", "scan")
    yield Measured(f"{what}: both", seconds["both"], "s", seconds["scan"], ratio, bar * BOTH_BAR, more)


def _counted(parts: list[Path], rules: Compiled, *, possible: bool) -> pl.DataFrame:
    """Screen everyone and count the people behind each pair of masks: what an audit does."""
    masks = bulk.screen(nw.from_native(pl.scan_parquet(parts)), rules, possible=possible)
    counted = masks.group_by(*masks.collect_schema().names()).agg(nw.len().alias("people"))
    frame: pl.LazyFrame = counted.to_native()
    return frame.collect(engine="streaming")


# --------------------------------------------------------------------------------------------------- peer


def _in_numpy(part: Path, rules: Compiled) -> Measured:
    """Evaluate the same formulas over plain arrays in memory, one thread, for comparison: no file is read."""
    rows = {name: column.to_numpy() for name, column in pl.read_parquet(part).to_dict().items()}
    size = len(next(iter(rows.values())))

    def mask() -> Numbers:
        whole = np.zeros(size, dtype=np.int64)
        for place, bit in enumerate(rules.bits):
            whole |= _holds(bit.certain, rows, size).astype(np.int64) << place
        return whole

    def here() -> pl.DataFrame:
        return _counted([part], rules, possible=False)

    seconds = in_turn({"numpy": mask, "here": here})
    note = "certain; arrays in memory, one thread, not counted; reference: ours, from the file, counted"
    return Measured(
        f"{size // 1_000_000} M rows, e-mail: numpy",
        seconds["numpy"],
        "s",
        seconds["here"],
        seconds.ratio("numpy", "here"),
        note=note,
    )


_COMPARE: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "==": np.equal,
    "!=": np.not_equal,
}


def _holds(formula: fm.Formula, rows: dict[str, Numbers], size: int) -> Any:  # noqa: ANN401  # an array
    match formula:
        case fm.Test(op, left, right):
            return _COMPARE[op](_values(left, rows), _values(right, rows))
        case fm.All(parts):
            return reduce(np.logical_and, (_holds(part, rows, size) for part in parts))
        case fm.Any(parts):
            return reduce(np.logical_or, (_holds(part, rows, size) for part in parts))
        case fm.Truth(value):
            return np.full(size, value)


def _values(operand: fm.Operand, rows: dict[str, Numbers]) -> Numbers | int:
    return operand.value if isinstance(operand, fm.Constant) else rows[operand.name]
