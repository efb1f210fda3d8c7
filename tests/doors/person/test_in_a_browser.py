"""The pages of the person in a real browser, in French and English: axe finds nothing, the keyboard is enough."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from licet.consent.record import status_of
from licet.consent.status import Status
from licet.doors.web.limits import forget
from licet.objections.record import is_suppressed
from licet.retention.restricting import restrict
from licet.rights.models import Request
from licet.subjects import find
from tests.doors.person.people import ADA, OWN, PARTNER, STRANGER, click, known, page
from tests.ground.browser import axe_violations
from tests.ground.house import House
from tests.ground.served import served

needs_chromium = pytest.mark.needs("chromium")


@pytest.fixture(params=["fr-FR", "en-GB"])
def opened(browser: Browser, sqlite_house: House, request: pytest.FixtureRequest) -> Iterator[tuple[Page, str]]:
    """Give an empty page in a language, and the address of the house; scripts are off."""
    known()
    context = browser.new_context(locale=request.param, viewport={"width": 380, "height": 760})
    with served() as address:
        yield context.new_page(), address
        context.close()


def _sound(shown: Page) -> None:
    assert [(each["id"], each["nodes"][0]["html"]) for each in axe_violations(shown)] == []
    assert shown.evaluate("document.documentElement.scrollWidth") <= 380


@needs_chromium
def test_axe_finds_nothing_on_any_page_of_the_person(opened: tuple[Page, str]) -> None:
    shown, address = opened
    for each in (page(), page(STRANGER), click(), "/p/acme/cut", "/preferences/acme", f"{page()}/receipt.html"):
        shown.goto(f"{address}{each}")
        _sound(shown)


@needs_chromium
def test_axe_finds_nothing_on_the_pages_that_say_what_was_done(opened: tuple[Page, str]) -> None:
    shown, address = opened
    for button in ("button.other:has(.told)", "section[aria-labelledby=rights] button", "button[value=everyone]"):
        shown.goto(f"{address}{page()}")
        shown.locator(button).first.click()
        shown.wait_for_selector("[role=status]")
        _sound(shown)
        shown.locator("main p a").click()
        shown.wait_for_selector("#held")
        _sound(shown)  # the page with what has been done: refusals, a request
    assert status_of(_ada()) == {OWN: Status.WITHDRAWN, PARTNER: Status.WITHDRAWN}
    assert [each.right for each in Request.objects.all()] == ["access"]
    restrict(_ada(), reason="accuracy", owner="dpo")
    shown.goto(f"{address}{page()}")
    _sound(shown)
    assert "script" not in shown.content()


@needs_chromium
def test_a_link_is_asked_for_in_a_browser(opened: tuple[Page, str]) -> None:
    shown, address = opened
    forget()
    shown.goto(f"{address}/p/acme/cut")
    shown.locator("main a").click()
    shown.locator("#email").fill("ada")
    shown.keyboard.press("Enter")
    shown.wait_for_selector("[role=alert]")
    _sound(shown)
    shown.locator("#email").fill(ADA.value)
    shown.keyboard.press("Enter")
    shown.wait_for_selector("[role=status]")
    _sound(shown)
    assert ADA.value not in shown.url
    assert ADA.value not in shown.content()


@needs_chromium
def test_the_other_language_is_one_link_away_also_after_an_act(opened: tuple[Page, str]) -> None:
    shown, address = opened
    shown.goto(f"{address}{click()}")
    before = shown.locator("html").get_attribute("lang")
    shown.locator("main button").click()
    shown.wait_for_selector("[role=status]")
    shown.locator(".languages a").click()
    shown.wait_for_selector("#held")
    assert {before, shown.locator("html").get_attribute("lang")} == {"fr", "en"}
    assert is_suppressed([ADA], "acme", "email")


def _ada() -> bytes:
    found = find(ADA)
    assert found is not None
    return found


@needs_chromium
def test_everything_is_stopped_with_the_keyboard_alone(opened: tuple[Page, str]) -> None:
    shown, address = opened
    shown.goto(f"{address}{page()}")
    for _ in range(12):
        shown.keyboard.press("Tab")
        if shown.evaluate("document.activeElement.value") == "controller":
            break
    shown.keyboard.press("Enter")
    shown.wait_for_selector("[role=status]")
    _sound(shown)
    assert is_suppressed([ADA], "acme", "email")


def test_the_command_gives_the_addresses_of_a_message(sqlite_house: House) -> None:
    known()
    said = json.loads(sqlite_house.cli("link", "--controller", "acme", "--json", said=f"{ADA.value}\n").out)
    assert said["page"].endswith(page())
    assert said["headers"]["List-Unsubscribe"] == f"<{said['one_click']}>"
    assert said["headers"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sqlite_house.cli("link", "--controller", "nobody", said=f"{ADA.value}\n").code == 64
    assert "List-Unsubscribe: <" in sqlite_house.cli("link", "--controller", "acme", said=f"{ADA.value}\n").out
