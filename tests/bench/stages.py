"""Run a demonstration or an audit and tell how long each stage took: the program that `whole.py` starts and watches.

It puts a clock around the functions that make up the stages, from outside, so that the product carries none.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from licet.audit import audit as auditing
from licet.audit import counts, fields, findings
from licet.audit.demo import performeclic
from licet.audit.report import write
from licet.reading import tables

STAGES: Final[dict[str, tuple[tuple[ModuleType, str], ...]]] = {
    "check": ((tables, "as_utf8"), (tables, "records_of"), (tables, "decoded_rows")),
    "workbook": ((tables, "sheet_of"), (tables, "cells_of")),
    "convert": ((tables, "normalise"), (tables, "write_kept_aside"), (tables, "sampled"), (tables, "settle")),
    "small tables": ((auditing, "load"), (fields, "held"), (auditing, "judge_tables"), (auditing, "bench")),
    "facts and masks": ((auditing, "people_facts"), (auditing, "write_rows"), (auditing, "_joined")),
    "groups told by number": ((auditing, "facts_of_group"), (auditing, "masks_of_group"), (auditing, "rows_of_group")),
    "group by": ((counts, "groups"), (counts, "ageing"), (counts, "evidence")),
    "unreadable dates": ((findings, "unreadable_dates"),),
    "report": ((auditing, "gather"), (write, "render_page"), (write, "report_text")),
    "report.pdf": ((write, "render_pdf"),),
}
"""The functions of each stage, as the callers know them; none runs inside another, and one that is gone stops the run."""


def main() -> None:
    """``stages.py generate FOLDER PEOPLE`` or ``stages.py audit DOSSIER OUT``: seconds per stage, as JSON."""
    what, folder, last = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    start = time.perf_counter()
    if what == "generate":
        performeclic.write(folder, int(last))
        taken = {"generate": time.perf_counter() - start}
    else:
        taken = _clocked()
        auditing.audit(folder, out=Path(last))
        taken["rest"] = time.perf_counter() - start - sum(taken.values())
    sys.stdout.write(json.dumps(taken))


def _clocked() -> dict[str, float]:
    taken: dict[str, float] = defaultdict(float)
    for stage, functions in STAGES.items():
        for module, name in functions:
            setattr(module, name, _with_clock(getattr(module, name), stage, taken))
    return taken


def _with_clock(function: Callable[..., Any], stage: str, taken: dict[str, float]) -> Callable[..., Any]:
    def clocked(*args: object, **named: object) -> object:
        start = time.perf_counter()
        try:
            return function(*args, **named)
        finally:
            taken[stage] += time.perf_counter() - start

    return clocked


if __name__ == "__main__":
    main()
