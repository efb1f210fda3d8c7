"""How a command prints: on whatever is there, a terminal, a pipe that closes early, nothing at all.

A reader who has had enough (``licet audit … | head``) changes nothing to what was found: the command goes on and its
exit code stands. What a terminal without Unicode cannot show becomes ``?`` in a text and an escape in JSON.
"""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def ready() -> None:
    """Make standard output and error such that printing cannot fail for want of them or of a letter, nor reading."""
    if isinstance(sys.stdin, io.TextIOWrapper):  # a byte that is no text is nobody's address
        sys.stdin.reconfigure(errors="replace")
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed by whoever started us (`>&-`)
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115  # stays open till the end
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def put(text: str) -> None:
    """Print a text and a line end; a reader who has gone is no fault."""
    try:
        print(text)
    except BrokenPipeError:
        hush()


def put_json(said: object) -> None:
    """Print data as JSON, or a text that is JSON already."""
    text = said.rstrip("\n") if isinstance(said, str) else json.dumps(said, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(json.loads(text), indent=2)
    put(text)


def flush() -> None:
    """Send what is still buffered."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        hush()


def hush() -> None:
    """Let the rest go nowhere: neither what is still printed nor what is buffered may fail at exit."""
    with suppress(OSError), open(os.devnull, "wb") as nowhere:  # noqa: PTH123  # what a test catches has no number
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def console() -> Console:
    """Return the console of standard output."""
    from rich.console import Console

    class _Patient(Console):
        def on_broken_pipe(self) -> None:
            self.quiet = True
            hush()

    return _Patient()
