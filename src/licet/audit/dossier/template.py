"""Write the empty dossier of ``licet dossier init``: every table and every question, with its meaning as a comment.

What the channels call for stands as rows in which nothing was asked; the rest stands behind ``#``. So the file loads as
it is, and an audit of it finds nothing for certain: what was not asked is never a breach (heads.md D8).
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from licet.audit.dossier.answers import NOT_ASKED
from licet.audit.dossier.contents import (
    CALLED_FOR,
    FILE_NAME,
    PARTNER,
    VERSION,
    documents_of,
    link_key,
    links_of,
    questions,
    small_tables,
    speaks_for_people,
)
from licet.audit.dossier.derive import PARTNER_LISTS, REGISTERS
from licet.audit.dossier.load import ORGANISATION
from licet.audit.dossier.quoting import listed, shown
from licet.audit.dossier.wording import LANGS, Lang, say
from licet.law.book import all_rules
from licet.law.facts.persons import PERSONS
from licet.rules.facts import Fact, Table
from licet.rules.values import Kind
from licet.terms.errors import UsageError
from licet.terms.words import Channel

WIDTH: Final = 116
OFF: Final = "# "
_FILES: Final = (".csv", ".tsv", ".txt", ".parquet", ".pq", ".xlsx")
_ORDER: Final = (*CALLED_FOR, "trackers", "third_country_transfers", "requests", "disclosures")
_EXAMPLES: Final = {
    "files": "[document.pdf]",
    "css": "[page.css]",
    "partner_list": "partners.html",
    "screenshot": "page.png",
    "actions": "choices.json",
}
_KINDS: Final = {Kind.TERNARY: "true | false", Kind.COUNT: "0, 1, 2…", Kind.DAY: "2026-08-11 | never"}
_INSTANT: Final = "2026-08-11 | 2026-08-11T10:00:00+02:00 | never"

Lines = Iterator[str]


def write_template(folder: Path, lang: str = "fr", channels: Iterable[str] = ()) -> Path:
    """Write ``dossier.yaml`` into a folder, made if need be, and return its path.

    ``lang`` (``fr`` or ``en``) is that of the comments; ``channels`` are those in use: none named, all are asked about.
    People files that lie in the folder are pointed at. Raises ``UsageError`` for an unknown language or channel, and
    rather than write over a dossier.
    """
    used = tuple(str(each) for each in channels)
    for each in used:
        if each not in list(Channel):
            raise UsageError(f"{shown(each)} is no channel; the channels are {listed(Channel)}")
    language: Lang | None = next((each for each in LANGS if each == lang), None)
    if language is None:
        raise UsageError(f"the languages are {listed(LANGS)}")
    path = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        found = sorted(each.name for each in folder.iterdir() if each.suffix.lower() in _FILES and each.is_file())
        text = "\n".join(_Template(language, used, found).lines()) + "\n"
        with path.open("x", encoding="utf-8") as handle:
            handle.write(text)
    except FileExistsError:
        what = path if path.exists() else folder
        raise UsageError(f"`{what}` is there already, and nothing is written over it") from None
    except OSError as error:
        raise UsageError(f"`{path}` cannot be written: {(error.strerror or 'unknown reason').lower()}") from None
    return path


class _Template:
    def __init__(self, lang: Lang, channels: tuple[str, ...], files: Sequence[str]) -> None:
        self._lang = lang
        self._channels = channels
        self._files = files

    def lines(self) -> Lines:
        for line in say("template.head", self._lang).splitlines():
            yield f"# {line}".rstrip()
        yield from ("", f"licet_dossier: {VERSION}", "", *self._key("judged_on"), "# judged_on: 2026-08-11")
        yield from ("", *self._key("organisation"), "organisation:", "  name:", "  by: declared")
        for key, fact in ORGANISATION.items():
            yield from self._question(key, fact, "  ")
        yield from ("", *self._key("channels"), f"# {' | '.join(Channel)}", self._used())
        yield from ("", *self._key("purposes"), "purposes:")
        yield from ("  # - id: offers", f"  #   channels: {self._listed(self._channels or (Channel.EMAIL,))}")
        yield from ("  #   needs: [email, first_name, last_name]", "  #   by: declared")
        yield from ("", *self._people())
        yield from ("", *self._key("everyone"), "everyone:", "  by: declared", *self._questions(PERSONS, "  "))
        tables = small_tables()
        for name in (*_ORDER, *(each for each in sorted(tables) if each not in _ORDER)):
            yield from ("", *self._table(tables[name]))
        for register in REGISTERS.values():
            yield from ("", *self._title(register, "register"), *self._row(register, OFF))
        for key in ("sends", "complaints"):
            yield from ("", *self._key(key), f"# {key}:", "#   - {source: source-1, sender: account-1, count: 0}")
        yield from (*self._key("complaints_mails"), "# complaints: {mails: complaints.mbox}")

    def _used(self) -> str:
        return f"channels: {self._listed(self._channels)}" if self._channels else "# channels: [email]"

    def _people(self) -> Lines:
        yield from (*self._key("people"), "people:")
        said = "file_here" if self._files else "file_missing"
        yield from self._comment(say(f"template.{said}", self._lang), "  ")
        for name in self._files:
            yield from (f"  - file: {json.dumps(name, ensure_ascii=False)}", "    by: data")
        if not self._files:
            yield from ("  # - file: people.csv", "  #   by: data")
        for key, example in (("source", "source-1"), ("map", '{"Header": consent_at}')):
            yield from (*self._key(key, "    "), f"    # {key}: {example}")
        yield from (*self._key("count_of_group", "  "), "  # - count: 0", "  #   name: inactive", "  #   answers: {}")

    def _table(self, table: Table) -> Lines:
        wanted = set(self._channels or Channel) & set(CALLED_FOR.get(table.name, ()))
        if not wanted:
            yield from (*self._title(table, "uncomment"), *self._row(table, OFF))
            return
        yield from self._title(table)
        yield f"{table.name}:"
        used = [each for each in self._channels if each in wanted] if table.channel else []
        for channel in used or [""]:
            yield from list(self._row(table, "", channel))[1:]

    def _title(self, table: Table, said: str = "") -> Lines:
        words = table.fr if self._lang == "fr" else table.means
        yield from self._comment(f"{words} ({say(f'template.{said}', self._lang)})" if said else words, "")

    def _row(self, table: Table, off: str, channel: str = "") -> Lines:
        """Give the lines of one row in which nothing was asked, the name of the table first, each behind ``off``."""
        one = re.sub("ie$", "y", link_key(table.name)).replace("_", "-")
        by = "document" if table.name in REGISTERS else "declared"
        yield f"{off}{table.name}:"
        for line in (f"  - id: {one}-{channel or 1}", f"    by: {by}"):
            yield off + line
        for key in links_of(table):
            target = "partners" if key == PARTNER else next(each for each in table.parents if link_key(each) == key)
            said = say("key.partner", self._lang) if key == PARTNER else say("key.link", self._lang, table=target)
            yield from (off + line for line in self._comment(said, "    "))
            yield f"{off}    {key}: {link_key(target)}-1"
        for key in documents_of(table):
            name = _EXAMPLES[key]
            yield from (off + line for line in (*self._key(f"documents_{key}", "    "), f"    {OFF}{key}: {name}"))
        if table is PARTNER_LISTS:
            yield from (off + line for line in (*self._key("names", "    "), "    names: [partner-1]"))
        if channel:
            yield f"{off}    channel: {channel}"
        if table.channel:
            yield from (off + line for line in (*self._key("at", "    "), f"    {OFF}at: {_INSTANT.split(' | ')[1]}"))
        yield from (off + line for line in self._questions(table, "    ", without=table.channel if channel else None))
        if speaks_for_people(table):
            yield from (off + line for line in (*self._key("answers_of_people", "    "), "    people: {}"))

    def _questions(self, table: Table, indent: str, without: str | None = None) -> Lines:
        read = self._read_by_rules(table)
        for name, fact in questions(table).items():
            if name != without:
                asked = name in read or table.name in REGISTERS
                key = "channel" if name == table.channel else name
                yield from self._question(key, fact, indent, "" if asked else OFF)

    def _read_by_rules(self, table: Table) -> set[str]:
        """Return the facts that a rule on the channels in use reads."""
        used = set(self._channels)
        rules = [
            rule for rule in all_rules() if rule.on is table and (not used or not rule.channels or rule.channels & used)
        ]
        return {name for rule in rules for name in rule.facts()}

    def _question(self, key: str, fact: Fact, indent: str, off: str = "") -> Lines:
        words = fact.fr if self._lang == "fr" else fact.means
        kind = " | ".join(fact.choices) if fact.kind is Kind.CHOICE else _KINDS.get(fact.kind, _INSTANT)
        kind += f" [{say('template.document', self._lang)}]" if fact.needs_evidence else ""
        yield from self._comment(words, indent)
        line = f"{indent}{off}{key}: {NOT_ASKED}  # {kind}"
        if len(line) > WIDTH:
            yield from self._comment(kind, f"{indent}")
            line = f"{indent}{off}{key}: {NOT_ASKED}"
        yield line

    def _key(self, key: str, indent: str = "") -> Lines:
        yield from self._comment(say(f"key.{key}", self._lang), indent)

    def _comment(self, words: str, indent: str) -> Lines:
        sign = f"{indent}# "
        yield from textwrap.wrap(words, WIDTH, initial_indent=sign, subsequent_indent=sign, break_on_hyphens=False)

    def _listed(self, channels: Iterable[str]) -> str:
        return f"[{', '.join(channels)}]"
