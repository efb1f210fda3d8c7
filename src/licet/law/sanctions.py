"""What a head may cost: the legal cap of its article on a day, and what was decided in comparable cases.

The caps are ceilings, not forecasts; the comparables are published decisions, told as facts. Authorities never add
up (heads.md D3): ``caps`` gives the ceiling of the data protection authority where it has one, ``other_caps`` those
of the authority for consumers and of the criminal court.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from licet.law.figures import figure
from licet.rules.rule import Verified
from licet.rules.values import encode_day

HIGHER = frozenset({4, 5, 6, 7, 9, *range(12, 23), *range(44, 50)})
"""Articles of GDPR 83(5)(a) to (c); 4(11) says what the consent of articles 6 and 7 is."""
LOWER = frozenset({8, 11, *range(25, 40), 42, 43})
"""Articles of GDPR 83(4)(a)."""
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
GDPR_APPLIES = encode_day(dt.date(2018, 5, 25))


@dataclass(frozen=True, slots=True)
class Caps:
    """The most that an authority may fine: ``eur`` and, for undertakings, ``percent`` of worldwide turnover, the higher.

    ``eur_person`` is the cap of a natural person where the text sets another; ``per`` says what it counts for.
    """

    authority: str
    eur: int
    percent: int | None
    source: str
    verified: Verified
    eur_person: int | None = None
    per: str = "decision"


@dataclass(frozen=True, slots=True)
class Comparable:
    """A published decision, as facts. ``date`` is a day or a month, as far as known; ``size`` whatever is known of it.

    ``name`` is ``None`` where the authority withheld it, ``named_until`` the day from which it withdrew it;
    ``role`` and ``note`` (``_fr``: in French) then say what kind of organisation it was.
    ``before_gdpr``: the heads are those of today for the same conduct, the amount obeyed other caps.
    """

    id: str
    date: str
    name: str | None
    named_until: dt.date | None
    role: str
    role_fr: str
    size: tuple[tuple[str, int], ...]
    heads: tuple[str, ...]
    fine_eur: int | None
    deadline_months: int | None
    penalty_eur_per_day: int | None
    public: bool
    before_gdpr: bool
    note: str
    note_fr: str


def caps(article: str, day: int) -> Caps | None:
    """Return the cap of a head on a day (a day number) before the authority that answers for it; ``None``: none known."""
    found = _all_caps(article, day)
    return found[0] if found else None


def other_caps(article: str, day: int) -> tuple[Caps, ...]:
    """Return the caps of the other authorities that may fine the same conduct, never to be added to the first."""
    return _all_caps(article, day)[1:]


def _all_caps(article: str, day: int) -> tuple[Caps, ...]:
    for pattern, those in BY_ARTICLE:
        if re.match(pattern, article):
            return those(article, day)
    return ()


def _prospecting(_: str, day: int) -> tuple[Caps, ...]:
    fine = (_consumer("l34-5", day),) if day >= _first_day("dgccrf-l34-5") else ()
    return (_cnil("eprivacy", day), *fine, _flat("criminal court", "criminal-per-message", day, per="message"))


def _gdpr(article: str, day: int) -> tuple[Caps, ...]:
    number = int(article.removeprefix("GDPR ").partition("(")[0])
    if number not in HIGHER | LOWER:
        return ()
    return (_cnil("gdpr-83-5" if number in HIGHER else "gdpr-83-4", day),)


def _cnil(name: str, day: int) -> Caps:
    if day < GDPR_APPLIES:
        return _flat("CNIL", "cnil-before-gdpr", day)
    eur, percent = figure(f"{name}-eur"), figure(f"{name}-turnover")
    return Caps("CNIL", eur.value_on(day), percent.value_on(day), eur.source, Verified(eur.verified))


def _consumer(name: str, day: int) -> Caps:
    company, person = figure(f"dgccrf-{name}"), figure(f"dgccrf-{name}-person")
    mark = Verified(company.verified)
    return Caps("DGCCRF", company.value_on(day), None, company.source, mark, eur_person=person.value_on(day))


def _flat(authority: str, name: str, day: int, per: str = "decision") -> Caps:
    chosen = figure(name)
    return Caps(authority, chosen.value_on(day), None, chosen.source, Verified(chosen.verified), per=per)


def _first_day(name: str) -> int:
    return figure(name).values[0][0]


BY_ARTICLE: Final[tuple[tuple[str, Callable[[str, int], tuple[Caps, ...]]], ...]] = (
    (r"GDPR ", _gdpr),
    (r"CPCE L\.34-5", _prospecting),
    (r"LIL (82|32 II\b)", lambda _, day: (_cnil("eprivacy", day),)),
    (r"LIL ", lambda _, day: (_cnil("gdpr-83-5", day),)),
    (r"C\. conso [LRD]\.223-", lambda _, day: (_consumer("calls", day),)),
    (r"C\. trav\. L\.6323-8-1", lambda _, day: (_consumer("cpf", day),)),
)
"""The first pattern that an article begins with says under which caps it is."""


def comparables(article: str) -> tuple[Comparable, ...]:
    """Return the published decisions that retained a head of this article, oldest first.

    An article without a paragraph stands for all of its own: `GDPR 12` meets `GDPR 12(1)`, but `GDPR 5(1)(c)` never
    `GDPR 5(1)(e)`.
    """
    return tuple(each for each in all_comparables() if any(_meet(article, head) for head in each.heads))


def _meet(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long == short or long.startswith((short + "(", short + " al."))


@cache
def all_comparables() -> tuple[Comparable, ...]:
    """Return every decision of ``fr/decisions`` that retained a head, oldest first."""
    found = []
    for path in files("licet.law").joinpath("fr/decisions").iterdir():
        if path.name.endswith(".yaml"):
            entry = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506  # a safe loader
            if heads := _retained(entry):
                found.append(_comparable(entry, heads))
    return tuple(sorted(found, key=lambda each: (each.date, each.id)))


def _retained(entry: dict[str, Any]) -> tuple[str, ...]:
    return tuple(article for article, held in entry["outcome"].items() if held == "retained")


def _comparable(entry: dict[str, Any], heads: tuple[str, ...]) -> Comparable:
    organisation, sanction = entry["organisation"], entry["sanction"]
    return Comparable(
        id=entry["id"],
        # of a press release alone: the day its facts are judged at
        date=str(entry["date"] or entry["law_day"]["day"]),
        name=organisation.get("name"),
        named_until=organisation.get("named_until"),
        role=organisation["role"],
        role_fr=organisation["role_fr"],
        size=tuple(organisation.get("size", {}).items()),
        heads=heads,
        fine_eur=sanction.get("fine_eur"),
        deadline_months=sanction.get("deadline_months"),
        penalty_eur_per_day=sanction.get("penalty_eur_per_day"),
        public=sanction["public"],
        before_gdpr=entry.get("legal_frame") == "before_gdpr",
        note=entry.get("note", ""),
        note_fr=entry.get("note_fr", ""),
    )
