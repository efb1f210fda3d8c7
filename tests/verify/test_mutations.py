"""No byte of an evidence file is free. A sample here; all of them in tests/faults/evidence_bytes.py."""

import pytest

from licet.verify.trust import Trust, read_trust
from tests.ledger_ground.tsa import Authority
from tests.verify.making import Bundle
from tests.verify.mutations import OUTSIDE, container_survivors, content_survivors, resealed_survivors


def test_no_byte_of_the_container_is_free(sealed: bytes, trust: Trust) -> None:
    assert not list(container_survivors(sealed, trust, 7, range(1, 2)))
    assert not list(container_survivors(sealed, trust, 401, range(1, 256, 3)))


@pytest.mark.needs("openssl")
def test_no_byte_of_any_file_is_free(stamped: Bundle, authority: Authority) -> None:
    trust = read_trust(stamped.log.trust, authority.root_pem)
    assert not list(content_survivors(stamped, trust, 23, 1))


@pytest.mark.needs("openssl")
def test_what_the_log_itself_may_change_and_sign_again_proves_nothing(stamped: Bundle, authority: Authority) -> None:
    trust = read_trust(stamped.log.trust, authority.root_pem)
    free = {name for name, _ in resealed_survivors(stamped, trust, 37, 1)}
    assert {name for name in free if not name.startswith(OUTSIDE)} == set()
