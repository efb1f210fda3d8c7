"""People made before the act that may need them are as those made within it; who is not needed leaves nothing."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from licet.ledger import Draft, Transaction, act, declare, history, keys, sealer
from licet.ledger.ahead import Ahead, Made
from licet.ledger.fsck import check
from licet.terms.errors import LedgerError
from licet.verify.canonical import canonical
from licet.verify.entry import Segment
from tests.collection.lists import brought_in, good, registered, written
from tests.ground.house import House

MADE = "tests:person:made"
declare(MADE)
SAID = {
    "subject": {"email": "ada@mail.example"},
    "content": {"proof": "é\n\u2028\x7f", "channels": "email"},
}


@act
def take(tx: Transaction, made: Made, *, fail: bool = False) -> None:
    tx.take_in({made.subject: made.keys})
    tx.record(Draft(MADE, {"n": 1}, made.subject, sealed=made.segments))
    tx.record(Draft(MADE, {"n": 2}, made.subject, personal={"context": {"ip": "192.0.2.1"}}))
    if fail:
        raise LedgerError("on purpose")


def test_who_is_made_ahead_is_as_anybody(house: House) -> None:
    made = Ahead().made(SAID, b"ada@mail.example", b"about")
    take(made)
    first, second = history.events_of(made.subject)
    assert {name: first.opened(name) for name in SAID} == SAID
    held = first.segment("content")
    assert isinstance(held, Segment)
    assert held.stored == canonical({**SAID["content"]})
    assert second.opened("context") == {"ip": "192.0.2.1"}
    assert (first.seq, second.core["subject_previous"]) == (0, first.commitment.hex())
    assert sealer().unseal(made.subject, "subject", made.column, b"about") == b"ada@mail.example"
    assert check() == []


def test_a_sealed_segment_opens_in_its_own_event_alone(sqlite_house: House) -> None:
    made = Ahead().made(SAID, b"", b"")
    take(made)
    first = made.segments["content"]
    with pytest.raises(LedgerError, match="does not open"):
        sealer().unseal(made.subject, "content", first.text, bytes(32))


def test_whoever_fails_first_takes_nobody_with_it(house: House) -> None:
    failed, made = list[str](), list[Made]()

    def one(number: int) -> None:
        person = Ahead().made({"subject": {"email": f"p{number}@mail.example"}}, b"", b"")
        made.append(person)
        try:
            take(person, fail=number % 3 == 0)
        except LedgerError:
            failed.append(person.subject.hex())

    threads = [threading.Thread(target=one, args=(number,)) for number in range(24)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(failed) == 8
    kept = {each.subject.hex() for each in made if history.events_of(each.subject)}
    assert kept == {each.subject.hex() for each in made} - set(failed)
    assert check() == []


def test_who_is_known_already_is_not_made_again(house: House, tmp_path: Path) -> None:
    registered(tmp_path)
    brought_in(written(tmp_path / "un.csv", [good(0), good(1)]))
    before = keys().newest(99)
    brought_in(written(tmp_path / "deux.csv", [good(0) | {"preuve": "autre"}, good(1) | {"preuve": "autre"}]))
    assert keys().newest(99) == before
    assert len(list(history.events("consent:record:imported"))) == 4
    assert all(event.opened("content") for event in history.events("consent:record:imported"))


def test_who_was_just_made_is_not_looked_for_on_the_disk(sqlite_house: House) -> None:
    seals = sealer()
    ada, bob = seals.new_subject(), Ahead().made(SAID, b"", b"")
    seals.taken_in[bob.subject] = bob.keys
    seals.preload([ada, bob.subject])
    for each in (ada, bob.subject):
        assert seals.unseal(each, "subject", seals.seal(each, "subject", b"x", b""), b"") == b"x"
