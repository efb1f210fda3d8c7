"""A stamp is believed when a trusted authority made it, over these bytes, within its bounds; OpenSSL says the same."""

import datetime as dt
from pathlib import Path

import pytest
from cryptography import x509
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

from licet.verify.failures import InvalidError
from licet.verify.timestamp import read_timestamp, verify_timestamp
from licet.verify.trust import read_trust
from tests.ledger_ground.programs import run
from tests.ledger_ground.tsa import ONE_DAY, Authority, found_authority, reply
from tests.verify.making import Log, stamped_by

LOG = Log()
LOG.others(3)
MESSAGE = LOG.checkpoint(3)
NOW = dt.datetime.now(dt.UTC)
BOUNDS = (NOW - ONE_DAY, NOW + ONE_DAY)
NEVER = (dt.datetime(1970, 1, 1, tzinfo=dt.UTC), dt.datetime(2000, 1, 1, tzinfo=dt.UTC))

pytestmark = pytest.mark.needs("openssl")


@pytest.fixture(scope="module")
def response(authority: Authority) -> bytes:
    return stamped_by(authority)(MESSAGE)


def _refused(
    response: bytes, message: bytes, root: x509.Certificate | None, bounds: tuple[dt.datetime, dt.datetime]
) -> str:
    with pytest.raises(InvalidError) as refused:
        verify_timestamp(response, message, [root] if root else [], bounds)
    return refused.value.reason


def test_a_stamp_tells_when_the_authority_saw_the_checkpoint(authority: Authority, response: bytes) -> None:
    assert abs(verify_timestamp(response, MESSAGE, [authority.root], BOUNDS) - NOW) < ONE_DAY / 2


def test_verifying_twice_with_the_same_roots_answers_the_same(authority: Authority, response: bytes) -> None:
    roots = [authority.root]
    assert verify_timestamp(response, MESSAGE, roots, BOUNDS) == verify_timestamp(response, MESSAGE, roots, BOUNDS)
    assert roots == [authority.root]


def test_openssl_accepts_the_same_stamp(authority: Authority, response: bytes, tmp_path: Path) -> None:
    for message, code in ((MESSAGE, 0), (MESSAGE + b"\n", 1)):
        (tmp_path / "stamp.tsr").write_bytes(response)
        (tmp_path / "data").write_bytes(message)
        asked = ("-in", "stamp.tsr", "-data", "data", "-CAfile", authority.folder / "root.pem")
        ran = run("openssl", "ts", "-verify", *asked, cwd=tmp_path)
        assert ran.returncode == code


def test_a_stamp_of_something_else_is_refused(authority: Authority, response: bytes) -> None:
    assert _refused(response, MESSAGE + b"\n", authority.root, BOUNDS) == "timestamp-of-something-else"


def test_a_stamp_outside_its_bounds_is_refused(authority: Authority, response: bytes) -> None:
    assert _refused(response, MESSAGE, authority.root, NEVER) == "timestamp-outside-its-bounds"


def test_a_stamp_of_another_authority_is_refused(response: bytes, tmp_path: Path) -> None:
    assert _refused(response, MESSAGE, found_authority(tmp_path), BOUNDS) == "timestamp-not-by-a-trusted-authority"
    assert _refused(response, MESSAGE, None, BOUNDS) == "timestamp-without-root"


def test_a_stamp_made_after_its_certificate_ended_is_refused(tmp_path: Path) -> None:
    root = found_authority(tmp_path, valid_until=NOW - ONE_DAY / 2)
    request = TimestampRequestBuilder().data(MESSAGE).hash_algorithm(HashAlgorithm.SHA256).build()
    late = reply(tmp_path, request.as_bytes())
    assert _refused(late, MESSAGE, root, BOUNDS) == "timestamp-not-by-a-trusted-authority"


def test_a_stamp_over_sha512_is_refused(authority: Authority) -> None:
    request = TimestampRequestBuilder().data(MESSAGE).hash_algorithm(HashAlgorithm.SHA512).build()
    assert _refused(authority.ask(request.as_bytes()), MESSAGE, authority.root, BOUNDS) == "timestamp-not-sha256"


def test_a_refusal_of_the_authority_is_no_stamp(authority: Authority) -> None:
    request = TimestampRequestBuilder().data(MESSAGE).hash_algorithm(HashAlgorithm.SHA256).build().as_bytes()
    imprint_of_md5 = request.replace(bytes.fromhex("0609608648016503040201"), bytes.fromhex("0609608648016503040299"))
    assert imprint_of_md5 != request
    assert _refused(authority.ask(imprint_of_md5), MESSAGE, authority.root, BOUNDS) == "timestamp-malformed"


@pytest.mark.parametrize("garbage", [b"", b"<html>busy</html>", b"\x30\x80", bytes(70_000)])
def test_what_is_no_response_is_refused(authority: Authority, garbage: bytes) -> None:
    assert _refused(garbage, MESSAGE, authority.root, BOUNDS) == "timestamp-malformed"


def test_bytes_after_the_response_are_refused(authority: Authority, response: bytes) -> None:
    assert _refused(response + b"\0", MESSAGE, authority.root, BOUNDS) == "timestamp-malformed"


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_byte_changed_in_a_stamp_is_refused_or_changes_neither_message_nor_time(
    authority: Authority, response: bytes, data: st.DataObject
) -> None:
    changed = bytearray(response)
    changed[data.draw(st.integers(0, len(response) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        seen = verify_timestamp(bytes(changed), MESSAGE, [authority.root], BOUNDS)
    except InvalidError:
        return
    # Outside what the authority signed: the manifest of the evidence file covers it.
    assert seen == read_timestamp(response).tst_info.gen_time


def test_a_trust_file_gives_the_roots_of_time_stamping(authority: Authority) -> None:
    assert read_trust(LOG.trust, authority.root_pem * 2).roots == (authority.root,)
