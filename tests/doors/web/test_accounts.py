"""Who comes in: by a link that works once, by a password, with a role; and who does not."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator

from licet.doors.web.accounts import change_account, first_link, link_for
from licet.doors.web.roles import ROLES, roles_of
from licet.ledger import history
from licet.terms.errors import UsageError
from tests.doors.web.signed_in import BASE, PASSWORD, choose, client_of, fresh_link, log_in, token_of, with_account
from tests.ground.house import House


def test_the_first_operator_comes_in_by_a_link_that_works_once(house: House) -> None:
    link = first_link(BASE)
    assert link is not None
    assert choose(house.client(), link) == 302
    client = house.client()
    assert choose(client, link, "another long password") == 200
    assert "servi" in client.get(link.removeprefix(BASE)).content.decode()
    assert log_in(client, "operator", "another long password") == 200
    assert log_in(client, "operator") == 302
    assert client.get("/console/").status_code == 200
    assert first_link(BASE) is None


def test_a_link_that_nobody_used_is_made_again_for_the_same_account(sqlite_house: House) -> None:
    assert first_link(BASE) is not None
    assert first_link(BASE) is not None
    assert User.objects.count() == 1


def test_a_link_expires(sqlite_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    link = fresh_link("ana", "operator")
    tomorrow = dt.datetime.now() + dt.timedelta(days=1, minutes=1)  # noqa: DTZ005  # as Django reads its own clock
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda _: tomorrow)
    assert choose(sqlite_house.client(), link) == 200


def test_a_link_of_another_house_opens_nothing(sqlite_house: House) -> None:
    link = fresh_link("ana", "operator")
    account = User.objects.get()
    from django.conf import settings

    settings.SECRET_KEY = "of another house"  # noqa: S105  # as its server would have it
    other = link_for(account, BASE, by="cli")
    sqlite_house.reopen()
    assert choose(sqlite_house.client(), other) == 200
    assert choose(sqlite_house.client(), link) == 302


def test_a_closed_account_has_no_way_in(sqlite_house: House) -> None:
    link = fresh_link("ana", "operator")
    change_account(User.objects.get(), by="cli", active=False)
    assert choose(sqlite_house.client(), link) == 200
    name = with_account("bea", "dpo")
    client = sqlite_house.client()
    log_in(client, name)
    change_account(User.objects.get(username=name), by="cli", active=False)
    assert client.get("/console/").status_code == 302


def test_a_weak_password_is_refused(sqlite_house: House) -> None:
    for weak in ("short", "123456789012", "passwordpassword"[:8]):
        assert choose(sqlite_house.client(), fresh_link(f"ana-{weak}", "operator"), weak) == 200


def test_passwords_are_kept_by_argon2(sqlite_house: House) -> None:
    assert choose(sqlite_house.client(), fresh_link("ana", "operator")) == 302
    assert User.objects.get().password.startswith("argon2$argon2id$")


def test_five_wrong_passwords_lock_a_name_out_from_that_address_and_from_no_other(sqlite_house: House) -> None:
    name = with_account("ana", "operator")
    client = sqlite_house.client()
    assert [log_in(client, name, "wrong wrong wrong") for _ in range(5)] == [200, 200, 200, 200, 429]
    assert log_in(client, name) == 429
    assert log_in(sqlite_house.client(REMOTE_ADDR="192.0.2.9"), name) == 302


def test_an_address_that_tries_many_names_is_told_to_wait(sqlite_house: House) -> None:
    client = sqlite_house.client()
    tried = [log_in(client, f"name{number}", "wrong wrong wrong") for number in range(11)]
    assert tried[:10] == [200] * 10
    assert tried[10] == 429


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(sqlite_house: House) -> None:
    with_account("ana", "operator")

    def said(name: str) -> str:
        client = sqlite_house.client()
        token = token_of(client, "/login")
        posted = {"username": name, "password": "wrong", "csrfmiddlewaretoken": token}
        page = client.post("/login", posted).content.decode()
        return page[page.index("<main") :].replace(token_of(client, "/login"), "").partition("csrfmiddlewaretoken")[0]

    assert said("ana") == said("nobody")


def test_logging_in_leads_nowhere_else(sqlite_house: House) -> None:
    name = with_account("ana", "operator")
    client = sqlite_house.client()
    said = {"username": name, "password": PASSWORD, "csrfmiddlewaretoken": token_of(client, "/login")}
    answer = client.post("/login", {**said, "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/console/"


def test_a_form_without_its_token_is_refused(sqlite_house: House) -> None:
    assert sqlite_house.client().post("/login", {"username": "a", "password": "b"}).status_code == 403


def test_logging_out_is_a_post_and_ends_the_session(sqlite_house: House) -> None:
    client = client_of(sqlite_house, "operator")
    assert client.get("/logout").status_code == 405
    assert client.post("/logout", {"csrfmiddlewaretoken": token_of(client, "/console/")}).status_code == 302
    assert client.get("/console/").status_code == 302


def test_what_is_done_to_an_account_is_an_event_without_its_name(house: House) -> None:
    said = house.cli("account", "add", "ana", "--role", "operator", "approver", "--json")
    assert said.code == 0
    assert house.cli("account", "change", "ana", "--role", "inspector", "--no-active").code == 0
    assert house.cli("account", "link", "ana").code == 0
    kinds = [event.kind for event in history.events() if event.kind.startswith("doors:")]
    assert kinds == ["doors:account:added", "doors:account:linked", "doors:account:changed", "doors:account:linked"]
    changed = next(history.events("doors:account:changed"))
    assert changed.core["roles"] == ["inspector"]
    assert (changed.core["active"], changed.core["actor"]) == (False, "cli")
    assert not [event for event in history.events() if "ana" in str(event.core)]
    assert "account/" in house.cli("account", "list").out


def test_a_role_that_does_not_exist_is_refused_and_nothing_is_kept(sqlite_house: House) -> None:
    said = sqlite_house.cli("account", "add", "ana", "--role", "boss")
    assert (said.code, User.objects.count()) == (64, 0)
    assert "operator" in said.err
    assert sqlite_house.cli("account", "link", "nobody").code == 64
    with_account("bea", "operator")
    assert sqlite_house.cli("account", "add", "bea", "--role", "dpo").code == 64


def test_the_four_roles_are_there_from_the_beginning(house: House) -> None:
    account = User.objects.get(username=with_account("all", *ROLES))
    assert roles_of(account) == set(ROLES)
    with pytest.raises(UsageError):
        change_account(account, by="cli", roles=["boss"])
