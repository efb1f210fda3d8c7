"""Real bounces and complaints of eighty mail systems, compared with what an established analyser makes of them."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from licet.reading.complaints import Kind, Report, read_report

MAIL = Path(__file__).parents[4] / "shared" / "mail"
pytestmark = pytest.mark.skipif(not MAIL.is_dir(), reason="the real mails are not there")

UNRECOGNISED = (Kind.NOT_A_REPORT, Kind.UNCLEAR)

ALIAS = {
    # Expanded by the system: the reference names where it went, we name the address that was written to (Original-Recipient).
    "lhost-postfix-01.eml", "lhost-postfix-77.eml", "lhost-postfix-79.eml", "rhost-google-03.eml", "rfc3464-09.eml", "lhost-exim-60.eml",
    # Removal-Recipient names the person; the reference leaves it out.
    "arf-12.eml",
}  # fmt: skip

DECLINED = {
    "lhost-fml-03.eml",  # a list program finds a loop: nobody failed
    "lhost-postfix-49.eml",  # a bounce within a bounce: the notice names nobody
    "lhost-sendmail-14.eml",  # passed on by a person's hand: anybody can write that
}


class Read(NamedTuple):
    file: str
    expected: dict[str, Any]
    report: Report


@pytest.fixture(scope="module")
def mails() -> list[Read]:
    lines = (MAIL / "expected.jsonl").read_text(encoding="utf-8").splitlines()
    return [Read(told["file"], told, read_report(MAIL / "bounces" / told["file"])) for told in map(json.loads, lines)]


def test_no_ordinary_mail_is_taken_for_a_bounce(mails: list[Read]) -> None:
    # rb-issue-368-bug.eml says of itself that it is a bounce (`reject reason: Mailbox full`); in words only, it stays unclear.
    ordinary = {m.file: m.report.kind for m in mails if m.expected.get("not_a_bounce")}
    assert len(ordinary) == 3
    assert set(ordinary.values()) <= set(UNRECOGNISED)


def test_what_the_reference_recognises_is_recognised(mails: list[Read]) -> None:
    events = [m for m in mails for _ in m.expected["events"]]
    missed = {m.file for m in events if m.report.kind in UNRECOGNISED}
    assert missed <= DECLINED
    assert 1 - sum(m.file in missed for m in events) / len(events) >= 0.99


def test_the_addressees_are_those_of_the_reference(mails: list[Read]) -> None:
    agreed = total = 0
    for mail in mails:
        ours = {fate.recipient.lower() for fate in mail.report.fates}
        for event in mail.expected["events"]:
            nobody = event["recipient"].startswith(("redacted", "undisclosed"))
            agreed += event["recipient"].lower() in ours or (nobody and any(f.redacted for f in mail.report.fates))
            agreed += event["recipient"].lower() not in ours and mail.file in ALIAS
            total += 1
    assert agreed / total >= 0.97


def test_a_mailbox_that_does_not_exist_is_hard(mails: list[Read]) -> None:
    # The reference holds 450 4.1.1 for hard (RFC 3463: class 4 is temporary) and reads words other than the code's.
    unknown = [m for m in mails if [e["reason"] for e in m.expected["events"]] == ["userunknown"]]
    hard = sum(m.report.permanence == "hard" for m in unknown)
    assert hard / len(unknown) >= 0.95


def test_a_full_mailbox_is_never_hard(mails: list[Read]) -> None:
    full = [m for m in mails if [e["reason"] for e in m.expected["events"]] == ["mailboxfull"]]
    assert all(m.report.permanence != "hard" for m in full if m.file not in {"lhost-postfix-13.eml", "rfc3464-01.eml"})
