"""Find out how a text table is laid out: its separator and its headers."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from licet.reading.arrival import SAMPLE
from licet.reading.columns import Roles, distinct, header_key, role_of
from licet.terms.errors import TableError

SEPARATORS: Final = (",", ";", "\t", "|")
_RECORDS: Final = 200
_DECLARED: Final = re.compile(r'"?sep=(.)"?\r?\n')
"""The line by which Excel declares its separator."""

_ADDRESS: Final = re.compile(r"[^\s@;,|<>]{1,64}@[^\s@;,|<>]{1,255}\.[A-Za-z]{2,}")
"""Bounded as RFC 5321 bounds them: without, a header of 60 kB takes a quarter of a minute."""

_OF_A_ROW: Final = re.compile(r"[0-9]{5}|[0-9]{1,4}([-/.])[0-9]{1,2}\1[0-9]{2,4}(?:[ T][0-9:.+Z]*)?")
_PHONE: Final = re.compile(r"(?:\+|00)?[0-9](?:[ ./()-]*[0-9]){8,14}")


@dataclass(frozen=True)
class Layout:
    """How the table stands in its file. ``preamble``: lines that are not blank before the headers (0 or 1)."""

    separator: str
    headers: tuple[str, ...]
    preamble: int = 0


def layout_of(text: Path, source: Path, roles: Roles, mapping: Mapping[str, str]) -> Layout:
    """Find the separator and the headers of a UTF-8 text, from its start.

    The separator is the one that makes most headers known, then most records as long as the headers, then most columns.

    Raises `TableError` (naming ``source``) when there is no line end, or when the first line holds data: it may then be
    personal, so it is not quoted.
    """
    sample = _sample(text, source)
    declared = _DECLARED.match(sample)
    if declared and declared[1] in SEPARATORS:
        headers, _ = _records(sample[declared.end() :], declared[1])
        return Layout(declared[1], _headers(headers, source), preamble=1)
    wanted = frozenset(map(header_key, mapping))
    best = max(SEPARATORS, key=lambda separator: _fit(sample, separator, roles, wanted))
    headers, _ = _records(sample, best)
    return Layout(best, _headers(headers, source))


def refuse_data(headers: Sequence[str], source: Path) -> None:
    """Raise `TableError` when the headers look like a person's row: an address, a telephone number, a postcode or a day."""
    if any(_ADDRESS.search(h) or _PHONE.fullmatch(h.strip()) or _OF_A_ROW.fullmatch(h.strip()) for h in headers):
        raise TableError(
            f"the first line of `{source}` holds data, not column names: add a line that names the columns"
        )


def _headers(headers: Sequence[str], source: Path) -> tuple[str, ...]:
    refuse_data(headers, source)
    return distinct(headers)


def _sample(text: Path, source: Path) -> str:
    with text.open("rb") as file:
        head = file.read(SAMPLE)
    whole = text.stat().st_size <= SAMPLE
    if not whole:
        cut = head.rfind(b"\n") + 1
        if cut == 0:
            raise TableError(f"`{source}` has no line end in its first {SAMPLE} bytes: it is not a table")
        head = head[:cut]
    sample = head.decode("utf-8", "replace").lstrip("\ufeff").lstrip("\r\n")
    if not sample.strip():
        raise TableError(f"`{source}` holds blank lines only")
    return sample


def _records(sample: str, separator: str) -> tuple[list[str], list[list[str]]]:
    """Parse the headers and the first records of the sample."""
    records = (r for r in csv.reader(sample.splitlines(keepends=True), delimiter=separator) if r)
    read: list[list[str]] = []
    with suppress(csv.Error):  # a field beyond the limit of 128 KiB: this separator does not fit
        read.extend(islice(records, _RECORDS))
    return (read[0], read[1:]) if read else ([], [])


def _fit(sample: str, separator: str, roles: Roles, wanted: frozenset[str]) -> tuple[int, float, int]:
    headers, records = _records(sample, separator)
    known = sum(role_of(h, roles) is not None or header_key(h) in wanted for h in headers)
    alike = sum(len(r) == len(headers) for r in records) / len(records) if records else 1.0
    return known, round(alike, 1), len(headers)
