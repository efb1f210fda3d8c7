"""Check that every line of a text table is one whole record, and mend the text when some are not.

Three ways, from fast to slow; the first that fits is taken:

1. every line is a record of plain shape: the text is read as it is;
2. the other lines hold no quote, so that no record spans lines: they are left out, by line;
3. else one streaming pass of `csv` mends the text (see mending.py).

In a mended copy the row's number stands in the first field, and there is no header line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from licet.reading.encodings import UNREADABLE, Text
from licet.reading.layout import Layout
from licet.reading.mending import UNREADABLE_BYTES, WRONG_FIELDS, Feed, Mending

LINE_ENDS_WITHIN: Final = "line-ends-within-fields"
"""The note that some quoted field spans lines: honest in most files, in some the work of two stray quotes."""

REJECTED: Final = {"row": pl.Int64, "reason": pl.String}
_WIDEST: Final = 400
"""Columns up to which lines are matched by one expression: beyond, its automaton grows out of proportion."""

_LINE: Final = pl.col("line")


@dataclass(frozen=True)
class Records:
    """The records of a table, ready for one fast reading.

    ``path``: the text; ``mended``: whether it is a mended copy; ``rows``: the records in it; ``rejected``: a CSV file of
    row numbers and reasons (`REJECTED`), without headers, or None.
    """

    path: Path
    separator: str
    mended: bool
    rows: int
    rejected: Path | None = None
    notes: tuple[str, ...] = ()


def records_of(text: Text, layout: Layout, scratch: Path, progress: Callable[[int], None]) -> Records:
    """Check the lines of the text, mending it into ``scratch`` if need be. ``progress`` is told the bytes done."""
    if len(layout.headers) > _WIDEST:
        return _by_record(text, layout, scratch, progress)
    plain = _plain(layout, unreadable=text.unreadable)
    other = ~plain & (_LINE != "")
    counts = pl.scan_lines(text.path, glob=False).select(
        lines=pl.len(),
        blank=(_LINE == "").sum(),
        other=other.sum(),
        quoted=(other & _LINE.str.contains('"', literal=True)).sum(),
    )
    lines, blank, others, quoted = (int(n) for n in counts.collect(engine="streaming").row(0))
    if not blank and not others and not layout.preamble:
        return Records(text.path, layout.separator, mended=False, rows=lines - 1)
    if not quoted:
        return _by_line(text, layout, scratch, plain)
    return _by_record(text, layout, scratch, progress)


def _plain(layout: Layout, *, unreadable: bool) -> pl.Expr:
    """Match a line that is one record, quoted as every reader understands it; blank fields too many at its end do no harm."""
    separator = r"\t" if layout.separator == "\t" else re.escape(layout.separator)
    never = UNREADABLE if unreadable else ""
    field = rf'(?:"(?:[^"{never}]|"")*"|[^"{separator}{never}]*)'
    more = len(layout.headers) - 1
    return _LINE.str.contains(rf"^\x{{FEFF}}?{field}(?:{separator}{field}){{{more}}}{separator}*\z") & (_LINE != "")


def _by_line(text: Text, layout: Layout, scratch: Path, plain: pl.Expr) -> Records:
    mended, rejected = scratch / "mended.csv", scratch / "rejected.csv"
    numbered = (
        pl.scan_lines(text.path, glob=False)
        .filter(_LINE != "")
        .with_row_index("row")
        .with_columns(pl.col("row").cast(pl.Int64) - layout.preamble, plain=plain)
        .filter(pl.col("row") > 0)
    )
    kept = numbered.filter("plain").select(
        pl.concat_str(pl.col("row").cast(pl.String), _LINE, separator=layout.separator)
    )
    unreadable = _LINE.str.contains(UNREADABLE, literal=True)
    reason = pl.when(unreadable).then(pl.lit(UNREADABLE_BYTES)).otherwise(pl.lit(WRONG_FIELDS))
    left = numbered.filter(~pl.col("plain")).select("row", reason=reason)
    *_, rows = pl.collect_all(
        [
            kept.sink_csv(
                mended, include_header=False, quote_style="never", lazy=True
            ),  # the lines are records already
            left.sink_csv(rejected, include_header=False, lazy=True),
            kept.select(pl.len()),
        ],
        engine="streaming",
    )
    return Records(mended, layout.separator, mended=True, rows=int(rows.item()), rejected=rejected)


def _by_record(text: Text, layout: Layout, scratch: Path, progress: Callable[[int], None]) -> Records:
    mended, rejected = scratch / "mended.csv", scratch / "rejected.csv"
    with (
        text.path.open(encoding="utf-8-sig", newline="\n") as source,
        mended.open("w", encoding="utf-8", newline="") as out,
        rejected.open("w", encoding="utf-8", newline="") as left,
    ):
        mending = Mending(layout, out, left, unreadable=text.unreadable)
        plain = None if len(layout.headers) > _WIDEST else _plain(layout, unreadable=text.unreadable)
        mending.mend(Feed(source), plain, progress)
    notes = (LINE_ENDS_WITHIN,) if mending.spans else ()
    return Records(mended, layout.separator, mended=True, rows=mending.kept, rejected=rejected, notes=notes)
