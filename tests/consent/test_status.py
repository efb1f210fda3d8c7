"""The state of a consent: every pair has an answer, no refusal is weakened by anybody else, rows equal events."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.consent.record import Evidence, Key, differences, give, rebuilt, say, status_of, withdraw
from licet.consent.status import NEXT, Moment, Said, State, Status, state
from licet.ledger import Transaction, act, clock
from licet.objections.record import is_suppressed, object_to
from licet.subjects import add_controller, contact_point, person_for
from licet.terms.errors import UsageError
from tests.ground.house import House

BY_OTHERS = {Said.REQUESTED, Said.IMPORTED, Said.EXPIRED, Said.INVALIDATED}
REFUSALS = {Status.REFUSED, Status.WITHDRAWN}

moments = st.lists(
    st.builds(Moment, st.sampled_from(Said), st.integers(0, 8), st.integers(0, 8), st.integers(0, 2**40)),
    max_size=12,
    unique_by=lambda each: each.index,
)


def test_every_pair_of_state_and_event_has_its_answer() -> None:
    assert set(NEXT) == set(product(Status, Said))


@pytest.mark.parametrize(("before", "said"), sorted(product(REFUSALS, BY_OTHERS)))
def test_nobody_but_the_person_ends_a_refusal(before: Status, said: Said) -> None:
    assert NEXT[before, said] is before


@pytest.mark.parametrize("before", Status)
def test_a_withdrawal_ends_every_state(before: Status) -> None:
    assert NEXT[before, Said.WITHDRAWN] is Status.WITHDRAWN


@given(moments)
def test_the_order_in_which_events_arrive_does_not_matter(found: list[Moment]) -> None:
    assert state(found) == state(found[::-1]) == state(sorted(found, key=lambda each: each.index))


@given(moments, st.integers(0, 8), st.integers(0, 8))
def test_a_past_state_is_that_of_what_had_happened_and_was_known(found: list[Moment], by: int, known: int) -> None:
    then = [each for each in found if each.happened_at <= by and each.known_at <= known]
    assert state(found, by, known) == state(then)


@given(moments)
def test_a_refusal_in_the_same_second_prevails(found: list[Moment]) -> None:
    late = Moment(Said.WITHDRAWN, 9, 9, 0)
    assert state([*found, Moment(Said.GIVEN, 9, 9, 2**41), late]).status is Status.WITHDRAWN


def test_nothing_said_is_unknown() -> None:
    assert state([]) == State(Status.UNKNOWN, None)


MAIL = "ada@mail.example"
OWN = Key("commercial", "email", "acme")
PARTNER = Key("commercial", "email", "partner")


@act
def _person(tx: Transaction, mail: str = MAIL) -> bytes:
    return person_for(tx, contact_point("email", mail))


def _controllers() -> None:
    add_controller("acme", "Acme SAS")
    add_controller("partner", "Partenaire SARL")


def _said(subject: bytes, said: Said, *keys: Key, how: str = "form", at: int | None = None) -> None:
    act(lambda tx: say(tx, subject, said, keys, Evidence(how, happened_at=at)))()


def test_rows_equal_events_and_a_consent_names_its_beneficiary(house: House) -> None:
    _controllers()
    ada = _person()
    give(ada, [OWN, PARTNER], Evidence("form", "ticked_box", shown=["ab" * 32], context={"ip": "192.0.2.7"}))
    withdraw(ada, [PARTNER], Evidence("link"))
    assert status_of(ada) == {OWN: Status.GIVEN, PARTNER: Status.WITHDRAWN}
    assert differences(ada) == {}
    with pytest.raises(UsageError, match="no controller"):
        give(ada, [Key("commercial", "email", "nobody")], Evidence("form"))
    with pytest.raises(UsageError, match="channel"):
        give(ada, [Key("commercial", "pigeon", "acme")], Evidence("form"))


histories = st.lists(
    st.tuples(st.sampled_from(Said), st.sampled_from([OWN, PARTNER]), st.integers(-5, 5)), min_size=1, max_size=6
)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_any_history_rebuilt_from_events_equals_the_rows(database: str, new_house: Callable[..., House]) -> None:
    house = new_house(database)
    assert house.data.exists()
    _controllers()
    people = iter(range(10**6))

    @settings(max_examples=40 if database == "sqlite" else 10, deadline=None)
    @given(histories)
    def tell(history: list[tuple[Said, Key, int]]) -> None:
        subject = _person(f"p{next(people)}@mail.example")
        instants = []
        for number, (said, key, shift) in enumerate(history):
            with clock.at(1_790_000_000 + 100 * number):
                _said(subject, said, key, at=1_790_000_000 + 100 * number + 90 * shift)
            instants.append(1_790_000_000 + 100 * number)
        assert differences(subject) == {}
        for known in instants:  # what was known then is what the rows said then
            told = [h for h, at in zip(history, instants, strict=True) if at <= known]
            assert len(rebuilt(subject, known_by=known)) >= len({key for _, key, _ in told})

    tell()


def test_an_objection_ends_the_consents_it_covers_and_no_other(house: House) -> None:
    _controllers()
    ada = _person()
    give(ada, [OWN, Key("commercial", "sms", "acme"), PARTNER], Evidence("form"))
    object_to(contact_point("email", MAIL), "controller/acme/channel/email")
    assert status_of(ada)[OWN] is Status.WITHDRAWN
    assert status_of(ada)[Key("commercial", "sms", "acme")] is Status.GIVEN
    object_to(contact_point("email", MAIL), "everyone")
    assert set(status_of(ada).values()) == {Status.WITHDRAWN}
    assert differences(ada) == {}


def test_a_withdrawal_stands_on_the_suppression_list_too(house: House) -> None:
    _controllers()
    ada = _person()
    give(ada, [OWN], Evidence("form"))
    withdraw(ada, None, Evidence("link"))
    points = [contact_point("email", MAIL)]
    assert is_suppressed(points, "acme", "email")
    assert not is_suppressed(points, "acme", "sms")
    assert (house.data / "refusals.log").read_text().count('"kind":"withdrawal"') == 2
