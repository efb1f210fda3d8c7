"""A reading that is stopped leaves no file that looks finished."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from licet.reading import read_people

STOPPED = """
import os, signal, sys
from pathlib import Path
from licet.reading import read_people

def stop(done, total):
    if done * 4 > total * int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)

read_people(Path(sys.argv[1]), into=Path(sys.argv[2]), progress=stop)
"""


@pytest.mark.parametrize("quarter", [0, 1, 2, 3])
def test_a_killed_process_leaves_no_half_file_named_as_finished(tmp_path: Path, quarter: int) -> None:
    path, into = tmp_path / "people.csv", tmp_path / "out"
    path.write_bytes(b"mail;nom\nx\n" + b"".join(b"p%d@club.example;\xe9\n" % k for k in range(300_000)))
    into.mkdir()
    for name in ("data.parquet", "kept-aside.csv"):
        (into / name).write_text("of an older reading", encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    arguments = [sys.executable, "-c", STOPPED, str(path), str(into), str(quarter)]
    process = subprocess.run(arguments, check=False, env=environment, timeout=120)
    assert process.returncode == -signal.SIGKILL
    assert not [p.name for p in into.iterdir() if not p.name.startswith(".")]
    reading = read_people(path, into=into)
    assert (reading.rows_kept, reading.kept_aside) == (300_000, {"wrong-number-of-fields": 1})


def test_a_callback_that_fails_is_not_taken_for_a_bad_file(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b"mail;nom\n" + b"a@b.example;\xe9\n" * 10)

    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read_people(path, into=tmp_path / "out", progress=stop)
    assert not list((tmp_path / "out").iterdir())
