"""What readers saw in the documents, as page, PDF and terminal show it: by document, what is still to be weighed first."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from licet.audit.dossier.contents import OWN_PART
from licet.audit.model import Report, SeenInDocument
from licet.audit.report.words import Words
from licet.reading.contracts.read import POINTS

Standing = Literal["unclear", "weighed", "absent", "found"]
STANDINGS: Final[tuple[Standing, ...]] = ("unclear", "weighed", "absent", "found")
"""In the order in which they are shown; `weighed`: a person answered what a reader had seen."""

MOST_DOCUMENTS: Final = 40
"""Documents shown, those with something to weigh first; ``report.json`` has them all."""

BESIDE: Final = " ‖ "
"""What parts two quotations that are to be compared, and their places (reading.mails.items)."""
_LOOKS: Final = "refusal_as_prominent"
COMPARED: Final = ("refuse", "accept")
_FROM: Final = " — "
"""What parts the looks of the means to refuse from those of the means to accept (reading.pages.refusing)."""


@dataclass(frozen=True, slots=True)
class Document:
    """What was seen in the documents of one row: ``points`` are those of GDPR 28(3), ``others`` all else."""

    table: str
    row: str
    points: tuple[SeenInDocument, ...]
    others: tuple[SeenInDocument, ...]

    @property
    def to_weigh(self) -> tuple[SeenInDocument, ...]:
        """What waits for a person."""
        return tuple(each for each in (*self.points, *self.others) if standing(each) == "unclear")


def standing(seen: SeenInDocument) -> Standing:
    """Return how a thing seen stands now: a person who looked has the last word."""
    return "weighed" if seen.confirmed else seen.state


def by_document(report: Report) -> list[Document]:
    """Group what was seen by the row whose documents were read; rows with something to weigh come first."""
    groups: dict[tuple[str, str], list[SeenInDocument]] = defaultdict(list)
    for each in report.documents:
        groups[_origin(each)].append(each)
    found = []
    for (table, row), seen in groups.items():
        points = tuple(each for each in seen if table == "contracts" and each.fact in POINTS)
        others = tuple(each for each in seen if each not in points)
        found.append(Document(table, row, _in_order(points), _in_order(others)))
    return sorted(found, key=lambda each: not each.to_weigh)


def counts(report: Report) -> dict[Standing, int]:
    """Return how many things were seen, by how they stand."""
    counted = Counter(map(standing, report.documents))
    return {each: counted[each] for each in STANDINGS}


def quotations(seen: SeenInDocument) -> list[tuple[str, str]]:
    """Return the quotations of a thing seen, each with its place; two that are to be compared stand apart.

    The looks of two controls have no places of their own: these are then ``refuse`` and ``accept``.
    """
    quotes, places = seen.quote.split(BESIDE), seen.where.split(BESIDE)
    if len(quotes) == len(places) > 1:
        return list(zip(places, quotes, strict=True))
    looks = seen.quote.split(_FROM)
    if seen.fact == _LOOKS and len(looks) == len(COMPARED) and all("contrast" in each for each in looks):
        return list(zip(COMPARED, looks, strict=True))
    return [("", seen.quote)] if seen.quote else []


def answer(words: Words, seen: SeenInDocument) -> str:
    """Return what a thing seen answers, in words where it is yes, no or a number; empty while nobody settled it."""
    value = seen.value
    if isinstance(value, bool):
        return words.say("documents.yes" if value else "documents.no")
    return words.number(value) if isinstance(value, int) else value or ""


def _origin(seen: SeenInDocument) -> tuple[str, str]:
    """Return the table and row whose document it is: a notice or a tracker may stand inside a page or a mail."""
    for table, ending in OWN_PART.items():
        if seen.table in {"notices", "trackers"} and seen.row.endswith(ending):
            return table, seen.row.removesuffix(ending)
    return seen.table, seen.row


def _in_order(seen: Iterable[SeenInDocument]) -> tuple[SeenInDocument, ...]:
    return tuple(sorted(seen, key=lambda each: STANDINGS.index(standing(each))))
