"""The served forms in a real browser: axe finds nothing, a keyboard is enough, and no script is needed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from licet.consent.record import Key, status_of
from licet.doors.web import limits
from licet.notices.publish import publish
from licet.subjects import contact_point, find
from tests.collection.filled import ADA, deliver, link_in
from tests.ground.browser import axe_violations
from tests.ground.house import House
from tests.ground.relay import relay
from tests.ground.served import served
from tests.notices.forms import GOOD, register, spoilt

pytestmark = pytest.mark.needs("chromium")
LETTER = Key("commercial", "email", "jardins-du-val")
PAIRS = spoilt(
    ("channels: [email, sms]", "channels: [email, sms]\n    ask: pair"),
    ("contact:", "people: children_too\ncontact:"),
    ("form: jardin", "form: paires"),
)
BUTTON = spoilt(("channels: [email, sms]", "channels: [email, sms]\n    ask: button"), ("form: jardin", "form: bouton"))


@pytest.fixture
def address(sqlite_house: House) -> Iterator[str]:
    limits.forget()
    register()
    for text in (GOOD, PAIRS, BUTTON):
        assert publish(text, by="cli").version == 1
    with served() as where:
        yield where


def sound(page: Page) -> None:
    assert [(each["id"], each["nodes"][0]["html"]) for each in axe_violations(page)] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.fixture
def narrow(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 340, "height": 700}, locale="fr-FR")
    page, said = context.new_page(), list[str]()
    page.on("console", lambda each: said.append(each.text))
    yield page
    context.close()
    assert not [each for each in said if "status of 4" not in each], "the browser refused nothing of the page"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_axe_finds_nothing_on_any_page_of_a_form(narrow: Page, address: str, lang: str) -> None:
    for slug in ("jardin", "paires", "bouton"):
        narrow.goto(f"{address}/f/{slug}/{lang}")
        sound(narrow)
    for path in (f"/f/jardin/{lang}/sent", f"/f/jardin/{lang}/refused", "/f/inconnu", "/confirm/inconnu"):
        narrow.goto(f"{address}{path}")
        sound(narrow)
    narrow.goto(f"{address}/f/jardin/{lang}")
    narrow.evaluate("document.querySelector('form').noValidate = true")
    narrow.click("button[value=send]")
    assert narrow.locator(".error li").count() == 1
    sound(narrow)


def test_refusing_is_as_large_and_as_near_as_accepting(narrow: Page, address: str) -> None:
    for slug in ("jardin", "bouton"):
        narrow.goto(f"{address}/f/{slug}/fr")
        send, refuse = (narrow.locator(f"button[value={value}]") for value in ("send", "refuse"))
        looks = [
            each.evaluate(
                "e => { const s = getComputedStyle(e); return [s.color, s.backgroundColor, s.fontSize, s.fontWeight] }"
            )
            for each in (send, refuse)
        ]
        assert looks[0] == looks[1]
        one, other = send.bounding_box(), refuse.bounding_box()
        assert one is not None
        assert other is not None
        assert other["width"] >= one["width"] * 0.95
        assert 0 <= other["y"] - one["y"] - one["height"] < 40 or other["y"] == one["y"]


def test_from_the_form_to_the_confirmation_by_keyboard_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    page.goto(f"{address}/f/jardin")
    page.focus("#email")
    page.keyboard.insert_text(ADA)
    page.keyboard.press("Tab")
    page.keyboard.insert_text("06 39 98 12 34")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")  # the letter
    for _ in range(3):  # partners, calls, the button
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/f/jardin/fr/sent")
    subject = find(contact_point("email", ADA))
    assert subject is not None
    assert status_of(subject)[LETTER] == "requested"
    with relay() as post:
        deliver(post)
        page.goto(f"{address}{link_in(post)}")
    assert "plantes et outils" in page.inner_text("main")
    assert status_of(subject)[LETTER] == "requested"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Votre accord est enregistré')")
    assert status_of(subject)[LETTER] == "given"
    page.goto(f"{address}{link_in(post)}")
    assert "enregistré" in page.inner_text("h1")
    context.close()


def test_the_page_behind_a_link_is_sound_in_both_languages(narrow: Page, address: str) -> None:
    with relay() as post:
        for lang, mail in (("fr", ADA), ("en", "eve@mail.example")):
            narrow.goto(f"{address}/f/jardin/{lang}")
            narrow.fill("#email", mail)
            for name in ("lettre", "partenaires"):
                narrow.check(f"#request-{name}")
            narrow.click("button[value=send]")
            narrow.wait_for_url(f"**/f/jardin/{lang}/sent")
            deliver(post)
            narrow.goto(f"{address}{link_in(post)}")
            assert "Serres Alpha SARL, Semences Bêta" in narrow.inner_text("main")
            sound(narrow)
            with narrow.expect_navigation():
                narrow.click("button[value=no]")
            sound(narrow)
