"""Start-up destroys the keys that a crash left without an event, and no other."""

from __future__ import annotations

import os
import threading

import pytest
from django.db import connection, transaction

from licet.ledger import Transaction, act, checkpoints, erasing, keys, queries
from licet.ledger.models import Event, Head
from licet.ledger.record import drop_unused_keys
from licet.subjects import contact_point, person_for, points_of
from tests.ground.house import House


@act
def know(tx: Transaction, mail: str) -> bytes:
    return person_for(tx, contact_point("email", mail))


def left_by_a_crash() -> bytes:
    """Store a key as a writer does that is killed before its commit."""
    subject = os.urandom(16)
    keys().add([(subject, os.urandom(96))])
    return subject


def test_a_key_that_seals_nothing_goes_and_those_of_people_stay(house: House) -> None:
    ada = know("ada@mail.example")
    lost = left_by_a_crash()
    eve = know("eve@mail.example")
    last = left_by_a_crash()
    house.reopen()
    assert [keys().of(each) for each in (lost, last)] == [None, None]
    assert [point.value for each in (ada, eve) for point in points_of(each)] == ["ada@mail.example", "eve@mail.example"]
    assert keys().unjudged()[1] == []
    again = left_by_a_crash()  # under a number that was given before
    house.reopen()
    assert keys().of(again) is None


def test_a_key_that_was_looked_at_is_left_alone(sqlite_house: House) -> None:
    kept = left_by_a_crash()
    keys().judge()  # as a restore does: another copy of the database may know of it
    sqlite_house.reopen()
    assert keys().of(kept) is not None


def test_nothing_goes_where_the_database_is_older_than_what_was_published(sqlite_house: House) -> None:
    know("ada@mail.example")
    checkpoints.publish()
    kept = left_by_a_crash()
    Head.objects.update(size=1)
    sqlite_house.reopen()
    assert keys().of(kept) is not None


def test_nothing_goes_where_more_is_missing_than_a_crash_leaves(
    sqlite_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing, "MOST_LEFT", 1)
    kept = [left_by_a_crash(), left_by_a_crash()]
    sqlite_house.reopen()
    assert all(keys().of(each) is not None for each in kept)


def test_a_key_whose_event_is_being_written_by_another_stays(house: House) -> None:
    subjects, stored = list[bytes](), threading.Event()

    def write() -> None:
        with transaction.atomic():
            queries.lock_head()
            subjects.append(left_by_a_crash())
            stored.set()
            threading.Event().wait(0.3)
            Event.objects.create(
                index=10_000, kind="tests:event:made", subject=subjects[0], seq=0, happened_at=0, recorded_at=0,
                commitment=bytes(32), names=1, digests=bytes(32),
            )  # fmt: skip
        connection.close()

    other = threading.Thread(target=write)
    other.start()
    stored.wait()
    assert drop_unused_keys(house.home, keys()) == 0
    other.join()
    assert keys().of(subjects[0]) is not None
