"""Samples of rows to ask proofs for, and what the answers say of the whole source.

The answer to "how many consents of this source are invalid?" is an interval, never a point: the exact binomial
interval (C. J. Clopper and E. S. Pearson, Biometrika 26, 1934), found by bisection on the binomial tail.
"""

from __future__ import annotations

import csv
import hashlib
import io
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import narwhals.stable.v2 as nw

from licet.reading import engine
from licet.terms.errors import TableError, UsageError

COLUMNS: Final = ("source", "file", "row", "proof")
"""``proof`` is left empty for whoever answers: ``valid``, ``invalid`` or ``none`` (nothing was produced)."""

VALID: Final = ("valid", "valide", "ok", "yes", "oui")
INVALID: Final = ("invalid", "invalide", "no", "non", "none", "aucune", "nothing", "rien")
CONFIDENCE: Final = 0.95


@dataclass(frozen=True, slots=True)
class SourceSample:
    """What came back for one source."""

    source: str
    asked: int
    invalid: int
    unanswered: int

    @property
    def interval(self) -> tuple[float, float]:
        """The exact interval of the invalid share among the answers."""
        return exact_interval(self.invalid, self.asked - self.unanswered)


Sample = Mapping[str, SourceSample]


def exact_interval(failures: int, trials: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the exact binomial interval of a share; with no trial, everything is possible."""
    if trials == 0:
        return 0.0, 1.0
    tail = (1 - confidence) / 2
    low = 0.0 if failures == 0 else _solve(lambda share: 1 - _at_most(failures - 1, trials, share), tail)
    high = 1.0 if failures == trials else _solve(lambda share: -_at_most(failures, trials, share), -tail)
    return low, high


def _at_most(most: int, trials: int, share: float) -> float:
    """Return the probability of at most ``most`` failures."""
    if share <= 0:
        return 1.0
    if share >= 1:
        return 1.0 if most >= trials else 0.0
    logs = (
        math.lgamma(trials + 1)
        - math.lgamma(k + 1)
        - math.lgamma(trials - k + 1)
        + k * math.log(share)
        + (trials - k) * math.log1p(-share)
        for k in range(most + 1)
    )
    return min(1.0, math.fsum(math.exp(each) for each in logs))


def _solve(rising: Callable[[float], float], target: float) -> float:
    """Return where a rising function of the share meets a target."""
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < target else (low, middle)
    return (low + high) / 2


def draw(rows: Path, size: int, judged_on: str, into: Path, names: Sequence[str] = ()) -> dict[str, int]:
    """Write row numbers per source to ask proofs for; return how many were drawn of each source.

    ``names`` are those of the files, in the order of their numbers; without them, and for two of one name, the numbers
    stand in the table. It takes its place whole.

    The draw is random yet repeatable: rows are ordered by a fingerprint of the day and their number, so that nobody
    chooses them and anybody can draw them again.
    """
    frame = engine.scan(rows)
    drawn: list[tuple[str, int, int]] = []
    for row in engine.collect(frame.select("source").unique()):
        chosen = frame.filter(nw.col("source") == row["source"]).select("file", "row")
        pairs = [(each["file"], each["row"]) for each in engine.collect(chosen)]
        pairs.sort(key=lambda pair: _fingerprint(judged_on, *pair))
        drawn += [(row["source"], *pair) for pair in sorted(pairs[:size])]
    known = names if len(set(names)) == len(names) else ()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for source, file, number in sorted(drawn):
        writer.writerow((source, known[file] if known else file, number, ""))
    new = into.with_name(f".{into.name}.new")
    new.write_text(text.getvalue(), encoding="utf-8")
    new.replace(into)
    return dict(Counter(source for source, _, _ in drawn))


def _fingerprint(judged_on: str, file: int, row: int) -> bytes:
    return hashlib.blake2b(f"{judged_on}:{file}:{row}".encode(), digest_size=8).digest()


def refuse_answered(sample: Path) -> None:
    """Raise ``UsageError`` when somebody began to answer the sample that stands there: it is not drawn over."""
    try:
        begun = sample.exists() and any((row["proof"] or "").strip() for row in _rows(sample))
    except TableError:
        begun = True
    if begun:
        msg = f"`{sample}` holds answers and is left as it is: bring them in with `--proofs`, or move the file away"
        raise UsageError(msg)


def answers(path: Path) -> Sample:
    """Read the answers back, as a spreadsheet saves them; raise ``TableError`` when the file is not such a sample."""
    rows = _rows(path)
    if not rows:
        msg = f"`{path}` holds no answers: it needs the columns {', '.join(COLUMNS)} that `--sample` writes"
        raise TableError(msg)
    by_source: dict[str, Counter[str]] = defaultdict(Counter)
    seen: set[tuple[str | None, str | None]] = set()
    for number, row in enumerate(rows, start=1):
        asked = row["file"], row["row"]
        if asked in seen:
            msg = f"`{path}`, row {number}: this row of this file stands twice"
            raise TableError(msg)
        seen.add(asked)
        by_source[row["source"] or ""][_outcome(row["proof"], path, number)] += 1
    return {source: _summary(source, tally) for source, tally in sorted(by_source.items())}


def outcomes(path: Path) -> list[tuple[str, str, str, str]]:
    """Return each row that was answered as it stands: source, file, row, and ``valid``, ``invalid`` or ``unanswered``."""
    return [
        (row["source"] or "", row["file"] or "", row["row"] or "", _outcome(row["proof"], path, number))
        for number, row in enumerate(_rows(path), start=1)
    ]


def _rows(path: Path) -> list[dict[str, str | None]]:
    try:
        written = path.read_bytes()
    except OSError as error:
        msg = f"`{path}` cannot be read: {(error.strerror or 'unknown reason').lower()}"
        raise TableError(msg) from None
    try:
        text = _decoded(written)
        first = text.partition("\n")[0]
        separator = max(",;\t", key=first.count)  # French spreadsheets save with semicolons
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))
    except (UnicodeDecodeError, csv.Error):
        msg = f"`{path}` cannot be read as a table of answers: it holds no such text"
        raise TableError(msg) from None
    if rows and not set(COLUMNS) <= set(rows[0]):
        msg = f"`{path}` holds no answers: it needs the columns {', '.join(COLUMNS)} that `--sample` writes"
        raise TableError(msg)
    return rows


def _decoded(written: bytes) -> str:
    try:
        return written.decode("utf-8-sig")
    except UnicodeDecodeError:
        return written.decode("cp1252")


def _outcome(written: str | None, path: Path, number: int) -> str:
    word = (written or "").strip().lower()
    if not word:
        return "unanswered"
    if word in VALID:
        return "valid"
    if word in INVALID:
        return "invalid"
    msg = f"`{path}`, row {number}: the column `proof` says `valid`, `invalid` or `none`"
    raise TableError(msg)


def _summary(source: str, tally: Counter[str]) -> SourceSample:
    return SourceSample(source, tally.total(), tally["invalid"], tally["unanswered"])
