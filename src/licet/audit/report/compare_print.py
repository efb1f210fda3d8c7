"""Two reports compared, in the terminal: how alike they were judged, the heads, the questions. Whole without colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from licet.audit.compare import Comparison, HeadChange, Measured, QuestionChange, Side, Unlike
from licet.audit.model import Assumed
from licet.audit.report.words import Language, Words
from licet.audit.report.wrapping import shown
from licet.law.book import tables
from licet.law.heads import conducts

MOST: Final = 8
"""Questions and assumptions shown of each; ``--json`` has them all."""
_STYLE: Final = {"better": "green", "worse": "bold red", "same": ""}
_DIGEST: Final = 12
"""Signs of a digest shown: 48 bits, which no two books of rules share by chance."""


def print_comparison(compared: Comparison, console: Console, language: Language) -> None:
    """Print what changed between two reports, in a language."""
    _Print(compared, console, language).all()


class _Print:
    def __init__(self, compared: Comparison, console: Console, language: Language) -> None:
        self._compared = compared
        self._console = console
        self._words = Words(language)

    def all(self) -> None:
        compared, say = self._compared, self._words.say
        before, after = compared.before, compared.after
        self._line(say("compare.title", organisation=after.organisation or say("unnamed_organisation")), "bold")
        days = {"before": self._words.day(before.judged_on), "after": self._words.day(after.judged_on)}
        self._line(say("compare.judged", **days))
        self._line(say("compare.persons", before=before.persons, after=after.persons))
        self._unlike()
        self._heads()
        self._list("answered", [self._question(each) for each in compared.answered])
        self._list("opened", [self._question(each) for each in compared.opened])
        self._list("state_changed", [self._states(each) for each in compared.state_changed])
        self._list("assumed_gone", [self._assumed(each) for each in compared.assumed_gone])
        self._list("assumed_new", [self._assumed(each) for each in compared.assumed_new])
        if compared.still_open:
            self._line(say("compare.still_open", n=compared.still_open))

    def _unlike(self) -> None:
        self._console.print()
        if not self._compared.unlike:
            return
        self._line(self._words.say("compare.unlike"), "bold yellow")
        for kind in self._compared.unlike:
            before, after = (self._said(kind, side) for side in (self._compared.before, self._compared.after))
            self._line("  - " + self._words.say("compare.unlike_" + kind, before=before, after=after), "yellow")
        self._console.print()

    def _said(self, kind: Unlike, side: Side) -> str:
        words = self._words
        match kind:
            case "organisation":
                return side.organisation or words.say("unnamed_organisation")
            case "day":
                return words.day(side.judged_on)
            case "law":
                return side.book[:_DIGEST]
            case "channels":
                return words.listed([words.name("channel", each) for each in side.channels]) or words.say("none")
            case "version":
                return side.licet

    def _heads(self) -> None:
        say, heads = self._words.say, self._compared.heads
        if not heads:
            self._line(say("compare.none"), "green")
            self._console.print()
            return
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title_justify="left")
        table.add_column(self._text(say("column.head")), overflow="fold")
        for key in ("compare.before", "compare.after", "compare.change"):
            table.add_column(self._text(say(key)), overflow="fold", min_width=10)
        for head in heads:
            name = self._text(head.article, "bold").append_text(self._text(f"\n{self._title(head)}"))
            word = self._text(say("compare." + self._change(head)), _STYLE[head.move])
            table.add_row(name, self._measured(head.before), self._measured(head.after), word)
        self._console.print(table)

    def _change(self, head: HeadChange) -> str:
        return head.move if head.change == "same" else head.change

    def _measured(self, measured: Measured | None) -> Text:
        words = self._words
        if measured is None:
            return self._text(words.say("compare.absent"))
        count = words.extent(measured.count, measured.possible)
        unit = words.unit(measured.unit, measured.count or measured.possible)
        lines = [words.name("status", measured.status), f"{count}\u00a0{unit}"]
        if measured.count and measured.possible:
            lines.append(words.say("finding.doubt", n=measured.possible))
        return self._text("\n".join(lines))

    def _states(self, each: QuestionChange) -> str:
        told = {"before": self._words.name("state", each.before), "after": self._words.name("state", each.after)}
        return self._words.say("compare.states", question=self._question(each), **told)

    def _question(self, each: QuestionChange) -> str:
        """Return a question in the language asked for, which need not be that of the reports."""
        known = tables().get(each.table)
        fact = None if known is None else known.facts.get(each.fact)
        if fact is None:
            return each.question
        return fact.fr if self._words.language == "fr" else fact.means

    def _title(self, head: HeadChange) -> str:
        conduct = conducts().get(head.conduct)
        if conduct is None:
            return head.title
        return conduct.fr if self._words.language == "fr" else conduct.en

    def _assumed(self, assumed: Assumed) -> str:
        where = self._words.name("table", assumed.table) + (f" · {assumed.item}" if assumed.item else "")
        return f"{where} · {assumed.fact}"

    def _list(self, key: str, lines: Sequence[str]) -> None:
        """Print lines, those that say the same once."""
        if not lines:
            return
        distinct = list(dict.fromkeys(lines))
        self._line(f"{self._words.say('compare.' + key)} ({self._words.number(len(lines))})", "bold")
        for line in distinct[:MOST]:
            self._console.print(Padding(self._text(line), (0, 0, 0, 2), expand=False))
        if len(distinct) > MOST:
            self._line("  " + self._words.say("terminal.more", n=len(distinct) - MOST))
        self._console.print()

    def _line(self, line: str, style: str = "") -> None:
        self._console.print(self._text(line, style))

    def _text(self, text: str, style: str = "") -> Text:
        return shown(text, self._console, style)
