"""Facts and the tables that declare them: the only words a rule may use.

A fact is an observation, never a judgment: what a form shows, when a person clicked, what was produced when it
was asked for. Each says in English and French what it means, whether a mere declaration can settle it, on whom
silence weighs, and who could mend it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NoReturn

from licet.rules import formulas as fm
from licet.rules import values as v
from licet.rules.expressions import Expr, IsYes, Quantity, Selection
from licet.terms.errors import RuleError


class Mending(StrEnum):
    """Who or what could change a fact so that the act becomes lawful."""

    ASK = "ask"
    PROVE = "prove"
    INFORM = "inform"
    CHANGE_MESSAGE = "change-message"
    WAIT = "wait"
    SIGN = "sign"
    PURGE = "purge"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Fact:
    """One declared observation about a row.

    ``needs_evidence``: a declaration alone leaves it unknown. ``silence_is_no``: asked for and nothing produced is
    a "no" (the burden of proof lies on the controller, heads.md D8). ``per_channel``: its value depends on the
    channel of the act. ``verdict_of``: the table whose broken rules (of the conducts ``verdict_conducts``) it
    reports; such a fact is never asked, it is judged. ``supposed``: what holds unless somebody says otherwise; only for
    what nearly no base departs from, and said in ``means``.
    """

    name: str
    kind: v.Kind
    means: str
    fr: str
    choices: tuple[str, ...] = ()
    mended_by: Mending = Mending.NOBODY
    needs_evidence: bool = False
    silence_is_no: bool = False
    per_channel: bool = False
    verdict_of: str = ""
    verdict_conducts: tuple[str, ...] = ()
    supposed: v.Value = v.UNKNOWN_FACT

    def columns(self) -> tuple[str, ...]:
        """Return the names of the columns that hold this fact."""
        return (self.name, self.name + v.LATEST_SUFFIX) if self.kind is v.Kind.INSTANT else (self.name,)

    def unknown(self) -> tuple[int, ...]:
        """Return the encoded unknown, one number a column."""
        return self.encode(v.UNKNOWN_FACT)

    def unless_said(self) -> tuple[int, ...]:
        """Return what is supposed where nobody was asked, encoded: unknown, but for the few facts that say otherwise."""
        return self.encode(self.supposed)

    def encode(self, value: v.Value) -> tuple[int, ...]:
        """Return a value as whole numbers, one a column; raise ``TypeError`` when it does not fit the kind."""
        match self.kind:
            case v.Kind.TERNARY:
                return (v.encode_ternary(value),)
            case v.Kind.CHOICE:
                return (v.encode_choice(value, self.choices),)
            case v.Kind.COUNT:
                return (v.encode_count(value),)
            case v.Kind.DAY:
                return (v.encode_day(value),)
            case v.Kind.INSTANT:
                return v.encode_instant(value)

    def recorded(self) -> Expr | Quantity | Selection:
        """Return what a rule sees when it names this fact."""
        if self.kind is v.Kind.TERNARY:
            return IsYes((self,))
        if self.kind is v.Kind.CHOICE:
            return Selection(self)
        latest = fm.Column(self.name + v.LATEST_SUFFIX) if self.kind is v.Kind.INSTANT else None
        return Quantity(self, self.kind, fm.Column(self.name), latest)


ACT_ON = Fact(
    "act.on", v.Kind.DAY, "the day of the act, where the person lives", "le jour de l'acte, là où vit la personne"
)
ACT_AT = Fact("act.at", v.Kind.INSTANT, "the instant of the act", "l'instant de l'acte")
DECIDES = Fact(
    "organisation.decides",
    v.Kind.TERNARY,
    "the organisation sets the criteria, the sources, the retention or the commercial use of the data",
    "l'organisme fixe les critères, les sources, la conservation ou l'usage commercial des données",
)
IN_TERRITORY = Fact(
    "organisation.in_territory",
    v.Kind.TERNARY,
    "the organisation is established in France, or offers goods or services to people there, or monitors them",
    "l'organisme est établi en France, ou y propose des biens ou services à des personnes, ou suit leur comportement",
)
IMPLICIT = (ACT_ON, ACT_AT, DECIDES, IN_TERRITORY)
"""Facts that every table has: when, and whether this law and this organisation are concerned (GDPR 3, 4(7); LIL 3)."""


@dataclass
class Table:
    """A kind of row that rules speak of: its name (its key in a dossier), what one row is, the facts it declares.

    ``parents`` are the names of the tables a row points at. ``audiences`` turns an audience into the condition that
    a row belongs to it; ``channel`` names the choice that holds the channel of the act, where rows have one, and
    ``reached_by`` the fact that a contact point for that channel is held: nobody is solicited on a channel without.
    Every rule of every table speaks only of an organisation that decides and that the law reaches (``scope``).
    """

    name: str
    unit: str
    means: str = ""
    fr: str = ""
    parents: tuple[str, ...] = ()
    facts: dict[str, Fact] = field(default_factory=dict)
    channel: str | None = None
    reached_by: str | None = None
    audiences: Mapping[str, Callable[[Facts], Expr]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for fact in IMPLICIT:
            self.facts[fact.name] = fact

    def scope(self) -> Expr:
        """Return the condition under which this law speaks of the organisation at all."""
        return IsYes((DECIDES,)) & IsYes((IN_TERRITORY,))

    def declare(self, *facts: Fact) -> None:
        """Add facts; a name that is taken is an error."""
        for fact in facts:
            if fact.name in self.facts:
                msg = f"`{self.name}` declares the fact `{fact.name}` twice"
                raise RuleError(msg)
            self.facts[fact.name] = fact

    def fact(self, name: str) -> Fact:
        """Return a declared fact, or raise ``RuleError``."""
        if name not in self.facts:
            msg = f"`{name}` is not a declared fact of `{self.name}`"
            raise RuleError(msg)
        return self.facts[name]

    def columns(self) -> Iterator[tuple[str, Fact]]:
        """Yield every column of the table with its fact."""
        for fact in self.facts.values():
            for column in fact.columns():
                yield column, fact


class Facts:
    """The ``f`` of a rule: ``f.consent.given_at`` is the fact ``consent.given_at`` of the rule's table."""

    __slots__ = ("_prefix", "_table")

    def __init__(self, table: Table, prefix: str = "") -> None:
        self._table = table
        self._prefix = prefix

    # Any, so that rules read as sentences: the recorder checks at load what a type checker would
    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        full = f"{self._prefix}{name}"
        if full in self._table.facts:
            return self._table.facts[full].recorded()
        if any(declared.startswith(full + ".") for declared in self._table.facts):
            return Facts(self._table, full + ".")
        msg = f"`{full}` is not a declared fact of `{self._table.name}`"
        raise RuleError(msg)

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401
        return self._table.fact(name).recorded()

    def __bool__(self) -> NoReturn:
        # `f.consent and f.objection.covers_act` would otherwise record the second half alone
        msg = f"`{self._prefix.rstrip('.') or 'f'}` is no condition: name one of its facts, and write `&`, `|`, `~`"
        raise RuleError(msg)
