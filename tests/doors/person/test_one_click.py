"""One click stops; a look changes nothing; it works for whoever got a message, known or not, erased or not."""

from __future__ import annotations

import pytest

from licet.consent.record import status_of
from licet.consent.status import Status
from licet.ledger.refusals import read_refusals
from licet.objections.record import is_suppressed
from tests.doors.person.people import ADA, STRANGER, click, known
from tests.ground.house import House

BODY = "List-Unsubscribe=One-Click"
FORM = "application/x-www-form-urlencoded"


def test_one_post_stops_everything_of_the_controller_before_it_is_answered(house: House) -> None:
    ada = known()
    answer = house.client().post(click(), BODY, content_type=FORM)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Location" not in answer
    assert is_suppressed([ADA], "acme", "email")
    assert is_suppressed([ADA], "acme", "post")
    assert not is_suppressed([ADA], "eco", "email")
    assert {key.beneficiary: status for key, status in status_of(ada).items()} == {
        "acme": Status.WITHDRAWN,
        "eco": Status.GIVEN,
    }
    assert len(list(read_refusals(house.data / "refusals.log"))) >= 1


def test_it_is_answered_alike_the_second_time(sqlite_house: House) -> None:
    known()
    client = sqlite_house.client()
    answers = [client.post(click(), BODY, content_type=FORM) for _ in range(3)]
    assert {(each.status_code, each.content) for each in answers} == {(200, b"OK\n")}


def test_a_stranger_is_heard(house: House) -> None:
    known()
    assert house.client().post(click(STRANGER), BODY, content_type=FORM).status_code == 200
    assert is_suppressed([STRANGER], "acme", "email")


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_scanner_changes_nothing(sqlite_house: House, method: str) -> None:
    known()
    answer = getattr(sqlite_house.client(), method)(click())
    assert answer.status_code == 200
    assert not is_suppressed([ADA], "acme", "email")
    if method == "get":
        assert "Acme SAS" in answer.content.decode()
        assert "lovelace" not in answer.content.decode()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(sqlite_house: House, method: str) -> None:
    known()
    assert getattr(sqlite_house.client(), method)(click()).status_code == 405
    assert not is_suppressed([ADA], "acme", "email")


def test_a_forged_link_stops_nobody(sqlite_house: House) -> None:
    known()
    forged = click()[:-3] + ("AAA" if not click().endswith("AAA") else "BBB")
    assert sqlite_house.client().post(forged, BODY, content_type=FORM).status_code == 404
    assert not is_suppressed([ADA], "acme", "email")
    assert sqlite_house.client().post(click().replace("acme", "eco"), BODY, content_type=FORM).status_code == 404
