"""Write a report folder so that there is a whole one or none: Ctrl-C leaves nothing half-written."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final
from uuid import uuid4

from licet.audit.model import Report
from licet.audit.placing import cannot_write, replace
from licet.audit.report.page import render_page
from licet.audit.report.pdf import render_pdf
from licet.terms.errors import UsageError

REPORT: Final = "report.json"
PAGE: Final = "report.html"
PDF: Final = "report.pdf"
OURS: Final = frozenset({REPORT, PAGE, PDF, "rows.parquet", "rows.legend.json"})
"""What an audit writes: an older one of these goes when a report is replaced; what else lies there stays."""
_NO_FILES: Final[Mapping[str, Path]] = MappingProxyType({})


def report_text(report: Report) -> str:
    """Return ``report.json``: keys in order, two spaces, one line end at the end. Equal reports, equal bytes."""
    return json.dumps(report.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def write_report(report: Report, out: Path, extra: Mapping[str, Path] = _NO_FILES) -> dict[str, Path]:
    """Write ``report.json``, ``report.html`` and ``report.pdf`` into the folder ``out`` and move the ``extra`` files in, by their names there.

    Everything is first written beside ``out`` and then takes its place at once; a report that stood there is replaced
    whole, and what somebody else put beside it stays. Return the files by name. Raises ``UsageError`` when ``out`` is a file, holds something other than a report
    of ours, or cannot be written to.
    """
    if any(name in {REPORT, PAGE, PDF} or Path(name).name != name for name in extra):
        raise UsageError("a file moved into a report needs a plain name of its own")
    check_report(out)
    place = out.absolute()
    place = place.resolve() if place.is_symlink() else place
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        staging = place.with_name(f".{place.name}.{uuid4().hex[:8]}")
        staging.mkdir()
    except OSError as error:
        raise cannot_write(out, error) from None
    try:
        _write(staging / PAGE, render_page(report).encode())
        _write(staging / PDF, render_pdf(report))
        _write(staging / REPORT, report_text(report).encode())
        for name, file in extra.items():
            shutil.move(file, staging / name)
        _replace(staging, place, out)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return {name: out / name for name in (PAGE, PDF, REPORT, *extra)}


def _replace(staging: Path, place: Path, out: Path) -> None:
    try:
        replace(staging, place, OURS)
    except OSError as error:  # another run took the place at the same moment, or the place is none of ours
        raise cannot_write(out, error) from None


def check_report(out: Path) -> None:
    """Raise ``UsageError`` when no report can stand at ``out``: a file, or a folder that holds something else."""
    try:
        if not out.exists():
            return
        if not out.is_dir():
            raise UsageError(f"`{out}` is a file, and a report is a folder")
        if any(out.iterdir()) and not _is_a_report(out / REPORT):
            raise UsageError(f"`{out}` is a folder that holds something other than a report; it is left as it is")
    except OSError as error:
        raise cannot_write(out, error) from None


def _is_a_report(marker: Path) -> bool:
    try:
        held = json.loads(marker.read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(held, dict) and {"licet", "schema_version", "findings"} <= held.keys()


def _write(path: Path, held: bytes) -> None:
    with path.open("xb") as file:
        file.write(held)
        file.flush()
        os.fsync(file.fileno())
