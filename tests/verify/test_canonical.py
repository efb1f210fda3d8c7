"""A segment has one writing, and it is that of RFC 8785."""

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from licet.verify.canonical import Object, canonical, read_canonical
from licet.verify.failures import InvalidError

KEYS = st.text(st.characters(max_codepoint=127), max_size=12)
INTS = st.integers(-(2**53) + 1, 2**53 - 1)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | INTS | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
OBJECTS = st.dictionaries(KEYS, VALUES, max_size=6)


@given(OBJECTS)
def test_our_bytes_are_those_of_rfc_8785(value: Object) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@given(OBJECTS)
def test_what_is_written_is_read_back(value: Object) -> None:
    assert read_canonical(canonical(value)) == value


@given(OBJECTS)
def test_another_writing_of_the_same_object_is_refused(value: Object) -> None:
    for other in (json.dumps(value), json.dumps(value, indent=1), f" {canonical(value).decode()}"):
        if other.encode() != canonical(value):
            with pytest.raises(InvalidError):
                read_canonical(other.encode())


@given(st.binary(max_size=40))
def test_any_bytes_are_read_as_written_or_refused_by_name(stored: bytes) -> None:
    try:
        value = read_canonical(stored)
    except InvalidError:
        return
    assert canonical(value) == stored


@pytest.mark.parametrize(
    ("stored", "reason"),
    [
        (b'{"a":1,"a":1}', "segment-duplicate-key"),
        (b'{"b":1,"a":1}', "segment-not-canonical"),
        (b'{"a":1.0}', "segment-float"),
        (b'{"a":1e3}', "segment-float"),
        (b'{"a":NaN}', "segment-float"),
        (b'{"a":9007199254740992}', "segment-int-too-large"),
        (b'{"a":' + b"9" * 5000 + b"}", "segment-int-too-large"),
        (b'{"a":-0}', "segment-not-canonical"),
        ('{"é":1}'.encode(), "segment-key-not-ascii"),
        (b'{"a":"\\u00e9"}', "segment-not-canonical"),
        (b'{"a":"\\ud800"}', "segment-not-unicode"),
        (b'{"a":"\xff"}', "segment-not-unicode"),
        (b"\xef\xbb\xbf{}", "segment-not-json"),
        (b"[]", "segment-not-an-object"),
        (b"{}\n", "segment-not-canonical"),
        (b"", "segment-not-json"),
        (b"[" * 100_000, "segment-not-json"),
        (b'{"a":' * 40 + b"1" + b"}" * 40, "segment-too-deep"),
        (b" " * ((1 << 20) + 1), "segment-too-large"),
    ],
)
def test_a_segment_is_refused_by_name(stored: bytes, reason: str) -> None:
    with pytest.raises(InvalidError) as refused:
        read_canonical(stored)
    assert refused.value.reason == reason


@pytest.mark.parametrize("value", [{"a": 0.5}, {"a": 2**53}, {"é": 1}, {"a": "\ud800"}, {"a": b"x"}])
def test_what_could_not_be_read_back_is_not_written(value: Object) -> None:
    with pytest.raises(InvalidError):
        canonical(value)
