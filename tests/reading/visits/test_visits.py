"""What a recorded visit says of tracers before a choice, after a refusal and after a withdrawal."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.law.facts.site_visits import SITE_VISITS
from licet.reading.sightings import Seen, Sighting
from licet.reading.visits import Action, Chosen, read_actions, read_visit
from licet.reading.visits.hosts import Serves, of_cookie, of_host, registered
from licet.reading.visits.visit import ITEMS
from licet.rules.values import Kind
from tests.reading.visits.recordings import SITE, har, mark, page, request

CORPUS = Path(__file__).parent / "corpus"
BEFORE, REFUSED, WITHDRAWN = ITEMS
FOUND, ABSENT, UNCLEAR = Seen.FOUND, Seen.ABSENT, Seen.UNCLEAR

EXPECTED = {
    "cookies-avant-choix": {BEFORE: ABSENT, REFUSED: FOUND},
    "script-cookie-before-choice": {BEFORE: ABSENT, REFUSED: FOUND},
    "refusal-followed": {BEFORE: FOUND, REFUSED: FOUND},
    "refus-sans-effet": {BEFORE: FOUND, REFUSED: ABSENT},
    "retrait-sans-effet": {BEFORE: FOUND, WITHDRAWN: ABSENT},
    "nothing-chosen": {BEFORE: FOUND},
    "matomo-only": {BEFORE: UNCLEAR, REFUSED: UNCLEAR},
    "measured-by-provider": {BEFORE: UNCLEAR, REFUSED: UNCLEAR},
    "pixel-without-cookie": {BEFORE: UNCLEAR, REFUSED: UNCLEAR},
    "stripped": {BEFORE: UNCLEAR, REFUSED: UNCLEAR},
    "browser-not-blank": {BEFORE: UNCLEAR, REFUSED: UNCLEAR},
    "unmarked": {BEFORE: UNCLEAR},
    "deleted-cookie": {BEFORE: UNCLEAR, REFUSED: UNCLEAR},
    "cookies-listed": {BEFORE: ABSENT, REFUSED: UNCLEAR},
    "odd-entries": {BEFORE: FOUND, REFUSED: UNCLEAR},
    "utf16": {BEFORE: FOUND, REFUSED: UNCLEAR},
}


def at(second: int) -> dt.datetime:
    return dt.datetime.fromisoformat(str(request(second)["startedDateTime"]))


def seen(recording: bytes, item: str, *actions: Action) -> Sighting:
    return read_visit(recording, actions or None).sightings[item]


def test_each_recording_of_the_corpus_is_expected() -> None:
    assert {each.stem for each in (CORPUS / "good").iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_each_recording_is_read_as_written_down(name: str) -> None:
    sightings = read_visit(CORPUS / "good" / f"{name}.har").sightings
    assert {item: each.state for item, each in sightings.items()} == EXPECTED[name]


@pytest.mark.parametrize("name", EXPECTED)
def test_only_an_absence_speaks_against_the_site(name: str) -> None:
    for each in read_visit(CORPUS / "good" / f"{name}.har").sightings.values():
        assert each.value is {FOUND: False, ABSENT: True, UNCLEAR: None}[each.state]
        assert "compliant" not in each.note


@pytest.mark.parametrize("item", ITEMS)
def test_each_item_is_a_fact_of_site_visits(item: str) -> None:
    assert SITE_VISITS.fact(item).kind is Kind.TERNARY


def test_the_quotation_names_the_cookie_the_host_and_what_it_serves_but_no_value() -> None:
    quote = seen((CORPUS / "good" / "cookies-avant-choix.har").read_bytes(), BEFORE).quote
    assert "cookie `IDE` set by ad.doubleclick.net (third party; advertising)" in quote
    assert "=v" not in quote


def test_nobody_is_accused_where_no_choice_was_noted() -> None:
    sighting = seen(har(page(), request(3, "ad.doubleclick.net", sets=("IDE",))), BEFORE)
    assert sighting.state is UNCLEAR
    assert "IDE" in sighting.quote


def test_a_note_beside_the_recording_marks_the_choice() -> None:
    recording = har(page(), request(30, "ad.doubleclick.net", sets=("IDE",)))
    assert seen(recording, REFUSED, Action(at(10), Chosen.REFUSE)).state is ABSENT
    assert seen(recording, BEFORE, Action(at(10), Chosen.ACCEPT)).state is FOUND
    assert seen(recording, BEFORE, Action(at(40), Chosen.ACCEPT)).state is ABSENT
    assert seen(recording, BEFORE, Action(at(0), Chosen.NONE)).state is ABSENT


@pytest.mark.parametrize("second", [28, 30, 32])
def test_what_is_within_two_seconds_of_a_choice_counts_for_neither_side(second: int) -> None:
    recording = har(page(), request(30, "ad.doubleclick.net", sets=("IDE",)))
    reading = read_visit(recording, [Action(at(second), Chosen.REFUSE)])
    assert reading.sightings[BEFORE].state is FOUND
    assert reading.sightings[REFUSED].state is UNCLEAR


@pytest.mark.parametrize(("second", "item"), [(27, REFUSED), (33, BEFORE)])
def test_three_seconds_from_a_choice_are_on_one_side(second: int, item: str) -> None:
    recording = har(page(), request(30, "ad.doubleclick.net", sets=("IDE",)))
    assert seen(recording, item, Action(at(second), Chosen.REFUSE)).state is ABSENT


def test_what_is_set_after_accepting_is_nobodys_breach() -> None:
    recording = har(page(), request(30, "ad.doubleclick.net", sets=("IDE",)), pages=(mark(10, "action: accept"),))
    assert {each.state for each in read_visit(recording).sightings.values()} == {FOUND}


def test_a_visit_that_begins_with_a_withdrawal_has_no_time_before_a_choice() -> None:
    recording = har(page(sends=("_fbp",)), request(60, "ad.doubleclick.net", sends=("IDE",)))
    sightings = read_visit(recording, [Action(at(20), Chosen.WITHDRAW)]).sightings
    assert set(sightings) == {WITHDRAWN}
    assert sightings[WITHDRAWN].state is ABSENT


def test_cookies_the_browser_hands_the_site_after_a_withdrawal_are_for_a_person_to_weigh() -> None:
    recording = har(page(sends=("_fbp",)), request(60, sends=("_fbp",)))
    assert seen(recording, WITHDRAWN, Action(at(20), Chosen.WITHDRAW)).state is UNCLEAR


def test_a_third_party_that_is_not_well_known_is_for_a_person_to_weigh() -> None:
    recording = har(page(), request(3, "polices.example", "/a.woff2"), pages=(mark(20, "action: refuse"),))
    sighting = seen(recording, BEFORE)
    assert sighting.state is UNCLEAR
    assert "polices.example" in sighting.quote


def test_an_ordinary_title_marks_nothing() -> None:
    recording = har(page(), pages=(mark(20, "Retrait en magasin"), mark(30, "refuse"), mark(40, "action: acheter")))
    assert seen(recording, BEFORE).state is UNCLEAR


def test_a_reading_tells_the_site_and_who_else_was_asked() -> None:
    reading = read_visit(CORPUS / "good" / "cookies-avant-choix.har")
    assert reading.site == "boutique.example"
    assert reading.began == at(0)
    assert reading.third_parties == {"doubleclick.net": 1, "criteo.com": 1}


def test_entries_without_time_or_address_are_counted() -> None:
    reading = read_visit(CORPUS / "good" / "odd-entries.har")
    assert (reading.requests, reading.unreadable) == (1, 4)


def test_actions_are_read_from_a_list() -> None:
    noted = [{"at": "2026-10-01T10:00:05+02:00", "action": "refuse"}, {"at": "2026-10-01T08:01:00Z", "action": "none"}]
    assert [each.chosen for each in read_actions(json.dumps(noted).encode())] == [Chosen.REFUSE, Chosen.NONE]


@pytest.mark.parametrize(
    ("host", "name"),
    [
        (SITE, "boutique.example"),
        ("boutique.co.uk", "boutique.co.uk"),
        ("www.boutique.co.uk", "boutique.co.uk"),
        ("don.club.asso.fr", "club.asso.fr"),
        ("a.b.fr", "b.fr"),
        ("localhost", "localhost"),
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8::1", "2001:db8::1"),
        ("WWW.Boutique.Example.", "boutique.example"),
    ],
)
def test_a_host_belongs_to_the_holder_of_its_registered_name(host: str, name: str) -> None:
    assert registered(host) == name


@pytest.mark.parametrize(
    ("host", "path", "serves"),
    [
        ("stats.g.doubleclick.net", "/", Serves.ADVERTISING),
        ("notdoubleclick.net", "/", Serves.UNKNOWN),
        ("www.facebook.com", "/tr/", Serves.ADVERTISING),
        ("www.facebook.com", "/tr", Serves.ADVERTISING),
        ("www.facebook.com", "/trends", Serves.UNKNOWN),
        ("www.google.com", "/pagead/1p-user-list/", Serves.ADVERTISING),
        ("www.google.com", "/recaptcha/", Serves.UNKNOWN),
        ("region1.google-analytics.com", "/g/collect", Serves.MEASUREMENT),
        ("logs1.xiti.com", "/hit", Serves.EXEMPTIBLE),
    ],
)
def test_a_listed_host_stands_for_what_ends_with_it(host: str, path: str, serves: Serves) -> None:
    assert of_host(host, path) is serves


@pytest.mark.parametrize(
    ("name", "serves"),
    [
        ("_fbp", Serves.ADVERTISING),
        ("_ga_ABC", Serves.MEASUREMENT),
        ("_gax", Serves.UNKNOWN),
        ("_pk_id.1.ab", Serves.EXEMPTIBLE),
        ("JSESSIONID", Serves.SERVED),
        ("foo", Serves.UNKNOWN),
    ],
)
def test_a_cookie_is_known_by_its_name_or_its_beginning(name: str, serves: Serves) -> None:
    assert of_cookie(name) is serves


LABEL = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=12)


@given(LABEL, LABEL, st.lists(LABEL, max_size=4), st.integers(0, 60), st.sampled_from(list(Chosen)))
def test_a_host_that_is_not_listed_never_speaks_against_the_site(
    label: str, top: str, cookies: list[str], second: int, chosen: Chosen
) -> None:
    theirs = request(second, f"{label}.{top}.test", sets=tuple(cookies), sends=tuple(cookies))
    reading = read_visit(har(page(), theirs), [Action(at(20), chosen)])
    assert ABSENT not in {each.state for each in reading.sightings.values()}
