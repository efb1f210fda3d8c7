"""Django's administration reads every table and writes none but accounts."""

from __future__ import annotations

from django.apps import apps
from django.contrib.auth.models import Group, User
from django.test import RequestFactory

from licet.doors.web.admin import ReadOnly, site
from licet.doors.web.roles import ROLES, roles_of
from licet.ledger import history
from licet.subjects import add_controller
from tests.doors.web.signed_in import client_of, token_of
from tests.ground.house import House

OURS = [model for app in apps.get_app_configs() if app.name.startswith("licet.") for model in app.get_models()]
UNDER = "/console/accounts"


def test_every_table_of_every_room_is_there_and_nothing_else_but_accounts() -> None:
    assert set(site._registry) == {*OURS, User}


def test_no_table_of_a_room_can_be_written(sqlite_house: House) -> None:
    client_of(sqlite_house, "operator", keeper=True)
    request = RequestFactory().post("/")
    request.user = User.objects.get()
    for table in (site._registry[model] for model in OURS):
        assert isinstance(table, ReadOnly)
        assert not table.has_add_permission(request)
        assert not table.has_change_permission(request)
        assert not table.has_delete_permission(request)
        assert table.get_actions(request) == {}


def test_tables_are_read_and_a_write_is_refused(house: House) -> None:
    add_controller("acme", "Acme")
    client = client_of(house, "inspector")
    for model in OURS:
        path = f"{UNDER}/{model._meta.app_label}/{model._meta.model_name}"
        assert client.get(f"{path}/").status_code == 200, path
        assert client.get(f"{path}/add/").status_code == 403, path
    path = f"{UNDER}/subjects/controller/acme"
    assert "Acme" in client.get(f"{path}/change/").content.decode()
    token = token_of(client, "/console/")
    for write in (f"{path}/change/", f"{path}/delete/", f"{UNDER}/subjects/controller/add/"):
        answer = client.post(write, {"name": "Other", "post": "yes", "csrfmiddlewaretoken": token})
        assert answer.status_code == 403, write
    assert client.get(f"{UNDER}/ledger/event/0/change/").status_code == 200


def test_only_keepers_see_accounts(sqlite_house: House) -> None:
    client = client_of(sqlite_house, *ROLES)
    assert client.get(f"{UNDER}/auth/user/").status_code == 403
    assert client.get(f"{UNDER}/auth/user/add/").status_code == 403


def test_a_keeper_adds_an_account_and_gives_it_roles(house: House) -> None:
    client = client_of(house, "operator", keeper=True)
    client.get(f"{UNDER}/auth/user/add/")
    token = client.cookies["csrftoken"].value
    roles = {group.name: str(group.pk) for group in _groups()}
    said = {"username": "new", "email": "", "is_active": "on", "csrfmiddlewaretoken": token}
    answer = client.post(f"{UNDER}/auth/user/add/", {**said, "groups": [roles["dpo"]]}, follow=True)
    assert "/first/" in answer.content.decode()
    added = User.objects.get(username="new")
    assert roles_of(added) == {"dpo"}
    assert not added.has_usable_password()
    assert not added.is_superuser
    path = f"{UNDER}/auth/user/{added.pk}/change/"
    answer = client.post(path, {**said, "groups": [roles["inspector"], roles["dpo"]]})
    assert answer.status_code == 302
    assert roles_of(User.objects.get(username="new")) == {"inspector", "dpo"}
    last = list(history.events("doors:account:changed"))[-1]
    assert (last.core["account"], last.core["roles"]) == (added.pk, ["dpo", "inspector"])
    assert client.post(f"{UNDER}/auth/user/{added.pk}/delete/", {"post": "yes", **said}).status_code == 403
    chosen = {"action": "make_link", "_selected_action": str(added.pk), "csrfmiddlewaretoken": token}
    assert "/first/" in client.post(f"{UNDER}/auth/user/", chosen, follow=True).content.decode()


def _groups() -> list[Group]:
    return list(Group.objects.all())


def test_its_pages_allow_scripts_of_this_house_and_no_others(sqlite_house: House) -> None:
    client = client_of(sqlite_house, "operator")
    assert "script-src 'self'" in client.get(f"{UNDER}/")["Content-Security-Policy"]
    assert "script-src" not in client.get("/console/")["Content-Security-Policy"]
    assert client.get("/static/admin/css/base.css").status_code == 200
