"""The opening words of 28(3): object, duration, nature, purpose, data and people, in sentences and in annex rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from licet.reading.contracts.matching import meets
from licet.reading.contracts.passages import Document, Entry, Passage, announces, fold, sentences
from licet.reading.contracts.pointers import pointer
from licet.reading.contracts.words import Framed, words
from licet.reading.sightings import Sighting, absent, found, unclear

_MARK: Final = r"\[\s*\]|_{3,}|\.{4,}|…{2,}|\[\s*(?:…|\.{2,}|xx+|a (?:completer|preciser|definir|determiner)|to be |insert|complete|describe|specify|decrire|preciser|indiquer|completer|date|duree|duration|nombre|number)[^\]]*\]|<\s*(?:a completer|to be completed|insert)[^>]*>|\bxx+\b"
_BLANK_MARK: Final = re.compile(_MARK)
_BLANK: Final = re.compile(
    rf"[\W_]*|\[[^\]]*\][\W_]*|(?:{_MARK}|[\W_])+(?:mois|ans|annees|months|years)?[\W_]*"
    r"|\W*(?:a|to be|tbd|tbc) ?(?:completer|preciser|definir|determiner|completed|defined|specified|agreed|confirmed|filled in)?\W*(?:par .{0,30}|by .{0,30})?"
)
_NOT_APPLICABLE: Final = re.compile(
    r"\W*(?:n\.? ?/? ?a\.?|non applicable|not applicable|sans objet|neant|none|aucune?)\W*"
)
_DATA_NAMED: Final = re.compile(
    r"\b(?:names?|surnames?|noms?|prenoms?|e-?mails?|courriels?|address(?:es)?|adresses?|(?:tele)?phones?|telephones?|birth|naissance|identi\w+|contact"
    r"|coordonnees|ip|historique|history|purchases?|achats?|bank|rib|iban|professionn\w+|cookies?|connexion|log)\b"
)

_GENERAL: Final = re.compile(
    r"relations contractuelles|reglementation (?:en vigueur|applicable)|applicable (?:law|legislation)|compl(?:y|ies) with"
)

_ASIDE: Final = re.compile(
    r"taking into account|account of|compte tenu|tenant compte|measures|mesures|sous-traitants? ulterieur|sub-? ?processor"
)
"""Sentences that name the nature or the purposes without stating them, and point elsewhere for something else."""
_ROW_LABEL: Final = 60
_NEXT_LABEL: Final = 90
_FORM_LINE: Final = 250
"""Characters: a blank in a longer text does not empty it."""


class _Said(IntEnum):
    """How much an entry or sentence says of a point, from most to least."""

    CONTENT = 0
    NEAR = 1  # stands under a heading that names several points
    POINTED = 2
    MISSING = 3  # points to an annex that was not delivered
    NOT_APPLICABLE = 4
    BLANK = 5


_WHY: Final = {
    _Said.NEAR: "only the heading names it",
    _Said.POINTED: "refers to `{}`, in which it was not recognised",
    _Said.MISSING: "refers to `{}`, which was not delivered",
    _Said.NOT_APPLICABLE: "marked as not applicable",
}


@dataclass(frozen=True, slots=True)
class _Mention:
    said: _Said
    quote: str
    where: str
    target: str = ""


def frame(documents: Sequence[Document], passages: Sequence[Passage], searched: str) -> dict[str, Sighting]:
    """Look for the six points; ``searched`` names the documents read, for what is absent."""
    return {item: _weighed(item, told, documents, passages, searched) for item, told in words().frame.items()}


def _weighed(
    item: str, told: Framed, documents: Sequence[Document], passages: Sequence[Passage], searched: str
) -> Sighting:
    mentions = [*_entries(item, told, documents), *_sentences(told, documents, passages)]
    mentions += _sent_elsewhere(item, documents, passages)
    if not mentions:
        return absent(searched)
    best = min(mentions, key=lambda mention: mention.said)
    if best.said is _Said.CONTENT:
        return found(best.quote, best.where)
    if best.said is _Said.BLANK:
        return absent(best.where, quote=best.quote, note="left blank")
    return unclear(_WHY[best.said].format(best.target), quote=best.quote, where=best.where)


def _entries(item: str, told: Framed, documents: Sequence[Document]) -> Iterator[_Mention]:
    for document in documents:
        for entry in (*document.entries, *_rows(item, document)):
            if not any(pattern.search(entry.label) for pattern in told.labels):
                continue
            if any(pattern.search(entry.label) for pattern in told.not_labels):
                continue
            if _is_label_only(entry):
                yield _Mention(_Said.BLANK, entry.quote, entry.where)
            elif entry.tight:
                yield _mention(entry.value, entry.quote, entry.where, documents)
            else:
                yield from _under_heading(item, entry, documents)


def _under_heading(item: str, entry: Entry, documents: Sequence[Document]) -> Iterator[_Mention]:
    """Weigh what stands under a heading, without the sentences that speak of another point or of the law in general."""
    under = [one for block in entry.value.splitlines() for one in sentences(block)]
    own = [one for one in under if not _speaks_of_other(item, one) and not _GENERAL.search(fold(one))]
    value = " ".join(own)
    if not own and entry.value:
        return
    if item == "states.data" and not (_DATA_NAMED.search(fold(value)) or _BLANK.fullmatch(fold(value))):
        return
    named = sum(any(one.search(entry.label) for one in told.labels) for told in words().frame.values())
    if len(own) > 1 and (named > 1 or entry.label.startswith("description")):
        yield _Mention(_Said.NEAR, entry.quote, entry.where)
    else:
        yield _mention(value, entry.quote, entry.where, documents)


def _speaks_of_other(item: str, sentence: str) -> bool:
    whole = fold(sentence)
    alone = [Passage(sentence, whole, whole, "", 0, 0)]
    label = whole.partition(":")[0] if ":" in whole else ""
    if (
        item == "states.subject_matter"
        and 0 < len(label) < _ROW_LABEL
        and not words().frame[item].labels[0].search(label)
    ):
        return True
    return any(
        any(meets(wording, alone, 0) for wording in told.wordings)
        or words().rows[other].match(sentence)
        or (label and any(pattern.search(label) for pattern in told.labels))
        for other, told in words().frame.items()
        if other != item
    )


def _is_label_only(entry: Entry) -> bool:
    """Say whether what stands under a label is the label of the next point."""
    if entry.tight or len(entry.value) > _NEXT_LABEL:
        return False
    value = fold(entry.value).strip(" :.-?")
    labels = (pattern for told in words().frame.values() for pattern in told.labels)
    return any((match := pattern.search(value)) is not None and match.end() > len(value) * 0.6 for pattern in labels)


def _rows(item: str, document: Document) -> Iterator[Entry]:
    """Give the table rows of a PDF: label and value in one line without a colon."""
    for block in document.read.blocks:
        if block.page is not None and (match := words().rows[item].match(block.text)):
            label = block.text[: match.start(1)].strip()
            yield Entry(fold(label), match.group(1), block.text, f"{document.name}, page {block.page}", tight=True)


def _sentences(told: Framed, documents: Sequence[Document], passages: Sequence[Passage]) -> Iterator[_Mention]:
    for at, passage in enumerate(passages):
        if any(meets(wording, passages, at) for wording in told.wordings):
            if announces(passage.own) or words().denials.search(passage.own):
                continue
            if _BLANK_MARK.search(passage.own):
                yield _Mention(_Said.BLANK, passage.text, passage.where)
            else:
                yield _mention(passage.text, passage.text, passage.where, documents)


def _sent_elsewhere(item: str, documents: Sequence[Document], passages: Sequence[Passage]) -> Iterator[_Mention]:
    """Give the sentences that name a point only to say that a paper not delivered holds it."""
    named, any_point = words().topics[item], words().topics["any"]
    for passage in passages:
        own = passage.own
        if (named.search(own) or any_point.search(own)) and not _ASIDE.search(own):
            pointed = pointer(passage.text, documents)
            if pointed is not None and not pointed.delivered:
                yield _Mention(_Said.MISSING, passage.text, passage.where, pointed.target)


def _mention(value: str, quote: str, where: str, documents: Sequence[Document]) -> _Mention:
    folded = fold(value)
    if _BLANK.fullmatch(folded):
        return _Mention(_Said.BLANK, quote, where)
    if _NOT_APPLICABLE.fullmatch(folded):
        return _Mention(_Said.NOT_APPLICABLE, quote, where)
    if len(folded) < _FORM_LINE and _BLANK_MARK.search(folded):
        return _Mention(_Said.BLANK, quote, where)
    pointed = pointer(value, documents)
    if pointed is None:
        return _Mention(_Said.CONTENT, quote, where)
    return _Mention(_Said.POINTED if pointed.delivered else _Said.MISSING, quote, where, pointed.target)
