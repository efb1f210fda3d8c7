"""Documents that rows name are read as evidence; what a reader leaves unclear waits for a person's name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from licet.audit.audit import audit
from licet.audit.dossier.load import load
from licet.audit.model import Report
from licet.terms.errors import DossierError
from tests.audit.bases import base

CONTRACT = """Contrat de sous-traitance au sens de l'article 28 du RGPD

Article 1 – Objet
Le présent contrat a pour objet l'hébergement par le sous-traitant de la base de prospects du responsable du traitement.

Article 2 – Durée
Le contrat est conclu pour une durée de trois ans à compter de sa signature.

Article 3 – Instructions
Le sous-traitant ne traite les données à caractère personnel que sur instruction documentée du responsable du traitement,
y compris en ce qui concerne les transferts vers un pays tiers.

Article 4 – Confidentialité
Le sous-traitant veille à ce que les personnes autorisées à traiter les données s'engagent à respecter la confidentialité.
"""

PAGE = """<!doctype html><html lang="fr"><head><title>Inscription</title></head><body>
<form action="/inscription" method="post">
<label>Adresse électronique <input type="email" name="email" required></label>
<label><input type="checkbox" name="offres" checked> J'accepte de recevoir par courriel les offres de Maison.</label>
<button type="submit">S'inscrire</button>
</form></body></html>"""

MAIL = b"""From: Maison <offres@maison.example>
To: lea@boite.example
Subject: Nos offres de la semaine
Date: Tue, 10 Nov 2026 10:00:00 +0100
Content-Type: text/plain; charset=utf-8

Des lampes a moitie prix chez Maison, jusqu'a dimanche.
"""


def written(tmp_path: Path, name: str, content: str | bytes, **parts: Any) -> Path:  # noqa: ANN401  # YAML
    """Write a dossier with one document beside it; return its folder."""
    folder = base(tmp_path / "dossier", **parts)
    data = content.encode() if isinstance(content, str) else content
    (folder / name).write_bytes(data)
    return folder


def report(folder: Path, tmp_path: Path) -> Report:
    """Audit a folder."""
    return audit(folder, out=tmp_path / "report", lang="en").report


def status(of: Report, article: str) -> str:
    """Return the status of the heads of an article, the gravest."""
    found = {each.status for each in of.findings if each.article == article}
    return next((each for each in ("breach", "contested", "undetermined") if each in found), "")


def test_a_clause_that_a_contract_read_whole_does_not_have_is_a_breach_with_its_place(tmp_path: Path) -> None:
    row = {"id": "host", "files": "contrat.txt", "processing.on_behalf": True, "by": "document"}
    folder = written(tmp_path, "contrat.txt", CONTRACT, contracts=[row])
    found = report(folder, tmp_path)
    assert status(found, "GDPR 28") == "breach"
    seen = {each.fact: each for each in found.documents}
    assert seen["states.duration"].state == "found"
    assert "trois ans" in seen["states.duration"].quote
    assert seen["states.audit"].state == "absent"
    assert [each.kind for each in found.files] == ["contract"]


def test_what_a_reader_saw_is_overruled_only_by_a_name(tmp_path: Path) -> None:
    row: dict[str, Any] = {"id": "host", "files": ["contrat.txt"], "by": "document", "states.audit": True}
    folder = written(tmp_path, "contrat.txt", CONTRACT, contracts=[row])
    with pytest.raises(DossierError, match="confirmed_by"):
        load(folder)
    row["states.audit"] = {"answer": True, "confirmed_by": "the data protection officer"}
    dossier = load(written(tmp_path, "contrat.txt", CONTRACT, contracts=[row]))
    answer = dossier.tables["contracts"][0].answers["states.audit"]
    assert (answer.value, answer.by, answer.confirmed_by) == (True, "document", "the data protection officer")


def test_a_box_ticked_beforehand_breaks_the_form_of_the_page(tmp_path: Path) -> None:
    row = {"id": "site", "files": "page.html", "consent_relied_on": True, "by": "document"}
    dossier = load(written(tmp_path, "page.html", PAGE, forms=[row]))
    form = dossier.tables["forms"][0]
    assert form.answers["act_of_agreement"].value == "preticked_box"
    assert form.links["notice"] in {each.id for each in dossier.tables["notices"]}
    assert status(report(tmp_path / "dossier", tmp_path), "CPCE L.34-5") == "breach"


def test_a_mail_without_any_means_to_stop_is_a_breach_and_its_subject_waits_for_a_person(tmp_path: Path) -> None:
    row = {"id": "campaign", "channel": "email", "files": "mail.eml", "sent_as": "prospecting", "by": "document"}
    folder = written(tmp_path, "mail.eml", MAIL, messages=[row])
    found = report(folder, tmp_path)
    assert status(found, "CPCE L.34-5") == "breach"
    waiting = {each.fact: each for each in found.to_obtain if each.state == "unclear"}
    assert "Nos offres" in waiting["subject_line"].seen


def test_complaints_are_counted_from_the_mails_that_brought_them(tmp_path: Path) -> None:
    folder = written(tmp_path, "a.txt", "", complaints={"mails": "plaintes"})
    (folder / "plaintes").mkdir()
    for number in range(3):
        (folder / "plaintes" / f"{number}.eml").write_bytes(ARF)
    (folder / "plaintes" / "other.eml").write_bytes(MAIL)
    found = report(folder, tmp_path)
    assert [(each.sender, each.count) for each in found.complaints] == [("maison.example", 3)]
    assert sum(found.files[0].kept_aside.values()) == 1


def test_a_document_that_is_not_there_is_named(tmp_path: Path) -> None:
    row = {"id": "host", "files": "absent.pdf"}
    with pytest.raises(DossierError, match="not there"):
        load(base(tmp_path / "dossier", contracts=[row]))


ARF = b"""From: fbl@fournisseur.example
To: plaintes@maison.example
Subject: complaint
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This is a complaint.
--b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Loop/1.0
Version: 1
Reported-Domain: maison.example

--b
Content-Type: message/rfc822

From: offres@maison.example
To: lea@boite.example
Subject: Offres

Bonjour
--b--
"""


MAILBOX = (
    b"From x@y.example Tue Nov 10 10:00:00 2026\n" + MAIL + b"\nFrom x@y.example Tue Nov 10 11:00:00 2026\n" + MAIL
)
CONFIRMED = {"answer": "speaks_of_the_offer", "confirmed_by": "head of compliance"}
CAMPAIGN = {"id": "campaign", "channel": "email", "sent_as": "prospecting", "by": "document"}


def test_what_a_person_weighed_is_told_so_and_waits_no_longer(tmp_path: Path) -> None:
    row = {**CAMPAIGN, "files": "mail.eml", "subject_line": CONFIRMED}
    found = report(written(tmp_path, "mail.eml", MAIL, messages=[row]), tmp_path)
    seen = {each.fact: each for each in found.documents}
    assert (seen["subject_line"].state, seen["subject_line"].confirmed) == ("unclear", True)
    assert seen["subject_line"].value == "speaks_of_the_offer"
    assert not [each for each in found.to_obtain if each.fact == "subject_line"]
    assert "head of compliance" not in found.model_dump_json(), "who looked is named in the dossier alone"


def test_a_mail_of_a_box_and_the_notice_of_a_page_are_answered_in_rows_of_their_own_ids(tmp_path: Path) -> None:
    rows = [{**CAMPAIGN, "files": "box.mbox"}, {"id": "campaign-2", "channel": "email", "subject_line": CONFIRMED}]
    notice = {"id": "campaign-2 (mail)", "says.rights": {"answer": True, "confirmed_by": "the lawyer"}}
    dossier = load(written(tmp_path, "box.mbox", MAILBOX, messages=rows, notices=[notice]))
    first, second = dossier.tables["messages"]
    assert not first.answers["subject_line"].confirmed_by
    assert second.answers["subject_line"].value == "speaks_of_the_offer"
    assert second.answers["sent_as"].value == "prospecting", "what the box's row says holds for each of its mails"
    by_id = {each.id: each for each in dossier.tables["notices"]}
    assert sorted(by_id) == ["campaign (mail)", "campaign-2 (mail)"]
    assert by_id["campaign-2 (mail)"].answers["says.rights"].value is True
    assert by_id["campaign-2 (mail)"].answers["says.dpo"].value is False


def test_two_documents_may_not_share_an_id(tmp_path: Path) -> None:
    rows = [{**CAMPAIGN, "files": "box.mbox"}, {**CAMPAIGN, "id": "campaign-2", "files": "box.mbox"}]
    with pytest.raises(DossierError, match="rename that row"):
        load(written(tmp_path, "box.mbox", MAILBOX, messages=rows))


def test_a_french_report_says_questions_places_and_notes_in_french_and_leaves_the_words_of_the_document(
    tmp_path: Path,
) -> None:
    folder = written(tmp_path, "mail.eml", MAIL, messages=[{**CAMPAIGN, "files": "mail.eml"}])
    french, english = (
        {(each.table, each.fact): each for each in audit(folder, out=tmp_path / lang, lang=lang).report.documents}
        for lang in ("fr", "en")
    )
    subject = "messages", "subject_line"
    assert french[subject].where == "objet ‖ corps"
    assert english[subject].where == "Subject ‖ body"
    assert french[subject].quote == english[subject].quote
    assert french[subject].question != english[subject].question
    assert all(french[key].note != english[key].note for key in french if english[key].note)
