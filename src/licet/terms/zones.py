"""The time zone of a person in France, from the country, the postcode and the telephone number of a file.

Hours are judged on the consumer's clocks (Code de la consommation D.223-9), and France has no single clock. What is
written about a person is evidence; each piece leaves some zones possible, and a zone is only given when all pieces
together leave exactly one. Silence, or two pieces that disagree, give none.

The tables are plain: prefix -> zones, the longest prefix wins; a prefix with no zone is known to have none of ours.
Postcodes: Universal Postal Union sheets FRA and PYF. Numbers: ARCEP plan (decision 2018-0881), in E.164.
"""

import re
from collections.abc import Mapping
from typing import Final

PARIS: Final = "Europe/Paris"
GUADELOUPE: Final = "America/Guadeloupe"
MARTINIQUE: Final = "America/Martinique"
GUYANE: Final = "America/Cayenne"
REUNION: Final = "Indian/Reunion"
MAYOTTE: Final = "Indian/Mayotte"
MIQUELON: Final = "America/Miquelon"
WALLIS: Final = "Pacific/Wallis"
TAHITI: Final = "Pacific/Tahiti"
MARQUESAS: Final = "Pacific/Marquesas"
GAMBIER: Final = "Pacific/Gambier"
NOUMEA: Final = "Pacific/Noumea"

Zones = tuple[str, ...]
_POLYNESIA: Final[Zones] = (TAHITI, MARQUESAS, GAMBIER)

COUNTRY_ZONES: Final[Mapping[str, Zones]] = {
    # `FR` is often written for overseas addresses too: it leaves every zone possible
    "FR": (PARIS, GUADELOUPE, MARTINIQUE, GUYANE, REUNION, MAYOTTE, MIQUELON, WALLIS, *_POLYNESIA, NOUMEA),
    "GP": (GUADELOUPE,),
    "BL": (GUADELOUPE,),
    "MF": (GUADELOUPE,),
    "MQ": (MARTINIQUE,),
    "GF": (GUYANE,),
    "RE": (REUNION,),
    "YT": (MAYOTTE,),
    "PM": (MIQUELON,),
    "WF": (WALLIS,),
    "PF": _POLYNESIA,
    "NC": (NOUMEA,),
}
"""ISO 3166-1 alpha-2 code -> zones; a country that is not here is not France."""

POSTCODE_ZONES: Final[Mapping[str, Zones]] = {
    **{f"{department:02}": (PARIS,) for department in range(1, 96)},  # 20 is Corsica, on the clocks of Paris
    "971": (GUADELOUPE,),
    "972": (MARTINIQUE,),
    "973": (GUYANE,),
    "974": (REUNION,),
    "975": (MIQUELON,),
    "976": (MAYOTTE,),
    "977": (GUADELOUPE,),  # Saint-Barthélemy and Saint-Martin share the numbers and the clocks of Guadeloupe
    "978": (GUADELOUPE,),
    "984": (),  # Terres australes et antarctiques: no inhabitants, several clocks
    "986": (WALLIS,),
    "987": _POLYNESIA,
    # the fourth digit is the archipelago: 0 to 3 Society Islands, 4 Marquesas, 5 Australs and Gambier, 6 to 8 Tuamotu
    **{f"987{digit}": (TAHITI,) for digit in (0, 1, 2, 3, 6, 7, 8)},
    "9874": (MARQUESAS,),
    "9875": (TAHITI, GAMBIER),
    **{f"9875{digit}": (TAHITI,) for digit in range(5)},
    "98755": (GAMBIER,),
    "988": (NOUMEA,),
}
"""First digits of a five-digit postcode -> zones; a postcode that none of them begins is not French."""

_OVERSEAS_NUMBERS: Final[Mapping[str, tuple[str, Zones]]] = {
    # national number without its 0 -> the country code it is reached by from abroad, and its zones
    "590": ("590", (GUADELOUPE,)),
    "690": ("590", (GUADELOUPE,)),
    "691": ("590", (GUADELOUPE,)),
    "594": ("594", (GUYANE,)),
    "694": ("594", (GUYANE,)),
    "596": ("596", (MARTINIQUE,)),
    "696": ("596", (MARTINIQUE,)),
    "697": ("596", (MARTINIQUE,)),
    "262": ("262", (REUNION,)),
    "263": ("262", (REUNION,)),
    "692": ("262", (REUNION,)),
    "693": ("262", (REUNION,)),
    "269": ("262", (MAYOTTE,)),
    "639": ("262", (MAYOTTE,)),
    "508": ("508", (MIQUELON,)),
    "708": ("508", (MIQUELON,)),
}

PHONE_ZONES: Final[Mapping[str, Zones]] = {
    **{f"+33{digit}": (PARIS,) for digit in range(1, 8)},
    # machines and, in part, overseas (070), services (08) and any access (09) belong to no one place: they say nothing
    **{f"+33{digits}": COUNTRY_ZONES["FR"] for digits in ("70", "8", "9")},
    # +33 before an overseas number is a common slip of software; the number itself is plain
    **{f"+33{national}": zones for national, (_, zones) in _OVERSEAS_NUMBERS.items()},
    **{f"+{code}{national}": zones for national, (code, zones) in _OVERSEAS_NUMBERS.items()},
    "+3363998": (PARIS,),  # numbers kept for fiction, amid those of Mayotte, in which our examples are written
    "+590": (GUADELOUPE,),
    "+594": (GUYANE,),
    "+596": (MARTINIQUE,),
    "+262": (REUNION, MAYOTTE),
    "+508": (MIQUELON,),
    "+681": (WALLIS,),
    "+687": (NOUMEA,),
    "+689": _POLYNESIA,
    "+": (),
}
"""First characters of a number in E.164 -> zones; a number that only `+` begins is foreign."""

# where a number without country code is short and bears no 0
_HOME_CODES: Final[Mapping[str, tuple[str, frozenset[int]]]] = {
    "PM": ("+508", frozenset({6})),
    "WF": ("+681", frozenset({6})),
    "NC": ("+687", frozenset({6})),
    "PF": ("+689", frozenset({6, 8})),
}
_LONGEST_PREFIX: Final = max(map(len, (*POSTCODE_ZONES, *PHONE_ZONES)))
_PUNCTUATION: Final = re.compile(r"[\s.\-/()]")
_FRENCH_NUMBER: Final = re.compile(r"0[1-9][0-9]{8}")
_E164: Final = re.compile(r"\+[1-9][0-9]{6,14}")
_POSTCODE: Final = re.compile(r"[0-9]{5}")


def zone_of(country: str | None, postcode: str | None, phone: str | None) -> str | None:
    """Name the time zone of a person (IANA), or None when it is unknown, foreign or said in two ways.

    ``country`` is an ISO 3166-1 alpha-2 code, ``FR`` or that of a French territory. Without it, only a number with a
    French country code shows that the postcode is French: five digits are a postcode in Germany and Spain too. A text
    that is no postcode or no number says nothing.
    """
    home = (country or "").strip().upper()
    by_country = COUNTRY_ZONES.get(home or "FR", ())
    by_phone = zones_of_phone(phone, home)
    if not home and by_phone is None:
        return None
    possible = set(by_country)
    for zones in (by_phone, zones_of_postcode(postcode)):
        if zones is not None:
            possible &= set(zones)
    return possible.pop() if len(possible) == 1 else None


def zones_of_postcode(postcode: str | None) -> Zones | None:
    """Give the zones that a French postcode leaves possible, none if it is not French, None if it is no postcode."""
    digits = _PUNCTUATION.sub("", postcode or "")
    return _by_longest_prefix(POSTCODE_ZONES, digits) if _POSTCODE.fullmatch(digits) else None


def zones_of_phone(phone: str | None, home: str) -> Zones | None:
    """Give the zones that a number leaves possible, none if it is foreign, None if it is no number.

    ``home`` is the country (alpha-2) in which a number without country code is read; empty if unknown.
    """
    number = _international(phone or "", home)
    return _by_longest_prefix(PHONE_ZONES, number) if number else None


def _international(phone: str, home: str) -> str | None:
    number = _PUNCTUATION.sub("", phone.replace("(0)", ""))
    if number.startswith("00"):
        number = f"+{number[2:]}"
    code, lengths = _HOME_CODES.get(home, ("", frozenset[int]()))
    if len(number) in lengths and number.isdecimal():
        number = f"{code}{number}"
    elif home in COUNTRY_ZONES and _FRENCH_NUMBER.fullmatch(number):
        number = f"+33{number[1:]}"
    return number if _E164.fullmatch(number) else None


def _by_longest_prefix(table: Mapping[str, Zones], text: str) -> Zones:
    for length in range(min(_LONGEST_PREFIX, len(text)), 0, -1):
        if text[:length] in table:
            return table[text[:length]]
    return ()
