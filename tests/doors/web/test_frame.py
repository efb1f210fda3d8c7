"""What every page comes in: headers, cookies, language; errors and logs that repeat nothing."""

from __future__ import annotations

import logging
import re

import pytest
from django.conf import settings
from django.test import RequestFactory

from licet.doors.config import Config
from licet.doors.web import limits
from licet.doors.web.logs import Discreet
from licet.doors.web.settings import for_house
from licet.ledger import home
from tests.doors.web.signed_in import client_of, fresh_link, log_in, with_account
from tests.ground.house import House

SECRET = "ada.lovelace@mail.example"  # noqa: S105  # what must not be repeated


def secure(house: House) -> None:
    """Let the house be reached by https, as `LICET_BASE_URL` would."""
    for name, value in for_house(home(), Config(house.data, base_url="https://prefs.licet.example")).items():
        setattr(settings, name, value)


@pytest.mark.parametrize("path", ["/login", "/console/", "/nowhere", "/static/licet/licet.css", "/health"])
def test_every_answer_is_strict(sqlite_house: House, path: str) -> None:
    headers = sqlite_house.client().get(path).headers
    policy = dict(each.strip().partition(" ")[::2] for each in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["style-src"] == policy["form-action"] == "'self'"
    assert not {"unsafe-inline", "unsafe-eval"} & set(re.findall(r"[\w-]+", headers["Content-Security-Policy"]))
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert ("no-store" in headers["Cache-Control"]) == (not path.startswith("/static/"))


def test_over_https_cookies_are_secure_and_the_browser_is_told_to_stay(sqlite_house: House) -> None:
    secure(sqlite_house)
    client = sqlite_house.client(SERVER_NAME="prefs.licet.example", headers={})
    name = with_account("ana", "operator")
    answer = client.get("/login?lang=en", secure=True)
    assert "max-age=31536000" in answer["Strict-Transport-Security"]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.content.decode())
    assert token is not None
    said = {"username": name, "password": "a long and quiet river", "csrfmiddlewaretoken": token[1]}
    answer = client.post("/login", said, secure=True, headers={"Origin": "https://prefs.licet.example"})
    assert answer.status_code == 302
    for cookie in ("sessionid", "csrftoken", "licet_language"):
        assert client.cookies[cookie]["secure"]
        assert client.cookies[cookie]["httponly"]
        assert client.cookies[cookie]["samesite"] == "Lax"


def test_over_http_on_this_machine_cookies_are_kept_from_scripts_all_the_same(sqlite_house: House) -> None:
    client = sqlite_house.client()
    assert log_in(client, with_account("ana", "operator")) == 302
    assert client.cookies["sessionid"]["httponly"]
    assert not client.cookies["sessionid"]["secure"]


def test_a_form_from_another_site_is_refused(sqlite_house: House) -> None:
    secure(sqlite_house)
    client = sqlite_house.client(SERVER_NAME="prefs.licet.example")
    page = client.get("/login", secure=True).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token is not None
    said = {"username": "a", "password": "b", "csrfmiddlewaretoken": token[1]}
    assert client.post("/login", said, secure=True, headers={"Origin": "https://evil.example"}).status_code == 403


def test_a_house_answers_to_no_other_name(sqlite_house: House) -> None:
    assert sqlite_house.client(SERVER_NAME="evil.example").get("/login").status_code == 400


@pytest.mark.parametrize(
    ("accepted", "expected"), [("", "fr"), ("de", "fr"), ("en-GB,en;q=0.9", "en"), ("fr-CA", "fr"), ("en;q=0,fr", "fr")]
)
def test_the_browser_says_the_language_and_french_is_the_first(
    sqlite_house: House, accepted: str, expected: str
) -> None:
    answer = sqlite_house.client().get("/login", headers={"Accept-Language": accepted})
    assert answer["Content-Language"] == expected
    assert f'<html lang="{expected}">' in answer.content.decode()


def test_a_link_changes_the_language_and_it_stays(sqlite_house: House) -> None:
    client = sqlite_house.client()
    assert 'href="?lang=en"' in client.get("/login").content.decode()
    assert "Log in" in client.get("/login?lang=en").content.decode()
    assert "Username" in client.get("/login").content.decode()
    assert "Se connecter" in client.get("/login?lang=fr").content.decode()
    assert client.get("/login?lang=<script>")["Content-Language"] == "fr"


def test_a_link_to_the_other_language_keeps_the_rest_of_the_address(sqlite_house: House) -> None:
    page = sqlite_house.client().get('/login?next=/console/&x="><script>').content.decode()
    assert 'href="?next=%2Fconsole%2F&amp;x=%22%3E%3Cscript%3E&amp;lang=en"' in page


def test_no_page_of_an_error_and_no_line_of_a_log_repeats_what_was_asked(
    sqlite_house: House, caplog: pytest.LogCaptureFixture
) -> None:
    client = client_of(sqlite_house, "operator")
    caplog.clear()
    asked = [
        client.get(f"/{SECRET}"),
        client.get("/login", headers={"Host": SECRET}),
        client.post("/console/person", {"point": SECRET, "kind": "email", "why": "check"}),
        client.get(f"/static/licet/{SECRET}"),
        client.get(f"/first/{SECRET}/{SECRET}"),
    ]
    log_in(sqlite_house.client(), SECRET, SECRET)
    for answer in asked:
        assert SECRET not in answer.content.decode()
    said = Discreet()
    assert caplog.records
    assert not [line for line in map(said.format, caplog.records) if "lovelace" in line]


def test_a_line_of_ours_is_kept_and_one_of_others_is_reduced_to_its_place() -> None:
    said = Discreet()
    ours = logging.LogRecord("licet.worker", logging.WARNING, "", 0, "the job `%s` failed", ("stamp",), None)
    assert said.format(ours).endswith("warning licet.worker the job `stamp` failed")
    try:
        int(SECRET)
    except ValueError as error:
        theirs = logging.LogRecord(
            "django.request", logging.ERROR, "", 0, f"/p/{SECRET}", (), (ValueError, error, error.__traceback__)
        )
    assert "ValueError at test_frame.py:" in said.format(theirs)
    assert SECRET not in said.format(theirs)


def test_the_log_of_the_server_is_written_by_that_formatter() -> None:
    assert settings.LOGGING["handlers"]["stderr"]["formatter"] == "discreet"
    assert not logging.getLogger("django").handlers
    assert not logging.getLogger("django.server").handlers or not logging.getLogger("django.server").propagate


def test_while_a_restore_is_unfinished_every_page_is_closed(house: House) -> None:
    client = client_of(house, "operator")
    home().closed.write_text("restoring")
    for path in ("/console/", "/login", "/nowhere"):
        answer = client.get(path)
        assert answer.status_code == 503
        assert "maintenance" in answer.content.decode()
    home().closed.unlink()
    assert client.get("/console/").status_code == 200


def test_the_house_says_that_it_is_well(house: House) -> None:
    assert house.client().get("/health").content == b"ok\n"


@pytest.mark.parametrize("path", ["licet/../../settings.py", "admin/../x", "licet/none.css", "other/licet.css"])
def test_only_files_meant_for_browsers_are_served(sqlite_house: House, path: str) -> None:
    assert sqlite_house.client().get(f"/static/{path}").status_code == 404


def test_who_asks_is_known_by_a_keyed_name_and_a_network_of_ipv6_is_one(sqlite_house: House) -> None:
    def of(address: str) -> str:
        return limits.who(RequestFactory().get("/", REMOTE_ADDR=address))

    assert of("192.0.2.1") != of("192.0.2.2")
    assert of("2001:db8::1") == of("2001:db8::ffff:1") != of("2001:db8:0:1::1")
    assert "192.0.2.1" not in of("192.0.2.1")


def test_nobody_chooses_the_address_that_is_counted(sqlite_house: House) -> None:
    client = sqlite_house.client()
    asked = [client.get("/first/x/y", headers={"X-Forwarded-For": f"192.0.2.{number}"}) for number in range(11)]
    assert [answer.status_code for answer in asked] == [200] * 10 + [429]
    assert asked[-1]["Retry-After"] == "60"


def test_a_link_of_an_account_stands_in_no_page_after_it_was_opened(sqlite_house: House) -> None:
    link = fresh_link("ana", "operator").removeprefix("http://127.0.0.1:8000")
    client = sqlite_house.client()
    form = client.get(link)["Location"]
    assert link.rsplit("/", 1)[1] not in form
    assert link.rsplit("/", 1)[1] not in client.get(form).content.decode()
