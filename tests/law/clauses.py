"""The clauses of the law: what a named function writes once and many rules use (``agreed_beforehand``)."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import ModuleType

import licet.law.eu
import licet.law.fr
from licet.law.book import tables
from licet.rules.clock import Clock
from licet.rules.expressions import Expr
from licet.rules.facts import Facts
from licet.terms.errors import RuleError
from tests.law.words import said


@cache
def clauses(table: str) -> Mapping[str, str]:
    """Return the names of the clauses whose facts a table declares, by their words."""
    facts = Facts(tables()[table])
    found: dict[str, str] = {}
    for name, function in _functions():
        given = (facts, Clock())[: len(inspect.signature(function).parameters)]
        try:
            found.setdefault(said(function(*given)), name)
        except (AttributeError, RuleError, TypeError):
            continue  # it speaks of facts of another table
    return found


@cache
def _functions() -> tuple[tuple[str, Callable[..., Expr]], ...]:
    return tuple(
        sorted((name, each) for module in _modules() for name, each in vars(module).items() if _is_one(each, module))
    )


def _modules() -> Iterator[ModuleType]:
    for package in (licet.law.fr, licet.law.eu):
        for module in pkgutil.iter_modules(package.__path__):
            yield importlib.import_module(f"{package.__name__}.{module.name}")


def _is_one(thing: object, module: ModuleType) -> bool:
    if not inspect.isfunction(thing) or thing.__module__ != module.__name__:
        return False
    asked = [each.annotation for each in inspect.signature(thing).parameters.values()]
    return thing.__annotations__.get("return") == "Expr" and asked in (["Facts"], ["Facts", "Clock"])
