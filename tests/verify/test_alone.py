"""A regulator runs the folder alone: nothing else of Licet is needed, nor loaded."""

import ast
import json
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.verify.making import ROOM, complete

# What the two packages are made of; `_cffi_backend` is a single library.
NEEDED = ("cryptography", "rfc3161_client", "cffi", "pycparser")
RUN = """
import json, runpy, sys
sys.path.append({packages!r})
sys.argv = [{folder!r}, {file!r}, "--trust", {keys!r}, "--json"]
try:
    {run}
except SystemExit as stopped:
    print("\\n" + json.dumps([stopped.code, sorted(sys.modules)]))
"""


@pytest.fixture
def given(tmp_path: Path, sealed: bytes) -> Path:
    """Give a folder with an evidence file and the keys of its log."""
    (tmp_path / "file.zip").write_bytes(sealed)
    (tmp_path / "keys").write_text(complete().log.trust, encoding="utf-8")
    return tmp_path


def _loaded(given: Path, packages: Path, folder: Path, run: str, *options: str) -> tuple[int, set[str]]:
    program = RUN.format(
        packages=str(packages), folder=str(folder), file=str(given / "file.zip"), keys=str(given / "keys"), run=run
    )
    ran = subprocess.run(
        [sys.executable, *options, "-c", program], cwd=given, check=True, capture_output=True, text=True
    )
    code, modules = json.loads(ran.stdout.splitlines()[-1])
    assert '"verdict": "valid"' in ran.stdout
    return code, set(modules)


def test_a_copy_of_the_folder_runs_with_two_packages_and_nothing_else(given: Path) -> None:
    alone, packages = given / "copied" / "checker", given / "packages"
    shutil.copytree(ROOM, alone, ignore=shutil.ignore_patterns("__pycache__"))
    packages.mkdir()
    for name in NEEDED:
        spec = find_spec(name)
        if spec and spec.origin:
            (packages / name).symlink_to(Path(spec.origin).parent)
    backend = find_spec("_cffi_backend")
    if backend and backend.origin:
        (packages / Path(backend.origin).name).symlink_to(backend.origin)
    code, modules = _loaded(given, packages, alone, f"runpy.run_path({str(alone)!r}, run_name='__main__')", "-I", "-S")
    assert code == 0
    assert not {name for name in modules if name.partition(".")[0] == "licet"}
    assert "licet_verify_alone.tree" in modules
    assert "tree" not in modules


def test_within_licet_the_checker_loads_nothing_of_the_other_rooms(given: Path) -> None:
    packages, source = Path(find_spec("cryptography").origin).parents[1], ROOM.parents[1]  # type: ignore[union-attr,arg-type]
    run = f"sys.path.insert(0, {str(source)!r}); runpy.run_module('licet.verify', run_name='__main__', alter_sys=False)"
    code, modules = _loaded(given, packages, ROOM, run, "-I", "-S")
    assert code == 0
    ours = {name for name in modules if name.partition(".")[0] == "licet"}
    assert ours
    assert not {name for name in ours if name != "licet" and not f"{name}.".startswith("licet.verify.")}


def test_the_folder_runs_where_it_stands(given: Path) -> None:
    for start in ([str(ROOM)], ["-m", "licet.verify"]):
        ran = subprocess.run(
            [sys.executable, *start, "file.zip", "--trust", "keys", "--lang", "en"],
            cwd=given,
            check=False,
            capture_output=True,
            text=True,
            env={"PYTHONPATH": str(ROOM.parents[1])},
        )
        assert (ran.returncode, ran.stderr) == (0, "")
        assert ran.stdout.startswith("VALID")


@pytest.mark.parametrize("module", sorted(path.name for path in ROOM.glob("*.py")))
def test_a_module_imports_its_neighbours_the_language_and_two_packages(module: str) -> None:
    tree = ast.parse((ROOM / module).read_text(encoding="utf-8"))
    allowed = sys.stdlib_module_names | {"cryptography", "rfc3161_client"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            assert {name.name.partition(".")[0] for name in node.names} <= allowed
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 1 or (node.level == 0 and (node.module or "").partition(".")[0] in allowed)
            assert node.level == 0 or (ROOM / f"{node.module}.py").is_file()
