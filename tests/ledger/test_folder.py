"""The keys of a house, one for each use."""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from licet.ledger.folder import Home


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200))
def test_what_is_keyed_is_the_hmac_of_rfc_2104(master: bytes, said: bytes) -> None:
    home = Home(Path("house"), "house.example/log", master)
    assert home.keyed("use", said) == hmac.digest(home.derived("use"), said, hashlib.sha256)
