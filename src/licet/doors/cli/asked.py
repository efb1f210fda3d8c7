"""What commands are asked in common: a house, a language, JSON, a day, pairs of words."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Annotated, Literal, overload

from cyclopts import Parameter

from licet.terms.days import FIRST_DAY, LAST_DAY, date_of, iso_of, parse_iso
from licet.terms.errors import InputError, UsageError

Lang = Literal["fr", "en"]
House = Annotated[Path | None, Parameter(help="The folder of the house (default: LICET_DATA, else `licet-data`).")]
"""The folder of the house, which ``load`` finds where none is said."""
Data = Annotated[Path, Parameter(env_var="LICET_DATA", help="The folder of the house.")]
"""The folder of the house, for commands that take the default themselves."""
Answer = Annotated[Lang | None, Parameter(help="The language of the answer, `fr` or `en`.")]
Switch = Annotated[bool, Parameter(negative=())]
"""A switch that is off unless said, and has no `--no-…`."""
JsonOf = Annotated[bool, Parameter(name="--json", negative=())]
"""For commands whose docstring says what they print."""
Json = Annotated[JsonOf, Parameter(help="Print JSON, for programs.")]


def language(lang: Lang | None) -> Lang:
    """Return the language asked for, else English where the environment says so, else French."""
    if lang is not None:
        return lang
    said = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "en" if said.lower().startswith("en") else "fr"


@overload
def day(written: str) -> dt.date: ...
@overload
def day(written: str | None) -> dt.date | None: ...
def day(written: str | None) -> dt.date | None:
    """Return the day written as 2026-08-11; raise ``UsageError`` on anything else."""
    if written is None:
        return None
    try:
        return date_of(parse_iso(written))
    except InputError:
        msg = f"`{written}` is no day between {iso_of(FIRST_DAY)} and {iso_of(LAST_DAY)}: write it as 2026-08-11"
        raise UsageError(msg) from None


def pairs(written: list[str] | None) -> dict[str, str]:
    """Return ``header=role`` pairs as a mapping; raise ``UsageError`` on one without ``=``."""
    found = {}
    for each in written or ():
        header, equals, role = each.rpartition("=")
        if not equals or not header:
            msg = f"`{each}` is no pair: write `--map header=role`"
            raise UsageError(msg)
        found[header] = role
    return found
