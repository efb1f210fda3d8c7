"""House rules that a machine can read off the files."""

import re
import zipfile
from pathlib import Path

import pytest
from flit_core import buildapi

from tests.ground.tree import ROOT, texts, tracked_files

LONGEST = 500
WRITTEN_BY_HAND = (".css", ".html", ".j2", ".jinja", ".js", ".md", ".py", ".sh", ".sql", ".toml", ".yaml", ".yml")
WRITTEN_BY_LICET = Path("docs/rulebook")

# A folder of some machine: its home folders, where it mounts, what it keeps for a moment. A temporary folder
# comes from the language. `(?<!...)` lets web addresses and relative paths through.
FOLDERS = ("Users", "home", "media", "mnt", "opt", "private", "root", "srv", "tmp", "work")
PATH_OF_A_MACHINE = re.compile(r"(?<![\w./:~-])/(?:" + "|".join(FOLDERS) + r")/\w")

VAGUE = re.compile(r"(^|_)(utils?|helpers?|common|managers?|base|misc)(_|$)")


@pytest.mark.needs("git")
def test_no_file_is_longer_than_500_lines() -> None:
    long = {
        str(path): lines
        for path, content in texts(*WRITTEN_BY_HAND)
        if (lines := content.count("\n")) > LONGEST and not path.is_relative_to(WRITTEN_BY_LICET)
    }
    assert not long


@pytest.mark.needs("git")
def test_no_module_hides_behind_a_vague_name() -> None:
    names = [path.relative_to(ROOT) for path in tracked_files() if path.suffix == ".py"]
    assert not [str(path) for path in names if any(VAGUE.search(part) for part in path.with_suffix("").parts)]


@pytest.mark.needs("git")
def test_no_file_names_a_folder_of_the_machine_it_was_written_on() -> None:
    found = [f"{path}: {match.group()}" for path, content in texts() for match in PATH_OF_A_MACHINE.finditer(content)]
    assert not found
    assert not [str(path) for path, content in texts() if f"{ROOT}/" in content]


@pytest.mark.parametrize("before", ["", "see ", "open('", "=", "("])
@pytest.mark.parametrize("folder", FOLDERS)
def test_the_folder_of_a_machine_is_recognised(before: str, folder: str) -> None:
    assert PATH_OF_A_MACHINE.search(f"{before}/{folder}/x")


@pytest.mark.parametrize(
    "text", ["https://licet.example/home/x", "../desk/x", "src/opt/x", "/usr/bin/env", "/homework"]
)
def test_what_is_no_folder_of_a_machine_passes(text: str) -> None:
    assert not PATH_OF_A_MACHINE.search(text)


@pytest.mark.needs("git")
def test_the_wheel_carries_every_file_of_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    wheel = buildapi.build_wheel(str(tmp_path))
    with zipfile.ZipFile(tmp_path / wheel) as archive:
        carried = set(archive.namelist())
    source = ROOT / "src"
    package = {path.relative_to(source).as_posix() for path in tracked_files() if path.is_relative_to(source)}
    assert package <= carried
    assert any(name.endswith("licenses/LICENSE") for name in carried)
