"""Walk over stored mails one by one: a file, a folder of files, or an mbox of any size.

A mail that cannot be read is kept aside with its place and reason, and counted; it never stops the others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, Generic, TypeVar

from licet.reading.mails.mime import MOST_BYTES, contents
from licet.terms.errors import DocumentError

T = TypeVar("T")
_SEPARATOR: Final = re.compile(rb"From \S.{0,200}\d\d:\d\d.{0,30}\d{4}")
_QUOTED: Final = re.compile(rb">{1,20}From ")
_BLOCK: Final = 1 << 16
_MOST_KEPT: Final = 1_000
_ENDINGS: Final = frozenset({".eml", ".mbox", ".mbx", ".mail", ".msg-source"})


class Stack(Generic[T]):
    """Mails read one by one, in the order of their place; iterate over it once.

    ``read``: how many were read so far; ``kept_aside``: reason → count; ``aside``: the first thousand (place, reason).
    """

    def __init__(self, path: Path, read: Callable[[bytes], T]) -> None:
        """Prepare to read what stands at ``path`` with ``read``, which may raise `DocumentError` for a bad mail."""
        self.path: Final = path
        self.read: int = 0
        self.kept_aside: Final[Counter[str]] = Counter()
        self.aside: Final[list[tuple[str, str]]] = []
        self._read: Final = read

    def __iter__(self) -> Iterator[T]:
        for _, reading in self.placed():
            yield reading

    def placed(self) -> Iterator[tuple[str, T]]:
        """Yield each reading with its place: a file name, or the name and number within an mbox."""
        for place, data in stored(self.path):
            try:
                reading = self._read(contents(data()))
            except DocumentError as error:
                self._keep_aside(place, str(error))
                continue
            self.read += 1
            yield place, reading

    def _keep_aside(self, place: str, reason: str) -> None:
        self.kept_aside[reason.replace(f"`{place}`", "a file")] += 1
        if len(self.aside) < _MOST_KEPT:
            self.aside.append((place, reason))


def stored(path: Path) -> Iterator[tuple[str, Callable[[], bytes | Path]]]:
    """Yield the place of each mail and how to get it. Raises `DocumentError` when nothing stands at ``path``."""
    try:
        if path.is_dir():
            files = sorted(p for p in path.rglob("*") if p.suffix.lower() in _ENDINGS and p.is_file())
        elif path.is_file():
            files = [path]
        else:
            raise DocumentError(f"no file or folder `{path.name}`; give a mail, an mbox or a folder of mails")
    except (OSError, ValueError):
        raise DocumentError(f"`{path.name}` cannot be opened; check that it may be read") from None
    for file in files:
        name = str(file.relative_to(path)) if path.is_dir() else file.name
        if _is_mbox(file):
            yield from _mbox(file, name)
        else:
            yield name, _given(file)


def _given(item: bytes | Path) -> Callable[[], bytes | Path]:
    return lambda: item


def _is_mbox(file: Path) -> bool:
    if file.suffix.lower() == ".eml":  # some clients write a `From ` line at the head of a single mail
        return False
    try:
        with file.open("rb") as opened:
            return _SEPARATOR.match(opened.read(300)) is not None
    except OSError:
        return False


def _mbox(file: Path, name: str) -> Iterator[tuple[str, Callable[[], bytes | Path]]]:
    try:
        with file.open("rb") as opened:
            for number, data in enumerate(_cut(opened), 1):
                yield f"{name}#{number}", _given(data)
    except OSError:
        raise DocumentError(f"`{name}` cannot be read to its end; copy it again") from None


def _cut(opened: BinaryIO) -> Iterator[bytes]:
    """Cut an mbox at its ``From `` lines (RFC 4155), holding one mail at a time and no more of it than is ever read."""
    lines: list[bytes] = []
    size, started, line_start, blank = 0, False, True, True
    while line := opened.readline(_BLOCK):
        if line_start and blank and _SEPARATOR.match(line):
            if started:
                yield b"".join(lines)
            lines, size, started = [], 0, True
        elif size <= MOST_BYTES:  # a larger one is refused by its size, so the rest need not be held
            lines.append(line[1:] if line_start and _QUOTED.match(line) else line)
            size += len(line)
        blank = line_start and line in {b"\n", b"\r\n"}
        line_start = line.endswith(b"\n")
    if started:
        yield b"".join(lines)
