"""From broken rules to heads: the doctrine D1-D9, read from ``fr/heads.yaml``.

A head is one conduct against one obligation, with one remedy. Which article it is charged under depends on the role
(user or transmitter), the channel and the day: special before general.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from licet.rules.rule import Rule
from licet.rules.values import encode_day
from licet.terms.errors import RuleError
from licet.terms.words import Role


@dataclass(frozen=True, slots=True)
class Charge:
    """Where a conduct is charged, under which conditions; ``also``: by a second authority, beside the first."""

    article: str
    role: str | None
    channels: frozenset[str]
    since: int | None
    until: int | None
    also: bool

    def fits(self, role: Role, channels: frozenset[str], day: int) -> bool:
        """Say whether every condition holds; of several channels, one is enough."""
        return (
            (self.role is None or self.role == role)
            and (not self.channels or bool(self.channels & channels))
            and (self.since is None or self.since <= day)
            and (self.until is None or day <= self.until)
        )


@dataclass(frozen=True, slots=True)
class Conduct:
    """Something done that may be charged. ``about``: ``acts`` (done to people), ``past-acts`` or ``states`` (of the base)."""

    name: str
    en: str
    fr: str
    remedy: str
    about: str
    charges: tuple[Charge, ...]
    within: frozenset[str]


@cache
def conducts() -> Mapping[str, Conduct]:
    """Return every conduct by name."""
    return {name: _conduct(name, entry) for name, entry in _yaml()["conducts"].items()}


@cache
def residual() -> frozenset[str]:
    """Return the articles that open a head only where no narrower one covers the conduct (D4)."""
    return frozenset(_yaml()["residual"])


@cache
def _yaml() -> dict[str, Any]:
    return yaml.safe_load(files("licet.law").joinpath("fr/heads.yaml").read_text(encoding="utf-8"))


def _conduct(name: str, entry: Mapping[str, Any]) -> Conduct:
    charges = tuple(
        Charge(
            article=each["article"],
            role=each.get("role"),
            channels=frozenset(each.get("channels", ())),
            since=_day(each.get("since")),
            until=_day(each.get("until")),
            also=bool(each.get("also")),
        )
        for each in entry.get("heads", ())
    )
    within = frozenset(entry.get("within", ()))
    return Conduct(name, entry["en"], entry["fr"], entry["remedy"], entry.get("about", "states"), charges, within)


def _day(written: dt.date | None) -> int | None:
    return None if written is None else encode_day(written)


def articles(  # noqa: PLR0913  # the doctrine asks that many things
    rule: Rule, *, role: Role, channel: str | None, used: frozenset[str], day: int, prospecting: bool = True
) -> tuple[str, ...]:
    """Return the article(s) under which a broken rule is charged: one, or two where two authorities each have theirs.

    ``channel`` is that of the act. A row that has none (a form, a supplier) is charged under the rule's own article
    where the conduct may be, else as on the channels the organisation uses (``used``). Without ``prospecting`` (what is
    sent promotes nothing sold, SPE-03) nothing is charged under the texts on prospecting, as far as another fits.
    """
    if rule.conduct not in conducts():
        msg = f"rule `{rule.id}` names the conduct `{rule.conduct}`, which `heads.yaml` does not know"
        raise RuleError(msg)
    known = tuple(each for each in conducts()[rule.conduct].charges if prospecting or not on_prospecting(each.article))
    if channel is None and rule.article in {each.article for each in known if each.role in {None, role}}:
        return (rule.article,)
    charges = [each for each in known if each.fits(role, used if channel is None else frozenset({channel}), day)]
    first = next((each.article for each in charges if not each.also), rule.article)
    return first, *(each.article for each in charges if each.also and each.article != first)


def on_prospecting(article: str) -> bool:
    """Say whether an article belongs to a text on commercial prospecting: CPCE L.34-5 or the consumer code."""
    return article.startswith(("CPCE L.34-5", "C. conso "))


def relation(rule: Rule, head: str) -> str:
    """Return how a broken rule stands to the head it falls under: of the same article, or in support of it."""
    same = rule.article == head or rule.article.startswith((f"{head}(", f"{head} "))
    return "same-head" if same else "within"
