"""An address that somebody typed and nobody confirmed is forgotten after a month."""

from __future__ import annotations

import pytest

from licet.collection.forms_tables import Confirmation
from licet.collection.unconfirmed import never_confirmed
from licet.doors.web import limits
from licet.ledger import clock
from licet.retention.purging import run
from licet.subjects import contact_point, find
from tests.collection.filled import ADA, HERE, deliver, link_in, open_form, send
from tests.ground.house import House
from tests.ground.relay import relay
from tests.notices.forms import spoilt

EVE, MAY = "eve@mail.example", "may@mail.example"
DAY = 86_400


@pytest.fixture(autouse=True)
def _fresh() -> None:
    limits.forget()


def test_what_nobody_confirmed_is_forgotten_and_what_somebody_did_is_not(house: House) -> None:
    client = open_form(house)
    start = clock.now()
    with relay() as post, clock.at(start):
        for address in (ADA, EVE, MAY):
            send(client, email=address, request_lettre="yes")
            deliver(post)
            if address == ADA:
                client.post(link_in(post), {"answer": "yes"}, headers=HERE)
            if address == MAY:
                client.post(link_in(post), {"answer": "no"}, headers=HERE)
    with clock.at(start + 29 * DAY):
        assert never_confirmed() == []
    with clock.at(start + 31 * DAY):
        assert run("test").erased == 2
        assert run("test").erased == 0
    known = [find(contact_point("email", address)) is not None for address in (ADA, EVE, MAY)]
    assert known == [True, False, False]
    assert Confirmation.objects.count() == 1


def test_whoever_asked_for_something_else_too_is_kept_for_it(sqlite_house: House) -> None:
    service = ("contact:", 'service: {fr: "vous envoyer le devis", en: "send you the quote"}\ncontact:')
    client = open_form(sqlite_house, spoilt(service))
    start = clock.now()
    with clock.at(start):
        send(client, email=ADA, request_lettre="yes")
    with clock.at(start + 31 * DAY):
        assert never_confirmed() == []
