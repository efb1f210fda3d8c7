"""Translate a decision told as ``facts: [{k, v}]`` into rows of the dossier, by the entries of ``fr/lexicon.yaml``.

An entry names keys and values by pattern, and says which facts of which row they are. It knows words of the field
(``password_hash: MD5``), never a case. What no entry knows is listed as untranslated: it is left out, never guessed. Notes
(``n``), outcomes and reasons are not read: they hint at the judgment.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import yaml

from licet.terms.errors import DossierError, RuleError

CHANNELS: Final[Mapping[str, tuple[str, ...]]] = {
    "email": ("email",),
    "sms": ("sms",),
    "phone": ("telephone",),
    "phone_by_buyers": ("telephone",),
    "post": ("post",),
    "fax": ("fax",),
    "automated_calls": ("automated_call",),
    "inbox_ads": ("email",),
}
"""What decisions call channels; what is shown on a page, in an application or on a network is none of ours."""

NO_WORDS: Final = frozenset({"", "no", "none", "false", "missing", "never", "absent", "not_given", "not_done", "0"})

Given = Mapping[str, Any]


@dataclass(frozen=True)
class Translation:
    """The channels and the rows that a list of facts comes to, and the keys that no entry knows."""

    channels: tuple[str, ...]
    dossier: Mapping[str, Any]
    untranslated: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """One entry: what it matches (key, value, and what the decision says around), and the rows it writes.

    ``also``: entries after it are asked about the same fact too.
    """

    key: re.Pattern[str]
    value: object
    when: Mapping[str, str]
    rows: tuple[Mapping[str, Any], ...]
    also: bool

    def matches(self, key: str, value: object, around: Mapping[str, str]) -> dict[str, Any] | None:
        """Return what its patterns caught (``value`` included), or ``None``."""
        found = self.key.fullmatch(key)
        if not found or not all(re.search(pattern, around.get(name, "")) for name, pattern in self.when.items()):
            return None
        caught = _caught(self.value, value)
        return None if caught is None else {"value": value, **found.groupdict(), **caught}


def _caught(wanted: object, value: object) -> dict[str, Any] | None:
    """Return what a value pattern catches: any, yes, no, number, or a regular expression on the words of the value."""
    words = _words(value)
    match wanted:
        case None | "any":
            return {}
        case True | "yes":
            return {} if value is True or (not isinstance(value, bool) and words not in NO_WORDS) else None
        case False | "no":
            return {} if value is False or words in NO_WORDS or value == 0 else None
        case "number":
            return {} if isinstance(value, int | float) and not isinstance(value, bool) and value > 0 else None
        case _:
            found = re.search(str(wanted), words)
            return {name: _number(text) for name, text in found.groupdict().items()} if found else None


def _number(text: str | None) -> object:
    return int(text) if text is not None and text.isdecimal() else text


def _words(value: object) -> str:
    each = value if isinstance(value, list) else [value]
    return " ".join(map(str, each)).casefold()


@cache
def entries() -> tuple[Entry, ...]:
    """Return the entries in the order written: the first that matches a fact is taken."""
    raw = yaml.safe_load(files("licet.law").joinpath("fr/lexicon.yaml").read_text(encoding="utf-8"))
    return tuple(map(_entry, raw))


def _entry(raw: Mapping[str, Any]) -> Entry:
    unknown = set(raw) - {"key", "value", "when", "rows", "also"}
    if unknown:
        msg = f"the lexicon has no `{min(unknown)}`"
        raise RuleError(msg)
    return Entry(
        key=re.compile(raw["key"]),
        value=raw.get("value"),
        when=raw.get("when", {}),
        rows=tuple(raw.get("rows") or ()),
        also=bool(raw.get("also")),
    )


@dataclass
class _Rows:
    rows: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def write(self, key: str, row: Given, caught: Given) -> None:
        table, row_id = str(row["table"]), str(_filled(row.get("id", "1"), caught))
        made = self.rows.setdefault((table, row_id), {"id": row_id, "from": {}})
        for name in set(row) - {"table", "id", "facts"}:
            made.setdefault(name, _filled(row[name], caught))
        said = {name for facts in made["from"].values() for name in facts}
        facts = {name: _filled(value, caught) for name, value in (row.get("facts") or {}).items() if name not in said}
        made["from"].setdefault(key, {}).update(facts)

    def dossier(self) -> dict[str, Any]:
        tables: dict[str, Any] = {}
        for (table, _), row in self.rows.items():
            tables.setdefault(table, []).append(row)
        return tables


def _filled(value: object, caught: Given) -> object:
    """Return a value of an entry; ``$name`` stands for what a pattern caught, ``$years_ago_N`` for a day."""
    if isinstance(value, str) and value.startswith("$"):
        return caught[value[1:]]
    return value


def translate(raw: Given, path: Path, day: dt.date) -> Translation:
    """Return the rows that a decision's facts come to; raise ``DossierError`` where they are not ``{k, v}`` pairs."""
    around = _around(raw)
    rows, untranslated = _Rows(), []
    days = {f"years_before_{n}": _years_before(day, n) for n in range(1, 31)} | {"day": day}
    for each in (*_told(raw), *_facts(raw, path)):
        key, value = each
        if value is None:
            continue
        known = False
        for entry in entries():
            caught = entry.matches(key, value, around)
            if caught is None:
                continue
            known = True
            for row in entry.rows:
                rows.write(key, row, {**days, **caught})
            if not entry.also:
                break
        if not known and not key.startswith("about."):
            untranslated.append(key)
    return Translation(_channels(raw.get("channels")), rows.dossier(), tuple(untranslated))


def _years_before(day: dt.date, years: int) -> dt.date:
    return dt.date(day.year - years, day.month, min(day.day, 28))


def _around(raw: Given) -> dict[str, str]:
    """Return what a decision says of the organisation, as words that an entry may ask for."""
    names = ("role", "audience", "channels", "data_source", "scope", "legal_frame", "kind")
    found = {name: _words(raw.get(name) or "") for name in names}
    keys = [str(each.get("k")) for each in raw.get("facts") or () if isinstance(each, Mapping)]
    return found | {"keys": " ".join(keys)}


def _told(raw: Given) -> Iterable[tuple[str, object]]:
    """Yield what stands beside the facts as facts of its own: role, audience, sources of the data."""
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
    return tuple(dict.fromkeys(channel for name in names for channel in CHANNELS.get(str(name), ())))
