"""Pages under load, behind a real ``licet serve``: ``python -m tests.bench.pages``.

A hundredth of the answers may take longer than the figure. The clients share the machine's cores with the server.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).parents[2])  # a script's own folder stands there

from licet.doors.running import close_house, open_house
from tests.bench import clients
from tests.bench.clients import hundredth
from tests.bench.table import Measured, show
from tests.ground.serving import serving

CONNECTIONS: Final = 16
ASKED: Final = 60
"""How often each connection asks."""
PAGE_BAR: Final = 50.0
ONE_CLICK: Final = b"List-Unsubscribe=One-Click"


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


def addresses(count: int, kind: str, start: int = 0) -> list[str]:
    """Make persons in the open house, each with a consent; return the addresses of their links (``p`` page, ``u`` stop).

    They are numbered from ``start``.
    """
    from licet.consent.record import Evidence, Key, say
    from licet.consent.status import Said
    from licet.doors.web.person.links import link_for
    from licet.ledger import Transaction, act
    from licet.subjects import add_controller, contact_point, person_for

    add_controller("acme", "Acme SAS", email="dpo@acme.example")
    points = [contact_point("email", f"quick{number}@mail.example") for number in range(start, start + count)]

    @act
    def known(tx: Transaction) -> None:
        for point in points:
            key, evidence = Key("commercial", "email", "acme"), Evidence("form", "ticked_box", core={"form": "devis"})
            say(tx, person_for(tx, point), Said.GIVEN, [key], evidence)

    known()
    return [f"/{kind}/acme/{link_for(point, 'acme')}" for point in points]


def asked(address: str, links: Sequence[str], times: int) -> list[float]:
    """Open each link on a connection of its own so many times; return how long each answer took, in seconds, sorted."""
    return clients.took(address, [[clients.get(address, link)] * times for link in links])


def stopped(address: str, links: Sequence[str], connections: int) -> list[float]:
    """Post each one-click link once, over a few connections; return how long each answer took, in seconds, sorted."""
    posts = [clients.post(address, link, ONE_CLICK) for link in links]
    return clients.took(address, [posts[start::connections] for start in range(connections)])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        show("Pages", list(measured(Path(made))))
