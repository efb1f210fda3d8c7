"""A refusal said in any column is a refusal: a date, a word, a status."""

from __future__ import annotations

from pathlib import Path

import pytest

from licet.audit.screen import screen_people
from tests.audit.bases import DAY, base, values


@pytest.mark.parametrize(
    "word", ["désinscrit", "Unsubscribed", "OPT-OUT", "liste noire", "désabonnée le 3 mars", "spam"]
)
def test_a_status_that_says_refused_is_an_objection_of_an_unknown_day(word: str, tmp_path: Path) -> None:
    path = base(tmp_path, {"status": [word, "actif", ""]}, everyone={"objection.made_at": "never", "by": "document"})
    said = values(path, "objection.made_at")
    assert said[1:] == ["never", "never"]
    assert said[0] not in {"never", "unknown"}
    assert values(path, "objection.covers_act")[0] == "yes"


def test_a_blank_objection_beside_a_refused_status_does_not_undo_it(tmp_path: Path) -> None:
    columns = {"status": ["unsubscribed"], "unsubscribed_at": [""]}
    assert values(base(tmp_path, columns), "objection.made_at")[0] not in {"never", "unknown"}


@pytest.mark.parametrize("written", ["oui", "31/02/2026", "yes", "1", "par téléphone"])
def test_a_refusal_without_a_readable_day_is_still_a_refusal(written: str, tmp_path: Path) -> None:
    columns = {"unsubscribed_at": [written, "2026-01-05"]}
    assert values(base(tmp_path, columns), "objection.made_at")[0] not in {"never", "unknown"}


def test_a_refusal_cell_that_says_no_is_none(tmp_path: Path) -> None:
    assert values(base(tmp_path, {"unsubscribed_at": ["non", "2026-01-05"]}), "objection.made_at")[0] == "never"


@pytest.mark.parametrize("column", [{"status": ["désinscrit"]}, {"unsubscribed_at": ["oui"]}])
def test_nobody_who_refused_is_ever_permitted(column: dict[str, list[str]], tmp_path: Path) -> None:
    done = screen_people(
        base(tmp_path / "base", column), out=tmp_path / "out", channel="email", controller="Maison", on=DAY
    )
    assert done.reach.permitted == 0
