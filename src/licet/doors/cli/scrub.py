"""``licet scrub``: a partner's list comes in, flags go out."""

from __future__ import annotations

from pathlib import Path

from licet.doors.cli.asked import House, Json, Lang, language
from licet.doors.cli.printing import put, put_json
from licet.doors.cli.progress import bar
from licet.doors.exits import Exit

WORDS = {
    "fr": {
        "refused": "{n} refusées",
        "clear": "{n} sans opposition",
        "unknown": "{n} empreintes que rien ne permet de reconnaître",
        "unreadable": "{n} illisibles",
    },
    "en": {
        "refused": "{n} refused",
        "clear": "{n} without objection",
        "unknown": "{n} digests that nothing here can be compared with",
        "unreadable": "{n} unreadable",
    },
}


def scrub(
    file: Path,
    /,
    *,
    controller: str,
    out: Path,
    channel: str = "email",
    column: str | None = None,
    region: str = "FR",
    data: House = None,
    lang: Lang | None = None,
    as_json: Json = False,
) -> Exit:
    """Compare a list with the suppression list, and write row numbers and flags: refused, clear, unknown, unreadable.

    The answer holds no address, and Licet keeps nothing of the list. No refusal is no permission: `licet screen` judges that.

    Parameters
    ----------
    file
        The list, in UTF-8 or Windows-1252: an address, a number or a digest on each line.
    controller
        On whose behalf people would be contacted (its slug).
    out
        The CSV to write (row, flag).
    channel
        On which channel.
    column
        The list is a CSV with a header (row 1); this column holds the entries.
    region
        How telephone numbers are read (ISO 3166 code).
    lang
        The language of the summary, `fr` or `en`.
    """
    from licet.doors.config import load
    from licet.doors.running import opened

    words = language(lang)
    with opened(load(data).data), bar(words, quiet=as_json) as tell:
        from licet.objections.scrub import scrub as scrub_list

        counts = scrub_list(file, out, controller, channel, column=column, region=region, tell=tell)
    if as_json:
        put_json({"out": str(out), "rows": dict(sorted(counts.items()))})
    else:
        for flag, said in WORDS[words].items():
            if counts[flag]:
                put(said.format(n=counts[flag]))
    return Exit.CLEAN
