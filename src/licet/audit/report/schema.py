"""The published schema of ``report.json``."""

from __future__ import annotations

from typing import Any

from licet.audit.model import Report


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) that every ``report.json`` of this version fits."""
    schema = Report.model_json_schema(mode="serialization")
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:licet:schema:report:1",
        "title": "Licet: report of an audit",
        "description": "What `licet audit` found in a prospect base: heads with their grounds and counts, what is "
        "missing, the repair plan and the law that judged. No personal data: evidence is row numbers.",
    }
    return head | {key: value for key, value in schema.items() if key not in head}
