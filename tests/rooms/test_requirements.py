"""What is installed is pinned, hashed, accounted for, and says nothing of where it came from."""

import re
from pathlib import Path

import pytest

from tests.ground.tree import ROOT, project

LISTS = ("run", "dev", "bench")
FOLDER = ROOT / "requirements"


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _named(path: Path) -> set[str]:
    return {_normal(name) for name in re.findall(r"^([A-Za-z][\w.-]*)", path.read_text("utf-8"), flags=re.MULTILINE)}


def _pins(wanted: str) -> dict[str, str]:
    pins = re.findall(r"^([\w.-]+)==(\S+)", (FOLDER / f"{wanted}.txt").read_text("utf-8"), flags=re.MULTILINE)
    return {_normal(name): version for name, version in pins}


@pytest.mark.parametrize("wanted", LISTS)
def test_a_requirement_file_names_no_host_and_no_index(wanted: str) -> None:
    for path in FOLDER.glob(f"{wanted}.*"):
        assert not re.search(r"://|index-url|find-links|trusted-host|file:", path.read_text("utf-8")), path.name


@pytest.mark.parametrize("wanted", LISTS)
def test_every_pin_is_exact_and_carries_hashes(wanted: str) -> None:
    content = re.sub(r"^\s*#.*\n", "", (FOLDER / f"{wanted}.txt").read_text("utf-8"), flags=re.MULTILINE)
    entries = content.replace("\\\n", " ").splitlines()
    assert entries
    for entry in entries:
        assert re.fullmatch(r"[\w.-]+==\S+( ; [^\\]+?)?(\s+--hash=sha256:[0-9a-f]{64})+\s*", entry), entry[:60]


@pytest.mark.parametrize("wanted", LISTS)
def test_what_is_asked_for_is_pinned(wanted: str) -> None:
    assert _named(FOLDER / f"{wanted}.in") <= _pins(wanted).keys()


@pytest.mark.parametrize("wanted", ["dev", "bench"])
def test_tests_and_measurements_run_on_the_versions_that_users_run(wanted: str) -> None:
    assert _pins("run").items() <= _pins(wanted).items()


def test_the_run_list_is_the_dependencies_of_the_package_and_its_build_backend() -> None:
    declared = project()["project"]["dependencies"] + project()["build-system"]["requires"]
    assert {_normal(re.split("[<>=]", entry)[0]) for entry in declared} == _named(FOLDER / "run.in")


def test_every_dependency_says_why_it_is_there() -> None:
    explained = set(
        re.findall(r"^\| `([\w-]+)` \|", (ROOT / "docs/why/dependencies.md").read_text("utf-8"), re.MULTILINE)
    )
    assert explained == set().union(*(_named(FOLDER / f"{wanted}.in") for wanted in LISTS))
