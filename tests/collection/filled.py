"""A published form, and a browser that fills it in as a person would."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from licet.collection.mail import Delivered, send_due
from licet.notices.publish import publish
from tests.ground.house import House
from tests.ground.relay import Relay
from tests.notices.forms import GOOD, register

HERE = {"Sec-Fetch-Site": "same-origin", "User-Agent": "Tester/1.0"}
SENDER = "Jardins du Val <lettre@jardins.example>"
ADA = "ada.lovelace@mail.example"
ALL = {"request-lettre": "yes", "request-partenaires": "yes", "request-appels": "yes"}


def open_form(house: House, text: str = GOOD) -> Client:
    """Publish a form in the house, and return a browser."""
    register()
    assert publish(text, by="cli").version is not None
    return house.client()


def send(client: Client, lang: str = "fr", **told: str) -> Any:  # noqa: ANN401  # Django's answer of a test
    """Send the form with some fields filled in; names with `_` for `-`."""
    said = {"version": "1", "answer": "send", **{name.replace("_", "-"): value for name, value in told.items()}}
    return client.post(f"/f/jardin/{lang}", said, headers=HERE)


def deliver(relay: Relay) -> Delivered:
    """Send what is due."""
    return send_due(relay.url, SENDER)


def link_in(relay: Relay, number: int = -1) -> str:
    """Return the address of the link in a mail that the relay took, without the house's own."""
    body = relay.mails[number].get_content()
    found = re.search(r"http://127\.0\.0\.1:8000(/confirm/\S+)", body)
    assert found is not None
    return found[1]
