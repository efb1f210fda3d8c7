"""How a fact is written as whole numbers: one encoding for every engine.

A fact is never null. What did not happen is ``NEVER``; what nobody knows is *unknown*. Both are values
below every real one, so that comparisons need no three-valued logic (engines.md: with nulls, two of nine
consent/objection pairs differ between SQL and Python, and one of them lets a message out).

====================  =======================================  ==========================================
kind                  column(s)                                values
====================  =======================================  ==========================================
ternary               one int8                                 0 no, 1 yes, 2 unknown
choice                one int8                                 0 unknown, 1… the choices in order
count                 one int32                                -1 unknown, 0…
day (``…_on``)        one int32, days since 1970-01-01         ``UNKNOWN_ON``, ``NEVER_ON``, or the day
instant (``…_at``)    two int64, epoch seconds UTC:            ``UNKNOWN_AT`` to ``-UNKNOWN_AT``, or
                      earliest and latest possible             ``NEVER_AT`` twice, or the bounds
====================  =======================================  ==========================================

An instant is a pair because a source that gives only a day leaves the order within that day unknown:
its bounds are the first and the last second of that day in the person's zone.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

NO: Final = 0
YES: Final = 1
UNKNOWN: Final = 2

UNKNOWN_CHOICE: Final = 0
UNKNOWN_COUNT: Final = -1

NEVER_ON: Final = -1_000_000
UNKNOWN_ON: Final = -2_000_000

NEVER_AT: Final = -(10**12)
UNKNOWN_AT: Final = -(10**13)

LATEST_SUFFIX: Final = ".latest"
"""The second column of an instant is named after the first with this behind it."""

_EPOCH: Final = dt.date(1970, 1, 1).toordinal()


class Kind(StrEnum):
    """What sort of answer a fact has."""

    TERNARY = "ternary"
    CHOICE = "choice"
    COUNT = "count"
    DAY = "day"
    INSTANT = "instant"


class Never:
    """The value of something that did not happen; say ``NEVER``."""

    def __repr__(self) -> str:
        return "NEVER"


class Unknown:
    """The value of something nobody knows; say ``UNKNOWN_FACT``."""

    def __repr__(self) -> str:
        return "UNKNOWN_FACT"


NEVER: Final = Never()
UNKNOWN_FACT: Final = Unknown()

Value = bool | int | str | dt.date | dt.datetime | tuple[int, int] | Never | Unknown | None
"""What a caller may give for a fact; ``None`` means unknown."""


def encode_ternary(value: Value) -> int:
    """Return 0, 1 or 2 for no, yes or unknown."""
    if value is True:
        return YES
    if value is False:
        return NO
    if value is None or isinstance(value, Unknown):
        return UNKNOWN
    msg = f"`{type(value).__name__}` is neither yes, no nor unknown"
    raise TypeError(msg)


def encode_choice(value: Value, choices: tuple[str, ...]) -> int:
    """Return the 1-based place of a choice, 0 when unknown."""
    if value is None or isinstance(value, Unknown):
        return UNKNOWN_CHOICE
    if isinstance(value, str) and value in choices:
        return choices.index(value) + 1
    msg = f"this is none of {', '.join(f'`{each}`' for each in choices)}"
    raise TypeError(msg)


def encode_count(value: Value) -> int:
    """Return a count, -1 when unknown."""
    if value is None or isinstance(value, Unknown):
        return UNKNOWN_COUNT
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    msg = f"`{type(value).__name__}` is no count"
    raise TypeError(msg)


def encode_day(value: Value) -> int:
    """Return days since 1970-01-01, or a sentinel; a whole number is taken as such a day already."""
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.toordinal() - _EPOCH
    if value is None or isinstance(value, Unknown):
        return UNKNOWN_ON
    if isinstance(value, Never):
        return NEVER_ON
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    msg = f"`{type(value).__name__}` is no day"
    raise TypeError(msg)


def encode_instant(value: Value) -> tuple[int, int]:
    """Return the earliest and latest epoch second; a datetime must carry its zone, a pair is taken as is."""
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        second = int(value.timestamp())
        return second, second
    if value is None or isinstance(value, Unknown):
        return UNKNOWN_AT, -UNKNOWN_AT
    if isinstance(value, Never):
        return NEVER_AT, NEVER_AT
    if isinstance(value, int) and not isinstance(value, bool):
        return value, value
    if isinstance(value, tuple):
        return value
    msg = f"`{type(value).__name__}` is no instant: give a datetime with its zone, epoch seconds, or their two bounds"
    raise TypeError(msg)
