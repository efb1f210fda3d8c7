"""Run a program of the system; the test that does says so with `@pytest.mark.needs`."""

import shutil
import subprocess
from pathlib import Path


def run(program: str, *arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a program to its end in a folder, whatever its exit code; return the code and what it wrote."""
    found = shutil.which(program)
    assert found is not None, f"`{program}` is not installed"
    return subprocess.run([found, *map(str, arguments)], cwd=cwd, check=False, capture_output=True, text=True)
