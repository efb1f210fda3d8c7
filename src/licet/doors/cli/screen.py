"""``licet screen``: who of a list may be contacted, on a channel, for a controller, on a day."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from licet.doors.cli.asked import JsonOf, Lang, day, language, pairs
from licet.doors.cli.progress import bar
from licet.doors.exits import Exit


def screen(
    people: Path,
    /,
    *,
    channel: str,
    controller: str,
    purpose: str = "commercial",
    on: str | None = None,
    out: Path = Path("licet-screen"),
    lang: Lang | None = None,
    map: Annotated[list[str] | None, Parameter(negative=())] = None,  # noqa: A002  # the word of the command line
    json: JsonOf = False,
) -> Exit:
    """Screen people before a campaign: permitted.parquet, refused.parquet with reasons, and the lawful reach.

    Exits 0 when all may be contacted, 2 when some are refused or nobody can be reached on the channel, 4 when some cannot be cleared and none is refused.

    Parameters
    ----------
    people
        A dossier or a people file.
    channel
        email, sms, fax, automated_call, telephone or post.
    controller
        On whose behalf people would be contacted.
    purpose
        Why; only `commercial` lies within the encoded law.
    on
        The day of the contact, as 2026-08-11 (default: the dossier's own, else today).
    out
        The folder of the lists.
    lang
        The language of the summary, `fr` or `en`.
    map
        Say what a column holds, as header=role; may be given several times.
    json
        Print reach.json instead of the summary.
    """
    from licet.audit.reach import print_reach
    from licet.audit.screen import screen_people
    from licet.doors.cli.printing import console, put_json

    words = language(lang)
    with bar(words, quiet=json) as tell:
        done = screen_people(
            people,
            out=out,
            channel=channel,
            controller=controller,
            purpose=purpose,
            on=day(on),
            mapping=pairs(map),
            progress=tell,
        )
    if json:
        put_json(done.paths["reach.json"].read_text(encoding="utf-8"))
    else:
        print_reach(done.reach, console(), words, done.paths)
    if done.reach.refused or not done.reach.permitted + done.reach.undetermined:
        return Exit.BREACH
    return Exit.UNDETERMINED if done.reach.undetermined else Exit.CLEAN
