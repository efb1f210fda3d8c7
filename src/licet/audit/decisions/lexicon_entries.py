r"""The entries of the lexicon: what each matches, and the rows that it writes.

An entry of ``fr/lexicon/*.yaml`` (files by name, entries in the order written; the first that matches a fact is taken)::

    key: 'objection\..*link.*works.*'      # the whole key, in lower case (other names of families: words.yaml)
    value: bad                           # any, yes (a plain no then settles the fact: nothing is written), no, number,
                                         # words, bad, good (see lexicon_words), or a pattern
    when: {channels: sms}                # around it: patterns, or conditions of words.yaml by name; `unless` too
    over: {months: 36}                   # amounts told, `under` too
    also: true                           # entries after it are asked about the same fact too; alone it translates nothing
    place: true                          # the key says where, not what: its other names are tried (see `other_names`)
    as: notice                           # rows of words.yaml that are written often; `facts` are added to the first
    rows: [{table: notices, id: site, when: {}, facts: {says.dpo: false}}]   # or `table`, `id`, `facts` of a single row
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import yaml

from licet.audit.decisions.lexicon_words import (
    Around,
    Wanted,
    amounts,
    folder,
    holds,
    in_words,
    is_no,
    is_number,
    leaning,
    unknown_names,
    wanted,
    words,
)
from licet.terms.errors import RuleError

AROUND: Final = ("role", "audience", "channels", "data_source", "legal_frame", "facts", "key", "value")
"""What an entry may look at beside the fact: what the decision says of the organisation, and every other fact."""

_NAMES: Final = frozenset(
    {"key", "value", "when", "unless", "over", "under", "also", "place", "as", "rows", "table", "id", "facts"}
)
_ROW_NAMES: Final = frozenset({"table", "id", "when", "facts", "source", "form", "notice"})
ANYTHING: Final[Wanted] = ({},)
NOTHING: Final[Wanted] = ()


@dataclass(frozen=True)
class Line:
    """A row that an entry writes, where ``when`` holds. Links and facts may name what was caught: ``$count``."""

    table: str
    id: str
    when: Wanted
    links: Mapping[str, str]
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Entry:
    """One entry: what it matches (key, value, amounts, and what the decision says around), and the rows it writes."""

    key: re.Pattern[str]
    value: object
    when: Wanted
    unless: Wanted
    over: Mapping[str, float]
    under: Mapping[str, float]
    lines: tuple[Line, ...]
    also: bool
    place: bool

    def denied(self, key: str, value: object, around: Around) -> bool:
        """Say whether it asks for a yes, of this very key, and the value is a plain no: then there is nothing to write."""
        asks_yes = self.value in {True, "yes"} and not self.also
        here = self.key.fullmatch(key) is not None and holds(self.when, around) and not holds(self.unless, around)
        return asks_yes and is_no(value) and here

    def matches(self, key: str, value: object, around: Around) -> dict[str, Any] | None:
        """Return what it caught of a key (see ``as_known``) and a value: amounts and named groups; or ``None``."""
        found = self.key.fullmatch(key)
        if not found or not holds(self.when, around) or holds(self.unless, around):
            return None
        caught = _caught(self.value, key, value)
        told = amounts(key, value)
        if caught is None or not _within(told, self.over, self.under):
            return None
        named = {name: text for name, text in found.groupdict().items() if text is not None}
        return {**told, **named, **caught}


def _within(told: Mapping[str, Any], over: Mapping[str, float], under: Mapping[str, float]) -> bool:
    if any(name not in told for name in (*over, *under)):
        return False
    return all(told[name] > limit for name, limit in over.items()) and all(
        told[name] < limit for name, limit in under.items()
    )


def _caught(asked: object, key: str, value: object) -> dict[str, Any] | None:  # noqa: PLR0911  # one line a kind of value
    match asked:
        case None | "any":
            return {}
        case True | "yes":
            return None if is_no(value) else {}
        case False | "no":
            return {} if is_no(value) else None
        case "number":
            return {} if is_number(value) and not is_no(value) else None
        case "words":
            return {} if isinstance(value, str | list) and not is_no(value) else None
        case "bad" | "good":
            return {} if leaning(key, value) == asked else None
        case _:
            found = re.search(str(asked), in_words(value))
            return None if found is None else {name: _number(text) for name, text in found.groupdict().items() if text}


def _number(text: str) -> object:
    return int(text) if text.isdecimal() else text


@cache
def entries() -> tuple[Entry, ...]:
    """Return every entry in the order asked; raise ``RuleError`` where one cannot be used."""
    paths = sorted((each for each in folder().iterdir() if each.name != "words.yaml"), key=lambda each: each.name)
    texts = [each.read_text(encoding="utf-8") for each in paths if each.name.endswith(".yaml")]
    return tuple(entry_of(raw) for text in texts for raw in yaml.safe_load(text))


def entry_of(raw: Mapping[str, Any]) -> Entry:
    """Return one entry as written; raise ``RuleError`` where a name or a pattern cannot be used."""
    unknown = set(raw) - _NAMES
    if unknown:
        msg = f"the lexicon has no `{min(unknown)}`"
        raise RuleError(msg)
    try:
        entry = Entry(
            key=re.compile(raw["key"]),
            value=raw.get("value"),
            when=wanted(raw["when"]) if "when" in raw else ANYTHING,
            unless=wanted(raw["unless"]) if "unless" in raw else NOTHING,
            over=raw.get("over", {}),
            under=raw.get("under", {}),
            lines=_lines(raw),
            also=bool(raw.get("also")),
            place=bool(raw.get("place")),
        )
        if isinstance(entry.value, str):
            re.compile(entry.value)
    except (KeyError, re.error) as error:
        msg = f"the lexicon cannot use the entry of `{raw.get('key')}`: {error}"
        raise RuleError(msg) from None
    _known_around(entry)
    return entry


def _known_around(entry: Entry) -> None:
    for asked in (entry.when, entry.unless, *(line.when for line in entry.lines)):
        unknown = unknown_names(asked, AROUND)
        if unknown:
            msg = f"the lexicon asks for `{min(unknown)}`, which is neither a condition nor told by decisions"
            raise RuleError(msg)


def _lines(raw: Mapping[str, Any]) -> tuple[Line, ...]:
    facts = raw.get("facts") or {}
    if "as" in raw:
        shape = words().shapes[raw["as"]]
        first = shape[0]["table"]
        return tuple(_line(each, facts if each["table"] == first else {}) for each in shape)
    if "table" in raw:
        return (_line({name: raw[name] for name in ("table", "id", "facts") if name in raw}, {}),)
    return tuple(_line(each, {}) for each in raw.get("rows") or ())


def _line(raw: Mapping[str, Any], more: Mapping[str, Any]) -> Line:
    unknown = set(raw) - _ROW_NAMES
    if unknown:
        msg = f"a row of the lexicon has no `{min(unknown)}`"
        raise RuleError(msg)
    return Line(
        table=raw["table"],
        id=str(raw.get("id", "$key")),
        when=wanted(raw["when"]) if "when" in raw else ANYTHING,
        links={name: str(raw[name]) for name in ("source", "form", "notice") if name in raw},
        facts={**(raw.get("facts") or {}), **more},
    )
