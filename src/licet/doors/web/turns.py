"""Pages in the order of asking: the threads of the server wait for acts together, and compute in turn.

Python computes in one thread at a time anyway. Left to themselves, eight of them take it from each other at every query, at
a cost of a half and more, and all finish late; in turn, each page is soon done and the last of sixteen waits for fifteen.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any, Final

Pages = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
PLACES: Final = {"sqlite": 1, "postgresql": 4}
"""Pages made at once: they wait for PostgreSQL more than half of their time, and for SQLite never."""
LOOKING: Final = frozenset({"GET", "HEAD"})
"""Methods that take turns. Posts do not: they wait for bodies and for the writer, and must do that side by side."""
PATIENCE: Final = 1.0
"""Seconds after which somebody goes in out of turn: one request that hangs must not close the house."""


class Turns:
    """Places that are handed on in the order of asking; an ordinary lock goes to whoever runs, and others starve."""

    def __init__(self, places: int) -> None:
        self._guard = threading.Lock()
        self._free = places
        self._waiting: deque[threading.Lock] = deque()

    def take(self, patience: float = PATIENCE) -> bool:
        """Wait for one's turn; tell whether it came in time. Only who was given it gives it back."""
        with self._guard:
            if self._free:
                self._free -= 1
                return True
            mine = threading.Lock()
            mine.acquire()
            self._waiting.append(mine)
        if mine.acquire(timeout=patience):
            return True
        with self._guard:
            if mine in self._waiting:
                self._waiting.remove(mine)
                return False
        return True  # handed on just as patience ended

    def give_back(self) -> None:
        """Hand it to whoever has waited longest."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1


def in_turn(pages: Pages, places: int) -> Pages:
    """Return a WSGI application that makes so many pages at once, in turn, each given whole: a list is sent in one go."""
    turns = Turns(places)

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in LOOKING or not turns.take():
            return _whole(pages(environ, start))
        try:
            return _whole(pages(environ, start))
        finally:
            turns.give_back()

    return answer


def _whole(said: Iterable[bytes]) -> Iterable[bytes]:
    if getattr(said, "streaming", True):
        return said
    try:
        return [b"".join(said)]
    finally:
        said.close()  # type: ignore[attr-defined]  # a response of Django
