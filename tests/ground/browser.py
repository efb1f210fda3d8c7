"""A real browser for pages: the system's Chromium without network, and axe-core to judge what it shows."""

import shutil
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright


def axe_violations(page: Page) -> list[dict[str, Any]]:
    """Return what axe-core finds wrong with the page: a list of rules broken, each with its `id` and `nodes`."""
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("async () => (await axe.run()).violations")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Open Chromium once; a test that takes it says `@pytest.mark.needs("chromium")`."""
    with sync_playwright() as playwright:
        # --no-sandbox: Chromium refuses to run as root (build machines) with its sandbox.
        opened = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give an empty page that cannot reach any network; the report must do without."""
    context = browser.new_context(offline=True)
    yield context.new_page()
    context.close()
