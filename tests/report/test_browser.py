"""The page in a real browser: judged by axe, in light, in the dark and on paper; by keyboard; without any request."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

from licet.audit.report import render_page
from tests.ground.browser import axe_violations
from tests.report.examples import Language, empty_report, hostile_report, rich_report

pytestmark = pytest.mark.needs("chromium")

OVERLAPS = """() => [...document.querySelectorAll('svg.drawing')].flatMap(svg => {
  const boxes = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
  const frame = svg.getBoundingClientRect();
  const out = boxes.filter(([, b]) => b.left < frame.left - 1 || b.right > frame.right + 1).map(([text]) => text);
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom - 2 && b.top < a.bottom - 2;
  return out.concat(boxes.flatMap(([text, a], i) => boxes.slice(i + 1).filter(([, b]) => meet(a, b)).map(([other]) => text + ' / ' + other)));
})"""


@pytest.fixture
def shown(page: Page, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open the report that the test asks for, and hold against it any request, any message of the console."""
    kind: str
    language: Language
    kind, language = getattr(request, "param", ("rich", "fr"))
    make = {"rich": rich_report, "empty": empty_report, "hostile": hostile_report}[kind]
    file = tmp_path / "report.html"
    file.write_text(render_page(make(language)), encoding="utf-8")
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.url))
    page.on("console", lambda each: asked.append(each.text))
    page.goto(file.as_uri())
    yield page
    assert [each for each in asked if each not in {file.as_uri(), "data:,"}] == []


def every(*kinds: str) -> pytest.MarkDecorator:
    languages: tuple[Language, ...] = ("fr", "en")
    cases = [(kind, language) for kind in kinds for language in languages]
    return pytest.mark.parametrize("shown", cases, indirect=True, ids=["-".join(case) for case in cases])


@every("rich", "empty", "hostile")
def test_axe_finds_nothing_in_light(shown: Page) -> None:
    assert [(each["id"], each["nodes"][0]["html"]) for each in axe_violations(shown)] == []


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_axe_finds_nothing_in_the_dark_or_on_a_telephone(shown: Page, scheme: Literal["dark", "light"]) -> None:
    shown.emulate_media(color_scheme=scheme)
    shown.set_viewport_size({"width": 320, "height": 640})
    assert [(each["id"], each["nodes"][0]["html"]) for each in axe_violations(shown)] == []


@every("rich")
def test_axe_finds_nothing_on_paper(shown: Page) -> None:
    shown.emulate_media(media="print", color_scheme="dark")
    assert [(each["id"], each["nodes"][0]["html"]) for each in axe_violations(shown)] == []


@every("rich", "empty", "hostile")
def test_no_page_is_wider_than_its_screen(shown: Page) -> None:
    for width in (320, 400, 768, 1280):
        shown.set_viewport_size({"width": width, "height": 800})
        assert shown.evaluate("document.documentElement.scrollWidth") <= width


@every("rich", "hostile")
def test_no_text_of_a_chart_touches_another_or_leaves_its_drawing(shown: Page) -> None:
    for width in (320, 1280):
        shown.set_viewport_size({"width": width, "height": 800})
        assert shown.evaluate(OVERLAPS) == []


def test_the_first_key_skips_to_the_findings(shown: Page) -> None:
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.className") == "skip"
    assert shown.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    shown.keyboard.press("Enter")
    shown.wait_for_function("document.activeElement.id === 'findings'")


def test_every_link_and_every_table_is_reached_by_keyboard_in_the_order_of_the_page(shown: Page) -> None:
    wanted = shown.evaluate(
        "[...document.querySelectorAll('a[href], [tabindex=\"0\"]')].filter(e => e.checkVisibility()).length"
    )
    shown.evaluate("window.reached = []; document.addEventListener('focusin', e => window.reached.push(e.target))")
    for _ in range(wanted):
        shown.keyboard.press("Tab")
    in_order = shown.evaluate(
        "window.reached.length === new Set(window.reached).size"
        " && window.reached.every((e, i, all) => !i || all[i - 1].compareDocumentPosition(e) & 4)"
    )
    assert in_order
    assert shown.evaluate("window.reached.length") == wanted


@every("rich")
def test_on_paper_nothing_is_cut_off(shown: Page) -> None:
    shown.emulate_media(media="print")
    shown.set_viewport_size({"width": 680, "height": 960})
    cut = "[...document.querySelectorAll('.scroll')].filter(e => e.scrollWidth > document.documentElement.clientWidth).length"
    assert shown.evaluate(cut) == 0
    assert shown.evaluate("document.documentElement.scrollWidth") <= 680
