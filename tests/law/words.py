"""An expression put back into the words of a rule: ``a & (b | ~c)``. Two expressions of the same words are the same."""

from __future__ import annotations

import datetime as dt
from functools import cache

from licet.rules import formulas as fm
from licet.rules import values as v
from licet.rules.expressions import ALWAYS, AllOf, AnyOf, Atom, Compared, Expr, IsOneOf, IsYes, Negation, Ordered


@cache
def said(expression: Expr) -> str:
    """Return the words of an expression; parts joined by the same sign need no parentheses between them."""
    match expression:
        case AllOf(parts):
            words = " & ".join(_within(part, AnyOf) for part in parts)
        case AnyOf(parts):
            words = " | ".join(_within(part, AllOf) for part in parts)
        case Negation(Negation(part)):
            words = said(part)
        case Negation(part):
            is_long = isinstance(part, AllOf | AnyOf | Compared | Ordered)
            words = f"~({said(part)})" if is_long else f"~{said(part)}"
        case _:
            words = _atom(expression)
    return words


def _atom(expression: Expr) -> str:
    match expression:
        case IsYes(about):
            return about[0].name
        case IsOneOf(about, codes):
            return f"{about[0].name} is " + " or ".join(about[0].choices[code - 1] for code in sorted(codes))
        case Compared(_, op, left, right):
            return _compared(expression, op, left, right)
        case Ordered(_, op, left, right):
            return _compared(expression, op, left[0], right[0])
        case _:
            return "always" if expression is ALWAYS else "never"


def _within(part: Expr, other: type[Expr]) -> str:
    return f"({said(part)})" if isinstance(part, other) else said(part)


def _compared(atom: Atom, op: str, left: fm.Operand, right: fm.Operand) -> str:
    kind = atom.about[0].kind
    if op == ">" and _is_never(kind, right):
        return f"{_operand(kind, left)} happened"
    return f"{_operand(kind, left)} {op} {_operand(kind, right)}"


def _is_never(kind: v.Kind, side: fm.Operand) -> bool:
    return kind is not v.Kind.COUNT and side == fm.Constant(v.NEVER_ON if kind is v.Kind.DAY else v.NEVER_AT)


def _operand(kind: v.Kind, side: fm.Operand) -> str:
    match side:
        case fm.Column(name) | fm.Cutoff(name, _):
            return name
        case fm.Constant(number):
            if _is_never(kind, side):
                return "never"
            return str(dt.date(1970, 1, 1) + dt.timedelta(days=number)) if kind is v.Kind.DAY else str(number)
