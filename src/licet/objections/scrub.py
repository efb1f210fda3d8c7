"""Scrub: a list comes in, flags go out. The answer names rows by number, and holds no address.

| flag | says |
|---|---|
| ``refused`` | a refusal stops it |
| ``clear`` | none does |
| ``unknown`` | a digest on no list of the same digest, and of no refused address of the register: of others who refused we have none |
| ``unreadable`` | no address, number or digest, or one that the channel does not reach |
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import compress, islice
from pathlib import Path
from typing import Final, TypeVar

from licet.ledger import Draft, Transaction, declare, sealer
from licet.ledger.record import act
from licet.objections.asking import refused, suppressed
from licet.objections.listed import Cell, Listed, cells, read_entry, size_of
from licet.objections.tokens import DIGESTS, exchange_token
from licet.subjects import controller as known_controller
from licet.subjects.models import ContactPoint
from licet.subjects.points import EMAIL, KIND_OF_CHANNEL, POST, Point, contact_point
from licet.terms.errors import SubjectError, UsageError
from licet.terms.words import Channel

SCRUBBED: Final = "objections:list:scrubbed"
REFUSED: Final = "refused"
CLEAR: Final = "clear"
UNKNOWN: Final = "unknown"
UNREADABLE: Final = "unreadable"
AT_ONCE: Final = 4_500
T = TypeVar("T")

declare(SCRUBBED)

Tell = Callable[[str, int, int], None]


def scrub(
    path: Path,
    out: Path,
    controller: str,
    channel: str = Channel.EMAIL,
    *,
    column: str | None = None,
    region: str = "FR",
    tell: Tell = lambda *_: None,
) -> Counter[str]:
    """Write the flag of each row to ``out`` as CSV (row, flag); return how many there are of each. Memory is bounded.

    That it was done is an event: for whom, with what outcome, and the SHA-256 of the answer.
    """
    known_controller(controller)
    if channel not in set(Channel):
        raise UsageError(f"this channel is none of {', '.join(f'`{each}`' for each in Channel)}")
    counts, size = Counter[str](), size_of(path)
    part = out.with_name(f"{out.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["row", "flag"])
            register = _Register(controller, channel)
            for some in _chunks(cells(path, column, whole=channel == Channel.POST)):
                flags = _flags(some, controller, Channel(channel), region, register)
                writer.writerows((cell.row, flag) for cell, flag in zip(some, flags, strict=True))
                counts.update(flags)
                tell("read", some[-1].read, size)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    with out.open("rb") as answer:
        digest = hashlib.file_digest(answer, "sha256").hexdigest()
    _tell_of(controller, channel, counts, digest)
    return counts


def _chunks(found: Iterator[T]) -> Iterator[list[T]]:
    while some := list(islice(found, AT_ONCE)):
        yield some


class _Register:
    """The digests of the refused addresses of the register, made when a list first holds one of that algorithm."""

    def __init__(self, controller: str, channel: str) -> None:
        self._asked = (controller, channel)
        self._refused: list[str] | None = None
        self._tokens: dict[str, set[bytes]] = {}

    def refuses(self, algorithm: str, token: bytes) -> bool:
        """Tell whether a digest, as its token, is of an address that is refused."""
        if algorithm not in self._tokens:
            if self._refused is None:
                self._refused = [point.value for some in _chunks(_addresses()) for point in self._of(some)]
            made = DIGESTS[algorithm]
            self._tokens[algorithm] = {exchange_token(algorithm, made(each.encode())) for each in self._refused}
        return token in self._tokens[algorithm]

    def _of(self, points: Sequence[Point]) -> Iterator[Point]:
        return compress(points, refused(points, *self._asked))


def _addresses() -> Iterator[Point]:
    opener = sealer()
    for row in ContactPoint.objects.filter(kind=EMAIL).iterator(chunk_size=AT_ONCE):
        plain = opener.unseal(bytes(row.subject), "subject", bytes(row.sealed), bytes(row.token))
        if plain is not None:
            yield Point(EMAIL, plain.decode())


def _flags(some: Sequence[Cell], controller: str, channel: Channel, region: str, register: _Register) -> list[str]:
    read = [_read(cell.text, channel, region) for cell in some]
    points = {at: each.point for at, each in enumerate(read) if each is not None and each.point is not None}
    stopped = dict(zip(points, refused(list(points.values()), controller, channel), strict=True))
    digests = {at: each for at, each in enumerate(read) if each is not None and each.point is None}
    hit = suppressed({each.token for each in digests.values()}, controller, channel) if digests else set()
    flags = []
    for at in range(len(read)):
        if at in points:
            flags.append(REFUSED if stopped[at] else CLEAR)
        elif at in digests:
            is_refused = digests[at].token in hit or register.refuses(digests[at].kind, digests[at].token)
            flags.append(REFUSED if is_refused else UNKNOWN)
        else:
            flags.append(UNREADABLE)
    return flags


def _read(text: str, channel: Channel, region: str) -> Listed | None:
    kind = KIND_OF_CHANNEL[channel]
    if kind == POST:
        try:
            return Listed(POST, contact_point(POST, text))
        except SubjectError:
            return None
    found = read_entry(text, region)
    return found if found is not None and (found.kind == kind or found.kind in DIGESTS) else None


@act
def _tell_of(tx: Transaction, controller: str, channel: str, counts: Counter[str], digest: str) -> None:
    core = {"controller": controller, "channel": channel, "rows": dict(sorted(counts.items())), "answer": digest}
    tx.record(Draft(SCRUBBED, core))
