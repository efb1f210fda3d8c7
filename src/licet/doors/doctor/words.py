"""Say what was found, in French or in English."""

from __future__ import annotations

from licet.audit.report.words import Language, plain
from licet.doors.doctor.finding import Finding, State
from licet.doors.web.words import say


def told(found: Finding, language: Language) -> str:
    """Return a finding in one sentence or two: how it stands, and what to do."""
    if found.state is State.UNKNOWN:
        return say("doctor.said.unseen", language)
    values = {name: plain(value) if isinstance(value, str) else value for name, value in found.values.items()}
    return say(f"doctor.said.{found.check}.{found.code}", language, **values)
