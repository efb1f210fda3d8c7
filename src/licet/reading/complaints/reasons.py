"""Normalise why a mail came back: a status code and the words of a mail system into one word, hard or soft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

import yaml

from licet.reading.complaints.report import UNKNOWN_REASON, Permanence
from licet.reading.mails.wording import folded

STATUS: Final = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
REPLY: Final = re.compile(r"(?<![\d.:/-])([245][0-5]\d)(?=[ \-#>\]]|$)")
_ENHANCED: Final = 3
_LONGEST: Final = 4_000


@dataclass(frozen=True, slots=True)
class Reason:
    """A word of ours for why a mail came back. ``permanence`` holds unless the code says that it may yet be delivered."""

    name: str
    permanence: Permanence
    words: re.Pattern[str] | None
    statuses: frozenset[str]
    decisive: frozenset[str]


@cache
def table() -> Mapping[str, Any]:
    """Return ``reasons.yaml``."""
    read: Mapping[str, Any] = yaml.safe_load(resources.files(__package__).joinpath("reasons.yaml").read_text("utf-8"))
    return read


@cache
def reasons() -> tuple[Reason, ...]:
    """Return the reasons in the order in which they are looked for."""
    return tuple(
        Reason(
            name,
            Permanence(given["permanence"]),
            starting(given.get("words", ())),
            frozenset(str(s) for s in given.get("statuses", ())),
            frozenset(str(s) for s in given.get("decisive", ())),
        )
        for name, given in table()["reasons"].items()
    )


def starting(listed: Iterable[object]) -> re.Pattern[str] | None:
    """Make one pattern of words; each matches from the start of a word on (``throttl``), ``*`` is a few words."""
    pieces = [".{0,60}?".join(re.escape(p.strip()) for p in folded(str(w)).split("*")) for w in listed]
    return re.compile(rf"(?<!\w)(?:{'|'.join(pieces)})") if pieces else None


@cache
def listed(*names: str) -> re.Pattern[str]:
    """Return the words of ``reasons.yaml`` under a path of names, as one pattern."""
    found: Any = table()
    for name in names:
        found = found[name]
    pattern = starting(found)
    assert pattern is not None, names  # noqa: S101  # the file is ours
    return pattern


@cache
def _provider_codes() -> Mapping[str, str]:
    return {
        str(code).casefold(): reason
        for codes in table()["providers"].values()
        for reason, listed in codes.items()
        for code in listed
    }


def status_in(text: str) -> str:
    """Return the first enhanced status code in a text, the more telling one if the first ends in ``.0.0``."""
    found = [s for s in STATUS.findall(text[:_LONGEST]) if s[0] != "2"]
    return next((s for s in found if not s.endswith(".0.0")), found[0] if found else "")


def reply_in(text: str) -> str:
    """Return the first SMTP reply code of a failure in a text."""
    return next((r for r in REPLY.findall(text[:_LONGEST]) if r[0] in "45"), "")


def reason_of(said: str, status: str = "") -> str:
    """Return our word for what a mail system said: the provider's own code, a decisive status, its words, any status.

    Words nobody listed give ``unknown``; they are kept raw by the caller.
    """
    text = folded(said[:_LONGEST])
    for code in re.findall(r"[a-z]{2,4}\d{0,3}[_-][a-z0-9_]{3,8}|\[[a-z]{2,4}\d{2,3}\]|s\d{4}|as\d{3,4}", text):
        if found := _provider_codes().get(code.strip("[]")):
            return found
    if decided := next((r.name for r in reasons() if _detail(status or status_in(said)) in r.decisive), ""):
        return decided
    for reason in reasons():
        if reason.words and reason.words.search(text):
            return reason.name
    return _by_status(status) or _by_status(status_in(said)) or UNKNOWN_REASON


def _by_status(status: str) -> str:
    """Match ``5.2.2`` as such, else without its class: ``2.2`` (RFC 3463 gives both classes the same details)."""
    detail = _detail(status)
    return next((r.name for r in reasons() if {status, detail} & r.statuses), "") if detail else ""


def _detail(status: str) -> str:
    """Return a status code without its class."""
    return status.partition(".")[2] if status.count(".") + 1 == _ENHANCED else ""


def permanence_of(reason: str, status: str, reply: str) -> Permanence | None:
    """Return whether trying again can help.

    A temporary code (4) is soft. A permanent one (5) says only that this mail is refused: hard is what says that the
    mailbox or the domain does not exist. An unknown reason leaves it open.
    """
    code = status or reply
    if code.startswith("4"):
        return Permanence.SOFT
    return next((r.permanence for r in reasons() if r.name == reason), None)
