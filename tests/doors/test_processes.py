"""What only a process of its own shows: signals, pipes, terminals, locales, two at once."""

from __future__ import annotations

import fcntl
import json
import signal
import subprocess
import time
from pathlib import Path

import pytest

from licet.audit.placing import working_folder
from licet.doors.exits import Exit
from licet.ledger.folder import open_home
from tests.doors.bases import SCRIPT, names, of_people, people, run, started
from tests.ground.tree import ROOT

MANY = 100_000


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = (f"{n};Secretnom;p{n}.secret@exemple.example;;12/03/2021;;;s{n % 7}" for n in range(MANY))
    return people(tmp_path_factory.mktemp("big") / "people.csv", rows)


def interrupted(big: Path, out: Path, number: int) -> tuple[int, str]:
    """Send a signal once the audit has begun to work; return its exit and what it said."""
    process = started("audit", big, "--out", out)
    until = time.monotonic() + 30
    while not list(out.parent.glob(".licet-*")) and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(0.05)
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    return process.returncode, err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_audit_that_is_stopped_leaves_nothing(number: int, big: Path, tmp_path: Path) -> None:
    code, err = interrupted(big, tmp_path / "report", number)
    assert (code, err) == (128 + number, "")
    assert names(tmp_path) == []


def test_what_a_killed_audit_leaves_is_taken_away_by_the_next(big: Path, tmp_path: Path) -> None:
    code, _ = interrupted(big, tmp_path / "report", signal.SIGKILL)
    assert code == -signal.SIGKILL
    (left,) = tmp_path.iterdir()
    assert left.stat().st_mode & 0o077 == 0  # it holds people: nobody but its owner may read it
    base = people(tmp_path / "people.csv")
    assert run("audit", base, "--out", tmp_path / "report").code == Exit.UNDETERMINED
    assert names(tmp_path) == ["people.csv", "report"]


def test_the_folder_of_a_run_that_works_is_left_alone(tmp_path: Path) -> None:
    with working_folder(tmp_path / "one") as first:
        with (first / "lock").open("rb") as lock, pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with working_folder(tmp_path / "two") as second:
            assert first.is_dir()
            assert second.is_dir()
    assert names(tmp_path) == []


def test_two_audits_into_one_place_leave_one_whole_report(tmp_path: Path) -> None:
    base = people(tmp_path / "people.csv")
    both = [started("audit", base, "--out", tmp_path / "report") for _ in range(2)]
    for process in both:
        _, err = process.communicate(timeout=60)
        assert process.returncode == Exit.UNDETERMINED or err.count("\n") == 1
    assert json.loads((tmp_path / "report/report.json").read_text(encoding="utf-8"))["persons"] == 3
    assert names(tmp_path) == ["people.csv", "report"]


def piped(words: str, tail: str) -> tuple[int, bytes]:
    line = " ".join([*(f"'{word}'" for word in SCRIPT), words, tail, "; exit ${PIPESTATUS[0]}"])
    done = subprocess.run(  # noqa: S602  # a pipe is what is tested
        line, shell=True, executable="/bin/bash", check=False, capture_output=True, timeout=60,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT / "src"), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("tail", "code", "err"),
    [
        ("| head -1", Exit.UNDETERMINED, b""),
        ("--json | head -c 9", Exit.UNDETERMINED, b""),
        (">&-", Exit.UNDETERMINED, b""),
        ("2>&-", Exit.UNDETERMINED, b""),
        ("> /dev/full", Exit.FAILED, b"no space left"),
    ],
)
def test_the_exit_of_an_audit_stands_whoever_reads_it(tail: str, code: int, err: bytes, tmp_path: Path) -> None:
    base = people(tmp_path / "people.csv")
    left, said = piped(f"audit '{base}' --out '{tmp_path / 'out'}'", tail)
    assert left == code
    assert err in said
    assert said.count(b"\n") == bool(err)


def test_a_terminal_without_unicode_or_home_is_written_to(tmp_path: Path) -> None:
    base = people(tmp_path / "people.csv")
    bare = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "HOME": ""}
    said = run("law", "show", "CPC-01", **bare)
    assert (said.code, said.err, said.out.isascii()) == (Exit.CLEAN, "", True)
    data = run("audit", base, "--out", tmp_path / "out", "--json", **bare)
    assert data.out.isascii()
    assert json.loads(data.out) == json.loads((tmp_path / "out/report.json").read_text(encoding="utf-8"))
    assert run("audit", tmp_path / "é.csv", **bare).code == Exit.USAGE


def test_a_narrow_terminal_cuts_nothing_off_and_no_colour_is_none(tmp_path: Path) -> None:
    base = people(tmp_path / "people.csv")
    said = run("audit", base, "--out", tmp_path / "out", "--lang", "fr", COLUMNS="60", NO_COLOR="1")
    lines = said.out.splitlines()
    assert "\x1b" not in said.out
    assert any(line.rstrip().endswith("Part") for line in lines)
    assert max(map(len, lines[:20])) <= 60
    assert not of_people(said.out, said.err)


def test_a_house_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    house = tmp_path / "house"
    said = run("object", "--everyone", "--data", house)
    assert (said.code, "there is no house in" in said.err) == (Exit.UNUSABLE, True)
    assert names(tmp_path) == []
    open_home(house)
    (house / "ledger.db").write_bytes(b"no database at all, " * 100)
    said = run("controller", "list", "--data", house)
    assert (said.code, said.err) == (
        Exit.FAILED,
        "licet: the database does not answer, or cannot be read: `licet doctor` tells more\n",
    )
    (tmp_path / "house.key").unlink()
    said = run("controller", "list", "--data", house)
    assert said.code == Exit.FAILED
    assert "house.key` cannot be read: put it back" in said.err
