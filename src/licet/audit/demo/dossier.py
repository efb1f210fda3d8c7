"""Write a made-up dossier as YAML."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from licet.audit.dossier.load import FILE_NAME


def assumed(answer: object, reason: str) -> dict[str, Any]:
    """Return an answer that nobody gave, supposed for a reason."""
    return {"answer": answer, "assumed": reason}


def write_dossier(folder: Path, dossier: Mapping[str, Any], head: str) -> Path:
    """Write ``dossier.yaml`` into a folder under a comment that says what it is; return the folder."""
    text = yaml.safe_dump(dict(dossier), sort_keys=False, allow_unicode=True, width=110)
    note = f"# {head}; nobody in it exists.\n# `licet dossier init` shows every question that may be answered.\n"
    (folder / FILE_NAME).write_text(note + text, encoding="utf-8")
    return folder
