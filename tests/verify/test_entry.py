"""An event is bound by its commitment, byte for byte, segment by segment."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.verify.entry import SEGMENTS, Segment, commitment, commitment_of, entry, segment_digest
from licet.verify.failures import InvalidError
from tests.verify.making import salt

STORED = st.binary(max_size=80)
SALTS = st.binary(min_size=32, max_size=32)
SEGMENT = st.builds(Segment, SALTS, STORED)


@given(st.sampled_from(SEGMENTS), SALTS, STORED)
def test_a_digest_is_the_hash_that_the_specification_spells_out(name: str, salted: bytes, stored: bytes) -> None:
    spelled = b"licet/seg/v1" + b"\0" + bytes([len(name)]) + name.encode() + salted + stored
    assert segment_digest(name, salted, stored) == hashlib.sha256(spelled).digest()


@given(st.lists(SALTS, min_size=1, max_size=4))
def test_a_commitment_is_the_hash_that_the_specification_spells_out(digests: list[bytes]) -> None:
    spelled = b"licet/evt/v1" + b"\0" + bytes([len(digests)]) + b"".join(digests)
    assert commitment(digests) == hashlib.sha256(spelled).digest()


@given(SEGMENT, SEGMENT)
def test_a_segment_withheld_leaves_the_commitment_as_it_was(core: Segment, subject: Segment) -> None:
    whole = commitment_of({"core": core, "subject": subject})
    withheld = segment_digest("subject", subject.salt, subject.stored)
    assert commitment_of({"core": core, "subject": withheld}) == whole


def test_a_digest_is_made_of_a_known_segment_alone() -> None:
    with pytest.raises(InvalidError) as refused:
        segment_digest("other", salt("x"), b"{}")
    assert refused.value.reason == "segments-unknown"


@given(SEGMENT, st.integers(0, 255), st.data())
def test_any_byte_changed_changes_the_commitment(held: Segment, flip: int, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(held.salt + held.stored) - 1))
    both = bytearray(held.salt + held.stored)
    both[at] ^= flip
    other = Segment(bytes(both[:32]), bytes(both[32:]))
    assert (commitment_of({"core": other}) == commitment_of({"core": held})) == (flip == 0)


def test_an_entry_is_always_33_bytes() -> None:
    assert entry(salt("x")) == b"\x01" + salt("x")
    assert len(entry(salt("x"))) == 33


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        ((), "segments-unknown"),
        (("subject",), "segments-unknown"),
        (("core", "other"), "segments-unknown"),
        (("core", "context", "subject"), "segments-out-of-order"),
    ],
)
def test_segments_have_known_names_in_a_fixed_order(names: tuple[str, ...], reason: str) -> None:
    with pytest.raises(InvalidError) as refused:
        commitment_of({name: Segment(salt(name), b"{}") for name in names})
    assert refused.value.reason == reason


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_salt_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(InvalidError, match="salt"):
        segment_digest("core", bytes(length), b"{}")
    with pytest.raises(InvalidError):
        commitment([bytes(length)])
    with pytest.raises(InvalidError):
        entry(bytes(length))


def test_the_order_of_digests_counts() -> None:
    assert commitment([salt("a"), salt("b")]) != commitment([salt("b"), salt("a")])
    with pytest.raises(InvalidError):
        commitment([])
