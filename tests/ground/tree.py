"""The tree as its readers get it: the files that git tracks, or is about to."""

import subprocess
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def project() -> dict[str, Any]:
    """Read pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def tracked_files() -> list[Path]:
    """List the files of the repository, tracked or new and not ignored; a test that asks needs `git`."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - the `git` that the test needs
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [path for name in sorted(set(listed.stdout.split("\0"))) if name and (path := ROOT / name).is_file()]


def texts(*suffixes: str) -> list[tuple[Path, str]]:
    """Read the tracked files that are text, with these suffixes or all: path within the repository and content."""
    found = []
    for path in tracked_files():
        content = b"" if suffixes and path.suffix not in suffixes else path.read_bytes()
        if content and b"\0" not in content:
            # some samples of the tests are Latin-1 on purpose
            found.append((path.relative_to(ROOT), content.decode("utf-8", errors="replace")))
    return found
