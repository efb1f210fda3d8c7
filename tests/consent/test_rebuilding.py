"""The rows are what the events come to, in any order; and what differs is found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.consent.context import erase_due
from licet.consent.imported import Reported, import_many
from licet.consent.models import Consent
from licet.consent.rebuilding import rebuild
from licet.consent.record import CONTEXT_KEPT, Evidence, Key, differences, give, rebuilt, say, withdraw
from licet.consent.status import Moment, Said, Status, state, step
from licet.ledger import Transaction, act, clock, history
from licet.subjects import add_controller, contact_point, person_for
from tests.ground.house import House

KEY = Key("commercial", "email", "acme")
AT = 1_790_000_000
BY = {"import": Said.IMPORTED}

moments = st.lists(
    st.builds(Moment, st.sampled_from(Said), st.integers(0, 8), st.integers(0, 8), st.integers(0, 2**40)),
    max_size=10,
    unique_by=lambda each: each.index,
)


@act
def _person(tx: Transaction, mail: str = "ada@mail.example") -> bytes:
    return person_for(tx, contact_point("email", mail))


@given(moments)
def test_one_more_event_that_comes_last_needs_no_other_to_be_read(found: list[Moment]) -> None:
    told = sorted(found, key=lambda each: each.order)
    so_far = state([])
    for number, moment in enumerate(told, 1):
        so_far = step(so_far.status, so_far.moment, moment)
        assert so_far == state(told[:number])


def test_what_an_import_reports_never_takes_the_place_of_the_persons_own_act(house: House) -> None:
    add_controller("acme", "Acme")
    ada = _person()
    give(ada, [KEY], Evidence("form", happened_at=AT))
    act(lambda tx: say(tx, ada, Said.GIVEN, [KEY], Evidence("import", happened_at=AT + 9)))()
    row = Consent.objects.get()
    assert (row.how, row.happened_at) == ("form", AT)
    event = history.events_of(ada)[-1]
    assert event.kind == "consent:record:imported"
    assert event.core["confirmed"] is False
    assert differences(ada) == {}


def test_a_late_event_is_put_in_its_place(house: House) -> None:
    add_controller("acme", "Acme")
    ada = _person()
    withdraw(ada, [KEY], Evidence("link", happened_at=AT + 100))
    give(ada, [KEY], Evidence("form", "ticked_box", AT, ["cd" * 32]))  # withdrawn before it was known to be given
    row = Consent.objects.get()
    assert (row.status, row.happened_at, row.how) == ("withdrawn", AT + 100, "link")
    give(ada, [KEY], Evidence("form", "ticked_box", AT + 200, ["ef" * 32]))
    say_refused = Evidence("form", happened_at=AT + 150)
    act(lambda tx: say(tx, ada, Said.REFUSED, [KEY], say_refused))()
    row = Consent.objects.get()
    assert (row.status, row.happened_at, row.how, row.shown) == ("given", AT + 200, "form", "ef" * 32)
    assert rebuild().events == []


def test_rows_and_events_that_disagree_are_found(house: House) -> None:
    add_controller("acme", "Acme")
    people = [_person(f"p{number}@mail.example") for number in range(5)]
    for each in people:
        give(each, [KEY], Evidence("form"))
    done = rebuild()
    assert (done.people, done.consents, done.events) == (5, 5, [])
    Consent.objects.filter(subject=people[1]).update(status="withdrawn")
    Consent.objects.filter(subject=people[3]).delete()
    assert len(rebuild().events) == 2


def test_many_imported_at_once_are_what_their_events_say(house: House) -> None:
    add_controller("acme", "Acme")

    @act
    def take(tx: Transaction) -> None:
        fresh = [person_for(tx, contact_point("email", f"p{number}@mail.example")) for number in range(30)]
        reported = [Reported(each, AT + at) for at, each in enumerate([*fresh, *fresh[:3]])]
        import_many(tx, KEY, reported, set(fresh))

    take()
    assert Consent.objects.filter(status="given", how="import").count() == 30
    assert rebuild().events == []


def test_a_context_is_erased_on_its_own_clock_and_the_consent_stays(house: House) -> None:
    add_controller("acme", "Acme")
    with clock.at(AT):
        ada = _person()
        give(ada, [KEY], Evidence("form", context={"ip": "192.0.2.7", "user_agent": "Lynx"}))
        event = history.events_of(ada)[-1]
        assert event.core["context_until"] == AT + CONTEXT_KEPT
        assert event.opened("context") == {"ip": "192.0.2.7", "user_agent": "Lynx"}
    with clock.at(AT + CONTEXT_KEPT - 1):
        assert erase_due() == 0
    with clock.at(AT + CONTEXT_KEPT):
        assert erase_due() == 1
        assert erase_due() == 0
    after = history.events_of(ada)[-1]
    assert after.opened("context") is None
    assert after.core == event.core
    assert rebuilt(ada)[KEY].status is Status.GIVEN


@pytest.mark.parametrize("database", ["sqlite"])
def test_any_past_is_what_was_known_then(database: str, sqlite_house: House) -> None:
    add_controller("acme", "Acme")
    people = iter(range(10**6))
    words = st.lists(st.tuples(st.sampled_from(Said), st.integers(-300, 0)), min_size=1, max_size=5)

    @settings(max_examples=40, deadline=None)
    @given(words)
    def tell(history_told: list[tuple[Said, int]]) -> None:
        ada = _person(f"q{next(people)}@mail.example")
        seen = []
        for number, (said, shift) in enumerate(history_told):
            with clock.at(AT + 100 * number):
                evidence = Evidence("form", happened_at=AT + 100 * number + shift)
                act(lambda tx, said=said, evidence=evidence: say(tx, ada, said, [KEY], evidence))()
                row = Consent.objects.get(subject=ada)
                seen.append((AT + 100 * number, row.status, row.event))
        for instant, status, event in seen:
            then = rebuilt(ada, known_by=instant)[KEY]
            assert then.moment is not None
            assert (str(then.status), then.moment.index) == (status, event)

    tell()
