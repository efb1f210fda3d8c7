"""What a process remembers between batches is forgotten as soon as another wrote, whenever that was."""

from __future__ import annotations

import sqlite3
from concurrent.futures import Future
from contextlib import closing

import pytest
from django.db import transaction

from licet.ledger import keys
from licet.ledger.remembering import Memory
from licet.ledger.transaction import Batch
from tests.ground.house import House


@pytest.mark.parametrize("written", ["", "ledger.db", "keys.db"])
def test_what_another_wrote_between_a_commit_and_the_next_batch_is_read_again(
    written: str, sqlite_house: House
) -> None:
    memory, subject = Memory(keys()), bytes(16)
    with transaction.atomic():
        sealer, heads = memory.recall()
        batch = Batch(0, keys(), lambda: bytes(32), b"", sealer, heads, lambda _: Future())
        batch.heads[subject] = (0, bytes(32))
    if written:
        with closing(sqlite3.connect(sqlite_house.data / written)) as other, other:
            other.execute("CREATE TABLE of_another (n)")
    memory.keep(batch)
    with transaction.atomic():
        assert (subject in memory.recall()[1]) is not bool(written)
