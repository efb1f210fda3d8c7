"""``licet consent``: what a person said, as it stands or stood; the rows held against the events; the receipt."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from cyclopts import Parameter

from licet.doors.cli.asked import Answer, House, Json, Lang, day, language
from licet.doors.cli.printing import put, put_json
from licet.doors.exits import Exit

WORDS = {
    "fr": {
        "nobody": "personne n'est connu par ce point de contact",
        "nothing": "aucun consentement n'est enregistré",
        "rebuilt": "{people} personnes, {consents} consentements rejoués depuis leurs événements, {different} écart(s)",
    },
    "en": {
        "nobody": "nobody is known by this contact point",
        "nothing": "no consent is recorded",
        "rebuilt": "{people} people, {consents} consents replayed from their events, {different} difference(s)",
    },
}


def status(
    *,
    on: str | None = None,
    known_on: str | None = None,
    kind: str | None = None,
    data: House = None,
    lang: Answer = None,
    as_json: Json = False,
) -> Exit:
    """Show a person's consents, by purpose, channel and beneficiary; the address or number is read from standard input.

    That it was read is recorded among the person's events. Exits 4 when nobody is known by it.

    Parameters
    ----------
    on
        As things were at the end of this day, as 2026-08-11 (default: now).
    known_on
        As far as was known at the end of this day (default: now).
    kind
        email, telephone or post, where it cannot be told from what is said.
    """
    from licet.doors.cli.terminal import print_table
    from licet.doors.config import load
    from licet.doors.running import opened

    happened_by, known_by = _end_of(on), _end_of(known_on)
    with opened(load(data).data):
        from licet.consent.record import rebuilt
        from licet.doors.cli.person import point_said
        from licet.doors.reads import read_person
        from licet.subjects import find

        subject, found = find(point_said(kind)), {}
        if subject is not None:
            read_person(subject, actor="cli", why="check")
            found = rebuilt(subject, happened_by, known_by)
    rows = [
        {
            "purpose": key.purpose,
            "channel": key.channel,
            "beneficiary": key.beneficiary,
            "status": str(state.status),
            "since": "" if state.moment is None else _iso(state.moment.happened_at),
        }
        for key, state in sorted(
            found.items(), key=lambda each: (each[0].beneficiary, each[0].channel, each[0].purpose)
        )
    ]
    if as_json:
        put_json({"known": subject is not None, "consents": rows})
    elif rows:
        print_table(list(rows[0]), [list(row.values()) for row in rows])
    else:
        put(WORDS[language(lang)]["nobody" if subject is None else "nothing"])
    return Exit.UNDETERMINED if subject is None else Exit.CLEAN


def rebuild(*, data: House = None, lang: Answer = None, as_json: Json = False) -> Exit:
    """Replay every consent from its events, and compare with the rows that are kept. Exits 2 when they differ."""
    from licet.doors.cli.progress import bar
    from licet.doors.config import load
    from licet.doors.running import opened

    words = language(lang)
    with opened(load(data).data), bar(words, quiet=as_json) as tell:
        from licet.consent.rebuilding import rebuild as replay_all

        done = replay_all(tell)
    said = {"people": done.people, "consents": done.consents, "different": len(done.events)}
    if as_json:
        put_json({**said, "events": done.events})
    else:
        put(WORDS[words]["rebuilt"].format(**said))
    return Exit.BREACH if done.events else Exit.CLEAN


def receipt(
    *,
    html: Annotated[bool, Parameter(negative=())] = False,
    kind: str | None = None,
    data: House = None,
    lang: Lang | None = None,
) -> Exit:
    """Print a person's consent receipt as JSON-LD (dpv-27560), or as a page; the address or number is read from standard input.

    That it was read is recorded among the person's events. Exits 4 when nobody is known by it.

    Parameters
    ----------
    html
        Print the page instead.
    kind
        email, telephone or post, where it cannot be told from what is said.
    lang
        The language of the receipt, `fr` or `en`.
    """
    from licet.doors.config import load
    from licet.doors.running import opened

    words = language(lang)
    with opened(load(data).data):
        from licet.consent.receipt import receipt_of
        from licet.consent.receipt_page import receipt_page
        from licet.doors.cli.person import point_said
        from licet.doors.reads import read_person
        from licet.subjects import find

        subject = find(point_said(kind))
        if subject is None:
            put(WORDS[words]["nobody"])
            return Exit.UNDETERMINED
        read_person(subject, actor="cli", why="request")
        made = receipt_of(subject, words)
    if html:
        put(receipt_page(made, words))
    else:
        put_json(made)
    return Exit.CLEAN


def _end_of(written: str | None) -> int | None:
    from licet.terms.days import day_of
    from licet.terms.instants import bounds_of_day

    said = day(written)
    return None if said is None else bounds_of_day(day_of(said), "Europe/Paris")[1]


def _iso(instant: int) -> str:
    return dt.datetime.fromtimestamp(instant, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
