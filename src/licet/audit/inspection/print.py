"""The rehearsal in the terminal: the heaviest questions, what is to be found. Says the same without colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.padding import Padding

from licet.audit.inspection.model import Inspection, Paper, Question
from licet.audit.inspection.wording import say
from licet.audit.report.words import Words
from licet.audit.report.wrapping import shown

MOST: Final = 8
"""Questions and documents shown; the sheet has them all."""


def print_inspection(found: Inspection, console: Console, paths: Mapping[str, Path]) -> None:
    """Print the summary of a rehearsal in its language, and the files written."""
    _Print(found, console).all(paths)


class _Print:
    def __init__(self, found: Inspection, console: Console) -> None:
        self._found = found
        self._console = console
        self._words = Words(found.language)

    def all(self, paths: Mapping[str, Path]) -> None:
        found, number = self._found, self._words.number
        missing = [each for each in found.papers if each.state == "missing"]
        name = found.organisation or self._say("unnamed_organisation")
        self._line(f"{self._say('title')} · {name} · {self._words.day(found.judged_on)}", "bold")
        self._line(self._say("brief_questions", n=number(len(found.questions))))
        self._line(self._say("brief_papers", n=number(len(found.papers)), missing=number(len(missing))))
        self._line(self._say("brief_sample", n=number(sum(len(each.rows) for each in found.sample))))
        self._console.print()
        if found.is_ready:
            self._line(self._say("terminal.ready"), "green")
        self._list("terminal.first", [self._question(each) for each in found.questions])
        self._list("terminal.missing", [self._paper(each) for each in missing])
        self._line(self._say("terminal.written"), "bold")
        for path in paths.values():
            self._console.print(shown(f"  {path}", self._console), soft_wrap=True)

    def _question(self, each: Question) -> str:
        told = [each.question, each.seen]
        if each.persons:
            told.append(self._words.counted(each.persons, "persons"))
        told += [self._words.listed(each.prevents), self._say(f"who.{each.who}")]
        return " · ".join(filter(None, told))

    def _paper(self, each: Paper) -> str:
        return f"{each.title} · {self._say(f'who.{each.who}')}"

    def _list(self, key: str, lines: Sequence[str]) -> None:
        if not lines:
            return
        self._line(self._say(key), "bold")
        for at, line in enumerate(lines[:MOST], start=1):
            self._line(f"{at}. {line}", indent=2)
        if len(lines) > MOST:
            self._line(self._say("terminal.more", n=len(lines) - MOST), indent=2)
        self._console.print()

    def _line(self, line: str, style: str = "", indent: int = 0) -> None:
        self._console.print(Padding(shown(line, self._console, style), (0, 0, 0, indent), expand=False))

    def _say(self, key: str, **values: object) -> str:
        return say(key, self._found.language, **values)
