"""What comes back is told apart, and whom it concerns."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from licet.reading.complaints import Kind, Permanence, Report, read_report, read_reports
from licet.reading.complaints.reasons import permanence_of, reason_of, reasons, table
from licet.terms.errors import DocumentError

CORPUS = Path(__file__).parent / "corpus"
EXPECTED = yaml.safe_load((CORPUS / "expected.yaml").read_text(encoding="utf-8"))


def read(name: str) -> Report:
    return read_report(CORPUS / name)


@pytest.mark.parametrize("name", sorted(p.name for p in CORPUS.glob("*.eml")))
def test_a_report_of_the_corpus_is_what_it_is(name: str) -> None:
    report = read(name)
    fates = [[f.outcome.value, f.permanence and f.permanence.value, f.status, f.reason] for f in report.fates]
    assert {"kind": report.kind.value, "fates": fates} == EXPECTED[name], report.note


@pytest.mark.parametrize("name", sorted(p.name for p in (CORPUS / "bad").iterdir()))
def test_a_bad_report_is_refused(name: str) -> None:
    with pytest.raises(DocumentError):
        read(f"bad/{name}")


@pytest.mark.parametrize("name", sorted(p.name for p in CORPUS.glob("*.eml")))
def test_nothing_of_a_person_shows(name: str) -> None:
    shown = repr(read(name)).lower()
    assert "paul.durand" not in shown
    assert "tok-17" not in shown


def test_a_complaint_tells_whom_when_and_about_whose_mail() -> None:
    report = read("arf_abuse.eml")
    assert report.recipients == ("paul.durand@courriel.example",)
    assert report.feedback_type == "abuse"
    assert (report.source_ip, report.reported_domain, report.source_domain) == (
        "192.0.2.1",
        "mistral.example",
        "provider.example",
    )
    assert report.arrived_at is not None
    assert report.arrived_at.isoformat() == "2025-06-02T07:00:05+00:00"
    assert report.original.message_id == "tok-17@mistral.example"
    assert report.original.return_path == "b+17.ab12@mistral.example"


@pytest.mark.parametrize("name", ["arf_redacted.eml", "arf_nobody.eml"])
def test_a_complaint_that_names_nobody_leaves_the_marks_of_the_mail(name: str) -> None:
    report = read(name)
    assert report.recipients == ()
    assert report.fates[0].redacted
    assert report.original.message_id.startswith("tok-")


def test_addresses_of_the_mail_that_came_back_are_nobody_who_failed() -> None:
    assert read("plain_qmail.eml").recipients == ("paul.durand@courriel.example",)


def test_words_nobody_listed_are_kept_raw() -> None:
    fate = read("dsn_strange_words.eml").fates[0]
    assert (fate.reason, fate.said) == ("unknown", "550 zork mimsy")


def test_a_folder_is_read_and_the_bad_are_counted() -> None:
    stack = read_reports(CORPUS)
    kinds = [report.kind for report in stack]
    assert kinds.count(Kind.SPAM_COMPLAINT) == 3
    assert sum(stack.kept_aside.values()) == 2


def test_every_code_of_a_provider_leads_to_a_reason() -> None:
    names = {r.name for r in reasons()}
    for codes in table()["providers"].values():
        assert set(codes) <= names


@given(st.sampled_from([r.name for r in reasons()]), st.integers(0, 9), st.integers(0, 99))
def test_a_temporary_code_is_never_hard(reason: str, subject: int, detail: int) -> None:
    assert permanence_of(reason, f"4.{subject}.{detail}", "") is Permanence.SOFT


@given(st.text(max_size=200), st.sampled_from(["", "5.1.1", "4.4.7", "5", "9.9.9", "a.b.c"]))
def test_a_reason_is_one_of_ours(said: str, status: str) -> None:
    assert reason_of(said, status) in {"unknown", *(r.name for r in reasons())}
