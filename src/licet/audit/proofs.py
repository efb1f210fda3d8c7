"""Samples of rows to ask proofs for, and what the answers say of the whole source.

The answer to "how many consents of this source are invalid?" is an interval, never a point: the exact binomial
interval (C. J. Clopper and E. S. Pearson, Biometrika 26, 1934), found by bisection on the binomial tail.
"""

from __future__ import annotations

import csv
import hashlib
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import narwhals.stable.v2 as nw

from licet.reading import engine
from licet.terms.errors import TableError

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


def draw(rows: Path, size: int, judged_on: str, into: Path) -> dict[str, int]:
    """Write row numbers per source to ask proofs for; return how many were drawn of each source.

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
    with into.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows((*each, "") for each in sorted(drawn))
    return dict(Counter(source for source, _, _ in drawn))


def _fingerprint(judged_on: str, file: int, row: int) -> bytes:
    return hashlib.blake2b(f"{judged_on}:{file}:{row}".encode(), digest_size=8).digest()


def answers(path: Path) -> Sample:
    """Read the answers back; raise ``TableError`` when the file is not such a sample."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            rows = list(csv.DictReader(handle))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        msg = f"`{path}` cannot be read as a table of answers: {type(error).__name__}"
        raise TableError(msg) from None
    if not rows or not set(COLUMNS) <= set(rows[0]):
        msg = f"`{path}` holds no answers: it needs the columns {', '.join(COLUMNS)} that `--sample` writes"
        raise TableError(msg)
    by_source: dict[str, Counter[str]] = defaultdict(Counter)
    for number, row in enumerate(rows, start=1):
        by_source[row["source"] or ""][_outcome(row["proof"], path, number)] += 1
    return {source: _summary(source, tally) for source, tally in sorted(by_source.items())}


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
