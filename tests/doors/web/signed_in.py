"""Accounts for tests: made with a role, logged in as a person would be."""

from __future__ import annotations

import re

from django.test import Client

from licet.doors.web.accounts import add_account, link_for
from tests.ground.house import House

BASE = "http://127.0.0.1:8000"
PASSWORD = "a long and quiet river"  # noqa: S105  # of accounts that live for a test


def token_of(client: Client, path: str) -> str:
    """Return the CSRF token of the form on a page."""
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get(path).content.decode())
    assert found is not None
    return found[1]


def with_account(name: str, *roles: str, keeper: bool = False) -> str:
    """Add an account with a password; return its name."""
    account = add_account(name, roles, by="cli", keeper=keeper)
    account.set_password(PASSWORD)
    account.save()
    return name


def choose(client: Client, link: str, password: str = PASSWORD) -> int:
    """Open a link and choose a password; return the status of the last answer."""
    path = link.removeprefix(BASE)
    opened = client.get(path)
    if opened.status_code != 302:
        return opened.status_code
    form = opened["Location"]
    said = {"new_password1": password, "new_password2": password, "csrfmiddlewaretoken": token_of(client, form)}
    return client.post(form, said).status_code


def log_in(client: Client, name: str, password: str = PASSWORD) -> int:
    """Log in; return the status of the answer: 302 when it went well."""
    said = {"username": name, "password": password, "csrfmiddlewaretoken": token_of(client, "/login")}
    return client.post("/login", said).status_code


def client_of(house: House, *roles: str, keeper: bool = False) -> Client:
    """Return the browser of a fresh account that is logged in, without the price of a password."""
    client = house.client()
    account = add_account("-".join(roles) or "nobody", roles, by="cli", keeper=keeper)
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    return client


def fresh_link(name: str, *roles: str) -> str:
    """Add an account and return its link."""
    return link_for(add_account(name, roles, by="cli"), BASE, by="cli")
