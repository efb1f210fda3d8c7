"""The pages of persons are what Django's own engine would make of the same templates."""

from __future__ import annotations

import html
from dataclasses import replace

import pytest
from django.shortcuts import render
from django.test import RequestFactory
from django.utils import translation

from licet.audit.report.words import Language
from licet.doors.web.person.pages import page
from licet.doors.web.person.told import Held, Told
from tests.ground.house import House

ODD = "<script>'Éco' & \"Gaz\"</script>"
TOLD = Told(7, ODD, "Prospection", "Courriel", "donné", 1_796_083_200, is_given=True, shown="ab" * 32, how="formulaire")
HELD = Held(
    True,
    ("a…@mail.example", ODD),
    (ODD,),
    ("Formulaire",),
    (TOLD, replace(TOLD, number=8, is_given=False, shown="", how="")),
    (ODD, "partout"),
    (ODD,),
    is_restricted=True,
    events=((1234567, 1_796_083_200, ODD), (3, 1_780_000_000, "donné")),
    older=1200,
)
PAGES = [
    ("centre", {"held": HELD, "contact": "dpo@acme.example"}),
    (
        "centre",
        {"held": replace(HELD, is_restricted=False, others=(), consents=(), sources=(), older=1), "contact": ""},
    ),
    ("centre", {"held": Held(is_known=False), "contact": ODD}),
    ("done", {"told": ODD, "events": (5, 1234567)}),
    ("done", {"told": "dit", "events": ()}),
    ("one_click", {}),
]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(("name", "shown"), PAGES)
def test_both_engines_make_the_same_page(
    sqlite_house: House, name: str, shown: dict[str, object], language: Language
) -> None:
    shown = {"controller": ODD, "page": "/p/acme/AbC_-"} | shown
    request = RequestFactory().get("/p/acme/AbC_-", {"lang": language, "x": ODD})
    with translation.override(language):
        ours = page(request, f"person/{name}.html", shown).content.decode()
        theirs = render(request, f"person/{name}.html", shown).content.decode()
    assert "<script>" not in ours
    # one writes an apostrophe as `&#39;`, the other as `&#x27;`
    assert html.unescape(ours) == html.unescape(theirs)
    assert ours.count("&lt;script&gt;") == theirs.count("&lt;script&gt;") > 0
