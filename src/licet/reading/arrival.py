"""Look at a file before it is read, to tell whether it is there and can be a table at all."""

from __future__ import annotations

import stat
from enum import StrEnum
from pathlib import Path
from typing import Final

from licet.terms.errors import TableError

SAMPLE: Final = 1 << 20
"""How much of the start of a file is looked at, in bytes."""

_PARQUET: Final = b"PAR1"
_REFUSED: Final = (
    (b"\x1f\x8b", "is compressed: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "is compressed: unpack it first"),
    (b"%PDF", "is a PDF document, not a table"),
)
_PACKED: Final = b"PK\x03\x04"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_PROTECTED: Final = "EncryptedPackage".encode("utf-16-le")
_TRIED: Final = 256
_PAGE: Final = (b"<html", b"<!doctype html", b"<table", b"<?xml")
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS: Final = bytes(set(range(1, 32)) - {9, 10, 12, 13, 26}) + b"\x7f"
_MOST_CONTROLS: Final = 0.01
_FEW_CONTROLS: Final = 10
"""Text holds next to no control characters, at most a few strays; random bytes hold 11 % of these."""
_MOST_NULS: Final = 0.2


class Kind(StrEnum):
    """What a file is, by its first bytes."""

    TEXT = "text"
    PARQUET = "parquet"
    WORKBOOK = "xlsx"


def kind_of(path: Path) -> Kind:
    """Tell whether the file is text, Parquet or a workbook, whatever its name says.

    Raises `TableError` when it is missing, empty, no file, cut short, protected, packed, or no table at all.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        raise TableError(f"`{path}` does not exist") from None
    except OSError as error:
        raise TableError(f"`{path}` cannot be opened: {(error.strerror or 'unknown reason').lower()}") from None
    if stat.S_ISDIR(status.st_mode):
        raise TableError(f"`{path}` is a directory, not a file")
    if not stat.S_ISREG(status.st_mode):
        raise TableError(f"`{path}` is not a regular file")
    if status.st_size == 0:
        raise TableError(f"`{path}` is empty: it holds no byte")
    return _by_first_bytes(path, status.st_size)


def first_bytes(path: Path) -> bytes:
    """Read the start of the file, at most `SAMPLE` bytes."""
    try:
        with path.open("rb") as file:
            return file.read(SAMPLE)
    except OSError as error:
        raise TableError(f"`{path}` cannot be opened: {(error.strerror or 'unknown reason').lower()}") from None


def _by_first_bytes(path: Path, size: int) -> Kind:
    head = first_bytes(path)
    if head.startswith(_PARQUET):
        with path.open("rb") as file:
            file.seek(max(0, size - len(_PARQUET)))
            whole = size > 2 * len(_PARQUET) and file.read() == _PARQUET
        if not whole:
            raise TableError(f"`{path}` is a Parquet file cut short: its end is missing")
        return Kind.PARQUET
    if path.suffix.lower() in {".parquet", ".pq"}:
        raise TableError(f"`{path}` is no Parquet file, although its name says so")
    if head.startswith(_PACKED):
        return Kind.WORKBOOK
    if head.startswith(_OLD_OFFICE):
        protected = "is protected by a password: remove it and save the file again"
        old = "is an old Excel workbook (`.xls`): save it as `.xlsx` or CSV and give that file"
        raise TableError(f"`{path}` {protected if _PROTECTED in head else old}")
    if head[:_TRIED].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_PAGE):
        raise TableError(f"`{path}` is a web page or XML, whatever its name says: save it as `.xlsx` or CSV")
    for mark, reason in _REFUSED:
        if head.startswith(mark):
            raise TableError(f"`{path}` {reason}")
    if not head.startswith(_UTF16_MARKS):
        _refuse_noise(path, head)
    return Kind.TEXT


def _refuse_noise(path: Path, head: bytes) -> None:
    nuls = head.count(0)
    if nuls > len(head) * _MOST_NULS:
        raise TableError(f"`{path}` holds no readable text (UTF-16 needs its byte order mark): save it as UTF-8")
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > max(_FEW_CONTROLS, len(head) * _MOST_CONTROLS):
        raise TableError(f"`{path}` holds no text: it is not a table")
