"""What ``make docs`` writes stands in the repository as the code would write it today."""

from __future__ import annotations

from pathlib import Path

import pytest

from licet.audit.dossier.schema import publish
from licet.doors import cli
from tests.ground.tree import ROOT


def texts(folder: Path) -> dict[str, str]:
    return {
        str(each.relative_to(folder)): each.read_text(encoding="utf-8") for each in folder.rglob("*") if each.is_file()
    }


def test_the_rule_book_is_the_one_the_rules_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["law", "book", "--out", str(tmp_path)]) == 0
    assert capsys.readouterr().err == ""
    written, published = texts(tmp_path), texts(ROOT / "docs/rulebook")
    stale = [name for name in sorted(written.keys() | published.keys()) if written.get(name) != published.get(name)]
    assert not stale, f"`make docs` writes these anew: {stale}"


def test_the_schemas_are_those_the_code_writes(tmp_path: Path) -> None:
    publish(tmp_path)
    assert texts(tmp_path) == texts(ROOT / "docs/schemas"), "run `make docs`"
