"""The clauses of 28(3), (a) to (h), the rights and duties of the controller, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from licet.reading.contracts.matching import NEAR, Hit, content_words, hits, likest
from licet.reading.contracts.passages import Document, Passage
from licet.reading.contracts.pointers import pointer
from licet.reading.contracts.words import words
from licet.reading.sightings import Seen, Sighting, absent, clipped, found, unclear

_OF_ITSELF: Final = re.compile(r"article 32|art\. 32|appropri|adapte")
"""Words by which a security clause binds even without the annex that details it."""

Hits = Mapping[str, Sequence[Hit]]
"""Part of a clause → the sentences that say it."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A point made of parts. Without any of its ``core`` it is absent; with a part missing it is unclear."""

    core: tuple[str, ...]
    also: tuple[str, ...] = ()


CLAUSES: Final[Mapping[str, Clause]] = {
    "states.controller": Clause(("controller",)),
    "states.instructions": Clause(("instructions",), ("transfers",)),
    "states.confidentiality": Clause(("confidentiality",)),
    "states.security": Clause(("security",)),
    "states.sub_processors": Clause(("authorisation",), ("same_duties",)),
    "states.help_with_rights": Clause(("help_with_rights",)),
    "states.help_with_duties": Clause(("help_with_duties", "breach")),
    "states.return_or_deletion": Clause(("return_or_deletion",), ("choice_or_copies",)),
    "states.audit": Clause(("audits", "information"), ("unlawful_instruction",)),
}

_SAY: Final = {
    "controller": "rights and duties of the controller",
    "instructions": "documented instructions only",
    "transfers": "third-country transfers, or the warning where law compels otherwise",
    "confidentiality": "staff bound to confidentiality",
    "security": "security measures",
    "authorisation": "prior written authorisation of a further processor",
    "same_duties": "the same duties for a further processor",
    "help_with_rights": "help with the rights of people",
    "help_with_duties": "help with impact assessments and prior consultation",
    "breach": "help with or notice of personal data breaches",
    "return_or_deletion": "deletion or return at the end",
    "choice_or_copies": "the choice between the two, or the destruction of copies",
    "audits": "audits and inspections",
    "information": "information that shows compliance",
    "unlawful_instruction": "warning of an unlawful instruction",
}


def all_hits(passages: Sequence[Passage]) -> dict[str, list[Hit]]:
    """Return the sentences that say each part of each clause."""
    return {part: list(hits(wordings, passages)) for part, wordings in words().parts.items()}


def recognised(seen: Hits) -> int:
    """Count the clauses of which a core part is said: what a processing agreement is recognised by."""
    return sum(any(_said(seen, part) for part in clause.core) for clause in CLAUSES.values())


def clauses(
    seen: Hits, passages: Sequence[Passage], documents: Sequence[Document], searched: str
) -> dict[str, Sighting]:
    """Weigh every clause of ``CLAUSES``."""
    sorted_words: list[str] = []
    sightings = {}
    for item, clause in CLAUSES.items():
        excluded = _excluded(seen) if item == "states.sub_processors" else None
        sighting = excluded or _weighed(clause, seen, documents, searched)
        if sighting.state is Seen.ABSENT:
            sorted_words = sorted_words or [content_words(passage.text) for passage in passages]
            sighting = _paraphrased(item, clause, passages, sorted_words) or sighting
        sightings[item] = sighting
    return sightings


def around(seen: Hits, searched: str) -> dict[str, Sighting]:
    """Look for what no single fact asks: notice of a breach, warning of an unlawful instruction."""
    return {
        "breach_told": _plain(seen, "breach", searched),
        "unlawful_instruction": _plain(seen, "unlawful_instruction", searched),
    }


def sub_processors(seen: Hits, searched: str) -> dict[str, Sighting]:
    """Look for what articles 28(2) and (4) add about further processors."""
    return {
        "sub_processors.authorised": _authorised(seen, searched),
        "sub_processors.changes_told": _plain(seen, "changes_told", searched),
        "sub_processors.could_object": _plain(seen, "could_object", searched),
        "sub_processors.same_duties": _same_duties(seen),
    }


def _weighed(clause: Clause, seen: Hits, documents: Sequence[Document], searched: str) -> Sighting:
    parts = (*clause.core, *clause.also)
    denied = next((hit for part in parts for hit in seen[part] if hit.denied), None)
    if denied:
        return unclear("the same sentence may take it back", quote=denied.passage.text, where=denied.passage.where)
    said = [part for part in parts if _said(seen, part)]
    missing = [part for part in parts if part not in said]
    if not any(part in clause.core for part in said):
        weak = next((hit for part in clause.core for hit in seen[part]), None)
        if weak:
            return unclear("only in general words", quote=weak.passage.text, where=weak.passage.where)
        return absent(searched, **_instead(seen, said))
    first = _said(seen, said[0])[0].passage
    if missing:
        lacks = "; ".join(_SAY[part] for part in missing)
        return unclear(f"one part only; not recognised: {lacks}", quote=first.text, where=first.where)
    said_at = [_said(seen, part)[0].passage for part in parts]
    return _whole(said_at, documents, elsewhere=clause.core == ("security",))


def _whole(passages: Sequence[Passage], documents: Sequence[Document], *, elsewhere: bool) -> Sighting:
    """Return a clause said whole. ``elsewhere``: where it points to another document, that one says what matters."""
    distinct = list(dict.fromkeys(passages))
    quote = " […] ".join(clipped(passage.text)[: 290 // len(distinct)] for passage in distinct)
    where = " ; ".join(dict.fromkeys(passage.where for passage in distinct))
    pointed = pointer(distinct[0].text, documents)
    if pointed is None:
        return found(quote, where)
    if pointed.delivered:
        return found(quote, where, note=f"by reference: `{pointed.target}`")
    note = f"refers to `{pointed.target}`, which was not delivered"
    if elsewhere and not _OF_ITSELF.search(distinct[0].folded):
        return unclear(note, quote=quote, where=where)
    return found(quote, where, note=note)


def _instead(seen: Hits, said: Sequence[str]) -> dict[str, str]:
    if not said:
        return {}
    return {"quote": _said(seen, said[0])[0].passage.text, "note": f"only this is said: {_SAY[said[0]]}"}


def _paraphrased(
    item: str, clause: Clause, passages: Sequence[Passage], sorted_words: Sequence[str]
) -> Sighting | None:
    likeness = likest(item, passages, sorted_words)
    if likeness is None:
        return None
    score, passage = likeness
    if score >= NEAR and not (len(clause.core) > 1 or clause.also or words().denials.search(passage.folded)):
        return found(passage.text, passage.where, note=f"recognised by its likeness ({score:.0f} %)")
    return unclear(f"a sentence that resembles the clause ({score:.0f} %)", quote=passage.text, where=passage.where)


def _said(seen: Hits, part: str) -> list[Hit]:
    return [hit for hit in seen[part] if not hit.weak and not hit.denied]


def _plain(seen: Hits, part: str, searched: str) -> Sighting:
    if any(hit.denied for hit in seen[part]):
        hit = next(hit for hit in seen[part] if hit.denied)
        return unclear("the same sentence may take it back", quote=hit.passage.text, where=hit.passage.where)
    said = _said(seen, part)
    return found(said[0].passage.text, said[0].passage.where) if said else absent(searched)


def _excluded(seen: Hits) -> Sighting | None:
    """Return the sentence that leaves no room for a further processor: then 28(2) and (4) have nothing to ask."""
    banned = _said(seen, "sub_banned")
    if not banned or _said(seen, "sub_general") or _said(seen, "sub_specific"):
        return None
    return found(banned[0].passage.text, banned[0].passage.where, note="further processors are excluded")


def _authorised(seen: Hits, searched: str) -> Sighting:
    general, specific, banned = (_said(seen, part) for part in ("sub_general", "sub_specific", "sub_banned"))
    if general and specific:
        here = general[0].passage
        return unclear("a general and a specific authorisation are both spoken of", quote=here.text, where=here.where)
    for kind, said in (("general", general), ("specific", specific)):
        if said:
            return found(said[0].passage.text, said[0].passage.where, value=kind)
    if banned:
        here = banned[0].passage
        return absent(here.where, value="none", quote=here.text, note="further processors are excluded")
    if seen["authorisation"]:
        here = seen["authorisation"][0].passage
        return unclear("whether the authorisation is general or specific", quote=here.text, where=here.where)
    return absent(searched, value="none")


def _same_duties(seen: Hits) -> Sighting:
    """Never found: what this contract promises, the contract with the further processor has to show."""
    note = "only the contract with the further processor shows it"
    said = _said(seen, "same_duties")
    if not said:
        return unclear(note)
    return unclear(f"promised; {note}", quote=said[0].passage.text, where=said[0].passage.where)
