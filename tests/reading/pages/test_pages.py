"""What is seen on pages made for it: each item with its state and value, and the words quoted."""

from __future__ import annotations

from pathlib import Path

import pytest

from licet.reading.pages import PageReading, RequestReading, read_page
from licet.reading.sightings import Seen, Sighting

CORPUS = Path(__file__).parent / "corpus"
FOUND, ABSENT, UNCLEAR = Seen.FOUND, Seen.ABSENT, Seen.UNCLEAR
Expected = dict[str, tuple[Seen, bool | int | str | None]]


def good() -> PageReading:
    return read_page(
        CORPUS / "good/inscription.html",
        css=[CORPUS / "good/inscription.css"],
        partner_list=CORPUS / "good/partenaires.html",
        controllers=["Exemple SAS"],
    )


def request(page: PageReading, ask: str, words: str = "") -> RequestReading:
    return next(one for one in page.requests if one.ask == ask and words in one.words)


def seen(sightings: object, items: Expected) -> Expected:
    assert isinstance(sightings, dict)
    return {item: (sightings[item].state, sightings[item].value) for item in items}


CASES: list[tuple[str, str, str, Expected]] = [
    (
        "bad/jeu-un-bouton.html", "button", "",
        {
            "act_of_agreement": (UNCLEAR, None),
            "set_apart_from_terms": (UNCLEAR, None),
            "channels_named": (ABSENT, False),
            "refusal_offered": (FOUND, True),
            "refusal_as_prominent": (UNCLEAR, None),
            "refusal_beside_acceptance": (UNCLEAR, None),
            "refusal_effect_told": (ABSENT, False),
            "withdrawal_told": (ABSENT, False),
            "partners_shown": (ABSENT, "not_shown"),
            "phone_asked": (FOUND, True),
            "phone_notice_on_calls": (ABSENT, False),
            "phone_notice_on_list": (ABSENT, False),
            "steps_to_accept": (FOUND, 1),
            "steps_to_refuse": (UNCLEAR, None),
        },
    ),
    (
        "bad/jeu-sans-refus.html", "button", "",
        {
            "act_of_agreement": (UNCLEAR, None),
            "refusal_offered": (ABSENT, False),
            "channels_named": (FOUND, True),
            "agreement_serves": (FOUND, "partners_only"),
            "partners_shown": (ABSENT, "kinds_only"),
            "phone_asked": (ABSENT, False),
        },
    ),
    (
        "bad/deux-boutons.html", "button", "",
        {
            "one_act_per_purpose": (UNCLEAR, None),
            "agreement_serves": (FOUND, "both"),
            "refusal_offered": (FOUND, True),
            "refusal_as_prominent": (UNCLEAR, None),
            "refusal_beside_acceptance": (FOUND, True),
            "partners_shown": (ABSENT, "dead_link"),
            "steps_to_refuse": (FOUND, 1),
        },
    ),
    (
        "bad/case-precochee.html", "box", "ouvertures",
        {
            "act_of_agreement": (ABSENT, "preticked_box"),
            "one_act_per_purpose": (UNCLEAR, None),
            "set_apart_from_terms": (FOUND, True),
            "steps_to_accept": (FOUND, 1),
            "steps_to_refuse": (ABSENT, 2),
            "refusal_as_prominent": (UNCLEAR, None),
        },
    ),
    (
        "bad/case-precochee.html", "box", "conditions",
        {"act_of_agreement": (UNCLEAR, None), "set_apart_from_terms": (UNCLEAR, None), "agreement_serves": (FOUND, "own_offers")},
    ),
    (
        "bad/case-de-refus.html", "refusal_box", "",
        {"act_of_agreement": (UNCLEAR, None), "refusal_offered": (FOUND, True), "refusal_as_prominent": (UNCLEAR, None)},
    ),
    (
        "bad/case-de-refus.html", "box", "",
        {
            "call_agreement_asked": (FOUND, True),
            "refusal_offered": (ABSENT, False),
            "call_leaves_choice": (ABSENT, False),
            "call_agreed_by_own_act": (FOUND, True),
            "call_states_period": (ABSENT, False),
            "call_states_proof_access": (ABSENT, False),
            "phone_asked": (FOUND, True),
        },
    ),
    ("bad/box-hidden.html", "box", "", {"act_of_agreement": (UNCLEAR, None), "refusal_offered": (UNCLEAR, None)}),
    (
        "bad/box-hidden.html", "button", "",
        {"act_of_agreement": (UNCLEAR, None), "refusal_offered": (ABSENT, False), "partners_shown": (ABSENT, "kinds_only")},
    ),
    ("bad/broken.html", "box", "", {"act_of_agreement": (ABSENT, "preticked_box"), "partners_shown": (UNCLEAR, None)}),
    (
        "bad/latin1.html", "button", "",
        {
            "call_agreement_asked": (FOUND, True),
            "set_apart_from_terms": (UNCLEAR, None),
            "partners_shown": (ABSENT, "kinds_only"),
            "phone_asked": (FOUND, True),
            "refusal_offered": (ABSENT, False),
        },
    ),
    (
        "good/choice.html", "choice", "",
        {
            "act_of_agreement": (FOUND, "ticked_box"),
            "refusal_offered": (FOUND, True),
            "steps_to_accept": (FOUND, 2),
            "steps_to_refuse": (FOUND, 2),
            "labels_say_what_they_do": (FOUND, True),
        },
    ),
    (
        "good/choice.html", "box", "called",
        {
            "call_agreement_asked": (FOUND, True),
            "call_states_period": (FOUND, True),
            "call_period_months": (FOUND, 12),
            "call_states_withdrawal": (FOUND, True),
            "call_states_proof_access": (FOUND, True),
            "call_agreed_by_own_act": (FOUND, True),
            "call_leaves_choice": (FOUND, True),
        },
    ),
    (
        "good/two-buttons.html", "button", "",
        {
            "act_of_agreement": (FOUND, "button_about_the_agreement"),
            "refusal_offered": (FOUND, True),
            "refusal_as_prominent": (FOUND, True),
            "refusal_beside_acceptance": (FOUND, True),
            "refusal_effect_told": (FOUND, True),
            "labels_say_what_they_do": (FOUND, True),
            "withdrawal_told": (FOUND, True),
            "partners_shown": (FOUND, "no_partners"),
        },
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "ask", "words", "items"), CASES, ids=[f"{page}-{ask}-{n}" for n, (page, ask, *_) in enumerate(CASES)]
)
def test_each_item_is_seen_as_it_stands_on_the_page(page: str, ask: str, words: str, items: Expected) -> None:
    assert seen(request(read_page(CORPUS / page), ask, words).sightings, items) == items


def test_a_good_page_in_french_has_nothing_absent_but_calls() -> None:
    own, partners = good().requests
    for one in (own, partners):
        missing = {item for item, seen in one.sightings.items() if seen.state is ABSENT}
        assert missing == {"call_agreement_asked"}
        assert {item for item, seen in one.sightings.items() if seen.state is UNCLEAR} == {"offers_listed"}
    assert own.sightings["agreement_serves"].value == "own_offers"
    assert partners.sightings["agreement_serves"].value == "partners_only"
    assert partners.sightings["partners_shown"].value == "names_behind_link"
    assert partners.partner_names == ("Alpha Énergie SA", "Bêta Assurances SAS", "Gamma Voyages SARL")


def test_a_good_page_tells_its_items_and_leads_to_the_notice() -> None:
    page = good()
    told = {item for item, sighting in page.sightings.items() if sighting.value is True}
    assert {
        "says.controller",
        "says.bases",
        "says.retention",
        "says.rights",
        "says.complaint",
        "says.withdrawal",
    } <= told
    assert page.sightings["given_where"].value == "beside_the_form"
    assert page.sightings["says.dpo"].state is UNCLEAR  # there is a link to look behind
    assert [one.name for one in page.fields] == ["email", "tel"]
    assert [one.telephone for one in page.fields] == [False, True]


def test_the_figures_of_both_means_are_quoted_when_one_is_less_prominent() -> None:
    sighting = request(read_page(CORPUS / "bad/jeu-un-bouton.html"), "button").sightings["refusal_as_prominent"]
    assert "link `cliquez ici` 10px, contrast 2.8" in sighting.quote
    assert "button `JE PARTICIPE` 18px, contrast 5.5" in sighting.quote
    assert "size, contrast, shape" in sighting.note


def test_a_sheet_that_was_not_delivered_leaves_prominence_unclear(tmp_path: Path) -> None:
    text = (CORPUS / "good/two-buttons.html").read_text(encoding="utf-8")
    page = tmp_path / "page.html"
    page.write_text(
        text.replace("</head>", '<link rel="stylesheet" href="https://cdn.example/site.css"></head>'), encoding="utf-8"
    )
    reading = read_page(page)
    assert reading.left_out == ("style sheet `site.css`",)
    assert "site.css" in request(reading, "button").sightings["refusal_as_prominent"].note
    sheet = tmp_path / "site.css"
    sheet.write_text("button[value='0'] { font-size: 9px !important }", encoding="utf-8")
    assert "9px" in request(read_page(page, css=[sheet]), "button").sightings["refusal_as_prominent"].quote


def test_a_page_made_by_script_says_that_everything_is_unclear() -> None:
    page = read_page(CORPUS / "bad/script.html")
    assert page.made_by_script
    assert {one.state for request in page.requests for one in request.sightings.values()} == {UNCLEAR}


def test_a_link_to_nowhere_is_not_dead_while_a_script_may_open_it(tmp_path: Path) -> None:
    text = (CORPUS / "bad/deux-boutons.html").read_text(encoding="utf-8")
    page = tmp_path / "page.html"
    page.write_text(text.replace("</body>", "<script src='modal.js'></script></body>"), encoding="utf-8")
    assert request(read_page(page), "button").sightings["partners_shown"].state is UNCLEAR


def test_the_notice_at_the_foot_of_the_site_only_is_said_to_be_there() -> None:
    sighting = read_page(CORPUS / "bad/jeu-un-bouton.html").sightings["given_where"]
    assert (sighting.state, sighting.value) == (ABSENT, "footer_only")


def test_a_second_button_with_other_words_is_left_to_a_person(tmp_path: Path) -> None:
    """SAN-2023-025: `J'ACCEPTE` beside `ETAPE SUIVANTE`, alike, the second being the refusal."""
    page = tmp_path / "page.html"
    page.write_text(
        "<form><p>Recevez les offres de nos partenaires</p><button>J'ACCEPTE</button><button>ETAPE SUIVANTE</button></form>",
        encoding="utf-8",
    )
    one = request(read_page(page), "button")
    assert one.sightings["refusal_offered"].state is UNCLEAR
    assert "ETAPE SUIVANTE" in one.sightings["refusal_offered"].quote


def test_what_is_beside_the_page_is_named_and_not_opened(tmp_path: Path) -> None:
    shot = tmp_path / "page.png"
    shot.write_bytes(b"12345")
    assert read_page(CORPUS / "bad/broken.html", screenshot=shot).screenshot == "page.png, 5 bytes"


def test_the_windows_1252_page_is_read_with_its_accents() -> None:
    page = read_page(CORPUS / "bad/latin1.html")
    assert page.encoding == "cp1252"
    assert page.fields[0].label == "Téléphone"


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("les offres de nos partenaires : Alpha, Bêta et Gamma", "names_on_form"),
        ("les offres de nos partenaires (assurance, énergie)", "not_shown"),
        ("nos offres", "no_partners"),
    ],
)
def test_names_beside_the_request_are_read_and_kinds_are_not_names(tmp_path: Path, words: str, value: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        f"<form><label><input type=checkbox name=a> J'accepte de recevoir {words}</label><button>OK</button></form>",
        encoding="utf-8",
    )
    assert request(read_page(page), "box").sightings["partners_shown"].value == value


def test_a_page_without_requests_still_says_what_it_asks_for(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<form><label>Mobile <input name=m></label><button>Réserver</button></form>", encoding="utf-8")
    reading = read_page(page)
    assert reading.requests == ()
    assert reading.telephone["phone_asked"].value is True
    assert reading.telephone["phone_notice_on_calls"] == Sighting(
        ABSENT, False, where="the form, read whole: a notice on commercial calls not found"
    )


def test_a_newsletter_form_is_a_request_by_its_button(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<footer><form><p>Notre newsletter</p><input type=email name=e><button>Je m'abonne</button></form></footer>",
        encoding="utf-8",
    )
    assert [one.ask for one in read_page(page).requests] == ["button"]
