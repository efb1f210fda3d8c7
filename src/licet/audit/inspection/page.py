"""The rehearsal as one HTML file: no network, no script; boxes are ticked on the screen or on paper."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from licet.audit.inspection.wording import say
from licet.audit.report.page import POLICY, stylesheet
from licet.audit.report.sheets import Block, Heading, Sheet
from licet.audit.report.words import Language, plain, spaced

QUESTIONS: Final = 2
"""The part that the first key skips to."""


def render_page(sheet: Sheet) -> str:
    """Return the page of a rehearsal: one self-contained HTML text to be written as UTF-8."""
    return (
        _environment(sheet.language)
        .get_template("page.html.jinja")
        .render(
            sheet=sheet,
            parts=_parts(sheet),
            say=say,
            tick=say("column.done", sheet.language),
            skip_to=QUESTIONS,
            policy=POLICY,
            css=Markup(stylesheet() + _text("page.css")),  # noqa: S704  # our own files
        )
    )


def _parts(sheet: Sheet) -> list[tuple[str, list[Block]]]:
    parts: list[tuple[str, list[Block]]] = []
    for block in sheet.blocks:
        if isinstance(block, Heading):
            parts.append((block.text, []))
        else:
            parts[-1][1].append(block)
    return parts


@cache
def _environment(language: Language) -> Environment:
    return Environment(
        loader=FunctionLoader(_text),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: spaced(plain(value), language) if type(value) is str else value,
    )


@cache
def _text(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")
