"""Mend a text table record by record, with `csv`, and as few lines as possible through it.

A record with a wrong number of fields that spans lines is taken back to its first line: one stray quote costs one row, not
all those up to the next quote. Blocks of lines that are all plain records are copied at once: `csv` reads 0.2 million rows a
second, the copy 2 million.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator
from typing import Final, TextIO

import polars as pl

from licet.reading.encodings import UNREADABLE
from licet.reading.layout import Layout

WRONG_FIELDS: Final = "wrong-number-of-fields"
UNREADABLE_BYTES: Final = "unreadable-bytes"
_BLOCK: Final = 1 << 20
"""Characters in a block: small, for one line that is not plain sends its whole block through `csv`."""

_RETURN: Final = "\ufdd1"
"""Stands, while `csv` reads, for a carriage return within a line: it takes the bare one for a line end."""


class Feed:
    """Hands out the lines of a text, remembers those of the present record, and takes lines back."""

    def __init__(self, lines: TextIO) -> None:
        self._lines = lines
        self._again: deque[str] = deque()
        self.taken: list[str] = []
        self.ended = False
        self.count = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines, None)
        self.ended = line is None
        if line is None:
            raise StopIteration
        self.taken.append(line)
        self.count += 1
        if "\r" in line[:-2]:
            body = line.removesuffix("\n").removesuffix("\r")
            return body.replace("\r", _RETURN) + line[len(body) :]
        return line

    def give_back(self, lines: list[str]) -> None:
        """Take back the last lines handed out."""
        self._again.extendleft(reversed(lines))
        self.count -= len(lines)

    def block(self) -> list[str]:
        """Hand out many lines at once, those taken back first; none at the end."""
        lines = [*self._again] or self._lines.readlines(_BLOCK)
        self._again.clear()
        self.count += len(lines)
        return lines


class Mending:
    """Writes whole records, their row number in front, to ``out``; row numbers and reasons of the others to ``left``."""

    def __init__(self, layout: Layout, out: TextIO, left: TextIO, *, unreadable: bool) -> None:
        self._layout = layout
        self._out = out
        self._write = csv.writer(out, delimiter=layout.separator, lineterminator="\n").writerow
        self._left = left
        self._width = len(layout.headers)
        self._unreadable = unreadable
        self._row = -layout.preamble - 1  # the preamble, then the headers at 0
        self.kept = 0
        self.spans = False

    def mend(self, feed: Feed, plain: pl.Expr | None, progress: Callable[[int], None]) -> None:
        """Go through all lines. ``plain`` tells which lines (column ``line``) are whole records, None: not known."""
        records = self._records(feed)
        done = 0
        while self._row < 0:
            self._take(next(records, None))
        while block := feed.block():
            done += sum(map(len, block))
            progress(done)
            if plain is None or not self._copy(block, plain):
                feed.give_back(block)
                end = feed.count + len(block)
                while feed.count < end:
                    self._take(next(records, None))

    def _copy(self, block: list[str], plain: pl.Expr) -> bool:
        """Copy the block if all its lines are plain."""
        line = pl.col("line")
        lines = pl.DataFrame({"line": block}).select(line.str.strip_suffix("\n").str.strip_suffix("\r"))
        if not lines.select(plain.all()).item():
            return False
        numbers = pl.int_range(self._row + 1, self._row + 1 + pl.len()).cast(pl.String)
        text = lines.select(pl.concat_str(numbers, line, separator=self._layout.separator).str.join("\n")).item()
        self._out.write(f"{text}\n")
        self._row += len(block)
        self.kept += len(block)
        return True

    def _take(self, fields: list[str] | None) -> None:
        """Write one record, or why it is left out; an empty one is a blank line."""
        if fields == []:
            return
        self._row += 1
        if self._row <= 0:
            return
        if fields is None or not self._is_whole(fields):
            self._left.write(f"{self._row},{WRONG_FIELDS}\n")
        elif self._unreadable and any(UNREADABLE in field for field in fields):
            self._left.write(f"{self._row},{UNREADABLE_BYTES}\n")
        else:
            self._write([str(self._row), *(field.replace(_RETURN, "\r") for field in fields[: self._width])])
            self.kept += 1
            self.spans = self.spans or any("\n" in field for field in fields)

    def _is_whole(self, fields: list[str]) -> bool:
        return len(fields) >= self._width and not any(fields[self._width :])

    def _records(self, feed: Feed) -> Iterator[list[str] | None]:
        """Read record by record; None for one that is none, an empty one for a blank line.

        Quotes are read strictly over line ends, and as `csv` likes them within one line.
        """
        reader = csv.reader(feed, delimiter=self._layout.separator, strict=True)  # after an error it starts anew
        while True:
            feed.taken.clear()
            fields: list[str] | None
            try:
                fields = next(reader)
            except StopIteration:
                return
            except csv.Error:
                alone = len(feed.taken) == 1 and not feed.ended
                fields = self._leniently(feed.taken[0]) if alone else None
            if len(feed.taken) > 1 and (fields is None or not self._is_whole(fields)):
                feed.give_back(feed.taken[1:])
                fields = None
            yield fields

    def _leniently(self, line: str) -> list[str] | None:
        try:
            return next(csv.reader([line], delimiter=self._layout.separator))
        except csv.Error:
            return None
