"""Read a workbook as a table: in a process of its own, then each cell as a column of its role should stand.

A spreadsheet keeps some cells otherwise than they look: a day as a number of days since 1900, a telephone number
without its first zero, a formula's error. Days become days; the others are kept as seen, and counted.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import polars as pl

from licet.reading.columns import CONTACT_POINTS, Column, Recognised, Roles
from licet.reading.normalise import place
from licet.reading.sheets import REFUSED, Sheet
from licet.terms.errors import TableError

LONGEST: Final = 1_800
"""Seconds that a workbook may take; a full sheet of 10 columns takes 20."""

FORMULA_ERRORS: Final = "formula-errors"
LOST_ZEROS: Final = "leading-zeros-lost"
SERIAL_DATES: Final = "serial-dates"

_ERRORS: Final = r"^#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|GETTING_DATA|SPILL!|CALC!|FIELD!)\z"
_MIDNIGHT: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2} 00:00:00\z"
_SERIAL: Final = r"^[1-6][0-9]{4}(?:[.][0-9]+)?\z"
"""10000 to 69999: 1927 to 2091."""
_EPOCH: Final = {False: 25_569, True: 24_107}
"""1970-01-01 in days of a spreadsheet, which counts from 1900, or from 1904 on old Macs."""
_SHORN: Final[Mapping[Column, str]] = {
    Column.PHONE: r"^[1-9][0-9]{8}\z",
    Column.PHONE_2: r"^[1-9][0-9]{8}\z",
    Column.POSTCODE: r"^[1-9][0-9]{3}\z",
}
"""A French number has ten digits, a French postcode five."""


def sheet_of(path: Path, roles: Roles, mapping: Mapping[str, str], scratch: Path) -> Sheet:
    """Find the table of a workbook in a process of its own; see `licet.reading.sheets.read_sheet`.

    Raises `TableError` when the workbook cannot be used, takes too much memory or too long.
    """
    asked = scratch / "asked.json"
    question = {"path": str(path), "roles": roles.name, "mapping": dict(mapping), "scratch": str(scratch)}
    asked.write_text(json.dumps(question), encoding="utf-8")
    command = [sys.executable, "-P", "-m", "licet.reading.sheets", str(asked)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=LONGEST, check=False)  # noqa: S603 - ourselves
    except subprocess.TimeoutExpired:
        raise TableError(f"`{path}` takes more than {LONGEST // 60} minutes to read: export it as CSV") from None
    if done.returncode not in {0, REFUSED}:
        raise TableError(f"`{path}` takes more memory than a workbook may, or is damaged: export it as CSV")
    answer = json.loads(done.stdout)
    if "error" in answer:
        raise TableError(answer["error"])
    return Sheet(**answer | {"headers": tuple(answer["headers"]), "data": Path(answer["data"])})


def cells_of(sheet: Sheet, recognised: Recognised) -> tuple[pl.LazyFrame, dict[str, int]]:
    """Return the rows of a sheet, each cell as its role needs it, and remarks: ``what:role`` to the number of cells."""
    frame = pl.scan_parquet(sheet.data)
    at = {role: place(sheet.headers.index(header)) for role, header in recognised.columns.items()}
    remarks = _remarks(frame, at, sheet.errors)
    epoch = _EPOCH[sheet.since_1904]
    return frame.with_columns(*(_cell(role, name, epoch) for role, name in at.items())), remarks


def _cell(role: Column, name: str, epoch: int) -> pl.Expr:
    cell = pl.col(name)
    if role in CONTACT_POINTS:
        return pl.when(~cell.str.contains(_ERRORS)).then(cell).alias(name)  # an error reaches nobody
    if not role.is_date:
        return cell
    serial = pl.when(cell.str.contains(_SERIAL)).then(cell).cast(pl.Float64, strict=False)
    instant = pl.from_epoch(((serial - epoch) * 86_400).round().cast(pl.Int64), time_unit="s")
    text = pl.coalesce(instant.dt.to_string("%Y-%m-%d %H:%M:%S"), cell)
    return pl.when(text.str.contains(_MIDNIGHT)).then(text.str.slice(0, 10)).otherwise(text).alias(name)


def _remarks(frame: pl.LazyFrame, at: Mapping[Column, str], errors: int) -> dict[str, int]:
    seen: dict[str, pl.Expr] = {}
    for role, name in at.items():
        if role.is_date:
            seen[f"{SERIAL_DATES}:{role}"] = pl.col(name).str.contains(_SERIAL).sum()
        if role in _SHORN:
            seen[f"{LOST_ZEROS}:{role}"] = pl.col(name).str.contains(_SHORN[role]).sum()
        if errors:
            seen[f"{FORMULA_ERRORS}:{role}"] = pl.col(name).str.contains(_ERRORS).sum()
    if not seen:
        return {}
    row = frame.select(**seen).collect(engine="streaming").row(0, named=True)
    return {what: int(count) for what, count in row.items() if count}
