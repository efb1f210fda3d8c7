"""Word what was read in documents: the files, and item by item what a reader saw, in the language of the report."""

from __future__ import annotations

from collections.abc import Iterator

from licet.audit import reader_words
from licet.audit.dossier.answers import UNASKED, Answer
from licet.audit.dossier.contents import DocumentsRead, Dossier, Seen
from licet.audit.model import FileRead, SeenInDocument
from licet.law.book import tables


def seen_in(dossier: Dossier, lang: str) -> Iterator[SeenInDocument]:
    """Yield what readers saw in the documents of a dossier, each with what a person said of it since."""
    answers = {(table, row.id): row.answers for table, rows in dossier.tables.items() for row in rows}
    for each in dossier.seen:
        yield _seen(each, answers.get((each.table, each.row), {}).get(each.item, UNASKED), lang)


def _seen(seen: Seen, answer: Answer, lang: str) -> SeenInDocument:
    sighting, fact = seen.sighting, tables()[seen.table].facts.get(seen.item)
    meaning = "" if fact is None else fact.fr if lang == "fr" else fact.means
    return SeenInDocument.model_validate(
        {
            "table": seen.table,
            "row": seen.row,
            "fact": seen.item,
            "question": meaning,
            "state": str(sighting.state),
            # who looked is named in the dossier alone: the report holds nothing of a person
            "confirmed": bool(answer.confirmed_by),
            "value": answer.value if answer.confirmed_by else sighting.value,
            "quote": reader_words.quotation(sighting.quote, lang, seen.table, seen.item),
            "where": reader_words.place(sighting.where, lang, seen.table),
            "note": reader_words.note(sighting.note, lang),
        }
    )


def told(seen: SeenInDocument, lang: str) -> str:
    """Return what was seen in one line of a language: its place, the words, the note."""
    (opens, closes), colon = ("«\u00a0", "\u00a0»") if lang == "fr" else "“”", "\u00a0: " if lang == "fr" else ": "
    quote = f"{opens}{seen.quote}{closes}" if seen.quote else ""
    said = colon.join(filter(None, (seen.where, quote)))
    return " ".join(filter(None, (said, f"({seen.note})" if seen.note else "")))


def file_of(read: DocumentsRead) -> FileRead:
    """Return the documents of a row among the files that were read."""
    return FileRead(
        path=read.path,
        kind=read.kind,
        rows=read.count,
        kept_aside=dict(read.kept_aside),
        encoding="",
        separator="",
        unreadable_dates={},
        columns={},
        unknown_columns=(),
    )
