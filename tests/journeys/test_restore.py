"""The database is lost; a backup comes back; whoever refused meanwhile is refused, and nobody's log went back."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from licet.consent.record import Evidence, Key, give, status_of
from licet.consent.status import Status
from licet.doors.backup import Backup, back_up, beside
from licet.doors.restore import restore
from licet.doors.running import open_house
from licet.ledger import Transaction, act, checkpoints, clock, history, keys, tree
from licet.ledger.fsck import check
from licet.objections.record import is_suppressed, object_to
from licet.retention import copies
from licet.retention.erasing import erase
from licet.retention.restricting import restrict
from licet.rights.held import held
from licet.subjects import add_controller, contact_point, find, person_for
from licet.subjects.restriction import is_restricted
from licet.terms.errors import ClosedError, InputError, LedgerError, UsageError
from licet.terms.scopes import EVERYONE
from tests.ground.house import House

KEY = Key("commercial", "email", "acme")
DAY = 86_400


@act
def _person(tx: Transaction, number: int) -> bytes:
    return person_for(tx, contact_point("email", f"person{number}@mail.example"))


def _people(count: int) -> list[bytes]:
    add_controller("acme", "Acme")
    people = [_person(number) for number in range(count)]
    for each in people:
        give(each, [KEY], Evidence("form", "ticked_box", context={"ip": "192.0.2.7"}))
    return people


def _lose_database(house: House) -> None:
    house.close()
    if not house.url:
        for suffix in ("", "-wal", "-shm"):
            (house.data / f"ledger.db{suffix}").unlink(missing_ok=True)
        return
    import psycopg

    with psycopg.connect(house.url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")


@contextmanager
def _named(house: House) -> Iterator[None]:
    """Say in the environment where the database of a house lies, as its operator does."""
    if not house.url:
        yield
        return
    os.environ["DATABASE_URL"] = house.url
    try:
        yield
    finally:
        del os.environ["DATABASE_URL"]


def _restore(house: House, made: Backup | Path, **more: object) -> object:
    with _named(house):
        return restore(house.data, made.path if isinstance(made, Backup) else made, **more)  # type: ignore[arg-type]


def test_a_hundred_objections_survive_the_loss_of_the_database(house: House) -> None:
    people = _people(20)
    made = back_up(house.home, beside(house.data))
    points = [contact_point("email", f"person{number}@mail.example") for number in range(100)]
    for point in points:
        object_to(point, EVERYONE)
    _lose_database(house)
    with pytest.raises(LedgerError, match="licet restore"):  # no empty log is begun in its place
        open_house(house.data, database_url=house.url or None)
    done = _restore(house, made)
    assert done.refusals == 200  # type: ignore[attr-defined]  # an address has two tokens: its own and its mailbox's
    house.reopen()
    assert all(is_suppressed([point], "acme", "email") for point in points)
    assert all(status_of(each)[KEY] is Status.WITHDRAWN for each in people)
    assert not check()
    checkpoints.publish()


def test_whoever_was_forgotten_or_restricted_since_is_so_again(house: House) -> None:
    ada, bob, eve = _people(3)
    made = back_up(house.home, beside(house.data))
    erase(ada, reason="art17_request", owner="dpo")
    restrict(bob, reason="art18_request", owner="dpo")
    _lose_database(house)
    (house.data / "keys.db").unlink()  # the copy knows the key of somebody who was forgotten
    done = _restore(house, made, keys=made.keys)
    assert (done.forgotten, done.restricted, done.keys) == (1, 1, "copy")  # type: ignore[attr-defined]
    house.reopen()
    assert keys().of(ada) is None
    assert not history.events_of(ada)
    assert find(contact_point("email", "person0@mail.example")) is None
    assert is_suppressed([contact_point("email", "person0@mail.example")], "acme", "email")
    assert is_restricted(bob)
    assert held(eve)["contact_points"] == [{"kind": "email", "value": "person2@mail.example"}]
    assert not check()


def test_a_smaller_tree_than_was_published_is_refused_and_nothing_changes(house: House) -> None:
    _people(2)
    made = back_up(house.home, beside(house.data))
    _people(3)
    checkpoints.publish()
    _lose_database(house)
    with pytest.raises(LedgerError, match="Restore a newer backup"):
        _restore(house, made)
    assert not house.home.closed.exists()


def test_a_living_database_is_not_overwritten(sqlite_house: House) -> None:
    house = sqlite_house
    _people(2)
    made = back_up(house.home, beside(house.data))
    house.close()
    with pytest.raises(UsageError, match="nothing is lost"):
        _restore(house, made)
    house.reopen()
    assert not check()


@pytest.mark.parametrize("harm", ["altered", "missing", "not one", "refusals", "key", "another house"])
def test_a_restore_that_cannot_end_well_is_refused_before_the_door_closes(
    new_house: Callable[..., House], harm: str
) -> None:
    house = new_house("sqlite")
    _people(2)
    object_to(contact_point("email", "who@mail.example"), EVERYONE)
    made = back_up(house.home, beside(house.data))
    _lose_database(house)
    source, more = made.path, {}
    if harm == "altered":
        stored = bytearray((source / "ledger.db").read_bytes())
        stored[5000] ^= 1
        (source / "ledger.db").write_bytes(stored)
    elif harm == "missing":
        (source / "ledger.db").unlink()
    elif harm == "not one":
        source = house.data
    elif harm == "refusals":
        house.home.refusals.write_bytes(house.home.refusals.read_bytes()[:-50])
    elif harm == "key":
        more = {"keys": house.data / "nothing"}
    else:
        other = new_house("sqlite", "other")
        source = back_up(other.home, beside(other.data)).path
        other.close()
    with pytest.raises((InputError, LedgerError)):
        restore(house.data, source, **more)  # type: ignore[arg-type]
    assert not house.home.closed.exists()
    if harm == "refusals":
        assert restore(house.data, source, without_refusals=True).refusals_lost


def test_a_closed_house_answers_nobody(sqlite_house: House) -> None:
    house = sqlite_house
    _people(1)
    house.home.closed.write_text("licet restore somewhere")
    with pytest.raises(ClosedError, match="licet restore"):
        _person(7)
    answer = house.cli("ledger", "fsck")
    assert answer.code == 1
    assert "run `licet restore` again" in answer.err
    house.close()
    with pytest.raises(ClosedError):
        house.reopen()


def test_killed_at_any_moment_a_restore_stays_closed_and_is_run_again(sqlite_house: House) -> None:
    house, chance = sqlite_house, random.Random(7)  # noqa: S311  # moments, not secrets
    _people(30)
    made = back_up(house.home, beside(house.data))
    points = [contact_point("email", f"person{number}@mail.example") for number in range(100)]
    for point in points:
        object_to(point, EVERYONE)
    _lose_database(house)
    command = [sys.executable, "-c", "from licet.doors.cli import main; main()", "restore", str(made.path)]
    cut = 0
    # at once, so that one is cut for certain; then somewhere between the start of the command and the end of the restore
    for delay in (0.0, *(chance.uniform(0, 1.5) for _ in range(3))):
        with subprocess.Popen([*command, "--data", str(house.data)], env=house.environment) as process:
            until = time.monotonic() + 20
            while not house.home.closed.exists() and process.poll() is None and time.monotonic() < until:
                time.sleep(0.001)
            time.sleep(delay)
            process.send_signal(signal.SIGKILL)
        if house.home.closed.exists():
            cut += 1
            with pytest.raises(ClosedError):
                house.reopen()
    assert cut
    if house.home.closed.exists():
        assert subprocess.run([*command, "--data", str(house.data)], env=house.environment, check=False).returncode == 0
    house.reopen()
    assert all(is_suppressed([point], "acme", "email") for point in points)
    assert not check()


def test_a_backup_taken_while_acts_run_is_whole(house: House) -> None:
    _people(5)
    stop, failures = threading.Event(), list[BaseException]()

    def write() -> None:
        number = 100
        try:
            while not stop.is_set():
                give(_person(number), [KEY], Evidence("form", "ticked_box"))
                number += 1
        except BaseException as error:  # noqa: BLE001  # told to the test
            failures.append(error)

    thread = threading.Thread(target=write)
    thread.start()
    time.sleep(0.1)
    made = back_up(house.home, beside(house.data))
    stop.set()
    thread.join()
    assert not failures
    size, root = made.size, tree.root(made.size)
    assert tree.size() >= size
    _lose_database(house)
    _restore(house, made)
    house.reopen()
    assert tree.root(size) == root
    assert not check()
    assert all(keys().of(bytes(event.subject)) for event in history.events() if event.subject)


def test_a_process_from_before_a_restore_writes_no_more(sqlite_house: House) -> None:
    _people(1)
    sqlite_house.home.restored.write_text("{}")
    with pytest.raises(LedgerError, match="start it again"):
        _person(9)


def test_a_backup_holds_neither_refusals_nor_master_key_and_copies_of_keys_die(sqlite_house: House) -> None:
    house = sqlite_house
    _people(2)
    object_to(contact_point("email", "person0@mail.example"), EVERYONE)
    made = back_up(house.home, beside(house.data))
    everything = [path for path in beside(house.data).rglob("*") if path.is_file()]
    assert not [path for path in everything if path.name == "refusals.log"]
    for path in everything:
        stored = path.read_bytes()
        assert house.home.master.hex().encode() not in stored
        assert house.home.master not in stored
        assert b"person0@" not in stored
        assert path.stat().st_mode & 0o077 == 0
    assert not list(made.path.rglob("keys*"))
    assert copies.horizon() == made.keys_until
    with clock.at(made.keys_until + 1):
        assert copies.prune() == 1
        assert not made.keys.exists()
        assert copies.horizon() == made.keys_until + 1


@pytest.mark.parametrize("place", ["within", "with the key"])
def test_a_place_that_defeats_a_backup_is_refused(sqlite_house: House, place: str) -> None:
    data = sqlite_house.data
    with pytest.raises(UsageError, match="lies in the folder" if place == "within" else "master key"):
        back_up(sqlite_house.home, data / "backups" if place == "within" else data.parent)


def test_the_whole_folder_is_lost_but_for_key_and_refusals(new_house: Callable[..., House]) -> None:
    house = new_house("sqlite")
    _people(3)
    made = back_up(house.home, beside(house.data))
    object_to(contact_point("email", "person1@mail.example"), EVERYONE)
    refusals = house.home.refusals.read_bytes()
    house.close()
    shutil.rmtree(house.data)
    house.data.mkdir(mode=0o700)
    (house.data / "refusals.log").write_bytes(refusals)
    restore(house.data, made.path, keys=made.keys)
    house.reopen()
    assert is_suppressed([contact_point("email", "person1@mail.example")], "acme", "email")
    assert not check()


def test_where_more_was_published_the_house_goes_on_as_another_log(house: House) -> None:
    people = _people(2)
    made = back_up(house.home, beside(house.data))
    first, name = house.home.origin, "prefs.example.test/2"
    object_to(contact_point("email", "person0@mail.example"), EVERYONE)
    old = checkpoints.publish()
    _lose_database(house)
    with pytest.raises(UsageError, match="a name such as"):
        _restore(house, made, as_new_log="No Name")
    _restore(house, made, as_new_log=name)
    house.reopen()
    assert house.home.origin == name
    assert (house.data / "former" / "1" / "published").read_bytes() == old
    opened = list(history.events("ledger:log:opened"))[-1]
    assert (opened.core["continues"], opened.core["at"]) == (first, made.size)
    assert is_suppressed([contact_point("email", "person0@mail.example")], "acme", "email")
    assert held(people[1])["contact_points"]
    assert name.encode() in checkpoints.publish()
    assert not check()
    later = back_up(house.home, beside(house.data))
    _lose_database(house)
    with pytest.raises(LedgerError, match="published"):  # the old backup is smaller than what the new log published
        _restore(house, made)
    with pytest.raises(UsageError, match="before"):
        _restore(house, made, as_new_log=first)
    _restore(house, later)
    house.reopen()
    assert not check()


def test_keys_that_are_lost_are_asked_for(new_house: Callable[..., House]) -> None:
    house = new_house("sqlite")
    (ada,) = _people(1)
    made = back_up(house.home, beside(house.data))
    _lose_database(house)
    for suffix in ("", "-wal", "-shm"):
        (house.data / f"keys.db{suffix}").unlink(missing_ok=True)
    with pytest.raises(LedgerError, match="--keys"):
        _restore(house, made)
    assert not house.home.closed.exists()
    _restore(house, made, without_keys=True)
    house.reopen()
    assert held(ada)["contact_points"] == []
    assert status_of(ada)[KEY] is Status.GIVEN


def test_the_command_line_backs_up_and_restores(house: House) -> None:
    _people(1)
    answer = house.cli("backup", "--json")
    assert answer.code == 0
    told = json.loads(answer.out)
    assert json.loads((house.data / "backed-up").read_text("utf-8"))["keys_until"] == told["keys_until"]
    refused = house.cli("restore", told["path"])
    assert (refused.code, "stop" in refused.err) == (64, True)
    _lose_database(house)
    with _named(house):
        answer = house.cli("restore", told["path"], "--lang", "fr", "--data", house.data)
    assert (answer.code, answer.err) == (0, "")
    assert "la porte est ouverte" in answer.out
    house.reopen()
    assert not check()
