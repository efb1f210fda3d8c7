"""Measure Licet: `make bench`, or `make bench ARGS='--quick --json'`. Exit code 1 when a bar is missed.

Everything that is made stands in one temporary folder and goes with it: 4 GB at full size (`TMPDIR` says where).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

sys.path[0] = str(Path(__file__).parents[2])  # a script's own folder stands there; these modules are `tests.bench`

from tests.bench import against, decisions, documents, imports, ledger, machine, masks, pages, record, whole  # noqa: E402  # found only now
from tests.bench.table import Measured, as_dicts, as_markdown, show  # noqa: E402

FULL: Final = {"rows": (10_000_000, 20_000_000), "in_memory": 5_000_000, "people": 20_000_000, "rounds": 5}
QUICK: Final = {"rows": (2_000_000,), "in_memory": 5_000_000, "people": 1_000_000, "rounds": 3}

Part = Callable[[Path, "argparse.Namespace"], Iterator[Measured]]
PARTS: Final[dict[str, tuple[str, Part]]] = {
    "rules": (
        "Rules over ready facts: masks of everyone, counted, against a bare scan of the same columns",
        lambda folder, asked: masks.measured(folder, asked.rows, asked.rounds),
    ),
    "decisions": ("One decision, facts in hand", lambda _folder, _asked: decisions.measured()),
    "peers": (
        "Beside peers: the same rules, the same people, the same answers",
        lambda _folder, asked: against.measured(asked.in_memory, asked.rounds),
    ),
    "documents": (
        "Documents, a long report, the decisions",
        lambda folder, asked: documents.measured(folder, asked.rounds),
    ),
    "ledger": ("Tree and proofs of the record", lambda _folder, asked: ledger.measured(asked.rounds)),
    "record": (
        "The record, against bare inserts at the same durability",
        lambda folder, asked: record.measured(folder, asked.rounds),
    ),
    "imports": ("Lists imported, each row judged", lambda folder, asked: imports.measured(folder, asked.rounds)),
    "pages": ("Pages behind a real server", lambda folder, _asked: pages.measured(folder)),
    "demo": ("The demonstration", lambda folder, asked: whole.demonstrated(folder, asked.rounds)),
    "whole": (
        "From the file to the report",
        lambda folder, asked: whole.measured(folder, asked.people, asked.rounds),
    ),
}


def main() -> int:
    """Measure what is asked for and show it."""
    asked = _asked()
    found: dict[str, list[Measured]] = {}
    before = machine.load()
    for name in asked.only or PARTS:
        title, part = PARTS[name]
        with tempfile.TemporaryDirectory(prefix="licet-bench-") as folder:
            found[name] = list(part(Path(folder), asked))
        if not (asked.json or asked.markdown):
            show(title, found[name])
    about = machine.described() | {"load before": f"{before:.1f}", "load after": f"{machine.load():.1f}"}
    if asked.json:
        text = json.dumps({"machine": about} | {name: as_dicts(lines) for name, lines in found.items()}, indent=1)
    else:
        text = ", ".join(f"{name} {value}" for name, value in about.items())
    if asked.markdown:
        tables = (f"### {PARTS[name][0]}\n\n{as_markdown(lines)}\n" for name, lines in found.items())
        text = "\n".join((*tables, text))
    sys.stdout.write(f"{text}\n")
    return int(any(line.passes is False for lines in found.values() for line in lines))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes: two minutes, and ratios that say less")
    parser.add_argument("--only", action="append", choices=PARTS, help="measure this part only (may be repeated)")
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help="print JSON")
    shape.add_argument("--markdown", action="store_true", help="print the tables of docs/performance.md")
    asked = parser.parse_args()
    for name, value in (QUICK if asked.quick else FULL).items():
        setattr(asked, name, value)
    return asked


if __name__ == "__main__":
    sys.exit(main())
