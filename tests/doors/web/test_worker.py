"""The worker: each job at its pace, by one worker at a time, again after a failure, and nothing personal in its log."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connection

from licet.doors.jobs import clear_sessions, jobs, publish, stamp
from licet.doors.web.models import Lease
from licet.doors.worker import LEASE, Job, Worker, is_due
from licet.ledger import checkpoints, clock, heads, home, stamps
from licet.subjects import add_controller
from licet.terms.errors import InputError
from tests.ground.house import House
from tests.ledger_ground.tsa import Authority


def counting(name: str = "count", every: int = 100) -> tuple[list[int], Job]:
    done: list[int] = []
    return done, Job(name, every, lambda: done.append(1))


def test_a_job_is_done_at_its_pace(house: House) -> None:
    done, job = counting()
    worker, now = Worker([job]), clock.now()
    with clock.at(now):
        assert worker.turn() == ["count"]
        assert worker.turn() == []
    with clock.at(now + 99):
        assert worker.turn() == []
    with clock.at(now + 100):
        assert worker.turn() == ["count"]
    assert len(done) == 2


def test_two_workers_never_do_the_same_job_at_once(house: House) -> None:
    started, go_on, done = threading.Event(), threading.Event(), list[int]()

    def slow() -> None:
        started.set()
        assert go_on.wait(10)
        done.append(1)

    job = Job("slow", 100, slow)

    def turn() -> None:
        Worker([job]).turn()
        connection.close()

    first = threading.Thread(target=turn)
    first.start()
    assert started.wait(10)
    assert Worker([job]).turn() == []
    go_on.set()
    first.join()
    assert done == [1]


def test_a_lease_that_nobody_renews_ends(house: House) -> None:
    done, job = counting()
    now = clock.now()
    Lease.objects.create(job="count", holder="dead/1", held_until=now + LEASE, tried_at=now)
    with clock.at(now + LEASE - 1):
        assert Worker([job]).turn() == []
    with clock.at(now + LEASE):
        assert Worker([job]).turn() == ["count"]
    assert done == [1]


def test_a_job_that_fails_is_tried_again_later_and_later_and_its_message_is_not_kept(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    now, fail = clock.now(), [True]

    def job() -> None:
        if fail[0]:
            raise ValueError("ada.lovelace@mail.example")

    other, second = counting("second")
    worker = Worker([Job("first", 10_000, job), second])
    with clock.at(now):
        assert worker.turn() == ["second"]
    lease = Lease.objects.get(job="first")
    assert (lease.failures, lease.held_until, lease.done_at) == (1, 0, None)
    assert lease.failed_with.startswith("ValueError at test_worker.py:")
    assert "lovelace" not in caplog.text
    for later, tries in ((59, 1), (60, 2), (179, 2), (180, 3)):
        with clock.at(now + later):
            worker.turn()
        assert Lease.objects.get(job="first").failures == tries
    fail[0] = False
    with clock.at(now + 10_000):
        assert worker.turn() == ["first", "second"]
    assert Lease.objects.get(job="first").failures == 0
    assert len(other) == 3


@pytest.mark.parametrize("failures", range(40))
def test_a_failure_never_makes_a_job_wait_longer_than_an_hour_or_its_pace(failures: int) -> None:
    lease = Lease(job="x", failures=failures, tried_at=1000, done_at=1000)
    assert is_due(Job("x", 300, print), lease, 1300)
    assert is_due(Job("x", 10**9, print), lease, 1000 + 3600) or not failures


def test_a_closed_house_is_left_alone(sqlite_house: House) -> None:
    done, job = counting()
    home().closed.write_text("restoring")
    assert Worker([job]).turn() == []
    home().closed.unlink()
    assert Worker([job]).turn() == ["count"]
    assert done == [1]


def test_it_runs_in_a_thread_until_it_is_told_to_stop(sqlite_house: House) -> None:
    ran = threading.Event()
    worker = Worker([Job("ran", 1000, ran.set)])
    worker.start()
    assert ran.wait(10)
    worker.stop()
    assert Lease.objects.get(job="ran").done_at is not None


def test_the_log_is_mapped_published_and_stamped(house: House, authority: Authority) -> None:
    add_controller("acme", "Acme")
    place = house.data.with_name("roots.pem")
    place.write_text(authority.root_pem, "utf-8")
    text = f'tsa_url = "{authority.url}"\ntsa_roots = "{place}"\n'
    (house.data / "licet.toml").write_text(text, "utf-8")
    assert house.cli("worker", "--once").code == 0
    assert heads.newest() is not None
    published = checkpoints.newest()
    assert published is not None
    assert stamps.newest() is not None
    assert stamp() is False  # nothing was added since but the stamp's own event
    add_controller("other", "Other")
    assert stamp() is True
    publish()
    assert checkpoints.published_size() > published.size


def test_an_authority_without_certificates_is_a_failure_that_says_so(sqlite_house: House) -> None:
    (sqlite_house.data / "licet.toml").write_text('tsa_url = "http://127.0.0.1:9/"\n')
    with pytest.raises(InputError, match="tsa_roots"):
        stamp()
    (sqlite_house.data / "licet.toml").write_text('tsa_url = "http://127.0.0.1:9/"\ntsa_roots = "nowhere.pem"\n')
    assert sqlite_house.cli("worker", "--once").code == 1
    assert Lease.objects.get(job="stamp").failures == 1


def test_sessions_that_have_ended_are_deleted(house: House) -> None:
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    Session.objects.create(session_key="a", session_data="", expire_date=timezone.now() - dt.timedelta(hours=1))
    Session.objects.create(session_key="b", session_data="", expire_date=timezone.now() + dt.timedelta(hours=1))
    clear_sessions()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["b"]


def test_each_job_has_a_name_of_its_own() -> None:
    names = [job.name for job in jobs()]
    assert len(set(names)) == len(names)
