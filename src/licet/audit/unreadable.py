"""Dates that were there and could not be read: counted by column, never shown."""

from __future__ import annotations

import narwhals.stable.v2 as nw

from licet.reading import engine as polars
from licet.reading.engine import Engine
from licet.reading.tables import TableReading


def unreadable_dates(reading: TableReading, engine: Engine = polars) -> dict[str, int]:
    """Return, by header, how many cells hold something that is no date of the column's format."""
    roles = [role for role in reading.columns if role.is_date]
    if not roles:
        return {}
    parsed = {f"{role}.on": (role, reading.dates[role]) for role in roles if role in reading.dates}
    frame = engine.with_days(engine.scan(reading.data), {new: (str(role), fmt) for new, (role, fmt) in parsed.items()})
    sums = {}
    for place, role in enumerate(roles):
        bad = ~nw.col(role).is_null()
        if f"{role}.on" in parsed:
            bad = bad & nw.col(f"{role}.on").is_null()
        sums[f"n{place}"] = bad.cast(nw.Int64).sum().cast(nw.Int64)
    row = engine.collect(frame.select(**sums))[0]
    return {reading.columns[role]: row[f"n{place}"] for place, role in enumerate(roles) if row[f"n{place}"]}
