"""The eleven public holidays of Code du travail L.3133-1."""

from datetime import date

import pytest

from licet.terms import holidays_fr
from licet.terms.days import day_of, parse_iso
from licet.terms.errors import UsageError
from licet.terms.holidays_fr import is_public_holiday, public_holidays

EVERY_YEAR = range(holidays_fr.FIRST_YEAR, holidays_fr.LAST_YEAR + 1)


def kinds(year: int, local: holidays_fr.Local | None = None) -> list[str]:
    first, last = day_of(date(year, 1, 1)), day_of(date(year, 12, 31))
    return [name for day, names in public_holidays(local).items() if first <= day <= last for name in names]


def test_every_year_has_exactly_the_eleven_kinds_but_for_whit_monday_from_2005_to_2007() -> None:
    for year in EVERY_YEAR:
        missing = {"Lundi de Pentecôte"} if year in {2005, 2006, 2007} else set()
        assert sorted(kinds(year)) == sorted(set(holidays_fr.LEGAL_HOLIDAYS) - missing), year
    assert len(set(holidays_fr.LEGAL_HOLIDAYS)) == 11


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-01",
        "2026-04-06",
        "2026-05-01",
        "2026-05-08",
        "2026-05-14",
        "2026-05-25",
        "2026-07-14",
        "2026-08-15",
        "2026-11-01",
        "2026-11-11",
        "2026-12-25",
    ],
)
def test_the_eleven_days_of_2026_are_public_holidays(text: str) -> None:
    assert is_public_holiday(parse_iso(text))


def test_2026_has_eleven_public_holidays() -> None:
    days_of_2026 = range(parse_iso("2026-01-01"), parse_iso("2027-01-01"))
    assert sum(map(is_public_holiday, days_of_2026)) == 11


def test_good_friday_and_saint_stephen_are_public_holidays_in_alsace_moselle_only() -> None:
    for text in ("2026-04-03", "2026-12-26"):
        assert not is_public_holiday(parse_iso(text))
        assert is_public_holiday(parse_iso(text), local="alsace-moselle")


def test_alsace_moselle_keeps_the_eleven_and_adds_two() -> None:
    both = {*holidays_fr.LEGAL_HOLIDAYS, *holidays_fr.LOCAL_HOLIDAYS["alsace-moselle"]}
    assert all(set(kinds(year, "alsace-moselle")) == both for year in EVERY_YEAR if year not in {2005, 2006, 2007})


def test_the_first_of_may_2008_bears_two_names() -> None:
    assert set(public_holidays()[parse_iso("2008-05-01")]) == {"Ascension", "Fête du Travail"}


def test_the_abolition_of_slavery_overseas_is_not_in_the_list() -> None:
    assert not is_public_holiday(parse_iso("2026-05-27"))  # Guadeloupe
    assert not is_public_holiday(parse_iso("2026-12-20"))  # La Réunion


@pytest.mark.parametrize("text", ["1989-12-31", "2101-01-01"])
def test_a_year_without_a_known_calendar_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        is_public_holiday(parse_iso(text))


def test_an_unknown_place_has_no_local_holidays() -> None:
    with pytest.raises(UsageError):
        public_holidays("bretagne")
