"""Text on a terminal: harmless, in the letters that it has, and broken only where a line may be."""

from __future__ import annotations

from typing import Any, Final

from rich.console import Console
from rich.containers import Lines
from rich.text import Text

from licet.audit.report.words import plain

_SPACE: Final = "\u00a0"
_GLUE: Final = "\ue000"
"""Stands for a no-break space while a line is broken: rich breaks at those too, and 200 000 became 200 and 000."""


class Unbroken(Text):
    """A text that keeps together what no-break spaces hold together."""

    def wrap(self, console: Console, width: int, **options: Any) -> Lines:  # noqa: ANN401  # as rich has them
        """Break into lines, at plain spaces only."""
        written, self.plain = self.plain, self.plain.replace(_SPACE, _GLUE)
        lines = super().wrap(console, width, **options)
        self.plain = written
        for line in lines:
            line.plain = line.plain.replace(_GLUE, _SPACE)
        return lines


def shown(text: str, console: Console, style: str = "") -> Text:
    """Return text that neither markup nor an escape sequence in it turns into anything else, in the console's encoding."""
    # Few fonts of terminals have the narrow no-break space (U+202F) that French numbers are written with.
    harmless = "\n".join(plain(line) for line in text.split("\n")).replace("\u202f", _SPACE)
    return Unbroken(harmless.encode(console.encoding, "replace").decode(console.encoding), style=style)
