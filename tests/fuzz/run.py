"""Try every reader on spoilt files for a while: `make fuzz SECONDS=3600`. Exit code 1 when something was found.

Only a reader's own error may leave it, within a time and a memory that are bounded; whatever else happens is written as
a case that can be read again (`python tests/fuzz/run.py --again FOLDER`), with the seed that made it.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import Final

sys.path[0] = str(Path(__file__).parents[2])  # a script's own folder stands there; these modules are `tests.fuzz`

from tests.fuzz.bombs import bombs  # noqa: E402  # found only now
from tests.fuzz.mutator import spoilt  # noqa: E402
from tests.fuzz.pool import Child  # noqa: E402
from tests.fuzz.readers import READERS, seeds_of  # noqa: E402
from tests.fuzz.tally import Tally  # noqa: E402

BOMB_LIMIT: Final = 60.0
"""Seconds for a case written by hand: what is large is read through before it is refused."""
_KEPT_OF_ONE: Final = 3
_BETWEEN_TELLING: Final = 60.0

Case = tuple[str, str, float, Callable[[Path], None]]
"""Reader, name of the case, limit, and what writes it into a folder."""


def main() -> int:
    """Run for the time asked, or read one case again."""
    asked = _asked()
    if asked.again:
        return _again(asked.again)
    tally, child = Tally(), Child()
    found = asked.out / "found"
    found.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, _end)
    until, told = time.monotonic() + asked.seconds, time.monotonic()
    try:
        for case in _cases(asked):
            if time.monotonic() > until:
                break
            _try(case, child, tally, found)
            if time.monotonic() - told > _BETWEEN_TELLING:
                told = time.monotonic()
                tally.write(asked.out / "summary.json", asked.seed)
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
    finally:
        child.stop()
        tally.write(asked.out / "summary.json", asked.seed)
    tally.show()
    return int(tally.found > 0)


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _cases(asked: argparse.Namespace) -> Iterator[Case]:
    """Yield the cases written by hand, then spoilt ones without end; ``seed`` and number make each of them."""
    chosen = asked.only or list(READERS)
    if not asked.without_bombs:
        for name, what, build in bombs():
            if name in chosen:
                yield name, what, BOMB_LIMIT, build
    if asked.bombs_only:
        return
    weights = [READERS[name].weight for name in chosen]
    number = asked.start
    while True:
        name = random.Random(f"{asked.seed} {number}").choices(chosen, weights)[0]  # noqa: S311  # made again by its seed
        yield name, f"seed {asked.seed}, case {number}", READERS[name].limit, _spoilt(name, asked.seed, number)
        number += 1


def _spoilt(name: str, seed: int, number: int) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        chance = random.Random(f"{seed} {number} {name}")  # noqa: S311
        seeds = seeds_of(name)
        case = spoilt(chance.choice(seeds), READERS[name].grammar, seeds, chance)
        for each, data in case.items():
            (folder / each).write_bytes(data)

    return write


def _try(case: Case, child: Child, tally: Tally, found: Path) -> None:
    name, what, limit, build = case
    with tempfile.TemporaryDirectory(prefix="licet-fuzz-", ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        build(folder)
        written = sorted(path.name for path in folder.iterdir())
        outcome = child.run(name, folder, limit, fresh=limit == BOMB_LIMIT)  # what one bomb took, another lacks
        number = tally.note(name, what, outcome)
        if outcome.is_finding and number <= _KEPT_OF_ONE:
            about = {"reader": name, "case": what} | asdict(outcome)
            _keep(found / f"{name}-{outcome.state}-{tally.found:04}-{number}", folder, written, about)


def _keep(kept: Path, folder: Path, written: list[str], about: dict[str, object]) -> None:
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    for each in written:
        if (folder / each).is_file() and (
            folder / each
        ).stat().st_size <= 32 << 20:  # a larger one is made again by its name
            shutil.copy(folder / each, kept / each)
    (kept / "about.json").write_text(json.dumps(about, indent=1), encoding="utf-8")


def _again(kept: Path) -> int:
    """Read a finding again in this process, where a debugger can look."""
    about = json.loads((kept / "about.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="licet-fuzz-") as scratch:
        for each in kept.iterdir():
            if each.name != "about.json":
                shutil.copy(each, scratch)
        try:
            READERS[about["reader"]].read(Path(scratch))
        except READERS[about["reader"]].raises as error:
            sys.stdout.write(f"refused: {error}\n")
            return 0
    sys.stdout.write("read\n")
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make fuzz SECONDS=… ARGS=…", description=__doc__)
    parser.add_argument("--seconds", type=float, default=600.0, help="how long (600)")
    parser.add_argument("--seed", type=int, default=1, help="what the spoilt files follow from (1)")
    parser.add_argument("--start", type=int, default=0, help="the number of the first spoilt file (0)")
    parser.add_argument("--only", action="append", choices=READERS, help="this reader only (may be repeated)")
    parser.add_argument("--out", type=Path, default=Path("fuzz-out"), help="where findings are written (fuzz-out)")
    parser.add_argument("--again", type=Path, help="read one finding again: its folder")
    few = parser.add_mutually_exclusive_group()
    few.add_argument("--bombs-only", action="store_true", help="the cases written by hand, and no others")
    few.add_argument("--without-bombs", action="store_true", help="spoilt files alone")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
