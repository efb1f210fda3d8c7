"""Recognise the export of a mailer by its headers, and say what each of its fields proves of a consent.

One small YAML file a mailer in ``mailers/``: the headers that only it writes (``signature``: all of one line), the role of
each header, and the *grade* of those that bear on a consent or a refusal. A grade says what a field proves, never that
anything is in order; what an export cannot hold stays a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

import polars as pl
import yaml

from licet.reading.columns import IGNORE, PEOPLE, Column, Roles, header_key, role_of

MAILERS: Final = ("mailchimp", "brevo", "hubspot", "listmonk", "mautic")
YES: Final = r"(?i)^(?:1|true|yes|y|oui|o|vrai|x)\z"


class Grade(StrEnum):
    """What a field of an export proves.

    An act: somebody at that instant and IP address agreed, to words the export does not hold. A confirmation: a second
    act, where it follows the first one; alone it is an import. A declaration: what somebody entered. An entry: when or
    by what way the person came into this tool. Refusals and bounces are no consent facts.
    """

    ACT = "act-without-wording"
    CONFIRMATION = "confirmation"
    DECLARED = "declared"
    ENTRY = "entry"
    NOTHING = "nothing"
    REFUSAL = "refusal"
    REFUSAL_WITHOUT_DAY = "refusal-without-day"
    REFUSAL_OF_SOME_MAILS = "refusal-of-some-mails"
    REFUSAL_OR_BOUNCE = "refusal-or-bounce"
    BOUNCE = "bounce"
    NO_REFUSALS = "no-refusals"


@dataclass(frozen=True)
class Export:
    """An export recognised: its mailer, header to role (or to ``ignore``), the headers present by grade.

    ``refused``: the file lists those who refused, and nobody else. ``joined``: header to the others that say the same
    thing of other mails; one yes among them is a yes.
    """

    mailer: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    grades: Mapping[Grade, tuple[str, ...]] = field(default_factory=dict)
    refused: bool = False
    joined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NO_EXPORT: Final = Export()


def export_of(headers: Sequence[str], path: Path, mapping: Mapping[str, str], roles: Roles = PEOPLE) -> Export:
    """Tell which mailer wrote a table of people with these headers; `NO_EXPORT` when none did.

    ``mapping`` is what the user said: it wins, header by header and role by role.
    """
    mailer = next((each for each in _mailers() if roles is PEOPLE and each.wrote(headers)), None)
    if mailer is None:
        return NO_EXPORT
    said = {header_key(header) for header in mapping}
    chosen, joined = _chosen(mailer, [h for h in headers if header_key(h) not in said], set(mapping.values()))
    _leave_doubtful(chosen, [h for h in headers if header_key(h) not in said], set(mapping.values()), roles)
    grades = {grade: found for grade, names in mailer.grades.items() if (found := _present(names, headers))}
    if mailer.lacks_refusals:
        grades[Grade.NO_REFUSALS] = ()
    starts = path.name.casefold().startswith
    refused = any(starts(start) and _present([header], headers) for start, header in mailer.files.items())
    return Export(mailer.name, chosen, grades, refused, joined)


def joined_yes(frame: pl.LazyFrame, columns: Mapping[str, Sequence[str]]) -> pl.LazyFrame:
    """Write into each column the yes that stands in any of the others, else what it holds."""
    yes = {
        name: pl.coalesce(
            *(pl.when(pl.col(c).str.contains(YES)).then(pl.col(c)) for c in (name, *others)), pl.col(name)
        )
        for name, others in columns.items()
    }
    return frame.with_columns(**yes) if yes else frame


@dataclass(frozen=True)
class _Mailer:
    """A file of ``mailers/``, read."""

    name: str
    signature: tuple[tuple[str, ...], ...]
    columns: Mapping[Column, tuple[str, ...]]
    ignore: tuple[str, ...]
    grades: Mapping[Grade, tuple[str, ...]]
    files: Mapping[str, str]
    lacks_refusals: bool

    def wrote(self, headers: Sequence[str]) -> bool:
        return any(all(_present([name], headers) for name in line) for line in self.signature)


@cache
def _mailers() -> tuple[_Mailer, ...]:
    folder = resources.files(__package__).joinpath("mailers")
    return tuple(_read(yaml.safe_load(folder.joinpath(f"{name}.yaml").read_text(encoding="utf-8"))) for name in MAILERS)


def _read(raw: Mapping[str, Any]) -> _Mailer:
    return _Mailer(
        name=raw["name"],
        signature=tuple(map(tuple, raw["signature"])),
        columns={Column(role): tuple(names) for role, names in raw["columns"].items()},
        ignore=tuple(raw.get("ignore", ())),
        grades={Grade(grade): tuple(names) for grade, names in raw["grades"].items()},
        files=dict(raw.get("files", {})),
        lacks_refusals="refusals" in raw.get("missing", ()),
    )


def _present(names: Iterable[str], headers: Sequence[str]) -> tuple[str, ...]:
    """Return the headers that bear one of these names; a name may end in ``*``."""
    return tuple(header for name in names for header in headers if _bears(header, name))


def _bears(header: str, name: str) -> bool:
    if name.endswith("*"):
        return header.casefold().startswith(re.sub(r"\s+\Z", "", name[:-1]).casefold())
    return header_key(header) == header_key(name)


def _chosen(
    mailer: _Mailer, headers: Sequence[str], taken: set[str]
) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Give each role its first header present, and leave the others that could have it aside."""
    chosen: dict[str, str] = dict.fromkeys(_present(mailer.ignore, headers), IGNORE)
    joined: dict[str, tuple[str, ...]] = {}
    spare: list[str] = []
    for role, names in mailer.columns.items():
        free = [header for header in _present(names, headers) if header not in chosen]
        if not free:
            continue
        if role in taken:
            spare += free
            continue
        chosen[free[0]] = role.value
        spare += free[1:]
        if role is Column.EMAIL_PARTLY_REFUSED and free[1:]:
            joined[free[0]] = tuple(free[1:])
    return chosen | {header: IGNORE for header in spare if header not in chosen}, joined


def _leave_doubtful(chosen: dict[str, str], headers: Sequence[str], taken: set[str], roles: Roles) -> None:
    """Leave out the further columns whose words say one and the same role: an export of all fields has many."""
    words: dict[Column, list[str]] = {}
    for header in headers:
        role = role_of(header, roles)
        if header not in chosen and role is not None and role not in taken | set(chosen.values()):
            words.setdefault(role, []).append(header)
    for claimants in words.values():
        if len(claimants) > 1:
            chosen.update(dict.fromkeys(claimants, IGNORE))
