"""Unpack what a spreadsheet program packed, under limits, into a plain archive that the workbook reader may trust.

Sizes that an archive declares may lie, so what is inflated is counted while it is inflated; the parser of the workbook
then gets a copy of ours, so that two programs cannot read one archive in two ways. Two cells at the far ends of a sheet
would make it hold the whole rectangle between them: that one is measured too.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from licet.terms.errors import TableError

MOST_PACKED: Final = 512 << 20
"""A full sheet (1,048,576 rows) of 20 columns is about 100 MB packed."""
MOST_INFLATED: Final = 4 << 30
"""That sheet is about 1 GB of XML."""
MOST_STRINGS: Final = 1 << 30
MOST_MEMBERS: Final = 2_000
MOST_CELLS: Final = 60_000_000
"""A cell takes 32 bytes in the parser: 2 GB."""
_SPARSE: Final = 50
_BLOCK: Final = 1 << 20

_LEFT_OUT: Final = re.compile(r"(?i)(^|/)(media|drawings|charts|pivot\w*|customxml|docprops|theme|comments\w*)(/|$)")
_CELLS: Final = (b"<c ", b"<c>", b"<c/", b":c ", b":c>", b":c/")
_ERROR: Final = b't="e"'
_TEXT: Final = b't="str"'
_ROW_TAG: Final = re.compile(rb"<(?:\w+:)?row\s[^>]{0,300}?\br\s*=\s*[\"']([0-9]{1,12})")
_FAR: Final = re.compile(rb"\br\s*=\s*[\"'](?:[A-Za-z]{4,}[0-9]|[A-Za-z]{0,3}0*[0-9]{8,})")
_THREE: Final = re.compile(rb"\br\s*=\s*[\"'][A-Za-z]{3}[0-9]")
_TWO: Final = re.compile(rb"\br\s*=\s*[\"'][A-Za-z]{2}[0-9]")
_MILLION: Final = re.compile(rb"\br\s*=\s*[\"'][A-Za-z]{1,3}[0-9]{7}")
_LAST_ROW: Final = 1_048_576
_SINCE_1904: Final = re.compile(rb"\bdate1904\s*=\s*[\"'](?:1|true)")


@dataclass
class _Sheet:
    """What was seen of one sheet: its cells, its last row, the letters of its furthest column."""

    cells: int = 0
    last_row: int = 0
    letters: int = 1
    spread: bool = False

    def look(self, block: bytes) -> None:
        self.cells += sum(map(block.count, _CELLS))
        rows = [int(found) for found in _ROW_TAG.findall(block)]
        self.last_row = max([self.last_row, *rows])
        if self.letters < 3 and _THREE.search(block):  # noqa: PLR2004 - letters of a column
            self.letters = 3
        elif self.letters < 2 and _TWO.search(block):  # noqa: PLR2004
            self.letters = 2
        self.spread = self.spread or (self.last_row < _LAST_ROW // 2 and _MILLION.search(block) is not None)

    @property
    def rectangle(self) -> int:
        """How many cells lie between the first and the furthest, at most."""
        columns = (0, 26, 702, 16_384)[self.letters]
        return columns * (_LAST_ROW if self.spread else max(self.last_row, 1))


@dataclass(frozen=True)
class Unpacked:
    """What was seen on the way: cells that hold a formula's error, and whether days are counted from 1904."""

    errors: int
    since_1904: bool


@dataclass
class _Limits:
    """How much was inflated so far, and what was seen in it."""

    path: Path
    inflated: int = 0
    cells: int = 0
    errors: int = 0
    since_1904: bool = False

    def take(self, size: int) -> None:
        self.inflated += size
        if self.inflated > MOST_INFLATED:
            raise too_large(self.path, f"inflates to more than {MOST_INFLATED >> 30} GB")


def too_large(path: Path, how: str) -> TableError:
    """Return the error of a workbook beyond a limit."""
    return TableError(f"`{path}` {how}: export it as CSV, which has no limit here")


def unpack(path: Path, copy: Path) -> Unpacked:
    """Write the tables of a workbook (``.xlsx``) to a plain archive ``copy``, and tell what was seen in it.

    Formula errors become texts (``#N/A``): as errors they would read as blanks, and a blank is a no. Pictures, charts
    and the like are left behind. Raises `TableError` when the archive is damaged, protected, no workbook, or too large.
    """
    if path.stat().st_size > MOST_PACKED:
        raise too_large(path, f"is larger than {MOST_PACKED >> 20} MB")
    try:
        with zipfile.ZipFile(path) as packed, zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED, allowZip64=True) as plain:
            members = _members(path, packed)
            limits = _Limits(path)
            for member in members:
                _copy(packed, member, plain, limits)
            return Unpacked(limits.errors, limits.since_1904)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        if isinstance(error, TableError):
            raise
        raise TableError(
            f"`{path}` is a damaged workbook: open it in a spreadsheet program and save it again as `.xlsx` or CSV"
        ) from None


def _members(path: Path, packed: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    every = packed.infolist()
    names = {member.filename.lower().lstrip("/") for member in every}
    if len(every) > MOST_MEMBERS:
        raise too_large(path, f"holds more than {MOST_MEMBERS} parts")
    if any(member.flag_bits & 1 for member in every):
        raise TableError(f"`{path}` is protected by a password: remove it and save the file again")
    if not any(name.endswith("workbook.xml") for name in names):
        raise TableError(f"`{path}` {_other(names)}")
    if len(names) < len(every):
        raise TableError(f"`{path}` holds one part twice: open it in a spreadsheet program and save it again")
    if sum(member.file_size for member in every) > MOST_INFLATED:
        raise too_large(path, f"says that it inflates to more than {MOST_INFLATED >> 30} GB")
    return [m for m in every if m.filename.lower().endswith((".xml", ".rels")) and not _LEFT_OUT.search(m.filename)]


def _other(names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        return "is a binary Excel workbook (`.xlsb`): save it as `.xlsx` or CSV and give that file"
    if "content.xml" in names:
        return "is an OpenDocument file: save it as `.xlsx` or CSV and give that file"
    return "is an archive, not a workbook: unpack it and give the file in it"


def _copy(packed: zipfile.ZipFile, member: zipfile.ZipInfo, plain: zipfile.ZipFile, limits: _Limits) -> None:
    name = member.filename.lower()
    strings = name.endswith("sharedstrings.xml")
    sheet = None if strings or name.endswith(".rels") else _Sheet()
    done = 0
    with packed.open(member) as source, plain.open(member.filename, "w", force_zip64=True) as out:
        for block in _blocks(source):
            limits.take(len(block))
            done += len(block)
            if strings and done > MOST_STRINGS:
                raise too_large(limits.path, f"holds more than {MOST_STRINGS >> 30} GB of text")
            if name.endswith("workbook.xml"):
                limits.since_1904 = limits.since_1904 or _SINCE_1904.search(block) is not None
            if sheet is not None:
                _measure(sheet, block, limits)
                limits.errors += block.count(_ERROR)
                block = block.replace(_ERROR, _TEXT)  # noqa: PLW2901
            out.write(block)
    if sheet is not None:
        _refuse_far(sheet, limits)


def _measure(sheet: _Sheet, block: bytes, limits: _Limits) -> None:
    if _FAR.search(block):
        raise too_large(limits.path, "has cells beyond the last row or column of a sheet")
    before = sheet.cells
    sheet.look(block)
    limits.cells += sheet.cells - before
    if limits.cells > MOST_CELLS:
        raise too_large(limits.path, f"has more than {MOST_CELLS:,} cells")


def _refuse_far(sheet: _Sheet, limits: _Limits) -> None:
    if sheet.rectangle > MOST_CELLS and sheet.rectangle > _SPARSE * sheet.cells:
        raise too_large(limits.path, "has a few cells very far apart on one sheet")


def _blocks(source: IO[bytes]) -> Iterator[bytes]:
    """Read on, each block cut where a tag ends, so that none is torn; a tag longer than a block is torn all the same."""
    rest = b""
    while block := source.read(_BLOCK):
        block = rest + block
        cut = block.rfind(b">") + 1
        if cut == 0:
            cut = len(block)
        yield block[:cut]
        rest = block[cut:]
    if rest:
        yield rest
