"""Bring what was committed from the WAL into the database files, apart from whoever waits for a commit.

SQLite would do it inside the commit that crosses a thousand pages, and somebody would wait for all of them. Here a thread
of each process does it (``PASSIVE``: it waits for nobody and nobody for it). Under writers that never rest the WAL is never
read to its end and would grow: too large, it begins anew, which holds the lock for the few pages that are left. Whoever closes
a file last settles it, so that short commands leave nothing behind.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

PACE: Final = 0.25
"""Seconds between two looks."""
LARGEST: Final = 16_384
"""Pages of a WAL, 64 MB, above which it begins anew."""
_BUSY: Final = 0.1
"""Seconds to look for a moment without writers and readers; the next look tries again."""
_POLL: Final = 0.0005
PATIENCE: Final = 5.0
"""Seconds for which a WAL that must be empty is tried again."""
_AGAIN: Final = 0.05
_log = logging.getLogger("licet.ledger")


class Settling:
    """Settles SQLite files in a thread of its own."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._files = files
        self._seen: dict[Path, int] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="licet-settling", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the file in hand, then end."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(PACE):
            for file in self._files:
                try:
                    self._look(file)
                except (OSError, sqlite3.Error) as error:  # the next look tries again
                    _log.warning("a WAL was not settled: %s", type(error).__name__)

    def _look(self, file: Path) -> None:
        try:
            changed = file.with_name(f"{file.name}-wal").stat().st_mtime_ns
        except FileNotFoundError:
            return
        if changed != self._seen.get(file):
            settle(file)
            self._seen[file] = changed


def settle(file: Path, largest: int = LARGEST) -> None:
    """Settle a file without making anybody wait; begin its WAL anew when it holds more pages than the largest."""
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=rw", uri=True, timeout=0, isolation_level=None)) as base:
        base.execute("PRAGMA schema_version").fetchone()  # opens the WAL, which checkpointing alone does not everywhere
        if _checkpoint(base, "PASSIVE")[1] > largest:
            _begin_anew(base)


def _begin_anew(base: sqlite3.Connection) -> None:
    _checkpoint(base, "PASSIVE")  # what was written meanwhile, so that little is left to do under the lock
    until = time.monotonic() + _BUSY
    # SQLite's own waiting would sleep for the lock, and wait for readers while it holds it
    while _checkpoint(base, "RESTART")[0] and time.monotonic() < until:
        time.sleep(_POLL)


def _checkpoint(base: sqlite3.Connection, how: str) -> tuple[int, int]:
    """Return whether it was held up, and the pages of the WAL."""
    try:
        found: tuple[int, int, int] = base.execute(f"PRAGMA wal_checkpoint({how})").fetchone()
    except sqlite3.OperationalError:  # locked
        return 1, 0
    return found[:2]


def emptied(empty: Callable[[], bool]) -> bool:
    """Empty a WAL, again while another thread or process settles the same file; tell whether it is empty.

    ``empty`` tells whether the file was busy: SQLite says so at once where somebody else settles it.
    """
    until = time.monotonic() + PATIENCE
    while busy := empty():
        if time.monotonic() > until:
            break
        time.sleep(_AGAIN)
    return not busy
