"""Find out how a text file is encoded, over the whole of it, and hand it on as UTF-8 with LF line ends.

A file that is UTF-8 already is handed on as it is, not copied. The decision is never taken from a sample: one cp1252
byte may stand at the end of a gigabyte.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from licet.reading.arrival import first_bytes
from licet.terms.errors import TableError

UNREADABLE: Final = "\ufdd0"
"""Stands for bytes that are no character in the file's encoding: a noncharacter, which no text for interchange holds."""

NUL_REMOVED: Final = "nul-bytes-removed"
LONGEST_LINE: Final = 8 << 20
"""Bytes. A line is held whole, seven times over: one of a gigabyte took 7 GB. No field that says something is so long."""

_BLOCK: Final = 4 << 20
_LOOK: Final = 1 << 16
_HANDLER: Final = "licet-unreadable"


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return UNREADABLE, error.end


codecs.register_error(_HANDLER, _mark)


@dataclass(frozen=True)
class Text:
    """A text file as UTF-8: where it is, how its source was encoded, and whether `UNREADABLE` stands in it."""

    path: Path
    encoding: str
    unreadable: bool = False
    notes: tuple[str, ...] = ()


def as_utf8(path: Path, scratch: Path, progress: Callable[[int], None]) -> Text:
    """Hand the file on as UTF-8, copied into ``scratch`` only when it is something else or holds NUL bytes.

    ``progress`` is told the number of source bytes done. Raises `TableError` for a line longer than `LONGEST_LINE`, or
    twice that at the latest.
    """
    head = first_bytes(path)
    returns_only = b"\r" in head and b"\n" not in head  # the line ends of old Macs
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _copied(path, scratch, "utf-16", progress, returns_only=returns_only)
        _refuse_long_lines(text.path, path, b"\n")
        return text
    _refuse_long_lines(path, path, b"\r" if returns_only else b"\n")
    marked = head.startswith(codecs.BOM_UTF8)
    nuls = _nul_lines(path)
    if nuls == 0 and not returns_only:
        return Text(path, "utf-8-sig" if marked else "utf-8")
    encoding = "utf-8-sig" if marked else "utf-8" if nuls is not None else _weighed(path)
    return _copied(path, scratch, encoding, progress, returns_only=returns_only)


def _refuse_long_lines(text: Path, source: Path, end: bytes) -> None:
    """Look for a line end from every eighth megabyte on: a longer line covers one such stretch whole."""
    size = text.stat().st_size
    with text.open("rb") as file:
        for start in range(0, size - LONGEST_LINE, LONGEST_LINE):
            file.seek(start)
            left = LONGEST_LINE
            while end not in (seen := file.read(min(_LOOK, left))):
                left -= len(seen)
                if not seen or left <= 0:
                    raise TableError(
                        f"`{source}` has a line longer than {LONGEST_LINE >> 20} MB: it is damaged, or not a table"
                    )


def _nul_lines(path: Path) -> int | None:
    """Count the lines that hold a NUL; None when the file is not UTF-8. The cheapest whole reading there is (0.7 GB/s)."""
    nul = pl.col("line").str.contains("\0", literal=True).sum()
    try:
        return int(pl.scan_lines(path, glob=False).select(nul).collect(engine="streaming").item())
    except pl.exceptions.ComputeError:
        return None


def _weighed(path: Path) -> str:
    """Choose UTF-8 or cp1252 for a file that is not wholly UTF-8, by what most of its non-ASCII text is."""
    good = bad = 0
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    for block in _blocks(path):
        if block.isascii():
            continue
        text = decoder.decode(block)
        lost = text.count("\ufffd") - block.count(b"\xef\xbf\xbd")
        bad += lost
        good += len(text) - len(text.encode("ascii", "ignore")) - lost
    return "utf-8" if good > bad else "cp1252"


def _copied(path: Path, scratch: Path, encoding: str, progress: Callable[[int], None], *, returns_only: bool) -> Text:
    copy = scratch / "text.utf8"
    decoder = codecs.getincrementaldecoder(encoding)(_HANDLER)
    done = nuls = 0
    unreadable = False
    with copy.open("wb") as out:
        for block in _ended(_blocks(path)):
            text = decoder.decode(block, final=not block)
            unreadable = unreadable or UNREADABLE in text
            found = text.count("\0")
            nuls += found
            text = text.replace("\0", "") if found else text
            out.write((text.replace("\r", "\n") if returns_only else text).encode("utf-8"))
            done += len(block)
            progress(done)
    return Text(copy, encoding, unreadable, (NUL_REMOVED,) if nuls else ())


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


def _ended(blocks: Iterator[bytes]) -> Iterator[bytes]:
    yield from blocks
    yield b""
