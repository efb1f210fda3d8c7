"""The three bodies of April 2022, and the night of 2026-08-10 to 2026-08-11."""

from __future__ import annotations

from pathlib import Path

import pytest

from licet.audit.audit import audit
from licet.audit.demo import overnight, partners
from licet.audit.model import Report
from licet.audit.report.glance import exit_code


def of_body(folder: Path, body: str) -> Report:
    partners.write(folder / "dossier", body, people=300)
    return audit(folder / "dossier", out=folder / "report").report


@pytest.mark.parametrize("body", partners.BODIES)
def test_passing_prospects_on_without_consent_is_article_6_in_each_body(body: str, tmp_path: Path) -> None:
    report = of_body(tmp_path, body)
    assert [(each.article, each.status) for each in report.findings] == [("GDPR 6", "breach")]
    assert report.to_obtain == ()
    assert report.findings[0].persons == 300


def test_the_silence_on_telephone_of_the_third_body_is_one_head_with_article_13_within(tmp_path: Path) -> None:
    report = of_body(tmp_path, "3")
    grounds = {(each.article, each.channel): each.relation for each in report.findings[0].grounds}
    assert grounds["GDPR 6", "telephone"] == "same-head"
    assert grounds["GDPR 13", "telephone"] == "within"


def test_no_article_13_where_nothing_is_passed_on_for_calls(tmp_path: Path) -> None:
    assert {each.article for each in of_body(tmp_path, "1").findings[0].grounds} == {"GDPR 6"}


def test_on_the_eve_all_may_be_called_and_the_next_day_only_those_who_agreed(tmp_path: Path) -> None:
    overnight.write(tmp_path / "dossier", people=400)
    eve, day = (audit(tmp_path / "dossier", out=tmp_path / each.isoformat(), on=each).report for each in overnight.DAYS)
    assert (exit_code(eve), eve.findings) == (0, ())
    assert {each.article for each in day.findings} == {"C. conso L.223-1", "GDPR 6"}
    by_source = {share.name: share.count for share in day.findings[0].by_source}
    assert by_source == {overnight.NEVER_ASKED: 100, overnight.EMAIL_ONLY: 100, overnight.EARLIER: 100}


def test_two_authorities_are_two_heads_and_never_a_sum(tmp_path: Path) -> None:
    overnight.write(tmp_path / "dossier", people=400)
    report = audit(tmp_path / "dossier", out=tmp_path / "report", on=overnight.DAYS[1]).report
    assert [each.persons for each in report.findings] == [300, 300]
    assert report.persons == 400
