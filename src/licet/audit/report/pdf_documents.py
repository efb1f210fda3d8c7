"""What readers saw in the documents, in the PDF: a table a document, the fifteen points of a contract in one of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from licet.audit.model import Report, SeenInDocument
from licet.audit.report.documents import (
    COMPARED,
    MOST_DOCUMENTS,
    Document,
    answer,
    by_document,
    counts,
    quotations,
    standing,
)
from licet.audit.report.sheets import Block, Cell, Header, Heading, Line, Paragraph, Span, Table, cell
from licet.audit.report.words import Words

_QUOTED: Final = {"fr": ("« ", " »"), "en": ("“", "”")}
_EXAMPLE: Final = 'subject_line: {answer: …, confirmed_by: "…"}'


def of_documents(report: Report, words: Words) -> Iterator[Block]:
    """Yield what was read in the documents, nothing where none was."""
    found, say = by_document(report), words.say
    if not found:
        return
    counted = counts(report)
    yield Heading(say("section.documents"), opens_page=True)
    yield Paragraph((Span(say("documents.intro")),))
    yield Paragraph((Span(say("documents.counts", **counted), "strong"),))
    if counted["unclear"]:
        yield Paragraph((Span(say("documents.how")), Span(_EXAMPLE, "code")))
    for each in found[:MOST_DOCUMENTS]:
        yield from _document(each, words)
    if len(found) > MOST_DOCUMENTS:
        yield Paragraph((Span(say("more_in_json", n=len(found) - MOST_DOCUMENTS)),), "note")


def _document(document: Document, words: Words) -> Iterator[Block]:
    say = words.say
    yield Heading(f"{words.name('table', document.table)} · {document.row}", 2)
    if document.to_weigh:
        yield Paragraph((Span(say("documents.to_weigh", n=len(document.to_weigh))),), "aside")
    if document.points:
        yield _table(say("documents.points"), document.points, words)
    if document.others:
        caption = say("documents.around" if document.points else "documents.table")
        yield _table(caption, document.others, words)


def _table(caption: str, seen: Iterable[SeenInDocument], words: Words) -> Table:
    headers = (
        Header(words.say("column.question"), share=1.5),
        Header(words.say("column.seen"), share=0.8),
        Header(words.say("column.quoted"), share=2),
    )
    return Table(caption, headers, tuple(_row(each, words) for each in seen))


def _row(seen: SeenInDocument, words: Words) -> tuple[Cell, ...]:
    say = words.say
    question = cell(seen.question or say("documents.no_question"), (Span(seen.fact, "code"),))
    state: Line = (Span(words.name("standing", standing(seen)), "strong"),)
    value = "" if seen.value is None else say("documents.answer", value=answer(words, seen))
    return question, cell(state, (Span(value, "soft"),) if value else ()), cell(*_quoted(seen, words))


def _quoted(seen: SeenInDocument, words: Words) -> Iterator[str | Line]:
    (opens, closes), parts = _QUOTED[words.language], quotations(seen)
    for place, quote in parts:
        name = words.say(f"documents.{place}") if place in COMPARED else place
        yield (*((Span(name, "strong"),) if name else ()), Span(f"{opens}{quote}{closes}"))
    places_told = any(place and place not in COMPARED for place, _ in parts)
    told = " ".join(filter(None, ("" if places_told else seen.where, f"({seen.note})" if seen.note else "")))
    if told:
        yield (Span(told, "soft"),)
