"""The command line: ``python -m licet.verify FILE.zip --trust KEYS [--json]``.

Exit codes: 0 valid, 2 invalid, 3 unusable, 4 consistent with itself only (no ``--trust``), 64 wrong usage.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NoReturn

from .container import LARGEST
from .failures import InvalidError, UnusableError
from .report import Failure, Found, Lang, Report, State, Step, Verdict
from .steps import Checker
from .trust import Trust, read_trust

USAGE: Final = 64


class _Arguments(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def verify(path: Path | str, trust: Trust | None = None, now: dt.datetime | None = None) -> Report:
    """Check the evidence file at ``path``; without ``trust`` it can be consistent with itself only.

    ``now`` is the checker's clock (UTC), by default that of the machine. Nothing raises: a file that cannot be read
    is a report too.
    """
    try:
        if Path(path).stat().st_size > LARGEST:
            return _unusable("container-too-large")
        stored = Path(path).read_bytes()
    except OSError:
        return _unusable("not-readable")
    return verify_bytes(stored, trust, now)


def verify_bytes(stored: bytes, trust: Trust | None = None, now: dt.datetime | None = None) -> Report:
    """Check an evidence file held in memory, like ``verify``."""
    checker = Checker(stored, trust, now or dt.datetime.now(dt.UTC))
    verdict = Verdict.VALID if trust else Verdict.SELF_CONSISTENT
    done: list[Step] = []
    for number, (name, check) in enumerate(checker.steps(), 1):
        state = State.NOT_REACHED
        if verdict in {Verdict.VALID, Verdict.SELF_CONSISTENT}:
            try:
                check()
            except InvalidError as error:
                checker.failures.append(Failure(error.reason, error.where))
            except UnusableError as error:
                checker.failures.append(Failure(error.reason, error.where))
                verdict = Verdict.UNUSABLE
            state = State.FAILED if checker.failures else State.NOTHING if checker.found_nothing(name) else State.PASSED
            if checker.failures and verdict is not Verdict.UNUSABLE:
                verdict = Verdict.INVALID
        done.append(Step(number, name, state, tuple(checker.failures) if state is State.FAILED else ()))
    if verdict in {Verdict.VALID, Verdict.SELF_CONSISTENT}:
        checker.conclude()
    return Report(verdict, tuple(done), checker.found)


def _unusable(reason: str) -> Report:
    return Report(Verdict.UNUSABLE, (Step(1, "container", State.FAILED, (Failure(reason),)),), Found())


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the file that the command line names, print the report, return the exit code."""
    asked = _parser().parse_args(arguments)
    try:
        trust = read_trust(*(_text(each) for each in asked.trust)) if asked.trust else None
    except UnusableError as error:
        sys.stderr.write(f"--trust: {error}\n")
        return Verdict.UNUSABLE.exit_code
    report = verify(asked.file, trust)
    if asked.json:
        sys.stdout.write(json.dumps(report.as_dict(), indent=2) + "\n")
    else:
        sys.stdout.write(report.text(asked.lang))
    return report.verdict.exit_code


def _parser() -> argparse.ArgumentParser:
    parser = _Arguments(prog="verify", description="Check an evidence file of Licet offline.")
    parser.add_argument("file", metavar="FILE.zip", type=Path, help="the evidence file")
    parser.add_argument(
        "--trust",
        metavar="KEYS",
        type=Path,
        action="append",
        help="keys of the log and roots of time stamping, received by another channel (may be repeated)",
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--lang", choices=("fr", "en"), default=_language(), help="language of the report")
    return parser


def _language() -> Lang:
    """Return English where the environment says so, else French: the rule of every command of Licet."""
    said = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "en" if said.lower().startswith("en") else "fr"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise UnusableError("not-readable", path.name) from None
