"""Small bases of people who do not exist, as a company would hand them over, and how to run a command on them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from licet.doors import cli
from tests.ground.tree import ROOT

SCRIPT: Final = [sys.executable, "-c", "from licet.doors.cli import main; main()"]
HEADERS: Final = "id;Nom;E-mail;Téléphone;Date inscription;Dernier contact;Désinscrit le;Source"
ROWS: Final = (
    "1;Secretnom;lea.secret@exemple.example;06 39 98 00 01;12/03/2021;01/02/2024;;site",
    "2;Secretnom;paul.secret@exemple.example;01 99 00 00 02;05/11/2018;;14/05/2022;achat",
    "3;Secretnom;zoe.secret@exemple.example;;31/02/2019;;;achat",
    "4;Secretnom;pas une adresse;;01/01/2020;;;achat",
)
OF_THE_PEOPLE: Final = ("ecretnom", "secret@", "06 39", "01 99")
"""What no output, error or report may hold: it stands in the rows."""


class Said(NamedTuple):
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


def ask(capsys: pytest.CaptureFixture[str], *words: object) -> Said:
    """Run a command in this process."""
    capsys.readouterr()
    code = cli.run([str(word) for word in words])
    printed = capsys.readouterr()
    return Said(code, printed.out, printed.err)


def started(*words: object, **environment: str) -> subprocess.Popen[str]:
    """Start a command in a process of its own."""
    known = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "LC_ALL": "C.UTF-8", **environment}
    return subprocess.Popen(
        [*SCRIPT, *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=known
    )


def run(*words: object, **environment: str) -> Said:
    """Run a command in a process of its own."""
    process = started(*words, **environment)
    out, err = process.communicate(timeout=60)
    return Said(process.returncode, out, err)


def people(path: Path, rows: Iterable[str] = ROWS, headers: str = HEADERS) -> Path:
    """Write a people file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([headers, *rows]) + "\n", encoding="utf-8")
    return path


def dossier(folder: Path, text: str, rows: Iterable[str] = ROWS) -> Path:
    """Write a dossier with a people file ``people.csv`` in it."""
    people(folder / "people.csv", rows)
    (folder / "dossier.yaml").write_text(f"licet_dossier: 1\n{text}\n", encoding="utf-8")
    return folder


def of_people(*texts: str) -> list[str]:
    """Return what stands in texts of the people's rows."""
    return [secret for secret in OF_THE_PEOPLE for text in texts if secret in text]


def names(folder: Path) -> list[str]:
    """Return what lies in a folder, hidden files too."""
    return sorted(each.name for each in folder.iterdir())
