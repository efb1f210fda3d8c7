"""Decide many: masks per row in one pass, over any engine that narwhals speaks.

In: a lazy frame of fact columns (``values.py`` has the encoding). Out: the frame with mask columns. The masks are
counted afterwards with one ``GROUP BY`` and the reasons summed in Python: optimisers repeat a mask's expression in
every aggregate that names it (engines.md, 1.4).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw

from licet.rules import formulas as fm
from licet.rules.compiled import BITS_PER_COLUMN, Compiled
from licet.rules.facts import Table
from licet.rules.printers.narwhals import mask_columns

Frame = nw.LazyFrame[Any]


def screen(facts: Frame, compiled: Compiled, keep: Iterable[str] = (), *, possible: bool = True) -> Frame:
    """Return the columns to ``keep`` with the mask columns; cut-offs must be bound or joined as columns."""
    return facts.select(*keep, **mask_columns(compiled, possible=possible))


def unknown_columns(table: Table, present: Iterable[str]) -> dict[str, int]:
    """Return every column of the table that a file lacks, with its unknown value, to bind at compile time."""
    have = set(present)
    return {
        column: number
        for fact in table.facts.values()
        for column, number in zip(fact.columns(), fact.unknown(), strict=True)
        if column not in have
    }


def calendar(compiled: Compiled, days: Iterable[int]) -> dict[str, list[int]]:
    """Return a small table of cut-offs per day of act (``act.on`` and one column a cut-off), to join past acts with."""
    listed = sorted(set(days))
    table = {"act.on": listed}
    for name, cutoff in compiled.cutoffs.items():
        table[name] = [cutoff.resolve(day) for day in listed]
    return table


@dataclass(frozen=True, slots=True)
class Place:
    """Where a bit of a compiled set lies in the mask columns."""

    column: int
    bit: int


def places(compiled: Compiled) -> Iterator[Place]:
    """Yield the place of each bit, in order."""
    for number in range(len(compiled.bits)):
        yield Place(number // BITS_PER_COLUMN, number % BITS_PER_COLUMN)


def legend(compiled: Compiled, *, law_day: str) -> dict[str, Any]:
    """Return what a reader needs to understand the masks: rule ids by place, the day of the law, the book's digest."""
    bits = [
        {"column": place.column, "bit": place.bit, "rule": bit.rule.id, "channel": bit.channel}
        for place, bit in zip(places(compiled), compiled.bits, strict=True)
    ]
    return {"law_day": law_day, "book": digest(compiled), "bits": bits}


def digest(compiled: Compiled) -> str:
    """Return a SHA-256 over the rules and formulas: equal digests mean equal answers."""
    text = json.dumps(
        [[bit.rule.id, bit.channel, repr(_plain(bit.certain)), repr(_plain(bit.possible))] for bit in compiled.bits]
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(formula: fm.Formula) -> object:
    match formula:
        case fm.Test(op, left, right):
            return [op, *(getattr(each, "name", getattr(each, "value", None)) for each in (left, right))]
        case fm.All(parts):
            return ["all", *map(_plain, parts)]
        case fm.Any(parts):
            return ["any", *map(_plain, parts)]
        case fm.Truth(value):
            return value


Masks = Mapping[str, int]


def joined(row: Masks, compiled: Compiled, *, certain: bool) -> int:
    """Return the mask columns of one group as a single whole number, bit *i* for the *i*-th rule."""
    name = "certain" if certain else "possible"
    width = max(-(-len(compiled.bits) // BITS_PER_COLUMN), 1)
    return sum(int(row[f"{name}_{number}"]) << (BITS_PER_COLUMN * number) for number in range(width))


def bits_set(mask: int) -> Sequence[int]:
    """Return the places of the bits set in a mask."""
    return [place for place in range(mask.bit_length()) if mask >> place & 1]
