"""Who waits for the lock of SQLite says so to other processes, and whoever wrote last lets them go first.

SQLite's lock goes to whoever asks at the right moment: an import that asks again two milliseconds after each act would keep a
click waiting for several of its acts, the longer the busier the machine is. Said by a shared ``flock`` on a file that is there
anyway, which ends with the process that took it.
"""

from __future__ import annotations

import fcntl
import os
import time
from pathlib import Path
from typing import Final

LONGEST: Final = 0.02
"""Seconds to let others go first: whoever waits looks every half millisecond, unless it was stopped meanwhile."""
LATELY: Final = 0.05
"""Seconds since one's last act within which one has had one's turn."""
_LOOK: Final = 0.0005


class Waiting:
    """Whether another process waits, told by the locks on a file."""

    def __init__(self, file: Path) -> None:
        self._file = os.open(file, os.O_RDONLY | os.O_CLOEXEC)
        self._wrote = -LATELY

    def close(self) -> None:
        """Say nothing any more."""
        os.close(self._file)

    def say(self) -> None:
        """Say that one waits."""
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def unsay(self) -> None:
        """Say that one does not."""
        fcntl.flock(self._file, fcntl.LOCK_UN)

    def wrote(self) -> None:
        """Note that one has had one's turn."""
        self._wrote = time.monotonic()

    def let_others_go_first(self) -> None:
        """Let go first whoever waits, where one has just had one's turn."""
        now = time.monotonic()
        until = now + LONGEST if now < self._wrote + LATELY else now
        while time.monotonic() < until and self._others():
            time.sleep(_LOOK)

    def _others(self) -> bool:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        fcntl.flock(self._file, fcntl.LOCK_UN)
        return False
