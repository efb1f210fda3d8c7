"""A house filled by its own acts: forms with their confirming mails, a list bought, objections, withdrawals, requests."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from licet.subjects import contact_point, find
from tests.collection.filled import ADA, ALL, deliver, link_in, open_form, send
from tests.collection.filled import HERE as BROWSER
from tests.collection.lists import NAME, brought_in, good, registered, written
from tests.ground.house import House
from tests.ground.relay import relay

CONTROLLER: Final = "jardins-du-val"
PARTNER: Final = "serres-alpha"
NINA: Final = "nina@lectrice.example"
OLAF: Final = "olaf@lecteur.example"
ALIX: Final = "alix@lectrice.example"
WAITING: Final = "pas-encore@lecteur.example"
LETTER: Final = {"request-lettre": "yes"}


def person(address: str) -> bytes:
    """Return whom an address reaches."""
    found = find(contact_point("email", address))
    assert found is not None
    return found


def fill(house: House, folder: Path, *, numbers: bool = False) -> None:
    """Let people agree on a form and by a list, change their minds, and ask for their rights."""
    from licet.doors.web import limits

    limits.forget()
    client = open_form(house)
    with relay() as post:
        for address in (ADA, NINA, OLAF):
            send(client, email=address, **LETTER)
            deliver(post)
            assert client.post(link_in(post), {"answer": "yes"}, headers=BROWSER).status_code < 400
        send(client, email=WAITING, **LETTER)
        deliver(post)
        if numbers:
            send(client, email=ALIX, telephone="06 39 98 12 34", **ALL)
            deliver(post)
            client.post(link_in(post), {"answer": "yes"}, headers=BROWSER)
    registered(folder)
    rows = [good(number) | {"partenaires": f"Jardins du Val, {NAME}"} for number in range(4)]
    brought_in(written(folder / "liste.csv", rows), controller=CONTROLLER)


def live(house: House, folder: Path) -> None:
    """Fill the house, and let what comes later happen: objections, a withdrawal, requests, an archive, an erasure."""
    from licet.consent.record import Evidence, Key, withdraw
    from licet.objections.record import object_to
    from licet.retention.erasing import erase
    from licet.retention.restricting import restrict
    from licet.rights.requests import answer, receive
    from licet.terms.scopes import scope_of

    fill(house, folder, numbers=True)
    object_to(contact_point("email", NINA), scope_of(CONTROLLER), via="link")
    object_to(contact_point("email", "p1@boite.example"), scope_of(CONTROLLER), via="link")
    object_to(contact_point("email", "inconnue@ailleurs.example"), scope_of(CONTROLLER), via="link")
    withdraw(person(OLAF), [Key("commercial", "email", CONTROLLER)], Evidence("link", "followed_link"))
    for right in ("access", "objection", "portability"):
        asked = receive(
            right, contact_point("email", OLAF if right == "objection" else ADA), controller_slug=CONTROLLER
        )
        answer(asked.pk, outcome="done", owner="dpo", text="Voici.")
    receive("rectification", contact_point("email", ADA))
    restrict(person("p2@boite.example"), reason="claim", owner="dpo")
    asked = receive("erasure", contact_point("email", "p3@boite.example"), controller_slug=CONTROLLER)
    erase(person("p3@boite.example"), reason="art17_request", owner="dpo")
    answer(asked.pk, outcome="done", owner="dpo", text="Voici.")
