"""Whatever the bytes, only a DocumentError leaves the reader, and soon."""

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licet.reading.complaints import read_report
from licet.reading.mails import read_mail
from licet.reading.mails.redaction import redacted
from licet.reading.sightings import QUOTE_LENGTH
from licet.terms.errors import DocumentError

HERE = Path(__file__).parent
CORPUS = [p.read_bytes() for p in sorted(HERE.parent.glob("*/corpus/*.eml"))]
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def read(data: bytes) -> None:
    """Read as a campaign and as a report; sightings stay short."""
    with contextlib.suppress(DocumentError):
        reading = read_mail(data, known_names=["Mistral"])
        assert all(len(s.quote) <= QUOTE_LENGTH for s in (*reading.sightings.values(), *reading.notice.values()))
    with contextlib.suppress(DocumentError):
        read_report(data)


@pytest.mark.parametrize("path", sorted((HERE / "corpus" / "bad").iterdir()), ids=lambda p: p.name)
def test_a_bad_mail_is_refused_and_the_message_holds_none_of_it(path: Path) -> None:
    with pytest.raises(DocumentError) as refused:
        read_mail(path)
    message = str(refused.value)
    assert message[0].islower() or message[0] == "`"
    assert not message.endswith(".")


@FEW
@given(st.binary(max_size=3_000))
def test_any_bytes(data: bytes) -> None:
    read(data)


@FEW
@given(st.sampled_from(CORPUS), st.lists(st.tuples(st.integers(0, 4_000), st.binary(max_size=30)), max_size=8))
def test_a_mutated_mail(mail: bytes, edits: list[tuple[int, bytes]]) -> None:
    for place, piece in edits:
        mail = mail[:place] + piece + mail[place + len(piece) // 2 :]
    read(mail)


@FEW
@given(st.sampled_from(CORPUS), st.integers(0, 4_000), st.integers(0, 4_000))
def test_a_truncated_or_spliced_mail(mail: bytes, start: int, end: int) -> None:
    read(mail[:start])
    read(mail[:start] + mail[end:])


NAMES = st.sampled_from(
    [
        "From",
        "To",
        "Subject",
        "Date",
        "Content-Type",
        "Content-Transfer-Encoding",
        "Return-Path",
        "List-Unsubscribe",
        "DKIM-Signature",
        "Content-Disposition",
    ]
)
VALUES = st.sampled_from(
    [
        "=?utf-8?b?////?=", "=?x?q?=E9?=", "multipart/mixed; boundary=b", 'multipart/report; boundary="', "message/rfc822", "text/html; charset=idna",
        "text/plain; charset*0*=x''%ff; charset*1=y", "base64", "x-uuencode", '"<@,;:<<>>(((', "(" * 300, "a@" * 200, "<https://[::1>", "Mon, 1 Jan 0000 00:00:00 -9999",
        "=?" * 400, "message/delivery-status", "message/feedback-report", "attachment; filename*0*=", "<mailto:%>", "\ud800",
    ]
)  # fmt: skip


@FEW
@given(st.lists(st.tuples(NAMES, VALUES | st.text(max_size=40)), max_size=12), st.text(max_size=200))
def test_hostile_headers(headers: list[tuple[str, str]], body: str) -> None:
    mail = "".join(f"{name}: {value}\n" for name, value in headers) + "\n--b\n" + body + "\n--b--\n"
    read(mail.encode("utf-8", "surrogatepass"))


@FEW
@given(st.text(alphabet="<>abip/ =\"'&#;:!-styleonhrf0123", max_size=600))
def test_hostile_html(html: str) -> None:
    read(b"From: a@b.example\nContent-Type: text/html\n\n" + html.encode())


BOMBS = {
    "headers": b"X-A: b\n" * 200_000 + b"\nx",
    "one long header": b"Subject: " + b"=?utf-8?q?a?=" * 200_000 + b"\n\nx",
    "parameters": b"Content-Type: text/plain" + b'; a="b' * 100_000 + b"\n\nx",
    "lines": b"From: a@b.example\n\n" + b"\n" * 5_000_000,
    "nested": b"From: a@b.example\n" + b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (i, i) for i in range(5_000)),
    "rfc822": b"Content-Type: message/rfc822\n\n" * 3_000 + b"x",
    "parts": b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 20_000,
    "bold": b"Content-Type: text/html\n\n" + b"<b>" * 300_000,
    "attributes": b"Content-Type: text/html\n\n<a " + b" ".join(b"a%d" % i for i in range(100_000)) + b">",
    "less than": b"Content-Type: text/html\n\n" + b"<" * 900_000,
    "brackets": b"Content-Type: text/html\n\n<p style='" + b"a:(" * 3_000 + b"'>x",
    "words": b"Content-Type: text/plain\n\n" + b"vos donnees " * 20_000,
    "addresses": b"From: " + b"(" * 100_000 + b"\nTo: " + b"a," * 100_000 + b"\n\nx",
    "one long line": b"From: mailer-daemon@b.example\nSubject: failure notice\n\n" + b"a" * 3_000_000,
    "at signs": b"From: mailer-daemon@b.example\nSubject: failure notice\n\n" + b"a@" * 40_000,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_bomb_is_read_or_refused(name: str) -> None:
    read(BOMBS[name])


@given(st.emails(domains=st.sampled_from(["courriel.example", "post.test"])))
def test_an_address_given_as_a_persons_never_stays(address: str) -> None:
    assert address.lower() not in redacted(f"bonjour {address}, à bientôt", (address,)).lower()
