"""Print rules as one Python function: a person at a time, in microseconds."""

from __future__ import annotations

from collections.abc import Callable

from licet.rules import formulas as fm
from licet.rules.compiled import Compiled

Masks = Callable[..., tuple[int, int]]


def print_function(compiled: Compiled) -> str:
    """Return the source of ``masks(*columns) -> (certain, possible)``, columns in the order of ``compiled``."""
    names = {column: f"c{place}" for place, column in enumerate(compiled.columns)}
    lines = [f"def masks({', '.join(names.values())}):", "    certain = possible = 0"]
    for place, bit in enumerate(compiled.bits):
        lines += _assign("possible", bit.possible, place, names, inside=_assign("certain", bit.certain, place, names))
    return "\n".join([*lines, "    return certain, possible"])


def _assign(
    name: str, formula: fm.Formula, place: int, names: dict[str, str], inside: list[str] | None = None
) -> list[str]:
    if formula == fm.FALSE:
        return []
    add = f"    {name} |= {1 << place}"
    # what is certain is possible: the second question is asked only where the first left room
    deeper = [f"    {line}" for line in inside or []]
    return [f"    if {print_formula(formula, names)}:", f"    {add}", *deeper]


def print_formula(formula: fm.Formula, names: dict[str, str]) -> str:
    """Return a formula as a Python expression over the given variable names."""
    match formula:
        case fm.Test(op, left, right):
            return f"{_operand(left, names)} {op} {_operand(right, names)}"
        case fm.All(parts):
            return "(" + " and ".join(print_formula(part, names) for part in parts) + ")"
        case fm.Any(parts):
            return "(" + " or ".join(print_formula(part, names) for part in parts) + ")"
        case fm.Truth(value):
            return str(value)


def _operand(operand: fm.Operand, names: dict[str, str]) -> str:
    match operand:
        case fm.Column(name):
            return names[name]
        case fm.Constant(value):
            return str(value)
        case fm.Cutoff(name):
            msg = f"`{name}` is not bound: one person is judged on one day"
            raise ValueError(msg)


def function(compiled: Compiled) -> Masks:
    """Return the printed function, ready to call with one whole number a column."""
    scope: dict[str, Masks] = {}
    exec(print_function(compiled), {"__builtins__": {}}, scope)  # noqa: S102  # our own print of our own rules
    return scope["masks"]
