"""What a rule says when everything is known: a second reading of its expression, two-valued and printed by nobody.

It shares nothing with ``licet.rules.formulas``: it walks what the recorder wrote down and compares plain numbers.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping

from licet.rules import formulas as fm
from licet.rules.expressions import AllOf, Always, AnyOf, Atom, Compared, Expr, IsOneOf, IsYes, Negation, Ordered

Known = Mapping[str, int]
Truth = Callable[[Known], bool]

_COMPARE = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def truth(expression: Expr, day: int) -> Truth:  # noqa: PLR0911  # one answer a kind of expression
    """Return a function that says whether an expression holds of a row in which every fact is known."""
    match expression:
        case AllOf(parts):
            every = [truth(part, day) for part in parts]
            return lambda row: all(each(row) for each in every)
        case AnyOf(parts):
            some = [truth(part, day) for part in parts]
            return lambda row: any(each(row) for each in some)
        case Negation(part):
            inner = truth(part, day)
            return lambda row: not inner(row)
        case Always(value):
            return lambda _row: value
        case IsYes(about):
            name = about[0].name
            return lambda row: row[name] == 1
        case IsOneOf(about, codes):
            name = about[0].name
            return lambda row: row[name] in codes
        case Compared(_, op, left, right):
            compare, low, high = _COMPARE[op], _number(left, day), _number(right, day)
            return lambda row: compare(low(row), high(row))
        case Ordered(_, op, left, right):
            compare, low, high = _COMPARE[op], _number(left[0], day), _number(right[0], day)
            return lambda row: compare(low(row), high(row))
        case _:
            raise AssertionError(expression)


def _number(operand: fm.Operand, day: int) -> Callable[[Known], int]:
    match operand:
        case fm.Column(name):
            return lambda row: row[name]
        case fm.Constant(value):
            return lambda _row: value
        case fm.Cutoff(_, resolve):
            number = resolve(day)
            return lambda _row: number


def atoms(expression: Expr) -> Iterator[Atom]:
    """Yield each comparison of an expression."""
    match expression:
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from atoms(part)
        case Negation(part):
            yield from atoms(part)
        case Atom():
            yield expression
