"""The public holidays of France: the eleven *fêtes légales* of Code du travail L.3133-1.

The days come from the library ``holidays``, from 1990 to 2100. From 2005 to 2007 the library leaves out Whit Monday,
made the *journée de solidarité* by loi 2004-626 and given back by loi 2008-351; no rule of Licet counts days that far
back. The two further days of Alsace-Moselle (C. trav. L.3134-13) are given on request only; those of overseas
(abolition of slavery, C. trav. L.3422-2) are not here.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Final, Literal

from holidays import country_holidays
from holidays.constants import HOLIDAY_NAME_DELIMITER

from licet.terms.days import day_of
from licet.terms.errors import UsageError

Local = Literal["alsace-moselle"]
"""Where more days are public holidays than L.3133-1 says."""

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100  # the library computes no further, and nobody knows the list of 2101
LEGAL_HOLIDAYS: Final = (
    "Jour de l'an",
    "Lundi de Pâques",
    "Fête du Travail",
    "Fête de la Victoire",
    "Ascension",
    "Lundi de Pentecôte",
    "Fête nationale",
    "Assomption",
    "Toussaint",
    "Armistice",
    "Noël",
)
"""The eleven of L.3133-1, as the library names them."""

LOCAL_HOLIDAYS: Final[Mapping[Local, tuple[str, ...]]] = {"alsace-moselle": ("Vendredi saint", "Saint-Étienne")}

_SUBDIVISIONS: Final[Mapping[Local, str]] = {"alsace-moselle": "6AE"}
_FIRST_DAY: Final = day_of(date(FIRST_YEAR, 1, 1))
_LAST_DAY: Final = day_of(date(LAST_YEAR, 12, 31))


def is_public_holiday(day: int, *, local: Local | None = None) -> bool:
    """Tell whether a day is a legal public holiday (C. trav. L.3133-1), with ``local`` also one of that place.

    Raise UsageError outside 1990 to 2100: an unknown calendar is not a working day.
    """
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise UsageError(f"public holidays are known from `{FIRST_YEAR}` to `{LAST_YEAR}` only")
    return day in public_holidays(local)


@cache
def public_holidays(local: Local | None = None) -> Mapping[int, tuple[str, ...]]:
    """Give every public holiday from 1990 to 2100 in order: day number -> its French names.

    About 1 200 rows, built once in 10 ms: the table to join when many calls are judged at once. A day may bear two
    names (1 May 2008 was Ascension too). Raise UsageError if nobody knows ``local``.
    """
    if local is not None and local not in _SUBDIVISIONS:
        raise UsageError(f"no local public holidays are known for `{local}`")
    subdivision = _SUBDIVISIONS[local] if local else None
    calendar = country_holidays("FR", subdiv=subdivision, years=range(FIRST_YEAR, LAST_YEAR + 1), language="fr")
    names = {day_of(when): tuple(name.split(HOLIDAY_NAME_DELIMITER)) for when, name in sorted(calendar.items())}
    return MappingProxyType(names)
