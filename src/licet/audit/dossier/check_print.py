"""The check of a dossier in the terminal. Says the same without colour, at 80 columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from rich.console import Console
from rich.padding import Padding

from licet.audit.dossier.check_model import Check, EmptyTable, FileLooked, Missing, MissingOfRow
from licet.audit.dossier.wording import Lang, in_french, say
from licet.audit.heads import PERSONS_UNIT
from licet.audit.report.words import Words
from licet.audit.report.wrapping import shown

ROWS: Final = 8
FACTS: Final = 4
LINES: Final = 12
"""Shown of each; ``--json`` has them all."""


def print_check(check: Check, console: Console, lang: str = "fr") -> None:
    """Print what is missing, what prevents most first, then what rests on little and what points at nothing."""
    _Print(check, console, in_french(lang)).all()


class _Print:
    def __init__(self, check: Check, console: Console, lang: Lang) -> None:
        self._check = check
        self._console = console
        self._lang = lang
        self._words = Words(lang)

    def all(self) -> None:
        check, say_ = self._check, self._say
        name = check.organisation or say_("unnamed")
        self._line(say_("title", organisation=name, day=self._words.day(check.judged_on)), "bold")
        self._console.print()
        if check.is_complete:
            self._line(say_("complete"), "green")
        self._missing()
        self._list("empty", [self._empty(each) for each in check.empty_tables])
        self._list("declared", [f"{_place(each.table, each.item)}: {each.fact}" for each in check.declared_only])
        self._list("dangling", list(self._dangling()))
        self._list("files", [line for each in check.files for line in self._file(each)] or [say_("no_file")])
        if check.derived:
            self._line(say_("derived", n=len(check.derived)))

    def _missing(self) -> None:
        rows = self._check.missing
        if not rows:
            return
        self._line(self._say("missing"), "bold")
        alike: dict[tuple[str, tuple[Missing, ...]], list[MissingOfRow]] = defaultdict(list)
        for row in rows:
            alike[row.table, row.facts].append(row)
        for group in list(alike.values())[:ROWS]:
            self._rows(group)
        self._more(len(alike) - ROWS, 2)
        self._console.print()

    def _rows(self, rows: list[MissingOfRow]) -> None:
        """Print rows of one table that lack the same, once."""
        first, people = rows[0], max(row.persons or 0 for row in rows)
        counted = f" · {self._words.counted(people, 'persons')}" if people else ""
        self._line(_place(first.table, ", ".join(row.item for row in rows)) + counted, "bold cyan", 2)
        self._line(self._say("prevents", articles=", ".join(first.prevents)), "", 4)
        for fact in first.facts[:FACTS]:
            self._fact(fact)
        self._more(len(first.facts) - FACTS, 4)

    def _fact(self, fact: Missing) -> None:
        question = fact.question_fr if self._lang == "fr" else fact.question
        state = self._say(f"state.{fact.state}")
        self._line(f"- {fact.fact} ({state}): {question}", "", 4)

    def _empty(self, each: EmptyTable) -> str:
        means = each.fr if self._lang == "fr" else each.means
        prevents = self._say("prevents", articles=", ".join(each.prevents))
        return f"{each.table}: {means} · {prevents}" if each.prevents else f"{each.table}: {means}"

    def _dangling(self) -> Iterable[str]:
        for each in self._check.dangling:
            what = self._say("unknown_row" if each.value else "no_link", to=each.to)
            yield f"{_place(each.table, each.item)}, {each.key}{': ' + each.value if each.value else ''}: {what}"

    def _file(self, each: FileLooked) -> Iterable[str]:
        columns = ", ".join(f"{header} → {role}" for header, role in each.columns.items())
        if each.rows is None:
            yield f"{each.path}: {self._say('file_sampled', columns=columns)}"
        else:
            yield f"{each.path}: {self._say('file', rows=self._words.number(each.rows), columns=columns)}"
        if each.unknown_columns:
            yield "  " + self._say("unknown_columns", columns=", ".join(each.unknown_columns))
        if each.kept_aside:
            aside = ", ".join(
                f"{self._words.name('aside', reason)} {self._words.number(rows)}"
                for reason, rows in each.kept_aside.items()
            )
            yield "  " + self._say("aside", rows=aside)

    def _list(self, title: str, lines: list[str]) -> None:
        if not lines:
            return
        self._line(self._say(title), "bold")
        for line in lines[:LINES]:
            self._line(line, "", 2)
        self._more(len(lines) - LINES, 2)
        self._console.print()

    def _more(self, left: int, indent: int) -> None:
        if left > 0:
            self._line(self._say("more", n=left), "dim", indent)

    def _say(self, key: str, **values: object) -> str:
        return say(f"check.{key}", self._lang, **values)

    def _line(self, line: str, style: str = "", indent: int = 0) -> None:
        self._console.print(Padding(shown(line, self._console, style), (0, 0, 0, indent), expand=False))


def _place(table: str, item: str) -> str:
    """Return where to write: the key of the dossier, and the row."""
    key = "everyone" if table == PERSONS_UNIT else table
    return f"{key} {item}" if item else key
