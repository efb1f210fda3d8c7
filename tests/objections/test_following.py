"""An objection follows the person: to other points, through batches, lists, merges and erasures; renewals are narrow."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from licet.consent.record import Evidence, Key, give, say, status_of, withdraw
from licet.consent.status import Said, Status
from licet.ledger import Recorded, Refusal, Transaction, act, clock, history
from licet.ledger.refusals import read_refusals
from licet.objections.models import Renewal, Suppression
from licet.objections.record import is_suppressed, object_to, refused, replay, suppressed, suppression_tokens
from licet.objections.tokens import own_token
from licet.retention.erasing import erase
from licet.subjects import add_controller, add_point, contact_point, person_for
from licet.terms.errors import UsageError
from licet.terms.scopes import covers, scope_of, scopes_against
from licet.terms.words import Channel, Purpose
from tests.ground.house import House

ADA = contact_point("email", "ada.b@mail.example")
TEL = contact_point("telephone", "06 39 98 12 34")
MAIL = Key("commercial", "email", "acme")
SURVEY = Key("survey", "email", "acme")
AT = 1_790_000_000
ACME = scope_of("acme")


@act
def _person(tx: Transaction, *points: object) -> bytes:
    subject = person_for(tx, ADA)
    for each in points:
        add_point(tx, subject, each)  # type: ignore[arg-type]  # points, as its caller says
    return subject


def _say(subject: bytes, said: Said, key: Key, at: int, *, confirmed: bool = False, how: str = "form") -> None:
    with clock.at(at):
        act(lambda tx: say(tx, subject, said, [key], Evidence(how, confirmed=confirmed)))()


def _object(at: int, scope: str = ACME) -> None:
    with clock.at(at):
        object_to(ADA, scope)


@pytest.fixture
def acme(house: House) -> House:
    add_controller("acme", "Acme")
    add_controller("partner", "Partenaire")
    return house


def test_an_objection_by_one_point_covers_the_persons_other_points(acme: House) -> None:
    _person(TEL)
    object_to(ADA, ACME)
    assert is_suppressed([TEL], "acme", "sms")
    assert is_suppressed([TEL], "acme", "telephone")


def test_an_objection_to_one_channel_stays_with_the_points_it_reaches(acme: House) -> None:
    _person(TEL)
    object_to(ADA, scope_of("acme", "email"))
    assert Suppression.objects.filter(kind="telephone").count() == 0
    assert not is_suppressed([TEL], "acme", "sms")


def test_a_point_that_comes_to_light_later_is_refused_as_the_others(acme: House) -> None:
    ada = _person()
    object_to(ADA, ACME)
    act(lambda tx: add_point(tx, ada, TEL))()
    assert is_suppressed([TEL], "acme", "sms")
    assert any(
        each.token == own_token(TEL) for each in read_refusals(acme.data / "refusals.log") if isinstance(each, Refusal)
    )


def test_a_refused_point_that_joins_a_person_refuses_for_all_of_that_person(acme: House) -> None:
    object_to(TEL, ACME)
    ada = _person()
    act(lambda tx: add_point(tx, ada, TEL))()
    assert is_suppressed([ADA], "acme", "email")


def test_a_withdrawal_in_the_act_that_made_the_person_is_on_the_list(acme: House) -> None:
    @act
    def come_and_go(tx: Transaction) -> None:
        say(tx, person_for(tx, ADA), Said.WITHDRAWN, [MAIL], Evidence("link"))

    come_and_go()
    assert is_suppressed([ADA], "acme", "email")


def test_a_withdrawal_covers_its_purpose_and_no_other(acme: House) -> None:
    ada = _person()
    give(ada, [MAIL, SURVEY], Evidence("form"))
    withdraw(ada, [SURVEY], Evidence("link"))
    assert not is_suppressed([ADA], "acme", "email")
    assert is_suppressed([ADA], "acme", "email", purpose="survey")


def test_a_withdrawal_by_somebody_unknown_stands_all_the_same(acme: House) -> None:
    object_to(ADA, ACME, cause="withdrawal")
    ada = _person()
    _say(ada, Said.GIVEN, MAIL, AT, how="import")
    assert is_suppressed([ADA], "acme", "email")
    assert Suppression.objects.values_list("cause", flat=True).distinct().get() == "withdrawal"


def test_the_link_of_a_mail_older_than_the_objection_renews_nothing(acme: House) -> None:
    ada = _person()
    _say(ada, Said.REQUESTED, MAIL, AT)
    _object(AT + 60)
    _say(ada, Said.GIVEN, MAIL, AT + 120, confirmed=True)
    assert is_suppressed([ADA], "acme", "email")
    _say(ada, Said.REQUESTED, MAIL, AT + 180)
    _say(ada, Said.GIVEN, MAIL, AT + 240, confirmed=True)
    assert not is_suppressed([ADA], "acme", "email")


def test_an_older_mail_renews_nothing_even_when_the_form_was_sent_again_since(acme: House) -> None:
    ada = _person()
    _object(AT + 60)
    _say(ada, Said.REQUESTED, MAIL, AT + 120)
    with clock.at(AT + 180):
        evidence = Evidence("form", core={"asked_at": AT}, confirmed=True)
        act(lambda tx: say(tx, ada, Said.GIVEN, [MAIL], evidence))()
    assert is_suppressed([ADA], "acme", "email")


def test_within_one_second_the_refusal_prevails(acme: House) -> None:
    ada = _person()
    _object(AT)
    _say(ada, Said.GIVEN, MAIL, AT, confirmed=True)
    assert is_suppressed([ADA], "acme", "email")


def test_a_renewal_is_of_one_purpose_channel_controller_and_address(acme: House) -> None:
    ada = _person(TEL, contact_point("email", "ada@second.example"))
    _object(AT, "everyone/channel/email")
    _object(AT)
    _say(ada, Said.GIVEN, MAIL, AT + 60, confirmed=True)
    assert not is_suppressed([ADA], "acme", "email")
    assert is_suppressed([ADA], "acme", "email", purpose="survey")
    assert is_suppressed([ADA], "partner", "email")
    assert is_suppressed([TEL], "acme", "sms")
    assert is_suppressed([contact_point("email", "adab@mail.example")], "acme", "email")  # maybe somebody else
    assert Suppression.objects.filter(scope=ACME).count() == 5  # nothing is taken from the list
    assert own_token(ADA) not in suppressed(suppression_tokens(ADA), "acme", "email")
    assert [event.kind for event in history.events_of(ada)][-1] == "objections:objection:lifted"
    _object(AT + 120)
    assert is_suppressed([ADA], "acme", "email")


def test_a_restore_keeps_what_was_agreed_to_since_and_loses_no_refusal(acme: House) -> None:
    ada = _person()
    _object(AT)
    _say(ada, Said.GIVEN, MAIL, AT + 60, confirmed=True)
    Suppression.objects.all().delete()
    log = acme.data / "refusals.log"
    assert replay(read_refusals(log)) == (2, 0)
    assert not is_suppressed([ADA], "acme", "email")
    assert is_suppressed([ADA], "acme", "sms")
    Renewal.objects.all().delete()  # the copy was older than the consent
    assert replay(read_refusals(log)) == (0, 0)
    assert is_suppressed([ADA], "acme", "email")


def test_a_refusal_that_followed_a_person_is_repeated_with_its_own_instant(acme: House) -> None:
    ada = _person()
    _object(AT)
    with clock.at(AT + 60):
        object_to(TEL, ACME)
    with clock.at(AT + 3600):
        act(lambda tx: add_point(tx, ada, TEL))()
    columns = ("token", "scope", "refused_at", "keep_until")
    before = sorted((bytes(t), *more) for t, *more in Suppression.objects.values_list(*columns))
    Suppression.objects.all().delete()
    replay(read_refusals(acme.data / "refusals.log"))
    assert sorted((bytes(t), *more) for t, *more in Suppression.objects.values_list(*columns)) == before
    assert {refused_at for *_, refused_at, _ in before} == {AT + 60}


def test_a_replayed_refusal_ends_the_consents_that_the_copy_still_holds(acme: House) -> None:
    ada = _person()
    with clock.at(AT - 60):
        give(ada, [MAIL], Evidence("form"))
    assert replay([Refusal(own_token(ADA), "objection", ACME, AT)]) == (1, 0)
    assert status_of(ada)[MAIL] is Status.WITHDRAWN
    unreadable = Refusal(b"\0" * 32, "objection", "nothing", AT)
    of_retention = [
        Refusal(b"\0" * 32, kind, f"person/{'ab' * 16}", AT) for kind in ("erasure", "restriction", "release")
    ]
    assert replay([unreadable, *of_retention]) == (0, 1)


def test_after_an_erasure_the_link_works_and_the_refusal_outlives_the_person(acme: House) -> None:
    ada = _person()
    with clock.at(AT - 60):
        give(ada, [MAIL], Evidence("form"))
    erase(ada, reason="error", owner="dpo")
    assert not is_suppressed([ADA], "acme", "email")
    done = object_to(None, ACME, by_token=own_token(ADA), via="one-click")
    assert done.subject is None
    assert is_suppressed([ADA], "acme", "email")
    back = _person()  # brought in again, as somebody new
    _say(back, Said.GIVEN, MAIL, AT, how="import")
    assert is_suppressed([ADA], "acme", "email")
    erase(back, reason="art17_request", owner="dpo")
    assert is_suppressed([ADA], "acme", "email")
    assert not Renewal.objects.exists()


@pytest.mark.parametrize("by_token", [None, b"", b"\0" * 31, b"\0" * 33])
def test_an_objection_of_nobody_is_refused(by_token: bytes | None, sqlite_house: House) -> None:
    with pytest.raises(UsageError):
        object_to(None, ACME, by_token=by_token)
    assert not Suppression.objects.exists()


@pytest.mark.parametrize("word", ["", "ada@mail.example", "a way", "x" * 25])
def test_a_way_and_a_cause_are_words_so_that_nobody_is_named_in_the_log(word: str, sqlite_house: House) -> None:
    with pytest.raises(UsageError):
        object_to(ADA, ACME, via=word)
    with pytest.raises(UsageError):
        object_to(ADA, ACME, cause=word)


def test_of_many_points_each_is_told_apart(acme: House) -> None:
    points = [contact_point("email", f"p{number}@mail.example") for number in range(1500)]
    for number in range(0, 1500, 300):
        object_to(points[number], ACME)
    found = refused([*points, points[0]], "acme", "email")
    assert [at for at, stopped in enumerate(found) if stopped] == [0, 300, 600, 900, 1200, 1500]
    assert refused([], "acme", "email") == []


@given(st.sampled_from(["acme", "partner"]), st.sampled_from(list(Channel)), st.sampled_from(list(Purpose)), st.data())
def test_a_scope_covers_a_consent_just_when_it_stops_its_messages(
    controller: str, channel: str, purpose: str, data: st.DataObject
) -> None:
    of = scopes_against(data.draw(st.sampled_from(["acme", "partner"])), data.draw(st.sampled_from(list(Channel))))
    scope = data.draw(st.sampled_from(of))
    assert covers(scope, controller, channel, purpose) == (
        scope in scopes_against(controller, channel, purpose=purpose)
    )
    assert not covers("controller/acme/brand/eco", controller, channel, purpose)


WORDS = ["import", "blank", "form", "request", "refuse", "withdraw", "expire", "point", "list", "restore", "again"]


def _do(word: str, mail: str, at: int, house: House) -> None:
    """Do what others may do to a person; ``restore`` loses the list and replays the log."""
    point = contact_point("email", f"{mail}@mail.example")

    def one(tx: Transaction) -> list[Recorded] | None:
        subject = person_for(tx, point)
        if word == "point":
            add_point(tx, subject, contact_point("email", f"{mail}@other.example"))
            return None
        if word == "blank":
            return say(tx, subject, Said.IMPORTED, [], Evidence("import"))
        said = {"import": Said.IMPORTED, "form": Said.GIVEN, "request": Said.REQUESTED}
        said |= {"refuse": Said.REFUSED, "expire": Said.EXPIRED, "withdraw": Said.WITHDRAWN}
        key = MAIL if at % 2 else SURVEY
        return say(tx, subject, said[word], [key], Evidence("import" if word == "import" else "form", core={"row": at}))

    if word == "restore":
        Suppression.objects.all().delete()
        replay(read_refusals(house.data / "refusals.log"))
    elif word == "list":
        path = house.data / "list.txt"
        path.write_text("somebody@mail.example\n")
        from licet.objections.exchange import import_list

        import_list(path, scope_of("partner"))
    elif word == "again":
        object_to(contact_point("email", f"{mail}@mail.example"), scope_of("acme", "sms"))
    else:
        act(one)()


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_nothing_that_others_do_in_any_order_undoes_an_objection(
    database: str, new_house: Callable[..., House]
) -> None:
    house = new_house(database)
    add_controller("acme", "Acme")
    add_controller("partner", "Partenaire")
    people = iter(range(10**6))

    @settings(max_examples=30 if database == "sqlite" else 8, deadline=None)
    @given(
        st.lists(st.sampled_from(WORDS), max_size=3),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
        st.sampled_from(["controller/acme", "controller/acme/channel/email", "everyone"]),
        st.booleans(),
    )
    def tell(before: list[str], after: list[str], scope: str, by_link: bool) -> None:
        mail = f"r{next(people)}"
        point = contact_point("email", f"{mail}@mail.example")
        at = AT
        for word in before:
            at += 60
            with clock.at(at):
                _do(word, mail, at, house)
        with clock.at(at + 30):
            if by_link:
                object_to(None, scope, by_token=own_token(point), via="one-click")
            else:
                object_to(point, scope)
        for word in after:
            at += 60
            with clock.at(at):
                _do(word, mail, at, house)
            assert is_suppressed([point], "acme", "email")
            if "point" in before:
                assert is_suppressed([contact_point("email", f"{mail}@other.example")], "acme", "email")

    tell()
