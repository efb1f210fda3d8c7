"""What a person does on a form is recorded, agreement by agreement, with what the page showed; nothing else is."""

from __future__ import annotations

import base64
import hashlib

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from licet.collection.forms_tables import Confirmation, Outgoing
from licet.consent.record import Key, differences, status_of
from licet.doors.web import limits
from licet.ledger import clock, history
from licet.ledger.models import Event
from licet.notices import render
from licet.notices.publish import approve, current, publish
from licet.notices.shown import shown_by
from licet.objections.record import is_suppressed, object_to
from licet.rights.held import provided
from licet.subjects import contact_point, find, points_of
from tests.collection.filled import ADA, ALL, HERE, deliver, link_in, open_form, send
from tests.ground.house import House
from tests.ground.relay import relay
from tests.notices.forms import GOOD, spoilt

LETTER = Key("commercial", "email", "jardins-du-val")
SMS = Key("commercial", "sms", "jardins-du-val")
CALLS = Key("commercial", "telephone", "jardins-du-val")
PARTNERS = [Key("commercial", "email", "serres-alpha"), Key("commercial", "email", "semences-beta")]
NUMBER = "06 39 98 12 34"


@pytest.fixture(autouse=True)
def _fresh() -> None:
    limits.forget()


def person(address: str = ADA) -> bytes:
    found = find(contact_point("email", address))
    assert found is not None
    return found


def test_a_page_is_served_with_the_bytes_that_its_version_keeps(house: House) -> None:
    client = open_form(house)
    published = current("jardin")
    assert published is not None
    for path, lang, wants in (
        ("/f/jardin/fr", "fr", "fr"),
        ("/f/jardin/en", "en", "fr"),
        ("/f/jardin", "en", "en-GB,en;q=0.9"),
        ("/f/jardin", "fr", "de"),
    ):
        answer = client.get(path, headers={"Accept-Language": wants})
        shown = published.page(lang)
        assert shown is not None
        assert answer.content == bytes(shown.stored)
        assert answer["Content-Language"] == lang
        assert "style-src 'sha256-" in answer["Content-Security-Policy"]
        assert "script" not in answer["Content-Security-Policy"]
        assert not answer.cookies
    assert client.get("/f/inconnu").status_code == 404
    assert client.get("/f/jardin/de").status_code == 404


def test_agreements_wait_for_the_link_and_refusals_do_not(house: House) -> None:
    client = open_form(house)
    answer = send(client, email=ADA, telephone=NUMBER, request_lettre="yes", request_appels="yes")
    assert (answer.status_code, answer["Location"]) == (303, "/f/jardin/fr/sent")
    assert client.get("/f/jardin/fr/sent").status_code == 200
    subject = person()
    waiting = {LETTER: "requested", SMS: "requested", CALLS: "requested", **dict.fromkeys(PARTNERS, "refused")}
    assert status_of(subject) == waiting
    # whoever typed the number need not be who owns it: it is nobody's until the link is followed
    assert find(contact_point("telephone", NUMBER)) is None
    with relay() as post:
        assert deliver(post).sent == 1
        link = link_in(post)
    page = client.get(link)
    assert status_of(subject) == waiting, "a link that is only opened does nothing"
    assert page.content.count(b"<button") == 2
    assert client.post(link, {"answer": "yes"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert client.post(link, {}, headers=HERE).status_code == 422
    assert client.post(link, {"answer": "yes"}, headers=HERE).status_code == 200
    assert status_of(subject) == {**waiting, LETTER: "given", SMS: "given", CALLS: "given"}
    assert [point.kind for point in points_of(subject)] == ["email", "telephone"]
    assert client.post(link, {"answer": "no"}, headers=HERE).content == client.get(link).content
    assert status_of(subject)[LETTER] == "given", "a link is answered once"
    assert differences(subject) == {}


@pytest.mark.parametrize("scope", ["everyone", "controller/jardins-du-val"])
def test_a_link_older_than_an_objection_says_that_it_has_ended(house: House, scope: str) -> None:
    client = open_form(house)
    send(client, email=ADA, telephone=NUMBER, request_lettre="yes", request_partenaires="yes")
    with clock.at(clock.now() + 60):
        object_to(contact_point("email", ADA), scope)
        with relay() as post:
            deliver(post)
            answer = client.post(link_in(post), {"answer": "yes"}, headers=HERE)
    if scope == "everyone":
        assert answer.status_code == 410
        assert set(status_of(person()).values()) == {"withdrawn", "refused"}
    else:
        assert answer.status_code == 200  # the partners were not objected to
        assert {status_of(person())[key] for key in PARTNERS} == {"given"}
        assert status_of(person())[LETTER] == status_of(person())[SMS] == "withdrawn"


def test_a_box_left_empty_takes_no_consent_back_and_a_refusal_does(house: House) -> None:
    client = open_form(house)
    send(client, email=ADA, request_lettre="yes")
    with relay() as post:
        deliver(post)
        client.post(link_in(post), {"answer": "yes"}, headers=HERE)
    assert status_of(person())[LETTER] == "given"
    send(client, email=ADA, request_partenaires="yes")  # anybody may type her address
    assert status_of(person())[LETTER] == "given"
    assert status_of(person())[CALLS] == "refused"
    send(client, email=ADA, answer="refuse")
    assert status_of(person())[LETTER] == "refused"
    assert differences(person()) == {}


def test_what_was_typed_on_a_form_is_the_persons_to_take_along(sqlite_house: House) -> None:
    field = "  - {kind: telephone}\n"
    asked = field + '  - {kind: postcode, needed_for: {fr: "choisir des plantes", en: "choosing plants"}}\n'
    send(open_form(sqlite_house, GOOD.replace(field, asked)), email=ADA, postcode="75011", request_lettre="yes")
    assert {"postcode": "75011"} in [each.get("content") for each in provided(person())["events"]]


def test_each_step_leaves_its_evidence(house: House) -> None:
    client = open_form(house)
    send(client, email=ADA, **{name.replace("-", "_"): value for name, value in ALL.items()}, telephone=NUMBER)
    with relay() as post:
        deliver(post)
        client.post(link_in(post), {"answer": "yes"}, headers=HERE)
    events = history.events_of(person())
    published = current("jardin")
    assert published is not None
    page = published.page("fr")
    assert page is not None
    kinds = [event.kind for event in events]
    assert kinds.index("collection:form:answered") < kinds.index("consent:record:requested")
    assert kinds.index("collection:mail:sent") < kinds.index("collection:confirmation:confirmed")
    asked = next(event for event in events if event.kind == "consent:record:requested")
    assert asked.core["shown"] == [page.digest]
    told = {
        "form": "jardin",
        "version": 1,
        "page": "/f/jardin/fr",
        "act": "ticked_box",
        "how": "form",
        "request": "lettre",
    }
    assert told.items() <= asked.core.items()
    assert int(str(asked.core["context_until"])) > asked.recorded_at
    assert asked.opened("context") == {"ip": "127.0.0.1", "user_agent": "Tester/1.0"}
    given = [event for event in events if event.kind == "consent:record:given"]
    assert {event.core["channel"]: event.core["confirmed"] for event in given} == {
        "email": True,
        "sms": False,
        "telephone": False,
    }
    digests = given[0].core["shown"]
    assert isinstance(digests, list)
    kept = [shown_by(digest) for digest in digests]
    assert {shown.kind for shown in kept if shown} == {"form", "mail", "confirmation"}
    partners = next(each for each in events if each.core.get("request") == "partenaires")
    assert partners.core["lists"] == {"serres": 1}


def test_nothing_of_a_person_stands_in_clear(house: House) -> None:
    client = open_form(house)
    send(client, email=ADA, telephone=NUMBER, request_lettre="yes")
    assert Outgoing.objects.count() == Confirmation.objects.count() == 1
    for event in Event.objects.all():
        assert b"lovelace" not in bytes(event.core or b"")
    row = Outgoing.objects.get()
    assert b"lovelace" not in bytes(row.sealed)
    with relay() as post:
        deliver(post)
        link_in(post)
    assert bytes(Outgoing.objects.get().sealed) == b""
    shown = shown_by(Outgoing.objects.get().shown)
    assert shown is not None
    assert "lovelace" not in shown.text
    assert "{link}" in shown.text


def test_whoever_says_that_it_was_somebody_else_gets_nothing(house: House) -> None:
    client = open_form(house)
    send(client, lang="en", email=ADA, request_lettre="yes", telephone=NUMBER)
    with relay() as post:
        deliver(post)
        assert post.mails[0]["Content-Language"] == "en"
        assert client.post(link_in(post), {"answer": "no"}, headers=HERE).status_code == 200
    assert status_of(person())[LETTER] == "refused"
    assert find(contact_point("telephone", NUMBER)) is None


def test_a_link_ends_after_a_week_and_an_invented_one_leads_nowhere(house: House) -> None:
    client = open_form(house)
    send(client, email=ADA, request_lettre="yes")
    with relay() as post:
        deliver(post)
        link = link_in(post)
    with clock.at(clock.now() + 8 * 86_400):
        assert client.get(link).status_code == 410
        assert client.post(link, {"answer": "yes"}, headers=HERE).status_code == 410
    assert status_of(person())[LETTER] == "requested"
    for bad in (f"{link[:-4]}0000", "/confirm/x", f"/confirm/{'0' * 64}", "/confirm/é", link.upper()):
        assert client.get(bad).status_code == 404
        assert client.post(bad, {"answer": "yes"}, headers=HERE).status_code == 404


def test_to_refuse_all_asks_for_nothing_and_is_recorded_of_who_is_named(house: House) -> None:
    client = open_form(house)
    before = Event.objects.count()
    assert send(client, answer="refuse").status_code == 303
    assert Event.objects.count() == before
    assert send(client, answer="refuse", email=ADA, request_lettre="yes").status_code == 303
    assert set(status_of(person()).values()) == {"refused"}
    assert Outgoing.objects.count() == 0
    assert not is_suppressed([contact_point("email", ADA)], "jardins-du-val", "email")


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_is_wrong_is_said_field_by_field_and_nothing_is_kept(sqlite_house: House, lang: str) -> None:
    client = open_form(sqlite_house)
    before = Event.objects.count()
    for told, field in (
        ({}, "email"),
        ({"email": "ada"}, "email"),
        ({"email": "a" * 501}, "email"),
        ({"email": ADA, "telephone": "12"}, "telephone"),
        ({"email": ADA, "request_appels": "yes"}, "telephone"),
    ):
        answer = send(client, lang, **told)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert f'href="/f/jardin/{lang}#{field}"' in page
        assert f'<html lang="{lang}">' in page
        assert "ada" not in page, "what was typed is not repeated"
    assert Event.objects.count() == before


def test_an_answer_from_another_site_or_to_an_old_page_is_not_taken(sqlite_house: House) -> None:
    client = open_form(sqlite_house)
    said = {"version": "1", "email": ADA, "answer": "send"}
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Referer": "https://evil.example/f/jardin/fr"},
        {},
    ):
        assert client.post("/f/jardin/fr", said, headers=headers).status_code == 403
    assert find(contact_point("email", ADA)) is None
    assert client.post("/f/jardin/fr", said, headers={"Origin": "http://localhost"}).status_code == 303
    assert client.post("/f/jardin/fr", {**said, "version": "7"}, headers=HERE).status_code == 409
    assert client.post("/f/jardin/fr", {**said, "version": "9" * 30}, headers=HERE).status_code == 409
    assert client.post("/f/jardin/de", said, headers=HERE).status_code == 404
    assert client.put("/f/jardin/fr").status_code == 405
    publish(spoilt(("conseils de jardinage", "conseils")), by="cli")
    assert client.post("/f/jardin/fr", said, headers=HERE).status_code == 303, "the page was open when it changed"
    events = [event for event in history.events_of(person()) if event.kind == "collection:form:answered"]
    assert [event.core["version"] for event in events] == [1, 1]
    with clock.at(clock.now() + 2 * 86_400):
        assert client.post("/f/jardin/fr", said, headers=HERE).status_code == 409


def test_whoever_asks_too_often_is_asked_for_patience(sqlite_house: House) -> None:
    client = open_form(sqlite_house)
    codes = [send(client, email="x").status_code for _ in range(22)]
    assert codes[:20] == [422] * 20
    assert codes[20:] == [429, 429]


def test_a_child_agrees_to_nothing_alone(sqlite_house: House) -> None:
    client = open_form(sqlite_house, spoilt(("contact:", "people: children_too\ncontact:")))
    assert send(client, email=ADA, request_lettre="yes").status_code == 422
    assert "moins de 15 ans" in send(client, email=ADA, request_lettre="yes", age="under").content.decode()
    assert find(contact_point("email", ADA)) is None
    assert send(client, email=ADA, request_lettre="yes", age="15").status_code == 303
    event = next(event for event in history.events_of(person()) if event.kind == "collection:form:answered")
    assert event.core["age"] == "fifteen-or-more"


def test_without_an_address_an_agreement_stands_unconfirmed(sqlite_house: House) -> None:
    text = spoilt(
        ("  - {kind: email, required: true}\n", ""),
        ("channels: [email, sms]", "channels: [sms]"),
        ("channels: [email]\n    offers_of: [serres]", "channels: [sms]\n    offers_of: [serres]"),
    )
    client = open_form(sqlite_house, text)
    assert send(client, telephone=NUMBER, request_lettre="yes").status_code == 303
    subject = find(contact_point("telephone", NUMBER))
    assert subject is not None
    assert status_of(subject)[SMS] == "given"
    given = next(event for event in history.events_of(subject) if event.kind == "consent:record:given")
    assert given.core["confirmed"] is False


def test_another_persons_number_is_not_taken_over(sqlite_house: House) -> None:
    client = open_form(sqlite_house)
    send(client, email=ADA, telephone=NUMBER, request_lettre="yes")
    send(client, email="eve@mail.example", telephone=NUMBER, request_lettre="yes", request_appels="yes")
    with relay() as post:
        deliver(post)
        for number in (0, 1):
            assert client.post(link_in(post, number), {"answer": "yes"}, headers=HERE).status_code == 200
    eve = person("eve@mail.example")
    assert [point.kind for point in points_of(eve)] == ["email"]
    assert status_of(eve)[LETTER] == "given"
    assert status_of(eve)[CALLS] == "requested"


def test_consents_of_an_overridden_form_carry_who_overrode_the_law(house: House) -> None:
    asked_for = publish_refused(house)
    client = house.client()
    assert send(client, email=ADA, request_lettre="yes", telephone=NUMBER).status_code == 303
    with relay() as post:
        deliver(post)
        client.post(link_in(post), {"answer": "yes"}, headers=HERE)
    said = [event for event in history.events_of(person()) if event.kind.startswith("consent:record")]
    assert {event.core["override_by"] for event in said} == {"account/2"}
    assert all(event.core["override_rules"] == ["TEL-13"] for event in said)
    assert asked_for == 1


def publish_refused(house: House) -> int | None:
    from tests.notices.forms import register

    register()
    text = spoilt(("contact:", "leaves_out: [call_notice]\ncontact:"))
    asked = publish(text, by="account/1", override_reason="raison")
    assert asked.request is not None
    return approve(asked.request, by="account/2").version


def test_who_objected_and_comes_back_by_the_form_is_written_to_again(house: House) -> None:
    client = open_form(house)
    point = contact_point("email", ADA)
    start = clock.now()
    with clock.at(start):
        object_to(point, "controller/jardins-du-val")
    with clock.at(start + 60):
        send(client, email=ADA, request_lettre="yes")
        assert is_suppressed([point], "jardins-du-val", "email"), "asking is not yet confirming"
    with relay() as post, clock.at(start + 120):
        deliver(post)
        client.post(link_in(post), {"answer": "yes"}, headers=HERE)
        assert not is_suppressed([point], "jardins-du-val", "email")
        assert is_suppressed([point], "jardins-du-val", "sms")


NAMES = st.sampled_from(["email", "telephone", "version", "answer", "request-lettre", "request-appels", "age", "x"])
TEXTS = st.sampled_from(["", "yes", "no", "1", "send", "refuse", ADA, NUMBER]) | st.text(max_size=30)


@given(told=st.dictionaries(NAMES, TEXTS), agent=st.text(st.characters(max_codepoint=255), max_size=20))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_posted_is_answered(form_of_all: Client, told: dict[str, str], agent: str) -> None:
    limits.forget()
    said = {"version": "1", **told}
    answer = form_of_all.post("/f/jardin/fr", said, headers={**HERE, "User-Agent": agent})
    assert answer.status_code in {303, 409, 422}


@pytest.fixture
def form_of_all(sqlite_house: House) -> Client:
    return open_form(sqlite_house)


def test_a_page_of_another_day_keeps_its_styles_under_the_policy(
    sqlite_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = open_form(sqlite_house)
    before = client.get("/f/jardin/fr")["Content-Security-Policy"]
    monkeypatch.setattr(render, "stylesheet", lambda: "body { color: #000 }")
    answer = client.get("/f/jardin/fr")
    assert answer["Content-Security-Policy"] == before
    style = answer.content.split(b"<style>")[1].split(b"</style>")[0]
    assert base64.b64encode(hashlib.sha256(style).digest()).decode() in before
