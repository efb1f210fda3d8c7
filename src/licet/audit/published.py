"""The published schemas of what Licet writes as JSON beside the report: one place, printed from the models."""

from __future__ import annotations

from typing import Any, Final

from pydantic import BaseModel

from licet.audit.compare import Comparison
from licet.audit.dossier.check_model import Check
from licet.audit.inspection.model import Inspection
from licet.audit.model_reach import Reach

MODELS: Final[dict[str, tuple[type[BaseModel], str, str]]] = {
    "check": (
        Check,
        "Licet: check of a dossier",
        "What `licet dossier check --json` prints: the questions without an answer, and what each prevents. No personal data.",
    ),
    "comparison": (
        Comparison,
        "Licet: two reports compared",
        "What `licet audit --compare OLD NEW --json` prints: heads, questions and assumptions before and after. No personal data.",
    ),
    "inspection": (
        Inspection,
        "Licet: rehearsal of an inspection",
        "What `licet inspect` writes: documents to hand over, rows drawn, questions in order of weight. No personal data.",
    ),
    "reach": (
        Reach,
        "Licet: lawful reach of a list",
        "What `licet screen` writes: how many may be contacted, why not the others, which answer would free most.",
    ),
}
"""By name: the model, its title, its description."""


def model_schemas() -> dict[str, dict[str, Any]]:
    """Return, by file name, the JSON Schema (draft 2020-12) that every such output of this version fits."""
    return {f"{name}.json": _schema(name, *known) for name, known in MODELS.items()}


def _schema(name: str, model: type[BaseModel], title: str, description: str) -> dict[str, Any]:
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:licet:schema:{name}:1",
        "title": title,
        "description": description,
    }
    schema = model.model_json_schema(mode="serialization")
    return head | {key: value for key, value in schema.items() if key not in head}
