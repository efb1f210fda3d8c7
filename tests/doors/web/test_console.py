"""Pages for accounts: nobody else opens them, a person is read by a posted address only, and each reading is recorded."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver

from licet.doors.reads import REASONS, read_person
from licet.doors.web.roles import DPO, INSPECTOR, OPERATOR, ROLES, role_required
from licet.doors.web.urls import urlpatterns
from licet.ledger import Draft, Transaction, act, clock, declare, history
from licet.subjects import contact_point, find, person_for
from licet.terms.errors import UsageError
from tests.doors.web.signed_in import client_of, token_of
from tests.ground.house import House

MAIL = "ada.lovelace@mail.example"
SEEN = "tests:visit:seen"
declare(SEEN)


@act
def know(tx: Transaction, mail: str = MAIL) -> bytes:
    subject = person_for(tx, contact_point("email", mail))
    tx.record(
        Draft(SEEN, {"page": "x"}, subject, personal={"context": {"ip": "192.0.2.44"}, "content": {"<b>": "<i>"}})
    )
    return subject


def every_address(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[str]:
    for each in patterns:
        address = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from every_address(each.url_patterns, address)
        else:
            yield address


def of_console() -> list[str]:
    return [each for each in every_address(urlpatterns) if each.startswith("/console/") and "<" not in each]


@pytest.mark.parametrize("address", of_console())
def test_no_page_of_the_console_opens_without_an_account(sqlite_house: House, address: str) -> None:
    path = address.replace("^", "").replace("$", "")
    answer = sqlite_house.client().get(path)
    assert answer.status_code in {302, 404, 405}
    if answer.status_code == 302:
        assert answer["Location"].startswith(("/login", "/console/"))


def test_an_account_without_a_role_sees_nothing(sqlite_house: House) -> None:
    client = client_of(sqlite_house)
    for path in ("/console/", "/console/person", "/console/accounts/"):
        assert client.get(path, follow=True).status_code == 403


def test_the_first_page_counts_and_names_what_needs_somebody(house: House) -> None:
    know()
    page = client_of(house, OPERATOR).get("/console/").content.decode()
    assert "tests:visit:seen" in page
    assert "tsa_url" in page
    assert "licet worker" in page
    assert MAIL not in page


def searched(
    house: House, *roles: str, why: str = "request", point: str = f" {MAIL.upper()} ", kind: str = "email"
) -> str:
    client = client_of(house, *roles)
    token = token_of(client, "/console/person")
    answer = client.post("/console/person", {"kind": kind, "point": point, "why": why, "csrfmiddlewaretoken": token})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("role", [OPERATOR, DPO, INSPECTOR])
def test_a_person_is_shown_and_the_reading_is_the_last_of_their_events(house: House, role: str) -> None:
    subject = know()
    page = searched(house, role)
    for shown in (MAIL, "192.0.2.44", "tests:visit:seen", "&lt;b&gt;", "&lt;i&gt;"):
        assert shown in page
    last = history.events_of(subject)[-1]
    assert last.kind == "doors:person:read"
    assert last.core["why"] == "request"
    assert str(last.core["actor"]).startswith("account/")


def test_an_approver_does_not_read_persons(sqlite_house: House) -> None:
    assert client_of(sqlite_house, "approver").get("/console/person").status_code == 403


def test_an_address_in_a_url_finds_nobody(sqlite_house: House) -> None:
    know()
    client = client_of(sqlite_house, OPERATOR)
    page = client.get(f"/console/person?kind=email&point={MAIL}&why=request").content.decode()
    assert "192.0.2.44" not in page
    assert not list(history.events("doors:person:read"))


def test_whoever_is_unknown_leaves_no_event(sqlite_house: House) -> None:
    page = searched(sqlite_house, OPERATOR)
    assert "connu" in page
    assert not list(history.events("doors:person:read"))
    assert find(contact_point("email", MAIL)) is None


@pytest.mark.parametrize(
    ("kind", "point", "why"), [("email", "no address", "request"), ("fax", MAIL, "request"), ("email", MAIL, "curious")]
)
def test_what_cannot_be_searched_is_said_beside_its_field(sqlite_house: House, kind: str, point: str, why: str) -> None:
    know()
    page = searched(sqlite_house, OPERATOR, kind=kind, point=point, why=why)
    assert 'class="field-error"' in page
    assert "192.0.2.44" not in page


def test_nothing_is_read_without_a_reason(sqlite_house: House) -> None:
    subject = know()
    with pytest.raises(UsageError, match="reason"):
        read_person(subject, actor="cli", why="curious")
    for why in REASONS:
        assert read_person(subject, actor="cli", why=why).events[-1].core["why"] == why


def test_roles_are_known_by_name() -> None:
    with pytest.raises(ValueError, match=ROLES[0]):
        role_required("boss")
    with pytest.raises(ValueError, match=ROLES[0]):
        role_required()


def test_the_first_page_names_the_requests_of_persons_by_urgency(sqlite_house: House) -> None:
    from licet.rights.requests import receive

    know()
    asked = receive("access", contact_point("email", MAIL), text="my data, please")
    client = client_of(sqlite_house, DPO)
    page = client.get("/console/").content.decode()
    assert "accès" in page
    assert "my data" not in page
    with clock.at(clock.now() + 60 * 86400):
        assert "en retard" in client.get("/console/").content.decode()
    assert asked.pk == 1
