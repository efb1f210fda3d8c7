"""``licet demo``: bases made up after published facts, audited at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from licet.doors.cli.asked import JsonOf, Lang, Switch, language
from licet.doors.cli.progress import bar
from licet.doors.exits import Exit

if TYPE_CHECKING:
    import datetime as dt

    from licet.audit.audit import Audited


def performeclic(
    *,
    people: int = 200_000,
    cure: Annotated[list[str] | None, Parameter(negative=())] = None,
    cured: Switch = False,
    out: Path = Path("demo-out/performeclic"),
    lang: Lang | None = None,
    json: JsonOf = False,
) -> Exit:
    """Make a base after the facts of CNIL decision SAN-2020-016, and audit it: six heads.

    Exits with the audit's own code: 2, or 0 when cured.

    Parameters
    ----------
    people
        How many people to make (20 million in the decision).
    cure
        An article (`GDPR 14`, `CPCE L.34-5`…) whose facts are mended; may be given several times.
    cured
        Mend them all.
    out
        Where `dossier` and `report` go.
    lang
        The language of the report, `fr` or `en`.
    json
        Print report.json instead of the summary.
    """
    from licet.audit.demo import performeclic as case
    from licet.terms.errors import UsageError

    if people < 1:
        msg = "`--people` is at least 1"
        raise UsageError(msg)
    cures = case.CURES if cured else tuple(cure or ())
    words = language(lang)
    with bar(words, quiet=json) as tell:
        with _fresh(out) as folder:
            case.write(folder, people, cures, progress=lambda done, total: tell("make", done, total))
        done = _audit(out / "dossier", out / "report", words, tell)
    return _show([done], as_json=json)


def partners(
    *,
    out: Path = Path("demo-out/partners"),
    lang: Lang | None = None,
    json: JsonOf = False,
) -> Exit:
    """Make the three bodies of the CNIL's formal notices of April 2022, and audit them: GDPR 6 in each.

    Parameters
    ----------
    out
        Where `1`, `2` and `3` go, each with `dossier` and `report`.
    lang
        The language of the reports, `fr` or `en`.
    json
        Print the three reports as a JSON list.
    """
    from licet.audit.demo import partners as case

    words = language(lang)
    done = []
    with bar(words, quiet=json) as tell:
        for body in case.BODIES:
            with _fresh(out / body) as folder:
                case.write(folder, body)
            done.append(_audit(out / body / "dossier", out / body / "report", words, tell))
    return _show(done, as_json=json)


def overnight(
    *,
    out: Path = Path("demo-out/overnight"),
    lang: Lang | None = None,
    json: JsonOf = False,
) -> Exit:
    """Make a base of telephone prospects, audit it on 2026-08-10 and on 2026-08-11, and show what changed overnight.

    Exits with the code of the second day.

    Parameters
    ----------
    out
        Where `dossier` and a report a day go.
    lang
        The language of the reports, `fr` or `en`.
    json
        Print the two reports as a JSON list.
    """
    from licet.audit.demo import overnight as case

    words = language(lang)
    with _fresh(out) as folder:
        case.write(folder)
    with bar(words, quiet=json) as tell:
        done = [_audit(out / "dossier", out / day.isoformat(), words, tell, on=day) for day in case.DAYS]
    code = _show(done, as_json=json)
    if not json:
        _compare(done, words)
    return code


@contextmanager
def _fresh(out: Path) -> Iterator[Path]:
    """Give a folder that becomes ``out/dossier`` once it is whole; a dossier of an earlier run goes, nothing else does."""
    from licet.audit.placing import check_place, take_place, working_folder

    folder, marker = out / "dossier", "dossier.yaml"
    check_place(folder, marker)
    with working_folder(folder) as work:
        (work / "dossier").mkdir()
        yield work / "dossier"
        ours = {each.name for each in folder.iterdir()} if folder.exists() else set()
        take_place(work / "dossier", folder, marker, ours)


def _audit(
    dossier: Path, out: Path, lang: Lang, tell: Callable[[str, int, int], None], on: dt.date | None = None
) -> Audited:
    from licet.audit.audit import audit

    return audit(dossier, out=out, lang=lang, on=on, progress=tell)


def _show(done: list[Audited], *, as_json: bool) -> Exit:
    from licet.audit.report.glance import exit_code
    from licet.audit.report.terminal import print_summary
    from licet.doors.cli.printing import console, put, put_json

    if as_json:
        reports: list[Any] = [each.report.model_dump(mode="json") for each in done]
        put_json(reports[0] if len(reports) == 1 else reports)
    else:
        for place, each in enumerate(done):
            if place:
                put("")
            print_summary(each.report, console(), each.paths)
    return Exit(exit_code(done[-1].report))


def _compare(done: list[Audited], lang: Lang) -> None:
    from rich.table import Table

    from licet.audit.report.words import Words
    from licet.doors.cli.printing import console, put

    words = Words(lang)
    before, after = (each.report for each in done)
    put("")
    put(
        "Ce qui devient illicite dans la nuit : personnes que nul ne peut plus appeler"
        if lang == "fr"
        else "What becomes unlawful overnight: people whom nobody may call any more"
    )
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0))
    table.add_column("Source")
    for report in (before, after):
        table.add_column(words.day(report.judged_on), justify="right")
    names = [share.source for share in after.proof_by_source]
    for name in names:
        table.add_row(name, *(words.number(_kept_out(report, name)) for report in (before, after)))
    console().print(table)


def _kept_out(report: Any, source: str) -> int:  # noqa: ANN401  # a Report, imported only when a demo runs
    counts = [share.count for finding in report.findings for share in finding.by_source if share.name == source]
    return max(counts, default=0)
