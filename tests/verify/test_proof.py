"""A proof stands in one file, and any byte changed in it is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.verify.checkpoint import read_checkpoint, verify_checkpoint
from licet.verify.entry import entry
from licet.verify.failures import InvalidError
from licet.verify.proof import read_consistency, read_inclusion
from tests.verify.making import Log, salt

LOG = Log()
LOG.others(21)
ENTRY = entry(salt("5"))
PROOF = LOG.proof(5, 21)
GROWTH = LOG.growth(13, 21)
OLD_ROOT = read_checkpoint(LOG.checkpoint(13))[0].root


def _accept_inclusion(stored: bytes) -> None:
    proof = read_inclusion(stored)
    verify_checkpoint(proof.checkpoint, [LOG.vkey])
    proof.verify(ENTRY)
    assert proof.index == 5


def _accept_consistency(stored: bytes) -> None:
    proof = read_consistency(stored)
    verify_checkpoint(proof.checkpoint, [LOG.vkey])
    proof.verify(OLD_ROOT)
    assert proof.old == 13


def test_a_proof_is_accepted_and_written_as_it_was_read() -> None:
    _accept_inclusion(PROOF)
    _accept_consistency(GROWTH)
    assert read_inclusion(PROOF).stored() == PROOF
    assert read_consistency(GROWTH).stored() == GROWTH
    assert PROOF.startswith(b"c2sp.org/tlog-proof@v1\nindex 5\n")


@given(st.integers(0, len(PROOF) - 1), st.integers(1, 255))
def test_any_byte_changed_in_a_proof_of_inclusion_is_refused(at: int, flip: int) -> None:
    changed = bytearray(PROOF)
    changed[at] ^= flip
    with pytest.raises((InvalidError, AssertionError)):
        _accept_inclusion(bytes(changed))


@given(st.integers(0, len(GROWTH) - 1), st.integers(1, 255))
def test_any_byte_changed_in_a_proof_of_growth_is_refused(at: int, flip: int) -> None:
    changed = bytearray(GROWTH)
    changed[at] ^= flip
    with pytest.raises((InvalidError, AssertionError)):
        _accept_consistency(bytes(changed))


@pytest.mark.parametrize(
    "stored",
    [
        b"",
        PROOF.replace(b"index 5", b"index 05"),
        PROOF.replace(b"index 5", b"extra AAAA\nindex 5"),
        PROOF.replace(b"@v1", b"@v2"),
        PROOF.replace(b"index 5\n", b"index 5\nAAAA\n"),
        PROOF.replace(b"index 5\n", b"index 5\n" + b"A" * 43 + b"=\n"),
        PROOF.replace(b"\n\n", b"\n", 1),
        b"c2sp.org/tlog-proof@v1\n\n" + LOG.checkpoint(21),
        "é\n\n".encode() + LOG.checkpoint(21),
    ],
)
def test_a_malformed_proof_is_refused(stored: bytes) -> None:
    with pytest.raises(InvalidError):
        _accept_inclusion(stored)


def test_the_proof_of_another_entry_is_refused() -> None:
    with pytest.raises(InvalidError) as refused:
        read_inclusion(PROOF).verify(entry(salt("6")))
    assert refused.value.reason == "leaf-not-in-the-tree"


def test_a_rewritten_log_is_refused() -> None:
    with pytest.raises(InvalidError) as refused:
        read_consistency(GROWTH).verify(salt("another root"))
    assert refused.value.reason == "tree-rewritten"
    with pytest.raises(InvalidError):
        read_consistency(PROOF)
