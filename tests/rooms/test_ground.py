"""The ground the tests stand on."""

import socket

import pytest
from playwright.sync_api import Page

from tests.ground.browser import axe_violations
from tests.ground.loopback import FarConnectionError

NEEDS_NOTHING_REAL = """
    import pytest

    @pytest.mark.needs("no-such-program")
    def test_of_an_absent_program():
        pass

    @pytest.mark.needs("git")
    def test_of_a_present_program():
        pass
"""


def _run_the_marker(pytester: pytest.Pytester) -> pytest.RunResult:
    pytester.makeini("[pytest]\nmarkers = needs(tool): as in pyproject.toml")
    pytester.makepyfile(NEEDS_NOTHING_REAL)
    return pytester.runpytest_inprocess("-p", "tests.ground.needs", "-p", "no:cacheprovider")


def test_a_test_whose_program_is_absent_is_skipped_and_counted_for_a_user(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    _run_the_marker(pytester).assert_outcomes(passed=1, skipped=1)


def test_a_test_whose_program_is_absent_fails_on_ci(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    _run_the_marker(pytester).assert_outcomes(passed=1, errors=1)


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "licet.example"])
def test_a_test_cannot_reach_another_machine(host: str) -> None:
    with pytest.raises(FarConnectionError):
        socket.create_connection((host, 9), timeout=1)


def test_a_test_cannot_send_a_datagram_to_another_machine() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams, pytest.raises(FarConnectionError):
        datagrams.sendto(b"", ("192.0.2.1", 9))


def test_a_test_reaches_this_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()


@pytest.mark.needs("chromium")
def test_the_browser_shows_a_page_without_network_and_axe_sees_an_image_without_text(page: Page) -> None:
    page.set_content("<html lang=en><title>t</title><main><h1>Report</h1><img src=data:,></main></html>")
    assert page.locator("h1").inner_text() == "Report"
    assert "image-alt" in {violation["id"] for violation in axe_violations(page)}
