"""A store of mails is read one by one; a bad one is kept aside and stops nothing."""

from pathlib import Path

import pytest

from licet.reading.mails import read_mails
from licet.terms.errors import DocumentError

GOOD = b"From: A <a@b.example>\nSubject: Offre\n\nBonjour\n"


def mbox(*mails: bytes) -> bytes:
    return b"".join(b"From a@b.example Tue Jun  3 10:00:00 2025\n" + mail + b"\n" for mail in mails)


def test_a_folder_is_walked_and_its_bad_mails_are_counted(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.eml").write_bytes(GOOD)
    (tmp_path / "b.eml").write_bytes(b"")
    (tmp_path / "deep" / "c.eml").write_bytes(b"\n no header\n")
    (tmp_path / "notes.txt").write_bytes(b"not a mail")
    stack = read_mails(tmp_path)
    assert len(list(stack)) == stack.read == 1
    assert sum(stack.kept_aside.values()) == 2
    assert [place for place, _ in stack.aside] == ["b.eml", "deep/c.eml"]


def test_an_mbox_gives_each_mail_its_number_and_its_quoted_lines_back(tmp_path: Path) -> None:
    path = tmp_path / "sent.mbox"
    path.write_bytes(mbox(GOOD, b"\n broken\n", b"From: C <c@b.example>\n\nx\n\n>From here on\nFrom Paris with love\n"))
    stack = read_mails(path)
    found = dict(stack.placed())
    assert list(found) == ["sent.mbox#1", "sent.mbox#3"]
    assert "\nFrom here on" in "\n" + found["sent.mbox#3"].letter.written
    assert stack.aside[0][0] == "sent.mbox#2"


def test_an_mbox_is_not_held_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("licet.reading.mails.mailboxes.MOST_BYTES", 10_000)
    monkeypatch.setattr("licet.reading.mails.mime.MOST_BYTES", 10_000)
    path = tmp_path / "huge"
    path.write_bytes(mbox(GOOD, GOOD + b"x" * 5_000_000 + b"\n", GOOD))
    stack = read_mails(path)
    assert len(list(stack)) == 2
    assert "larger than" in stack.aside[0][1]


@pytest.mark.parametrize("name", ["nothing", "a\0b"])
def test_where_nothing_stands_the_error_says_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(DocumentError):
        list(read_mails(tmp_path / name))
