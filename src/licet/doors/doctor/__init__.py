"""``licet doctor``: look at everything a house stands on, change nothing, and say of each thing what to do.

- ``finding``   what a check found
- ``files``     configuration, folder, keys, disk, backups
- ``database``  whole, durable, forgetful, up to date
- ``refusals``  the log beside the log, whole
- ``log``       continued, in order of time, stamped; the worker's jobs
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from licet.doors import config as settings
from licet.doors.config import Config
from licet.doors.doctor import files
from licet.doors.doctor.finding import Finding, State, fault, unknown
from licet.doors.running import is_open, set_up
from licet.terms.errors import InputError

__all__ = ["Finding", "State", "alarms", "examine"]


def examine(data: Path | None = None) -> list[Finding]:
    """Look at everything; what cannot be looked at without something that is missing is ``unknown``."""
    try:
        config = settings.load(data)
    except InputError as error:
        return [fault("configuration", "unreadable", reason=str(error))]
    return list(_all(config))


def _all(config: Config) -> Iterator[Finding]:
    yield from files.configuration(config)
    at_home = list(files.folder(config))
    yield from at_home
    if any(each.code == "missing" for each in at_home):
        for check in ("keys", "database", "migrations", "refusals", "log"):
            yield unknown(check)
        return
    yield from files.space(config)
    yield from files.keys(config)
    yield from files.backups(config)
    if not is_open():
        set_up(config.data, config.database_url or None)
        if not config.database_url and not (config.data / "ledger.db").exists():
            yield fault("database", "gone", path=str(config.data / "ledger.db"))
            return
    from licet.doors.doctor import database, refusals

    yield from database.database()
    yield from database.migrations()
    yield from refusals.refusals(config)
    yield from _of_the_log(config)


def _of_the_log(config: Config) -> Iterator[Finding]:
    from licet.doors.doctor import log

    yield from log.log(config)
    yield from log.time()
    yield from log.stamps(config)
    yield from log.worker()


def alarms(config: Config) -> list[Finding]:
    """Return what is quickly seen of an open house and needs somebody."""
    found = [
        *files.configuration(config),
        *files.folder(config),
        *files.space(config),
        *files.backups(config),
        *_of_the_log(config),
    ]
    return [each for each in found if each.state is not State.GOOD]
