"""A signed text says who signed it, in one writing only."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from licet.verify.checkpoint import Checkpoint, decimal, read_checkpoint, stamped_part, verify_checkpoint
from licet.verify.failures import InvalidError, UnusableError
from licet.verify.note import Note, Signature, Vkey, read_note, signed, verified_by
from licet.verify.trust import read_trust
from tests.verify.making import ORIGIN, Log, salt

LOG = Log()
TEXT = Checkpoint(ORIGIN, 3, salt("root")).text()
NOTE = LOG.note(TEXT)
# The example of C2SP signed-note: text, key and signature are theirs, not ours.
PUBLISHED = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PUBLISHED_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
STRANGER = Vkey("stranger.example", Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw())


def test_a_note_published_with_the_go_package_is_verified() -> None:
    note = read_note(PUBLISHED_NOTE.encode())
    assert verified_by(note, [Vkey.read(PUBLISHED)])
    assert note.stored() == PUBLISHED_NOTE.encode()


def test_a_key_is_written_as_it_was_read() -> None:
    assert str(Vkey.read(PUBLISHED)) == PUBLISHED
    assert Vkey.read(str(LOG.vkey)) == LOG.vkey


@pytest.mark.parametrize(
    "written",
    [
        "",
        "name",
        PUBLISHED.replace("c74f20a3", "c74f20a4"),
        PUBLISHED.upper(),
        f"{PUBLISHED} ",
        PUBLISHED.replace("ARpc", "AApc"),
        PUBLISHED[:-4],
        f"a b+{PUBLISHED.partition('+')[2]}",
    ],
)
def test_a_malformed_key_is_refused(written: str) -> None:
    with pytest.raises(InvalidError):
        Vkey.read(written)


@given(st.integers(0, len(NOTE) - 1), st.integers(1, 255))
def test_any_byte_changed_in_a_note_is_refused(at: int, flip: int) -> None:
    changed = bytearray(NOTE)
    changed[at] ^= flip
    with pytest.raises(InvalidError):
        verify_checkpoint(bytes(changed), [LOG.vkey])


def test_lines_of_unknown_keys_are_ignored_and_not_covered_by_the_stamp() -> None:
    stranger = Signature(STRANGER.name, STRANGER.key_id, bytes(64)).line().encode()
    assert verify_checkpoint(NOTE + stranger, [LOG.vkey]).size == 3
    assert stamped_part(NOTE + stranger, [LOG.vkey]) == NOTE


def test_a_wrong_line_of_a_known_key_refuses_the_note() -> None:
    wrong = Signature(LOG.vkey.name, LOG.vkey.key_id, bytes(64)).line().encode()
    with pytest.raises(InvalidError) as refused:
        verify_checkpoint(NOTE + wrong, [LOG.vkey])
    assert refused.value.reason == "signature-wrong"


def test_a_note_that_nobody_trusted_signed_is_refused() -> None:
    with pytest.raises(InvalidError) as refused:
        verify_checkpoint(NOTE, [STRANGER])
    assert refused.value.reason == "note-not-signed-by-a-trusted-key"


def test_a_trusted_key_cannot_sign_for_another_log() -> None:
    note = LOG.note(Checkpoint("other.example/log", 3, salt("root")).text())
    with pytest.raises(InvalidError):
        verify_checkpoint(note, [LOG.vkey])


@pytest.mark.parametrize(
    "stored",
    [
        b"",
        b"text\n",
        b"text\n\n",
        NOTE[:-1],
        NOTE + b"\n",
        NOTE.replace(b"\n\n", b"\n"),
        NOTE.replace("—".encode(), b"-"),
        NOTE.replace(b"\n3\n", b"\r\n3\n"),
        NOTE + b"\xff",
        b"\n\n" + NOTE.partition(b"\n\n")[2] + b"x",
    ],
)
def test_a_malformed_note_is_refused(stored: bytes) -> None:
    with pytest.raises(InvalidError):
        read_note(stored)


@pytest.mark.parametrize(
    "text",
    [
        "\n3\nAAAA\n",
        f"{ORIGIN}\n03\n{base64.b64encode(bytes(32)).decode()}\n",
        f"{ORIGIN}\n-3\n{base64.b64encode(bytes(32)).decode()}\n",
        f"{ORIGIN}\n3\n{base64.b64encode(bytes(31)).decode()}\n",
        f"{ORIGIN}\n3\n{base64.b64encode(bytes(32)).decode()}\nextension\n",
        f"{ORIGIN}\n3\n",
    ],
)
def test_a_malformed_checkpoint_is_refused_even_when_signed(text: str) -> None:
    with pytest.raises(InvalidError):
        read_checkpoint(LOG.note(text))


@pytest.mark.parametrize("written", ["", "00", "+1", "１", "1_0", " 1", "9" * 20])
def test_a_number_has_one_writing(written: str) -> None:
    with pytest.raises(InvalidError):
        decimal(written)


def test_base64_has_one_writing() -> None:
    line = NOTE.decode().splitlines()[-1]
    last = line[-2]  # before the padding: its low bits are not used
    other = line[:-2] + chr(ord(last) + 1) + "="
    with pytest.raises(InvalidError):
        read_note(NOTE.replace(line.encode(), other.encode()))


@pytest.mark.parametrize("text", ["no newline", "tab\there\n"])
def test_a_text_that_is_no_note_is_not_signed(text: str) -> None:
    with pytest.raises(InvalidError):
        signed(text, LOG.vkey, LOG.key.sign)


def test_a_note_has_no_endless_list_of_signatures() -> None:
    lines = tuple(Signature("x.example", bytes(4), bytes(64)) for _ in range(65))
    with pytest.raises(InvalidError):
        read_note(Note(TEXT, lines).stored())


def test_a_trust_file_gives_keys_and_ignores_comments() -> None:
    found = read_trust(f"# who\n\n  log {LOG.vkey} https://log.example/\nquorum none\r\n", f"log {STRANGER}\n")
    assert found.logs == (LOG.vkey, STRANGER)
    assert not found.roots


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "trust-without-log-key"),
        (f"{LOG.vkey}\n", "trust-line-unknown"),
        (f"log {LOG.vkey}\nquorum two\n", "trust-line-unknown"),
        (f"log {LOG.vkey}\nwitness w {STRANGER}\n", "trust-line-unknown"),
        (f"log {LOG.vkey}\nlog {LOG.vkey}\n", "trust-key-twice"),
        ("log x\n", "trust-vkey-malformed"),
        (f"log {LOG.vkey}\n-----BEGIN CERTIFICATE-----\n", "trust-line-unknown"),
        (
            f"log {LOG.vkey}\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
            "trust-certificate-malformed",
        ),
    ],
)
def test_a_trust_file_is_refused_by_name(text: str, reason: str) -> None:
    with pytest.raises(UnusableError) as refused:
        read_trust(text)
    assert refused.value.reason == reason
