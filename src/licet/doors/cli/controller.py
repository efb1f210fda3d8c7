"""``licet controller``: register on whose behalf people are prospected, and list them."""

from __future__ import annotations

from pathlib import Path

from licet.doors.cli.asked import Data, Json
from licet.doors.exits import Exit


def add(
    slug: str,
    /,
    *,
    name: str,
    email: str = "",
    address: str = "",
    country: str = "FR",
    data: Data = Path("licet-data"),
    json: Json = False,
) -> Exit:
    """Register a controller, a partner or an advertiser; said again, its coordinates change, its slug never.

    Parameters
    ----------
    slug
        What consents, refusals and links call it: lower-case letters, digits, hyphens.
    name
        Its name, as people are told.
    email
        Where it is reached.
    address
        Its postal address.
    country
        Its country (ISO 3166).
    """
    from licet.doors.cli.printing import put, put_json
    from licet.doors.running import opened

    with opened(data):
        from licet.subjects import add_controller

        made = add_controller(slug, name, email=email, address=address, country=country)
    if json:
        put_json({"controller": made.slug, "name": made.name})
    else:
        put(f"{made.slug}  {made.name}")
    return Exit.CLEAN


def list_controllers(*, data: Data = Path("licet-data"), json: Json = False) -> Exit:
    """List the controllers, partners and advertisers of the house."""
    from licet.doors.cli.printing import console, put_json
    from licet.doors.running import opened

    with opened(data):
        from licet.subjects import controllers

        found = [{"controller": each.slug, "name": each.name, "country": each.country} for each in controllers()]
    if json:
        put_json(found)
    else:
        from rich.table import Table

        table = Table("controller", "name", "country")
        for each in found:
            table.add_row(*each.values())
        console().print(table)
    return Exit.CLEAN
