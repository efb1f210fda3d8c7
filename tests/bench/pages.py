"""Pages under load, behind a real ``licet serve``: ``python -m tests.bench.pages``.

A hundredth of the answers may take longer than the figure. The clients share the machine's cores with the server.
"""

from __future__ import annotations

import http.client
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[2])  # a script's own folder stands there

from licet.doors.running import close_house, open_house
from tests.bench.table import Measured, show
from tests.ground.serving import serving

CONNECTIONS: Final = 16
ASKED: Final = 60
"""How often each connection asks."""
PAGE_BAR: Final = 50.0
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}


def measured(folder: Path) -> Iterator[Measured]:
    """Measure the page of a person who holds consents, as her link opens it."""
    house = folder / "house"
    open_house(house)
    try:
        links = addresses(CONNECTIONS, "p")
    finally:
        close_house()
    with serving(house) as (_, address, _):
        asked(address, links, 5)  # each thread opens its connection to the database
        took = asked(address, links, ASKED)
    yield Measured(
        f"the preference page, {CONNECTIONS} connections: 99 of 100",
        hundredth(took) * 1e3,
        "ms",
        bar=PAGE_BAR,
        note=f"median {took[len(took) // 2] * 1e3:.0f} ms",
    )


def addresses(count: int, kind: str) -> list[str]:
    """Make persons in the open house, each with a consent; return the addresses of their links (``p`` page, ``u`` stop)."""
    from licet.consent.record import Evidence, Key, say
    from licet.consent.status import Said
    from licet.doors.web.person.links import link_for
    from licet.ledger import Transaction, act
    from licet.subjects import add_controller, contact_point, person_for

    add_controller("acme", "Acme SAS", email="dpo@acme.example")
    points = [contact_point("email", f"quick{number}@mail.example") for number in range(count)]

    @act
    def known(tx: Transaction) -> None:
        for point in points:
            key, evidence = Key("commercial", "email", "acme"), Evidence("form", "ticked_box", core={"form": "devis"})
            say(tx, person_for(tx, point), Said.GIVEN, [key], evidence)

    known()
    return [f"/{kind}/acme/{link_for(point, 'acme')}" for point in points]


def asked(address: str, links: Sequence[str], times: int) -> list[float]:
    """Open each link on a connection of its own so many times; return how long each answer took, in seconds, sorted."""

    def one(link: str, connection: http.client.HTTPConnection) -> None:
        for _ in range(times):
            _ask(took, connection, "GET", link)

    took: list[float] = []
    _at_once(address, [partial(one, link) for link in links])
    return sorted(took)


def stopped(address: str, links: Sequence[str], connections: int) -> list[float]:
    """Post each one-click link once, over a few connections; return how long each answer took, in seconds, sorted."""

    def some(start: int, connection: http.client.HTTPConnection) -> None:
        for link in links[start::connections]:
            _ask(took, connection, "POST", link, b"List-Unsubscribe=One-Click")

    took: list[float] = []
    _at_once(address, [partial(some, start) for start in range(connections)])
    return sorted(took)


def hundredth(took: Sequence[float]) -> float:
    """Return what 99 of 100 sorted figures do not exceed."""
    return took[min(len(took) - 1, len(took) * 99 // 100)]


def _ask(took: list[float], connection: http.client.HTTPConnection, method: str, path: str, body: bytes = b"") -> None:
    start = time.perf_counter()
    connection.request(method, path, body or None, FORM if body else {})
    answer = connection.getresponse()
    answer.read()
    took.append(time.perf_counter() - start)
    if answer.status != 200:  # whatever else is no answer to measure
        raise AssertionError(answer.status)


def _at_once(address: str, works: Sequence[Callable[[http.client.HTTPConnection], None]]) -> None:
    faults: list[BaseException] = []

    def run(work: Callable[[http.client.HTTPConnection], None]) -> None:
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
        try:
            work(connection)
        except BaseException as fault:  # noqa: BLE001  # told below, where somebody hears it
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        show("Pages", list(measured(Path(made))))
