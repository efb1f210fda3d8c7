"""``licet audit``: a dossier or a people file in, the findings an inspector would make out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from licet.doors.cli.asked import JsonOf, Lang, day, language, pairs
from licet.doors.cli.progress import bar
from licet.doors.exits import Exit


def audit(
    path: Path,
    /,
    *,
    on: str | None = None,
    out: Path = Path("licet-report"),
    lang: Lang | None = None,
    map: Annotated[list[str] | None, Parameter(negative=())] = None,  # noqa: A002  # the word of the command line
    sample: int | None = None,
    proofs: Path | None = None,
    compare: Path | None = None,
    json: JsonOf = False,
) -> Exit:
    """Audit a prospect base: a dossier, or a bare people file (then everything else is unanswered).

    Exits 0 when nothing is found, 2 on a breach, 4 when only contested or undetermined, 3 when the input is unusable.

    Parameters
    ----------
    path
        A folder with `dossier.yaml`, that file, or a people file (CSV, TSV, Excel, Parquet).
    on
        The day judged, as 2026-08-11 (default: the dossier's own, else today).
    out
        The folder of the report: report.html, report.pdf, report.json, rows.parquet.
    lang
        The language of the report, `fr` or `en`.
    map
        Say what a column holds, as header=role; may be given several times.
    sample
        Also write `sample.csv`: so many row numbers per source, to ask proofs for.
    proofs
        The answers to such a sample: the share of invalid consents per source, with its exact interval.
    compare
        An older report, as `--compare OLD NEW`: say what changed since. Both may be report folders, report.json files,
        dossiers or people files; what is no report is audited by the day it declares, and nothing is written.
    json
        Print report.json instead of the summary, or the comparison as JSON.
    """
    if compare is not None:
        alone = {"--on": on, "--map": map, "--sample": sample, "--proofs": proofs}
        return _compared(
            compare, path, lang, [name for name, given in alone.items() if given is not None], as_json=json
        )
    from licet.audit import proofs as asked
    from licet.audit.audit import ROWS
    from licet.audit.audit import audit as run
    from licet.audit.report.glance import exit_code
    from licet.audit.report.terminal import print_summary
    from licet.doors.cli.printing import console, put_json
    from licet.terms.errors import UsageError

    words = language(lang)
    if sample is not None:
        if sample < 1:
            msg = "`--sample` is at least 1"
            raise UsageError(msg)
        asked.refuse_answered(out / "sample.csv")
    answers = asked.answers(proofs) if proofs else None
    with bar(words, quiet=json) as tell:
        done = run(path, out=out, on=day(on), lang=words, mapping=pairs(map), sample=answers, progress=tell)
    paths = dict(done.paths)
    if sample is not None:
        paths["sample.csv"] = out / "sample.csv"
        names = [each.path for each in done.report.files]
        asked.draw(paths[ROWS], sample, done.report.judged_on.isoformat(), paths["sample.csv"], names)
    if json:
        put_json((out / "report.json").read_text(encoding="utf-8"))
    else:
        print_summary(done.report, console(), paths)
    return Exit(exit_code(done.report))


def _compared(old: Path, new: Path, lang: Lang | None, given: list[str], *, as_json: bool) -> Exit:
    from licet.audit.compare import compare
    from licet.audit.compare_read import report_at
    from licet.audit.report.compare_print import print_comparison
    from licet.doors.cli.printing import console, put_json
    from licet.terms.errors import UsageError

    if given:
        msg = f"`--compare` compares reports as they stand: leave out {', '.join(f'`{name}`' for name in given)}"
        raise UsageError(msg)
    words = language(lang)
    with bar(words, quiet=as_json) as tell:
        before = report_at(old, lang=words, progress=tell)
        found = compare(before, report_at(new, lang=words, progress=tell))
    if as_json:
        put_json(found.model_dump_json(indent=2))
    else:
        print_comparison(found, console(), words)
    return Exit(found.after.exit_code)
