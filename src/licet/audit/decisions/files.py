"""Decisions as files: what was found (a small dossier) and what was held (by article).

``licet_decision: 1`` marks our own form: every value of ``dossier`` stands under ``from`` (the key of the decision's fact
it carries over) or under ``assumed``. A file without it that lists ``facts`` as ``{k, v}`` pairs is translated
(lexicon.py). Whatever cannot be used is one ``DossierError``; what was held is never fed to a rule.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from licet.audit.dossier.answers import day_written
from licet.audit.dossier.yaml_text import read_yaml
from licet.terms.errors import DossierError

OWN: Final = files("licet.law").joinpath("fr/decisions")
"""The folder of the decisions that come with Licet."""

VERSION: Final = 1
LAST_DAY_BEFORE_GDPR: Final = dt.date(2018, 5, 24)
_MONTH: Final = re.compile(r"([12][0-9]{3})-(0?[1-9]|1[0-2])")
STATUSES: Final = ("retained", "rejected", "retained_within", "not_examined", "unknown", "retained_as_bar")


@dataclass(frozen=True)
class Held:
    """What was held of one article; ``within``: the article it supports, ``cured``: before the file was closed."""

    status: str
    within: str = ""


@dataclass(frozen=True)
class Decision:
    """One decision. ``law_day`` is the day its facts are judged at, ``law_day_assumed`` when the file gives none.

    ``dossier`` holds the rows of each table in our own form; ``untranslated`` the keys of facts that the lexicon does
    not know, for a file in the other form.
    """

    id: str
    kind: str
    law_day: dt.date
    law_day_assumed: bool
    channels: tuple[str, ...]
    held: Mapping[str, Held]
    dossier: Mapping[str, Any]
    untranslated: tuple[str, ...] = ()
    about: Mapping[str, Any] = field(default_factory=dict)


def read_folder(folder: Path | None = None) -> tuple[Decision, ...]:
    """Return every decision of a folder, by id (default: those that come with Licet)."""
    root = folder or Path(str(OWN))
    try:
        paths = sorted(root.glob("*.yaml"))
    except OSError as error:
        raise DossierError(f"`{root}` cannot be read: {(error.strerror or 'unknown reason').lower()}") from None
    if not paths:
        raise DossierError(f"`{root}` holds no decision: a folder of `*.yaml` files is expected")
    found = [read_decision(path) for path in paths]
    twice = sorted({each.id for each in found if [other.id for other in found].count(each.id) > 1})
    if twice:
        raise DossierError(f"`{root}`: two files are the decision `{twice[0]}`")
    return tuple(sorted(found, key=lambda each: each.id))


def read_decision(path: Path) -> Decision:
    """Return the decision in a file of either form; raise ``DossierError``."""
    raw = read_yaml(path)
    name = raw.get("id")
    if not isinstance(name, str):
        raise DossierError(f"`{path}`: a decision has an `id`")
    day, assumed = _law_day(raw, path)
    channels, dossier, untranslated = _facts(raw, path, day)
    return Decision(
        id=name,
        kind=str(raw.get("kind", "")),
        law_day=day,
        law_day_assumed=assumed,
        channels=channels,
        held=_held(raw, path),
        dossier=dossier,
        untranslated=untranslated,
        about=raw,
    )


def _facts(
    raw: Mapping[str, Any], path: Path, day: dt.date
) -> tuple[tuple[str, ...], Mapping[str, Any], tuple[str, ...]]:
    if raw.get("licet_decision") == VERSION:
        dossier = raw.get("dossier")
        if not isinstance(dossier, Mapping):
            raise DossierError(f"`{path}`: the facts of a decision stand under `dossier`")
        return _texts(raw, "channels", path), dossier, ()
    if not isinstance(raw.get("facts"), list):
        raise DossierError(f"`{path}`: write `licet_decision: {VERSION}` and a `dossier`, or a list of `facts`")
    from licet.audit.decisions.lexicon import translate  # noqa: PLC0415  # only where a file needs it

    said = translate(raw, path, day)
    return said.channels, said.dossier, said.untranslated


def _law_day(raw: Mapping[str, Any], path: Path) -> tuple[dt.date, bool]:
    """Return the day the facts are judged at, and whether it is supposed."""
    stated = raw.get("law_day")
    if isinstance(stated, Mapping):
        day, assumed = day_written(stated.get("day")), bool(stated.get("assumed"))
    else:
        day, assumed = day_written(stated), False
    if day is not None:
        return day, assumed
    for key in ("date", "published"):
        day = _last_day(raw.get(key))
        if day is not None:
            # a month alone, or a day of publication, is near enough to choose the law, and no more
            return day, key == "published" or not isinstance(raw.get(key), dt.date)
    if raw.get("legal_frame") == "before_gdpr":
        return LAST_DAY_BEFORE_GDPR, True
    raise DossierError(f"`{path}`: neither `date` nor `law_day` says by the law of which day to judge")


def _last_day(written: object) -> dt.date | None:
    """Return a day, or the last day of a month written ``2022-04``."""
    month_alone = _MONTH.fullmatch(str(written))
    if month_alone is None:
        return day_written(written)
    year, month = map(int, month_alone.groups())
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _texts(raw: Mapping[str, Any], key: str, path: Path) -> tuple[str, ...]:
    listed = raw.get(key) or ()
    if not isinstance(listed, list | tuple):
        raise DossierError(f"`{path}`: `{key}` is a list")
    return tuple(map(str, listed))


def _held(raw: Mapping[str, Any], path: Path) -> dict[str, Held]:
    held: dict[str, Held] = {}
    for article in _texts(raw, "not_examined", path):
        held[article] = Held("not_examined")
    outcome = raw.get("outcome") or {}
    if not isinstance(outcome, Mapping):
        raise DossierError(f"`{path}`: `outcome` tells by article what was held")
    for article, each in outcome.items():
        status = each.get("status") if isinstance(each, Mapping) else each
        if status not in STATUSES:
            raise DossierError(f"`{path}`, outcome: a status is one of {', '.join(f'`{one}`' for one in STATUSES)}")
        within = str(each.get("within", "")) if isinstance(each, Mapping) else ""
        held[str(article)] = Held(str(status), within)
    return held
