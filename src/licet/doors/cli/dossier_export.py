"""``licet dossier export``: this house's own prospects as a dossier, to be audited as anybody's base would be."""

from __future__ import annotations

from pathlib import Path

from licet.doors.cli.asked import Answer, House, Json, Switch, language
from licet.doors.exits import Exit

_SAID = {
    "fr": (
        "Dossier écrit dans `{folder}` : {controller}, {channel}, {people} personne(s), {rows} coordonnée(s).\n"
        "Il contient des données personnelles : effacez-le quand l'audit est fait.\n"
        "  licet audit {folder} --out rapport"
    ),
    "en": (
        "Dossier written to `{folder}`: {controller}, {channel}, {people} person(s), {rows} contact point(s).\n"
        "It holds personal data: delete it when the audit is done.\n"
        "  licet audit {folder} --out report"
    ),
}


def export(
    *,
    out: Path,
    controller: str | None = None,
    channel: str | None = None,
    yes: Switch = False,
    data: House = None,
    lang: Answer = None,
    json: Json = False,
) -> Exit:
    """Write the running house out as a dossier: one controller's prospects on one channel, and what the house can show.

    The folder holds personal data in clear, is readable by its owner alone, and that it was made is recorded.

    Parameters
    ----------
    out
        The folder to make; one that is there is not written over.
    controller
        Whose prospects (its slug); may be left out where there is only one.
    channel
        email, sms, fax, automated_call, telephone or post; may be left out where there is only one.
    yes
        Agree that personal data are written in clear.
    """
    from licet.doors.cli.printing import put, put_json
    from licet.doors.cli.writing import refuse_existing
    from licet.doors.config import load
    from licet.doors.running import opened
    from licet.terms.errors import UsageError

    if not yes:
        raise UsageError("this writes the contact points of people in clear: say `--yes` to agree")
    refuse_existing(out)
    with opened(load(data).data):
        from licet.accountability.dossier.export import export as write

        made = write(out, controller, channel)
    said = {
        "folder": str(made.folder),
        "controller": made.controller,
        "channel": made.channel,
        "people": made.people,
        "rows": made.rows,
        "aside": made.aside,
    }
    if json:
        put_json(said)
    else:
        put(_SAID[language(lang)].format(**said))
    return Exit.CLEAN
