"""Translate a decision told as ``facts: [{k, v}]`` into rows of the dossier, by the entries of ``fr/lexicon/``.

An entry names keys and values by pattern, and says which facts of which row they are. It knows words of the field
(``password_hash: MD5``), never a case. What no entry knows is listed as untranslated: it is left out, never guessed. Notes
(``n``), outcomes and reasons are not read: they hint at the judgment.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from licet.audit.decisions.lexicon_entries import Line, entries
from licet.audit.decisions.lexicon_words import Around, as_known, holds, in_words, other_names
from licet.terms.errors import DossierError

CHANNELS: Final[Mapping[str, tuple[str, ...]]] = {
    "email": ("email",),
    "e-mail": ("email",),
    "sms": ("sms",),
    "mms": ("sms",),
    "phone": ("telephone",),
    "telephone": ("telephone",),
    "calls": ("telephone",),
    "phone_by_buyers": ("telephone",),
    "post": ("post",),
    "fax": ("fax",),
    "automated_calls": ("automated_call",),
    "inbox_ads": ("email",),
}
"""What decisions call channels; what is shown on a page, in an application or on a network is none of ours."""

ELECTRONIC: Final = ("email", "sms", "fax", "automated_call")
FURTHEST_YEAR: Final = 30

Given = Mapping[str, Any]
Known = Literal["settled", "place", ""]
"""What an entry knows of a fact: what it comes to, only where it was found, or nothing."""


@dataclass(frozen=True)
class Translation:
    """The channels and the rows that a list of facts comes to, and the keys that no entry knows."""

    channels: tuple[str, ...]
    dossier: Mapping[str, Any]
    untranslated: tuple[str, ...]


@dataclass
class _Rows:
    rows: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def write(self, key: str, line: Line, caught: Given) -> None:
        """Add the facts of a line under a key; what an earlier key said of the row stands."""
        row_id = line.id.replace("$key", key)
        made = self.rows.setdefault((line.table, row_id), {"id": row_id, "from": {}})
        for name, text in line.links.items():
            made.setdefault(name, _filled(text, caught))
        said = {name for facts in made["from"].values() for name in facts}
        facts = {name: _filled(value, caught) for name, value in line.facts.items() if name not in said}
        made["from"].setdefault(key, {}).update(facts)

    def dossier(self) -> dict[str, Any]:
        tables: dict[str, Any] = {}
        for (table, _), row in self.rows.items():
            tables.setdefault(table, []).append(row)
        return tables


def _filled(value: object, caught: Given) -> object:
    """Return a value of a line; ``$name`` stands for what was caught, ``$years_before_N`` for a day."""
    return caught[value[1:]] if isinstance(value, str) and value.startswith("$") else value


def translate(raw: Given, path: Path, day: dt.date) -> Translation:
    """Return the rows that a decision's facts come to; raise ``DossierError`` where they are not ``{k, v}`` pairs."""
    told = list(_facts(raw, path))
    around, channels = _around(raw, told), _channels(raw.get("channels"))
    rows, untranslated = _Rows(), []
    stands_for = {**_days(day), **_first(channels)}
    for key, value in (*_beside(raw), *told):
        if value is None:
            continue
        here = {**around, "key": as_known(key), "value": in_words(value)}
        if not _write(rows, key, value, here, stands_for) and not key.startswith("about."):
            untranslated.append(key)
    return Translation(channels, rows.dossier(), tuple(untranslated))


def _write(rows: _Rows, key: str, value: object, around: Around, stands_for: Given) -> bool:
    """Write what the entries make of one fact, by its key or else another name of it; say whether one of them knows it."""
    known = _write_as(rows, key, value, around, stands_for)
    others = () if known == "settled" else other_names(around["key"])
    for name in others:
        found = _write_as(rows, key, value, {**around, "key": name}, stands_for)
        if found == "settled":
            return True
        known = known or found
    return bool(known)


def _write_as(rows: _Rows, key: str, value: object, around: Around, stands_for: Given) -> Known:
    """Write what the entries make of one fact by one name of its key; say how far one of them knows it."""
    for entry in entries():
        if entry.denied(around["key"], value, around):
            return "settled"
        caught = entry.matches(around["key"], value, around)
        if caught is None:
            continue
        for line in entry.lines:
            if holds(line.when, around):
                rows.write(key, line, {**stands_for, **caught})
        if not entry.also:
            return "place" if entry.place else "settled"
    return ""


def _days(day: dt.date) -> dict[str, object]:
    years = {f"years_before_{n}": _years_before(day, n) for n in range(1, FURTHEST_YEAR + 1)}
    return {**years, "day": day}


def _years_before(day: dt.date, years: int) -> dt.date:
    return dt.date(day.year - years, day.month, min(day.day, 28))


def _first(channels: tuple[str, ...]) -> dict[str, str]:
    """Return the channel that a row without one of its own is written for."""
    electronic = next((each for each in channels if each in ELECTRONIC), "email")
    voice = next((each for each in channels if each in {"telephone", "post"}), "telephone")
    return {"channel": channels[0] if channels else "email", "electronic": electronic, "voice": voice}


def _around(raw: Given, told: Iterable[tuple[str, object]]) -> dict[str, str]:
    """Return what a decision says of the organisation, and its facts as ``key=value``, for entries to ask for."""
    names = ("role", "audience", "channels", "data_source", "legal_frame")
    found = {name: _named(raw.get(name)) for name in names}
    return found | {"facts": " ".join(f"{as_known(key)}={in_words(value).replace(' ', '_')}" for key, value in told)}


def _named(value: object) -> str:
    """Return the names written there, each as one word."""
    each = value if isinstance(value, list) else [value or ""]
    return " ".join(str(one).casefold() for one in each)


def _beside(raw: Given) -> Iterable[tuple[str, object]]:
    """Yield what stands beside the facts as facts of its own: role, audience, sources of the data, channels."""
    for name in ("role", "audience", "data_source", "channels"):
        if raw.get(name) is not None:
            yield f"about.{name}", raw[name]


def _facts(raw: Given, path: Path) -> Iterable[tuple[str, object]]:
    for each in raw["facts"]:
        if not isinstance(each, Mapping) or not isinstance(each.get("k"), str):
            raise DossierError(f"`{path}`: a fact is written `{{k: key, v: value}}`")
        yield each["k"], each.get("v")


def _channels(written: object) -> tuple[str, ...]:
    names = written if isinstance(written, list) else []
    return tuple(dict.fromkeys(channel for name in names for channel in CHANNELS.get(str(name).casefold(), ())))
