"""Print rules as narwhals expressions: files on Polars, clusters on Spark, DuckDB as second opinion.

Only what means the same on every engine is used: comparisons, ``&`` and ``|`` between booleans, ``when``, sums of
small whole numbers (bulk.md, traps). Seven rules at a time are summed as int8 (1 + 2 + … + 64 = 127) before they
are widened: eight times less memory moves than with int64 from the start.
"""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import Final

import narwhals.stable.v2 as nw

from licet.rules import formulas as fm
from licet.rules.compiled import BITS_PER_COLUMN, Bit, Compiled

_LANE: Final = 7


def mask_columns(compiled: Compiled, *, possible: bool = True) -> dict[str, nw.Expr]:
    """Return the expression of each mask column, by its name: ``certain_0``, ``possible_0``, and so on."""
    masks: dict[str, nw.Expr] = {}
    for start in range(0, max(len(compiled.bits), 1), BITS_PER_COLUMN):
        chunk, number = compiled.bits[start : start + BITS_PER_COLUMN], start // BITS_PER_COLUMN
        masks[f"certain_{number}"] = _mask(chunk, certain=True)
        if possible:
            masks[f"possible_{number}"] = _mask(chunk, certain=False)
    return masks


def _mask(bits: tuple[Bit, ...], *, certain: bool) -> nw.Expr:
    whole = nw.lit(0, nw.Int64)
    for start in range(0, len(bits), _LANE):
        terms = []
        for place, bit in enumerate(bits[start : start + _LANE]):
            formula = bit.certain if certain else bit.possible
            if formula != fm.FALSE:
                terms.append(print_formula(formula).cast(nw.Int8) * nw.lit(1 << place, nw.Int8))
        if terms:
            lane = reduce(lambda left, right: left + right, terms).cast(nw.Int64)
            whole = whole + (lane * nw.lit(1 << start, nw.Int64) if start else lane)
    return whole


def print_formula(formula: fm.Formula) -> nw.Expr:
    """Return a formula as a boolean expression; columns and cut-offs are columns of that name."""
    match formula:
        case fm.Test(op, left, right):
            return _compare(op, _operand(left), _operand(right))
        case fm.All(parts):
            return reduce(and_, map(print_formula, parts))
        case fm.Any(parts):
            return reduce(or_, map(print_formula, parts))
        case fm.Truth(value):
            return nw.lit(value, nw.Boolean)


def _operand(operand: fm.Operand) -> nw.Expr | int:
    match operand:
        case fm.Column(name) | fm.Cutoff(name):
            return nw.col(name)
        case fm.Constant(value):
            return value


def _compare(op: str, left: nw.Expr | int, right: nw.Expr | int) -> nw.Expr:
    if isinstance(left, int):  # a constant stands on the left when an order was mirrored
        left, right, op = right, left, _MIRROR[op]
    if isinstance(left, int):
        msg = "two constants are compared: the formula was not bound"
        raise TypeError(msg)
    match op:
        case "<":
            return left < right
        case "<=":
            return left <= right
        case ">":
            return left > right
        case ">=":
            return left >= right
        case "==":
            return left == right
        case _:
            return left != right


_MIRROR = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
