"""A form is judged before anybody sees it, shown for ever as it was, and overridden by a second person only."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading

import pytest

from licet.ledger import history
from licet.notices.form import parse_form
from licet.notices.judge import judge_form
from licet.notices.models import FormPage, FormVersion, PartnerList, Shown
from licet.notices.partners import publish_partner_list
from licet.notices.publish import approve, current, open_requests, publish
from licet.notices.render import rendered, text_of
from licet.notices.shown import shown_by
from licet.terms.errors import LedgerError, UsageError
from tests.ground.house import House
from tests.notices.forms import GOOD, register, spoilt

NAMES = {"jardins-du-val": "Jardins du Val", "serres-alpha": "Serres Alpha", "semences-beta": "Semences Bêta"}
ON = dt.date(2026, 12, 1)
LETTER = "channels: [email, sms]"
UNNAMED = (", named: [serres-alpha, semences-beta]", "")
WITHOUT_NOTICE = ("contact:", "leaves_out: [call_notice]\ncontact:")


def test_a_form_that_the_law_has_nothing_against_is_published_as_it_is_shown(house: House) -> None:
    register()
    outcome = publish(GOOD, by="cli")
    assert (outcome.version, outcome.broken) == (1, ())
    published = current("jardin")
    assert published is not None
    digests = {}
    for lang in ("fr", "en"):
        shown = published.page(lang)
        assert shown is not None
        digests[lang] = shown.digest
        stored = bytes(shown.stored)
        assert hashlib.sha256(stored).hexdigest() == shown.digest
        assert hashlib.sha256(shown.text.encode()).hexdigest() == shown.text_digest
        assert rendered(published.form, 1, lang, published.names) == stored
        assert "Serres Alpha SARL" in stored.decode()
        assert "[ ] " in shown.text
        assert "[x]" not in shown.text
        assert shown_by(shown.digest) == shown
    event = next(history.events("notices:form:published"))
    assert event.core["shown"] == sorted(digests.values())
    assert event.core["pages"] == digests
    assert published.lists["serres"].named == {"serres-alpha": "Serres Alpha SARL", "semences-beta": "Semences Bêta"}


def test_a_page_has_no_script_nothing_ticked_and_loads_nothing() -> None:
    for lang in ("fr", "en"):
        page = rendered(parse_form(GOOD), 1, lang, NAMES).decode()
        assert "<script" not in page
        assert " checked" not in page
        assert " src=" not in page
        assert "http" not in page.replace("http-equiv", "")
        assert page.count("<button") == 2
        assert rendered(parse_form(GOOD), 1, lang, NAMES).decode() == page
    assert "Tout appel de prospection commerciale suppose votre consentement préalable" in text_of(
        rendered(parse_form(GOOD), 1, "fr", NAMES)
    )


SPOILT = {
    "a box that comes ticked": ([(LETTER, f"{LETTER}\n    ticked: yes")], {"CON-04", "CPC-02.2"}),
    "a box that must be ticked": ([(LETTER, f"{LETTER}\n    required: yes")], {"CON-01.1", "CON-01.3"}),
    "partners who are not named": ([UNNAMED], {"CON-03.3"}),
    "one box for all": (
        [
            ("channels: [email]\n    offers_of: [serres]", "channels: [post]\n    offers_of: [own, serres]"),
            ("  - {kind: telephone}", "  - {kind: telephone}\n  - {kind: post}"),
        ],
        {"CON-02.1"},
    ),
    "a refusal hidden in a link": (
        [(LETTER, f"{LETTER}\n    ask: button"), ("contact:", "refusal: link\ncontact:")],
        {"CON-01.4"},
    ),
    "no means to refuse": (
        [(LETTER, f"{LETTER}\n    ask: button"), ("contact:", "refusal: none\ncontact:")],
        {"CON-01.1"},
    ),
    "a telephone field without its notice": ([WITHOUT_NOTICE], {"TEL-13"}),
    "children, and no question about their age": (
        [("contact:", "people: children_too\nleaves_out: [age_question]\ncontact:")],
        {"SPE-01.age"},
    ),
    "offers that nobody describes": (
        [
            (
                '    offers: {fr: "plantes et outils, une lettre par mois", en: "plants and tools, one letter a month"}\n',
                "",
            )
        ],
        {"CPC-02.3"},
    ),
    "calls for two years": ([("months: 12", "months: 24")], {"TEL-04.cap"}),
    "calls that a word does not end": ([("ended_by_voice: yes", "ended_by_voice: no")], {"TEL-06.by_voice"}),
    "calls without a proof": ([("contact:", "leaves_out: [call_proof]\ncontact:")], {"TEL-04.items"}),
    "withdrawal not told": ([("contact:", "leaves_out: [withdrawal]\ncontact:")], {"CON-03.4", "INF-01.2c"}),
    "a field that nothing needs": (
        [("  - {kind: telephone}", "  - {kind: telephone}\n  - {kind: postcode}")],
        {"RET-06"},
    ),
    "no period of retention": ([("retention:", "# retention:")], {"INF-01.2a"}),
    "nobody said whether data leave Europe": ([("outside_eea: false", "")], {"INF-01.1f"}),
    "no French page": ([("controller:", "languages: [en]\ncontroller:")], {"INF-05.language"}),
    "words of agreement in the introduction": (
        [
            (
                "Recevez chaque mois des conseils de jardinage.",
                "En participant, vous acceptez de recevoir les offres de nos partenaires.",
            )
        ],
        {"CON-04"},
    ),
    "a box of one's own words that refuses": (
        [
            (
                LETTER,
                (
                    f'{LETTER}\n    label: {{fr: "Je ne souhaite pas recevoir les offres de Jardins du Val par e-mail et SMS",'
                    ' en: "I do not wish to receive the offers of Jardins du Val by e-mail and SMS"}'
                ),
            )
        ],
        {"CON-04"},
    ),
    "a box of one's own words that names no channel": (
        [
            (
                LETTER,
                f'{LETTER}\n    label: {{fr: "J\'accepte de recevoir des offres", en: "I agree to receive offers"}}',
            )
        ],
        {"CON-02.2"},
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_form_is_refused_with_the_rule_that_it_breaks(name: str) -> None:
    changes, rules = SPOILT[name]
    broken = judge_form(parse_form(spoilt(*changes)), NAMES, ON)
    assert rules <= {each.rule for each in broken}
    assert all(each.citation and each.sentence and each.sentence_fr and each.where for each in broken)


ALLOWED = {
    "children, whose age is asked": [("contact:", "people: children_too\ncontact:")],
    "a pair of answers": [(LETTER, f"{LETTER}\n    ask: pair")],
    "a button that says what it does, and its equal": [(LETTER, f"{LETTER}\n    ask: button")],
    "a field whose need is told": [
        (
            "  - {kind: telephone}",
            '  - {kind: telephone}\n  - {kind: postcode, needed_for: {fr: "vous livrer", en: "to deliver"}}',
        )
    ],
    "a service beside the offers": [
        ("contact:", 'service: {fr: "vous envoyer le devis", en: "send you the quote"}\ncontact:')
    ],
    "transfers that are told": [
        ("outside_eea: false", 'outside_eea: {fr: "États-Unis, clauses types.", en: "United States, model clauses."}')
    ],
    "French alone": [("controller:", "languages: [fr]\ncontroller:")],
}


@pytest.mark.parametrize("name", ALLOWED)
def test_a_form_that_does_well_in_another_way_is_published_too(name: str) -> None:
    assert judge_form(parse_form(spoilt(*ALLOWED[name])), NAMES, ON) == ()


def test_before_calls_needed_consent_another_notice_was_asked_for() -> None:
    broken = {each.rule for each in judge_form(parse_form(spoilt(WITHOUT_NOTICE)), NAMES, dt.date(2026, 8, 10))}
    assert "TEL-13" not in broken
    assert "TEL-13.opposition_list" in broken


def test_a_refused_form_is_published_by_a_second_person_who_is_named_for_ever(house: House) -> None:
    register()
    text = spoilt(WITHOUT_NOTICE)
    assert publish(text, by="account/1").request is None
    asked = publish(text, by="account/1", override_reason="campagne sans appel")
    assert (asked.version, current("jardin")) == (None, None)
    assert asked.request is not None
    assert [each.pk for each in open_requests()] == [asked.request]
    with pytest.raises(UsageError, match="own"):
        approve(asked.request, by="account/1")
    assert approve(asked.request, by="account/2").version == 1
    published = current("jardin")
    assert published is not None
    assert published.row.override_by == "account/2"
    assert published.row.override_reason == "campagne sans appel"
    assert {each.rule for each in published.broken} == {"TEL-13"}
    with pytest.raises(UsageError, match="answered"):
        approve(asked.request, by="account/3")
    events = [event for event in history.events() if event.kind.startswith("notices:form")]
    assert [event.kind for event in events] == ["notices:form:refused", "notices:form:overridden"]
    assert (events[1].core["by"], events[1].core["override_by"]) == ("account/1", "account/2")
    assert events[1].core["rules"] == ["TEL-13"]


def test_two_approvals_at_once_make_one_version(house: House) -> None:
    register()
    asked = publish(spoilt(WITHOUT_NOTICE), by="account/1", override_reason="raison")
    assert asked.request is not None
    answers: list[object] = []

    def one(who: int) -> None:
        from django.db import connection

        try:
            answers.append(approve(asked.request or 0, by=f"account/{who}").version)
        except UsageError:
            answers.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(who,)) for who in (2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, answers)) == ["1", "refused"]


def test_what_was_published_never_changes(house: House) -> None:
    register()
    publish(GOOD, by="cli")
    row = FormVersion.objects.get()
    row.controller = "eco"
    with pytest.raises(LedgerError, match="new version"):
        row.save()
    for model in (FormVersion, FormPage, Shown, PartnerList):
        with pytest.raises(LedgerError, match="not deleted"):
            model.objects.all()[0].delete()
        with pytest.raises(LedgerError, match="not deleted"):
            model.objects.all().delete()
        with pytest.raises(LedgerError, match="not changed"):
            model.objects.all().update(pk=7)


def test_other_partners_make_another_list_and_the_old_version_keeps_its_own(house: House) -> None:
    register()
    publish(GOOD, by="cli")
    assert publish(GOOD, by="cli").version == 2
    assert PartnerList.objects.count() == 1
    assert publish(spoilt(("named: [serres-alpha, semences-beta]", "named: [serres-alpha]")), by="cli").version == 3
    first, third = current("jardin", 1), current("jardin")
    assert first is not None
    assert third is not None
    assert (first.lists["serres"].version, third.lists["serres"].version) == (1, 2)
    page = third.page("fr")
    assert page is not None
    assert "Semences Bêta" not in page.text
    with pytest.raises(UsageError, match="controller"):
        publish_partner_list("serres", ["inconnu"])
    with pytest.raises(UsageError, match="at least one"):
        publish_partner_list("serres", [])


def test_a_partner_whom_nobody_registered_is_an_error_before_anything_is_written(sqlite_house: House) -> None:
    register()
    with pytest.raises(UsageError, match="`nobody`"):
        publish(spoilt(("semences-beta", "nobody")), by="cli")
    assert FormVersion.objects.count() == 0
