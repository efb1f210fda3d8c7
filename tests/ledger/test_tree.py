"""The tree as stored: proofs hold at every size, checkpoints only grow, fsck sees every altered bit, stamps and maps."""

from __future__ import annotations

import secrets

import pytest
from django.db import connection

from licet.ledger import Draft, Transaction, act, checkpoints, declare, fsck, heads, history, models, stamps, tree
from licet.terms.errors import LedgerError
from licet.verify.chain import head_value, map_entry, read_map, verify_head
from licet.verify.checkpoint import verify_checkpoint
from licet.verify.entry import commitment_of, entry
from licet.verify.tree import leaf_hash, root_of, verify_consistency, verify_inclusion
from tests.ground.house import House
from tests.ledger_ground.tsa import Authority

TRIED = "tests:event:tried"
declare(TRIED)


@act
def record(tx: Transaction, count: int, subject: bytes | None = None) -> bytes:
    person = subject or tx.new_subject()
    for _ in range(count):
        tx.record(Draft(TRIED, {"n": secrets.randbelow(9)}, person, personal={"content": {"words": "bonjour"}}))
    return person


def _entries() -> list[bytes]:
    return [entry(event.commitment) for event in history.events()]


def test_proofs_hold_across_the_edges_of_tiles(house: House) -> None:
    sizes = []
    for count in (1, 253, 1, 1, 255, 1, 300):
        record(count)
        sizes.append(tree.size())
    entries = _entries()
    assert sizes[-1] == len(entries) == 813
    for size in sizes:
        root = root_of(entries[:size])
        assert tree.root(size) == root
        for index in {0, size // 2, size - 1}:
            verify_inclusion(leaf_hash(entries[index]), index, size, tree.inclusion(index, size), root)
        verify_consistency(size, 813, tree.consistency(size), root, tree.root())
    assert fsck.check() == []


def test_what_is_disclosed_is_what_the_log_committed_to(house: House) -> None:
    subject = record(3)
    for event in history.events_of(subject):
        assert commitment_of(event.segments()) == event.commitment


def test_an_erased_person_leaves_every_other_proof_as_it_was(house: House) -> None:
    other, gone = record(5), record(5)
    before = {event.index: (event.segments(), tree.inclusion(event.index, 11)) for event in history.events_of(other)}
    erase = act(lambda tx: tx.erase(gone, destroy=True))
    assert len(erase()) == 5
    after = {event.index: (event.segments(), tree.inclusion(event.index, 11)) for event in history.events_of(other)}
    assert before == after
    assert history.events_of(gone) == []
    assert history.event(7).segments() == {}
    assert fsck.check() == []
    with pytest.raises(LedgerError, match="destroyed"):
        record(1, gone)


def test_a_segment_erased_alone_leaves_its_digest(house: House) -> None:
    subject = record(2)
    act(lambda tx: tx.erase(subject, ("content",), destroy=True))()
    for event in history.events_of(subject):
        assert isinstance(event.segment("content"), bytes)
        assert commitment_of(event.segments()) == event.commitment
        assert event.opened("content") is None
    assert fsck.check() == []


def test_an_act_may_record_and_erase_in_one_breath_and_its_failure_undoes_both(house: House) -> None:
    subject = record(2)

    def both(tx: Transaction, *, fail: bool) -> None:
        record.within(tx, 1, subject)
        assert len(tx.erase(subject)) == 3
        if fail:
            raise LedgerError("on purpose")

    with pytest.raises(LedgerError):
        act(both)(fail=True)
    assert len(history.events_of(subject)) == 2
    act(both)(fail=False)
    assert history.events_of(subject) == []
    assert fsck.check() == []


def test_a_published_checkpoint_is_signed_and_only_ever_larger(house: House) -> None:
    record(3)
    first = verify_checkpoint(checkpoints.publish(), [house.home.vkey])
    assert checkpoints.publish() == checkpoints.at(first.size)
    record(300)
    second = verify_checkpoint(checkpoints.publish(), [house.home.vkey])
    assert first.size < second.size == tree.size()
    verify_consistency(first.size, second.size, tree.consistency(first.size), first.root, second.root)


def test_a_log_that_lost_what_was_published_signs_nothing(house: House) -> None:
    record(3)
    checkpoints.publish()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_head SET size = 2 WHERE id = 1")
    with pytest.raises(LedgerError, match="restore"):
        checkpoints.publish()


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        ('UPDATE ledger_event SET core = core_salt WHERE "index" = 4', "segment-altered"),
        ('UPDATE ledger_event SET commitment = core_salt WHERE "index" = 4', "segment-altered"),
        ('DELETE FROM ledger_event WHERE "index" = 4', "event-missing"),
        ("UPDATE ledger_event SET kind = 'tests:event:other' WHERE \"index\" = 4", "core-of-another-event"),
        ("UPDATE ledger_tile SET hashes = (SELECT root FROM ledger_head)", "tile-altered"),
        ("DELETE FROM ledger_tile", "tile-missing"),
        ("UPDATE ledger_head SET root = edge", "head-of-another-tree"),
        ("UPDATE ledger_head SET size = 258", "head-of-another-size"),
        (
            'UPDATE ledger_event SET sealed_content = core_salt WHERE "index" = 4',
            "segment-does-not-open",
        ),
    ],
)
def test_fsck_names_what_was_altered(sqlite_house: House, spoil: str, fault: str) -> None:
    record(260)
    assert fsck.check() == []
    with connection.cursor() as cursor:
        cursor.execute(spoil)
    assert fault in {each.name for each in fsck.check()}


@pytest.mark.needs("openssl")
def test_a_stamp_is_verified_kept_and_logged(house: House, authority: Authority) -> None:
    record(3)
    stamped = stamps.stamp(authority.url, [authority.root])
    newest = stamps.newest()
    assert newest is not None
    assert newest.size == stamped.size == 4
    assert history.event(4).kind == stamps.STAMPED
    assert fsck.check() == []


@pytest.mark.needs("openssl")
def test_a_stamp_of_an_authority_that_is_not_trusted_is_not_kept(sqlite_house: House, authority: Authority) -> None:
    record(3)
    with pytest.raises(LedgerError, match="stamp"):
        stamps.stamp(authority.url, [])
    assert stamps.newest() is None


def test_an_authority_that_does_not_answer_stops_nothing(sqlite_house: House) -> None:
    record(3)
    with pytest.raises(LedgerError, match="later"):
        stamps.stamp("http://127.0.0.1:9/", [])
    record(1)


def test_a_map_of_heads_shows_the_last_event_of_each_person(house: House) -> None:
    people = [record(1 + number % 3) for number in range(300)]
    event = heads.map_heads()
    found = read_map(event.core)
    assert found.rows == 300
    for person in people[::37]:
        last = history.events_of(person)[-1]
        row = heads.row_of(person)
        assert row is not None
        verify_head(found, row, last.commitment, last.seq or 0)
        assert map_entry(row.slot, head_value(row.salt, last.commitment, last.seq or 0))
    assert heads.row_of(b"nobody at all...") is None


def test_a_forgotten_person_has_no_salt_left_in_a_map(house: House) -> None:
    person = record(1)
    heads.map_heads()
    act(lambda tx: tx.erase(person, destroy=True))()
    row = heads.row_of(person)
    assert row is not None
    assert row.salt == bytes(32)
    heads.map_heads()
    assert heads.row_of(person) is None
    assert models.HeadMap.objects.count() == 2
