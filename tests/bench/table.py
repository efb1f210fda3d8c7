"""What was measured, beside its bar: one table for the terminal, the same as JSON or Markdown."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Final

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True)
class Measured:
    """One line: what, its figure and unit; the reference it is set against, their ratio, and the bar if there is one.

    ``bar`` bounds the ratio where there is a reference, else the figure itself.
    """

    what: str
    figure: float
    unit: str
    reference: float | None = None
    ratio: float | None = None
    bar: float | None = None
    note: str = ""

    @property
    def passes(self) -> bool | None:
        """Whether the bar is met; None where there is none."""
        compared = self.figure if self.ratio is None else self.ratio
        return None if self.bar is None else compared <= self.bar

    def cells(self) -> tuple[str, ...]:
        """Return the line as text."""
        ratio, bar, passes = self.ratio, self.bar, self.passes
        return (
            self.what,
            f"{_number(self.figure)} {self.unit}",
            "" if self.reference is None else f"{_number(self.reference)} {self.unit}",
            "" if ratio is None else f"{ratio:.2f}x",
            "" if bar is None else f"≤ {bar:.2f}x" if ratio is not None else f"≤ {_number(bar)} {self.unit}",
            "" if passes is None else "pass" if passes else "FAIL",
            self.note,
        )


HEADERS: Final = ("measured", "figure", "reference", "ratio", "bar", "", "note")
WIDE: Final = 150


def _number(value: float) -> str:
    return f"{value:,.2f}" if value < 100 else f"{value:,.0f}"


def show(title: str, lines: Iterable[Measured]) -> None:
    """Print the table on the terminal; a pipe has no width, so it gets a wide one."""
    table = Table(*HEADERS, title=title, title_justify="left")
    for line in lines:
        table.add_row(*line.cells(), style="bold red" if line.passes is False else None)
    Console(width=None if sys.stdout.isatty() else WIDE).print(table)


def as_dicts(lines: Iterable[Measured]) -> list[dict[str, object]]:
    """Return the lines for JSON."""
    return [asdict(line) | {"passes": line.passes} for line in lines]


def as_markdown(lines: Iterable[Measured]) -> str:
    """Return the lines as a Markdown table."""
    rows = [HEADERS, ("---",) * len(HEADERS), *(line.cells() for line in lines)]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)
