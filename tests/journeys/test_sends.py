"""Messages told by a table of sends: each judged at its own instant."""

from __future__ import annotations

from pathlib import Path

import yaml

from licet.audit.audit import audit
from licet.audit.model import Report

PEOPLE = """email,consent_at,objected_at
a@mel.test,2026-01-02T10:00:00+01:00,2026-06-10T12:00:00+02:00
b@mel.test,2026-01-02T10:00:00+01:00,
c@mel.test,2026-01-02T10:00:00+01:00,2026-06-10
"""


def judged(folder: Path, sends: str) -> Report:
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    (folder / "sends.csv").write_text(sends, encoding="utf-8")
    dossier = {
        "licet_dossier": 1,
        "judged_on": "2026-11-21",
        "organisation": {"name": "Maison", "by": "document", "decides": True, "in_territory": True},
        "channels": ["email"],
        "people": [{"file": "people.csv"}],
        "sends": {"file": "sends.csv"},
    }
    text = yaml.safe_dump(dossier).replace("'2026-11-21'", "2026-11-21")
    (folder / "dossier.yaml").write_text(text, encoding="utf-8")
    return audit(folder, out=folder / "report", lang="en").report


def ignored(report: Report) -> tuple[int, int]:
    found = next((each for each in report.findings if each.article == "GDPR 21"), None)
    if found is None:
        return 0, 0
    return (found.count, found.possible) if found.status == "breach" else (0, found.count)


def test_a_message_before_the_objection_breaks_nothing_and_one_after_it_does(tmp_path: Path) -> None:
    before, after = (tmp_path / name for name in ("before", "after"))
    for folder in (before, after):
        folder.mkdir()
    assert ignored(judged(before, "email,sent_at\nA@mel.test,2026-06-10T11:59:59+02:00\n")) == (0, 0)
    assert ignored(judged(after, "email,sent_at\nA@mel.test,2026-06-10T12:00:00+02:00\n")) == (1, 0)


def test_an_objector_to_whom_nothing_was_sent_is_no_breach(tmp_path: Path) -> None:
    assert ignored(judged(tmp_path, "email,sent_at\nb@mel.test,2026-07-01\n")) == (0, 0)


def test_of_many_messages_one_unlawful_is_enough_and_the_person_counts_once(tmp_path: Path) -> None:
    rows = "".join(f"a@mel.test,2026-0{month}-01\n" for month in range(2, 10))
    assert ignored(judged(tmp_path, "email,sent_at\n" + rows)) == (1, 0)


def test_a_message_on_the_day_of_the_objection_without_the_hours_is_undetermined(tmp_path: Path) -> None:
    assert ignored(judged(tmp_path, "email,sent_at\nc@mel.test,2026-06-10\n")) == (0, 1)


def test_a_message_on_another_channel_is_not_asked_about(tmp_path: Path) -> None:
    assert ignored(judged(tmp_path, "email,sent_at,channel\na@mel.test,2026-07-01,sms\n")) == (0, 0)
