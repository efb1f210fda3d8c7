"""Styles are read as declared: contrast by the WCAG formula, sizes in pixels, the cascade, what is not shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.reading.pages.declared import colour, contrast, font_size, length
from licet.reading.pages.markup import Patience, attribute, read_markup
from licet.reading.pages.sheets import gather
from licet.reading.pages.styles import Style, styles_of
from licet.reading.pages.words import agrees, carries, ideas, months, refuses

PART = st.floats(0, 1)
RGB = st.tuples(PART, PART, PART)


def style(folder: Path, html: str, css: str = "") -> Style:
    """Return the style of the element whose id is `x`."""
    page = folder / "page.html"
    page.write_text(f"<style>{css}</style><body>{html}", encoding="utf-8")
    patience = Patience("page.html", 10)
    markup = read_markup(page, patience)
    styles = styles_of(markup, gather(markup, [], patience), patience)
    return next(one for element, one in styles.items() if attribute(element, "id") == "x")


def test_contrast_is_that_of_the_wcag() -> None:
    assert contrast((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    grey = colour("#777")
    assert grey is not None
    assert contrast(grey[0], (1, 1, 1)) == pytest.approx(4.48, abs=0.005)  # the known grey that just fails 4.5


@given(RGB, RGB)
def test_contrast_is_the_same_both_ways_and_between_1_and_21(
    one: tuple[float, float, float], other: tuple[float, float, float]
) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001


@pytest.mark.parametrize(
    ("value", "pixels"),
    [
        ("12px", 12),
        ("9pt", 12),
        ("2em", 20),
        ("1.5rem", 24),
        ("50%", 5),
        ("small", 13),
        ("smaller", 10 / 1.2),
        ("3vw", None),
        ("calc(1px + 1em)", None),
    ],
)
def test_sizes_are_told_in_pixels_or_not_at_all(value: str, pixels: float | None) -> None:
    assert font_size(value, 10, 16) == (None if pixels is None else pytest.approx(pixels))


def test_a_length_without_unit_is_nothing_but_zero() -> None:
    assert length("0", 16, 16) == 0
    assert length("12", 16, 16) is None


@pytest.mark.parametrize(
    ("css", "size"),
    [
        ("p{font-size:10px} #x{font-size:12px}", 12),
        ("#x{font-size:12px} p{font-size:10px}", 12),
        ("p{font-size:10px!important} #x{font-size:12px}", 10),
        ("body{font-size:20px} p{font-size:50%}", 10),
        ("@media print{p{font-size:3px}}", 16),
        ("@media (max-width:600px){p{font-size:3px}}", 16),
        ("@media screen{p{font-size:3px}}", 3),
        ("p{font-size:9px} @layer a{#x{font-size:3px}}", 9),
        (":root{--s:7px} p{font-size:var(--s)}", 7),
        ("p{font-size:var(--t, 8px)}", 8),
        ("p::before{font-size:1px} p:hover{font-size:1px}", 16),
        ("p{font:bold 11px/1.2 Arial}", 11),
        ("p{font-size:nonsense(1)} q{", None),
    ],
)
def test_the_cascade_chooses_the_declaration(css: str, size: float | None, tmp_path: Path) -> None:
    assert style(tmp_path, "<p id=x>a</p>", css).font_size == size


@pytest.mark.parametrize(
    "hiding",
    [
        "display:none", "visibility:hidden", "opacity:0", "position:absolute;left:-9999px", "text-indent:-9999px",
        "position:absolute;clip:rect(0,0,0,0)",
    ],
)  # fmt: skip
def test_what_is_out_of_sight_is_not_shown_nor_what_stands_in_it(hiding: str, tmp_path: Path) -> None:
    assert not style(tmp_path, f"<div style='{hiding}'><p id=x>a</p></div>").shown


def test_a_picture_behind_words_leaves_their_contrast_unknown(tmp_path: Path) -> None:
    assert style(tmp_path, "<p id=x>a", "p{background:linear-gradient(red, blue)}").background is None
    assert (
        style(tmp_path, "<div><p id=x>a", "div{background:#fff url(a.png)} p{background:rgb(0 0 0 / 50%)}").background
        is None
    )
    half = style(tmp_path, "<div><p id=x>a", "div{background:#fff} p{background:rgb(0 0 0 / 50%)}").background
    assert half == (0.5, 0.5, 0.5)


@pytest.mark.parametrize(
    ("text", "idea"),
    [
        ("J’ACCEPTE DE RECEVOIR les offres", "agreeing"),
        ("Vous pouvez à tout moment retirer votre consentement", "withdrawal"),
        ("You may withdraw at any time", "withdrawal"),
        ("de nos sociétés partenaires", "partners"),
        ("la mesure des ouvertures", "opens"),
    ],
)
def test_ideas_are_known_whatever_the_accents_and_case(text: str, idea: str) -> None:
    assert carries(text, idea)
    assert ideas(text.upper()) == ideas(text)


def test_yes_and_no_speak_for_themselves_only_when_alone() -> None:
    assert agrees("Oui")
    assert refuses("No")
    assert refuses("Non merci")
    assert not refuses("Indiquez si vous êtes membre ou non du club des lecteurs")


@pytest.mark.parametrize(
    ("text", "period"),
    [("pendant 12 mois", 12), ("durant un an", 12), ("for two years", 24), ("six mois", 6), ("le 12 mai", None)],
)
def test_periods_are_told_in_months(text: str, period: int | None) -> None:
    assert months(text) == period
