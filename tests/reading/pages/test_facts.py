"""Items are facts that the law declares, and values against the organisation come as absent only."""

from __future__ import annotations

from pathlib import Path

import pytest

from licet.law.facts.forms_calls import FORMS
from licet.law.facts.notices import NOTICES
from licet.reading.pages import ITEMS, read_page
from licet.reading.sightings import Seen, Sighting
from licet.rules.facts import Fact, Table
from licet.rules.values import Kind as FactKind

PAGES = sorted((Path(__file__).parent / "corpus").glob("*/*.html"))
AGAINST = {
    "act_of_agreement": {
        "button_about_something_else",
        "preticked_box",
        "refusal_box_left_empty",
        "terms_accepted",
        "silence_or_browsing",
    },
    "partners_shown": {"link_far_away", "dead_link", "kinds_only", "not_shown"},
    "given_where": {"inside_terms", "footer_only", "nowhere"},
}


def fits(fact: Fact, sighting: Sighting) -> bool:
    if sighting.state is Seen.UNCLEAR:
        return sighting.value is None
    if fact.kind is FactKind.CHOICE:
        return sighting.value in fact.choices
    if fact.kind is FactKind.COUNT:
        return isinstance(sighting.value, int) and not isinstance(sighting.value, bool)
    return isinstance(sighting.value, bool)


def check(table: Table, sightings: dict[str, Sighting]) -> None:
    for item, sighting in sightings.items():
        assert fits(table.fact(item), sighting), (item, sighting)
        if sighting.state is Seen.FOUND:
            assert sighting.value not in AGAINST.get(item, set()), (item, sighting)
            assert sighting.quote, item
            assert sighting.value is not False
        assert sighting.where, item


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_sighting_answers_a_declared_fact(path: Path) -> None:
    page = read_page(path)
    check(NOTICES, dict(page.sightings))
    check(FORMS, dict(page.telephone))
    for request in page.requests:
        check(FORMS, dict(request.sightings))


def test_every_item_looked_for_is_declared() -> None:
    for item in ITEMS:
        assert FORMS.fact(item)
