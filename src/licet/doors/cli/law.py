"""``licet law``: list the rules, read one, compare the law of two days, write the rule book."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from licet.doors.cli.asked import Json, JsonOf, Lang, day, language
from licet.doors.cli.printing import put, put_json
from licet.doors.exits import Exit
from licet.terms.days import day_of

if TYPE_CHECKING:
    from licet.law.entries import Entry


def list_rules(
    *, on: str | None = None, family: str | None = None, lang: Lang | None = None, as_json: Json = False
) -> Exit:
    """List the rules, by id.

    Parameters
    ----------
    on
        Only the rules in force on this day (YYYY-MM-DD); without it, all there are.
    family
        Only the rules whose id begins so: CPC, CON, TEL...
    lang
        Language of the sentences: fr or en (default: that of the environment, French unless it says English).

    """
    from licet.law.entries import headline, of_family

    tongue, when = language(lang), _number_of(on)
    said = [headline(rule, tongue) for rule in of_family(family) if when is None or rule.in_force(when)]
    if as_json:
        put_json(said)
    else:
        _print_list(said, tongue)
    return Exit.CLEAN


def show(rule: str, /, *, on: str | None = None, lang: Lang | None = None, as_json: Json = False) -> Exit:
    """Show a rule: its sentence, text, dates, conduct, facts, examples, and the function as it is written.

    Parameters
    ----------
    rule
        Its id (CPC-01) or its name.
    on
        Say whether it was in force on this day (YYYY-MM-DD).
    lang
        Language: fr or en (default: that of the environment, French unless it says English).

    """
    from licet.doors.cli.terminal import print_markdown
    from licet.law.book import find
    from licet.law.entries import entry
    from licet.law.rulebook import section

    tongue, when = language(lang), _number_of(on)
    said = entry(find(rule), tongue, when)
    if as_json:
        put_json(said)
    else:
        print_markdown(section(said, tongue, when))
    return Exit.CLEAN


def diff(before: str, after: str, /, *, lang: Lang | None = None, as_json: Json = False) -> Exit:
    """Show what changes between the law of two days: rules that start, rules that end, figures of another value.

    Parameters
    ----------
    before
        The first day (YYYY-MM-DD).
    after
        The second day (YYYY-MM-DD).
    lang
        Language: fr or en (default: that of the environment, French unless it says English).

    """
    from licet.law.entries import changes

    tongue = language(lang)
    old, new = (day_of(day(each)) for each in (before, after))
    said = changes(old, new, tongue)
    if as_json:
        put_json(said)
    else:
        _print_changes(said, tongue)
    return Exit.CLEAN


def book(*, out: Path, lang: Lang | None = None, as_json: JsonOf = False) -> Exit:
    """Write the rule book in Markdown: an index and one file a family, in French and in English.

    Parameters
    ----------
    out
        The folder to write into; one folder a language is made in it.
    lang
        Only this language: fr or en.
    as_json
        Print the paths of the files written as JSON, for programs.

    """
    from licet.law.rulebook import LANGS, write

    written = [str(path) for path in write(out, LANGS if lang is None else (lang,))]
    if as_json:
        put_json(written)
    else:
        put("\n".join(written))
    return Exit.CLEAN


def _number_of(written: str | None) -> int | None:
    date = day(written)
    return None if date is None else day_of(date)


def _print_list(said: list[Entry], lang: Lang) -> None:
    from licet.doors.cli.terminal import print_table
    from licet.law.labels import say

    rows = [
        (each["id"], _dates(each), f"{each['level']} {each['verified']}", each["citation"], each["sentence"])
        for each in said
    ]
    heads = ("rule", "in_force", "level", "citation", "means")
    print_table([say(key, lang) for key in heads], rows)
    put(f"{len(said)} {say('rules' if len(said) != 1 else 'rule', lang)}")


def _dates(said: Entry) -> str:
    return f"{said['since']} → {said['until'] or ''}".rstrip()


def _print_changes(said: Entry, lang: Lang) -> None:
    from licet.doors.cli.terminal import print_table
    from licet.law.labels import say

    for key, title in (("start", "starts"), ("end", "ends_diff")):
        if said[key]:
            put(f"{say(title, lang).capitalize()} ({len(said[key])})")
            print_table(_rule_heads(lang), [(each["id"], each["citation"], each["sentence"]) for each in said[key]])
            put("")
    if said["figures"]:
        put(f"{say('figures', lang)} ({len(said['figures'])})")
        for each in said["figures"]:
            put(
                f"  {each['name']}: {_number(each['from'])} → {_number(each['to'])} {say(each['unit'], lang)} ({each['means']})"
            )
    if not (said["start"] or said["end"] or said["figures"]):
        put(say("no_change", lang))


def _rule_heads(lang: Lang) -> list[str]:
    from licet.law.labels import say

    return [say(key, lang) for key in ("rule", "citation", "means")]


def _number(value: Any) -> str:  # noqa: ANN401  # a number, or nothing yet
    return "–" if value is None else str(value)
