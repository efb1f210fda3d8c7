"""The zone of a person, from what a file says."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licet.terms.zones import COUNTRY_ZONES, PHONE_ZONES, POSTCODE_ZONES, zone_of

POSTCODES = [
    ("75001", "Europe/Paris"),
    ("01000", "Europe/Paris"),
    ("95880", "Europe/Paris"),
    ("20000", "Europe/Paris"),
    ("75 001", "Europe/Paris"),
    ("97110", "America/Guadeloupe"),
    ("97200", "America/Martinique"),
    ("97300", "America/Cayenne"),
    ("97400", "Indian/Reunion"),
    ("97500", "America/Miquelon"),
    ("97600", "Indian/Mayotte"),
    ("97700", "America/Guadeloupe"),
    ("97800", "America/Guadeloupe"),
    ("98410", None),
    ("98600", "Pacific/Wallis"),
    ("98714", "Pacific/Tahiti"),
    ("98742", "Pacific/Marquesas"),
    ("98754", "Pacific/Tahiti"),
    ("98755", "Pacific/Gambier"),
    ("98759", None),
    ("98790", None),
    ("98800", "Pacific/Noumea"),
    ("98000", None),  # Monaco
    ("00100", None),
    ("99100", None),
]
NUMBERS = [
    ("FR", "01 99 00 12 34", "Europe/Paris"),
    ("FR", "+33 (0)1 99 00 12 34", "Europe/Paris"),
    ("FR", "0033199001234", "Europe/Paris"),
    ("FR", "06.39.98.12.34", "Europe/Paris"),
    ("FR", "0639 01 23 45", "Indian/Mayotte"),
    ("FR", "+262 639 01 23 45", "Indian/Mayotte"),
    ("FR", "+262 269 01 23 45", "Indian/Mayotte"),
    ("FR", "+262 692 01 23 45", "Indian/Reunion"),
    ("FR", "+33 692 01 23 45", "Indian/Reunion"),
    ("FR", "+262 976 01 23 45", None),
    ("FR", "0590 01 23 45", "America/Guadeloupe"),
    ("FR", "0690 01 23 45", "America/Guadeloupe"),
    ("GP", "0691 01 23 45", "America/Guadeloupe"),
    ("FR", "+596 696 01 23 45", "America/Martinique"),
    ("FR", "+594 594 01 23 45", "America/Cayenne"),
    ("FR", "+508 41 23 45", "America/Miquelon"),
    ("PM", "41 23 45", "America/Miquelon"),
    ("NC", "25 23 45", "Pacific/Noumea"),
    ("PF", "87 01 23 45", None),
    ("FR", "09 01 23 45 67", None),
    ("FR", "0800 123 456", None),
    ("FR", "0709 01 23 45", None),
    ("FR", "0708 01 23 45", "America/Miquelon"),
    ("FR", "+32 2 123 45 67", None),
    ("FR", "n/a", None),
]


@pytest.mark.parametrize(("postcode", "zone"), POSTCODES)
def test_a_french_postcode_tells_the_zone(postcode: str, zone: str | None) -> None:
    assert zone_of("FR", postcode, None) == zone


@pytest.mark.parametrize(("country", "phone", "zone"), NUMBERS)
def test_a_french_number_tells_the_zone(country: str, phone: str, zone: str | None) -> None:
    assert zone_of(country, None, phone) == zone


def test_a_postcode_and_a_number_that_agree_tell_the_zone() -> None:
    assert zone_of("FR", "97400", "0692 01 23 45") == "Indian/Reunion"


def test_a_postcode_and_a_number_that_disagree_tell_no_zone() -> None:
    assert zone_of("FR", "75001", "0692 01 23 45") is None
    assert zone_of("FR", "97400", "+33199001234") is None
    assert zone_of("FR", "75001", "+3221234567") is None


def test_a_number_of_two_islands_is_settled_by_the_postcode() -> None:
    assert zone_of("FR", None, "+262 976 01 23 45") is None
    assert zone_of("FR", "97600", "+262 976 01 23 45") == "Indian/Mayotte"
    assert zone_of("PF", "98742", "87 01 23 45") == "Pacific/Marquesas"


def test_a_number_without_a_place_leaves_the_word_to_the_postcode() -> None:
    assert zone_of("FR", "97300", "09 01 23 45 67") == "America/Cayenne"


def test_saint_martin_with_a_number_of_guadeloupe_is_no_conflict() -> None:
    assert zone_of("MF", "97800", "0590 01 23 45") == "America/Guadeloupe"


def test_france_alone_tells_no_zone_but_a_territory_alone_does() -> None:
    assert zone_of("FR", None, None) is None
    assert zone_of("re", None, None) == "Indian/Reunion"


def test_a_territory_and_a_postcode_elsewhere_tell_no_zone() -> None:
    assert zone_of("RE", "75001", None) is None


@pytest.mark.parametrize("country", ["DE", "BE", "MC", "France", "XX"])
def test_another_country_tells_no_zone(country: str) -> None:
    assert zone_of(country, "75001", "+33199001234") is None


def test_a_postcode_without_a_country_needs_a_french_number_beside_it() -> None:
    assert zone_of(None, "75001", None) is None
    assert zone_of(None, "75001", "01 99 00 12 34") is None
    assert zone_of("", "75001", "+33 1 99 00 12 34") == "Europe/Paris"
    assert zone_of(None, None, "+33 1 99 00 12 34") == "Europe/Paris"


def test_every_zone_of_the_tables_has_clocks() -> None:
    for table in (COUNTRY_ZONES, POSTCODE_ZONES, PHONE_ZONES):
        for zones in table.values():
            assert all(ZoneInfo(zone) for zone in zones)
            assert set(zones) <= set(COUNTRY_ZONES["FR"])


@given(st.none() | st.text(max_size=4), st.none() | st.text(max_size=8), st.none() | st.text(max_size=20))
def test_whatever_is_written_the_answer_is_a_zone_of_france_or_none(
    country: str | None, postcode: str | None, phone: str | None
) -> None:
    assert zone_of(country, postcode, phone) in {None, *COUNTRY_ZONES["FR"]}
