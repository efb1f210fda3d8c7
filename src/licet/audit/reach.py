"""Show the lawful reach on a terminal: how many, why not the others, what would free most."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from licet.audit.model_reach import Reach
from licet.audit.report.words import Words
from licet.audit.report.wrapping import shown

WORDS: Final = {
    "fr": {
        "title": "Portée licite : {channel}, pour {controller}, le {day} : {persons}",
        "permitted": "peuvent être contactées",
        "refused": "ne peuvent pas l'être",
        "undetermined": "indéterminées, donc à ne pas contacter",
        "no_contact_point": "sans coordonnée pour ce canal",
        "why": "Pourquoi pas les autres (une personne peut compter plusieurs fois)",
        "more": "et {n} règles de plus dans reach.json",
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
        "title": "Lawful reach: {channel}, for {controller}, on {day}: {persons}",
        "permitted": "may be contacted",
        "refused": "may not",
        "undetermined": "undetermined, hence not to be contacted",
        "no_contact_point": "without a contact point for this channel",
        "why": "Why not the others (one person may count several times)",
        "more": "and {n} more rules in reach.json",
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
VERDICTS: Final = {
    "fr": {"refused": "refusées", "undetermined": "indéterminées"},
    "en": {"refused": "refused", "undetermined": "undetermined"},
}
MOST: Final = 12
"""Rules shown, those that refuse first; ``reach.json`` has them all."""
MOST_FREED: Final = 3


def print_reach(reach: Reach, console: Console, lang: str, paths: Mapping[str, Path]) -> None:
    """Print the reach in a language (``fr`` or ``en``), the same without colour."""
    _Print(reach, console, lang).all(paths)


class _Print:
    def __init__(self, reach: Reach, console: Console, lang: str) -> None:
        self._reach = reach
        self._console = console
        self._said = Words("fr" if lang == "fr" else "en")
        self._words = WORDS[self._said.language]

    def all(self, paths: Mapping[str, Path]) -> None:
        reach, said = self._reach, self._said
        title = self._words["title"].format(
            channel=said.name("channel", reach.channel),
            controller=reach.controller,
            day=said.day(reach.day),
            persons=said.counted(reach.persons, "persons"),
        )
        self._line(title, 0, "bold")
        for name in ("permitted", "refused", "undetermined", "no_contact_point"):
            count = getattr(reach, name)
            self._line(f"{said.number(count):>12}  {said.share(count, reach.persons):>8}  {self._words[name]}")
        if reach.why_not:
            self._why_not()
        if reach.undetermined:
            self._freed()
        self._console.print()
        self._line(self._words["files"], 0, "bold")
        for path in paths.values():
            self._console.print(self._text(f"  {path}"), soft_wrap=True)  # whole on one line: it is there to be copied

    def _why_not(self) -> None:
        why = self._reach.why_not
        self._console.print()
        self._line(self._words["why"], 0, "bold")
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(self._words["persons"], justify="right", no_wrap=True)
        table.add_column(self._words["verdict"], no_wrap=True)
        table.add_column(self._words["rule"], overflow="fold")
        for each in why[:MOST]:
            sentence = each.sentence_fr if self._said.language == "fr" else each.sentence
            verdict = VERDICTS[self._said.language].get(each.verdict, each.verdict)
            table.add_row(self._text(self._said.number(each.persons)), verdict, self._text(f"{each.rule} · {sentence}"))
        self._console.print(Padding(table, (0, 0, 0, 2), expand=False))
        if len(why) > MOST:
            self._line(self._words["more"].format(n=len(why) - MOST))

    def _freed(self) -> None:
        words, said = self._words, self._said
        self._console.print()
        self._line(words["free"], 0, "bold")
        if not self._reach.would_free:
            self._line(words["none"])
        for each in self._reach.would_free[:MOST_FREED]:
            question = each.question_fr if said.language == "fr" else each.question
            estimate = f" ({words['estimated']})" if each.estimated else ""
            counted = said.counted(each.persons, "persons")
            answer = words.get(each.answer, each.answer)
            quoted = f"«\u00a0{answer}\u00a0»" if said.language == "fr" else f"“{answer}”"
            self._line(f"{counted}{estimate} · {question}, {words['if']} {quoted}")

    def _line(self, line: str, indent: int = 2, style: str = "") -> None:
        self._console.print(Padding(self._text(line, style), (0, 0, 0, indent), expand=False))

    def _text(self, text: str, style: str = "") -> Text:
        return shown(text, self._console, style)
