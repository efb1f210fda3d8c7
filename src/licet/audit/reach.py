"""Show the lawful reach on a terminal: how many, why not the others, what would free most."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from babel.numbers import format_decimal, format_percent
from rich.console import Console
from rich.table import Table

from licet.audit.model_reach import Reach

WORDS: Final = {
    "fr": {
        "title": "Portée licite : {channel}, pour {controller}, le {day}",
        "permitted": "permises",
        "refused": "refusées",
        "undetermined": "indéterminées",
        "no_contact_point": "sans coordonnée pour ce canal",
        "why": "Pourquoi pas les autres (une personne peut compter plusieurs fois)",
        "rule": "Règle",
        "verdict": "Verdict",
        "persons": "Personnes",
        "free": "Ce qu'une seule réponse libérerait",
        "none": "Aucune réponse, à elle seule, ne libérerait personne : il en manque plusieurs à la fois.",
        "if": "si la réponse est",
        "estimated": "estimation",
        "yes": "oui",
        "no": "non",
        "never": "jamais",
        "before": "avant ce jour",
        "files": "Écrits",
    },
    "en": {
        "title": "Lawful reach: {channel}, for {controller}, on {day}",
        "permitted": "permitted",
        "refused": "refused",
        "undetermined": "undetermined",
        "no_contact_point": "without a contact point for this channel",
        "why": "Why not the others (one person may count several times)",
        "rule": "Rule",
        "verdict": "Verdict",
        "persons": "Persons",
        "free": "What a single answer would free",
        "none": "No answer alone would free anybody: several are missing at once.",
        "if": "if the answer is",
        "estimated": "estimate",
        "yes": "yes",
        "no": "no",
        "never": "never",
        "before": "before this day",
        "files": "Written",
    },
}
MOST: Final = 12
PERCENT: Final = {"fr": "#,##0.0\u202f%", "en": "#,##0.0%"}


def _number(lang: str, count: int) -> str:
    return str(format_decimal(count, locale=lang))


def print_reach(reach: Reach, console: Console, lang: str, paths: Mapping[str, Path]) -> None:
    """Print the reach in a language."""
    words = WORDS[lang]
    console.print(
        words["title"].format(channel=reach.channel, controller=reach.controller, day=reach.day), markup=False
    )
    whole = reach.persons or 1
    for name in ("permitted", "refused", "undetermined", "no_contact_point"):
        count = getattr(reach, name)
        share = str(format_percent(count / whole, locale=lang, format=PERCENT[lang]))
        console.print(f"  {_number(lang, count):>14}  {share:>8}  {words[name]}", markup=False)
    if reach.why_not:
        table = Table(title=words["why"], title_justify="left", box=None, pad_edge=False)
        table.add_column(words["persons"], justify="right")
        table.add_column(words["verdict"])
        table.add_column(words["rule"])
        for each in reach.why_not[:MOST]:
            sentence = each.sentence_fr if lang == "fr" else each.sentence
            table.add_row(_number(lang, each.persons), words[each.verdict], f"{each.rule} · {sentence}")
        console.print(table)
    if reach.undetermined:
        _print_freed(reach, console, lang)
    console.print(words["files"], markup=False)
    for path in paths.values():
        console.print(f"  {path}", markup=False, highlight=False, soft_wrap=True)


def _print_freed(reach: Reach, console: Console, lang: str) -> None:
    words = WORDS[lang]
    console.print(words["free"], markup=False)
    if not reach.would_free:
        console.print(f"  {words['none']}", markup=False)
    for each in reach.would_free[:3]:
        question = each.question_fr if lang == "fr" else each.question
        estimate = f" ({words['estimated']})" if each.estimated else ""
        said = words.get(each.answer, each.answer)
        console.print(
            f"  {format_decimal(each.persons, locale=lang)}{estimate} · {question}, {words['if']} « {said} »",
            markup=False,
        )
