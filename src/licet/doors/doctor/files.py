"""Configuration, folder, keys, disk and backups: what can be looked at without opening the record."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from licet.doors.config import Config
from licet.doors.doctor.finding import Finding, fault, good, warning
from licet.ledger import clock
from licet.ledger.folder import KEY, Home, key_path
from licet.ledger.key_store import Keys
from licet.terms.errors import LedgerError

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_SCARCE: Final = 1 << 30
_DIRE: Final = 100 << 20
_NEAR: Final = ("localhost", "127.0.0.1", "::1")
_DAY: Final = 24 * 3600
_BACKED_UP_WITHIN: Final = 2 * _DAY
_PRIVATE: Final = ("keys.db", "refusals.log", "licet.toml")


def configuration(config: Config) -> Iterator[Finding]:
    """Look at the settings."""
    found = list(_settings(config))
    yield from found or [good("configuration")]


def _settings(config: Config) -> Iterator[Finding]:
    if not config.is_secure and config.host not in _NEAR:
        yield fault("configuration", "in_clear", url=config.base_url)
    if config.is_secure and not config.trusted_proxies:  # what speaks https before us is not believed
        yield fault("configuration", "no_proxy")
    if not config.tsa_url:
        yield warning("configuration", "no_authority")
    elif config.tsa_roots is None or not _readable(config.tsa_roots):
        yield fault("configuration", "no_roots")
    if not config.smtp_url:
        yield warning("configuration", "no_mail")
    else:
        if not config.sender:
            yield fault("configuration", "no_sender")
        parts = urlsplit(config.smtp_url)
        if parts.scheme == "smtp" and parts.password and parts.hostname not in _NEAR and parts.port == 25:  # noqa: PLR2004
            yield warning("configuration", "mail_in_clear")


def _readable(path: Path) -> bool:
    return path.is_file() and os.access(path, os.R_OK)


def folder(config: Config) -> Iterator[Finding]:
    """Look at the folder and at who may read what lies in it."""
    data = config.data
    if not (data / "origin").exists():
        yield fault("folder", "missing", path=str(data))
        return
    found = list(_permissions(data))
    yield from found or [good("folder", path=str(data))]
    if (data / "closed").exists():
        yield fault("folder", "closed")


def _permissions(data: Path) -> Iterator[Finding]:
    if data.stat().st_mode & _OTHERS:
        yield fault("folder", "open_to_others", path=str(data))
    for name in _PRIVATE:
        path = data / name
        if path.exists() and path.stat().st_mode & _OTHERS:
            yield fault("folder", "file_open_to_others", path=str(path))
    for path in (data, *data.iterdir()):
        if not os.access(path, os.W_OK):
            yield fault("folder", "not_writable", path=str(path))


def space(config: Config) -> Iterator[Finding]:
    """Look at how much room the disk has."""
    free = shutil.disk_usage(config.data).free
    said = {"free": free >> 20}
    if free < _DIRE:
        yield fault("space", "dire", **said)
    elif free < _SCARCE:
        yield warning("space", "scarce", **said)
    else:
        yield good("space", **said)


def backups(config: Config) -> Iterator[Finding]:
    """Look at how old the newest backup is, and whether a copy of the keys has outlived its term."""
    try:
        told = json.loads((config.data / "backed-up").read_text("utf-8"))
        at, size, until = int(told["at"]), int(told["size"]), int(told["keys_until"])
    except FileNotFoundError:
        yield warning("backups", "none")
        return
    except (OSError, ValueError, KeyError, TypeError):
        yield fault("backups", "unreadable", path=str(config.data / "backed-up"))
        return
    now = clock.now()
    if at < now - _BACKED_UP_WITHIN:
        yield fault("backups", "late", days=(now - at) // _DAY)
    if until < now:
        yield warning("backups", "keys_outlived", days=(now - until) // _DAY)
    elif at >= now - _BACKED_UP_WITHIN:
        yield good("backups", size=size, days=(until - now) // _DAY)


def keys(config: Config) -> Iterator[Finding]:
    """Look at the master key: where it lies, who may read it, and whether it opens the keys of persons."""
    place = (config.master_key_file or key_path(config.data.absolute())).absolute()
    if place.is_relative_to(config.data.absolute()):
        yield fault("keys", "inside", path=str(place))
        return
    try:
        master = bytes.fromhex(place.read_text("ascii").strip())
    except OSError:
        yield fault("keys", "missing", path=str(place))
        return
    except ValueError:
        master = b""
    if len(master) != KEY:
        yield fault("keys", "malformed", path=str(place))
        return
    found = list(_of_key(config.data, place, master))
    yield from found or [good("keys", path=str(place))]


def _of_key(data: Path, place: Path, master: bytes) -> Iterator[Finding]:
    if place.stat().st_mode & _OTHERS:
        yield fault("keys", "open_to_others", path=str(place))
    if not (data / "keys.db").exists():
        yield fault("keys", "no_store", path=str(data / "keys.db"))
        return
    try:
        held = Keys(data / "keys.db", Home(data, "", master).derived("keys"))
    except sqlite3.Error:
        yield fault("keys", "store_unreadable", path=str(data / "keys.db"))
        return
    try:
        for subject in held.newest(1):
            held.of(subject)
    except (LedgerError, sqlite3.Error):
        yield fault("keys", "of_another_house", path=str(place))
    finally:
        held.close()
