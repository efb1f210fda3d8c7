"""Scrub: a list comes in, flags go out. The answer names rows by number, and holds no address.

| flag | says |
|---|---|
| ``refused`` | a refusal stops it |
| ``clear`` | none does |
| ``unknown`` | a digest that stands on no list of the same digest: our own refusals cannot be compared with it |
| ``unreadable`` | no address, number or digest, or one that the channel does not reach |
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from licet.ledger import Draft, Transaction, declare
from licet.ledger.record import act
from licet.objections.asking import refused, suppressed
from licet.objections.listed import Cell, Listed, cells, read_entry, size_of
from licet.objections.tokens import DIGESTS
from licet.subjects import controller as known_controller
from licet.subjects.points import KIND_OF_CHANNEL, POST, contact_point
from licet.terms.errors import SubjectError, UsageError
from licet.terms.words import Channel

SCRUBBED: Final = "objections:list:scrubbed"
REFUSED: Final = "refused"
CLEAR: Final = "clear"
UNKNOWN: Final = "unknown"
UNREADABLE: Final = "unreadable"
AT_ONCE: Final = 4_500

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
            for some in _chunks(cells(path, column, whole=channel == Channel.POST)):
                flags = _flags(some, controller, Channel(channel), region)
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


def _chunks(found: Iterator[Cell]) -> Iterator[list[Cell]]:
    some: list[Cell] = []
    for cell in found:
        some.append(cell)
        if len(some) == AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _flags(some: Sequence[Cell], controller: str, channel: Channel, region: str) -> list[str]:
    read = [_read(cell.text, channel, region) for cell in some]
    points = {at: each.point for at, each in enumerate(read) if each is not None and each.point is not None}
    stopped = dict(zip(points, refused(list(points.values()), controller, channel), strict=True))
    digests = {at: each.token for at, each in enumerate(read) if each is not None and each.point is None}
    hit = suppressed(set(digests.values()), controller, channel) if digests else set()
    flags = []
    for at in range(len(read)):
        if at in points:
            flags.append(REFUSED if stopped[at] else CLEAR)
        elif at in digests:
            flags.append(REFUSED if digests[at] in hit else UNKNOWN)
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
