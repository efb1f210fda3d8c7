"""Write the folder of a rehearsal so that there is a whole one or none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from licet.audit.audit import Progress
from licet.audit.inspection.model import Inspection
from licet.audit.inspection.page import render_page
from licet.audit.inspection.prepare import DRAWN, SAMPLE, prepare
from licet.audit.inspection.sheet import sheet_of
from licet.audit.placing import check_place, take_place, working_folder
from licet.audit.proofs import refuse_answered
from licet.audit.report.pdf import typeset

DATA: Final = "inspection.json"
PAGE: Final = "inspection.html"
PDF: Final = "inspection.pdf"
OURS: Final = (PAGE, PDF, DATA, DRAWN)


def inspect(
    path: Path,
    *,
    out: Path,
    on: dt.date | None = None,
    lang: str = "fr",
    size: int = SAMPLE,
    progress: Progress | None = None,
) -> tuple[Inspection, Mapping[str, Path]]:
    """Rehearse the inspection of a base and write it into the folder ``out``; return it and its files by name.

    ``size`` rows are drawn of each source. Raises ``InputError`` when the base cannot be used, ``UsageError`` when
    ``out`` holds something else, or answers to a sample drawn before.
    """
    check_place(out, DATA)
    refuse_answered(out / DRAWN)
    with working_folder(out) as work:
        found = prepare(path, work, on=on, lang=lang, size=size, progress=progress)
        sheet = sheet_of(found)
        finished = work / "finished"
        finished.mkdir()
        (finished / DATA).write_text(inspection_text(found), encoding="utf-8", newline="\n")
        (finished / PAGE).write_text(render_page(sheet), encoding="utf-8", newline="\n")
        (finished / PDF).write_bytes(typeset(sheet))
        (work / DRAWN).rename(finished / DRAWN)
        take_place(finished, out, DATA, OURS)
    return found, {name: out / name for name in OURS}


def inspection_text(found: Inspection) -> str:
    """Return ``inspection.json``. Equal rehearsals, equal bytes."""
    return found.model_dump_json(indent=2) + "\n"
