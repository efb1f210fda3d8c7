"""The report as one HTML file: no network, no script, nothing that is not in the file itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from licet.audit.model import Finding, Ground, Report
from licet.audit.report import charts, documents, figures, glance
from licet.audit.report.words import Words, plain

POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"  # CSP level 3
)
MOST_RANGES: Final = 40
"""Row numbers shown under a head, in ranges; all of them stand in ``rows.parquet``."""
MOST_LINES: Final = 100
"""Lines of a table that grows with the dossier; all of them stand in ``report.json``."""

_SEPARATORS: Final = {",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe"}


def render_page(report: Report) -> str:
    """Return the page of a report, in its language: one self-contained HTML text to be written as UTF-8."""
    return (
        _environment()
        .get_template("page.html.jinja")
        .render(
            report=report,
            words=(words := Words(report.language)),
            say=words.say,
            draw=figures.Figures(words, report),
            fill=charts.Fill,
            policy=POLICY,
            css=Markup(stylesheet()),  # noqa: S704  # our own file, nothing of the report is in it
            exit_code=glance.exit_code(report),
            findings=glance.in_order(report),
            statuses=[(status, glance.count_of_status(report, status)) for status in glance.STATUSES],
            channels=[words.name("channel", channel) for channel in report.channels],
            asked=glance.by_table(report.to_obtain),
            most=MOST_LINES,
            documents=documents.by_document(report),
            counted=documents.counts(report),
            most_documents=documents.MOST_DOCUMENTS,
        )
    )


def stylesheet() -> str:
    """Return the style of the report's page, for pages that look alike."""
    return _text("page.css")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Control characters and marks of direction are taken out of every value that is shown.
        finalize=lambda value: plain(value) if type(value) is str else value,
    )
    environment.globals.update(
        patterns=charts.patterns,
        swatch=charts.swatch,
        law_of=law_of,
        may_also=may_also,
        row_ranges=row_ranges,
        separator=separator_name,
        standing=documents.standing,
        quotations=documents.quotations,
        compared=documents.COMPARED,
        answer=documents.answer,
    )
    return environment


@cache
def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def separator_name(sign: str) -> str:
    """Return the code of a sign that separates columns, empty for one that has no word."""
    return _SEPARATORS.get(sign, "")


def may_also(finding: Finding) -> list[str]:
    """Return the articles that only support a head and that an authority may charge as well, each once."""
    within = [ground.article for ground in finding.grounds if ground.relation == "within"]
    return [article for article in dict.fromkeys(within) if article != finding.article]


def row_ranges(words: Words, rows: Sequence[int]) -> tuple[str, bool]:
    """Return row numbers as text, and whether these are all that the head lists."""
    found = glance.ranges(rows)
    shown = [words.number(low) if low == high else f"{words.number(low)}–{words.number(high)}" for low, high in found]
    return " · ".join(shown[:MOST_RANGES]), len(shown) <= MOST_RANGES


def law_of(words: Words, ground: Ground) -> list[str]:
    """Return on what a broken rule rests: level, days in force, reading, how far the text was read, channel."""
    say, day = words.say, words.day
    told = [words.name("level", ground.level)]
    if ground.until is None:
        told.append(say("ground.since", day=day(ground.since)))
    else:
        told.append(say("ground.between", day=day(ground.since), until=day(ground.until)))
    if ground.stated_on is not None:
        told.append(say("ground.stated", day=day(ground.stated_on)))
    read = words.name("verified", ground.verified)
    told.append(say("ground.read_on", verified=read, day=day(ground.read_on)) if ground.read_on else read)
    if ground.contested_by:
        told.append(say("ground.strict", by=ground.contested_by))
    if ground.channel:
        told.append(say("ground.channel", channel=words.name("channel", ground.channel)))
    return told
