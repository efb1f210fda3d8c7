"""Rewrite the files of a house after an erasure, so that nothing erased lingers in them.

What was erased was ciphertext, and its key is gone: this is the second lock, not the first. It cannot reach blocks that a
disk keeps aside, copies made by other means, or PostgreSQL's own archives and replicas.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from django.apps import apps
from django.db import DatabaseError, connection

from licet.ledger import keys
from licet.ledger.settling import emptied

ROOMS: Final = ("ledger", "subjects", "consent", "objections", "collection", "rights")
"""The rooms whose tables hold rows about people."""


@dataclass(slots=True)
class Cleaned:
    """What was rewritten; ``left`` names what could not be, in words for whoever runs the database."""

    done: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def clean(*, rewrite: bool = True) -> Cleaned:
    """Empty the logs of the database and of the keys; with ``rewrite`` also the tables, which locks them for a while."""
    found = Cleaned()
    keys().settle()
    found.done.append("keys.db")
    if connection.vendor == "sqlite":
        _sqlite(found, rewrite)
    else:
        _postgresql(found, rewrite)
    return found


def _sqlite(found: Cleaned, rewrite: bool) -> None:  # noqa: FBT001  # passed on as it was asked
    if rewrite:
        _try(found, "VACUUM", "ledger.db was busy: `licet retention run` rewrites it")
    whole = emptied(_empty)
    (found.done if whole else found.left).append("the write-ahead log" + ("" if whole else " was read meanwhile"))


def _empty() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return bool(cursor.fetchone()[0])


def _postgresql(found: Cleaned, rewrite: bool) -> None:  # noqa: FBT001  # passed on as it was asked
    if rewrite:
        for table in _tables():
            _try(
                found,
                f"VACUUM FULL {connection.ops.quote_name(table)}",
                f"`{table}` was not rewritten: who owns it may",
            )
    _try(found, "CHECKPOINT", "no checkpoint: only a superuser, or a member of pg_checkpoint, may")
    _try(found, "SELECT pg_switch_wal()", "the write-ahead log goes on in the same file until it is full")


def _tables() -> list[str]:
    there = set(connection.introspection.table_names())
    return sorted(
        model._meta.db_table  # noqa: SLF001  # Django's public name for it
        for room in ROOMS
        if apps.is_installed(f"licet.{room}")
        for model in apps.get_app_config(room).get_models()
        if model._meta.db_table in there  # noqa: SLF001  # the same
    )


def _try(found: Cleaned, statement: str, otherwise: str) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError:
        found.left.append(otherwise)
    else:
        found.done.append(statement.partition(" ")[0].lower() if "VACUUM" in statement else statement.lower())
