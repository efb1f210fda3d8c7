"""What there is to say of a rule, of a figure and of a change of the law, as plain data in one language.

The terminal, ``--json`` and the rule book all show these, so that they say the same.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal

from licet.law import examples as cases
from licet.law.book import all_rules, book
from licet.law.figures import Figure, figures
from licet.law.heads import conducts
from licet.law.review import review_by
from licet.rules import formulas as fm
from licet.rules.facts import Fact
from licet.rules.rule import Rule
from licet.rules.values import Never, Unknown, Value
from licet.terms.days import iso_of
from licet.terms.errors import UsageError

Lang = Literal["fr", "en"]
Entry = dict[str, Any]

FAMILIES: Final[Mapping[str, Mapping[Lang, str]]] = {
    "CPC": {"en": "electronic and automated prospecting", "fr": "prospection électronique et automatisée"},
    "CON": {"en": "validity and proof of consent", "fr": "validité et preuve du consentement"},
    "CUS": {"en": "existing customers", "fr": "clients existants"},
    "PRO": {"en": "professionals and generic addresses", "fr": "professionnels et adresses génériques"},
    "TEL": {"en": "telephone", "fr": "téléphone"},
    "SEC": {"en": "bans of sectors", "fr": "interdictions sectorielles"},
    "PAR": {"en": "partners and transmission", "fr": "partenaires et transmission"},
    "INF": {"en": "information", "fr": "information"},
    "RGT": {"en": "rights of persons", "fr": "droits des personnes"},
    "RET": {"en": "retention", "fr": "conservation"},
    "ACC": {"en": "processors and contracts", "fr": "sous-traitants et contrats"},
    "PIX": {"en": "reading of opens", "fr": "lecture des ouvertures"},
    "NUM": {"en": "numbers shown, SMS, machines that speak", "fr": "numéros affichés, SMS, machines qui parlent"},
    "CMP": {"en": "complaints and mailbox providers", "fr": "signalements et fournisseurs de messagerie"},
    "SPE": {"en": "special publics", "fr": "publics particuliers"},
    "OTH": {"en": "other duties", "fr": "autres obligations"},
}
"""What the first letters of a rule's id stand for."""

_TEXT: Final = re.compile(
    r"(?P<text>GDPR|LIL|CPCE|AI Act|AF2M|RFC|Gmail|Microsoft|La Poste|Signal Spam|C\. [a-z]+\.?|[A-Z]+)(?P<article> [LRD]?\.?[0-9][-0-9.]*)?"
)


def family(rule: Rule) -> str:
    """Return the family of a rule: the letters before the first hyphen of its id."""
    return rule.id.partition("-")[0]


def of_family(name: str | None) -> tuple[Rule, ...]:
    """Return the rules of a family (``None``: all); one that does not exist raises ``UsageError``."""
    found = tuple(each for each in all_rules() if name is None or family(each) == name.upper())
    if not found:
        known = ", ".join(f"`{each}`" for each in dict.fromkeys(map(family, all_rules())))
        raise UsageError(f"no family of rules is called `{name}`: there are {known}")
    return found


def text_of(rule: Rule) -> tuple[str, str]:
    """Return the text that a rule cites first, and its article: (``GDPR``, ``GDPR 13``)."""
    citation = rule.citation.replace("RGPD", "GDPR")
    match = _TEXT.match(citation)
    if match is None:
        return citation, citation
    return match["text"], match.group().rstrip("-. ") if match["article"] else match["text"]


def sentence(rule: Rule, lang: Lang) -> str:
    """Return the one sentence of a rule."""
    return rule.sentence_fr if lang == "fr" else rule.sentence


def headline(rule: Rule, lang: Lang) -> Entry:
    """Return what a list shows of a rule."""
    return {
        "id": rule.id,
        "name": rule.name,
        "sentence": sentence(rule, lang),
        "citation": rule.citation,
        "since": iso_of(rule.since),
        "until": None if rule.until is None else iso_of(rule.until),
        "level": str(rule.level),
        "verified": str(rule.verified),
        "table": rule.on.name,
        "contested_by": (rule.contested_by_fr if lang == "fr" else rule.contested_by) or None,
    }


def entry(rule: Rule, lang: Lang, day: int | None = None) -> Entry:
    """Return all there is to say of a rule; with a day, whether it was in force and its figures that day."""
    done, due = conducts().get(rule.conduct), review_by(rule)
    return headline(rule, lang) | {
        "family": family(rule),
        "article": rule.article,
        "in_force": None if day is None else rule.in_force(day),
        "stated_on": None if rule.stated_on is None else iso_of(rule.stated_on),
        "read_on": None if rule.read_on is None else iso_of(rule.read_on),
        "review_by": None if due is None else due.by.isoformat(),
        "burden": str(rule.burden),
        "reading": str(rule.reading),
        "only_warns": rule.only_warns,
        "past_acts_only": rule.past_acts_only,
        "channels": sorted(rule.channels),
        "audience": sorted(rule.audience),
        "conduct": rule.conduct,
        "conduct_means": None if done is None else (done.fr if lang == "fr" else done.en),
        "heads": [] if done is None else [charge.article for charge in done.charges] or [rule.article],
        "remedy": None if done is None else done.remedy,
        "facts": [fact_entry(fact, lang) for fact in rule.facts().values()],
        "figures": [figure_entry(each, lang, day) for each in figures_of(rule)],
        "examples": [example_entry(each) for each in cases.of(rule)],
        "source": rule.source,
    }


def fact_entry(fact: Fact, lang: Lang) -> Entry:
    """Return what there is to say of a fact."""
    return {
        "name": fact.name,
        "kind": str(fact.kind),
        "means": fact.fr if lang == "fr" else fact.means,
        "choices": list(fact.choices),
        "mended_by": str(fact.mended_by),
        "needs_evidence": fact.needs_evidence,
        "silence_is_no": fact.silence_is_no,
        "per_channel": fact.per_channel,
        "verdict_of": fact.verdict_of or None,
    }


def figures_of(rule: Rule) -> tuple[Figure, ...]:
    """Return the dated figures that a rule reads, by way of its cut-offs (``over.prospect-retention``)."""
    cutoffs = fm.cutoffs_of(rule.breached.formula(certain=False)) | fm.cutoffs_of(rule.breached.formula(certain=True))
    names = dict.fromkeys(name.partition(".")[2] for name in cutoffs)
    return tuple(figures()[name] for name in names if name in figures())


def figure_entry(each: Figure, lang: Lang, day: int | None = None) -> Entry:
    """Return what there is to say of a figure; with a day, its value that day."""
    return {
        "name": each.name,
        "means": each.fr if lang == "fr" else each.en,
        "unit": each.unit,
        "values": {iso_of(first): value for first, value in each.values},
        "value": None if day is None else each.value_on(day),
        "source": each.source,
        "level": each.level,
        "verified": each.verified,
        "checked_on": each.checked_on.isoformat(),
    }


def example_entry(each: cases.Example) -> Entry:
    """Return an example as a small table: what all its people share, and what tells them apart."""
    people = [facts for facts, _ in each.people]
    names = dict.fromkeys(name for facts in people for name in facts)
    same = {name for name in names if all(name in facts and facts[name] == people[0][name] for facts in people)}
    return {
        "sentence": each.sentence,
        "is_bad": each.is_bad,
        "file": each.file,
        "shared": {name: plain(people[0][name]) for name in names if name in same},
        "people": [
            {name: plain(facts[name]) if name in facts else None for name in names if name not in same}
            | {"breached": answer}
            for facts, answer in each.people
        ],
    }


def plain(value: Value) -> Any:  # noqa: ANN401  # whatever JSON takes
    """Return a fact's value as JSON takes it; words for never and unknown."""
    match value:
        case Never():
            return "never"
        case Unknown() | None:
            return "unknown"
        case dt.date():
            return value.isoformat()
        case tuple():
            return list(value)
        case _:
            return value


def changes(before: int, after: int, lang: Lang) -> Entry:
    """Return what differs between the law of two days: rules that start, rules that end, figures of another value."""
    old, new = ({each.id: each for each in book(day)} for day in (before, after))
    moved = [each for each in figures().values() if each.value_on(before) != each.value_on(after)]
    moved += [each for each in figures().values() if each not in moved and _appears(each, before, after)]
    return {
        "from": iso_of(before),
        "to": iso_of(after),
        "start": [headline(rule, lang) for name, rule in new.items() if name not in old],
        "end": [headline(rule, lang) for name, rule in old.items() if name not in new],
        "figures": [
            {
                "name": each.name,
                "means": each.fr if lang == "fr" else each.en,
                "unit": each.unit,
                "from": _value(each, before),
                "to": _value(each, after),
                "rules": [rule.id for rule in all_rules() if each in figures_of(rule)],
            }
            for each in moved
        ],
    }


def _appears(each: Figure, before: int, after: int) -> bool:
    first = each.values[0][0]
    return (first <= before) != (first <= after)


def _value(each: Figure, day: int) -> int | None:
    return each.value_on(day) if each.values[0][0] <= day else None


def pivots(rules: Iterable[Rule]) -> dict[int, tuple[list[Rule], list[Rule]]]:
    """Return the days on which the law turns: day → the rules that start that day, and those that ended the day before."""
    found: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for each in rules:
        found.setdefault(each.since, ([], []))[0].append(each)
        if each.until is not None:
            found.setdefault(each.until + 1, ([], []))[1].append(each)
    return dict(sorted(found.items()))
