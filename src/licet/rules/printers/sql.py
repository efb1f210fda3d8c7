"""Print rules as SQL that SQLite and PostgreSQL (and DuckDB) run unchanged."""

from __future__ import annotations

from licet.rules import formulas as fm
from licet.rules.compiled import BITS_PER_COLUMN, Bit, Compiled


def print_masks(compiled: Compiled) -> dict[str, str]:
    """Return the SQL of each mask column, by its name: ``certain_0``, ``possible_0``, and so on."""
    masks: dict[str, str] = {}
    for start in range(0, max(len(compiled.bits), 1), BITS_PER_COLUMN):
        chunk, number = compiled.bits[start : start + BITS_PER_COLUMN], start // BITS_PER_COLUMN
        masks[f"certain_{number}"] = _mask(chunk, certain=True)
        masks[f"possible_{number}"] = _mask(chunk, certain=False)
    return masks


def _mask(bits: tuple[Bit, ...], *, certain: bool) -> str:
    terms = []
    for place, bit in enumerate(bits):
        formula = bit.certain if certain else bit.possible
        if formula != fm.FALSE:
            terms.append(f"(CASE WHEN {print_formula(formula)} THEN CAST({1 << place} AS BIGINT) ELSE 0 END)")
    return " + ".join(terms) or "CAST(0 AS BIGINT)"


def print_formula(formula: fm.Formula) -> str:
    """Return a formula as a SQL condition; columns and cut-offs are quoted names."""
    match formula:
        case fm.Test(op, left, right):
            return f"{_operand(left)} {_SQL.get(op, op)} {_operand(right)}"
        case fm.All(parts):
            return "(" + " AND ".join(print_formula(part) for part in parts) + ")"
        case fm.Any(parts):
            return "(" + " OR ".join(print_formula(part) for part in parts) + ")"
        case fm.Truth(value):
            return "1 = 1" if value else "1 = 0"


_SQL = {"==": "=", "!=": "<>"}


def _operand(operand: fm.Operand) -> str:
    match operand:
        case fm.Column(name) | fm.Cutoff(name):
            return '"' + name.replace('"', '""') + '"'
        case fm.Constant(value):
            return str(value)
