"""Browsers under load: many connections kept alive, all driven by one thread that does nothing else.

A client that costs as much as the server measures itself: threads of ``http.client`` wait for each other's turn of the
interpreter, 5 ms each, before they read what has long been there. Here an answer costs some 30 µs.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections import deque
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlsplit

PATIENCE: Final = 30.0
"""Seconds without any answer after which the server counts as dead."""
_READ: Final = 1 << 16
_LENGTH: Final = b"content-length: "


class _Browser:
    """One connection: what it still asks, and since when it waits."""

    def __init__(self, netloc: str, requests: Iterable[bytes]) -> None:
        host, _, port = netloc.rpartition(":")
        self.socket = socket.create_connection((host, int(port)))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._left = deque(requests)
        self._got = b""
        self._since = 0.0

    def ask(self) -> bool:
        """Send the next request; tell whether there was one."""
        if not self._left:
            return False
        request = self._left.popleft()
        self._since = time.perf_counter()
        self.socket.sendall(request)
        return True

    def heard(self) -> float | None:
        """Read what came; return how long the answer took once it is whole, in seconds."""
        more = self.socket.recv(_READ)
        if not more:
            raise AssertionError("the server closed the connection")
        self._got += more
        head, mark, body = self._got.partition(b"\r\n\r\n")
        if not mark or len(body) < _length(head):
            return None
        took = time.perf_counter() - self._since
        if head.split(b" ", 2)[1] != b"200":  # whatever else is no answer to measure
            raise AssertionError(head.split(b"\r\n", 1)[0])
        self._got = b""
        return took


def _length(head: bytes) -> int:
    told = head.lower()
    at = told.find(_LENGTH)
    if at < 0:
        raise AssertionError("an answer without its length")
    return int(told[at + len(_LENGTH) :].split(b"\r\n", 1)[0])


def took(address: str, asked: Sequence[Iterable[bytes]]) -> list[float]:
    """Let each connection ask its requests one after another; return how long each answer took, in seconds, sorted."""
    found: list[float] = []
    browsers = [_Browser(urlsplit(address).netloc, each) for each in asked]
    with selectors.DefaultSelector() as selector:
        for each in browsers:
            if each.ask():
                selector.register(each.socket, selectors.EVENT_READ, each)
        while selector.get_map():
            ready = selector.select(PATIENCE)
            if not ready:
                raise AssertionError("the server does not answer")
            for key, _ in ready:
                heard = key.data.heard()
                if heard is None:
                    continue
                found.append(heard)
                if not key.data.ask():
                    selector.unregister(key.data.socket)
    for each in browsers:
        each.socket.close()
    return sorted(found)


def get(address: str, path: str) -> bytes:
    """Return the request of a page."""
    return f"GET {path} HTTP/1.1\r\nHost: {urlsplit(address).netloc}\r\n\r\n".encode()


def post(address: str, path: str, body: bytes) -> bytes:
    """Return the request of a form that is sent."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {urlsplit(address).netloc}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def hundredth(sorted_figures: Sequence[float]) -> float:
    """Return what 99 of 100 sorted figures do not exceed."""
    return sorted_figures[min(len(sorted_figures) - 1, len(sorted_figures) * 99 // 100)]
