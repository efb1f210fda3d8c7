"""`licet serve` as it is run: a first link, answers, a kill, the same house again."""

from __future__ import annotations

import os
import re
import signal
import socket
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest

from licet.doors.running import close_house, open_house, set_up
from tests.doors.web.signed_in import PASSWORD
from tests.ground.house import House
from tests.ground.serving import serving

SECRET = "ada.lovelace"  # noqa: S105  # what no log may hold


class Browser:
    """A browser with cookies."""

    def __init__(self) -> None:
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, address: str) -> tuple[str, str]:
        """Return where it led, and the page."""
        with self._open.open(address, timeout=10) as answer:
            return answer.url, answer.read().decode()

    def post(self, address: str, **said: str) -> tuple[str, str]:
        """Send a form with the token of its page."""
        where, page = self.get(address)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert token is not None
        body = urlencode({**said, "csrfmiddlewaretoken": token[1]}).encode()
        with self._open.open(where, body, timeout=10) as answer:
            return answer.url, answer.read().decode()


def asked_for(address: str, whom: str) -> int:
    """Open a link that is none, as a proxy does for somebody; return the status."""
    request = urllib.request.Request(f"{address}/first/x/y", headers={"X-Forwarded-For": whom})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310  # our own address
            return int(answer.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_a_server_that_is_killed_starts_again_with_everything_it_answered(
    database: str, tmp_path: Path, new_house: Callable[..., House], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, data = "", tmp_path / "fresh"
    if database == "postgresql":
        house = new_house(database)
        url, data = house.url, house.data
        house.close()
    with serving(data, url) as (process, address, link):
        assert link is not None
        assert (data.stat().st_mode & 0o777, data.with_name(f"{data.name}.key").stat().st_mode & 0o777) == (
            0o700,
            0o600,
        )
        browser = Browser()
        assert browser.post(link, new_password1=PASSWORD, new_password2=PASSWORD)[0] == f"{address}/login"
        assert browser.post(f"{address}/login", username="operator", password=PASSWORD)[0] == f"{address}/console/"
        found = browser.post(f"{address}/console/person", kind="email", point=f"{SECRET}@mail.example", why="check")
        assert "connu" in found[1]
        with suppress(urllib.error.HTTPError):
            browser.get(f"{address}/{SECRET}")
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    monkeypatch.setenv("LICET_TRUSTED_PROXIES", "127.0.0.1")
    with serving(data, url) as (process, address, link):
        assert link is None
        assert [asked_for(address, "192.0.2.1") for _ in range(11)] == [200] * 10 + [429]
        assert asked_for(address, "192.0.2.2") == 200
        browser = Browser()
        assert browser.post(f"{address}/login", username="operator", password=PASSWORD)[0] == f"{address}/console/"
        process.terminate()
        assert process.wait(timeout=30) == 0
    log = data.with_name("log").read_text("utf-8")
    assert SECRET not in log
    assert "Traceback" not in log


def test_a_house_in_a_folder_that_others_may_read_is_private_all_the_same(tmp_path: Path) -> None:
    data = tmp_path / "house"
    data.mkdir(mode=0o755)
    open_house(data)
    try:
        files = [each for each in data.iterdir() if each.is_file()]
        assert {"ledger.db", "ledger.db-wal", "keys.db", "keys.db-wal", "origin"} <= {each.name for each in files}
        assert [each.name for each in files if each.stat().st_mode & 0o077] == []
    finally:
        close_house()
        set_up(Path("no-house"))


def test_a_port_on_which_another_house_answers_is_not_shared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from licet.doors.cli import run

    with socket.create_server(("127.0.0.1", 0), reuse_port=True) as other:
        port = str(other.getsockname()[1])
        assert run(["serve", "--data", str(tmp_path / "house"), "--port", port]) == 64
    assert "cannot be listened on (address already in use)" in capsys.readouterr().err
    assert not (tmp_path / "house").exists()


def test_what_cannot_be_served_is_wrong_usage(tmp_path: Path) -> None:
    from licet.doors.cli import run

    assert run(["serve", "--data", str(tmp_path / "house"), "--port", "0"]) == 64
    assert run(["serve", "--data", str(tmp_path / "house"), "--threads", "1000"]) == 64
    assert not (tmp_path / "house").exists()
    assert run(["serve", "--data", str(tmp_path / "house"), "--base-url", "nowhere"]) == 3
