"""Find the table in a workbook and write it as text: which sheet, which line names its columns.

Runs in a process of its own (see workbooks.py), for the parser holds whole sheets and what is not enough memory for it
ends the process. In: an archive that `unpack` wrote. Out: a Parquet file ``row, c0, c1, …`` and the headers.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import fastexcel
import polars as pl

from licet.reading.columns import COMPLAINTS, PEOPLE, SENDS, Column, Roles, distinct, header_key, listed, role_of
from licet.reading.unpacking import Unpacked, unpack
from licet.terms.errors import TableError

MEMORY: Final = 12 << 30
"""Bytes of addresses that the process may take, allocators' reserves included; a full sheet of 20 columns needs 4 GB."""
REFUSED: Final = 3
"""Exit of the process when it says why the workbook cannot be used."""

_LOOKED_AT: Final = 40
"""Lines among which the one that names the columns is looked for: titles, notes and logos stand above it."""
_MOST_SHEETS: Final = 100
_ROLES: Final = {roles.name: roles for roles in (PEOPLE, SENDS, COMPLAINTS)}
_ROW: Final = "row"


@dataclass(frozen=True)
class Sheet:
    """The table found: where its rows lie (Parquet), its headers, and what `unpack` saw of the workbook."""

    name: str
    headers: tuple[str, ...]
    data: Path
    rows: int
    errors: int = 0
    since_1904: bool = False


@dataclass(frozen=True)
class _Names:
    """A line that may name the columns: its place, the names, and the roles known among them."""

    line: int
    names: tuple[str, ...]
    roles: frozenset[Column]
    score: int


def read_sheet(path: Path, roles: Roles, mapping: Mapping[str, str], scratch: Path) -> Sheet:
    """Find the sheet of a workbook that holds such a table and write its rows into ``scratch``.

    Raises `TableError` when there is none or more than one, or the workbook cannot be read.
    """
    plain = scratch / "plain.xlsx"
    seen = unpack(path, plain)
    workbook = _opened(path, plain)
    wanted = frozenset(map(header_key, mapping))
    found: dict[str, Sheet] = {}
    others: list[Sheet] = []
    for number, name in enumerate(workbook.sheet_names[:_MOST_SHEETS]):
        cells = _cells(path, workbook, number)
        if not cells.height:
            continue
        names = _names(cells, roles, wanted)
        sheet = _written(cells, names, name, scratch / f"sheet-{number}.parquet", seen)
        if _is_such_a_table(names, roles):
            found[name] = sheet
        else:
            others.append(sheet)
    plain.unlink()
    return _the_one(path, found, others, roles)


def _the_one(path: Path, found: Mapping[str, Sheet], others: Sequence[Sheet], roles: Roles) -> Sheet:
    if len(found) == 1:
        return next(iter(found.values()))
    if found:
        raise TableError(
            f"{len(found)} sheets of `{path}` hold a table of {roles.name}: {listed(found)}; "
            "save each as a file of its own and give them all"
        )
    if len(others) == 1:
        return others[0]  # its headers tell what lacks, as in any file
    if not others:
        raise TableError(f"`{path}` holds no filled sheet")
    raise TableError(
        f"no sheet of `{path}` has columns recognised as a table of {roles.name}; its sheets are "
        f"{listed(each.name for each in others)}: save the right one as a file of its own"
    )


def _opened(path: Path, plain: Path) -> fastexcel.ExcelReader:
    try:
        return fastexcel.read_excel(plain)
    except BaseException as error:  # noqa: BLE001 - a panic of the parser is no Exception
        raise _damaged(path, error) from None


def _cells(path: Path, workbook: fastexcel.ExcelReader, number: int) -> pl.DataFrame:
    """Read a sheet as text: days and instants in ISO form, whole numbers without a point, blanks as null."""
    try:
        sheet = workbook.load_sheet(number, header_row=None, dtypes="string")
        cells = pl.DataFrame(sheet)
    except BaseException as error:  # noqa: BLE001
        if "empty" in str(error).lower():
            return pl.DataFrame()
        raise _damaged(path, error) from None
    cells.columns = [f"c{place}" for place in range(cells.width)]
    return cells


def _damaged(path: Path, error: BaseException) -> BaseException:
    if isinstance(error, KeyboardInterrupt | SystemExit | MemoryError):
        return error
    if "password" in str(error).lower():
        return TableError(f"`{path}` is protected by a password: remove it and save the file again")
    return TableError(
        f"`{path}` is a damaged workbook: open it in a spreadsheet program and save it again as `.xlsx` or CSV"
    )


def _is_such_a_table(names: _Names, roles: Roles) -> bool:
    if not roles.required <= names.roles or (roles.one_of and not roles.one_of & names.roles):
        return False
    return names.score > 0


def _names(cells: pl.DataFrame, roles: Roles, wanted: frozenset[str]) -> _Names:
    """Find the line that names most roles; a second line below it may name parts of merged headers."""
    lines = [tuple(cell or "" for cell in line) for line in cells.head(_LOOKED_AT).rows()]
    best = max((_named(place, line, roles, wanted) for place, line in enumerate(lines)), key=lambda each: each.score)
    for place in range(max(1, best.line), min(best.line + 2, len(lines))):
        merged = _named(place, _under(lines[place - 1], lines[place]), roles, wanted)
        if merged.score > best.score:
            best = merged
    if best.score == 0:  # nothing known: the first line that is more than a title
        place = next((at for at, line in enumerate(lines) if sum(map(bool, line)) > 1), 0)
        best = _named(place, lines[place], roles, wanted)
    return best


def _named(place: int, line: Sequence[str], roles: Roles, wanted: frozenset[str]) -> _Names:
    known = frozenset(role for cell in line if cell and (role := role_of(cell, roles)))
    asked = sum(header_key(cell) in wanted for cell in line if cell)
    return _Names(place, tuple(line), known, len(known) + asked)


def _under(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """Name columns by two lines of merged headers: ``Consentement`` over ``Date`` and ``IP``, in either order."""
    names, over = [], ""
    for above, below in zip(upper, lower, strict=True):
        over = above or (over if below else "")
        ways = (below, f"{below} {over}".strip(), f"{over} {below}".strip())
        names.append(next((way for way in ways if way and role_of(way) is not None), ways[-1]))
    return tuple(names)


def _written(cells: pl.DataFrame, names: _Names, name: str, data: Path, seen: Unpacked) -> Sheet:
    """Write the rows below the names. A row keeps its place below them; blank rows and nameless empty columns go."""
    below = cells.slice(names.line + 1).with_row_index(_ROW, offset=1).with_columns(pl.col(_ROW).cast(pl.Int64))
    filled = below.select(pl.exclude(_ROW).count()).row(0) if below.height else (0,) * cells.width
    kept = [place for place, header in enumerate(names.names) if header or filled[place]]
    columns = [f"c{place}" for place in kept]
    rows = below.filter(~pl.all_horizontal(pl.col(columns).is_null())) if columns else below.head(0)
    renamed = rows.select(_ROW, *(pl.col(old).alias(f"c{new}") for new, old in enumerate(columns)))
    renamed.write_parquet(data, compression_level=1)
    return Sheet(
        name, distinct([names.names[place] for place in kept]), data, renamed.height, seen.errors, seen.since_1904
    )


def main() -> None:
    """``python -m licet.reading.sheets ASKED.json``: write the sheet asked for; its headers, or what is wrong, as JSON."""
    asked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    _bounded()
    try:
        sheet = read_sheet(Path(asked["path"]), _ROLES[asked["roles"]], asked["mapping"], Path(asked["scratch"]))
    except TableError as error:
        sys.stdout.write(json.dumps({"error": str(error)}))
        sys.exit(REFUSED)
    sys.stdout.write(json.dumps(asdict(sheet), default=str))


def _bounded() -> None:
    """Bound the memory of this process, where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
