"""A person is forgotten: rows, segments, keys; the refusal stays, and everybody else's proofs."""

from __future__ import annotations

import os

import pytest
from django.db import models

from licet.consent.record import Evidence, Key, give
from licet.ledger import Transaction, act, clock, history, keys, tree
from licet.ledger.fsck import check
from licet.ledger.refusals import read_refusals
from licet.objections.record import is_suppressed
from licet.retention.cleaning import clean
from licet.retention.erasing import erase, erase_many, erase_segments
from licet.retention.restricting import release, restrict
from licet.rights.held import tables_with_persons
from licet.subjects import add_controller, contact_point, find, person_for, points_of
from licet.subjects.restriction import is_restricted, restricted
from licet.terms.errors import UsageError
from tests.ground.house import House

KEY = Key("commercial", "email", "acme")
SEEN = Evidence("form", "ticked_box", context={"ip": "192.0.2.77", "user_agent": "Marker/1.0"})


@act
def _person(tx: Transaction, text: str) -> bytes:
    return person_for(tx, contact_point("email", text))


def _people(count: int) -> list[bytes]:
    add_controller("acme", "Acme")
    people = [_person(f"person{number}@mail.example") for number in range(count)]
    for each in people:
        give(each, [KEY], SEEN)
    return people


def _rows_of(subject: bytes) -> list[str]:
    return [each.__name__ for each in tables_with_persons() if each._default_manager.filter(subject=subject).exists()]


def test_whoever_asks_is_forgotten_in_every_room_and_never_brought_in_again(house: House) -> None:
    ada, _ = _people(2)
    point = points_of(ada)[0]
    restrict(ada, reason="art18_request", owner="dpo")
    assert {"Event", "ContactPoint", "Consent", "Restriction"} <= set(_rows_of(ada))
    done = erase(ada, reason="art17_request", owner="dpo")
    assert not _rows_of(ada)
    assert keys().of(ada) is None
    assert find(point) is None
    assert is_suppressed([point], "acme", "email")
    assert done.recipients == ("acme",)
    said = history.event(done.event)
    assert said.subject is None
    assert said.core["reason"] == "art17_request"
    indices = said.core["indices"]
    assert isinstance(indices, list)
    assert len(indices) == done.events == 3
    assert all(not history.event(index).core for index in indices)
    assert not check()


def test_everybody_else_is_proved_by_the_same_bytes(house: House) -> None:
    ada, bob, eve = _people(3)
    size = tree.size()
    before = [
        (event.commitment, event.segments(), tree.inclusion(event.index, size))
        for each in (bob, eve)
        for event in history.events_of(each)
    ]
    erase(ada, reason="art17_request", owner="dpo")
    clean()
    after = [
        (event.commitment, event.segments(), tree.inclusion(event.index, size))
        for each in (bob, eve)
        for event in history.events_of(each)
    ]
    assert before == after


def test_proof_that_is_owed_waits_in_archive_and_is_erased_on_its_day(sqlite_house: House) -> None:
    with clock.at(1_700_000_000):
        (ada,) = _people(1)
        with pytest.raises(UsageError, match="licet restrict"):
            erase(ada, reason="objection", owner="dpo")
        restrict(ada, reason="objection", owner="dpo")
        assert is_restricted(ada)
        assert restricted([ada, bytes(16)]) == {ada}
    with clock.at(1_700_000_000 + 5 * 366 * 86_400):
        erase(ada, reason="objection", owner="dpo")
    assert not _rows_of(ada)


def test_giving_up_a_proof_is_said_in_the_erasure(sqlite_house: House) -> None:
    (ada,) = _people(1)
    done = erase(ada, reason="error", owner="dpo")
    assert done.waived is not None
    assert history.event(done.event).core["proof_waived_until"] == done.waived
    assert not is_suppressed([contact_point("email", "person0@mail.example")], "acme", "email")


def test_several_people_leave_in_one_event(house: House) -> None:
    people = _people(5)
    done = erase_many(people[:4], reason="court", owner="dpo")
    assert (done.persons, done.events) == (4, 8)
    assert not any(_rows_of(each) for each in people[:4])
    assert _rows_of(people[4])
    assert not check()


def test_circumstances_go_alone_and_the_consent_stays_proved(house: House) -> None:
    ada, bob = _people(2)
    done = erase_segments(ada, ["context"], reason="art17_request", owner="dpo")
    assert done.events == 2
    given = history.events_of(ada)[-1]
    assert given.opened("context") is None
    assert given.core["purpose"] == "commercial"
    assert isinstance(given.segment("context"), bytes)
    assert history.events_of(bob)[-1].opened("context") is not None
    assert not check()


def test_restriction_ends_in_the_open(sqlite_house: House) -> None:
    (ada,) = _people(1)
    restrict(ada, reason="claim", owner="dpo")
    with pytest.raises(UsageError, match="already"):
        restrict(ada, reason="claim", owner="dpo", until=clock.now() // 86_400)
    release(ada, owner="dpo")
    assert not is_restricted(ada)
    kinds = [each.kind for each in read_refusals(sqlite_house.data / "refusals.log")]  # type: ignore[union-attr]
    assert kinds == ["restriction", "release"]


@pytest.mark.parametrize(
    ("reason", "owner", "said"),
    [("because", "dpo", "no reason"), ("court", "Ada Lovelace", "an owner"), ("court", "", "an owner")],
)
def test_an_erasure_without_reason_or_owner_is_refused_and_changes_nothing(
    sqlite_house: House, reason: str, owner: str, said: str
) -> None:
    (ada,) = _people(1)
    with pytest.raises(UsageError, match=said):
        erase(ada, reason=reason, owner=owner)
    assert keys().of(ada)
    assert history.events_of(ada)[-1].opened("context")


def test_nobody_is_forgotten_twice(sqlite_house: House) -> None:
    (ada,) = _people(1)
    erase(ada, reason="court", owner="dpo")
    with pytest.raises(UsageError, match="nothing is held"):
        erase(ada, reason="court", owner="dpo")
    with pytest.raises(UsageError, match="a segment"):
        erase_segments(ada, ["core"], reason="court", owner="dpo")


def _row_about(model: type[models.Model], subject: bytes) -> models.Model:
    told: dict[str, object] = {}
    for field in model._meta.fields:
        if field.null or isinstance(field, models.AutoField | models.BigAutoField):
            continue
        if isinstance(field, models.BinaryField):
            told[field.name] = os.urandom(field.max_length or 16)
        elif isinstance(field, models.CharField | models.TextField):
            told[field.name] = "x"
        else:
            told[field.name] = 1
    return model(**{**told, "subject": subject})


def test_every_table_that_names_a_person_hears_of_an_erasure(house: House) -> None:
    (ada,) = _people(1)

    @act
    def fill(_tx: Transaction) -> None:
        for model in tables_with_persons():
            if not model._default_manager.filter(subject=ada).exists():
                _row_about(model, ada).save(force_insert=True)

    fill()
    assert len(_rows_of(ada)) == len(tables_with_persons())
    erase(ada, reason="court", owner="dpo")
    assert not _rows_of(ada)
