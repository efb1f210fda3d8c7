"""The page of the person: everything held, in their words; each act says what it did; nothing leaks."""

from __future__ import annotations

import json
import re

import pytest

from licet.consent.models import Consent
from licet.consent.record import status_of
from licet.consent.status import Status
from licet.ledger import history
from licet.objections.record import is_suppressed
from licet.rights.models import Request
from tests.doors.person.people import ADA, OWN, PARTNER, STRANGER, known, page
from tests.ground.house import House


def _token(text: str) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
    assert found is not None
    return found[1]


def _post(client: object, address: str, at: str, **said: str) -> object:
    text = client.get(address).content.decode()  # type: ignore[attr-defined]  # Django's client
    return client.post(f"{address}{at}", {"csrfmiddlewaretoken": _token(text), **said})  # type: ignore[attr-defined]  # the same


def test_everything_held_is_shown_and_no_address_in_full(house: House) -> None:
    known()
    for lang, words in (("fr", ["vous avez consenti", "Éco Gaz SAS", "a…@mail.example"]), ("en", ["you consented"])):
        answer = house.client(headers={"Accept-Language": lang}).get(page())
        text = answer.content.decode()
        assert answer.status_code == 200
        assert all(each in text for each in words)
        assert "lovelace" not in text
        assert answer["Cache-Control"] == "no-store" or "no-store" in answer["Cache-Control"]
        assert "noindex" in text


def test_reading_ones_own_page_is_recorded_nowhere(sqlite_house: House) -> None:
    ada = known()
    before = len(history.events_of(ada))
    sqlite_house.client().get(page())
    assert len(history.events_of(ada)) == before


def test_one_consent_is_withdrawn_and_no_other(house: House) -> None:
    ada = known()
    number = Consent.objects.get(beneficiary="eco").pk
    answer = _post(house.client(), page(), f"/withdraw/{number}")
    assert answer.status_code == 200  # type: ignore[attr-defined]  # Django's answer
    assert status_of(ada) == {OWN: Status.GIVEN, PARTNER: Status.WITHDRAWN}
    assert is_suppressed([ADA], "eco", "email")
    assert not is_suppressed([ADA], "acme", "email")


def test_a_consent_of_somebody_else_is_not_withdrawn(sqlite_house: House) -> None:
    known()
    number = Consent.objects.get(beneficiary="eco").pk
    client = sqlite_house.client()
    token = _token(client.get(page(STRANGER)).content.decode())
    answer = client.post(f"{page(STRANGER)}/withdraw/{number}", {"csrfmiddlewaretoken": token})
    assert answer.status_code == 404
    assert not is_suppressed([ADA], "eco", "email")


@pytest.mark.parametrize(("scope", "also"), [("controller", False), ("everyone", True)])
def test_one_act_stops_a_controller_or_everybody(house: House, scope: str, *, also: bool) -> None:
    known()
    answer = _post(house.client(), page(), "/stop", scope=scope)
    assert "Acme SAS" in answer.content.decode() or also  # type: ignore[attr-defined]  # Django's answer
    assert is_suppressed([ADA], "acme", "sms")
    assert is_suppressed([ADA], "eco", "email") is also


def test_a_stranger_sees_that_nothing_is_held_and_may_refuse(house: House) -> None:
    known()
    text = house.client().get(page(STRANGER)).content.decode()
    assert "aucune donnée" in text
    assert "Recevoir une copie" not in text
    _post(house.client(), page(STRANGER), "/stop", scope="controller")
    assert is_suppressed([STRANGER], "acme", "email")


def test_a_right_is_asked_for_and_its_day_is_said(house: House) -> None:
    known()
    answer = _post(house.client(), page(), "/rights", right="access", words="tout, s'il vous plaît")
    assert "au plus tard le" in answer.content.decode()  # type: ignore[attr-defined]  # Django's answer
    assert [each.right for each in Request.objects.all()] == ["access"]
    refused = _post(house.client(), page(), "/rights", right="everything")
    assert refused.status_code == 400  # type: ignore[attr-defined]  # the same


def test_the_receipt_is_given_as_a_page_and_to_keep(house: House) -> None:
    known()
    kept = house.client().get(f"{page()}/receipt.jsonld")
    assert "attachment" in kept["Content-Disposition"]
    assert json.loads(kept.content)["@type"] == "dpv:ConsentReceipt"
    assert "Acme SAS" in house.client().get(f"{page()}/receipt.html").content.decode()
    assert house.client().get(f"{page(STRANGER)}/receipt.html").status_code == 404


def test_a_post_from_elsewhere_does_nothing(sqlite_house: House) -> None:
    known()
    assert sqlite_house.client().post(f"{page()}/stop", {"scope": "controller"}).status_code == 403
    assert not is_suppressed([ADA], "acme", "email")


@pytest.mark.parametrize("spoilt", ["", "x", "AAAA", page.__name__ * 9])
def test_a_link_that_is_none_helps_to_another(sqlite_house: House, spoilt: str) -> None:
    known()
    if spoilt:
        answer = sqlite_house.client().get(f"/p/acme/{spoilt}")
        assert answer.status_code == 404
        assert "/preferences/acme" in answer.content.decode()


def test_a_link_is_mailed_on_request_and_the_answer_tells_nothing(house: House) -> None:
    from licet.collection.forms_tables import Outgoing

    known()
    said = []
    for address in ("ada.lovelace@mail.example", "stranger@mail.example"):
        client = house.client()
        token = _token(client.get("/preferences/acme").content.decode())
        answer = client.post("/preferences/acme", {"csrfmiddlewaretoken": token, "email": address})
        said.append((answer.status_code, re.sub(r'value="\w+"', "", answer.content.decode())))
    assert said[0] == said[1]
    assert Outgoing.objects.count() == 1


def test_what_is_no_address_is_told_so(sqlite_house: House) -> None:
    known()
    client = sqlite_house.client()
    token = _token(client.get("/preferences/acme").content.decode())
    answer = client.post("/preferences/acme", {"csrfmiddlewaretoken": token, "email": "ada"})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert client.get("/preferences/nobody").status_code == 404
