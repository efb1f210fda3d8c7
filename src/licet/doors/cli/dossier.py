"""``licet dossier``: write the template of a dossier, see what one lacks, print its schema."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from licet.doors.cli.asked import Answer, Json, JsonOf, Lang, Switch, day, language
from licet.doors.cli.printing import console, put, put_json
from licet.doors.exits import Exit


def init(
    folder: Path,
    /,
    *,
    lang: Lang | None = None,
    channel: Annotated[list[str] | None, Parameter(negative=())] = None,
    json: JsonOf = False,
) -> Exit:
    """Write a commented dossier.yaml into a folder: every question an inspector would ask, none answered.

    Parameters
    ----------
    folder
        Where it goes; an existing dossier is left as it is.
    lang
        The language of the comments, `fr` or `en`.
    channel
        A channel in use (email, sms, telephone…); may be given several times.
    json
        Print the path as JSON.
    """
    from licet.audit.dossier.template import write_template

    words = language(lang)
    path = write_template(folder, words, channels=tuple(channel or ()))
    if json:
        put_json({"path": str(path)})
    else:
        put(f"Écrit : {path}" if words == "fr" else f"Written: {path}")
    return Exit.CLEAN


def check(
    path: Path, /, *, on: str | None = None, read: Switch = False, lang: Answer = None, json: Json = False
) -> Exit:
    """Say what a dossier lacks, and what each missing thing prevents. Exits 0 when nothing is missing, else 4.

    Parameters
    ----------
    path
        A dossier, or a people file.
    on
        The day it would be judged, as 2026-08-11 (default: the dossier's own, else today).
    read
        Read people files whole, to count their people; otherwise their first rows tell their columns.
    """
    from licet.audit.dossier.check import check as run
    from licet.audit.dossier.check_print import print_check

    words = language(lang)
    found = run(path, on=day(on), read=read)
    if json:
        put_json(found.model_dump_json(indent=2))
    else:
        print_check(found, console(), words)
    return Exit.CLEAN if found.is_complete else Exit.UNDETERMINED


def schema(*, out: Path | None = None, json: JsonOf = False) -> Exit:
    """Print the JSON Schema of dossier.yaml, or write it and those of all that Licet prints as JSON into a folder.

    Parameters
    ----------
    out
        The folder for dossier.json, report.json, check.json, comparison.json, inspection.json and reach.json.
    json
        Print the paths of the files written as JSON; without a folder, the schema is JSON in any case.
    """
    from licet.audit.dossier.schema import dossier_schema, publish

    if out is None:
        put_json(dossier_schema())
        return Exit.CLEAN
    written = [str(path) for path in publish(out)]
    if json:
        put_json(written)
    else:
        put("\n".join(written))
    return Exit.CLEAN
