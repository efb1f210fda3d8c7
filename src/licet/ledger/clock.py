"""What time it is: seconds since 1970-01-01 UTC. Tests set it, nothing else can."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

_said: list[int] = []


def now() -> int:
    """Return the present second."""
    return _said[-1] if _said else int(time.time())


@contextmanager
def at(instant: int) -> Iterator[None]:
    """Stop the clock of this process, in all its threads, at an instant: for tests, which cannot wait three years."""
    _said.append(instant)
    try:
        yield
    finally:
        _said.pop()
