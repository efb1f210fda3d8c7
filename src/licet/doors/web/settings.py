"""What Django is told. Where a house lies comes from its configuration; nothing here depends on a person."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import dj_database_url

ROOMS: Final = (
    "ledger",
    "subjects",
    "notices",
    "consent",
    "objections",
    "collection",
    "retention",
    "rights",
    "accountability",
)
"""The rooms that own tables, from the ground up."""

SQLITE: Final[dict[str, Any]] = {
    "timeout": 30,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
    " PRAGMA foreign_keys = ON; PRAGMA cache_size = -65536;",
}


def database(data: Path, url: str | None) -> dict[str, Any]:
    """Return Django's description of a house's database: the one that a URL names, else the file in its folder."""
    if url:
        return {**dj_database_url.parse(url, conn_max_age=600), "ATOMIC_REQUESTS": False}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(data.absolute() / "ledger.db"),
        "OPTIONS": dict(SQLITE),
        "CONN_MAX_AGE": None,
    }


INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    *(f"licet.{room}" for room in ROOMS if find_spec(f"licet.{room}") and find_spec(f"licet.{room}.apps")),
]
DATABASES = {"default": database(Path(os.environ.get("LICET_DATA", "licet-data")), os.environ.get("DATABASE_URL"))}
USE_TZ = True
TIME_ZONE = "Europe/Paris"
LANGUAGE_CODE = "fr"
SECRET_KEY = os.environ.get("LICET_SECRET_KEY", "set-by-running")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
