"""A link is whole and ours, or it is nothing."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.doors.web.person.links import Link, read, written
from licet.terms.errors import InputError
from tests.ground.tree import ROOT

VECTORS: dict[str, Any] = json.loads((ROOT / "specs" / "vectors" / "link.json").read_text("utf-8"))
KEY = bytes.fromhex(VECTORS["key"])


@pytest.mark.parametrize("good", VECTORS["good"], ids=lambda each: str(each["controller"]))
def test_the_published_links_are_written_and_read(good: dict[str, str]) -> None:
    link = Link(good["controller"], bytes.fromhex(good["token"]))
    assert written(link, KEY) == good["text"]
    assert read(good["controller"], good["text"], KEY) == link


@pytest.mark.parametrize("bad", VECTORS["bad"], ids=lambda each: f"{each['because']} {each['text'][-6:]}")
def test_bad_links_are_refused_for_the_reason_given(bad: dict[str, str]) -> None:
    with pytest.raises(InputError, match=bad["because"]):
        read(bad["controller"], bad["text"], KEY)


@given(st.integers(0, 48), st.integers(1, 255), st.binary(min_size=32, max_size=32))
def test_every_changed_byte_is_refused(place: int, change: int, token: bytes) -> None:
    carried = bytearray(base64.urlsafe_b64decode(written(Link("acme", token), KEY) + "=="))
    carried[place] ^= change
    with pytest.raises(InputError):
        read("acme", base64.urlsafe_b64encode(bytes(carried)).rstrip(b"=").decode(), KEY)


@given(st.text(max_size=80))
def test_any_text_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read("acme", text, KEY)


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_a_link_of_another_house_is_not_ours(token: bytes, other: bytes) -> None:
    if other != KEY:
        with pytest.raises(InputError, match="ours"):
            read("acme", written(Link("acme", token), other), KEY)
