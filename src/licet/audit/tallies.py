"""Sends and complaints: rows in the dossier itself, or in a file it points at."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Final

import narwhals.stable.v2 as nw

from licet.audit.dossier.load import Tally
from licet.reading import engine
from licet.reading.columns import COMPLAINTS, SENDS, Roles
from licet.reading.tables import read_table
from licet.terms.errors import DossierError

KEYS: Final = (
    "source",
    "sender",
    "advertiser",
    "channel",
    "message",
    "segment",
    "sent_at",
    "complained_at",
    "count",
    "weight",
    "at",
)
_ROLES: Final[dict[str, Roles]] = {"sends": SENDS, "complaints": COMPLAINTS}


def rows_of(tally: Tally, what: str) -> list[dict[str, Any]]:
    """Return the rows of a tally; a file is counted by source and sender, never listed."""
    if tally.file is None:
        return [_checked(dict(row), what) for row in tally.rows]
    with tempfile.TemporaryDirectory() as folder:
        reading = read_table(tally.file, into=Path(folder), columns=_ROLES[what], mapping=tally.mapping)
        frame = engine.scan(reading.data)
        by = [name for name in ("source", "sender") if name in reading.columns]
        number = next((name for name in ("count", "weight") if name in reading.columns), None)
        each = nw.lit(1, nw.Int64)
        if number:
            text = nw.col(number).fill_null("1")
            each = nw.when(text.str.contains(r"^[0-9]{1,9}\z")).then(text).otherwise(nw.lit("1")).cast(nw.Int64)
        frame, total = frame.with_columns(n=each), nw.col("n").sum().cast(nw.Int64).alias("count")
        frame = frame.group_by(*by).agg(total) if by else frame.select(total)
        return engine.collect(frame)


def _checked(row: dict[str, Any], what: str) -> dict[str, Any]:
    for key in row:
        if key not in KEYS:
            msg = f"{what}: nothing is called `{key}`; a row has {', '.join(KEYS)}"
            raise DossierError(msg)
    return row
