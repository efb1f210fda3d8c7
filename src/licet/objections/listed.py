"""Read lists as the trade hands them over: an address, a number, a domain or a digest on each line, or in a column.

What is read is turned into tokens at once; nothing of a line goes into a message or a log but its number.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from licet.objections.tokens import DOMAIN, domain_token, exchange_token, suppression_tokens
from licet.subjects.points import EMAIL, TELEPHONE, Point, contact_point, normalise_email
from licet.terms.errors import SubjectError, TableError

_DIGEST: Final = re.compile(r"[0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}")
_ALGORITHM: Final = {32: "md5", 40: "sha1", 64: "sha256"}
_NUMBER: Final = re.compile(r"\+?[0-9(][0-9 ().\-/]{4,30}")
_DOMAIN: Final = re.compile(r"@?[^\s@,;]+\.[^\s@,;]{2,}")
_SEPARATORS: Final = re.compile(r"[;,\t]")
_CHECKED: Final = "x@"
"""Before a domain makes an address of it, which is read as any other."""
_OTHERWISE: Final = "cp1252"
"""What a line that is no UTF-8 is read in: what spreadsheets on Windows still write, Latin-1 but for what prints nothing."""


class Cell(NamedTuple):
    """A cell of a list: the number of its row, from 1, what it says, how much of the file was read (bytes)."""

    row: int
    text: str
    read: int


@dataclass(frozen=True, slots=True)
class Listed:
    """What a cell was read as: a point, or the token of a digest or of a domain (then ``point`` is ``None``)."""

    kind: str
    point: Point | None = None
    token: bytes = field(default=b"", repr=False)

    @property
    def tokens(self) -> dict[bytes, str]:
        """Return the tokens by which it is refused, with their kinds."""
        return {self.token: self.kind} if self.point is None else suppression_tokens(self.point)


def cells(path: Path, column: str | None = None, *, whole: bool = False) -> Iterator[Cell]:
    """Walk a list line by line, whatever its length; with ``column`` a CSV with a header, else one entry a line.

    Without a column the entry is the first cell of its line, or all of it (``whole``: a postal address holds commas). A line
    whose address stands in another cell raises ``TableError``: what is passed over there is somebody's refusal.
    """
    with path.open("rb") as file:
        lines = _Counted(file)
        if column is None:
            for row, line in enumerate(lines, 1):
                yield Cell(row, _bare(line) if whole else _first(line, row), lines.read)
            return
        try:
            yield from _of_column(lines, column)
        except csv.Error as error:
            raise TableError(f"`{path.name}` is no CSV: {error}") from None


def _first(line: str, row: int) -> str:
    first, *others = map(_bare, _SEPARATORS.split(line))
    if others and not _is_address(first) and any(map(_is_address, others)):
        raise TableError(f"line `{row}` of this list holds several columns: say with `--column` which one is meant")
    return first


def _bare(text: str) -> str:
    return text.strip().strip('"').strip()


def _is_address(text: str) -> bool:
    return "@" in text or _DIGEST.fullmatch(text) is not None


def size_of(path: Path) -> int:
    """Return the bytes of a list; raise ``TableError`` when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.seek(0, 2)
    except OSError as error:
        raise TableError(f"`{path}` cannot be read: {(error.strerror or 'unknown reason').lower()}") from None


def _of_column(lines: _Counted, column: str) -> Iterator[Cell]:
    head = next(iter(lines), "")
    separator = max(";,\t", key=head.count)
    names = [name.strip() for name in next(csv.reader([head], delimiter=separator), [])]
    if column not in names:
        raise TableError(f"this list has no column `{column}`")
    at = names.index(column)
    for row, line in enumerate(csv.reader(lines, delimiter=separator), 2):
        yield Cell(row, line[at].strip() if at < len(line) else "", lines.read)


class _Counted:
    """Lines of a binary file as text, and how many bytes of it were read."""

    def __init__(self, file: Iterator[bytes]) -> None:
        self._file = file
        self.read = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._file:
            mark = b"\xef\xbb\xbf" if self.read == 0 else b""
            self.read += len(line)
            yield _decoded(line.removeprefix(mark)).rstrip("\r\n")


def _decoded(line: bytes) -> str:
    """Return a line as text; a byte that says nothing becomes U+FFFD, which stands in no address."""
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode(_OTHERWISE, errors="replace")


def read_entry(text: str, region: str = "FR") -> Listed | None:
    """Return what an entry stands for, ``None`` when that cannot be told."""
    if _DIGEST.fullmatch(text):
        algorithm = _ALGORITHM[len(text)]
        return Listed(algorithm, token=exchange_token(algorithm, bytes.fromhex(text)))
    try:
        if "@" in text[1:]:
            point = contact_point(EMAIL, text)
        elif _NUMBER.fullmatch(text):
            point = contact_point(TELEPHONE, text, region)
        elif _DOMAIN.fullmatch(text):
            domain = normalise_email(_CHECKED + text.removeprefix("@")).removeprefix(_CHECKED)
            return Listed(DOMAIN, token=domain_token(domain))
        else:
            return None
    except SubjectError:
        return None
    return Listed(point.kind, point)
