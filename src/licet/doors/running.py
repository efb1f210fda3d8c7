"""Open a house: its folder, its database brought up to date, its record. Every door that needs one comes through here."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from licet.doors.config import Config, load
from licet.doors.copies import SQLITE_FILE
from licet.ledger.folder import Home, open_home
from licet.terms.errors import ClosedError, InputError


def set_up(data: Path, database_url: str | None = None) -> None:
    """Tell Django where the house lies; a process may move to another one when none is open."""
    import django
    from django.conf import settings

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "licet.doors.web.settings")
    if not settings.configured:
        django.setup()
    from django.apps import apps

    if not apps.ready:
        django.setup()
    _point_at(data, database_url)


def _point_at(data: Path, database_url: str | None) -> None:
    from django.db import connections

    from licet.doors.web.settings import database

    connections.close_all()
    described = connections.databases["default"]
    described.clear()
    described.update(database(data, database_url))
    connections.configure_settings({"default": described})
    with suppress(AttributeError):  # this thread had no connection yet
        del connections["default"]


def _dress(home: Home, config: Config) -> None:
    """Tell Django what it knows only of an open house: its secret, its name, whether it is reached by https."""
    from django.conf import settings

    from licet.doors.web.settings import for_house

    for name, value in for_house(home, config).items():
        setattr(settings, name, value)


def migrate() -> None:
    """Bring the tables up to date."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def open_house(
    data: Path,
    *,
    database_url: str | None = None,
    key_file: Path | None = None,
    origin: str | None = None,
    migrated: bool = False,
    restoring: bool = False,
) -> Home:
    """Open a house, made where there is none: folder, key, tables, log. ``migrated`` leaves tables as they are.

    Raise ``ClosedError`` while a restore is unfinished, but for the one who is ``restoring``.
    """
    home = open_home(data, key_file, origin)
    if home.closed.exists() and not restoring:
        raise ClosedError
    base = home.data / SQLITE_FILE
    if not database_url and not base.exists():  # the folder may have been there before, open to others
        base.touch(0o600)  # its WAL takes after it
    set_up(home.data, database_url)
    _dress(home, load(home.data))
    from licet.ledger import open_record

    if not migrated:
        migrate()
    open_record(home, restoring=restoring)
    return home


def close_house() -> None:
    """Finish what was asked of the house, and close it; one that could not even be looked at has nothing to close."""
    from django.conf import settings

    if not settings.configured:  # what follows would hide why
        return
    from licet.ledger import close_record

    close_record()


@contextmanager
def opened(data: Path, *, database_url: str | None = None, key_file: Path | None = None) -> Iterator[Home]:
    """Open the house for a command and close it after. One that is open already (a test, a server) is used as it is.

    None is made: an objection recorded in an empty house, for a folder mistyped, would be in force nowhere.
    """
    if is_open():
        from licet.ledger import home

        if home().closed.exists():
            raise ClosedError
        yield home()
        return
    config = load(data)
    url = database_url if database_url is not None else config.database_url
    if not any((data / name).exists() for name in ("origin", "keys.db")):
        raise InputError(
            f"there is no house in `{data}`: `--data` or LICET_DATA says where it lies, `licet serve` makes one"
        )
    try:
        yield open_house(data, database_url=url or None, key_file=key_file or config.master_key_file)
    finally:
        close_house()


def is_open() -> bool:
    """Tell whether a house is open, without loading what would need Django."""
    record = sys.modules.get("licet.ledger.record")
    return record is not None and bool(record.is_open())
