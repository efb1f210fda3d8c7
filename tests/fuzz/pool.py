"""A child process that reads cases under limits: what kills or stops it is told, and a new child takes its place."""

from __future__ import annotations

import contextlib
import multiprocessing as mp
import os
import re
import resource
import signal
import sys
import traceback
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from licet.terms.errors import LicetError
from tests.fuzz.readers import READERS

MEMORY: Final = 1_536 << 20
"""Resident bytes at which a case is a finding: a reader that wants more does not bound what it reads."""
ADDRESSES: Final = 4 << 30
"""Bytes of addresses, where the system stops the child: the allocators of Polars reserve twice what they use."""
CASES_A_CHILD: Final = 400
PATIENCE: Final = 6
"""Wall seconds granted for each second of processor time: other programs may run beside."""
_ADDRESS: Final = re.compile(r"[\w.+-]+@[\w-]+\.\w+")
_NAMES: Final = re.compile(r"`[^`]*`")

READ, REFUSED, ESCAPED, MEMORY_OUT, SLOW, DIED, TELLS = (
    "read", "refused", "escaped", "memory", "slow", "died", "tells",
)  # fmt: skip
"""How a case ended; all but the first two are findings. ``tells``: an error that quotes an address or runs on lines."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one case ended: processor seconds, peak resident bytes, and of an error its kind, message and trace."""

    state: str
    seconds: float = 0.0
    peak: int = 0
    kind: str = ""
    message: str = ""
    trace: str = ""
    place: str = ""

    @property
    def is_finding(self) -> bool:
        """Whether somebody has to look at it."""
        return self.state not in {READ, REFUSED}


class Child:
    """A child that lasts for some hundred cases."""

    def __init__(self) -> None:
        self._left = 0
        self._process: mp.process.BaseProcess | None = None
        self._pipe: Connection | None = None

    def run(self, name: str, folder: Path, limit: float, *, fresh: bool = False) -> Outcome:
        """Let a reader read the case in a folder; ``limit`` in seconds of processor time, ``fresh`` for a new child."""
        if self._left <= 0 or fresh:
            self._start()
        assert self._pipe is not None
        self._left -= 1
        try:
            self._pipe.send((name, str(folder), limit))
            if not self._pipe.poll(limit * PATIENCE):
                self.stop()
                return Outcome(SLOW, limit * PATIENCE, kind="TimeoutError", message="killed: it did not end")
            outcome: Outcome = self._pipe.recv()
        except (EOFError, OSError):
            code = self._ended()
            return Outcome(DIED, kind=f"exit {code}", message="the process of the reader ended")
        if outcome.state == MEMORY_OUT:
            self.stop()
        return outcome

    def _start(self) -> None:
        self.stop()
        ways = mp.get_context("spawn")
        self._pipe, theirs = ways.Pipe()
        self._process = ways.Process(target=serve, args=(theirs,))
        self._process.start()
        theirs.close()
        self._left = CASES_A_CHILD
        self._pipe.recv()  # it has loaded what it needs: that is no time of a case

    def _ended(self) -> int | None:
        assert self._process is not None
        self._process.join(10)
        code = self._process.exitcode
        self.stop()
        return code

    def stop(self) -> None:
        """End the child with whatever it started."""
        if self._process is not None and self._process.pid is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.join(10)
        if self._pipe is not None:
            self._pipe.close()
        self._process, self._pipe, self._left = None, None, 0


# ---------------------------------------------------------------------------------------------- in the child


def serve(pipe: Connection) -> None:
    """Read case after case; limits bound what the child and its own children may take."""
    os.setsid()
    with contextlib.suppress(ValueError, OSError):  # macOS bounds no addresses
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    pipe.send("ready")
    while True:
        try:
            name, folder, limit = pipe.recv()
        except EOFError:
            return
        pipe.send(_tried(name, Path(folder), limit))


def _tried(name: str, folder: Path, limit: float) -> Outcome:
    _forget_peak()
    start, before = _spent(), _peak_of_children()
    state = READ
    error: BaseException | None = None
    try:
        READERS[name].read(folder)
    except MemoryError as raised:
        state, error = MEMORY_OUT, raised
    except LicetError as raised:
        state, error = (REFUSED if isinstance(raised, READERS[name].raises) else ESCAPED), raised
    except BaseException as raised:  # noqa: BLE001  # a panic of a parser in Rust is no Exception
        state, error = ESCAPED, raised
    seconds, after = _spent() - start, _peak_of_children()
    peak = max(_peak(), after if after > before else 0)
    message = "" if error is None else str(error)[:2000]
    if state == REFUSED and ("\n" in message or _ADDRESS.search(message.replace(str(folder), ""))):
        state = TELLS
    if state in {READ, REFUSED} and (seconds > limit or peak > MEMORY):
        return Outcome(SLOW if seconds > limit else MEMORY_OUT, seconds, peak, message=message)
    if error is None or state == REFUSED:
        return Outcome(state, seconds, peak, message=message)
    trace = "".join(traceback.format_exception(error, limit=-25))[-6000:]
    return Outcome(state, seconds, peak, type(error).__name__, message, trace, _place(error))


def _place(error: BaseException) -> str:
    """Return the deepest lines of the product and of all in which it happened: findings at one place are one."""
    frames = traceback.extract_tb(error.__traceback__, limit=-200)
    ours = [each for each in frames if "/licet/" in each.filename]
    return " < ".join(f"{Path(each.filename).name}:{each.lineno}" for each in (*frames[-1:], *ours[-1:]))


def _spent() -> float:
    """Return processor seconds, those of children that ended included: workbooks are read in one."""
    taken = os.times()
    return taken.user + taken.system + taken.children_user + taken.children_system


def _peak_of_children() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss << (0 if sys.platform == "darwin" else 10)


def _forget_peak() -> None:
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # Linux: the peak begins anew


def _peak() -> int:
    with contextlib.suppress(OSError, ValueError, IndexError):
        text = Path("/proc/self/status").read_text(encoding="ascii")
        return int(text.split("VmHWM:")[1].split()[0]) << 10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << (0 if sys.platform == "darwin" else 10)
