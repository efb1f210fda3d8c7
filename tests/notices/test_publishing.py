"""A form is judged before anybody sees it, shown for ever as it was, and overridden by a second person only."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.ledger import history
from licet.notices.form import parse_form
from licet.notices.models import FormVersion, Page
from licet.notices.publish import approve, current, page_of, publish, publish_partner_list
from licet.terms.errors import DocumentError, LedgerError, UsageError
from tests.ground.house import House
from tests.notices.forms import form, register, request


def test_a_form_that_the_law_has_nothing_against_is_published_as_it_is_shown(house: House) -> None:
    register()
    outcome = publish(form(), by="cli")
    assert (outcome.version, outcome.broken) == (1, ())
    shown = current("devis")
    assert shown is not None
    for lang in ("fr", "en"):
        page = shown.page(lang)
        assert hashlib.sha256(page.stored).hexdigest() == page.digest
        assert page_of(page.digest) == bytes(page.stored)
        assert "Éco Gaz SAS" in bytes(page.stored).decode()
        assert b"<script" not in page.stored
    event = next(history.events("notices:form:published"))
    assert event.core["shown"] == sorted(shown.page(lang).digest for lang in ("fr", "en"))


@pytest.mark.parametrize(
    ("spoilt", "rule"),
    [
        ({"requests": request(ticked=True)}, "CON-04"),
        ({"telephone_notice": False}, "TEL-13"),
        ({"refusal_told": False}, None),
        ({"withdrawal_told": False}, "CON-03.4"),
        ({"outside_eea": None}, "INF-01.1f"),
        ({"outside_eea": True}, "INF-01.1f"),
        ({"decides_automatically": True}, "INF-01.2f"),
        ({"requests": request(channels=["telephone"])}, "TEL-06.by_voice"),
        (
            {
                "requests": request(
                    label={"fr": "J'accepte de recevoir des offres", "en": "I agree to receive offers"},
                )
            },
            "CON-02.2",
        ),
        (
            {
                "requests": request(
                    label={
                        "fr": "Je ne souhaite pas recevoir par e-mail les offres d'Acme SAS",
                        "en": "I do not wish to receive the offers of Acme SAS by e-mail",
                    },
                )
            },
            "CON-04",
        ),
        (
            {
                "requests": request(
                    label={
                        "fr": "J'accepte de recevoir par e-mail les offres d'Acme SAS et de ses partenaires du secteur de l'énergie",
                        "en": "I agree to receive by e-mail the offers of Acme SAS and of its partners in energy",
                    },
                )
            },
            "CON-03.2",
        ),
    ],
    ids=lambda each: str(each)[:60] if isinstance(each, dict) else str(each),
)  # fmt: skip
def test_a_form_that_breaks_a_rule_is_refused_with_that_rule(
    sqlite_house: House, spoilt: dict[str, object], rule: str | None
) -> None:
    register()
    outcome = publish(form(**spoilt), by="cli")
    if rule is None:
        assert outcome.version == 1
        return
    assert outcome.version is None
    assert rule in {each.rule for each in outcome.broken}
    assert all(each.article and each.sentence for each in outcome.broken)
    assert current("devis") is None


def test_a_refused_form_is_published_by_a_second_person_who_is_named_for_ever(house: House) -> None:
    register()
    text = form(telephone_notice=False)
    asked = publish(text, by="account/1", override_reason="campagne sans appel")
    assert asked.version is None
    assert asked.request is not None
    with pytest.raises(UsageError, match="own"):
        approve(asked.request, by="account/1")
    assert approve(asked.request, by="account/2").version == 1
    shown = current("devis")
    assert shown is not None
    assert shown.row.override_by == "account/2"
    assert "TEL-13" in shown.row.broken
    with pytest.raises(UsageError, match="open"):
        approve(asked.request, by="account/3")
    kinds = [event.kind for event in history.events() if event.kind.startswith("notices:form")]
    assert kinds == ["notices:form:refused", "notices:form:overridden"]


def test_what_was_published_never_changes(house: House) -> None:
    register()
    publish(form(), by="cli")
    row = FormVersion.objects.get()
    row.controller = "eco"
    with pytest.raises(LedgerError, match="new version"):
        row.save()
    with pytest.raises(LedgerError, match="not deleted"):
        row.delete()
    with pytest.raises(LedgerError, match="not deleted"):
        Page.objects.all()[0].delete()
    publish_partner_list("energie", ["sol"])
    first, again = current("devis", 1), publish(form(), by="cli")
    assert again.version == 2
    assert first is not None
    assert first.lists == {"energie": ("eco", "sol")}
    assert "Éco Gaz SAS" in bytes(first.page("fr").stored).decode()
    second = current("devis")
    assert second is not None
    assert "Éco Gaz SAS" not in bytes(second.page("fr").stored).decode()


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [
        ({"licet_form": 2}, "licet_form"),
        ({"requests": request(chanels=["email"])}, "requests.0.chanels"),
        ({"requests": request(channels=[])}, "requests.0.channels"),
        ({"fields": []}, "fields"),
        ({"form": "Devis !"}, "form"),
        ({"requests": request(channels=["pigeon"])}, "requests.0.channels.0"),
        ({"fields": [{"kind": "telephone", "used_for": {"fr": "a", "en": "b"}}]}, "no field `email`"),
        ({"fields": [{"kind": "birthday", "used_for": {"fr": "a", "en": "b"}}]}, "fields.0.kind"),
        ({"title": {"fr": "Titre"}}, "title.en"),
    ],
)
def test_a_form_that_is_written_wrongly_says_where(spoilt: dict[str, object], says: str) -> None:
    with pytest.raises(DocumentError, match=says.replace(".", r"\.")):
        parse_form(form(**spoilt))


@given(st.text(max_size=200))
def test_any_text_is_a_form_or_an_error_of_ours(text: str) -> None:
    with pytest.raises(DocumentError):
        parse_form(text)
