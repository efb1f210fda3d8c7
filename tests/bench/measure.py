"""Measure: medians of works done in turn, and the peak memory of a program with its children."""

from __future__ import annotations

import statistics
import subprocess
import time
import timeit
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import psutil

ROUNDS: Final = 5
_BETWEEN_LOOKS: Final = 0.05

Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Turns:
    """Seconds that each work took, round by round."""

    taken: Mapping[str, Sequence[float]]

    def __getitem__(self, name: str) -> float:
        """Return the median seconds of a work."""
        return statistics.median(self.taken[name])

    def ratio(self, name: str, reference: str) -> float:
        """Return the median, over the rounds, of how many times the reference a work took."""
        pairs = zip(self.taken[name], self.taken[reference], strict=True)
        return statistics.median(one / other for one, other in pairs)


def in_turn(works: Mapping[str, Work], rounds: int = ROUNDS, clock: Callable[[], float] = time.perf_counter) -> Turns:
    """Time works. Each round does all of them, so that a busy minute falls on all alike.

    ``clock`` may be `time.thread_time` for works of one thread that last milliseconds: neighbours then do not count.
    """
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            start = clock()
            work()
            taken[name].append(clock() - start)
    return Turns(taken)


def median_of(figures: Iterable[float]) -> float:
    """Return the middle one."""
    return statistics.median(figures)


def microseconds(work: Work, calls: int, rounds: int = ROUNDS) -> float:
    """Return the median processor time of one call, in microseconds: neighbours on the same cores do not count."""
    clock = timeit.Timer(work, timer=time.thread_time)
    clock.timeit(1)  # the first call compiles
    return statistics.median(clock.repeat(rounds, calls)) / calls * 1e6


@dataclass(frozen=True, slots=True)
class Ran:
    """A program that ended: its exit code, how long it took, its peak memory (bytes) and what it wrote."""

    code: int
    seconds: float
    peak: int
    output: str


def ran(command: Sequence[str]) -> Ran:
    """Run a program to its end; memory is the resident set of it and its children, looked at every 50 ms."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        peak, watched = 0, psutil.Process(program.pid)
        while program.poll() is None:
            peak = max(peak, _resident(watched))
            time.sleep(_BETWEEN_LOOKS)
        seconds = time.perf_counter() - start
        output = program.stdout.read() if program.stdout else ""
    return Ran(program.returncode, seconds, peak, output)


def _resident(program: psutil.Process) -> int:
    total = 0
    try:
        for each in (program, *program.children(recursive=True)):
            total += each.memory_info().rss
    except psutil.NoSuchProcess:  # it ended between two looks
        return total
    return total
