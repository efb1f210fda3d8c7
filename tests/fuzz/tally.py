"""What was tried and what came of it, reader by reader."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from tests.fuzz.pool import READ, REFUSED, Outcome

HEADERS: Final = (
    "reader",
    "cases",
    "read",
    "refused",
    "findings",
    "slowest",
    "peak memory",
    "slowest case",
    "largest case",
)


@dataclass
class _Line:
    ended: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    slowest_case: str = ""
    peak: int = 0
    peak_case: str = ""


class Tally:
    """Cases by reader and how they ended; findings of one kind at one place of the code are counted as one."""

    def __init__(self) -> None:
        self._lines: dict[str, _Line] = {}
        self._found: Counter[tuple[str, ...]] = Counter()
        self._first: dict[tuple[str, ...], str] = {}
        self._began = time.time()

    @property
    def found(self) -> int:
        """How many different findings there are."""
        return len(self._found)

    def note(self, name: str, what: str, outcome: Outcome) -> int:
        """Take in a case; return how many of its kind there were, this one included."""
        line = self._lines.setdefault(name, _Line())
        line.ended[outcome.state] += 1
        if outcome.peak > line.peak:
            line.peak, line.peak_case = outcome.peak, what
        if outcome.seconds > line.slowest:
            line.slowest, line.slowest_case = outcome.seconds, what
        if not outcome.is_finding:
            return 0
        key = (name, outcome.state, outcome.kind, outcome.place)
        self._found[key] += 1
        self._first.setdefault(key, what)
        return self._found[key]

    def rows(self) -> list[dict[str, Any]]:
        """Return the lines of the table, slowest in seconds, memory in bytes."""
        return [
            {
                "reader": name,
                "cases": line.ended.total(),
                "read": line.ended[READ],
                "refused": line.ended[REFUSED],
                "findings": line.ended.total() - line.ended[READ] - line.ended[REFUSED],
                "slowest": round(line.slowest, 2),
                "peak memory": line.peak,
                "slowest case": line.slowest_case,
                "largest case": line.peak_case,
            }
            for name, line in sorted(self._lines.items())
        ]

    def write(self, path: Path, seed: int) -> None:
        """Write what was tried so far, and each finding with its first case."""
        found = [
            {"what": " ".join(filter(None, key)), "times": times, "first": self._first[key]}
            for key, times in self._found.most_common()
        ]
        told = {"seed": seed, "seconds": round(time.time() - self._began), "readers": self.rows(), "found": found}
        path.write_text(json.dumps(told, indent=1), encoding="utf-8")

    def show(self) -> None:
        """Print the table and the findings."""
        table = Table(*HEADERS)
        for row in self.rows():
            shown = row | {"slowest": f"{row['slowest']:.2f} s", "peak memory": f"{row['peak memory'] >> 20} MB"}
            table.add_row(*(str(shown[header]) for header in HEADERS), style="bold red" if row["findings"] else None)
        console = Console(width=None if sys.stdout.isatty() else 150)
        console.print(table)
        for key, times in self._found.most_common():
            console.print(f"{times} x {' '.join(filter(None, key))}; first: {self._first[key]}", markup=False)
