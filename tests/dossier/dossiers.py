"""Small dossiers, written for a test."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

PEOPLE = "email;date consentement;fournisseur\na@boite.example;03/02/2024;courtier\nb@boite.example;;courtier\n"

START: Mapping[str, Any] = {
    "licet_dossier": 1,
    "judged_on": "2026-06-01",
    "organisation": {"name": "Essai", "decides": True, "in_territory": True},
    "channels": ["email"],
}


def write(folder: Path, contents: Mapping[str, Any] | str, people: str = PEOPLE) -> Path:
    """Write a dossier and its people file into a folder; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "people.csv").write_text(people, encoding="utf-8")
    text = contents if isinstance(contents, str) else yaml.safe_dump({**START, **contents}, allow_unicode=True)
    (folder / "dossier.yaml").write_text(text, encoding="utf-8")
    return folder
