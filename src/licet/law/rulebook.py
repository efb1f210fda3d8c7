"""The rule book in Markdown: an index, and one file a family with one section a rule; French and English alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from licet.law.book import all_rules, tables
from licet.law.entries import FAMILIES, Entry, Lang, entry, fact_entry, family, figure_entry, pivots, sentence, text_of
from licet.law.figures import figures
from licet.law.heads import Conduct, conducts
from licet.law.labels import say
from licet.law.review import contested, left_out
from licet.rules.facts import Mending
from licet.rules.rule import Rule
from licet.rules.values import Kind
from licet.terms.days import iso_of

LANGS: Final[tuple[Lang, ...]] = ("fr", "en")


def write(folder: Path, langs: Iterable[Lang] = LANGS) -> list[Path]:
    """Write the rule book below a folder, one folder a language; return the files written.

    Files of families that are no more are removed, so that writing twice leaves what writing once does.
    """
    written = []
    for lang in langs:
        home = folder / lang
        home.mkdir(parents=True, exist_ok=True)
        pages = {"README.md": index(lang)} | {f"{name}.md": page(name, lang) for name in families()}
        for stale in {each.name for each in home.glob("*.md")} - set(pages):
            (home / stale).unlink()
        for name, text in pages.items():
            (home / name).write_text(text, encoding="utf-8", newline="\n")
            written.append(home / name)
    return written


def families() -> tuple[str, ...]:
    """Return the families that have rules, in the order of ``FAMILIES``, others behind."""
    present = dict.fromkeys(map(family, all_rules()))
    return (*(name for name in FAMILIES if name in present), *(name for name in present if name not in FAMILIES))


def index(lang: Lang) -> str:
    """Return the first page: indexes by family and by text, pivot days, figures, conducts, tables."""
    parts = [
        f"# {say('title', lang)}",
        f"{say('intro', lang)} {say('marks', lang)}",
        f"## {say('by_family', lang)}",
        *(_family_list(name, lang) for name in families()),
        f"## {say('by_text', lang)}",
        *_text_lists(),
        f"## {say('pivots', lang)}",
        _pivot_table(lang),
        f"## {say('figures', lang)}",
        _figure_table([figure_entry(each, lang) for each in figures().values()], lang),
        f"## {say('dissent', lang)}",
        say("dissent_intro", lang),
        _dissent_table(lang),
        f"## {say('left_out', lang)}",
        _left_out(lang),
        f"## {say('conducts', lang)}",
        _conduct_table(lang),
        f"## {say('tables', lang)}",
        *(_fact_section(name, lang) for name in tables()),
    ]
    return "\n\n".join(parts) + "\n"


def page(name: str, lang: Lang) -> str:
    """Return the page of a family: one section a rule."""
    sections = [section(entry(rule, lang), lang) for rule in all_rules() if family(rule) == name]
    return "\n\n".join([f"# {name} · {_family_name(name, lang)}", say("intro", lang), *sections]) + "\n"


def section(said: Entry, lang: Lang, day: int | None = None) -> str:
    """Return the section of one rule: sentence, citation, dates, authority, conduct, facts, examples, source."""
    parts = [
        f"## {said['id']}",
        f"**{said['sentence']}**",
        "\n".join(f"- {line}" for line in _lines(said, lang, day)),
        f"### {say('facts', lang)}",
        _facts(said["facts"], lang),
    ]
    if said["figures"]:
        parts += [f"### {say('figures', lang)}", _figure_table(said["figures"], lang)]
    if said["examples"]:
        parts += [f"### {say('examples', lang)}", *(_example(each, lang) for each in said["examples"])]
    return "\n\n".join([*parts, f"### {say('source', lang)}", f"```python\n{said['source'].rstrip()}\n```"])


def _lines(said: Entry, lang: Lang, day: int | None) -> list[str]:
    words: dict[str, str | None] = {
        "citation": said["citation"],
        "article": said["article"],
        "in_force": _force(said, lang, day),
        "stated_on": said["stated_on"],
        "level": say(said["level"], lang),
        "verified": said["verified"] + (f", {say('read_on', lang, said['read_on'])}" if said["read_on"] else ""),
        "review_by": said["review_by"],
        "burden": say(said["burden"], lang),
        "contested": said["contested_by"],
        "channels": ", ".join(say(each, lang) for each in said["channels"]),
        "audience": ", ".join(say(each, lang) for each in said["audience"]),
        "table": f"`{said['table']}`",
        "conduct": f"`{said['conduct']}` ({said['conduct_means']})",
        "heads": ", ".join(dict.fromkeys(said["heads"])),
        "remedy": said["remedy"] and say(said["remedy"], lang),
    }
    lines = [f"{say(key, lang)}{COLON[lang]} {text}" for key, text in words.items() if text]
    return [*lines, *(say(key, lang) for key in ("only_warns", "past_acts_only") if said[key])]


def _force(said: Entry, lang: Lang, day: int | None) -> str:
    since, until = said["since"], said["until"]
    force = say("between", lang, since, until) if until else say("since", lang, since)
    if day is None:
        return force
    return f"{force} ({say('that_day' if said['in_force'] else 'not_that_day', lang, iso_of(day))})"


COLON: Final[Mapping[Lang, str]] = {"fr": "\u00a0:", "en": ":"}


def _facts(facts: Sequence[Entry], lang: Lang) -> str:
    return "\n".join(f"- {_fact(fact, lang)}" for fact in facts)


def _fact(fact: Entry, lang: Lang) -> str:
    notes = [" | ".join(fact["choices"]) if fact["kind"] == Kind.CHOICE else say(fact["kind"], lang)]
    notes += [say(key, lang) for key in ("needs_evidence", "silence_is_no", "per_channel") if fact[key]]
    if fact["verdict_of"]:
        notes.append(say("verdict_of", lang, fact["verdict_of"]))
    if fact["mended_by"] != Mending.NOBODY:
        notes.append(f"{say('mended_by', lang)}{COLON[lang]} {say(fact['mended_by'], lang)}")
    return f"`{fact['name']}`{COLON[lang]} {fact['means']} ({', '.join(notes)})"


def _example(said: Entry, lang: Lang) -> str:
    kind = say("bad" if said["is_bad"] else "good", lang)
    shared = ", ".join(f"`{name}` {_cell(value, lang)}" for name, value in said["shared"].items())
    names = list(said["people"][0])
    heads = [say("breached", lang) if name == "breached" else f"`{name}`" for name in names]
    rows = [[_cell(person[name], lang) for name in names] for person in said["people"]]
    lines = [f"**{kind}{COLON[lang]}** {said['sentence']}."]
    if shared:
        lines.append(f"{say('shared', lang)}{COLON[lang]} {shared}.")
    return "\n\n".join([*lines, table(heads, rows)])


def _cell(value: Any, lang: Lang) -> str:  # noqa: ANN401  # whatever an example holds
    if value is None:
        return ""
    if isinstance(value, bool):
        return say("yes" if value else "no", lang)
    return say(value, lang) if isinstance(value, str) else str(value)


def _family_list(name: str, lang: Lang) -> str:
    rules = [rule for rule in all_rules() if family(rule) == name]
    lines = [f"- {_link(rule)} {sentence(rule, lang)}" for rule in rules]
    return "\n".join([f"### {name} · {_family_name(name, lang)}", "", *lines])


def _family_name(name: str, lang: Lang) -> str:
    return FAMILIES[name][lang] if name in FAMILIES else name


def _text_lists() -> list[str]:
    placed = sorted((*text_of(rule), rule.id, _link(rule)) for rule in all_rules())
    lists = []
    for text, group in groupby(placed, key=lambda each: each[0]):
        lines = [
            f"- {article}: {', '.join(link for *_, link in same)}"
            for article, same in groupby(group, key=lambda each: each[1])
        ]
        lists.append("\n".join([f"### {text}", "", *lines]))
    return lists


def _link(rule: Rule) -> str:
    # the anchor that GitHub, GitLab and most others give to a heading: lower case, no full stop
    anchor = "".join(char for char in rule.id.lower() if char.isalnum() or char in "-_")
    return f"[{rule.id}]({family(rule)}.md#{anchor})"


def _pivot_table(lang: Lang) -> str:
    rows = [
        [iso_of(day), ", ".join(map(_link, starting)), ", ".join(map(_link, ended))]
        for day, (starting, ended) in pivots(all_rules()).items()
    ]
    return table([say("day", lang), say("starts", lang), say("ends", lang)], rows)


def _figure_table(said: Sequence[Entry], lang: Lang) -> str:
    rows = [
        [
            f"`{each['name']}`",
            each["means"],
            "; ".join(f"{value} ({say('from_day', lang, day)})" for day, value in each["values"].items()),
            say(each["unit"], lang),
            each["source"],
            each["verified"],
        ]
        for each in said
    ]
    heads = ("figure", "means", "values", "unit", "citation", "verified")
    return table([say(key, lang) for key in heads], rows)


def _conduct_table(lang: Lang) -> str:
    rows = [
        [
            f"`{each.name}`",
            each.fr if lang == "fr" else each.en,
            "; ".join(_charges(each, lang)),
            say(each.remedy, lang),
            ", ".join(_link(rule) for rule in all_rules() if rule.conduct == each.name),
        ]
        for each in conducts().values()
    ]
    return table([say(key, lang) for key in ("conduct", "means", "heads", "remedy", "rules")], rows)


def _dissent_table(lang: Lang) -> str:
    rows = []
    for each in contested():
        sides = each.fr if lang == "fr" else each.en
        stated = "" if each.stated_on is None else each.stated_on.isoformat()
        rows.append([_link(each.rule), sides.strict, sides.other, sides.owner, stated])
    heads = ("rule", "strict_side", "other_side", "owner", "stated_on")
    return table([say(key, lang) for key in heads], rows)


def _left_out(lang: Lang) -> str:
    return "\n".join(f"- {name}{COLON[lang]} {why[lang]}." for name, why in sorted(left_out().items()))


def _charges(conduct: Conduct, lang: Lang) -> list[str]:
    said = []
    for each in conduct.charges:
        limits = [
            *([say(each.role, lang)] if each.role else []),
            *(say(channel, lang) for channel in sorted(each.channels)),
        ]
        limits += [say("since", lang, iso_of(each.since))] if each.since is not None else []
        limits += [f"→ {iso_of(each.until)}"] if each.until is not None else []
        said.append(f"{each.article} ({', '.join(limits)})" if limits else each.article)
    return said


def _fact_section(name: str, lang: Lang) -> str:
    found = tables()[name]
    means = found.fr if lang == "fr" else found.means
    facts = [fact_entry(fact, lang) for fact in found.facts.values()]
    return "\n\n".join(
        [f"### `{name}`", f"{say('one_row', lang).capitalize()}{COLON[lang]} {means}.", _facts(facts, lang)]
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table; a bar within a cell is escaped, a line end becomes a space."""
    lines = [list(heads), ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(_escaped(cell) for cell in line)} |" for line in lines)


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|").replace("\n", " ")
