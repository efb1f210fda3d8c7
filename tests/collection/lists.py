"""A supplier of good standing, and lists as suppliers deliver them; people are made up."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Final

SUPPLIER, CONTROLLER, NAME = "vendeur", "maison", "Maison Exemple"
NOW: Final = 1_796_083_200
"""2026-12-01, at noon in London."""
FORM: Final = b"<!-- the page as it was shown -->"

SHOWN: Final = (
    "set_apart_from_terms", "one_act_per_purpose", "channels_named", "offers_listed", "refusal_offered",
    "refusal_takes_effect", "service_open_to_refusers", "refusal_as_prominent", "refusal_beside_acceptance",
    "labels_say_what_they_do", "refusal_effect_told", "controller_named", "purposes_told", "data_types_told",
    "withdrawal_told", "consent_relied_on",
)  # fmt: skip

FORM_ANSWERS: Final[Mapping[str, Any]] = {
    **dict.fromkeys(SHOWN, True),
    "act_of_agreement": "ticked_box",
    "partners_shown": "names_on_form",
    "steps_to_accept": 1,
    "steps_to_refuse": 1,
    "asks_again_after_refusal": False,
    "agreement_serves": "partners_only",
    "phone_asked": False,
    "call_agreement_asked": False,
    "names": [NAME, "Autre Maison"],
    "people": {"consent.covers_purpose": True},
}
SUPPLIER_ANSWERS: Final[Mapping[str, Any]] = {
    "reuse.rests_on": "agreement",
    "use.expected_from": "no_calls_or_letters",
    "people": {
        "by": "document",
        "consent.processing_changed_since": False,
        "partner.received_from_partner": False,
        "partner.shown_by_category_only": False,
    },
}


def registered(folder: Path, *, checked: bool = True, bound: float = 0.05, slug: str = SUPPLIER) -> None:
    """Register the controller, and a supplier whose form was kept and examined."""
    from licet.collection.suppliers import add_supplier, check, keep_paper
    from licet.subjects import add_controller

    add_controller(CONTROLLER, NAME)
    add_supplier(slug, "Vendeur de fichiers", answers=SUPPLIER_ANSWERS, bound=bound)
    page = folder / "jeu.txt"
    page.write_bytes(FORM)
    keep_paper(slug, "form", "jeu-v1", page, FORM_ANSWERS)
    if checked:
        check(slug, subject="form", outcome="sound")


def good(number: int = 0) -> dict[str, str]:
    """Return a row that shows all that is demanded."""
    return {
        "email": f"p{number}@boite.example",
        "date_consentement": f"2026-10-01 10:{number // 60 % 60:02d}:{number % 60:02d}",
        "canaux": "email",
        "partenaires": f"Autre Maison, {NAME}",
        "acte": "case cochée",
        "formulaire": "jeu-v1",
        "preuve": f"journal-{number}",
        "ip": "192.0.2.7",
    }


MAP: Final = {
    "date_consentement": "consent_at",
    "canaux": "consent_channels",
    "partenaires": "consent_partners",
    "acte": "consent_act",
    "formulaire": "form",
    "preuve": "proof",
    "ip": "ip",
}


def written(path: Path, rows: Sequence[Mapping[str, str]], *, encoding: str = "utf-8", separator: str = ";") -> Path:
    """Write rows as a supplier would."""
    headers = list(dict.fromkeys(header for row in rows for header in row))
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow(headers)
        writer.writerows([row.get(header, "") for header in headers] for row in rows)
    return path


def silent(_stage: str, _done: int, _total: int) -> None:
    """Tell nobody."""


def asked(**more: Any) -> Any:  # noqa: ANN401  # an `Asked`, which needs Django
    from licet.collection.imports import asked_of

    how = {"mapping": MAP, "sector": "other", **more}
    supplier = how.pop("supplier", SUPPLIER)
    return asked_of(supplier, how.pop("controller", CONTROLLER), "commercial", how.pop("channel", "email"), **how)


def previewed(path: Path, **more: Any) -> Any:  # noqa: ANN401  # a `Preview`
    from licet.collection.imports import opened_file, preview

    with opened_file(path, asked(**more)) as ready:
        return preview(ready, silent)


def brought_in(path: Path, **more: Any) -> Any:  # noqa: ANN401  # an `Import`
    from licet.collection.imports import bring_in, opened_file

    with opened_file(path, asked(**more)) as ready:
        return bring_in(ready, silent)


def house_rows(path: Path) -> int:
    """Return how many events a SQLite house holds, from outside."""
    import sqlite3

    with closing(sqlite3.connect(path / "ledger.db")) as base:
        return int(base.execute("SELECT COUNT(*) FROM ledger_event").fetchone()[0])
