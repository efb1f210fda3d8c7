"""Markdown and tables on a terminal; to a program, the same as plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console, ConsoleOptions, RenderResult
from rich.markdown import Markdown, TableElement
from rich.table import Table

from licet.doors.cli.printing import console, put


class _Folding(TableElement):
    """A table that breaks a long name where rich would cut it off: the name of a fact is what one came for."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for shown in super().__rich_console__(console, options):
            if isinstance(shown, Table):
                for column in shown.columns:
                    column.overflow = "fold"
            yield shown


class _Page(Markdown):
    elements = {**Markdown.elements, "table_open": _Folding}  # noqa: RUF012  # as rich declares it


def print_markdown(text: str) -> None:
    """Print Markdown: laid out on a terminal, as it is to a program."""
    shown = console()
    if shown.is_terminal:
        shown.print(_Page(text))
    else:
        put(text)


def print_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table on a terminal; to a program, lines of cells parted by tabs, without heads."""
    terminal = console()
    if not terminal.is_terminal:
        for row in rows:
            put("\t".join(row))
        return
    shown = Table(*heads, box=None, pad_edge=False)
    for row in rows:
        shown.add_row(*row)
    terminal.print(shown)
