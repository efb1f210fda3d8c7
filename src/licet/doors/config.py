"""The settings of a house: ``DIR/licet.toml``, over which the environment goes, over which the command line goes.

A setting is written in lower case in the file and as ``LICET_…`` in the environment (``DATABASE_URL`` keeps the name that
every host gives it). A secret may also lie in a file of its own, named by ``…_FILE``. An unknown name is an error: a
setting mistyped is a setting ignored.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from licet.terms.errors import InputError

FILE: Final = "licet.toml"
SETTINGS: Final[Mapping[str, str]] = {
    "database_url": "DATABASE_URL",
    "master_key_file": "LICET_MASTER_KEY_FILE",
    "base_url": "LICET_BASE_URL",
    "trusted_proxies": "LICET_TRUSTED_PROXIES",
    "tsa_url": "LICET_TSA_URL",
    "tsa_roots": "LICET_TSA_ROOTS",
    "smtp_url": "LICET_SMTP_URL",
    "sender": "LICET_SENDER",
}
"""Each setting as the file and as the environment write it."""
SECRETS: Final = ("database_url", "smtp_url")
"""Those that may lie in a file of their own."""
WITHOUT_WORKER: Final = "LICET_WITHOUT_WORKER"
"""Set by `licet serve --no-worker` for the process that answers."""
_OTHERS: Final = frozenset({"LICET_DATA", "LICET_DEBUG", "LICET_TEST_DATABASE_URL", WITHOUT_WORKER})
_OF_A_CLUSTER: Final = re.compile(r"LICET(_\w+)?_(SERVICE|PORT)(_\w+)?|LICET_(SERVICE|PORT)")
"""What Kubernetes puts into the environment of every pod beside a service called `licet`."""


@dataclass(frozen=True, slots=True)
class Config:
    """Where a house lies, and how it speaks to the world. What may hold a password is not printed by ``repr``."""

    data: Path
    database_url: str = field(default="", repr=False)
    master_key_file: Path | None = None
    base_url: str = "http://127.0.0.1:8000"
    trusted_proxies: tuple[str, ...] = ()
    """Addresses or networks of reverse proxies whose `X-Forwarded-For` is believed."""
    tsa_url: str = ""
    tsa_roots: Path | None = None
    """The certificates (PEM) under which stamps of the authority are good."""
    smtp_url: str = field(default="", repr=False)
    """`smtp://user:password@host:587`, or `smtps://` for TLS from the first byte."""
    sender: str = ""
    """The address that mails of the house come from."""

    @property
    def is_secure(self) -> bool:
        """Tell whether browsers reach the house by https."""
        return self.base_url.startswith("https://")

    @property
    def host(self) -> str:
        """The name by which browsers reach the house."""
        return urlsplit(self.base_url).hostname or ""


def load(data: Path | None = None, environment: Mapping[str, str] | None = None, **said: str | None) -> Config:
    """Return the settings of a folder (default: that of ``LICET_DATA``, else ``licet-data``).

    ``said`` is what the command line said. Raise ``InputError`` that tells what to do when a setting is unknown or bad.
    """
    env = os.environ if environment is None else environment
    folder = data or Path(env.get("LICET_DATA") or "licet-data")
    told: dict[str, Any] = {**_of_file(folder / FILE), **_of_environment(env)}
    told |= {name: value for name, value in said.items() if value is not None}
    read: dict[str, Any] = {name: _read(name, value) for name, value in told.items() if value != ""}
    return Config(folder, **read)


def _of_file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise InputError(f"`{path}` cannot be read: give it to the user that runs Licet") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"`{path}` is no TOML: {error}") from None
    known = [*SETTINGS, *(f"{name}_file" for name in SECRETS)]
    for name in told:
        if name not in known:
            raise InputError(f"`{path}` sets `{name}`, which is no setting: {_instead(name, known)}")
    return _with_files(told, "{}_file")


def _of_environment(env: Mapping[str, str]) -> dict[str, Any]:
    known = {*SETTINGS.values(), *(f"{SETTINGS[name]}_FILE" for name in SECRETS), *_OTHERS}
    for name in env:
        if name.startswith("LICET_") and name not in known and not _OF_A_CLUSTER.fullmatch(name):
            raise InputError(f"the environment sets `{name}`, which is no setting: {_instead(name, sorted(known))}")
    told = {name: env[variable] for name, variable in SETTINGS.items() if env.get(variable)}
    told |= {f"{name}_file": env[f"{SETTINGS[name]}_FILE"] for name in SECRETS if env.get(f"{SETTINGS[name]}_FILE")}
    return _with_files(told, "{}_file")


def _with_files(told: dict[str, Any], pattern: str) -> dict[str, Any]:
    """Replace the name of a file that holds a secret by what it holds."""
    for name in SECRETS:
        place = told.pop(pattern.format(name), None)
        if place is None:
            continue
        try:
            told[name] = Path(place).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise InputError(f"`{place}`, which should hold `{name}`, cannot be read") from None
    return told


def _instead(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, 1)
    return f"did you mean `{near[0]}`? else remove it" if near else f"remove it, or write one of {', '.join(known)}"


def _read(name: str, value: object) -> object:
    if name == "trusted_proxies":
        every = value.split(",") if isinstance(value, str) else value
        if not isinstance(every, list) or not all(isinstance(each, str) for each in every):
            raise InputError("`trusted_proxies` is a list of addresses or networks")
        return tuple(each.strip() for each in every if each.strip())
    if not isinstance(value, str):
        raise InputError(f"`{name}` is a text: put it in quotes")
    if name in {"master_key_file", "tsa_roots"}:
        return Path(value).expanduser()
    if name == "base_url":
        return _base_url(value)
    if name == "database_url" and urlsplit(value).scheme not in {"postgresql", "postgres", "sqlite"}:
        raise InputError(
            "`database_url` names PostgreSQL, as `postgresql://licet@host/licet`; without it the house has its own"
        )
    if name == "tsa_url" and urlsplit(value).scheme not in {"http", "https"}:
        raise InputError("`tsa_url` is an address in http or https")
    if name == "smtp_url" and urlsplit(value).scheme not in {"smtp", "smtps"}:
        raise InputError("`smtp_url` is written as `smtp://user:password@host:587`, or `smtps://…` for TLS throughout")
    return value


def _base_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/") or parts.query:
        raise InputError("`base_url` is how browsers reach the house, without a path: `https://prefs.example.org`")
    return f"{parts.scheme}://{parts.netloc}"
