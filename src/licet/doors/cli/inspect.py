"""``licet inspect``: a rehearsal of an inspection, to be printed and ticked."""

from __future__ import annotations

from pathlib import Path

from licet.doors.cli.asked import JsonOf, Lang, day, language
from licet.doors.cli.progress import bar
from licet.doors.exits import Exit


def inspect(
    path: Path,
    /,
    *,
    on: str | None = None,
    out: Path = Path("licet-inspection"),
    sample: int = 60,
    lang: Lang | None = None,
    json: JsonOf = False,
) -> Exit:
    """Rehearse an inspection: documents to hand over, questions by weight and who answers, rows drawn to prove.

    Exits 0 when every question is answered and every document announced, else 4.

    Parameters
    ----------
    path
        A dossier, or a people file.
    on
        The day of the inspection, as 2026-08-11 (default: the dossier's own, else today).
    out
        The folder of the sheet: inspection.html, inspection.pdf, inspection.json, sample.csv.
    sample
        How many rows to draw of each source.
    lang
        The language of the sheet, `fr` or `en`.
    json
        Print inspection.json instead of the summary.
    """
    from licet.audit.inspection.print import print_inspection
    from licet.audit.inspection.write import inspect as run
    from licet.doors.cli.printing import console, put_json
    from licet.terms.errors import UsageError

    if sample < 1:
        msg = "`--sample` is at least 1"
        raise UsageError(msg)
    words = language(lang)
    with bar(words, quiet=json) as tell:
        found, paths = run(path, out=out, on=day(on), lang=words, size=sample, progress=tell)
    if json:
        put_json(found.model_dump_json(indent=2))
    else:
        print_inspection(found, console(), paths)
    return Exit.CLEAN if found.is_ready else Exit.UNDETERMINED
