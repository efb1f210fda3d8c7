"""Take a sample of the dates of a table, spread over the whole of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import polars as pl

_SLICES: Final = 40
_SLICE: Final = 250
_ENOUGH: Final = 200
"""A dd/mm column of 200 values without a day past 12 has odds of 1 in 10^80, unless its days are all alike."""


def sampled(data: Path, columns: Sequence[str], rows: int) -> dict[str, list[str]]:
    """Read some values of each text column of a Parquet file, blanks left out: 40 slices of 250 rows.

    A column in which the slices hold too few values is read whole, every so many of its values taken.
    """
    if not columns:
        return {}
    step = max(_SLICE, rows // _SLICES)
    frame = pl.scan_parquet(data)
    slices = [frame.select(columns).slice(start, _SLICE) for start in range(0, rows, step)]
    table = pl.concat(pl.collect_all(slices))
    values = {name: table[name].drop_nulls().to_list() for name in columns}
    sparse = [name for name in columns if len(values[name]) < _ENOUGH and table.height < rows]
    for name in sparse:
        whole = frame.select(pl.col(name).drop_nulls()).collect(engine="streaming")[name]
        values[name] = whole.gather_every(max(1, len(whole) // (_SLICES * _SLICE))).to_list()
    return values
