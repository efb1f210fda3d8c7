"""Whatever stands anywhere in a dossier: it loads, or one error says why and repeats nothing of a person."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.audit.dossier.load import load
from licet.terms.errors import DossierError
from tests.dossier.dossiers import START, write

OF_PEOPLE = ("camille.martin@boite.example", "06 39 98 12 34", "+33 6 39 98 12 34", "0639981234", "01.99.00.12.34")
WHOLE: dict[str, Any] = {
    **START,
    "purposes": [{"id": "offers", "channels": ["email"], "needs": ["email"]}],
    "people": [{"file": "people.csv", "source": "courtier", "map": {"x": "email"}, "weight": 2, "by": "data"}],
    "everyone": {"capacity": "consumer", "archive.only": {"answer": False, "by": "data", "from": "crm"}},
    "sources": [{"id": "courtier", "name": "Courtier", "notice": "n", "people": {"last_act.on": "never"}}],
    "disclosures": [{"id": "d", "channel": "sms", "partner": "p", "persons": 3}],
    "messages": [{"id": "m", "channel": "email", "at": "2026-01-02", "promotes": True, "note": "seen"}],
    "partner_lists": [{"id": "l", "form": "f", "names": ["p"], "shown_from": "2026-01-01"}],
    "complaints": [{"source": "courtier", "count": 3}],
}


def _places(tree: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(tree, dict):
        return [each for key, value in tree.items() for each in ((*path, key), *_places(value, (*path, key)))]
    if isinstance(tree, list):
        return [each for at, value in enumerate(tree) for each in ((*path, at), *_places(value, (*path, at)))]
    return []


def _put(place: tuple[Any, ...], value: object, *, as_key: bool = False) -> dict[str, Any]:
    tree = copy.deepcopy(WHOLE)
    inner: Any = tree
    for key in place[:-1]:
        inner = inner[key]
    if as_key and isinstance(inner, dict):
        inner[value] = inner.pop(place[-1])
    else:
        inner[place[-1]] = value
    return tree


def _refusal(folder: Path, tree: object) -> str:
    """Return what loading a dossier says against it, or nothing."""
    write(folder, yaml.safe_dump(tree))
    try:
        load(folder)
    except DossierError as error:
        return str(error)
    return ""


def test_the_dossier_that_is_spoiled_below_loads(tmp_path: Path) -> None:
    assert not _refusal(tmp_path, WHOLE)


@settings(max_examples=150)
@given(place=st.sampled_from(_places(WHOLE)), personal=st.sampled_from(OF_PEOPLE), as_key=st.booleans())
def test_no_error_repeats_what_may_be_of_a_person(
    tmp_path_factory: pytest.TempPathFactory, place: tuple[Any, ...], personal: str, as_key: bool
) -> None:
    said = _refusal(tmp_path_factory.mktemp("d"), _put(place, personal, as_key=as_key))
    assert personal not in said
    assert "martin" not in said


@settings(max_examples=200)
@given(
    place=st.sampled_from(_places(WHOLE)),
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.datetimes() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3) | st.integers(), inner, max_size=3)
        ),
        max_leaves=4,
    ),
)
def test_whatever_stands_anywhere_the_answer_is_a_dossier_or_one_error(
    tmp_path_factory: pytest.TempPathFactory, place: tuple[Any, ...], value: object
) -> None:
    folder = tmp_path_factory.mktemp("d")
    said = _refusal(folder, _put(place, value))
    assert not said or said.startswith(f"`{folder}")
