"""Pages are made one at a time, in the order of asking; whoever posts, or has waited long, does not wait for them."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from licet.doors.web import turns
from licet.doors.web.turns import Turns, in_turn


def waiting(held: Turns, count: int) -> None:
    """Wait until so many wait for their turn."""
    until = time.monotonic() + 5
    while len(held._waiting) < count and time.monotonic() < until:
        time.sleep(0.001)
    assert len(held._waiting) == count


def test_turns_come_in_the_order_of_asking_even_to_whoever_asks_again_at_once() -> None:
    held, came = Turns(1), list[int]()

    def come(number: int) -> None:
        assert held.take(5)
        came.append(number)
        held.give_back()

    assert held.take()
    threads = [threading.Thread(target=come, args=(number,)) for number in range(6)]
    for number, thread in enumerate(threads):
        thread.start()
        waiting(held, number + 1)
    held.give_back()
    assert held.take(5)
    came.append(6)
    held.give_back()
    for thread in threads:
        thread.join()
    assert came == [0, 1, 2, 3, 4, 5, 6]
    assert held.take(0)


def test_who_has_waited_long_goes_in_out_of_turn_and_gives_nothing_back() -> None:
    held = Turns(1)
    assert held.take()
    assert not held.take(0.01)
    held.give_back()
    assert held.take(0.01)


def test_there_are_as_many_places_as_were_made() -> None:
    held = Turns(2)
    assert [held.take(0.01) for _ in range(3)] == [True, True, False]
    held.give_back()
    held.give_back()
    assert [held.take(0.01) for _ in range(3)] == [True, True, False]


def asked(pages: turns.Pages, method: str = "GET") -> list[bytes]:
    return list(pages({"REQUEST_METHOD": method}, lambda *_: None))


def test_two_looks_never_overlap_and_a_post_waits_for_none(monkeypatch: pytest.MonkeyPatch) -> None:
    entered, leave, inside = threading.Semaphore(0), threading.Event(), list[str]()

    def slow(environ: dict[str, Any], _start: Callable[..., Any]) -> Iterable[bytes]:
        inside.append(environ["REQUEST_METHOD"])
        entered.release()
        assert leave.wait(5)
        return HttpResponse(b"said")

    pages = in_turn(slow, 1)
    threads = [threading.Thread(target=asked, args=(pages, method)) for method in ("GET", "POST", "HEAD")]
    threads[0].start()
    assert entered.acquire(timeout=5)
    for thread in threads[1:]:
        thread.start()
    assert entered.acquire(timeout=5)
    time.sleep(0.05)
    assert inside == ["GET", "POST"]
    leave.set()
    for thread in threads:
        thread.join()
    assert inside == ["GET", "POST", "HEAD"]


def test_a_page_that_fails_gives_its_turn_back() -> None:
    answers: Iterator[ValueError | HttpResponse] = iter([ValueError(), HttpResponse(b"said")])

    def failing(_environ: dict[str, Any], _start: Callable[..., Any]) -> Iterable[bytes]:
        found = next(answers)
        if isinstance(found, ValueError):
            raise found
        return found

    pages = in_turn(failing, 1)
    with pytest.raises(ValueError, match=r"^$"):
        asked(pages)
    start = time.monotonic()
    assert asked(pages) == [b"said"]
    assert time.monotonic() - start < turns.PATIENCE


def test_an_answer_is_given_whole_and_closed_and_a_stream_as_it_comes() -> None:
    whole, stream = HttpResponse([b"one", b"two"]), StreamingHttpResponse(iter([b"one", b"two"]))
    answers = iter([whole, stream])
    pages = in_turn(lambda *_: next(answers), 1)
    assert pages({"REQUEST_METHOD": "POST"}, lambda *_: None) == [b"onetwo"]
    assert whole.closed
    assert pages({"REQUEST_METHOD": "GET"}, lambda *_: None) is stream
    assert not stream.closed
