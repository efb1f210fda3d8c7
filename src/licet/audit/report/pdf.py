"""A sheet as an accessible PDF (PDF/UA-1, ISO 14289-1), set by Typst with its own fonts, without any network.

The same sheet gives the same bytes: fonts are those of the package, and the day is that of the sheet, not of the run.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import typst

from licet.audit.model import Report
from licet.audit.report.drawable import set_text, turns
from licet.audit.report.pdf_report import sheet_of
from licet.audit.report.sheets import Block, Cell, Chart, Heading, Line, Paragraph, Sheet, Span, Steps, Table, Terms
from licet.audit.report.words import Language, Words

STANDARD: Final = "ua-1"
SHORT: Final = 1500
"""Letters of a list of terms that stay on one page: a third of it."""


def render_pdf(report: Report) -> bytes:
    """Return a report as a PDF in its language, ready to be written. Equal reports give equal bytes."""
    return typeset(sheet_of(report))


def typeset(sheet: Sheet) -> bytes:
    """Return a sheet as a tagged PDF. Its words are handed over as data and never read as markup."""
    made_at = dt.datetime.combine(sheet.day, dt.time(), dt.UTC)
    return typst.compile(
        _template(),
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(_Data(sheet.language).of_sheet(sheet))},
        format="pdf",
        pdf_standards=[STANDARD],
        timestamp=max(int(made_at.timestamp()), 0),
    )


@cache
def _template() -> bytes:
    return files(__package__).joinpath("sheet.typ").read_bytes()


class _Data:
    """Turn a sheet into what the template reads, every text made ready to be set."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def of_sheet(self, sheet: Sheet) -> Mapping[str, Any]:
        words = {name: self._text(getattr(sheet, name)) for name in _WORDS}
        return words | {
            "language": self._language,
            "tick": Words(self._language).say("sheet.tick"),
            "day": [sheet.day.year, sheet.day.month, sheet.day.day],
            "blocks": [self._block(block) for block in sheet.blocks],
        }

    def _block(self, block: Block) -> Mapping[str, Any]:
        match block:
            case Heading():
                return {
                    "kind": "heading",
                    "text": self._text(block.text),
                    "level": block.level,
                    "opens_page": block.opens_page,
                }
            case Paragraph():
                return {"kind": "paragraph", "line": self._line(block.line), "manner": block.manner}
            case Table():
                return self._table(block)
            case Chart():
                legend = [(drawn, self._text(words)) for drawn, words in block.legend]
                told = self._text(block.told).replace("\u200b", "")
                return {"kind": "chart", "svg": block.svg, "told": told, "wide": block.wide, "legend": legend}
            case Steps():
                return {"kind": "steps", "items": [self._cell(item) for item in block.items]}
            case Terms():
                items = [(self._text(name), self._cell(held)) for name, held in block.items]
                letters = sum(len(span.text) for _, held in block.items for line in held for span in line)
                return {"kind": "terms", "items": items, "is_short": letters <= SHORT}

    def _table(self, table: Table) -> Mapping[str, Any]:
        return {
            "kind": "table",
            "caption": self._text(table.caption),
            "headers": [
                {"text": self._text(each.text), "is_number": each.is_number, "share": each.share}
                for each in table.headers
            ],
            "rows": [[self._cell(each) for each in row] for row in table.rows],
            "has_boxes": table.has_boxes,
        }

    def _cell(self, cell: Cell) -> list[list[Mapping[str, Any]]]:
        return [self._line(line) for line in cell]

    def _line(self, line: Line) -> list[Mapping[str, Any]]:
        return [self._span(span) for span in line if span.text]

    def _span(self, span: Span) -> Mapping[str, Any]:
        text = self._text(span.text)
        return {"text": text, "look": span.look, "turns": turns(text)}

    def _text(self, text: str) -> str:
        return set_text(text, self._language)


_WORDS: Final = ("title", "kicker", "name", "subtitle", "contents", "footer")
