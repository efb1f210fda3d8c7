"""``licet doctor``: look at whether a house is sound, and say what must be done."""

from __future__ import annotations

from licet.doors.cli.asked import House, Json, Lang, language
from licet.doors.cli.printing import put_json
from licet.doors.exits import Exit

SIGNS = {"good": "✓", "warning": "!", "fault": "✗", "unknown": "?"}


def doctor(
    *,
    data: House = None,
    lang: Lang | None = None,
    as_json: Json = False,
) -> Exit:
    """Look at configuration, keys, permissions, clock, database and backups; change nothing, and say what to do.

    Exits 0 when all is well, 2 when something must be put right, 4 when something should be looked at or could not be,
    3 when there is no house at all.

    Parameters
    ----------
    lang
        The language, `fr` or `en`.
    """
    from licet.doors.doctor import State, examine
    from licet.doors.doctor.words import told

    words = language(lang)
    found = examine(data)
    if as_json:
        put_json(
            [
                {"check": each.check, "state": each.state, "code": each.code, **each.values, "told": told(each, words)}
                for each in found
            ]
        )
    else:
        from licet.doors.cli.terminal import print_table
        from licet.doors.web.words import name_of, say

        heads = ["", say("doctor.heads.check", words), say("doctor.heads.told", words)]
        print_table(
            heads,
            [(SIGNS[each.state], name_of("doctor.check", each.check, words), told(each, words)) for each in found],
        )
    states = {each.state for each in found}
    if any(each.code == "missing" and each.check == "folder" for each in found):
        return Exit.UNUSABLE
    if State.FAULT in states:
        return Exit.BREACH
    return Exit.CLEAN if states == {State.GOOD} else Exit.UNDETERMINED
