"""What a log line may hold: our own sentences, and of everybody else's only where they come from.

Django logs paths, which may carry a signed link; a library may log what a person wrote. A line of theirs is therefore
reduced to its logger, its level and the place of the fault. The message of an exception may quote a person's data too.
"""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from typing import Final

OURS: Final = "licet"


class Discreet(logging.Formatter):
    """Format a record without what a person may have written."""

    def format(self, record: logging.LogRecord) -> str:
        """Return one line."""
        ours = record.name == OURS or record.name.startswith(f"{OURS}.")
        said = record.getMessage() if ours else f"{getattr(record, 'status_code', '')}".strip()
        parts = [self.formatTime(record), record.levelname.lower(), record.name, said, _fault(record)]
        return " ".join(part for part in parts if part)


def place_of(error: BaseException) -> str:
    """Return the name of an error and where it was raised, without its message."""
    walked = traceback.extract_tb(error.__traceback__)
    where = f" at {Path(walked[-1].filename).name}:{walked[-1].lineno}" if walked else ""
    return f"{type(error).__name__}{where}"


def _fault(record: logging.LogRecord) -> str:
    error = record.exc_info[1] if record.exc_info else None
    return "" if error is None else place_of(error)
