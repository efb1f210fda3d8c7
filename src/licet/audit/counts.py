"""Count what ``rows.parquet`` holds: groups of people whose masks are alike, ages, sources, evidence rows."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw

from licet.audit.heads import Group, HeadTally
from licet.audit.model import Years
from licet.audit.persons import Bench
from licet.reading import engine as polars
from licet.reading.engine import Engine
from licet.rules.bulk import joined
from licet.rules.compiled import BITS_PER_COLUMN, Compiled

Frame = nw.LazyFrame[Any]


def mask_names(asked: Bench) -> list[str]:
    """Return the names of the mask columns."""
    width = max(-(-len(asked.asked) // BITS_PER_COLUMN), 1)
    return [f"{kind}_{number}" for number in range(width) for kind in ("certain", "possible")]


def no_rows(asked: Bench) -> Frame:
    """Return the shape of ``rows.parquet`` without a row: a dossier may point at no people file."""
    types = row_types(asked)
    return polars.table({name: [] for name in types}, types)


def row_types(asked: Bench) -> dict[str, Any]:
    """Return the columns of ``rows.parquet`` with their types, in order."""
    types: dict[str, Any] = {
        "row": nw.Int64,
        "file": nw.Int32,
        "source": nw.String,
        "form": nw.String,
        "weight": nw.Int64,
    }
    return types | {"years": nw.Int8, "opened_since": nw.Int8} | dict.fromkeys(mask_names(asked), nw.Int64)


def groups(rows: Path, asked: Bench, engine: Engine = polars) -> tuple[Group, ...]:
    """Return people counted by source, form and masks: one GROUP BY, reasons summed afterwards."""
    by = ["source", "form", *mask_names(asked)]
    counted = engine.scan(rows).group_by(*by).agg(nw.col("weight").cast(nw.Int64).sum().cast(nw.Int64).alias("n"))
    compiled = Compiled(tuple(each.bit for each in asked.asked))
    found = [
        Group(
            row["source"],
            row["form"],
            joined(row, compiled, certain=True),
            joined(row, compiled, certain=False),
            row["n"],
        )
        for row in engine.collect(counted)
    ]
    return tuple(sorted(found, key=lambda each: (each.source, each.form, each.certain, each.possible)))


def ageing(rows: Path, engine: Engine = polars) -> tuple[Years, ...]:
    """Return people by whole years since their last real act, those who opened since counted apart."""
    people = nw.col("weight").sum().cast(nw.Int64).alias("n")
    counted = engine.collect(engine.scan(rows).group_by("years", "opened_since").agg(people))
    total: dict[int, list[int]] = {}
    for row in counted:
        pair = total.setdefault(row["years"], [0, 0])
        pair[0] += row["n"]
        pair[1] += row["n"] if row["opened_since"] else 0
    return tuple(Years(years=years, last_act=pair[0], open_only=pair[1]) for years, pair in sorted(total.items()))


def evidence(rows: Path, head: HeadTally, most: int = 20, engine: Engine = polars) -> tuple[int, tuple[int, ...]]:
    """Return the first row numbers that a head concerns in the first file it touches, and which file that is."""
    status = head.people.status if head.people else "undetermined"
    bits = [place for place, settled in head.bits if status in {settled, "undetermined"}]
    wanted = _any_bit(bits, "possible" if status == "undetermined" else "certain")
    if wanted is None:
        return 0, ()
    # a group of people told by its number alone has no row to show
    found = engine.scan(rows).filter(wanted & (nw.col("row") >= 0)).select("file", "row").sort("file", "row").head(most)
    listed = engine.collect(found)
    first = listed[0]["file"] if listed else 0
    return first, tuple(row["row"] for row in listed if row["file"] == first)


def _any_bit(bits: Iterable[int], kind: str) -> nw.Expr | None:
    condition: nw.Expr | None = None
    for place in bits:
        column, bit = divmod(place, BITS_PER_COLUMN)
        one = (nw.col(f"{kind}_{column}") // (1 << bit)) % 2 == 1
        condition = one if condition is None else condition | one
    return condition
