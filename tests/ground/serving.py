"""`licet serve` as a process of its own, and the time until it answers."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

RUN = "from licet.doors.cli import main; main()"


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@contextmanager
def serving(data: Path, url: str = "", *more: str) -> Iterator[tuple[subprocess.Popen[str], str, str | None]]:
    """Run the server on a folder; give the process, its address and the first link."""
    port = free_port()
    words = [
        sys.executable,
        "-c",
        "from licet.doors.cli import main; main()",
        "serve",
        "--data",
        str(data),
        "--port",
        str(port),
        "--json",
        *more,
    ]
    env = {**os.environ, **({"DATABASE_URL": url} if url else {})}
    log = data.with_name("log").open("a")
    process = subprocess.Popen(words, env=env, stdout=subprocess.PIPE, stderr=log, text=True, start_new_session=True)
    try:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        wait_for(f"{told['url']}/health")
        yield process, told["url"], told["first_link"]
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        log.close()
        if process.stdout is not None:
            process.stdout.close()


def wait_for(address: str) -> None:
    for _ in range(200):
        with suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310  # our own address
            assert answer.read() == b"ok\n"
            return
        time.sleep(0.1)
    raise AssertionError("the server does not answer")
