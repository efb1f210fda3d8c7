"""Quote what somebody wrote in a dossier, so that an error helps and holds nothing of a person.

Keys, ids and words of a dossier are short and plain. Whatever else stands there may be an address, a number or a name
that was pasted by mistake: it is pointed at, never repeated.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

_PLAIN: Final = re.compile(r"[\w.\-:]{1,60}")
_FILE: Final = re.compile(r"[\w.\-: /()+,']{1,200}")
_OF_A_PERSON: Final = re.compile(r"@|(?:\d[\s.\-/()]*){9}")
"""An e-mail address, or the nine digits that the shortest French telephone number has."""


def shown(written: object, otherwise: str = "what is written there") -> str:
    """Return a key, id or word in backticks, or ``otherwise`` where it is none or may be of a person."""
    return _quoted(written, _PLAIN, otherwise)


def shown_file(written: object) -> str:
    """Return the name of a file in backticks, blanks allowed; else words that point at it."""
    return _quoted(written, _FILE, "a file")


def _quoted(written: object, fits: re.Pattern[str], otherwise: str) -> str:
    if not isinstance(written, str | int | float | dt.date):
        return otherwise
    text = str(written)
    return f"`{text}`" if fits.fullmatch(text) and not _OF_A_PERSON.search(text) else otherwise


def listed(words: Iterable[object]) -> str:
    """Return words in backticks, separated by commas."""
    return ", ".join(shown(word) for word in words)
