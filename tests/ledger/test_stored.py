"""The bytes of a segment as the log writes them are those that the checker writes."""

from __future__ import annotations

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from licet.ledger.stored import stored
from licet.verify.canonical import canonical
from licet.verify.failures import InvalidError

WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
LEAF = st.none() | st.booleans() | WHOLE | TEXT
NAME = st.text(st.characters(max_codepoint=127))
VALUES = st.recursive(LEAF, lambda some: st.lists(some, max_size=4) | st.dictionaries(NAME, some, max_size=4))


@given(st.dictionaries(NAME, VALUES, max_size=8))
def test_both_write_the_same_bytes_and_so_does_the_reference(value: dict[str, object]) -> None:
    assert stored(value) == canonical(value) == rfc8785.dumps(value)  # type: ignore[arg-type]  # what JSON holds
    assert json.loads(stored(value)) == value


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ({"a": 1.5}, "segment-float"),
        ({"a": float("nan")}, "segment-float"),
        ({"a": [1, 2.0]}, "segment-float"),
        ({"a": {"b": 1.0}}, "segment-float"),
        ({"a": b"bytes"}, "segment-float"),
        ({"a": 2**53}, "segment-int-too-large"),
        ({"a": [-(2**53)]}, "segment-int-too-large"),
        ({"a": 2**80}, "segment-int-too-large"),
        ({"é": 1}, "segment-key-not-ascii"),
        ({1: "a"}, "segment-key-not-ascii"),
        ({"a": {"é": 1}}, "segment-key-not-ascii"),
        ({"a": "\ud800"}, "segment-not-unicode"),
        ({"a": ["\udfff"]}, "segment-not-unicode"),
    ],
)
def test_what_the_format_forbids_is_refused_with_its_reason(value: dict[str, object], reason: str) -> None:
    with pytest.raises(InvalidError) as refused:
        stored(value)
    assert refused.value.reason == reason


def test_a_word_of_a_list_of_words_is_written_as_its_text() -> None:
    from licet.terms.words import Channel

    assert stored({"channel": Channel.EMAIL, "n": True}) == b'{"channel":"email","n":true}'
