"""Reading documents one by one, over the corpora of the tests; a long report as PDF; the decisions replayed.

Processor time, the best of three readings of each document. Contracts are read in each format, whole, from the bytes on
disk; a mail, a page or a visit as the dossier hands it over.
"""

from __future__ import annotations

import contextlib
import io
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

import pypdf

from licet.audit.audit import audit
from licet.audit.demo import performeclic
from licet.audit.report.pdf import render_pdf
from licet.reading.complaints import read_report
from licet.reading.contracts import read_contract
from licet.reading.mails import read_mail
from licet.reading.pages import read_page
from licet.reading.visits import read_visit
from licet.terms.errors import DocumentError
from tests.bench.measure import median_of, ran
from tests.bench.table import Measured
from tests.reading.contracts import render

CORPORA: Final = Path(__file__).parents[1] / "reading"
CONTRACT_BAR: Final = 100.0
MAIL_BAR, REPORT_BAR, PAGE_BAR, VISIT_BAR = 20.0, 5.0, 50.0, 10.0
"""Milliseconds a document, the slowest included."""
PDF_BAR: Final = 2.0
PDF_PAGES: Final = 20
DECISIONS_BAR: Final = 30.0
"""Seconds, starting the program included."""
_BEST_OF: Final = 3
_FINDINGS_REPEATED: Final = 3

Read = Callable[[Path], object]


def measured(folder: Path, rounds: int) -> Iterator[Measured]:
    """Read every document of the corpora, write a long report, replay the decisions."""
    for suffix in render.FORMATS:
        yield from _each(
            f"contract, {suffix}", _contracts(folder, suffix), lambda at: read_contract([at]), CONTRACT_BAR
        )
    yield from _each("mail", _corpus("mails", ".eml"), read_mail, MAIL_BAR)
    yield from _each("bounce or complaint", _corpus("complaints", ".eml"), read_report, REPORT_BAR)
    yield from _each("page with a form", _corpus("pages", ".html"), read_page, PAGE_BAR)
    yield from _each("recorded visit", _corpus("visits", ".har"), read_visit, VISIT_BAR)
    yield _report_as_pdf(folder)
    yield _decisions(rounds)


def _corpus(kind: str, suffix: str) -> list[Path]:
    return [path for path in sorted((CORPORA / kind / "corpus").rglob(f"*{suffix}")) if path.stat().st_size]


def _contracts(folder: Path, suffix: str) -> list[Path]:
    write: dict[str, Callable[[str], bytes]] = {
        "md": str.encode,
        "docx": render.as_docx,
        "html": render.as_html,
        "pdf": render.as_pdf,
    }
    found = []
    for source in _corpus("contracts", ".md"):
        path = folder / f"{source.stem}.{suffix}"
        path.write_bytes(write[suffix](render.whole(source.read_text(encoding="utf-8"))))
        found.append(path)
    return found


def _each(what: str, paths: Iterable[Path], read: Read, bar: float) -> Iterator[Measured]:
    took = {path: _milliseconds(read, path) for path in paths}
    slowest = max(took, key=lambda path: took[path])
    number = f"{len(took)} documents"
    yield Measured(f"{what}: median", statistics.median(took.values()), "ms", bar=bar, note=number)
    note = f"{slowest.name}, {slowest.stat().st_size / 1e3:.0f} kB"
    yield Measured(f"{what}: slowest", took[slowest], "ms", bar=bar, note=note)


def _milliseconds(read: Read, path: Path) -> float:
    best = float("inf")
    for _ in range(_BEST_OF):
        start = time.process_time()
        with contextlib.suppress(DocumentError):  # some of the corpora are bad on purpose: to say so takes time too
            read(path)
        best = min(best, time.process_time() - start)
    return best * 1e3


def _report_as_pdf(folder: Path) -> Measured:
    """Typeset the report of the demonstration with its findings said over again, until it has pages enough."""
    performeclic.write(folder / "base", 2_000)
    report = audit(folder / "base", out=folder / "report").report
    long = report.model_copy(update={"findings": report.findings * _FINDINGS_REPEATED})
    took = []
    pages = 0
    for _ in range(_BEST_OF):
        start = time.process_time()
        written = render_pdf(long)
        took.append(time.process_time() - start)
        pages = len(pypdf.PdfReader(io.BytesIO(written)).pages)
    if pages < PDF_PAGES:
        raise RuntimeError(f"the report has {pages} pages: repeat its findings more often")
    return Measured(f"report.pdf, {pages} pages", median_of(took), "s", bar=PDF_BAR, note="typeset, tagged")


def _decisions(rounds: int) -> Measured:
    licet = Path(sys.executable).with_name("licet")
    one = partial(ran, [str(licet), "decisions", "--json"])
    runs = [one() for _ in range(rounds)]
    if any(run.code for run in runs):
        raise RuntimeError(f"`licet decisions` ended with {runs[0].code}")
    note = f"all that come with Licet, replayed; peak memory {max(run.peak for run in runs) / 1e9:.2f} GB"
    return Measured("licet decisions", median_of(run.seconds for run in runs), "s", bar=DECISIONS_BAR, note=note)
