"""A clock that steps back undoes no refusal: what is said now comes after all that was said before."""

from __future__ import annotations

import pytest

from licet.consent.record import Evidence, Key, differences, give, say, status_of, withdraw
from licet.consent.status import Said
from licet.ledger import Transaction, act, clock
from licet.objections.record import is_suppressed, object_to, replay
from licet.subjects import add_controller, contact_point, find, person_for
from tests.ground.house import House

POINT = ("email", "ada@mail.example")
KEY = Key("commercial", "email", "acme")
AHEAD = 3600


@act
def know(tx: Transaction) -> bytes:
    return person_for(tx, contact_point(*POINT))


@act
def ask(tx: Transaction, subject: bytes) -> None:
    say(tx, subject, Said.REQUESTED, [KEY], Evidence("form"))


def agreed_an_hour_ahead(start: int) -> bytes:
    add_controller("acme", "Acme")
    with clock.at(start):
        subject = know()
        object_to(contact_point(*POINT), "controller/acme")
    with clock.at(start + AHEAD):
        ask(subject)
        give(subject, [KEY], Evidence("form", confirmed=True))
    assert status_of(subject)[KEY] == "given"
    assert not is_suppressed([contact_point(*POINT)], "acme", "email")
    return subject


@pytest.mark.parametrize("refuse", ["object", "withdraw", "refuse on a form"])
def test_a_refusal_holds_though_the_clock_stepped_back(house: House, refuse: str) -> None:
    start = clock.now()
    subject = agreed_an_hour_ahead(start)
    with clock.at(start + 60):
        if refuse == "object":
            object_to(contact_point(*POINT), "controller/acme")
        elif refuse == "withdraw":
            withdraw(subject, None, Evidence("link"))
        else:
            act(lambda tx: say(tx, subject, Said.REFUSED, [KEY], Evidence("form")))()
    assert status_of(subject)[KEY] in {"withdrawn", "refused"}
    assert differences(subject) == {}
    assert is_suppressed([contact_point(*POINT)], "acme", "email") is (refuse != "refuse on a form")
    assert find(contact_point(*POINT)) == subject


def test_so_it_does_after_a_replay(house: House) -> None:
    from licet.ledger.refusals import read_refusals
    from licet.objections.models import Suppression

    start = clock.now()
    agreed_an_hour_ahead(start)
    with clock.at(start + 60):
        object_to(contact_point(*POINT), "controller/acme")
        Suppression.objects.all().delete()
        replay(read_refusals(house.home.refusals))
    assert is_suppressed([contact_point(*POINT)], "acme", "email")


def test_what_fails_after_a_commit_stops_nobody(sqlite_house: House) -> None:
    def fail() -> None:
        raise OSError

    act(lambda tx: tx.after_commit(fail))()
    assert act(lambda tx: tx.size)() >= 0
