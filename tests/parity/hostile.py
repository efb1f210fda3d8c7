"""Cells as they come: right, wrong, half right, in every spelling that two engines may read in two ways."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from licet.reading.columns import Column as C  # noqa: N817 - as the product names it

NO_DATES = (
    "30/02/2023", "2023-02-30", "2024-2-3", " 2023-01-01", "2023-01-01 ", "+2023-01-01", "epoch", "infinity", "2023",
    "0000-00-00", "\u00a02023-01-01", "2023-01-01\u2003", "٢٠٢٣-٠١-٠١", "1899-12-31", "oui", "NULL", "-", "2023-01-01T25:00",
)  # fmt: skip
DATES: Mapping[str, tuple[str, ...]] = {
    "iso": (
        "2023-01-01", "2020-02-29", "9999-12-31", "1900-01-01", "2026-08-11", "2026-08-10", "2020-12-07T10:11:12",
        "2020-03-29 02:30:00", "2020-10-25 02:30:00", "2020-10-25 02:30", "2026-08-11T00:00:00+02:00", "2023-01-01T23:59:59-10",
        "2026-08-10T22:00:00Z", "2026-08-10 22:00:00.123456 UTC", "2101-07-01", "1911-03-11 00:05:00", "2023-05-01T10:11:12,5+0530",
    ),
    "dmy": ("31/12/2016", "13.01.2020", "01-02-2026", "29/03/2020 02:15", "25/10/2020 02:59:59", "11/08/2026", "31/12/9999"),
    "mdy": ("12/31/2016", "02/01/2026", "01-13-2020 10:00", "08/11/2026 00:00:00Z"),
    "epoch": ("1607332272", "1785000000", "999999999", "9999999999"),
    "milliseconds": ("1607332272999", "1785000000000", "999999999999"),
    "compact": ("20231231", "20240229", "20260811"),
}  # fmt: skip
WORDS: Mapping[C, tuple[str, ...]] = {
    C.CAPACITY: ("Particulier", "PARTICULIER", "particuliér", "privé", "PRIVE\u0301", "Entreprise", "pro", "B2B", "İndividual", "C"),
    C.CONSENT: ("oui", "NON", "0", "Non", "aucun", "ΝΟΝ", "non\u00a0"),
    C.CONSENT_CHANNELS: (
        "e-mail", "E-MAIL;SMS", "Courriel", "TÉLÉPHONE", "te\u0301le\u0301phone", "hotel", "call", "Tous", "aucun", "push",
        "maİl", "SMS|mail", "ſms", "adresse postale", "Ωmail", "mail\u00a0sms",
    ),
    C.OBJECTION_SCOPE: ("Tous", "E-mail", "APPELS", "prospection", "TÉL.", "İ", "newsletter, sms"),
    C.CONSENT_ACT: ("Case cochée", "CASE COCHÉE", "case_cochee", "Précochée", "PRE-COCHÉE", "double opt-in", "DOUBLE_OPT_İN", "tıck"),
    C.COLLECTION_METHOD: ("Formulaire", "ACHAT", "Téléphone", "événement", "ÉVÉNEMENT", "Location", "?"),
    C.CONSENT_PARTNERS: (
        "SOCIÉTÉ D'ÉTÉ (RÉUNION)", "Acme, société d'été (Réunion); Autre", "Société d'Étés (Réunion)", "Société\u00a0d'Été (Réunion)", "Acme",
    ),
    C.ARCHIVED: ("oui", "Vrai", "X", "x ", "no", "peut-être"),
    C.BLOCTEL_LISTED: ("OUI", "non", "1", "K"),
    C.SOURCE: ("vendeur", "Vendeur", "İstanbul", "ΟΔΟΣ", "vendeur\u00a0", "d'été"),
    C.FORM: ("concours", "ΟΔΟΣ", "Concours", "οδος"),
    C.PROOF: ("preuve-1", "-", "\u00a0"),
    C.WEIGHT: ("1", "3", "0", "-1", "1.5", "1000000000", "٣"),
    C.PHONE: ("0639980001", "06 39 98 00 02", "\u00a0", "+33639980003"),
    C.POSTAL_ADDRESS: ("1 rue de l'Été", "İ", ""),
}  # fmt: skip
EMAILS = (
    "p1@boite.example", "İnfo@boite.example", "CONTACT@boite.example", "contact@mel.test", "ΟΔΟΣ@mel.test", "ınfo@mel.test",
    "Secrétariat@mel.test", "\u00a0p2@mel.test", "pas une adresse", "",
)  # fmt: skip
DATE_ROLES = (
    C.CONSENT_AT, C.WITHDRAWN_AT, C.OBJECTED_AT, C.LAST_CLICK_AT, C.LAST_ORDER_AT, C.LAST_OPEN_AT, C.COLLECTED_AT, C.OBTAINED_AT,
    C.FIRST_MESSAGE_AT, C.LAST_MESSAGE_AT, C.INFORMED_AT, C.PHONE_CONSENT_AT, C.PHONE_CONSENT_UNTIL, C.BLOCTEL_SCREENED_AT,
    C.RELATION_ENDED_AT,
)  # fmt: skip
BLANKS = ("", " ", "\u00a0")


def every_cell() -> dict[str, list[str]]:
    """Return one file in which every cell stands once in its column at least, dates in one format a column."""
    columns: dict[C, tuple[str, ...]] = {C.EMAIL: EMAILS, **WORDS}
    for role, style in zip(DATE_ROLES, list(DATES) * 3, strict=False):
        columns[role] = (*DATES[style], *NO_DATES, *BLANKS)
    height = 2 * max(map(len, columns.values()))
    return {str(role): [cells[row % len(cells)] for row in range(height)] for role, cells in columns.items()}


@st.composite
def files(draw: st.DrawFn) -> dict[str, list[str]]:
    """Draw a file: some columns, each of cells of its kind, right, wrong or blank."""
    height = draw(st.integers(1, 30))
    kinds: dict[C, tuple[str, ...]] = {}
    for role in draw(st.lists(st.sampled_from(DATE_ROLES), unique=True, min_size=1)):
        kinds[role] = (*DATES[draw(st.sampled_from(sorted(DATES)))], *NO_DATES, *BLANKS)
    for role in draw(st.lists(st.sampled_from(sorted(WORDS)), unique=True)):
        kinds[role] = (*WORDS[role], *BLANKS)
    columns = {C.EMAIL: ["p1@boite.example", *draw(_cells(EMAILS, height))]}  # one row at least can be used
    columns |= {role: draw(_cells(cells, height + 1)) for role, cells in kinds.items()}
    return {str(role): cells for role, cells in columns.items()}


def _cells(cells: tuple[str, ...], height: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(cells), min_size=height, max_size=height)
