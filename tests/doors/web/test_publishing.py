"""Forms in the console: judged before they are published, and a refused one only by a second person."""

from __future__ import annotations

import pytest
from django.test import Client

from licet.doors.web.roles import APPROVER, DPO, INSPECTOR, OPERATOR, ROLES
from licet.ledger import history
from licet.notices.publish import current, open_requests
from tests.doors.web.signed_in import client_of
from tests.ground.house import House
from tests.notices.forms import GOOD, register, spoilt

REFUSED = spoilt(("automated_decisions: false\n", ""))


def post(client: Client, path: str, **said: str) -> tuple[int, str]:
    client.get("/console/forms")
    answer = client.post(
        f"/console/forms/{path}", {**said, "csrfmiddlewaretoken": client.cookies["csrftoken"].value}, follow=True
    )
    return answer.status_code, answer.content.decode()


def test_a_good_form_is_published_and_served(house: House) -> None:
    register()
    client = client_of(house, OPERATOR)
    status, page = post(client, "publish", described=GOOD, reason="")
    assert status == 200
    assert "version 1" in page
    assert client.get("/f/jardin").status_code == 200


def test_a_refused_form_waits_for_a_second_person(house: House) -> None:
    register()
    both = client_of(house, OPERATOR, APPROVER)
    status, page = post(both, "publish", described=REFUSED, reason="")
    assert (status, current("jardin"), open_requests()) == (422, None, [])
    assert 'class="note fault"' in page
    status, _ = post(both, "publish", described=REFUSED, reason="the lawyer read it")
    (asked,) = open_requests()
    assert (status, asked.requested_by) == (422, "account/1")
    assert "par dérogation" not in both.get("/console/forms").content.decode()
    assert "Nul" in post(both, "approve", request=str(asked.pk))[1]
    assert current("jardin") is None
    other = client_of(house, APPROVER)
    assert "par dérogation" in other.get("/console/forms").content.decode()
    assert "version 1" in post(other, "approve", request=str(asked.pk))[1]
    said = next(history.events("notices:form:overridden")).core
    assert (said["by"], said["override_by"]) == ("account/1", "account/2")
    assert "attend plus" in post(other, "approve", request=str(asked.pk))[1]


@pytest.mark.parametrize("number", ["", "x", "99", "-1", "9" * 40, "١"])
def test_a_request_that_is_none_changes_nothing(sqlite_house: House, number: str) -> None:
    assert "attend plus" in post(client_of(sqlite_house, APPROVER), "approve", request=number)[1]


@pytest.mark.parametrize("described", ["", "- a\n- b", "form: [", "\x00", "licet_form: 99"])
def test_a_description_that_cannot_be_read_is_said_beside_its_field(sqlite_house: House, described: str) -> None:
    status, page = post(client_of(sqlite_house, OPERATOR), "publish", described=described, reason="")
    assert status == 422
    assert 'id="described-error"' in page


@pytest.mark.parametrize(
    ("role", "path"),
    [(role, "publish") for role in ROLES if role != OPERATOR]
    + [(role, "approve") for role in ROLES if role != APPROVER],
)
def test_who_has_another_role_neither_publishes_nor_approves(sqlite_house: House, role: str, path: str) -> None:
    client = client_of(sqlite_house, role)
    assert post(client, path, described=GOOD, reason="", request="1")[0] == 403
    assert client.get(f"/console/forms/{path}").status_code in {403, 405}


def test_an_inspector_reads_every_page_and_is_offered_no_form_that_writes(sqlite_house: House) -> None:
    for role in (INSPECTOR, DPO):
        client = client_of(sqlite_house, role)
        page = client.get("/console/forms").content.decode()
        assert page.count('method="post"') == 1  # to log out
