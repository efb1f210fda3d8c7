"""The command line: what it prints, what its exit says, and how soon it answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import licet
from licet.doors import cli
from licet.doors.cli.asked import language
from licet.doors.exits import Exit, of_error
from licet.law.book import all_rules
from licet.rules.rule import Rule
from licet.terms import errors
from tests.ground.tree import ROOT

RUN = [sys.executable, "-c", "from licet.doors.cli import main; main()"]


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment}
    return subprocess.run([*RUN, *words], check=False, capture_output=True, text=True, env=known, timeout=60)


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.delenv("LICET_DEBUG", raising=False)


def fails_with(error: Exception | type[BaseException]) -> Callable[[Any], int]:
    def fail(_written: str | None) -> int:
        raise error

    return fail


# ------------------------------------------------------------------------------------------------ start


def test_help_answers_in_half_a_second_and_loads_no_room() -> None:
    # the time of the processor: other tests run beside this one, and must not make it fail
    before, runs = os.times(), 3
    for _ in range(runs):
        assert run("--help").returncode == Exit.CLEAN
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    assert spent / runs < 0.5
    loaded = "import sys; from licet.doors.cli import run; run(['--help']); print(*sys.modules, file=sys.stderr)"
    seen = subprocess.run([sys.executable, "-c", loaded], check=True, capture_output=True, text=True, timeout=60)
    heavy = {"polars", "narwhals", "pydantic", "jinja2", "licet.law", "licet.audit", "licet.rules", "licet.reading"}
    assert not heavy & set(seen.stderr.split())


def test_every_command_of_the_table_can_be_loaded_and_says_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    for words, _ in cli.COMMANDS:
        assert cli.run([*words.split(), "--help"]) == Exit.CLEAN
        shown = capsys.readouterr().out
        assert f"licet {words}" in shown


def test_every_command_is_listed_with_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    for group in ("", *{words.partition(" ")[0] for words, _ in cli.COMMANDS if " " in words}):
        assert cli.run([*group.split(), "--help"]) == Exit.CLEAN  # `import` is a command of its own too
        lines = [line.strip("│ ").split() for line in capsys.readouterr().out.splitlines() if line.startswith("│")]
        said = {line[0]: len(line) for line in lines if line}
        for words, _ in cli.COMMANDS:
            noun, _, verb = words.rpartition(" ")
            if noun == group:
                assert said[verb] > 3


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--version"]) == Exit.CLEAN
    assert capsys.readouterr().out.strip() == licet.__version__


# ------------------------------------------------------------------------------------------------ exits


@pytest.mark.parametrize(
    "words",
    [
        ["laws"],
        ["--versoin"],
        ["law", "shw"],
        ["law", "show"],
        ["law", "show", "NOPE-01"],
        ["law", "show", "CPC-01", "extra"],
        ["law", "list", "--on", "2026-1-1"],
        ["law", "list", "--on", "20260101"],
        ["law", "list", "--family", "ZZZ"],
        ["law", "list", "--lang", "de"],
        ["law", "list", "--colour"],
        ["law", "diff", "2026-08-10"],
        ["law", "diff", "2026-08-10", "tomorrow"],
        ["law", "book"],
    ],
)
def test_wrong_usage_is_one_line_and_64(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(words) == Exit.USAGE
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("licet: ")
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.InputError("people.csv: is empty"), Exit.UNUSABLE),
        (errors.TableError("people.csv: is empty"), Exit.UNUSABLE),
        (errors.DossierError("dossier.yaml: is empty"), Exit.UNUSABLE),
        (errors.UsageError("no such day"), Exit.USAGE),
        (errors.UnknownRuleError("no such rule"), Exit.USAGE),
        (errors.RuleError("a bad rule"), Exit.FAILED),
        (errors.LicetError("something"), Exit.FAILED),
        (PermissionError(13, "Permission denied", "out/report.html"), Exit.FAILED),
        (ValueError("jeanne@exemple.example"), Exit.FAILED),
    ],
)
def test_every_error_has_its_exit_and_one_line(
    error: Exception, code: Exit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("licet.doors.cli.law.day", fails_with(error))
    assert cli.run(["law", "list", "--on", "2026-01-01"]) == code == of_error(error)
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("licet: ")
    assert printed.err.count("\n") == 1
    assert "jeanne" not in printed.err


@pytest.mark.parametrize("how", ["word", "environment"])
def test_a_fault_shows_its_place_only_when_asked(
    how: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("licet.doors.cli.law.day", fails_with(ValueError("a fault")))
    words = ["law", "list", "--on", "2026-01-01"]
    assert cli.run(words) == Exit.FAILED
    assert "Traceback" not in capsys.readouterr().err
    if how == "environment":
        monkeypatch.setenv("LICET_DEBUG", "1")
    assert cli.run([*words, "--debug"] if how == "word" else words) == Exit.FAILED
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupt_is_130_without_a_word(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("licet.doors.cli.law.day", fails_with(KeyboardInterrupt))
    try:
        code: object = cli.run(["law", "list", "--on", "2026-01-01"])
    except SystemExit as left:
        code = left.code
    assert code == Exit.INTERRUPTED
    assert "Traceback" not in capsys.readouterr().err


def test_a_reader_who_has_had_enough_is_no_fault() -> None:
    words = " ".join([*(f"'{word}'" for word in RUN), "law list | head -1"])
    known = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(  # noqa: S602  # a pipe is what is tested
        f"set -o pipefail; {words}", shell=True, executable="/bin/bash", check=False, capture_output=True, env=known
    )
    assert done.stderr == b""
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "fr"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": ""}, "en"),
    ],
)
def test_french_comes_first_unless_the_environment_says_english(
    environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language(None) == expected
    assert language("en") == "en"


# -------------------------------------------------------------------------------------------------- law


def test_a_list_holds_every_rule_or_those_of_a_day_and_a_family(capsys: pytest.CaptureFixture[str]) -> None:
    def listed(*words: str) -> list[str]:
        assert cli.run(["law", "list", "--json", *words]) == Exit.CLEAN
        return [each["id"] for each in json.loads(capsys.readouterr().out)]

    assert listed() == [each.id for each in all_rules()]
    assert listed("--family", "tel") == [each.id for each in all_rules() if each.id.startswith("TEL-")]
    assert "TEL-01" in listed("--on", "2026-08-10")
    assert "TEL-01" not in listed("--on", "2026-08-11")


def test_a_list_speaks_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    (rule,) = [each for each in all_rules() if each.id == "CPC-01"]
    cli.run(["law", "list"])
    assert rule.sentence in capsys.readouterr().out
    cli.run(["law", "list", "--lang", "fr"])
    assert rule.sentence_fr in capsys.readouterr().out


def test_a_rule_is_shown_by_id_and_by_name(capsys: pytest.CaptureFixture[str]) -> None:
    cli.run(["law", "show", "CPC-01"])
    by_id = capsys.readouterr().out
    cli.run(["law", "show", "no_electronic_prospecting_without_prior_consent"])
    assert capsys.readouterr().out == by_id
    for part in (
        "CPCE L.34-5 al. 1",
        "2004-07-10",
        "`consent.given_at`",
        "no-valid-consent",
        "Bad example",
        "def no_elec",
    ):
        assert part in by_id


@pytest.mark.parametrize("rule", all_rules(), ids=lambda each: each.id)
def test_every_rule_can_be_shown_in_both_languages(rule: Rule, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["law", "show", rule.id, "--lang", "fr", "--on", "2026-08-11"]) == Exit.CLEAN
    assert rule.sentence_fr in capsys.readouterr().out
    assert cli.run(["law", "show", rule.id, "--lang", "en", "--json", "--on", "2026-08-11"]) == Exit.CLEAN
    said = json.loads(capsys.readouterr().out)
    assert said["sentence"] == rule.sentence
    assert said["conduct_means"]
    assert {each["is_bad"] for each in said["examples"]} == {True, False}


def test_the_law_of_telephone_turns_on_2026_08_11(capsys: pytest.CaptureFixture[str]) -> None:
    def turned(*days: str) -> dict[str, Any]:
        assert cli.run(["law", "diff", *days, "--json"]) == Exit.CLEAN
        return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]

    there, back = turned("2026-08-10", "2026-08-11"), turned("2026-08-11", "2026-08-10")
    assert {"TEL-03", "TEL-04.items"} <= {each["id"] for each in there["start"]}
    assert {"TEL-01"} <= {each["id"] for each in there["end"]}
    assert "call-consent" in {each["name"] for each in there["figures"]}
    assert there["start"] == back["end"]
    assert there["end"] == back["start"]
    assert turned("2026-08-11", "2026-08-11") | {"from": "", "to": ""} == {
        "from": "", "to": "", "start": [], "end": [], "figures": [],
    }  # fmt: skip


def test_a_change_is_printed_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    cli.run(["law", "diff", "2026-08-10", "2026-08-11", "--lang", "fr"])
    shown = capsys.readouterr().out
    assert "Commencent" in shown
    assert "Prennent fin" in shown
    assert "call-consent: – → 1 an" in shown
    cli.run(["law", "diff", "2026-08-11", "2026-08-11"])
    assert capsys.readouterr().out == "Nothing changes between these two days.\n"


def test_the_book_is_written_in_both_languages_and_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["law", "book", "--out", str(tmp_path / "rules")]) == Exit.CLEAN
    written = capsys.readouterr().out.split()
    assert {Path(each).parent.name for each in written} == {"fr", "en"}
    assert all(Path(each).is_file() for each in written)
    file = tmp_path / "file"
    file.write_text("", encoding="utf-8")
    assert cli.run(["law", "book", "--out", str(file)]) == Exit.FAILED
    assert capsys.readouterr().err.startswith(f"licet: {file}")
