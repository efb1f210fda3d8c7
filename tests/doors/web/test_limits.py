"""How often one may ask is counted in a moving window, in memory, and what is past is forgotten."""

from __future__ import annotations

import pytest

from licet.doors.web import limits
from licet.doors.web.limits import Counts, allows


class Clock:
    """Seconds that pass when told to."""

    now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(limits, "time", made)
    return made


def test_so_many_within_the_window_and_again_when_the_first_is_past(clock: Clock) -> None:
    counts, told = Counts(), list[bool]()
    for at in (0, 10, 20, 59.9, 60, 60.1, 70):
        clock.now = 1000 + at
        told.append(counts.hit(3, 60, "form", "ana"))
    assert told == [True, True, True, False, True, False, True]


def test_names_and_windows_are_counted_apart(clock: Clock) -> None:
    counts = Counts()
    assert counts.hit(1, 60, "form", "ana")
    assert counts.hit(1, 60, "form", "bob")
    assert counts.hit(1, 60, "link", "ana")
    assert counts.hit(1, 3600, "form", "ana")
    assert not counts.hit(1, 60, "form", "ana")
    counts.forget()
    assert counts.hit(1, 60, "form", "ana")


def test_what_is_past_is_forgotten_though_nobody_of_it_comes_again(clock: Clock) -> None:
    counts = Counts()
    for number in range(1000):
        counts.hit(2, 60, f"{number}")
    assert len(counts) == 1000
    clock.now += 61
    for number in range(600):
        counts.hit(2, 60, f"late {number}")
    assert len(counts) == 600


def test_who_is_refused_all_along_is_let_in_when_the_window_has_passed(clock: Clock) -> None:
    counts = Counts()
    assert counts.hit(1, 60, "ana")
    for _ in range(59):
        clock.now += 1
        assert not counts.hit(1, 60, "ana")
    clock.now += 1
    assert counts.hit(1, 60, "ana")


def test_a_rate_is_read_as_it_is_written(clock: Clock) -> None:
    limits.forget()
    assert [allows("a test", "2/minute", "ana") for _ in range(3)] == [True, True, False]
    clock.now += 60
    assert allows("a test", "2/minute", "ana")
