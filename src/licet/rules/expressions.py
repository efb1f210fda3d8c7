"""The recorder: what a rule writes down when it is called once, at load.

A rule is written with ``&``, ``|``, ``~``, comparisons and legal cut-offs over declared facts. Everything else
fails here, when the law is loaded, and never as a silently different answer: ``and``, ``or``, ``not`` and chained
comparisons ask an expression for its truth, which it refuses; missing parentheses make ``&`` meet something that
is no expression; an undeclared fact has no name.

Three-valued reading. ``~`` is pushed down to the atoms, and each atom knows two formulas: when it *certainly*
holds and when it *possibly* holds. Certain implies true under every completion of the unknowns; true under some
completion implies possible. The reverse need not hold when one unknown appears twice (it may over-report
*undetermined*, never permit).
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from licet.rules import formulas as fm
from licet.rules import values as v
from licet.terms.errors import RuleError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from licet.rules.facts import Fact

_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
_MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}


class Expr(ABC):
    """Something that holds of a row, or not; combine with ``&``, ``|`` and ``~``."""

    __slots__ = ()

    def __and__(self, other: object) -> Expr:
        return AllOf((self, _expression(other)))

    def __or__(self, other: object) -> Expr:
        return AnyOf((self, _expression(other)))

    def __rand__(self, other: object) -> NoReturn:
        _expression(other)
        raise AssertionError

    def __ror__(self, other: object) -> NoReturn:
        _expression(other)
        raise AssertionError

    def __invert__(self) -> Expr:
        return Negation(self)

    def __bool__(self) -> NoReturn:
        msg = "a rule cannot use `and`, `or`, `not`, `if` or a chained comparison: write `&`, `|`, `~` with parentheses"
        raise RuleError(msg)

    @abstractmethod
    def formula(self, *, holds: bool = True, certain: bool = True) -> fm.Formula:
        """Return when this certainly (or possibly) holds, or with ``holds=False`` certainly (possibly) does not."""

    @abstractmethod
    def facts(self) -> dict[str, Fact]:
        """Return the facts this speaks of, by name, in order of appearance."""


def _expression(other: object) -> Expr:
    if isinstance(other, Expr):
        return other
    msg = f"`{type(other).__name__}` stands where a condition should: put each comparison in parentheses"
    raise RuleError(msg)


@dataclass(frozen=True, slots=True, eq=False)
class _Junction(Expr):
    parts: tuple[Expr, ...]

    def facts(self) -> dict[str, Fact]:
        """Return the facts of every part."""
        return {name: fact for part in self.parts for name, fact in part.facts().items()}

    def _formulas(self, *, holds: bool, certain: bool) -> Iterable[fm.Formula]:
        return (part.formula(holds=holds, certain=certain) for part in self.parts)


class AllOf(_Junction):
    """What holds when each part does: ``&``."""

    __slots__ = ()

    def formula(self, *, holds: bool = True, certain: bool = True) -> fm.Formula:
        """Return the parts' formulas, joined: its opposite is any part's opposite."""
        return (fm.all_of if holds else fm.any_of)(self._formulas(holds=holds, certain=certain))


class AnyOf(_Junction):
    """What holds when some part does: ``|``."""

    __slots__ = ()

    def formula(self, *, holds: bool = True, certain: bool = True) -> fm.Formula:
        """Return the parts' formulas, joined: its opposite is every part's opposite."""
        return (fm.any_of if holds else fm.all_of)(self._formulas(holds=holds, certain=certain))


@dataclass(frozen=True, slots=True, eq=False)
class Negation(Expr):
    """What holds when its part does not: ``~``."""

    part: Expr

    def formula(self, *, holds: bool = True, certain: bool = True) -> fm.Formula:
        """Return the part's formula with the question turned round."""
        return self.part.formula(holds=not holds, certain=certain)

    def facts(self) -> dict[str, Fact]:
        """Return the facts of the part."""
        return self.part.facts()


@dataclass(frozen=True, slots=True, eq=False)
class Always(Expr):
    """What holds, or does not, whatever the row."""

    value: bool

    def formula(self, *, holds: bool = True, certain: bool = True) -> fm.Formula:  # noqa: ARG002  # nothing is unknown
        """Return plainly true or false."""
        return fm.Truth(self.value == holds)

    def facts(self) -> dict[str, Fact]:
        """Return nothing: no fact is read."""
        return {}


ALWAYS: Expr = Always(value=True)


@dataclass(frozen=True, slots=True, eq=False)
class Atom(Expr):
    """The smallest expression: one or two facts, compared."""

    about: tuple[Fact, ...]

    def facts(self) -> dict[str, Fact]:
        """Return the one or two facts."""
        return {fact.name: fact for fact in self.about}


@dataclass(frozen=True, slots=True, eq=False)
class IsYes(Atom):
    """The yes of a ternary fact."""

    def formula(self, *, holds: bool = True, certain: bool = True) -> fm.Formula:
        """Return ``= yes`` where it must be certain, ``≠ no`` where it may be."""
        wanted, unwanted = (v.YES, v.NO) if holds else (v.NO, v.YES)
        column = fm.Column(self.about[0].name)
        return fm.Test("==", column, fm.Constant(wanted)) if certain else fm.Test("!=", column, fm.Constant(unwanted))


@dataclass(frozen=True, slots=True, eq=False)
class IsOneOf(Atom):
    """A choice that is one of some."""

    codes: tuple[int, ...]

    def formula(self, *, holds: bool = True, certain: bool = True) -> fm.Formula:
        """Return that it is one of the choices; where it need only be possible, unknown too."""
        column = fm.Column(self.about[0].name)
        known = fm.Test("!=", column, fm.Constant(v.UNKNOWN_CHOICE))
        unknown = fm.Test("==", column, fm.Constant(v.UNKNOWN_CHOICE))
        if holds:
            among = fm.any_of(fm.Test("==", column, fm.Constant(code)) for code in self.codes)
            return among if certain else fm.any_of((among, unknown))
        apart = fm.all_of(fm.Test("!=", column, fm.Constant(code)) for code in self.codes)
        return fm.all_of((apart, known)) if certain else apart


@dataclass(frozen=True, slots=True, eq=False)
class Compared(Atom):
    """Days or counts compared; each side is a column or a cut-off, and a column may hold its unknown value."""

    op: str
    left: fm.Operand
    right: fm.Operand
    unknown: int

    def formula(self, *, holds: bool = True, certain: bool = True) -> fm.Formula:
        """Return the comparison, guarded by "known" where it must be certain, with "or unknown" where it may be."""
        op = self.op if holds else _OPPOSITE[self.op]
        if op in {">", ">="}:
            return self._ordered(_MIRROR[op], self.right, self.left, certain=certain)
        if op in {"<", "<="}:
            return self._ordered(op, self.left, self.right, certain=certain)
        plain = fm.Test(op, self.left, self.right)
        if certain:
            return fm.all_of((plain, *self._tests(">")))
        return fm.any_of((plain, *self._tests("==")))

    def _tests(self, op: str) -> Iterable[fm.Formula]:
        sides = (self.left, self.right)
        return (fm.Test(op, side, fm.Constant(self.unknown)) for side in sides if isinstance(side, fm.Column))

    def _ordered(self, op: str, low: fm.Operand, high: fm.Operand, *, certain: bool) -> fm.Formula:
        """Compare ``low`` (``<`` or ``<=``) ``high``; unknown lies below every value, which saves half the guards."""
        plain = fm.Test(op, low, high)
        if certain:
            is_column = isinstance(low, fm.Column)
            return fm.all_of((plain, fm.Test(">", low, fm.Constant(self.unknown)))) if is_column else plain
        is_column = isinstance(high, fm.Column)
        return fm.any_of((plain, fm.Test("==", high, fm.Constant(self.unknown)))) if is_column else plain


@dataclass(frozen=True, slots=True, eq=False)
class Ordered(Atom):
    """Instants compared by their bounds: certain when every instant within them agrees."""

    op: str
    left: tuple[fm.Operand, fm.Operand]
    right: tuple[fm.Operand, fm.Operand]

    def formula(self, *, holds: bool = True, certain: bool = True) -> fm.Formula:
        """Return a comparison of the bounds that lie nearest (certain) or farthest (possible)."""
        op, left, right = self.op if holds else _OPPOSITE[self.op], self.left, self.right
        if op in {">", ">="}:
            op, left, right = _MIRROR[op], right, left
        if certain:
            return fm.Test(op, left[1], right[0])
        return fm.Test(op, left[0], right[1])


@dataclass(frozen=True, slots=True, eq=False)
class Quantity:
    """A day, count or instant named in a rule; compare it to get an expression."""

    fact: Fact | None
    kind: v.Kind
    operand: fm.Operand
    latest: fm.Operand | None = None

    def __lt__(self, other: object) -> Expr:
        return self._compare("<", other)

    def __le__(self, other: object) -> Expr:
        return self._compare("<=", other)

    def __gt__(self, other: object) -> Expr:
        return self._compare(">", other)

    def __ge__(self, other: object) -> Expr:
        return self._compare(">=", other)

    def __eq__(self, other: object) -> Expr:  # type: ignore[override]  # recording, not comparing
        return self._compare("==", other)

    def __ne__(self, other: object) -> Expr:  # type: ignore[override]  # recording, not comparing
        return self._compare("!=", other)

    __hash__ = None  # type: ignore[assignment]  # a quantity is never a key

    def __bool__(self) -> NoReturn:
        msg = "a day, count or instant is no condition: compare it"
        raise RuleError(msg)

    @property
    def happened(self) -> Expr:
        """That it did happen: a day or instant that is not ``NEVER``."""
        if self.kind is v.Kind.COUNT:
            msg = "a count does not happen: compare it"
            raise RuleError(msg)
        never = v.NEVER_ON if self.kind is v.Kind.DAY else v.NEVER_AT
        return self._compare(">", Quantity(None, self.kind, fm.Constant(never), fm.Constant(never)))

    def _compare(self, op: str, other: object) -> Expr:
        right = _quantity(other, self.kind)
        if right.kind is not self.kind:
            msg = f"a {self.kind} cannot be compared with a {right.kind}"
            raise RuleError(msg)
        about = tuple(side.fact for side in (self, right) if side.fact is not None)
        if self.kind is not v.Kind.INSTANT:
            unknown = v.UNKNOWN_ON if self.kind is v.Kind.DAY else v.UNKNOWN_COUNT
            return Compared(about, op, self.operand, right.operand, unknown)
        if op in {"==", "!="}:
            msg = "two instants are before or after one another: do not test them for equality"
            raise RuleError(msg)
        return Ordered(about, op, self._bounds(), right._bounds())  # noqa: SLF001  # its own kind

    def _bounds(self) -> tuple[fm.Operand, fm.Operand]:
        return self.operand, self.operand if self.latest is None else self.latest


def _quantity(other: object, kind: v.Kind) -> Quantity:
    if isinstance(other, Quantity):
        return other
    if kind is v.Kind.COUNT and isinstance(other, int) and not isinstance(other, bool):
        return Quantity(None, kind, fm.Constant(v.encode_count(other)))
    if kind is v.Kind.DAY and isinstance(other, dt.date) and not isinstance(other, dt.datetime):
        return Quantity(None, kind, fm.Constant(v.encode_day(other)))
    msg = f"a {kind} cannot be compared with a `{type(other).__name__}`"
    raise RuleError(msg)


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """A choice named in a rule; compare it with one of its choices, or ask ``is_in``."""

    fact: Fact

    def __eq__(self, other: object) -> Expr:  # type: ignore[override]  # recording, not comparing
        return self.is_in(other)

    def __ne__(self, other: object) -> Expr:  # type: ignore[override]  # recording, not comparing
        return ~self.is_in(other)

    __hash__ = None  # type: ignore[assignment]  # a selection is never a key

    def __bool__(self) -> NoReturn:
        msg = "a choice is no condition: compare it"
        raise RuleError(msg)

    def is_in(self, *choices: object) -> Expr:
        """Say that it is one of these."""
        if not choices:
            msg = f"`{self.fact.name}` is asked to be one of nothing"
            raise RuleError(msg)
        for choice in choices:
            if not isinstance(choice, str) or choice not in self.fact.choices:
                msg = f"`{choice}` is none of the choices of `{self.fact.name}`"
                raise RuleError(msg)
        codes = tuple(sorted(v.encode_choice(str(choice), self.fact.choices) for choice in choices))
        return IsOneOf((self.fact,), codes)
