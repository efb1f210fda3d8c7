r"""Write loosely written dates at full length: ``5/3/2021`` and ``05/03/21`` as ``05/03/2021``, ``2021/3/5`` as ``2021-03-05``, and leave out the name of a zone after its offset.

A date format has fixed places (see dates.py), so that all engines read it alike; a column whose sample holds dates of
another width is written once more, and only then. Whether day or month comes first is not decided here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import polars as pl

_TIME: Final = r"(?:[T ][0-9]{1,2}:[0-9]{2}.*)?"
_LOOSE: Final = (
    rf"^(?:[0-9]{{1,2}}([-/.])[0-9]{{1,2}}[-/.][0-9]{{4}}|[0-9]{{1,2}}[/.][0-9]{{1,2}}[/.][0-9]{{2}}"
    rf"|[0-9]{{4}}[-/][0-9]{{1,2}}[-/][0-9]{{1,2}}){_TIME}\z"
)
"""Two digits for the year between slashes or points only: ``21-03-05`` may well begin with its year."""

_STEPS: Final = (
    (r"^([0-9])([-/.])", "0${1}${2}"),
    (r"^([0-9]{2}[-/.])([0-9][-/.])", "${1}0${2}"),
    # 31 to 99 are of the last century: consents are younger, births are older
    (r"^([0-9]{2}[/.][0-9]{2}[/.])(3[1-9]|[4-9][0-9])(T| |\z)", "${1}19${2}${3}"),
    (r"^([0-9]{2}[/.][0-9]{2}[/.])([0-9]{2})(T| |\z)", "${1}20${2}${3}"),
    (r"^([0-9]{4})[-/]([0-9]{1,2})[-/]", "${1}-${2}-"),
    (r"^([0-9]{4}-)([0-9]-)", "${1}0${2}"),
    (r"^([0-9]{4}-[0-9]{2}-)([0-9])(T| |\z)", "${1}0${2}${3}"),
    (r"^(.{10}[T ])([0-9]:)", "${1}0${2}"),
    (r"^(.{10} [0-9:.]+ [-+][0-9]{4}) [A-Z]{2,5}\z", "${1}"),  # as Go writes an instant: +0000 UTC
)


def lengthened(samples: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return the samples, at full length, of those columns that hold a loosely written date."""
    written = {
        name: pl.DataFrame({name: list(values)}).select(_full(name))[name].to_list() for name, values in samples.items()
    }
    return {name: full for name, full in written.items() if full != list(samples[name])}


def lengthen(data: Path, columns: Sequence[str]) -> None:
    """Write the dates of these columns of a Parquet file at full length, in its place."""
    longer = data.with_name("lengthened.parquet")
    pl.scan_parquet(data).with_columns(map(_full, columns)).sink_parquet(longer, compression_level=1)
    longer.replace(data)


def _full(name: str) -> pl.Expr:
    text = pl.col(name)
    for pattern, full in _STEPS:
        text = text.str.replace(pattern, full)
    return pl.when(pl.col(name).str.contains(_LOOSE)).then(text).otherwise(pl.col(name)).alias(name)
