"""The console in a real browser: judged by axe, by keyboard, on a telephone, in the dark, without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from licet.doors.web.accounts import first_link
from tests.doors.web.signed_in import PASSWORD
from tests.doors.web.test_console import MAIL, know
from tests.ground.browser import axe_violations
from tests.ground.house import House
from tests.ground.served import served

pytestmark = pytest.mark.needs("chromium")


@pytest.fixture
def opened(browser: Browser, sqlite_house: House) -> Iterator[tuple[Page, str]]:
    """Give an empty page, and the address of the house; whatever the browser refuses to do fails the test."""
    context = browser.new_context(locale="fr-FR", viewport={"width": 380, "height": 760})
    page, said = context.new_page(), list[str]()
    page.on("console", lambda each: said.append(each.text))
    with served() as address:
        yield page, address
        context.close()
    assert not [each for each in said if "status of 40" not in each]


def sound(page: Page) -> None:
    """Hold a page against axe, in light and in the dark, and against a narrow screen."""
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        assert [(each["id"], each["nodes"][0]["html"]) for each in axe_violations(page)] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 380


def test_from_the_first_link_to_a_person_with_the_keyboard_alone(opened: tuple[Page, str]) -> None:
    page, address = opened
    know()
    link = first_link(address)
    assert link is not None
    page.goto(link)
    sound(page)
    page.focus("#id_new_password1")
    for key in (PASSWORD, "Tab", PASSWORD):
        page.keyboard.press(key) if key == "Tab" else page.keyboard.insert_text(key)
    page.keyboard.press("Enter")
    page.wait_for_url("**/login")
    sound(page)
    page.keyboard.insert_text("operator")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("wrong")
    page.keyboard.press("Enter")
    page.wait_for_selector(".errors")
    sound(page)
    page.fill("#id_username", "operator")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/console/")
    sound(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'content'")
    with page.expect_navigation():
        page.click("text=Une personne")
    sound(page)
    page.fill("#id_point", "no address")
    page.keyboard.press("Enter")
    page.wait_for_selector(".field-error")
    assert page.get_attribute("#id_point", "aria-describedby") == "point-error"
    sound(page)
    page.fill("#id_point", MAIL)
    page.keyboard.press("Enter")
    page.wait_for_selector("#known")
    assert page.url == f"{address}/console/person"
    sound(page)
    with page.expect_navigation():
        page.click("text=English")
    assert page.title() == "A person – Licet"
    page.goto(f"{address}/nowhere")
    sound(page)
    page.goto(link)
    assert "used" in page.inner_text("main")
    sound(page)


def test_the_tables_open_under_the_same_strictness(opened: tuple[Page, str]) -> None:
    page, address = opened
    link = first_link(address)
    assert link is not None
    page.goto(link)
    page.fill("#id_new_password1", PASSWORD)
    page.fill("#id_new_password2", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/login")
    page.fill("#id_username", "operator")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/console/")
    for path in ("", "ledger/event/", "ledger/event/0/change/", "auth/user/", "auth/user/add/"):
        assert page.goto(f"{address}/console/accounts/{path}").status == 200  # type: ignore[union-attr]  # it answers
