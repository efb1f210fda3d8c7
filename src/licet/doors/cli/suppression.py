"""``licet suppression``: lists of refusals taken over, and what the list holds, in numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from licet.doors.cli.asked import Answer, House, Json, language
from licet.doors.cli.printing import put, put_json
from licet.doors.cli.progress import bar
from licet.doors.exits import Exit

WORDS = {
    "fr": {
        "done": "{entries} entrées lues ({kinds}), {fresh} nouvelles, portée `{scope}`",
        "unreadable": "{unreadable} lignes illisibles, dont les premières : {lines}",
        "none": "la liste est vide",
    },
    "en": {
        "done": "{entries} entries read ({kinds}), {fresh} new, scope `{scope}`",
        "unreadable": "{unreadable} lines unreadable, the first of them: {lines}",
        "none": "the list is empty",
    },
}


def import_(
    file: Path,
    /,
    *,
    controller: str | None = None,
    channel: str = "",
    everyone: Annotated[bool, Parameter(negative=())] = False,
    cause: str = "exchange-list",
    column: str | None = None,
    region: str = "FR",
    data: House = None,
    lang: Answer = None,
    as_json: Json = False,
) -> Exit:
    """Take over a list of refusals: addresses, numbers, domains, or MD5, SHA-1 or SHA-256 of addresses, one a line.

    The list itself is never kept. Run it again after an interruption: what stands already is passed over. Exits 3 when
    nothing of it can be read.

    Parameters
    ----------
    file
        The list, in UTF-8 or Windows-1252.
    controller
        Whose messages are refused (its slug).
    channel
        Only this channel.
    everyone
        Every controller of this house, as with a national register.
    cause
        exchange-list or national-register.
    column
        The list is a CSV with a header; this column holds the entries.
    region
        How telephone numbers are read (ISO 3166 code).
    """
    from licet.doors.config import load
    from licet.doors.running import opened
    from licet.terms.errors import UsageError
    from licet.terms.scopes import EVERYONE, scope_of

    if everyone == (controller is not None):
        raise UsageError("a list is of refusals of one `--controller` or of `--everyone`")
    words = language(lang)
    with opened(load(data).data), bar(words, quiet=as_json) as tell:
        from licet.objections.exchange import import_list
        from licet.subjects import controller as known

        if controller is not None:
            known(controller)
            scope = scope_of(controller, channel)
        else:
            scope = f"{EVERYONE}/channel/{channel}" if channel else EVERYONE
        done = import_list(file, scope, cause=cause, column=column, region=region, tell=tell)
    if as_json:
        kinds = dict(sorted(done.entries.items()))
        put_json({"scope": scope, "entries": kinds, "fresh": done.fresh, "unreadable": done.unreadable})
        return Exit.CLEAN
    kinds_said = ", ".join(f"{kind} {count}" for kind, count in sorted(done.entries.items()))
    put(WORDS[words]["done"].format(entries=done.entries.total(), kinds=kinds_said, fresh=done.fresh, scope=scope))
    if done.unreadable:
        lines = ", ".join(map(str, done.first_unreadable))
        put(WORDS[words]["unreadable"].format(unreadable=done.unreadable, lines=lines))
    return Exit.CLEAN


def list_(*, data: House = None, lang: Answer = None, as_json: Json = False) -> Exit:
    """Count the entries of the suppression list by scope, cause and kind. It shows nobody: there is nothing to show."""
    from licet.doors.cli.terminal import print_table
    from licet.doors.config import load
    from licet.doors.running import opened

    with opened(load(data).data):
        from licet.objections.exchange import listed

        rows = listed()
    if as_json:
        put_json(rows)
    elif not rows:
        put(WORDS[language(lang)]["none"])
    else:
        print_table(list(rows[0]), [[str(each) for each in row.values()] for row in rows])
    return Exit.CLEAN
