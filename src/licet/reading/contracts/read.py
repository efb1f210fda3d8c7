"""Read the documents of one relation together and say, point by point, what they state."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from licet.reading.contracts.clauses import CLAUSES, Hits, all_hits, around, clauses, recognised, sub_processors
from licet.reading.contracts.frame import frame
from licet.reading.contracts.opening import opened
from licet.reading.contracts.papers import READ_FOR_CLAUSES, Paper, paper
from licet.reading.contracts.passages import Document, Passage
from licet.reading.contracts.pointers import Standard, standard, terms_elsewhere
from licet.reading.contracts.words import words
from licet.reading.sightings import Seen, Sighting, Sightings, found, unclear
from licet.terms.errors import DocumentError

MAX_DOCUMENTS: Final = 40
IN_WRITING: Final = "contract.in_writing"
POINTS: Final = (*words().frame, *CLAUSES)
"""The fifteen points of article 28(3)."""
SUB_PROCESSORS: Final = tuple(
    f"sub_processors.{name}" for name in ("authorised", "changes_told", "could_object", "same_duties")
)
ITEMS: Final = (IN_WRITING, *POINTS, *SUB_PROCESSORS)
AROUND: Final = ("breach_told", "unlawful_instruction")

OCR_FIRST: Final = "no text: have it recognised (OCR) first"


@dataclass(frozen=True, slots=True)
class Delivered:
    """One document as it came: its file name, kind, and pages where its format has pages."""

    name: str
    kind: Paper
    pages: int | None
    textless: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ContractReading:
    """What the documents of a relation say, read together.

    ``kind`` is the most telling kind among the documents; ``sightings`` answers ``ITEMS``, ``around`` what no single
    fact asks (``AROUND``); ``standard`` says whether the clauses of decision (EU) 2021/915 are there or are taken in.
    """

    kind: Paper
    sightings: Sightings
    around: Sightings
    documents: tuple[Delivered, ...]
    standard: Standard


def read_contract(paths: Sequence[Path]) -> ContractReading:
    """Read several documents (PDF, DOCX, HTML, text, Markdown) as one relation with one processor.

    ``paths`` are the contract, its annexes and amendments, in any order. A point is found with its words and place,
    absent when everything delivered was read whole and nothing says it, unclear when a person has to look. The points
    of a paper of another kind (joint controllers, non-disclosure, licence…) are all unclear: article 28 asks nothing
    of it. Raises ``DocumentError`` when a file is missing, encrypted, damaged, too large, or of another format.
    Source: GDPR article 28(2) to (4) and (9).
    """
    if not paths:
        raise DocumentError("no document was given: name the contract and its annexes")
    if len(paths) > MAX_DOCUMENTS:
        raise DocumentError(f"more than `{MAX_DOCUMENTS}` documents for one relation: give the contract in force alone")
    documents = [opened(path, number) for number, path in enumerate(paths)]
    hits = [all_hits(document.passages) for document in documents]
    kinds = [paper(document, recognised(seen)) for document, seen in zip(documents, hits, strict=True)]
    kind = min(kinds, key=list(Paper).index)
    delivered = tuple(
        Delivered(document.name, one, document.read.pages, document.read.textless)
        for document, one in zip(documents, kinds, strict=True)
    )
    chosen = [at for at, one in enumerate(kinds) if one in READ_FOR_CLAUSES]
    if kind not in {Paper.PROCESSING, Paper.COMMERCIAL}:
        note = OCR_FIRST if kind is Paper.SCAN else f"this paper is of another kind: {kind}"
        return ContractReading(kind, _all_unclear(ITEMS, note), _all_unclear(AROUND, note), delivered, Standard.NOT)
    seen = {part: [hit for at in chosen for hit in hits[at][part]] for part in words().parts}
    return _read_as_one(kind, [documents[at] for at in chosen], seen, delivered)


def _read_as_one(
    kind: Paper, documents: list[Document], seen: Hits, delivered: tuple[Delivered, ...]
) -> ContractReading:
    passages = [passage for document in documents for passage in document.passages]
    searched = _searched(documents)
    sightings = frame(documents, passages, searched) | clauses(seen, passages, documents, searched)
    sightings |= sub_processors(seen, searched)
    sightings[IN_WRITING] = _in_writing(kind, passages)
    others = around(seen, searched)
    state, words_of_it = standard(documents)
    if state is not Standard.NOT and words_of_it is not None:
        sightings |= _by_standard(sightings, state, words_of_it)
        if state is Standard.INCORPORATED:
            sightings |= _optional(sightings, words_of_it)
            others |= {item: _by_reference(words_of_it) for item in AROUND if others[item].state is Seen.ABSENT}
    doubt = _doubt(kind, documents, delivered)
    if doubt:
        sightings, others = _doubted(sightings, doubt), _doubted(others, doubt)
    return ContractReading(kind, {item: sightings[item] for item in ITEMS}, others, delivered, state)


def _searched(documents: Sequence[Document]) -> str:
    return ", ".join(
        f"{document.name} ({document.read.pages} pages)" if document.read.pages else document.name
        for document in documents
    )


def _in_writing(kind: Paper, passages: Sequence[Passage]) -> Sighting:
    if kind is Paper.PROCESSING and passages:
        return found(passages[0].text, passages[0].where, note="whether it was concluded is for a person to see")
    return unclear(f"a paper of kind {kind}: whether it is the contract is for a person to say")


def _by_standard(sightings: Mapping[str, Sighting], state: Standard, said: Passage) -> dict[str, Sighting]:
    """Answer by the standard clauses what their own text does not have to repeat here."""
    if state is Standard.THEMSELVES:
        described = [sightings[item] for item in ("states.nature", "states.purpose")]
        whole = next((one for one in described if one.state is Seen.FOUND), None)
        if whole is None or sightings["states.subject_matter"].state is Seen.FOUND:
            return {}
        note = "the standard clauses have no row of that name; their annex II describes the processing"
        return {"states.subject_matter": found(whole.quote, whole.where, note=note)}
    answers = {}
    for item in POINTS:
        if sightings[item].state is Seen.FOUND:
            continue
        if item in words().frame:
            note = "refers to the standard clauses 2021/915, whose annex II was not delivered filled in"
        elif state is Standard.CHANGED:
            note = "refers to the standard clauses 2021/915 with changes"
        elif sightings[item].state is Seen.ABSENT or "one part only" in sightings[item].note:
            answers[item] = _by_reference(said)
            continue
        else:
            continue
        answers[item] = unclear(note, quote=said.text, where=said.where)
    return answers


def _by_reference(said: Passage) -> Sighting:
    return found(said.text, said.where, note="by reference: standard clauses 2021/915")


def _optional(sightings: Mapping[str, Sighting], said: Passage) -> dict[str, Sighting]:
    """Leave open what clause 7.7 of the standard clauses leaves to be chosen."""
    note = "clause 7.7 of the standard clauses 2021/915 leaves the choice of the authorisation"
    absent = (item for item in SUB_PROCESSORS if sightings[item].state is Seen.ABSENT)
    return {item: unclear(note, quote=said.text, where=said.where) for item in absent}


def _doubt(kind: Paper, documents: Sequence[Document], delivered: Sequence[Delivered]) -> Callable[[], Sighting] | None:
    """Return why nothing may be called absent, when not everything could be read or the terms stand elsewhere."""
    for one in delivered:
        if one.kind is Paper.SCAN:
            return lambda: unclear(f"`{one.name}` has {OCR_FIRST}")
        if one.textless:
            pages = ", ".join(map(str, one.textless[:9]))
            return lambda: unclear(f"`{one.name}`, page {pages}: {OCR_FIRST}")
        if one.kind is Paper.FOREIGN:
            return lambda: unclear(f"`{one.name}` is in a language not read, or not words")
    elsewhere = terms_elsewhere(documents) if kind is Paper.COMMERCIAL else None
    if elsewhere is None:
        return None
    note = "refers to terms that were not delivered"
    return lambda: unclear(note, quote=elsewhere.text, where=elsewhere.where)


def _doubted(sightings: Mapping[str, Sighting], doubt: Callable[[], Sighting]) -> dict[str, Sighting]:
    return {item: doubt() if one.state is Seen.ABSENT else one for item, one in sightings.items()}


def _all_unclear(items: Sequence[str], note: str) -> dict[str, Sighting]:
    return {item: unclear(note) for item in items}
