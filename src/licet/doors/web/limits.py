"""How often one address may ask: ``@limited("form", "20/minute")`` on a public page.

Who asks is known by an HMAC of the address only (of the /64 network in IPv6, which one person holds whole), in memory
only: nothing to erase, nothing to leak. A restart forgets the counts.
"""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from functools import cache, wraps
from typing import Concatenate, Final, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from licet.ledger import home

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
UNITS: Final = {"minute": 60, "hour": 3600}


class Counts:
    """When each name came, within a moving window; forgotten as soon as it is past.

    Who came longest ago stands first, and each count looks at two of them: nothing walks over all that is held.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._came: dict[int, OrderedDict[tuple[str, ...], deque[float]]] = {}

    def hit(self, most: int, seconds: int, *name: str) -> bool:
        """Count one more, unless there were so many within so many seconds; tell whether it counts."""
        with self._guard:
            now, came = time.monotonic(), self._came.setdefault(seconds, OrderedDict())
            self._drop(came, now - seconds)
            mine = came.setdefault(name, deque())
            while mine and mine[0] <= now - seconds:
                mine.popleft()
            if len(mine) >= most:
                return False
            mine.append(now)
            came.move_to_end(name)
            return True

    def forget(self) -> None:
        """Forget every count."""
        with self._guard:
            self._came.clear()

    def __len__(self) -> int:
        """Return how many names are held."""
        return sum(map(len, self._came.values()))

    @staticmethod
    def _drop(came: OrderedDict[tuple[str, ...], deque[float]], past: float) -> None:
        for _ in range(2):
            first = next(iter(came.values()), None)
            if first is None or (first and first[-1] > past):
                return
            came.popitem(last=False)


_counts = Counts()


def who(request: HttpRequest) -> str:
    """Return the keyed name of the address that asks; it tells nothing without the master key."""
    told = str(request.META.get("REMOTE_ADDR", ""))
    try:
        address = ipaddress.ip_address(told.partition("%")[0])
    except ValueError:
        network = told
    else:
        network = str(ipaddress.ip_network((address, 64 if address.version == 6 else 32), strict=False))  # noqa: PLR2004
    return home().keyed("limits", network.encode()).hex()


def allows(name: str, rate: str, *whose: str) -> bool:
    """Count one more, and tell whether it is within the rate (``20/minute``, ``1/hour``) for whoever is named."""
    most, seconds = _read(rate)
    return _counts.hit(most, seconds, name, *whose)


@cache
def _read(rate: str) -> tuple[int, int]:
    most, _, unit = rate.partition("/")
    return int(most), UNITS[unit]


def limited(name: str, rate: str, *, methods: tuple[str, ...] = ("POST",)) -> Callable[[View[P]], View[P]]:
    """Answer 429 to an address that asks more often than the rate, by the methods told (default: only when it writes)."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.method in methods and not allows(name, rate, who(request)):
                return too_many(request)
            return view(request, *args, **kwargs)

        return answer

    return decorate


def too_many(request: HttpRequest) -> HttpResponse:
    """Return the page that asks for patience."""
    answer = render(request, "error.html", {"code": 429}, status=429)
    answer["Retry-After"] = "60"
    return answer


def forget() -> None:
    """Forget every count: for tests, which ask faster than people do."""
    _counts.forget()
