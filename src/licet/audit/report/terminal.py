"""The report in the terminal: what one reads before opening the page. Says the same without colour, at 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from licet.audit.model import FileRead, Report
from licet.audit.report import documents, glance
from licet.audit.report.words import Words
from licet.audit.report.wrapping import shown

MOST: Final = 5
"""Missing facts, steps and practices shown; the page has them all."""
_STYLE: Final = {"breach": "bold red", "contested": "yellow", "undetermined": "cyan"}


def print_summary(report: Report, console: Console, paths: Mapping[str, Path]) -> None:
    """Print the summary of a report: verdict, heads, practices, what to obtain first, the plan, the files written.

    Colour only repeats what a word says; whether there is any is the console's decision (``NO_COLOR``).
    """
    _Summary(report, console).say_all(paths)


class _Summary:
    def __init__(self, report: Report, console: Console) -> None:
        self._report = report
        self._console = console
        self._words = Words(report.language)

    def say_all(self, paths: Mapping[str, Path]) -> None:
        self._verdict()
        if self._report.findings:
            self._heads()
        self._list("terminal.plan", [self._step(at) for at in range(len(self._report.plan))])
        self._list("terminal.obtain", [self._missing(at) for at in range(len(self._report.to_obtain))])
        self._list("terminal.warnings", [each.sentence for each in self._report.warnings])
        if past := self._report.law.past_review:
            self._line(self._words.say("law.past_review", n=len(past), rules=", ".join(past)))
            self._console.print()
        if self._report.documents:
            self._line(self._words.say("terminal.documents", **documents.counts(self._report)))
            self._console.print()
        self._list("terminal.read", [line for each in self._report.files for line in self._reading(each)])
        self._samples()
        self._files(paths)

    def _verdict(self) -> None:
        report, say = self._report, self._words.say
        persons = self._words.counted(report.persons, "persons")
        name = report.organisation or say("unnamed_organisation")
        self._line(
            say("terminal.summary", organisation=name, day=self._words.day(report.judged_on), persons=persons), "bold"
        )
        counts = [(status, glance.count_of_status(report, status)) for status in glance.STATUSES]
        for status, count in counts:
            if count:
                self._line(say(f"verdict.{status}", n=count), _STYLE[status])
        if not report.findings:
            self._line(say("verdict.clean"), "green")
            self._console.print()

    def _heads(self) -> None:
        say, words = self._words.say, self._words
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, expand=False)
        table.add_column(self._text(say("column.head")), overflow="fold")
        table.add_column(self._text(say("terminal.status")), no_wrap=True)
        table.add_column(self._text(say("column.count")), justify="right", overflow="fold", min_width=10, max_width=30)
        table.add_column(self._text(say("column.share")), justify="right", no_wrap=True)
        for finding in glance.in_order(self._report):
            head = self._text(finding.article, "bold").append_text(self._text(f"\n{finding.title}"))
            status = self._text(words.name("status", finding.status), _STYLE[finding.status])
            count = say("terminal.count", count=words.extent(finding.count, finding.possible), of=finding.of)
            count += "\n" + words.unit(finding.unit, finding.of)
            if finding.count and finding.possible:
                count += "\n" + say("finding.doubt", n=finding.possible)
            table.add_row(
                head, status, self._text(count), self._text(words.shares(finding.count, finding.possible, finding.of))
            )
        self._console.print(table)

    def _step(self, at: int) -> str:
        step = self._report.plan[at]
        remedy, mends = self._words.name("remedy", step.remedy), self._words.counted(step.count, step.unit)
        return self._words.say("terminal.step", article=step.article, mends=mends, remedy=remedy, text=step.text)

    def _missing(self, at: int) -> str:
        missing = glance.most_wanted(self._report)[at]
        told = [missing.question]
        if missing.persons:
            told.append(self._words.counted(missing.persons, "persons"))
        if missing.prevents:
            told.append(self._words.say("terminal.holds_up", articles=", ".join(missing.prevents)))
        return " · ".join(told)

    def _reading(self, file: FileRead) -> Iterator[str]:
        """Say what was not read of a file: rows, dates, columns."""
        say, words = self._words.say, self._words
        if file.kept_aside:
            reasons = words.listed(
                [f"{words.name('aside', why)} {words.number(n)}" for why, n in file.kept_aside.items()]
            )
            yield say("terminal.aside", file=file.path, n=sum(file.kept_aside.values()), reasons=reasons)
        if file.unreadable_dates:
            columns = words.listed([f"{header} {words.number(n)}" for header, n in file.unreadable_dates.items()])
            yield say("terminal.bad_dates", file=file.path, n=sum(file.unreadable_dates.values()), columns=columns)
        if file.export:
            told = [
                f"{', '.join(headers)}: {words.name('grade', grade)}"
                for grade, headers in file.grades.items()
                if headers
            ]
            told += [words.name("grade", grade) for grade, headers in file.grades.items() if not headers]
            yield say("terminal.export", file=file.path, mailer=file.export, grades="; ".join(told))
        for what, count in file.remarks.items():
            remark, column = what.split(":")
            yield say(
                "terminal.remark", file=file.path, column=column, remark=words.name("remark", remark), count=count
            )
        if file.unknown_columns:
            yield say("terminal.unused", file=file.path, columns=words.listed(file.unknown_columns))

    def _samples(self) -> None:
        say, words = self._words.say, self._words
        answered = [each for each in self._report.proof_by_source if each.sampled]
        for each in answered:
            low, high = (words.percent(share or 0) for share in (each.share_low, each.share_high))
            share = say("proof.sampled", invalid=each.invalid, sampled=each.sampled, low=low, high=high)
            self._line(say("terminal.sampled", source=each.source or say("terminal.no_source"), share=share))
        if answered:
            self._console.print()

    def _list(self, title: str, lines: list[str]) -> None:
        if not lines:
            return
        self._line(self._words.say(title), "bold")
        for at, line in enumerate(lines[:MOST], start=1):
            self._hang(f"{at:>3}. ", line)
        if len(lines) > MOST:
            self._hang("     ", self._words.say("terminal.more", n=len(lines) - MOST))
        self._console.print()

    def _files(self, paths: Mapping[str, Path]) -> None:
        if not paths:
            return
        self._line(self._words.say("terminal.files"), "bold")
        for path in paths.values():
            # Whole on one line, however long: a path is there to be copied.
            self._console.print(self._text(f"  {path}"), soft_wrap=True)

    def _hang(self, sign: str, line: str) -> None:
        grid = Table.grid()
        grid.add_column(width=len(sign), no_wrap=True)
        grid.add_column(overflow="fold")
        grid.add_row(sign, self._text(line))
        self._console.print(Padding(grid, 0))

    def _line(self, line: str, style: str = "") -> None:
        self._console.print(self._text(line, style))

    def _text(self, text: str, style: str = "") -> Text:
        return shown(text, self._console, style)
