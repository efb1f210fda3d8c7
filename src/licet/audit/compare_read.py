"""Find the report that somebody means: a report folder, a ``report.json``, or a base that is audited for it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from licet.audit.audit import Progress, audit
from licet.audit.model import Report
from licet.audit.report.write import REPORT
from licet.terms.errors import InputError

_DOSSIER: Final = "dossier.yaml"
_LARGEST: Final = 64 << 20
"""Bytes. The report of a large base is a megabyte: its numbers grow with the rules, not with the people."""


def report_at(path: Path, *, lang: str = "fr", progress: Progress | None = None) -> Report:
    """Return the report at a path. What is no report is audited, by the day it declares itself, in a temporary folder.

    Raises ``InputError`` when it is neither a report of this version nor a base that can be audited.
    """
    held = path / REPORT
    if path.is_dir() and held.is_file() and not (path / _DOSSIER).is_file():
        return _read(held)
    if path.suffix == ".json" and path.is_file():
        return _read(path)
    with tempfile.TemporaryDirectory(prefix="licet-") as folder:
        return audit(path, out=Path(folder) / "report", lang=lang, progress=progress).report


def _read(path: Path) -> Report:
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"`{path}` is larger than {_LARGEST >> 20} MB: it is no report of Licet")
        return Report.model_validate_json(path.read_bytes())
    except OSError as error:
        raise InputError(f"`{path}` cannot be read: {(error.strerror or 'unknown reason').lower()}") from None
    except ValidationError:
        # what it says may quote the file, and so people
        raise InputError(f"`{path}` is no report of this version of Licet: audit its base again") from None
