"""Headers are recognised in French and in English, whatever their dress."""

import pytest

from licet.reading import COMPLAINTS, PEOPLE, SENDS, Column, Roles, recognise
from licet.reading.columns import _words, distinct, role_of
from licet.terms.errors import TableError, UsageError


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Adresse e-mail", "email"),
        ("courriel", "email"),
        ("mail", "email"),
        ("E_MAIL", "email"),
        ("N° de téléphone", "phone"),
        ("tel_mobile", "phone"),
        ("date_dernier_clic", "last_click_at"),
        ("Dernière ouverture", "last_open_at"),
        ("DateDernièreOuverture", "last_open_at"),
        ("lastClickAt", "last_click_at"),
        ("optin_date", "consent_at"),
        ("Opt-In", "consent"),
        ("date d'inscription", "collected_at"),
        ("date d’inscription", "collected_at"),
        ("unsubscribed_at", "objected_at"),
        ("désinscrit le", "objected_at"),
        ("Prénom", "first_name"),
        ("PRE\u0301NOM", "first_name"),
        ("NOM", "last_name"),
        ("code postal", "postcode"),
        ("Source", "source"),
        ("fournisseur", "source"),
        ("lot", "batch"),
        ("İD", "person"),
        ("\u00a0email ", "email"),
    ],
)
def test_a_real_header_is_recognised_without_accent_case_or_punctuation(header: str, role: str) -> None:
    assert role_of(header) == role


@pytest.mark.parametrize(
    "header", ["désinscrit", "dernier contact", "last activity", "date d'achat", "Couleur", "", "дата"]
)
def test_a_word_that_could_mean_two_things_is_left_to_the_person(header: str) -> None:
    assert role_of(header) is None


@pytest.mark.parametrize("roles", [PEOPLE, SENDS, COMPLAINTS], ids=lambda roles: roles.name)
def test_no_word_stands_for_two_roles_of_one_kind_of_table(roles: Roles) -> None:
    assert not [w for w, known in _words().items() if len([r for r in known if r in roles.allowed]) > 1]
    assert "" not in _words()


def test_a_date_alone_is_the_day_of_the_act_in_a_table_of_acts() -> None:
    assert (role_of("Date", SENDS), role_of("Date", COMPLAINTS), role_of("Date", PEOPLE)) == (
        "sent_at",
        "complained_at",
        None,
    )


def test_unknown_headers_are_listed() -> None:
    found = recognise(["mail", "Couleur", "Prénom"], {})
    assert found.columns == {Column.EMAIL: "mail", Column.FIRST_NAME: "Prénom"}
    assert found.unknown == ("Couleur",)


def test_two_telephones_are_the_first_and_the_second() -> None:
    found = recognise(["Tel fixe", "mobile"], {})
    assert found.columns == {Column.PHONE: "Tel fixe", Column.PHONE_2: "mobile"}
    found = recognise(["mobile", "phone"], {})
    assert found.columns == {Column.PHONE_2: "mobile", Column.PHONE: "phone"}


def test_two_headers_for_one_role_ask_for_a_mapping() -> None:
    with pytest.raises(TableError, match=r"`mail`, `courriel` may each be the `email`.*--map 'mail=email'"):
        recognise(["mail", "courriel"], {})
    with pytest.raises(TableError, match="--map"):
        recognise(["tel fixe", "tel mobile", "numéro de téléphone"], {})


def test_the_role_s_own_name_wins_over_a_synonym() -> None:
    found = recognise(["courriel", "Email"], {})
    assert found.columns == {Column.EMAIL: "Email"}
    assert found.unknown == ("courriel",)


def test_a_mapping_wins_over_what_is_recognised() -> None:
    found = recognise(["mail", "courriel", "Tel"], {"courriel": "email", "tel": "ignore"})
    assert found.columns == {Column.EMAIL: "courriel"}
    assert found.unknown == ("mail", "Tel")


def test_a_mapping_to_nothing_lists_the_choices() -> None:
    with pytest.raises(UsageError, match="no column `courier`; the columns are `mail`"):
        recognise(["mail"], {"courier": "email"})
    with pytest.raises(UsageError, match=r"no role `e-mail`; choose among .*`email`.* or `ignore`"):
        recognise(["mail"], {"mail": "e-mail"})
    with pytest.raises(UsageError, match="no role `sent_at`"):
        recognise(["mail"], {"mail": "sent_at"})
    with pytest.raises(UsageError, match="two columns are mapped to `email`"):
        recognise(["a", "b"], {"a": "email", "b": "email"})


def test_columns_without_a_name_of_their_own_get_their_place() -> None:
    assert distinct(["\ufeffmail", "", "mail", " "]) == (
        "mail",
        "unnamed (column 2)",
        "mail (column 3)",
        "unnamed (column 4)",
    )
    with pytest.raises(TableError, match=r"`mail`, `mail \(column 3\)`"):
        recognise(distinct(["mail", "", "mail"]), {})


def test_every_role_that_tells_a_time_is_a_date() -> None:
    assert {c for c in Column if c.is_date} >= {
        Column.SENT_AT,
        Column.BIRTH_ON,
        Column.CONTRACT_UNTIL,
        Column.CONSENT_AT,
    }
    assert not any(
        c.is_date for c in (Column.PERSON, Column.CITY, Column.COUNT, Column.BLOCTEL_LISTED, Column.POSTAL_ADDRESS)
    )
