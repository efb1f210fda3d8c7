"""A person with consents, and the links that she was sent."""

from __future__ import annotations

import threading

from django.http import HttpResponse
from django.test import Client

from licet.consent.record import Evidence, Key, say
from licet.consent.status import Said
from licet.doors.web.person.asked_for import MAILER
from licet.doors.web.person.links import link_for
from licet.ledger import Transaction, act
from licet.subjects import add_controller, contact_point, person_for
from licet.subjects.points import Point

ADA = contact_point("email", "ada.lovelace@mail.example")
STRANGER = contact_point("email", "stranger@mail.example")
OWN = Key("commercial", "email", "acme")
PARTNER = Key("commercial", "email", "eco")


def known() -> bytes:
    """Register two controllers and Ada, who agreed to both."""
    add_controller("acme", "Acme SAS", email="dpo@acme.example")
    add_controller("eco", "Éco Gaz SAS")

    def one(tx: Transaction) -> bytes:
        ada = person_for(tx, ADA)
        say(tx, ada, Said.GIVEN, [OWN, PARTNER], Evidence("form", "ticked_box", core={"form": "devis"}))
        return ada

    return act(one)()


def page(point: Point = ADA, slug: str = "acme") -> str:
    """Return the address of a person's page."""
    return f"/p/{slug}/{link_for(point, slug)}"


def click(point: Point = ADA, slug: str = "acme") -> str:
    """Return the one-click address of a message to a person."""
    return page(point, slug).replace("/p/", "/u/", 1)


def ask_for_a_link(client: Client, point: Point) -> HttpResponse:
    """Ask for the link of a contact point; return when it is mailed, if it is."""
    answer = client.post("/preferences/acme", {"email": point.value})
    for thread in threading.enumerate():
        if thread.name == MAILER:
            thread.join()
    return answer  # type: ignore[return-value]  # Django's client gives a subclass
