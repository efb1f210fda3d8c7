"""Boolean formulas over columns of whole numbers: what every printer prints.

A rule's expression (``expressions.py``) becomes two of these: *certainly breached* and *possibly breached*.
Nothing here knows of law, of unknowns or of engines: a formula is ``TRUE``, ``FALSE``, a comparison of two
operands, or an "all of" / "any of" such.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the row being judged, by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A whole number."""

    value: int


@dataclass(frozen=True, slots=True)
class Cutoff:
    """A legal cut-off of the day of the act: bound to a number for one as-of day, to a column for many."""

    name: str
    resolve: Callable[[int], int]


Operand = Column | Constant | Cutoff


@dataclass(frozen=True, slots=True)
class Test:
    """A comparison of two operands; ``op`` is one of ``< <= > >= == !=``."""

    op: str
    left: Operand
    right: Operand


@dataclass(frozen=True, slots=True)
class All:
    """True when each part is."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """True when some part is."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """True or false, whatever the row."""

    value: bool


Formula = Test | All | Any | Truth

TRUE: Final = Truth(value=True)
FALSE: Final = Truth(value=False)

COMPARE: Final[Mapping[str, Callable[[int, int], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def all_of(parts: Iterable[Formula]) -> Formula:
    """Return the conjunction, flattened, without what is plainly true or said twice."""
    kept: dict[Formula, None] = {}
    for part in parts:
        if part == FALSE:
            return FALSE
        if part != TRUE:
            kept.update(dict.fromkeys(part.parts if isinstance(part, All) else (part,)))
    if not kept:
        return TRUE
    return next(iter(kept)) if len(kept) == 1 else All(tuple(kept))


def any_of(parts: Iterable[Formula]) -> Formula:
    """Return the disjunction, flattened, without what is plainly false or said twice."""
    kept: dict[Formula, None] = {}
    for part in parts:
        if part == TRUE:
            return TRUE
        if part != FALSE:
            kept.update(dict.fromkeys(part.parts if isinstance(part, Any) else (part,)))
    if not kept:
        return FALSE
    return next(iter(kept)) if len(kept) == 1 else Any(tuple(kept))


Binding = Mapping[str, int]


def bind(formula: Formula, columns: Binding, day: int | None = None) -> Formula:
    """Return the formula with known columns (name → number) and, when ``day`` is given, its cut-offs filled in."""
    match formula:
        case Test(op, left, right):
            left, right = _bound(left, columns, day), _bound(right, columns, day)
            if isinstance(left, Constant) and isinstance(right, Constant):
                return TRUE if COMPARE[op](left.value, right.value) else FALSE
            return Test(op, left, right)
        case All(parts):
            return all_of(bind(part, columns, day) for part in parts)
        case Any(parts):
            return any_of(bind(part, columns, day) for part in parts)
        case _:
            return formula


def _bound(operand: Operand, columns: Binding, day: int | None) -> Operand:
    if isinstance(operand, Column) and operand.name in columns:
        return Constant(columns[operand.name])
    if isinstance(operand, Cutoff) and day is not None:
        return Constant(operand.resolve(day))
    return operand


def rename(formula: Formula, names: Mapping[str, str]) -> Formula:
    """Return the formula with columns renamed; names that are not listed stay."""
    match formula:
        case Test(op, left, right) if names:
            return Test(op, _renamed(left, names), _renamed(right, names))
        case All(parts) if names:
            return All(tuple(rename(part, names) for part in parts))
        case Any(parts) if names:
            return Any(tuple(rename(part, names) for part in parts))
        case _:
            return formula


def _renamed(operand: Operand, names: Mapping[str, str]) -> Operand:
    return Column(names.get(operand.name, operand.name)) if isinstance(operand, Column) else operand


def operands(formula: Formula) -> Iterable[Operand]:
    """Yield each operand, repeats included, in order of appearance."""
    match formula:
        case Test(_, left, right):
            yield left
            yield right
        case All(parts) | Any(parts):
            for part in parts:
                yield from operands(part)


def columns_of(formula: Formula) -> dict[str, None]:
    """Return the names of the columns a formula reads, in order of appearance."""
    return {each.name: None for each in operands(formula) if isinstance(each, Column)}


def cutoffs_of(formula: Formula) -> dict[str, Cutoff]:
    """Return the cut-offs a formula reads, by name."""
    return {each.name: each for each in operands(formula) if isinstance(each, Cutoff)}


def holds(formula: Formula, row: Binding) -> bool:
    """Return whether a formula without cut-offs holds of a row: the plain reading the printers are tested against."""
    match formula:
        case Test(op, left, right):
            return COMPARE[op](_number(left, row), _number(right, row))
        case All(parts):
            return all(holds(part, row) for part in parts)
        case Any(parts):
            return any(holds(part, row) for part in parts)
        case Truth(value):
            return value


def _number(operand: Operand, row: Binding) -> int:
    if isinstance(operand, Constant):
        return operand.value
    return row[operand.name]
