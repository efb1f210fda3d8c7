"""What is due is counted on the calendar from what the person did; a run does it, and proves it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licet.consent.record import Evidence, Key, give, withdraw
from licet.ledger import Transaction, act, clock, history, keys
from licet.ledger.fsck import check
from licet.ledger.refusals import read_refusals
from licet.objections.models import Suppression
from licet.objections.record import object_to
from licet.retention import purging, schedule
from licet.retention.replaying import read, replay
from licet.subjects import add_controller, contact_point, find, person_for
from licet.subjects.restriction import is_restricted
from licet.terms.days import day_of, parse_iso
from licet.terms.scopes import EVERYONE
from tests.collection.lists import NOW, brought_in, good, registered, written
from tests.ground.house import House

KEY = Key("commercial", "email", "acme")
START = int(dt.datetime(2027, 3, 10, 12, tzinfo=dt.UTC).timestamp())
YEARS_3 = parse_iso("2030-03-10")


def _at(day: int) -> int:
    return day * 86_400 + 43_200


@act
def _person(tx: Transaction, name: str) -> bytes:
    return person_for(tx, contact_point("email", f"{name}@mail.example"))


def _say(name: str) -> bytes:
    add_controller("acme", "Acme")
    subject = _person(name)
    give(subject, [KEY], Evidence("form", "ticked_box", context={"ip": "192.0.2.9"}))
    return subject


def test_three_years_from_date_to_date(house: House) -> None:
    with clock.at(START):
        ada = _say("ada")
    assert not schedule.due(YEARS_3).archive
    assert schedule.due(YEARS_3 + 1).archive == (ada,)


def test_the_term_of_an_imported_person_runs_from_the_import(sqlite_house: House, tmp_path: Path) -> None:
    with clock.at(NOW):
        registered(tmp_path)
        brought_in(written(tmp_path / "liste.csv", [good(0)]))  # who agreed two months before
    subject = find(contact_point("email", "p0@boite.example"))
    last = parse_iso("2029-12-01")
    assert not schedule.due(last).archive
    assert schedule.due(last + 1).archive == (subject,)


@pytest.mark.parametrize("what", ["withdrawal", "objection"])
def test_what_a_person_does_begins_the_term_anew(sqlite_house: House, what: str) -> None:
    with clock.at(START):
        ada = _say("ada")
    with clock.at(START + 100 * 86_400):
        if what == "withdrawal":
            withdraw(ada, [KEY], Evidence("link"))
        else:
            object_to(contact_point("email", "ada@mail.example"), EVERYONE)
    assert not schedule.due(YEARS_3 + 100).archive
    assert schedule.due(YEARS_3 + 101).archive == (ada,)


def test_neither_our_own_acts_nor_an_act_claimed_to_lie_ahead_do(sqlite_house: House) -> None:
    from licet.doors.reads import read_person

    with clock.at(START):
        ada = _say("ada")
        give(ada, [KEY], Evidence("operator", happened_at=START + 400 * 86_400))
    with clock.at(START + 50 * 86_400):
        read_person(ada, actor="cli", why="check")
    assert schedule.due(YEARS_3 + 1).archive == (ada,)


def test_proof_is_archived_then_erased_on_its_day_and_strangers_at_once(house: House) -> None:
    with clock.at(START):
        ada, bob = _say("ada"), _person("bob")
    with clock.at(_at(YEARS_3 + 1)):
        done = purging.run("dpo")
        assert (done.archived, done.erased) == (1, 1)
        assert is_restricted(ada)
        assert keys().of(bob) is None
        assert purging.run("dpo").archived == 0
    with clock.at(_at(parse_iso("2035-03-11"))):
        assert purging.run("dpo").erased == 0
    with clock.at(_at(parse_iso("2035-03-12"))):
        assert purging.run("dpo").erased == 1
        assert keys().of(ada) is None
    runs = list(history.events("retention:run:done"))
    assert [each.core["erased"] for each in runs] == [1, 1]
    assert not check()


def test_whoever_agrees_anew_leaves_the_archive(sqlite_house: House) -> None:
    with clock.at(START):
        ada = _say("ada")
    with clock.at(_at(YEARS_3 + 1)):
        purging.tick()
        give(ada, [KEY], Evidence("form", "ticked_box"))
        assert is_restricted(ada)
        give(ada, [KEY], Evidence("form", "ticked_box", confirmed=True))
        assert not is_restricted(ada)
        assert not schedule.due().archive


def test_circumstances_and_refusals_go_on_their_own_clocks(sqlite_house: House) -> None:
    with clock.at(START):
        ada = _say("ada")
        object_to(contact_point("email", "old@mail.example"), EVERYONE)
    with clock.at(START + 14 * 31 * 86_400):
        assert purging.run("dpo").contexts == 1
        assert history.events_of(ada)[-1].opened("context") is None
        assert Suppression.objects.count() == 2
    with clock.at(_at(parse_iso("2030-03-11"))):
        assert purging.run("dpo").suppressions == 2
        assert not Suppression.objects.exists()


def test_a_run_is_shown_before_it_is_done(house: House) -> None:
    with clock.at(START):
        ada = _say("ada")
    with clock.at(_at(YEARS_3 + 1)):
        shown = house.cli("retention", "run", "--owner", "dpo", "--lang", "en")
        assert "Nothing was done" in shown.out
        assert not is_restricted(ada)
        assert ada.hex() in house.cli("retention", "due", "--json").out
        assert "à archiver" in house.cli("retention", "due", "--lang", "fr").out
        assert house.cli("retention", "run", "--owner", "dpo", "--yes").code == 0
        assert is_restricted(ada)
        assert house.cli("retention", "run", "--owner", "Ada L.", "--yes").code == 64


def test_nothing_due_leaves_no_event(sqlite_house: House) -> None:
    _say("ada")
    purging.tick()
    assert not list(history.events("retention:run:done"))


def test_a_replay_done_twice_changes_nothing(sqlite_house: House) -> None:
    with clock.at(START):
        _say("ada")
    with clock.at(_at(YEARS_3 + 1)):
        purging.tick()
    lines = list(read_refusals(sqlite_house.data / "refusals.log"))
    assert replay(lines) == replay(lines)
    assert read(lines).restricted


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.integers(0, 2000), min_size=1, max_size=6), later=st.integers(0, 4000))
def test_a_term_runs_from_the_last_act_whatever_their_order(sqlite_house: House, acts: list[int], later: int) -> None:
    from licet.law.figures import figure

    name = f"p{abs(hash((tuple(acts), later)))}"
    first = day_of(dt.date(2027, 3, 10))
    with clock.at(_at(first + min(acts))):
        subject = _say(name)
    for offset in acts:
        with clock.at(_at(first + max(acts))):
            give(subject, [KEY], Evidence("form", "ticked_box", happened_at=_at(first + offset)))
    last = figure("prospect-retention").last_day(first + max(acts), first)
    found = schedule.due(first + later)
    assert (subject in found.archive) == (first + later > last)
