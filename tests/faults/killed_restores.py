"""Kill a restore at random moments: the house stays closed each time, and in the end all that was refused is in force.

    python -m tests.faults.killed_restores --rounds 100            # on SQLite
    python -m tests.faults.killed_restores --rounds 100 --postgresql

Between the backup and the loss, people objected, were restricted and were forgotten; the keys come back from a copy that
knows those who were forgotten.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

from licet.doors.running import close_house, migrate, open_house, set_up
from tests.faults.killed_writers import _fork, _in_child, packaged

PEOPLE = 120
LONGEST = 2.5
"""Seconds within which a restore of this size is killed; some end before."""


def main(arguments: list[str]) -> int:
    """Run the rounds; return 1 at the first that lost something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--postgresql", action="store_true", help="start the packaged PostgreSQL and use it")
    parser.add_argument("--seed", type=int, default=None)
    asked = parser.parse_args(arguments)
    if asked.postgresql:
        with packaged() as url:
            return _run(url, asked.rounds, asked.seed)
    return _run("", asked.rounds, asked.seed)


def _run(url: str, rounds: int, given: int | None) -> int:
    seed = random.SystemRandom().randrange(2**32) if given is None else given
    print(f"seed {seed}", flush=True)
    draw = random.Random(seed)  # noqa: S311  # moments to kill at, not secrets
    if url:
        os.environ["DATABASE_URL"] = url
    with tempfile.TemporaryDirectory() as folder:
        data, cut = Path(folder) / "house", 0
        data.mkdir(mode=0o700)
        if _in_child(lambda: _live(data, url)):
            return 1
        for number in range(rounds):
            if not (data / "closed").exists() and _in_child(lambda: _lose(data, url)):
                return 1
            restoring = _fork(lambda: _restore(data))
            time.sleep(draw.uniform(0, LONGEST))
            os.kill(restoring, signal.SIGKILL)
            ended = os.waitstatus_to_exitcode(os.waitpid(restoring, 0)[1])
            cut += (data / "closed").exists()
            if ended not in {0, -signal.SIGKILL} or _in_child(lambda: _refuses(data, url)):
                print(f"round {number}: the restore failed, or the door stood open", flush=True)
                return 1
        if (data / "closed").exists() and _in_child(lambda: _restore(data)):
            return 1
        if _in_child(lambda: _compare(data, url)):
            print("something was lost", flush=True)
            return 1
    print(f"{rounds} rounds, {cut} restores cut short, nothing lost", flush=True)
    return 0 if cut else 1


def _live(data: Path, url: str) -> None:
    set_up(data, url or None)
    migrate()
    home = open_house(data, database_url=url or None, migrated=True)
    from licet.consent.record import Evidence, Key, give
    from licet.doors.backup import back_up, beside
    from licet.ledger import Transaction, act
    from licet.objections.record import object_to
    from licet.retention.erasing import erase
    from licet.retention.restricting import restrict
    from licet.subjects import add_controller, contact_point, person_for

    @act
    def person(tx: Transaction, number: int) -> bytes:
        return person_for(tx, contact_point("email", f"person{number}@mail.example"))

    add_controller("acme", "Acme")
    people = [person(number) for number in range(PEOPLE)]
    for each in people:
        give(each, [Key("commercial", "email", "acme")], Evidence("form", "ticked_box"))
    made = back_up(home, beside(data))
    for number, each in enumerate(people):
        if number % 3 == 0:
            object_to(contact_point("email", f"person{number}@mail.example"), "everyone")
        elif number % 3 == 1:
            restrict(each, reason="claim", owner="dpo")
        else:
            erase(each, reason="art17_request", owner="dpo")
    told = {"backup": str(made.path), "keys": str(made.keys), "people": [each.hex() for each in people]}
    (data.parent / "told.json").write_text(json.dumps(told), "utf-8")
    close_house()


def _told(data: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((data.parent / "told.json").read_text("utf-8"))
    return found


def _lose(data: Path, url: str) -> None:
    for name in ("keys.db", *(() if url else ("ledger.db",))):
        for suffix in ("", "-wal", "-shm"):
            (data / f"{name}{suffix}").unlink(missing_ok=True)
    if url:
        import psycopg

        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")


def _restore(data: Path) -> None:
    set_up(data, os.environ.get("DATABASE_URL"))
    from licet.doors.restore import COPIED, restore

    told = _told(data)
    lost = not (data / "keys.db").exists() or (data / COPIED).exists()
    restore(data, Path(str(told["backup"])), keys=Path(str(told["keys"])) if lost else None)


def _refuses(data: Path, url: str) -> None:
    from licet.terms.errors import ClosedError

    if not (data / "closed").exists():
        return
    try:
        open_house(data, database_url=url or None, migrated=True)
    except ClosedError:
        return
    raise AssertionError("a closed house was opened")


def _compare(data: Path, url: str) -> None:
    open_house(data, database_url=url or None, migrated=True)
    from licet.ledger import fsck, keys
    from licet.objections.record import is_suppressed
    from licet.subjects import contact_point, find
    from licet.subjects.restriction import is_restricted

    people = _told(data)["people"]
    assert isinstance(people, list)
    for number, each in enumerate(people):
        point, subject = contact_point("email", f"person{number}@mail.example"), bytes.fromhex(each)
        assert is_suppressed([point], "acme", "email") == (number % 3 != 1)
        assert is_restricted(subject) == (number % 3 == 1)
        assert (find(point) is None) == (keys().of(subject) is None) == (number % 3 == 2)
    assert not fsck.check()
    close_house()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
