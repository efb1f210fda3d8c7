"""The verdict of a form as a fact of its people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from licet.audit.audit import audit
from licet.audit.model import Report
from tests.audit.bases import base, values

YES = (
    "consent_relied_on", "set_apart_from_terms", "one_act_per_purpose", "channels_named", "offers_listed",
    "refusal_offered", "refusal_takes_effect", "service_open_to_refusers", "refusal_as_prominent",
    "refusal_beside_acceptance", "labels_say_what_they_do", "refusal_effect_told", "controller_named", "purposes_told",
    "data_types_told", "withdrawal_told",
)  # fmt: skip
GOOD: dict[str, Any] = {
    "id": "f",
    "by": "document",
    **dict.fromkeys(YES, True),
    "act_of_agreement": "ticked_box",
    "partners_shown": "no_partners",
    "asks_again_after_refusal": False,
    "steps_to_accept": 1,
    "steps_to_refuse": 1,
}


def with_form(folder: Path, **changed: object) -> Path:
    return base(folder, {"form": ["f", "f"]}, forms=[GOOD | changed])


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, "no"),
        ({"act_of_agreement": "preticked_box"}, "yes"),
        ({"refusal_offered": "not_asked"}, "unknown"),
        ({"partners_shown": "kinds_only"}, "unknown"),
    ],
    ids=["a good form", "a pre-ticked box", "a question not asked", "kinds of partners, contested until C-317/25"],
)
def test_what_a_form_breaks_is_a_fact_of_its_people(changed: dict[str, Any], verdict: str, tmp_path: Path) -> None:
    assert set(values(with_form(tmp_path, **changed), "form.consent_fails")) == {verdict}


def consent_heads(report: Report) -> set[tuple[str, str, str]]:
    return {(each.article, each.unit, each.status) for each in report.findings if each.conduct == "no-valid-consent"}


def test_a_contested_reading_of_a_form_is_contested_and_breaches_nobody(tmp_path: Path) -> None:
    report = audit(with_form(tmp_path / "base", partners_shown="kinds_only"), out=tmp_path / "out").report
    assert consent_heads(report) == {("CPCE L.34-5", "forms", "contested")}


def test_a_form_that_serves_partners_alone_is_charged_to_a_transmitter(tmp_path: Path) -> None:
    changed = {"act_of_agreement": "preticked_box", "agreement_serves": "partners_only"}
    report = audit(with_form(tmp_path / "base", **changed), out=tmp_path / "out").report
    assert ("GDPR 6", "forms", "breach") in consent_heads(report)
