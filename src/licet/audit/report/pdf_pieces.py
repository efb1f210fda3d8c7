"""Pieces that several sections of the PDF use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import unescape
from typing import Final

from markupsafe import Markup

from licet.audit.report import charts
from licet.audit.report.charts import Fill
from licet.audit.report.sheets import Block, Chart, Paragraph, Span
from licet.audit.report.words import Words

MOST_LINES: Final = 250
"""Lines of a table that grows with the dossier; ``report.json`` has them all."""
WIDTH: Final = 460
"""Width of a chart in px: its 13 px letters are then 9.8 pt on 125 mm of paper."""


def chart(drawing: Markup, legend: Sequence[tuple[Fill, str]] = ()) -> Chart:
    """Return a drawing of the page as one for paper, told in the words of its own description."""
    told = drawing.partition("<desc")[2].partition(">")[2].partition("</desc>")[0]
    whole = charts.standalone(drawing, WIDTH, charts.height_of(drawing))
    swatches = tuple((charts.standalone(charts.swatch(fill), 16, 12), words) for fill, words in legend)
    return Chart(whole, unescape(told), legend=swatches)


def more(lines: Sequence[object], words: Words) -> Iterator[Block]:
    """Say how many lines of a table are in ``report.json`` only."""
    if len(lines) > MOST_LINES:
        yield Paragraph((Span(words.say("more_in_json", n=len(lines) - MOST_LINES)),), "note")
