"""The rehearsal as a sheet to print and tick: documents, questions, rows. French first, and English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from licet.audit.inspection.model import Drawn, Inspection, Paper, Question
from licet.audit.inspection.wording import say
from licet.audit.report import glance
from licet.audit.report.sheets import Block, Cell, Header, Heading, Line, Paragraph, Sheet, Span, Table, cell
from licet.audit.report.words import Words

MOST: Final = 40
"""Ids, names or ranges told in one cell; ``inspection.json`` has them all."""


def sheet_of(found: Inspection) -> Sheet:
    """Return the sheet of a rehearsal, in its language."""
    lang, words = found.language, Words(found.language)
    name = found.organisation or say("unnamed_organisation", lang)
    day = words.day(found.judged_on)
    title = say("title", lang)
    return Sheet(
        title=f"{name} · {title} · {day}",
        language=lang,
        day=found.judged_on,
        kicker=title,
        name=name,
        subtitle=say("subtitle", lang, day=day),
        contents=say("contents", lang),
        footer=f"{title} · {name} · {day}",
        blocks=tuple(_Made(found, words).blocks()),
    )


class _Made:
    """Makes the blocks of one rehearsal."""

    def __init__(self, found: Inspection, words: Words) -> None:
        self._found = found
        self._words = words

    def blocks(self) -> Iterator[Block]:
        yield from self._brief()
        yield from self._questions()
        yield from self._papers()
        yield from self._sample()
        yield Heading(self._say("after"))
        yield Paragraph((Span(self._say("after_text")),), "boxed")
        yield Paragraph((Span(self._say("made", version=self._found.licet)),), "note")

    def _brief(self) -> Iterator[Block]:
        found, number = self._found, self._words.number
        yield Heading(self._say("brief"))
        yield Paragraph((Span(self._say("purpose")),))
        missing = sum(each.state == "missing" for each in found.papers)
        told = (
            self._say("brief_questions", n=number(len(found.questions))),
            self._say("brief_papers", n=number(len(found.papers)), missing=number(missing)),
            self._say("brief_sample", n=number(sum(len(each.rows) for each in found.sample))),
            self._say("brief_persons", n=number(found.persons)),
        )
        for line in told:
            yield Paragraph((Span(line, "strong"),))

    def _questions(self) -> Iterator[Block]:
        yield Heading(self._say("questions"), opens_page=True)
        if not self._found.questions:
            yield self._nothing("questions_none")
            return
        yield Paragraph((Span(self._say("questions_intro")),))
        headers = (
            self._header("number", is_number=True),
            self._header("question", share=3.4),
            self._header("prevents", share=1.2),
            self._header("persons", is_number=True),
            self._header("who"),
        )
        rows = tuple(self._question(each) for each in self._found.questions)
        yield Table(self._say("questions_table"), headers, rows, has_boxes=True)

    def _question(self, each: Question) -> tuple[Cell, ...]:
        words = self._words
        state: Line = (
            Span(words.name("state", each.state), "strong"),
            Span(f"· {words.name('table', each.table)} · {self._items(each.items)}", "soft"),
            Span(each.fact, "code"),
        )
        persons = "–" if each.persons is None else words.number(each.persons)
        return (
            cell(words.number(each.number)),
            cell(each.question, state, (Span(each.seen, "soft"),) if each.seen else ()),
            cell(self._words.articles(each.prevents)),
            cell(persons),
            cell(self._say(f"who.{each.who}")),
        )

    def _papers(self) -> Iterator[Block]:
        yield Heading(self._say("papers"), opens_page=True)
        if not self._found.papers:
            yield self._nothing("papers_none")
            return
        yield Paragraph((Span(self._say("papers_intro")),))
        headers = (self._header("paper", share=3.4), self._header("answers", share=1.2), self._header("who"))
        rows = tuple(self._paper(each) for each in self._found.papers)
        yield Table(self._say("papers_table"), headers, rows, has_boxes=True)

    def _paper(self, each: Paper) -> tuple[Cell, ...]:
        state: Line = (
            Span(self._say(f"paper_state.{each.state}"), "strong"),
            Span(f"· {self._words.name('table', each.table)} · {self._items(each.items)}", "soft"),
        )
        named = self._say("named", sources=self._first(each.sources)) if each.sources else ""
        answers = self._ranges(each.answers) if each.answers else "–"
        return (
            cell(each.title, state, (Span(named, "soft"),) if named else ()),
            cell(answers),
            cell(self._say(f"who.{each.who}")),
        )

    def _sample(self) -> Iterator[Block]:
        yield Heading(self._say("sample"), opens_page=True)
        if not self._found.sample:
            yield self._nothing("sample_none")
            return
        yield Paragraph((Span(self._say("sample_intro")),))
        headers = (self._header("source"), self._header("file"), self._header("rows", share=3))
        yield Table(self._say("sample_table"), headers, tuple(map(self._drawn, self._found.sample)), has_boxes=True)

    def _drawn(self, each: Drawn) -> tuple[Cell, ...]:
        source = each.source or self._say("unnamed_source")
        rows = " · ".join(self._words.number(row) for row in each.rows)
        return cell(source), cell((Span(each.file, "code"),)), cell(rows)

    def _items(self, items: Sequence[str]) -> str:
        return self._say("rows", items=self._first(items)) if items else self._say("all_rows")

    def _first(self, texts: Sequence[str]) -> str:
        """Return the first of many texts in one line, and how many more there are."""
        told = self._words.listed(texts[:MOST])
        return told if len(texts) <= MOST else f"{told}, {self._say('more', n=len(texts) - MOST)}"

    def _ranges(self, numbers: Sequence[int]) -> str:
        found = glance.ranges(numbers)
        return self._first([str(low) if low == high else f"{low}–{high}" for low, high in found])

    def _header(self, key: str, *, is_number: bool = False, share: float = 1.0) -> Header:
        return Header(self._say(f"column.{key}"), is_number=is_number, share=share)

    def _nothing(self, key: str) -> Paragraph:
        return Paragraph((Span(self._say(key)),), "nothing")

    def _say(self, key: str, **values: object) -> str:
        return say(key, self._found.language, **values)
