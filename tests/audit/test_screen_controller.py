"""A dossier answers for its own organisation: of another controller it says nothing."""

from __future__ import annotations

from pathlib import Path

from licet.audit.demo import overnight
from licet.audit.model_reach import Reach
from licet.audit.screen import screen_people


def reach(folder: Path, controller: str) -> Reach:
    return screen_people(
        folder / "dossier", out=folder / "out", channel="telephone", controller=controller, on=overnight.DAYS[1]
    ).reach


def test_nobody_is_permitted_to_a_controller_the_dossier_does_not_speak_of(tmp_path: Path) -> None:
    overnight.write(tmp_path / "dossier", people=40)
    assert reach(tmp_path, "Somebody else").permitted == 0


def test_the_dossiers_own_organisation_is_known_by_its_name_in_any_case(tmp_path: Path) -> None:
    overnight.write(tmp_path / "dossier", people=40)
    assert reach(tmp_path, "SOCIÉTÉ DE PROSPECTION  TÉLÉPHONIQUE (CAS D'ÉCOLE)").permitted == 10
