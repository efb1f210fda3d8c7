"""What the tests of the checker share: evidence files, made once."""

import datetime as dt

import pytest

from licet.verify.trust import Trust, read_trust
from tests.ledger_ground.tsa import Authority, authority
from tests.verify.making import Bundle, complete, stamped_by

__all__ = ["authority"]


@pytest.fixture(scope="session")
def sealed() -> bytes:
    """Give a whole evidence file without time stamps."""
    return complete().sealed()


@pytest.fixture(scope="session")
def trust() -> Trust:
    """Give the key of its log."""
    return read_trust(complete().log.trust)


@pytest.fixture(scope="session")
def stamped(authority: Authority) -> Bundle:
    """Give a whole evidence file with real time stamps; its test says `@pytest.mark.needs("openssl")`."""
    now = int(dt.datetime.now(dt.UTC).timestamp())
    return complete(stamped_by(authority), made_at=now, roots=authority.root_pem)
