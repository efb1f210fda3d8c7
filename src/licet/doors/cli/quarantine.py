"""``licet quarantine``: what was not let in, and why; reading it leaves a trace."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from licet.doors.cli.asked import Answer, Data, Json, Lang, language
from licet.doors.exits import Exit

WORDS: Final[dict[str, dict[str, str]]] = {
    "fr": {
        "held": "import {number} ({supplier}) : {quarantined} en quarantaine, {withheld} retirées, effacées après le {erase_on}",
        "none": "la quarantaine est vide",
        "purged": "{count} lignes effacées",
    },
    "en": {
        "held": "import {number} ({supplier}): {quarantined} quarantined, {withheld} withheld, erased after {erase_on}",
        "none": "nothing is in quarantine",
        "purged": "{count} rows erased",
    },
}


def list_(
    number: int | None = None,
    /,
    *,
    data: Data = Path("licet-data"),
    lang: Lang | None = None,
    json: Json = False,
) -> Exit:
    """List what each import, or one, has in quarantine: rows by rule and by what they lack; nobody's data are shown.

    Parameters
    ----------
    number
        The number of an import.
    lang
        The language of the list, `fr` or `en`.
    """
    from licet.doors.cli.printing import put, put_json
    from licet.doors.running import opened
    from licet.terms.days import iso_of

    with opened(data):
        from licet.collection.quarantine import held

        found = [
            {
                "number": each.batch.pk,
                "supplier": each.batch.supplier,
                "quarantined": each.quarantined,
                "withheld": each.withheld,
                "withheld_for": each.batch.withheld_for,
                "erase_on": iso_of(each.batch.erase_on),
                "rules": dict(each.rules),
                "missing": dict(each.missing),
            }
            for each in held(number)
        ]
    if json:
        put_json(found)
        return Exit.CLEAN
    words = WORDS[language(lang)]
    for each in found:
        put(words["held"].format(**each))
        counts = {**dict(each["rules"]), **dict(each["missing"])}  # type: ignore[call-overload]  # two mappings
        for name, count in sorted(counts.items(), key=lambda pair: -pair[1]):
            put(f"{count:>10,}  {name}")
    if not found:
        put(words["none"])
    return Exit.CLEAN


def show(number: int, /, *, most: int = 100, data: Data = Path("licet-data"), json: Json = False) -> Exit:
    """Show quarantined rows of an import in clear. That they were read is recorded before anything is shown.

    Parameters
    ----------
    number
        The number of the import.
    most
        How many rows at most.
    """
    from licet.doors.cli.printing import put, put_json
    from licet.doors.running import opened

    with opened(data):
        from licet.collection.quarantine import show as read

        found = read(number, reader="cli", most=most)
    if json:
        put_json(
            [
                {
                    "row": each.row,
                    "rules": list(each.rules),
                    "missing": list(each.missing),
                    "cells": dict(each.cells),
                }
                for each in found
            ]
        )
    else:
        for each in found:
            cells = "; ".join(f"{name}={value}" for name, value in each.cells.items())
            put(f"{each.row:>8}  {' '.join((*each.rules, *each.missing))}  {cells}")
    return Exit.CLEAN


def purge(*, data: Data = Path("licet-data"), lang: Answer = None, json: Json = False) -> Exit:
    """Erase the quarantined rows whose time is over; whoever is known by them alone is forgotten. The worker does it too."""
    from licet.doors.cli.printing import put, put_json
    from licet.doors.running import opened

    with opened(data):
        from licet.collection.quarantine import purge as erase

        count = erase()
    if json:
        put_json({"erased": count})
    else:
        put(WORDS[language(lang)]["purged"].format(count=count))
    return Exit.CLEAN
