"""Whatever the bytes, only ``DocumentError`` leaves the reader."""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.reading.visits import Chosen, har, read_actions, read_visit
from licet.terms.errors import DocumentError
from tests.reading.visits import recordings

CORPUS = Path(__file__).parent / "corpus"
FILES = sorted((CORPUS / "good").iterdir()) + sorted((CORPUS / "bad").iterdir())


@pytest.mark.parametrize("path", sorted((CORPUS / "bad").iterdir()), ids=lambda each: each.name)
def test_a_bad_recording_is_refused_in_a_sentence(path: Path) -> None:
    with pytest.raises(DocumentError) as caught:
        read_visit(path)
    message = str(caught.value)
    assert message[0] == message[0].lower()
    assert not message.endswith(".")
    assert "Bandeau" not in message


@pytest.mark.parametrize(
    "noted",
    [
        b"",
        b"{}",
        b"[1]",
        b'[{"at": "2026-10-01T10:00:05", "action": "refuse"}]',
        b'[{"at": "2026-10-01T10:00:05Z", "action": "buy"}]',
        b'[{"at": 5, "action": "refuse"}]',
        b'[{"at": "2026-10-01T10:00:05Z", "action": ["refuse"]}]',
        json.dumps([{"at": "2026-10-01T10:00:05Z", "action": "refuse"}] * 101).encode(),
    ],
)
def test_a_bad_list_of_actions_is_refused(noted: bytes) -> None:
    with pytest.raises(DocumentError):
        read_actions(noted)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.har")
    for path in (tmp_path, tmp_path / "missing.har", tmp_path / "pipe.har", "\0", "x" * 5000):
        with pytest.raises(DocumentError):
            read_visit(path)


def test_a_recording_larger_than_the_cap_is_not_parsed() -> None:
    with pytest.raises(DocumentError, match="larger"):
        read_visit(b" " * (har.MOST_BYTES + 1))


@pytest.mark.parametrize("filling", [b"[],", b"{},", b'{"a":{}},'])
def test_more_lists_or_objects_than_the_cap_stop_the_parsing(filling: bytes) -> None:
    with pytest.raises(DocumentError, match="more than"):
        read_visit(b"[" + filling * (har.MOST_OBJECTS + 1) + b"0]")


def test_more_requests_or_cookies_than_the_cap_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(har, "MOST_REQUESTS", 3)
    monkeypatch.setattr(har, "MOST_COOKIES_IN_ALL", 3)
    with pytest.raises(DocumentError, match="requests"):
        read_visit(recordings.har(*[recordings.page()] * 4))
    with pytest.raises(DocumentError, match="cookies"):
        read_visit(recordings.har(recordings.page(sets=("a", "b", "c", "d"))))


def test_a_number_of_a_million_digits_costs_nothing() -> None:
    long = recordings.har(recordings.page()).replace(b"12.5", b"9" * 1_000_000)
    assert read_visit(long).requests == 1


def test_half_of_a_surrogate_pair_can_be_written_down() -> None:
    entry = recordings.request(3, "ad.doubleclick.net", sets=("I\ud800E",))
    sighting = read_visit(recordings.har(recordings.page(), entry)).sightings["tracers.before_choice"]
    assert sighting.quote.encode()


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_random_bytes_never_break_the_reader(data: bytes) -> None:
    with contextlib.suppress(DocumentError):
        read_visit(data)
    with contextlib.suppress(DocumentError):
        read_actions(data)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(FILES), st.data())
def test_a_cut_or_altered_recording_never_breaks_the_reader(path: Path, data: st.DataObject) -> None:
    whole = path.read_bytes()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    with contextlib.suppress(DocumentError):
        read_visit(whole[:start] + data.draw(st.binary(max_size=20)) + whole[end:])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.sampled_from(list(Chosen)),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "startedDateTime",
                    "request",
                    "response",
                    "url",
                    "headers",
                    "cookies",
                    "name",
                    "value",
                    "content",
                    "expires",
                ]
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(JSON, max_size=4), JSON)
def test_entries_of_any_shape_never_break_the_reader(entries: list[Any], pages: object) -> None:
    sound = recordings.page()
    altered = [{**sound, **each} if isinstance(each, dict) else each for each in entries]
    with contextlib.suppress(DocumentError):
        read_visit(json.dumps({"log": {"entries": [sound, *altered], "pages": pages}}).encode())
