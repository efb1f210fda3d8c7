"""``licet verify``: check an evidence file offline, as ``python -m licet.verify`` does without the rest of Licet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from licet.doors.cli.asked import JsonOf, Lang, language
from licet.doors.exits import Exit


def verify(
    file: Path,
    /,
    *,
    trust: Annotated[list[Path] | None, Parameter(negative=())] = None,
    lang: Lang | None = None,
    json: JsonOf = False,
) -> Exit:
    """Check an evidence file, step by step; no house and no network is needed.

    Exits 0 when it is valid, 2 when it is not, 3 when it cannot be used, 4 when it is consistent with itself only (no `--trust`).

    Parameters
    ----------
    file
        The evidence file.
    trust
        The key of the log and the roots of time stamping, received by another channel; may be given several times.
    lang
        The language of the report, `fr` or `en`.
    json
        Print the report as JSON.
    """
    from licet.doors.cli.printing import put, put_json
    from licet.terms.errors import InputError
    from licet.verify.command import verify as check
    from licet.verify.failures import UnusableError
    from licet.verify.trust import read_trust

    try:
        trusted = read_trust(*(each.read_text(encoding="utf-8") for each in trust)) if trust else None
    except UnusableError as error:
        raise InputError(f"--trust: `{error}`") from None
    except (OSError, UnicodeDecodeError):
        raise InputError("--trust names a file that cannot be read") from None
    report = check(file, trusted)
    if json:
        put_json(report.as_dict())
    else:
        put(report.text(language(lang)).rstrip("\n"))
    return Exit(report.verdict.exit_code)
