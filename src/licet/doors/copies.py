"""Copy a database out and in again, consistent at one instant, while others write.

SQLite by its own backup interface. PostgreSQL by COPY, table by table, in one repeatable-read transaction: no program of
its own is needed, and its tables are made again by the migrations that the copy names.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from licet.terms.errors import InputError, LedgerError

SQLITE_FILE: Final = "ledger.db"
TABLES: Final = "tables"
_BLOCK: Final = 1 << 20


def copy_out(to: Path) -> dict[str, object]:
    """Copy the open database into a folder; return what its manifest must say of it: engine, log size, tables."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return _sqlite_out(Path(str(connection.settings_dict["NAME"])), to / SQLITE_FILE)
    return _postgresql_out(to / TABLES)


def copy_in(source: Path, told: dict[str, Any]) -> None:
    """Put a copy in the place of the open database's tables; done again after a crash, it begins anew."""
    from django.db import connection

    if connection.vendor != told["engine"]:
        raise InputError(
            f"this is a copy of a `{told['engine']}` database, and the house runs on `{connection.vendor}`"
        )
    if connection.vendor == "sqlite":
        _sqlite_in(source / SQLITE_FILE, Path(str(connection.settings_dict["NAME"])))
    else:
        _postgresql_in(source / TABLES, told)


def standing_size() -> int | None:
    """Return the size of the log that the database holds now, ``None`` where there is no readable one."""
    from django.db import DatabaseError, connection

    if connection.vendor == "sqlite" and not Path(str(connection.settings_dict["NAME"])).exists():
        return None
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT size FROM ledger_head WHERE id = 1")
            row = cursor.fetchone()
    except DatabaseError:
        return None
    finally:
        connection.close()
    return None if row is None else int(row[0])


# ------------------------------------------------------------------------------------------------ SQLite


def _sqlite_out(place: Path, to: Path) -> dict[str, object]:
    with closing(sqlite3.connect(place, timeout=30)) as live, closing(sqlite3.connect(to)) as copy:
        live.backup(copy)  # in one step: one snapshot, and nobody who writes waits
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise LedgerError("the copy of the database is damaged: run `licet doctor`")
        size = copy.execute("SELECT size FROM ledger_head WHERE id = 1").fetchone()[0]
    return {"engine": "sqlite", "size": size}


def _sqlite_in(source: Path, place: Path) -> None:
    from django.db import connections

    connections.close_all()
    aside = place.with_name(".ledger.db.restoring")
    with source.open("rb") as read, aside.open("wb") as written:
        os.fchmod(written.fileno(), 0o600)
        while block := read.read(_BLOCK):
            written.write(block)
        written.flush()
        os.fsync(written.fileno())
    for suffix in ("-wal", "-shm"):  # of another database: replayed over this one they would ruin it
        place.with_name(place.name + suffix).unlink(missing_ok=True)
    aside.replace(place)
    sync_folder(place.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


# ------------------------------------------------------------------------------------------------ PostgreSQL


def _postgresql_out(to: Path) -> dict[str, object]:
    from django.db import connection
    from psycopg import sql

    to.mkdir(mode=0o700)
    tables: dict[str, list[str]] = {}
    with closing(connection.get_new_connection(connection.get_connection_params())) as own:
        own.autocommit = False
        with own.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT size FROM ledger_head WHERE id = 1")
            size = cursor.fetchone()[0]
            cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
            migrations = [list(row) for row in cursor.fetchall()]
            for table in _tables_of(cursor):
                cursor.execute(sql.SQL("SELECT * FROM {} LIMIT 0").format(sql.Identifier(table)))
                tables[table] = [column.name for column in cursor.description]
                named = sql.SQL(", ").join(map(sql.Identifier, tables[table]))
                statement = sql.SQL("COPY {} ({}) TO STDOUT").format(sql.Identifier(table), named)
                with cursor.copy(statement) as rows, (to / table).open("wb") as file:
                    for block in rows:
                        file.write(block)
        own.rollback()
    return {"engine": "postgresql", "size": size, "tables": tables, "migrations": migrations}


def _tables_of(cursor: Any) -> list[str]:  # noqa: ANN401  # a cursor of psycopg
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename")
    return [row[0] for row in cursor.fetchall() if row[0] != "django_migrations"]


def _postgresql_in(source: Path, told: dict[str, Any]) -> None:
    from django.db import connection

    tables: dict[str, list[str]] = told["tables"]
    connection.close()
    _drop(tables)
    _migrate_to(told["migrations"])
    with closing(connection.get_new_connection(connection.get_connection_params())) as own:
        own.autocommit = False
        with own.cursor() as cursor:
            _load(cursor, source, tables)
            _reset_sequences(cursor, tables)
        own.commit()


def _drop(tables: Iterable[str]) -> None:
    """Take away what a crash, or the damaged database, left under these names."""
    from django.db import connection

    with connection.cursor() as cursor:
        names = [*tables, "django_migrations"]
        cursor.execute("DROP TABLE IF EXISTS " + ", ".join(map(connection.ops.quote_name, names)) + " CASCADE")


def _migrate_to(migrations: list[list[str]]) -> None:
    """Make the tables as they were when the copy was made; those of a later Licet come after the rows."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    known = set(executor.loader.graph.nodes)
    wanted = [(app, name) for app, name in migrations]
    unknown = sorted(f"{app}.{name}" for app, name in wanted if (app, name) not in known)
    if unknown:
        raise InputError(f"this copy was made by a newer Licet: migration `{unknown[0]}` is not known here")
    executor.migrate(wanted)


def _load(cursor: Any, source: Path, tables: dict[str, list[str]]) -> None:  # noqa: ANN401  # a cursor of psycopg
    from psycopg import sql

    there = set(_tables_of(cursor))
    for table in tables:
        if table not in there:
            raise InputError(f"the copy holds a table `{table}` that no migration makes")
        cursor.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))  # migrations put rows in some
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for table, columns in tables.items():
        named = sql.SQL(", ").join(map(sql.Identifier, columns))
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), named)
        with cursor.copy(statement) as rows, (source / table).open("rb") as file:
            while block := file.read(_BLOCK):
                rows.write(block)


def _reset_sequences(cursor: Any, tables: Iterable[str]) -> None:  # noqa: ANN401  # a cursor of psycopg
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    filled = set(tables)
    models = [each for each in apps.get_models(include_auto_created=True) if each._meta.db_table in filled]  # noqa: SLF001  # Django's public name
    for statement in connection.ops.sequence_reset_sql(no_style(), models):
        cursor.execute(statement)
