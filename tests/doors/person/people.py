"""A person with consents, and the links that she was sent."""

from __future__ import annotations

from licet.consent.record import Evidence, Key, say
from licet.consent.status import Said
from licet.doors.web.person.links import link_for
from licet.ledger import Transaction, act
from licet.subjects import add_controller, contact_point, person_for

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


def page(point: object = ADA, slug: str = "acme") -> str:
    """Return the address of a person's page."""
    assert hasattr(point, "kind")
    return f"/p/{slug}/{link_for(point, slug)}"  # type: ignore[arg-type]  # a point, as its kind says


def click(point: object = ADA, slug: str = "acme") -> str:
    """Return the one-click address of a message to a person."""
    return page(point, slug).replace("/p/", "/u/", 1)
