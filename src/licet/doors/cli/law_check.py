"""``licet law check`` and ``licet law contested``: what is to be read again, and where authorities disagree."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING

from licet.doors.cli.asked import Json, Lang, day, language
from licet.doors.cli.printing import put, put_json
from licet.doors.exits import Exit

if TYPE_CHECKING:
    from licet.law.entries import Entry


def check(*, on: str | None = None, lang: Lang | None = None, as_json: Json = False) -> Exit:
    """Say which rules are past their review date, which nobody read, and which readings are contested.

    Exits 4 when a rule is past its review date, 0 otherwise.

    Parameters
    ----------
    on
        The day to look from (YYYY-MM-DD; default: today).
    lang
        Language: fr or en (default: that of the environment, French unless it says English).

    """
    from licet.law.review_entries import checked

    tongue = language(lang)
    said = checked(day(on) or dt.date.today(), tongue)  # noqa: DTZ011  # the reader's own today
    if as_json:
        put_json(said)
    else:
        _print_check(said, tongue)
    return Exit.UNDETERMINED if said["overdue"] else Exit.CLEAN


def contested(*, lang: Lang | None = None, as_json: Json = False) -> Exit:
    """List the contested readings: the strict side, the other side, and who can settle it.

    Parameters
    ----------
    lang
        Language: fr or en (default: that of the environment, French unless it says English).

    """
    from licet.law.review_entries import contested as register

    tongue = language(lang)
    said = register(tongue)
    if as_json:
        put_json(said)
    else:
        _print_contested(said, tongue)
    return Exit.CLEAN


def _print_check(said: Entry, lang: Lang) -> None:
    from licet.law.labels import say

    marks = said["marks"]
    put(say("check_read", lang, sum(marks.values()), marks["V"], marks["S"], marks["K"]))
    if said["overdue"]:
        _print_dues(say("check_overdue", lang, said["on"]), said["overdue"], lang)
    else:
        put(say("check_clean", lang, said["on"]))
    _print_dues(say("check_announced", lang), said["announced"], lang)
    _print_ids(say("check_unread", lang), [each["id"] for each in said["unread"]])
    put("")
    _print_contested(said["contested"], lang)


def _print_dues(title: str, dues: list[Entry], lang: Lang) -> None:
    """Print rules by day and reason, a line each: what is announced concerns many at once."""
    from licet.doors.cli.terminal import print_table
    from licet.law.labels import say

    if not dues:
        return
    rows = [
        (by, why or say("time_passes", lang), ", ".join(each["id"] for each in group))
        for (by, why), group in groupby(_by_reason(dues), key=_reason)
    ]
    put("")
    put(f"{title} ({len(dues)})")
    print_table([say(key, lang) for key in ("by", "why", "rules")], rows)


def _by_reason(dues: list[Entry]) -> list[Entry]:
    return sorted(dues, key=_reason)


def _reason(due: Entry) -> tuple[str, str]:
    return due["by"], due["why"] or ""


def _print_ids(title: str, ids: list[str]) -> None:
    if ids:
        put("")
        put(f"{title} ({len(ids)})")
        put(", ".join(ids))


def _print_contested(said: list[Entry], lang: Lang) -> None:
    from licet.doors.cli.terminal import print_table
    from licet.law.labels import say

    put(f"{say('dissent', lang)} ({len(said)})")
    heads = ("rule", "strict_side", "other_side", "owner", "stated_on")
    rows = [(each["id"], each["strict"], each["other"], each["owner"], each["stated_on"] or "") for each in said]
    print_table([say(key, lang) for key in heads], rows)
