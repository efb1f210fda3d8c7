"""The one writer: what is answered is durable, what fails undoes itself alone."""

from __future__ import annotations

import threading
from collections.abc import Callable

import psycopg
import pytest
from django.db import connection

from licet.ledger import Draft, Transaction, act, declare, history
from licet.subjects import contact_point, find, person_for, points_of
from licet.terms.errors import LedgerError
from tests.ground.house import House

TRIED = "tests:event:tried"
declare(TRIED)


@act
def try_with(tx: Transaction, mail: str, *, fail: bool = False) -> bytes:
    subject = person_for(tx, contact_point("email", mail))
    tx.record(Draft(TRIED, {"n": 1}, subject, personal={"context": {"ip": "192.0.2.1"}}))
    if fail:
        raise LedgerError("on purpose")
    return subject


def test_an_event_is_read_back_with_what_was_sealed_in_it(house: House) -> None:
    subject = try_with("Ada@Mail.example")
    assert find(contact_point("email", "ada@mail.EXAMPLE")) == subject
    added, tried = history.events_of(subject)
    assert (added.seq, tried.seq) == (0, 1)
    assert tried.core["subject_previous"] == added.commitment.hex()
    assert added.opened("subject") == {"email": "ada@mail.example"}
    assert tried.opened("context") == {"ip": "192.0.2.1"}
    assert [point.value for point in points_of(subject)] == ["ada@mail.example"]


def test_references_made_one_after_another_stand_in_that_order_and_tell_nothing_else(house: House) -> None:
    made = act(lambda tx: [tx.new_subject() for _ in range(300)])()
    assert len(set(made)) == 300
    assert [each[:6] for each in made] == sorted(each[:6] for each in made)
    assert len({each[6:] for each in made}) == 300
    assert try_with("ada@mail.example")[:6] >= made[-1][:6]


def test_an_act_that_fails_leaves_nothing_and_the_others_stand(house: House) -> None:
    answers: list[object] = []

    def one(number: int) -> None:
        try:
            answers.append(try_with(f"p{number}@mail.example", fail=number % 3 == 0))
        except LedgerError as error:
            answers.append(str(error))

    threads = [threading.Thread(target=one, args=(number,)) for number in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers.count("on purpose") == 10
    indices = [event.index for event in history.events()]
    assert indices == list(range(41))
    assert find(contact_point("email", "p3@mail.example")) is None


def test_nothing_of_a_person_stands_in_clear_in_the_house(house: House) -> None:
    try_with("ada.lovelace@mail.example")
    house.close()
    for path in house.data.rglob("*"):
        assert b"lovelace" not in path.read_bytes(), path.name
    house.reopen()


def test_an_undeclared_kind_is_refused(sqlite_house: House) -> None:
    record = act(lambda tx: tx.record(Draft("tests:event:unheard_of")))
    with pytest.raises(LedgerError, match="declared"):
        record()


def test_a_house_that_is_opened_again_goes_on_where_it_was(house: House) -> None:
    for number in range(300):
        try_with(f"p{number % 7}@mail.example")
    house.reopen()
    subject = try_with("p1@mail.example")
    events = history.events_of(subject)
    assert [event.seq for event in events] == list(range(len(events)))


def test_a_database_that_was_restarted_costs_no_act(new_house: Callable[..., House]) -> None:
    house = new_house("postgresql")
    try_with("ada@mail.example")
    with psycopg.connect(house.url, autocommit=True) as other:
        others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        other.execute(f"SELECT pg_terminate_backend(pid) {others}")
    assert try_with("eve@mail.example")


@pytest.mark.parametrize(("said", "kept"), [("off", "on"), ("remote_write", "remote_write")])
def test_a_server_that_is_told_not_to_wait_for_its_disk_waits_for_ours(
    said: str, kept: str, new_house: Callable[..., House]
) -> None:
    house = new_house("postgresql")
    with psycopg.connect(house.url, autocommit=True) as other:
        name = other.info.dbname
        other.execute(f"ALTER DATABASE {name} SET synchronous_commit = {said}")
    connection.close()
    house.reopen()

    def told(_tx: Transaction) -> str:
        with connection.cursor() as cursor:
            cursor.execute("SHOW synchronous_commit")
            return str(cursor.fetchone()[0])

    assert act(told)() == kept
