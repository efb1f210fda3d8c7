"""What a reader saw in a document, item by item: found, absent or unclear, with the words and the place.

An item is named after the fact it answers (``states.duration``, ``stop_means_given``), so that a dossier can take it
as evidence; the readers themselves know no law. ``absent`` is structural: the attribute, header or element is not
there, or the document was read whole and nothing in it matches. What a person has to weigh is ``unclear``, with the
words to weigh. A reader never says that anything is in order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

QUOTE_LENGTH: Final = 300
"""Characters of a quotation: enough to find the sentence again."""


class Seen(StrEnum):
    """How sure a reader is of what it looked for."""

    FOUND = "found"
    ABSENT = "absent"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One item looked for. ``value`` answers the fact of that name, and is ``None`` while unclear.

    ``quote`` are the document's own words, ``where`` says at which page, header, element or line they stand, ``note``
    why an item is unclear or by what it was recognised.
    """

    state: Seen
    value: bool | int | str | None = None
    quote: str = ""
    where: str = ""
    note: str = ""


Sightings = Mapping[str, Sighting]
"""Item → what was seen of it."""


def found(quote: str, where: str, *, value: bool | int | str = True, note: str = "") -> Sighting:
    """Return that an item stands there, with its words and place."""
    return Sighting(Seen.FOUND, value, clipped(quote), where, note)


def absent(where: str, *, value: bool | int | str = False, quote: str = "", note: str = "") -> Sighting:
    """Return that an item is not there; ``where`` says what was searched, ``quote`` what stands in its place."""
    return Sighting(Seen.ABSENT, value, clipped(quote), where, note)


def unclear(note: str, *, quote: str = "", where: str = "") -> Sighting:
    """Return that a person has to look, and why."""
    return Sighting(Seen.UNCLEAR, None, clipped(quote), where, note)


def clipped(quote: str) -> str:
    """Return a quotation on one line, cut to ``QUOTE_LENGTH``."""
    line = " ".join(quote.split())
    return line if len(line) <= QUOTE_LENGTH else f"{line[: QUOTE_LENGTH - 1]}…"
