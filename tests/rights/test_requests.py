"""What persons ask for is counted on the calendar; an objection waits for nobody."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.ledger import Transaction, act, clock, history
from licet.objections.record import is_suppressed
from licet.retention.erasing import erase
from licet.rights.models import Request
from licet.rights.requests import answer, deadlines, extend, receive
from licet.subjects import add_controller, contact_point, person_for
from licet.subjects.restriction import is_restricted
from licet.terms.days import day_of, parse_iso
from licet.terms.errors import UsageError
from tests.ground.house import House

ADA = contact_point("email", "ada@mail.example")
MAY_10 = int(dt.datetime(2027, 5, 10, 9, tzinfo=dt.UTC).timestamp())


@act
def _person(tx: Transaction) -> bytes:
    return person_for(tx, ADA)


@pytest.mark.parametrize(
    ("received", "due", "longer"),
    [
        ("2027-05-10", "2027-06-10", "2027-08-10"),
        ("2027-01-31", "2027-03-01", "2027-04-30"),  # 28 February 2027 is a Sunday
        ("2027-04-01", "2027-05-03", "2027-07-01"),  # 1 May is a public holiday, the 2nd a Sunday
        ("2024-01-31", "2024-02-29", "2024-04-30"),
    ],
)
def test_one_month_from_the_receipt_three_with_notice(
    sqlite_house: House, received: str, due: str, longer: str
) -> None:
    with clock.at(int(dt.datetime.fromisoformat(received + "T10:00:00+00:00").timestamp())):
        _person()
        request = receive("access", ADA)
        assert request.due_on == parse_iso(due)
        assert extend(request.pk, why="complexity", owner="dpo").due_on == parse_iso(longer)


def test_an_objection_is_in_force_at_once_whoever_asks(house: House) -> None:
    stranger = contact_point("email", "stranger@mail.example")
    request = receive("objection", stranger, identity_doubted=True, text="stop, moi@mail.example")
    assert is_suppressed([stranger], "acme", "email")
    assert is_suppressed([stranger], "anybody", "post")
    assert request.subject is None
    assert [each.request for each in deadlines()] == [request.pk]
    with pytest.raises(UsageError, match="never refused"):
        answer(request.pk, outcome="refused", owner="dpo", text="no")
    with pytest.raises(UsageError, match="in force"):
        extend(request.pk, why="number", owner="dpo")


def test_an_objection_to_one_controller_stops_that_one(sqlite_house: House) -> None:
    add_controller("acme", "Acme")
    receive("objection", ADA, controller_slug="acme")
    assert is_suppressed([ADA], "acme", "sms")
    assert not is_suppressed([ADA], "other", "sms")


def test_an_objection_of_somebody_known_by_reference_covers_their_points(sqlite_house: House) -> None:
    receive("objection", None, subject=_person())
    assert is_suppressed([ADA], "acme", "email")


def test_what_was_asked_and_answered_is_sealed_and_counted(house: House) -> None:
    ada = _person()
    with clock.at(MAY_10):
        request = receive("access", ADA, text="que savez-vous de moi ?", via="letter")
        with pytest.raises(UsageError, match="reasons"):
            answer(request.pk, outcome="refused", owner="dpo")
        answer(request.pk, outcome="done", owner="dpo", text="voici", given=b"{}")
        with pytest.raises(UsageError, match="was answered"):
            answer(request.pk, outcome="done", owner="dpo")
    asked, answered = history.events_of(ada)[-2:]
    assert asked.opened("content") == {"text": "que savez-vous de moi ?"}
    assert "text" not in asked.core
    assert answered.core["in_time"] is True
    assert answered.opened("content") == {"text": "voici"}
    assert not deadlines()


def test_nobody_is_told_that_data_are_gone_which_are_held(sqlite_house: House) -> None:
    ada = _person()
    asked = receive("erasure", ADA)
    for outcome in ("done", "nothing_held"):
        with pytest.raises(UsageError, match="held"):
            answer(asked.pk, outcome=outcome, owner="dpo", text="fait")
    erase(ada, reason="art17_request", owner="dpo")
    assert answer(asked.pk, outcome="done", owner="dpo", text="fait").outcome == "done"


def test_a_late_extension_and_a_second_one_are_refused(sqlite_house: House) -> None:
    _person()
    with clock.at(MAY_10):
        first, second = receive("erasure", ADA), receive("erasure", ADA)
        extend(second.pk, why="number", owner="dpo")
    with clock.at(MAY_10 + 32 * 86_400):
        with pytest.raises(UsageError, match="too late"):
            extend(first.pk, why="number", owner="dpo")
        with pytest.raises(UsageError, match="already"):
            extend(second.pk, why="number", owner="dpo")
        assert [each.left < 0 for each in deadlines()] == [True, False]
        answer(first.pk, outcome="partly", owner="dpo")
    assert Request.objects.get(pk=first.pk).answered_on == day_of(dt.date(2027, 6, 11))


def test_restriction_is_in_force_with_its_request(sqlite_house: House) -> None:
    ada = _person()
    receive("restriction", ADA)
    assert is_restricted(ada)


def test_a_request_outlives_its_person_without_naming_anybody(house: House) -> None:
    ada = _person()
    request = receive("erasure", ADA, text="effacez-moi")
    erase(ada, reason="art17_request", owner="dpo")
    row = Request.objects.get(pk=request.pk)
    assert row.subject is None
    answer(request.pk, outcome="done", owner="dpo", text="fait")
    assert not deadlines()


@pytest.mark.parametrize(
    ("right", "more", "said"),
    [
        ("oblivion", {}, "no right"),
        ("access", {"via": "pigeon"}, "no way"),
        ("access", {"received_on": 40_000}, "not arrived"),
        ("access", {"text": "x" * 20_001}, "at most"),
        ("objection", {"controller_slug": "nobody"}, "no controller"),
    ],
)
def test_a_bad_request_leaves_nothing(sqlite_house: House, right: str, more: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        receive(right, ADA, **more)  # type: ignore[arg-type]  # bad on purpose
    assert not Request.objects.exists()
    assert not is_suppressed([ADA], "acme", "email")


@given(day=st.integers(20_000, 30_000))
def test_a_term_is_never_shorter_than_a_month_nor_longer_than_five_weeks(day: int) -> None:
    from licet.law.figures import figure

    assert 28 <= figure("answer-delay").last_day(day, day) - day <= 35
