"""An objection holds: before the answer, for strangers, after anything, whatever anybody else does."""

from __future__ import annotations

import pytest

from licet.consent.record import Evidence, Key, give, say, status_of
from licet.consent.status import Said, Status
from licet.ledger import Transaction, act, clock, history
from licet.ledger.refusals import read_refusals
from licet.objections.models import Suppression
from licet.objections.record import is_suppressed, object_to, replay, suppressed, suppression_tokens
from licet.objections.scope import checked, scope_of
from licet.subjects import add_controller, contact_point, person_for
from licet.subjects.points import SUPPRESSION, token
from licet.terms.errors import UsageError
from tests.ground.house import House

ADA = contact_point("email", "ada.b@mail.example")
KEY = Key("commercial", "email", "acme")


@act
def _person(tx: Transaction) -> bytes:
    return person_for(tx, ADA)


def test_a_stranger_objects_and_everything_of_the_controller_is_covered(house: House) -> None:
    object_to(ADA, scope_of("acme"))
    for channel in ("email", "sms", "post"):
        assert is_suppressed([ADA], "acme", channel, brand="eco")
    assert not is_suppressed([ADA], "other", "email")
    assert len(list(read_refusals(house.data / "refusals.log"))) == 2


def test_an_alias_of_the_mailbox_is_covered(sqlite_house: House) -> None:
    object_to(contact_point("email", "Ada.B+shop@mail.example"), scope_of("acme"))
    assert is_suppressed([contact_point("email", "adab@mail.example")], "acme", "email")


def test_an_entry_holds_a_token_and_nothing_of_the_person(house: House) -> None:
    object_to(ADA, scope_of("acme"))
    house.close()
    for path in house.data.rglob("*"):
        assert b"ada.b" not in path.read_bytes()
    house.reopen()
    names = {field.name for field in Suppression._meta.get_fields()}
    assert names == {"id", "token", "kind", "scope", "cause", "refused_at", "keep_until"}


def test_a_link_objects_without_an_address(house: House) -> None:
    object_to(None, scope_of("acme"), by_token=token(ADA, SUPPRESSION), via="one-click")
    assert is_suppressed([ADA], "acme", "email")


def test_a_link_of_a_known_person_covers_the_aliases_and_stands_in_the_history(house: House) -> None:
    add_controller("acme", "Acme")
    ada = _person()
    give(ada, [KEY], Evidence("form"))
    object_to(None, scope_of("acme"), by_token=token(ADA, SUPPRESSION), via="one-click")
    assert is_suppressed([contact_point("email", "adab@mail.example")], "acme", "email")
    assert [event.kind for event in history.events_of(ada)][-2:] == [
        "objections:objection:made",
        "consent:record:withdrawn",
    ]


def test_an_import_after_an_objection_changes_nothing(house: House) -> None:
    add_controller("acme", "Acme")
    ada = _person()
    object_to(ADA, scope_of("acme"))
    act(lambda tx: say(tx, ada, Said.IMPORTED, [KEY], Evidence("import")))()
    act(lambda tx: say(tx, ada, Said.GIVEN, [KEY], Evidence("form", confirmed=False)))()
    act(lambda tx: say(tx, ada, Said.GIVEN, [KEY], Evidence("import", confirmed=True)))()
    assert is_suppressed([ADA], "acme", "email")


def test_the_person_who_agrees_anew_by_a_confirmed_form_is_reached_on_that_channel_alone(house: House) -> None:
    add_controller("acme", "Acme")
    ada = _person()
    with clock.at(1_790_000_000):
        object_to(ADA, scope_of("acme"))
    with clock.at(1_790_000_060):
        act(lambda tx: say(tx, ada, Said.GIVEN, [KEY], Evidence("form", confirmed=True)))()
    assert not is_suppressed([ADA], "acme", "email")
    assert is_suppressed([ADA], "acme", "sms")
    assert status_of(ada)[KEY] is Status.GIVEN
    object_to(ADA, scope_of("acme"))
    assert is_suppressed([ADA], "acme", "email")


def test_an_objection_to_everyone_ends_for_the_controller_whom_the_person_names_alone(sqlite_house: House) -> None:
    add_controller("acme", "Acme")
    ada = _person()
    with clock.at(1_790_000_000):
        object_to(ADA, "everyone")
    with clock.at(1_790_000_060):
        act(lambda tx: say(tx, ada, Said.GIVEN, [KEY], Evidence("form", confirmed=True)))()
    assert not is_suppressed([ADA], "acme", "email")
    assert is_suppressed([ADA], "partner", "email")


def test_an_entry_is_kept_three_years_from_the_last_refusal(sqlite_house: House) -> None:
    day = 86_400
    with clock.at(1_790_000_000):
        object_to(ADA, scope_of("acme"))
        first = Suppression.objects.first()
    with clock.at(1_790_000_000 + 100 * day):
        object_to(ADA, scope_of("acme"))
        second = Suppression.objects.first()
    assert first is not None
    assert second is not None
    assert first.keep_until - first.refused_at // day in {1095, 1096}
    assert second.keep_until - first.keep_until in {99, 100, 101}
    assert second.refused_at - first.refused_at == 100 * day


def test_replaying_the_log_of_refusals_makes_each_effective_once(house: House) -> None:
    points = [contact_point("email", f"p{number}@mail.example") for number in range(20)]
    for point in points:
        object_to(point, scope_of("acme"))
    log = house.data / "refusals.log"
    with log.open("ab") as file:
        file.write(b'{"instant":12,"ki')
    Suppression.objects.all().delete()
    assert replay(read_refusals(log)) == (40, 1)
    assert replay(read_refusals(log)) == (0, 1)
    assert all(is_suppressed([point], "acme", "email") for point in points)


def test_a_refusal_after_a_line_cut_short_stands_on_a_line_of_its_own(sqlite_house: House) -> None:
    log = sqlite_house.data / "refusals.log"
    log.write_bytes(b'{"instant":12,"ki')
    object_to(ADA, scope_of("acme"))
    assert [type(each).__name__ for each in read_refusals(log)] == ["Unreadable", "Refusal", "Refusal"]


def test_many_are_asked_about_at_once(house: House) -> None:
    points = [contact_point("email", f"p{number}@mail.example") for number in range(2000)]
    for point in points[:5]:
        object_to(point, scope_of("acme", "email"))
    tokens = [each for point in points for each in suppression_tokens(point)]
    assert len(suppressed(tokens, "acme", "email")) == 10
    assert suppressed(tokens, "acme", "sms") == set()


@pytest.mark.parametrize(
    "scope", ["", "controller/", "controller/acme/channel/pigeon", "controller/Acme", "everyone/x"]
)
def test_a_scope_that_is_none_is_refused(scope: str) -> None:
    with pytest.raises(UsageError):
        checked(scope)
