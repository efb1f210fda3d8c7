"""When the clocks of a zone change, as short tables that every engine can look up.

Engines carry time zone data of their own, of another year than ours, and some stop at 2099. So they are given the
changes of ``tzdata`` as numbers: the instant of a wall-clock second is that second less the offset of the last change
before it. In the hour that autumn repeats, and in the one that spring leaves out, two changes may be meant: the pair of
instants brackets the change, as in `licet.terms.instants`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_WEEK: Final = 7 * 86_400
CYCLE: Final = 146_097 * 86_400
"""The calendar repeats itself after 400 years, days of the week included, and with it the rules on clock changes."""
CYCLES_FROM: Final = 4_102_444_800
"""From 2100 on, clocks follow rules alone: a second there has the offset of the second one or more cycles earlier."""
_FIRST: Final = -2_303_942_400  # 1896-12-28: before every date that is read
_LAST: Final = CYCLES_FROM + CYCLE + _WEEK


@dataclass(frozen=True)
class Changes:
    """The changes of a zone between 1900 and 2500.

    ``instants``: when they took place. ``first`` and ``second``: wall-clock seconds (as if UTC) from which an offset holds, when what the clocks show twice
    is read as its first and as its second showing. ``offsets``: one more than changes; the one at place *n* holds after *n*.
    """

    instants: tuple[int, ...]
    first: tuple[int, ...]
    second: tuple[int, ...]
    offsets: tuple[int, ...]


@cache
def changes(zone: str) -> Changes:
    """Return the clock changes of a zone (an IANA name)."""
    clock = ZoneInfo(zone)
    offsets, instants = [_offset(_FIRST, clock)], []
    for start in range(_FIRST, _LAST, _WEEK):
        after = _offset(start + _WEEK, clock)
        if after != offsets[-1]:
            instants.append(_moment(start, start + _WEEK, clock))
            offsets.append(after)
    before_after = list(zip(instants, offsets[:-1], offsets[1:], strict=True))
    return Changes(
        instants=tuple(instants),
        first=tuple(at + max(before, after) for at, before, after in before_after),
        second=tuple(at + min(before, after) for at, before, after in before_after),
        offsets=tuple(offsets),
    )


def _moment(start: int, end: int, clock: ZoneInfo) -> int:
    """Return the first second of the new offset, of which there is one in a week."""
    old = _offset(start, clock)
    while end - start > 1:
        middle = (start + end) // 2
        start, end = (middle, end) if _offset(middle, clock) == old else (start, middle)
    return end


def _offset(instant: int, clock: ZoneInfo) -> int:
    local = (_EPOCH + timedelta(seconds=instant)).astimezone(clock)
    return int((local.utcoffset() or timedelta()).total_seconds())
